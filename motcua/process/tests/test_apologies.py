"""The letter of apology: drafted from the act by whoever may apologise, and told of as written to the person."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from motcua.dossier.types import Apologise, Reappoint
from motcua.journal import queries as journal
from motcua.kernel.types import Refused
from motcua.papers.types import FieldValue
from motcua.process import commands, models, queries
from motcua.process.tests.electronic import posted, received, signing_house
from motcua.process.tests.house import House, Person, facts, findings, on, work, written
from motcua.process.tests.test_general_letters import letters, seal, sign, write
from motcua.process.types import APOLOGY_LETTER, LetterEntry

MADE, NEW = on("12/03 10:00"), on("23/03 10:00")


@pytest.fixture
def here(settled: House, settings: Any, tmp_path: Path) -> House:
    return signing_house(settled, settings, tmp_path)


def apologised(here: House, words: str = "Chưa có ý kiến của Sở.") -> int:
    """A dossier whose officer has apologised; nothing is drafted yet."""
    dossier_id, reason = received(here), written(words)
    here.act(here.officer, dossier_id, lambda unit: Apologise(reason(unit), NEW), MADE)
    return dossier_id


def draft(who: Person, dossier_id: int) -> None:
    commands.draft_apology(actor=who.actor, scope=who.scope, at=MADE, dossier_id=dossier_id)


def begins_with(who: Person, dossier_id: int) -> dict[str, FieldValue]:
    begin = queries.letter_to_draft(who.scope, dossier_id, actor=who.actor, at=MADE, letter=APOLOGY_LETTER)
    return dict(begin.values)


def bodies(dossier_id: int, kind: LetterEntry) -> list[dict[str, Any]]:
    return [dict(entry.body) for entry in journal.entries(f"dossier/{dossier_id}") if entry.kind == kind]


def test_it_says_the_step_the_reason_the_day_that_is_missed_and_the_new_one(here: House) -> None:
    dossier_id = apologised(here)
    known, clock = begins_with(here.officer, dossier_id), facts(dossier_id).clock
    assert clock is not None
    assert known["addressee"] == ("Nguyễn Thị Thu An",)
    assert known["code"] == facts(dossier_id).code
    assert known["reason"] == "Chưa có ý kiến của Sở."
    assert known["step"] == queries.label_of_step(facts(dossier_id), work(dossier_id).step_key)
    assert (known["due_at"], known["new_appointment_at"]) == (clock.due_at, NEW)
    here.act(here.desk, dossier_id, Reappoint(on("24/03 10:00")), on("12/03 11:00"))
    assert begins_with(here.officer, dossier_id)["new_appointment_at"] == on("24/03 10:00"), (
        "what the desk has promised"
    )
    named = apologised(here, f"Hồ sơ đang ở bước “{known['step']}”.")
    assert "step" not in begins_with(here.officer, named), "the reason names it already"


def test_whoever_may_apologise_drafts_it_once_and_wherever_the_work_lies(here: House) -> None:
    untouched = received(here)
    with pytest.raises(Refused, match="no_apology_yet"):
        begins_with(here.officer, untouched)
    assert not queries.may_draft_apology(here.officer.scope, untouched, facts(untouched))
    dossier_id = apologised(here)
    colleague = posted(here.colleague)
    for who, no in (
        (here.stranger, "no_such_dossier"),
        (here.clerk, "not_yours_to_do"),
        (here.desk, "not_yours_to_do"),
    ):
        assert not queries.may_draft_apology(who.scope, dossier_id, facts(dossier_id))
        with pytest.raises(Refused, match=no):
            draft(who, dossier_id)
    assert queries.may_draft_apology(colleague.scope, dossier_id, facts(dossier_id))
    draft(colleague, dossier_id)
    draft(here.officer, dossier_id)
    (letter,) = letters(here.officer, dossier_id)
    assert (letter.to_person, letter.number, len(letter.awaited)) == (True, "", 2)
    assert not queries.may_draft_apology(here.officer.scope, dossier_id, facts(dossier_id))
    with pytest.raises(Refused, match="apology_drafted_already"):
        begins_with(here.officer, dossier_id)
    assert findings() == []


def test_the_journal_says_which_letters_are_to_the_person_and_when_he_may_fetch_them(here: House) -> None:
    dossier_id = apologised(here)
    draft(here.officer, dossier_id)
    write(here.officer, dossier_id)
    apology, other = (one.about for one in letters(here.officer, dossier_id))
    for about in (apology, other):
        sign(here.leader, dossier_id, about, at=on("12/03 14:00"))
    assert queries.letters_to_person(dossier_id) == (), "not before it is sealed"
    for about in (apology, other):
        seal(here.clerk, dossier_id, about, at=on("12/03 15:00"))
    (sent,) = queries.letters_to_person(dossier_id)
    assert (sent.about, sent.number, sent.sent_at) == (apology, "01/UBND-TTHC", on("12/03 15:00"))
    with pytest.raises(Refused, match="no_such_letter"):
        queries.open_letter_to_person(dossier_id, other, reader="test", at=on("12/03 16:00"))
    assert [body.get("to_person") for body in bodies(dossier_id, LetterEntry.DRAFTED)] == [True, None]
    told = [(body.get("to_person"), body.get("number")) for body in bodies(dossier_id, LetterEntry.SIGNED)]
    assert told == [(None, None), (None, None), (True, "01/UBND-TTHC"), (None, None)]


def test_of_the_letters_that_were_there_before_those_that_name_an_applicant_are_to_the_person(here: House) -> None:
    dossier_id = apologised(here)
    draft(here.officer, dossier_id)
    write(here.officer, dossier_id)
    models.WrittenLetter.objects.update(to_person=False)
    with connection.cursor() as cursor:
        cursor.execute(import_module("motcua.process.migrations.0013_letter_to_person").FILL_IN)
    assert [one.to_person for one in letters(here.officer, dossier_id)] == [True, False]
