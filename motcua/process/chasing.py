"""Chasing letters, read: those an agency wrote, and those it has to answer."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from motcua.dossier import queries as dossier
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers import queries as papers
from motcua.papers.types import FieldValue
from motcua.parties import queries as parties
from motcua.process import models
from motcua.process.drafted import code_in, numbered_pdf
from motcua.process.rules import chasing as rules
from motcua.process.types import GENERAL_LETTER, ChasingLetter


def chasing_letters(scope: Scope, *, before: int | None = None, limit: int = 50) -> list[ChasingLetter]:
    """The letters that agencies in sight wrote or were written, the latest first; two statements."""
    rows = _in_sight(scope)
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(rows.order_by("-id")[:limit])
    names = organisation.officer_names_by_code({code_in(row.written_by) for row in found})
    return [_letter(row, names.get(code_in(row.written_by), "")) for row in found]


def chasing_unanswered(scope: Scope) -> dict[int, list[int]]:
    """The letters that wait for an answer, by the agency that owes it, the oldest first; one statement."""
    waiting: dict[int, list[int]] = {}
    rows = models.ChasingLetter.objects.filter(answered_at__isnull=True).order_by("id")
    if scope.sight is not None:
        rows = rows.filter(to_agency_id__in=scope.sight)
    for letter_id, agency_id in rows.values_list("id", "to_agency_id"):
        waiting.setdefault(agency_id, []).append(letter_id)
    return waiting


def chasing_letter(scope: Scope, letter_id: int) -> ChasingLetter:
    """One letter with what it says and its answer. Raises Refused (`no_such_chasing_letter`)."""
    row = row_in_sight(scope, letter_id)
    texts = parties.texts({one for one in (row.words_id, row.answer_id) if one is not None})
    said = {number: text.content or "" for number, text in texts.items()}
    names = organisation.officer_names_by_code({code_in(row.written_by)})
    return _letter(
        row,
        names.get(code_in(row.written_by), ""),
        words=said.get(row.words_id, ""),
        answer=said.get(row.answer_id or 0, ""),
        may_answer=row.answered_at is None and rules.may_answer(scope, to_agency_id=row.to_agency_id),
    )


def chasing_letter_pdf(scope: Scope, letter_id: int, *, at: datetime) -> bytes:
    """The letter as it is signed on paper, with its number. Raises Refused (`no_such_chasing_letter`)."""
    letter = chasing_letter(scope, letter_id)
    names = organisation.agency_names({letter.to_agency_id})
    values: dict[str, FieldValue] = {
        "subject": "đôn đốc giải quyết hồ sơ thủ tục hành chính",
        "addressee": (names.get(letter.to_agency_id, ""),),
        "body": tuple(_paragraphs(letter)),
        "answer_by": letter.answer_due_on,
        "copies": ("Như trên", "Lưu: VT"),
    }
    template = papers.letter_template(GENERAL_LETTER, on=letter.written_at.date())
    return numbered_pdf(template, values, agency_id=letter.agency_id, at=letter.written_at, number=letter.number)


def row_in_sight(scope: Scope, letter_id: int) -> models.ChasingLetter:
    """The row of a letter. Raises Refused (`no_such_chasing_letter`): absent, or out of sight."""
    row = _in_sight(scope).filter(id=letter_id).first()
    if row is None:
        raise Refused(Refusal("no_such_chasing_letter"))
    return row


def _in_sight(scope: Scope) -> QuerySet[models.ChasingLetter]:
    rows = models.ChasingLetter.objects.all()
    if scope.sight is None:
        return rows
    return rows.filter(Q(agency_id__in=scope.sight) | Q(to_agency_id__in=scope.sight))


def _letter(
    row: models.ChasingLetter, written_by: str, *, words: str = "", answer: str = "", may_answer: bool = False
) -> ChasingLetter:
    return ChasingLetter(
        id=row.pk,
        agency_id=row.agency_id,
        to_agency_id=row.to_agency_id,
        number=f"{row.number}/{row.written_at.year}",
        dossier_ids=tuple(row.dossier_ids),
        written_at=row.written_at,
        written_by=written_by,
        answer_due_on=row.answer_due_on,
        answered_at=row.answered_at,
        words=words,
        answer=answer,
        may_answer=may_answer,
    )


def _paragraphs(letter: ChasingLetter) -> Iterable[str]:
    """What the letter says, and the codes of the dossiers; an official letter is written in Vietnamese."""
    yield from (line for line in letter.words.splitlines() if line.strip())
    facts = dossier.facts_many(list(letter.dossier_ids))
    codes = [facts[one].code or facts[one].filing_number for one in letter.dossier_ids if one in facts]
    yield f"Hồ sơ đề nghị giải quyết ({len(codes)}): {', '.join(codes)}."
