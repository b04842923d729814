"""Writing and answering chasing letters. They move no dossier and no date."""

from collections.abc import Sequence
from datetime import date, datetime

from motcua.dossier import queries as dossier
from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel import numbers
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Scope
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.process import models
from motcua.process.chasing import row_in_sight
from motcua.process.rules import chasing as rules
from motcua.process.rules.general_letters import FIRST
from motcua.process.types import ChasingEntry

MOST_DOSSIERS = 100
"""So many dossiers one letter is about at most."""


def chase(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    agency_id: int,
    to_agency_id: int,
    dossier_ids: Sequence[int],
    words: str,
    answer_due_on: date,
    on_paper: bool = True,
    key: RequestKey | None = None,
) -> int:
    """Writes a letter under the next number of the agency's year, and answers its id; one press writes one.

    `on_paper`: it is printed and signed by hand; else it waits for the leader's signature and is answered after it.

    Raises Refused: `chasing_not_yours`, `chasing_about_nothing`, `no_such_dossier` (absent, or out of sight),
    `chasing_of_another_agency`, `chasing_answer_too_soon`, `text_missing`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["letter"])
        wanted = sorted(set(dossier_ids))[:MOST_DOSSIERS]
        seen = {row.id for row in dossier.by_ids(scope, wanted, at=at)}
        refusal = rules.objection_to_chasing(
            scope,
            agency_id=agency_id,
            to_agency_id=to_agency_id,
            wanted=wanted,
            seen=dossier.facts_many(sorted(seen)),
            answer_due_on=answer_due_on,
            today=unit.at.date(),
        )
        if refusal is not None:
            raise Refused(refusal)
        text = parties.write_text(unit, words, TextPurpose.LETTER)
        (number,) = numbers.draw(f"chasing/{agency_id}/{unit.at.year}")
        row = models.ChasingLetter.objects.create(
            agency_id=agency_id,
            to_agency_id=to_agency_id,
            number=number,
            dossier_ids=wanted,
            words_id=text.id,
            written_at=unit.at,
            written_by=str(actor),
            answer_due_on=answer_due_on,
            awaits="" if on_paper else FIRST.key,
        )
        body = {
            "letter": row.pk,
            "number": number,
            "to_agency_id": to_agency_id,
            "dossiers": wanted,
            "words": text.body(),
            "answer_due_on": answer_due_on.isoformat(),
        }
        unit.append_named(f"chasing/{agency_id}", kind=ChasingEntry.WRITTEN, version=1, body=body)
        unit.answer({"letter": row.pk})
        return row.pk


def answer_chasing(
    *, actor: Actor, scope: Scope, at: datetime, letter_id: int, words: str, key: RequestKey | None = None
) -> None:
    """Answers a letter for the agency it went to, once.

    Raises Refused: `no_such_chasing_letter`, `chasing_not_yours_to_answer`, `chasing_not_signed_yet`,
    `chasing_answered_already`, `text_missing`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        row_in_sight(scope, letter_id)
        row = models.ChasingLetter.objects.select_for_update(no_key=True).get(id=letter_id)
        if not rules.may_answer(scope, to_agency_id=row.to_agency_id):
            raise Refused(Refusal("chasing_not_yours_to_answer"))
        if row.awaits == FIRST.key:
            raise Refused(Refusal("chasing_not_signed_yet"))
        if row.answered_at is not None:
            raise Refused(Refusal("chasing_answered_already"))
        text = parties.write_text(unit, words, TextPurpose.ANSWER)
        row.answered_at, row.answer_id = unit.at, text.id
        row.save(update_fields=["answered_at", "answer_id"])
        body = {"letter": row.pk, "number": row.number, "words": text.body()}
        unit.append_named(f"chasing/{row.agency_id}", kind=ChasingEntry.ANSWERED, version=1, body=body)
        unit.answer({"letter": row.pk})
