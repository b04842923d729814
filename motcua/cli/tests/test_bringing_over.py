"""`motcua migrate-in`, `motcua calendar` and `motcua user`: a house is started, filled, and keeps its dates right."""

import json
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import pytest
import time_machine
from click.testing import CliRunner, Result
from django.test import Client
from django.utils import translation

from motcua.accounts import queries as accounts
from motcua.cli.calendar import calendar
from motcua.cli.migrate_in import migrate_in
from motcua.cli.user import user
from motcua.config import startup
from motcua.dossier import models
from motcua.journal.queries import verify
from motcua.kernel.types import Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.process.tests.offices import receive, staffed
from motcua.process.tests.test_recomputing import NEW_YEAR_SWAP, calendar_without, decide, due_at, received

pytestmark = pytest.mark.django_db
SAMPLE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "bring-an-office-over.csv"
ROSTER = "so hieu,ho va ten,ma dinh danh,vai tro,chuc danh,tu ngay\n7,Lê Lan,H49,leader,Chủ tịch,2026-03-02\n"


@pytest.fixture(autouse=True)
def house_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database of the test is the house's; nothing has to be started."""

    def ready(_progress: Any) -> AbstractContextManager[None]:
        return nullcontext()

    monkeypatch.setattr(startup, "house", ready)


def run(command: click.Command, *words: str, language: str = "vi") -> Result:
    with translation.override(language):
        return CliRunner().invoke(command, words)


class TestMigrateIn:
    @time_machine.travel("2026-04-01 08:00 +07:00")
    def test_the_sample_of_the_guide_comes_over_after_its_dry_run(self) -> None:
        staffed()
        dry = run(migrate_in, str(SAMPLE), "--dry-run")
        assert dry.exit_code == 1, dry.output
        assert models.Dossier.objects.count() == 0
        assert "chạy thử" in dry.output
        whole = run(migrate_in, str(SAMPLE), "--json")
        told = [json.loads(line) for line in whole.stdout.splitlines()]
        assert [line["fate"] for line in told] == ["taken_over", "taken_over", "taken_over", "refused"]
        assert told[3]["remarks"][0]["column"] == "due"
        assert "giấy tiếp nhận" in told[3]["remarks"][0]["sentence"].lower()
        assert models.Dossier.objects.count() == 3
        again = run(migrate_in, str(SAMPLE), language="en")
        assert "here already: 3" in again.output
        assert verify().holds

    def test_a_file_in_another_encoding_is_a_wrong_call(self, tmp_path: Path) -> None:
        file = tmp_path / "old.csv"
        file.write_bytes("mã hồ sơ".encode("utf-16"))
        answer = run(migrate_in, str(file))
        assert answer.exit_code == 2
        assert "UTF-8" in answer.stderr


class TestCalendar:
    def test_shows_the_days_off_of_a_year_in_words(self) -> None:
        shown = run(calendar, "show", "2026")
        assert shown.exit_code == 0
        assert "02/01/2026" in shown.output
        assert "Số ngày làm việc năm 2026" in shown.output
        days = [json.loads(line) for line in run(calendar, "show", "2026", "--json").stdout.splitlines()]
        assert {"2026-01-02", "2026-01-10"} <= {each["day"] for each in days}
        assert run(calendar, "show", "1950").exit_code == 2

    def test_e54_by_hand_dry_run_first(self) -> None:
        calendar_without(*NEW_YEAR_SWAP)
        one = received(staffed(), "10 working_day", datetime(2025, 12, 22, 9, 0))
        decide(datetime(2025, 12, 25, 16, 0), *NEW_YEAR_SWAP)
        with time_machine.travel("2025-12-25 16:30 +07:00"):
            dry = run(calendar, "recompute", "--decision", "TB 9441", "--dry-run", language="en")
            assert "Moved later: 1" in dry.output
            assert due_at(one) == datetime(2026, 1, 6, 17, 0)
            told = run(calendar, "recompute", "--decision", "TB 9441", "--json")
            assert json.loads(told.stdout)["after"] == "2026-01-07T17:00:00"
            assert "Moved later: 0" in run(calendar, "recompute", "--decision", "TB 9441", language="en").output
        assert due_at(one) == datetime(2026, 1, 7, 17, 0)

    def test_with_nothing_changed_nothing_is_looked_at(self) -> None:
        receive(staffed(), datetime(2026, 3, 2, 9, 0))
        assert "Looked at: 0" in run(calendar, "recompute", "--decision", "TB 1", language="en").output


class TestUser:
    def first(self) -> Result:
        agency = ("--agency-code", "000.00.00.H49", "--agency-name", "UBND tỉnh Quảng Ninh", "--since", "2026-03-02")
        return run(user, "first", *agency, "--name", "Trần An", "--username", "an")

    def test_a_house_begins_with_its_first_administrator(self, tmp_path: Path) -> None:
        started = self.first()
        assert started.exit_code == 0, started.output
        link = started.stdout.strip()
        assert link.startswith("http://127.0.0.1:8000/")
        assert Client().get(link.removeprefix("http://127.0.0.1:8000")).status_code in {200, 302}
        officer = organisation.officer_by_code("an")
        standing = organisation.standing_of(officer.id, on=datetime(2026, 3, 3).date())
        assert standing is not None
        assert standing.scope.roles == {Role.SYSTEM_ADMINISTRATOR}

        roster = tmp_path / "officers.csv"
        roster.write_text(ROSTER, encoding="utf-8")
        assert run(user, "officers", str(roster), "--dry-run").exit_code == 0
        with pytest.raises(Refused):
            organisation.officer_by_code("7")
        assert json.loads(run(user, "officers", str(roster), "--json").stdout)["outcome"] == "accepted"
        assert run(user, "add", "7", "lan").exit_code == 0
        assert run(user, "link", "lan").stdout.startswith("http")
        assert run(user, "close", "lan").exit_code == 0
        assert accounts.user_id_of("lan")

    def test_it_begins_only_once(self) -> None:
        self.first()
        assert self.first().exit_code == 1

    def test_a_bad_row_of_a_roster_ends_with_1(self, tmp_path: Path) -> None:
        self.first()
        roster = tmp_path / "officers.csv"
        roster.write_text(ROSTER.replace("leader", "king"), encoding="utf-8")
        answer = run(user, "officers", str(roster))
        assert answer.exit_code == 1
        assert "king" in answer.output
