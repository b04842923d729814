"""A training house takes the organisation, the calendars and the catalogue of the live one, and nobody's data."""

from datetime import datetime
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.test import Client
from pytest_django.fixtures import Settings

from motcua.accounts import commands as accounts
from motcua.accounts import queries as users
from motcua.accounts.types import Purpose
from motcua.config import training
from motcua.config.environment import address_of
from motcua.journal.commands import recording
from motcua.kernel.postgres.databases import Database
from motcua.kernel.types import system
from motcua.organisation import commands, queries
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.worktime import commands as worktime

pytestmark = pytest.mark.own_sql

AT = datetime(2026, 11, 2, 9, 0)
SECRET = "Tôn Nữ Bí Mật"


def counted(address: str, table: str) -> int:
    with psycopg.connect(address) as session:
        return int(session.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # type: ignore[index]  # one row


@pytest.mark.usefixtures("own_quang_ninh")
def test_it_takes_over_what_is_nobodys_and_starts_from_there(tmp_path: Path) -> None:
    actor = system("test")
    with recording(actor=actor, at=AT) as unit:
        parties.write_text(unit, SECRET, TextPurpose.REASON)
        worktime.seed(actor=actor, at=AT)
    live = address_of(connection.settings_dict)
    home = tmp_path / "house-training"
    assert not training.is_taken_over(home)
    training.take_over(live, home)
    assert training.is_taken_over(home)
    assert SECRET.encode() not in (home / training.ENTRIES).read_bytes()
    copy = Database(live).called(f"{Database(live).name}_training")
    copy.drop()
    copy.create()
    try:
        training.settle(copy.address, home)
        for table in ("organisation_agency", "organisation_holding", "worktime_specialday", "catalogue_version"):
            assert counted(copy.address, table) == counted(live, table) > 0, table
        for table in ("accounts_user", "accounts_databasemark", "parties_typedtext", "kernel_planted"):
            assert counted(copy.address, table) == 0, table
        streams = "journal_entry WHERE stream LIKE 'agency/%' OR stream LIKE 'officer/%' OR stream LIKE 'calendar/%'"
        assert counted(copy.address, streams) == counted(live, streams) > 0
        assert counted(copy.address, "journal_entry WHERE stream LIKE 'account/%'") == 0
    finally:
        copy.drop()


@pytest.mark.django_db
def test_everybody_who_holds_a_post_gets_a_log_in_of_one_click() -> None:
    actor = system("test")
    commands.establish_sample(actor=actor, at=AT)
    held = {one.officer_id for one in queries.holdings(on=AT.date())}
    assert accounts.create_training_users(actor=actor, at=AT) == len(held)
    assert accounts.create_training_users(actor=actor, at=AT) == 0, "a second start changes nothing"
    assert users.purpose_of_database() is Purpose.TRAINING
    assert len({one.user_id for one in users.sample_users(on=AT.date())}) == len(held)


@pytest.mark.django_db
def test_every_page_says_that_it_is_training(settings: Settings) -> None:
    assert "TẬP HUẤN" not in Client().get("/login/").content.decode()
    settings.DEMO = settings.TRAINING = True
    page = Client().get("/login/").content.decode()
    assert "TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ" in page
    assert "<title>TẬP HUẤN" in page, "the tab of the browser says so too"
    assert "mc-training-house" in page
    assert "mc-training-house" in Client().get("/khong-co/").content.decode(), "a page that says no does so too"
