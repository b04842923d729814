"""Every kind of entry of the course, as it is written today, against the kept ones."""

import pytest

from motcua.catalogue.commands import seed_reasons
from motcua.dossier.types import Pause, Resume
from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.journal.tests import golden
from motcua.parties.types import DeclarationRef, TextRef
from motcua.process import commands
from motcua.process.commands.inheriting import hand_over_to_heir
from motcua.process.reusing import PAPERS_REUSED
from motcua.process.tests.house import house, on, work
from motcua.process.types import CLOSING_DECIDED, ChasingEntry, SupervisionEntry, WorkEntry

pytestmark = pytest.mark.django_db


def test_every_kind_is_written_as_it_always_was() -> None:
    here = house()
    one = here.receive().dossier_id
    commands.reassign(
        actor=here.leader.actor,
        scope=here.leader.scope,
        at=on("02/03 10:00"),
        dossier_id=one,
        work_number=work(one).number,
        officer_id=here.colleague.id,
        reason="Nghỉ phép",
    )
    here.act(here.officer, one, Pause("tax"), on("02/03 11:00"))
    here.act(here.officer, one, Resume("tax"), on("03/03 11:00"))
    here.advance(here.colleague, one, "submit", on("04/03 09:00"), reason="Đủ điều kiện")
    with recording(actor=here.leader.actor, at=on("05/03 09:00")):
        hand_over_to_heir(here.leader.actor, on("05/03 09:00"), here.office.resolving, here.office.other, 10)
    written = {entry.kind: entry.body for entry in journal.entries(f"dossier/{one}") if entry.kind in set(WorkEntry)}
    assert set(written) == set(WorkEntry)
    for kind, body in written.items():
        golden.check(kind, body)


def test_what_an_agency_decides_about_closing_is_written_as_it_always_was() -> None:
    body = {"agency_id": 5, "valid_from": "2026-04-01", "by_itself": True, "decision": "QĐ 7/QĐ-UBND"}
    golden.check(CLOSING_DECIDED, body)


def test_that_somebody_was_reminded_is_written_as_it_always_was() -> None:
    here = house()
    one = here.receive().dossier_id
    commands.remind(
        actor=here.leader.actor, scope=here.leader.scope, at=on("02/03 10:00"), dossier_id=one, words="Xử lý trước."
    )
    (body,) = (entry.body for entry in journal.entries(f"dossier/{one}") if entry.kind == SupervisionEntry.REMINDED)
    golden.check(SupervisionEntry.REMINDED, body)


def test_the_cause_of_a_delay_is_written_as_it_always_was() -> None:
    here = house()
    seed_reasons(actor=here.leader.actor, at=on("02/03 08:00"))
    one = here.receive().dossier_id
    commands.record_cause(
        actor=here.leader.actor,
        scope=here.leader.scope,
        at=on("30/03 10:00"),
        dossier_id=one,
        cause="other",
        words="Mưa lũ.",
    )
    (body,) = (entry.body for entry in journal.entries(f"dossier/{one}") if entry.kind == SupervisionEntry.CAUSE)
    golden.check(SupervisionEntry.CAUSE, body)


def test_chasing_letters_are_written_and_answered_as_they_always_were() -> None:
    words = TextRef(12, bytes(32)).body()
    golden.check(
        ChasingEntry.WRITTEN,
        {
            "letter": 3,
            "number": 1,
            "to_agency_id": 5,
            "dossiers": [7],
            "words": words,
            "answer_due_on": "2026-04-01",
        },
    )
    golden.check(ChasingEntry.ANSWERED, {"letter": 3, "number": 1, "words": words})
    signed = {"letter": 3, "number": 1, "signature": "leader", "attachment": 8, "file": "ab" * 32}
    golden.check(ChasingEntry.SIGNED, signed)


def test_that_papers_are_used_again_is_written_as_it_always_was() -> None:
    paper = {"component": "birth", "source": "result/0a1b", "number": "07/2026", "file": "ab" * 32}
    body = {"agreed_by": DeclarationRef(12, bytes(32)).body(), "papers": [paper]}
    golden.check(PAPERS_REUSED, body)
