"""`motcua ledger` and `motcua simulate`: what they print for people and for programs, and how they end."""

import hashlib
import json
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.db import connection
from django.utils import translation

from motcua.cli.main import main
from motcua.config import startup
from motcua.dossier import models
from motcua.dossier.tests.examples import on
from motcua.dossier.tests.office import Office, act, office
from motcua.dossier.types import Decide, Outcome, Pause
from motcua.insight.commands import LEDGER
from motcua.journal.commands import catch_up
from motcua.journal.queries import verify

pytestmark = pytest.mark.own_sql


@pytest.fixture(autouse=True)
def house_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database of the test is the house's; nothing has to be started."""

    def ready(_progress: Any) -> AbstractContextManager[None]:
        return nullcontext()

    monkeypatch.setattr(startup, "house", ready)


def motcua(*words: str, language: str = "en") -> Result:
    with translation.override(language):
        return CliRunner().invoke(main, words)


def movements() -> str:
    """A digest over all movements, in an order of their own and without their row numbers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (to_jsonb(one) - 'id')::text AS line FROM insight_movement AS one ORDER BY line")
        return hashlib.sha256("\n".join(line for (line,) in cursor.fetchall()).encode()).hexdigest()


def changed_by_hand(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def three_dossiers(db: None) -> Office:
    here = office()
    waiting, decided, _ = here.receive(), here.receive(), here.receive()
    act(waiting, Pause("tax"), on("05/03 16:00"))
    act(decided, Decide(Outcome.GRANTED), on("06/03 09:00"))
    catch_up(LEDGER.name)
    return here


@pytest.mark.usefixtures("three_dossiers")
class TestLedger:
    def test_figures_that_add_up_are_said_to(self) -> None:
        told = motcua("ledger", "check")
        assert told.exit_code == 0
        assert told.stdout.endswith("movements of 3 dossiers add up and agree with the journal.\n")
        assert "cộng khớp" in motcua("ledger", "check", language="vi").stdout
        answer = json.loads(motcua("ledger", "check", "--json").stdout)
        assert (answer["faults"], answer["dossiers"]) == (0, 3)

    def test_a_rebuild_leaves_the_same_rows(self) -> None:
        before = movements()
        told = motcua("ledger", "rebuild")
        assert told.exit_code == 0
        assert told.stdout == "The same movements came out.\n"
        assert movements() == before
        answer = json.loads(motcua("ledger", "rebuild", "--json").stdout)
        assert answer["same"] is True
        assert answer["entries"] >= 5
        assert movements() == before

    def test_what_was_not_read_yet_is_no_difference(self, three_dossiers: Office) -> None:
        three_dossiers.receive()
        assert motcua("ledger", "rebuild").exit_code == 0

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE insight_movement SET field_code = 'dat_dai' WHERE id = (SELECT min(id) FROM insight_movement)",
            "DELETE FROM insight_movement WHERE id = (SELECT max(id) FROM insight_movement)",
        ],
    )
    def test_a_figure_changed_by_hand_is_found_and_a_rebuild_puts_it_right(self, statement: str) -> None:
        before = movements()
        changed_by_hand(statement)
        assert movements() != before
        found = motcua("ledger", "check", "--json")
        assert found.exit_code == 1
        assert all(json.loads(line)["fault"] for line in found.stdout.splitlines())
        told = motcua("ledger", "rebuild")
        assert told.exit_code == 1, "what was there before was not right"
        assert "differ" in told.stdout
        assert movements() == before
        assert motcua("ledger", "check").exit_code == 0

    @pytest.mark.parametrize(
        "words", [("ledger", "burn"), ("ledger", "check", "--loudly"), ("ledger", "rebuild", "now")]
    )
    def test_a_word_it_does_not_know_is_a_wrong_call(self, words: tuple[str, ...]) -> None:
        assert motcua(*words).exit_code == 2


class TestSimulate:
    def test_a_small_history_is_told_in_one_object(self, own_quang_ninh: object) -> None:
        told = motcua("simulate", "--days", "4", "--dossiers", "12", "--seed", "3", "--json")
        assert told.exit_code == 0, told.output
        answer = json.loads(told.stdout)
        assert (answer["dossiers"], answer["refused"]) == (12, {})
        assert answer["moves"] >= 12
        assert models.Dossier.objects.count() == 12
        assert verify().holds
        catch_up(LEDGER.name)
        assert motcua("ledger", "check").exit_code == 0

    def test_nothing_is_invented_in_a_house_with_agencies_of_its_own(self, db: None) -> None:
        office()
        told = motcua("simulate", "--days", "1", "--dossiers", "1")
        assert told.exit_code == 1
        assert "agencies of its own" in told.stderr
        assert "cơ quan riêng" in motcua("simulate", "--days", "1", language="vi").stderr
        assert not models.Dossier.objects.exists()

    @pytest.mark.parametrize("words", [("--days", "0"), ("--dossiers", "none"), ("--speed", "9")])
    def test_a_number_that_cannot_be_is_a_wrong_call(self, words: tuple[str, str]) -> None:
        assert motcua("simulate", *words).exit_code == 2
