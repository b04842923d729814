"""Who read what: written after the response, outside the journal, each thing once."""

import pytest
from django.db import DatabaseError
from django.test import Client

from motcua.accounts import commands, queries
from motcua.accounts.models import Reading
from motcua.accounts.tests.factories import logged_in, user_with
from motcua.accounts.types import ReadingKind
from motcua.journal.queries import last_position
from motcua.organisation.tests.factories import small_state
from motcua.organisation.types import Role

pytestmark = [pytest.mark.django_db, pytest.mark.urls("motcua.accounts.tests.views")]


def test_what_a_page_showed_is_written_down_once_for_each_thing() -> None:
    user = user_with(small_state().commune, Role.OFFICER)
    browser = logged_in(user)
    before = last_position()
    browser.get("/personal/")
    assert last_position() == before
    assert sorted(Reading.objects.values_list("subject_kind", "subject_key", "purpose")) == [
        ("dossier", "H49.16-260302-0001", "page"),
        ("person", "12", "list"),
        ("person", "13", "list"),
    ]
    (reading,) = queries.readings_of(ReadingKind.PERSON, "13")
    assert (reading.officer_id, reading.read.purpose) == (user.officer_id, "list")
    assert reading.post_id is not None
    assert len(queries.readings_by(user.id)) == 3


def test_a_page_without_personal_data_leaves_no_row() -> None:
    browser = logged_in(user_with(small_state().commune, Role.OFFICER))
    browser.get("/staff/")
    assert not Reading.objects.exists()


def test_a_stranger_reads_nothing_and_leaves_no_row() -> None:
    Client().get("/personal/")
    assert not Reading.objects.exists()


def test_when_it_cannot_be_written_the_page_is_sent_and_the_log_knows(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    browser = logged_in(user_with(small_state().commune, Role.OFFICER))

    def away(**_facts: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(commands, "record_readings", away)
    assert browser.get("/personal/").content == b"personal"
    assert "dossier H49.16-260302-0001, person 12" in caplog.text
