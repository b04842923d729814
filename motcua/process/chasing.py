"""Chasing letters, read: those an agency wrote, and those it has to answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from motcua.catalogue.types import SignedBy
from motcua.dossier import queries as dossier
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers import queries as papers
from motcua.papers.types import FieldValue, LetterTemplate
from motcua.parties import queries as parties
from motcua.process import models
from motcua.process.drafted import bytes_held, code_in, copy_in_force, numbered_pdf, shown_signatures
from motcua.process.rules import chasing as rules
from motcua.process.rules.general_letters import FIRST, SIGNATURES, signed_in
from motcua.process.types import GENERAL_LETTER, ChasingLetter, MadeSignature, SentLetter

MOST_TO_SIGN = 50
"""So many letters stand on a page that wait to be signed; the oldest first."""


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
    rows = models.ChasingLetter.objects.filter(answered_at__isnull=True).exclude(awaits=FIRST.key).order_by("id")
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
        may_answer=row.answered_at is None
        and row.awaits != FIRST.key
        and rules.may_answer(scope, to_agency_id=row.to_agency_id),
        signatures=shown_signatures(ChasingPaper.of(row), SIGNATURES)[0],
    )


def chasing_to_sign(scope: Scope, *, by: SignedBy) -> list[ChasingLetter]:
    """The letters that wait for this person's signature or seal, the oldest first; one statement."""
    waiting = _awaiting(scope, by).order_by("id")[:MOST_TO_SIGN]
    return [_letter(row, "") for row in waiting]


def count_chasing_to_sign(scope: Scope) -> int:
    """How many letters wait for this person's signature or seal, for the menu: one statement."""
    return _awaiting(scope, *SignedBy).count()


def chasing_letter_pdf(scope: Scope, letter_id: int, *, reader: str, at: datetime) -> bytes:
    """The letter with its signatures; without any, as it is printed and signed by hand.

    Raises Refused: `no_such_chasing_letter`, `draft_erased`.
    """
    row = row_in_sight(scope, letter_id)
    if row.attachment_id is not None:
        return signed_bytes(row, reader=reader, at=at)
    template, values = content_of(row)
    number = ChasingPaper.of(row).number
    return numbered_pdf(template, values, agency_id=row.agency_id, at=row.written_at, number=number)


def chasing_of_file(digest: str) -> SentLetter:
    """What anybody who holds the file of a signed letter may know of it. Raises Refused: `file_of_no_result`."""
    row = models.ChasingLetter.objects.filter(file_digest=papers.newest_copy(digest)).first() if digest else None
    if row is None:
        raise Refused(Refusal("file_of_no_result"))
    signed_on = datetime.fromisoformat(row.signed[0]["at"]).date()
    return SentLetter(ChasingPaper.of(row).number, organisation.agency(row.agency_id).name, signed_on, not row.awaits)


def content_of(row: models.ChasingLetter) -> tuple[LetterTemplate, dict[str, FieldValue]]:
    """What the letter says, in the template of its day. Raises Refused (`draft_erased`): its words were erased."""
    words = parties.texts([row.words_id]).get(row.words_id)
    if words is None or not words.content:
        raise Refused(Refusal("draft_erased"))
    values: dict[str, FieldValue] = {
        "subject": "đôn đốc giải quyết hồ sơ thủ tục hành chính",
        "addressee": (organisation.agency_names({row.to_agency_id}).get(row.to_agency_id, ""),),
        "body": tuple(_paragraphs(words.content, row.dossier_ids)),
        "answer_by": row.answer_due_on,
        "copies": ("Như trên", "Lưu: VT"),
    }
    return papers.letter_template(GENERAL_LETTER, on=row.written_at.date()), values


def signed_bytes(row: models.ChasingLetter, *, reader: str, at: datetime) -> bytes:
    """The letter as it was signed last. Raises Refused: `file_absent`, `file_missing`, `file_store_unreachable`."""
    if row.attachment_id is None:
        raise Refused(Refusal("file_absent"))
    return bytes_held(copy_in_force(row.attachment_id, holder=holder_of_chasing(row)), reader=reader, at=at)


def holder_of_chasing(row: models.ChasingLetter) -> str:
    """As whose files those of a letter lie in the store."""
    return f"chasing/{row.pk}"


@dataclass(frozen=True, slots=True)
class ChasingPaper:
    """A letter as its signatures see it: its number as it is printed, and those that were made."""

    number: str
    signed: list[dict[str, str]]

    @classmethod
    def of(cls, row: models.ChasingLetter) -> "ChasingPaper":
        """Of this row."""
        return cls(f"{row.number}/{row.written_at.year}", row.signed)


def row_in_sight(scope: Scope, letter_id: int) -> models.ChasingLetter:
    """The row of a letter. Raises Refused (`no_such_chasing_letter`): absent, or out of sight."""
    row = _in_sight(scope).filter(id=letter_id).first()
    if row is None:
        raise Refused(Refusal("no_such_chasing_letter"))
    return row


def _awaiting(scope: Scope, *by: SignedBy) -> QuerySet[models.ChasingLetter]:
    awaited = [one.key for one in SIGNATURES if one.by in by and one.key in signed_in(scope)]
    return models.ChasingLetter.objects.filter(agency_id__in=scope.own_agency_ids, awaits__in=awaited)


def _in_sight(scope: Scope) -> QuerySet[models.ChasingLetter]:
    rows = models.ChasingLetter.objects.all()
    if scope.sight is None:
        return rows
    return rows.filter(Q(agency_id__in=scope.sight) | Q(to_agency_id__in=scope.sight))


def _letter(
    row: models.ChasingLetter,
    written_by: str,
    *,
    words: str = "",
    answer: str = "",
    may_answer: bool = False,
    signatures: tuple[MadeSignature, ...] = (),
) -> ChasingLetter:
    return ChasingLetter(
        id=row.pk,
        agency_id=row.agency_id,
        to_agency_id=row.to_agency_id,
        number=ChasingPaper.of(row).number,
        dossier_ids=tuple(row.dossier_ids),
        written_at=row.written_at,
        written_by=written_by,
        answer_due_on=row.answer_due_on,
        answered_at=row.answered_at,
        words=words,
        answer=answer,
        may_answer=may_answer,
        is_electronic=bool(row.awaits or row.signed),
        awaits=row.awaits,
        signatures=signatures,
    )


def _paragraphs(words: str, dossier_ids: Sequence[int]) -> Iterable[str]:
    """What the letter says, and the codes of the dossiers; an official letter is written in Vietnamese."""
    yield from (line for line in words.splitlines() if line.strip())
    facts = dossier.facts_many(list(dossier_ids))
    codes = [facts[one].code or facts[one].filing_number for one in dossier_ids if one in facts]
    yield f"Hồ sơ đề nghị giải quyết ({len(codes)}): {', '.join(codes)}."
