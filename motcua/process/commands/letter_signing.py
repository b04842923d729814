"""Signing a letter (công văn): a leader of the agency that issues it signs, its clerk seals.

As with a result, the number is drawn and written down first, then the letter is printed with it, signed and stored
while nothing is locked; then the signature is entered. Where that fails the number is voided, with the reason.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.catalogue.types import ResultSignature
from motcua.journal.commands import is_recording, recording
from motcua.journal.types import RequestKey
from motcua.kernel import reference
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import EVERYTHING, Scope
from motcua.papers import commands as papers
from motcua.papers.types import Accepted, OpenSigner
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.process import drafted, models
from motcua.process.commands.attempts import BROKEN_OFF, begin_attempt, given_up, unnumbered, why_it_failed
from motcua.process.commands.moving import moved
from motcua.process.commands.writing_letters import attempt_at
from motcua.process.course import Course
from motcua.process.general_letters import is_shared, row_of
from motcua.process.results import holder_of
from motcua.process.rules.general_letters import FIRST, PLAN, SERIES, may_sign, next_after, signature_called
from motcua.process.types import GENERAL_LETTER, InCapacity, LetterEntry, Moved


@dataclass(frozen=True, slots=True)
class _Begun:
    """An attempt: which letter, as it was when it began, and by which signature."""

    letter: models.WrittenLetter
    signature: ResultSignature
    capacity: InCapacity

    @property
    def is_first(self) -> bool:
        return self.signature == FIRST


def sign_letter(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    about: int,
    signature: str,
    signer: OpenSigner,
    attachment: int | None = None,
    capacity: InCapacity | None = None,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> Moved:
    """Makes a signature on a letter with a key that is open: first the leader's, which draws the number, then the seal.

    `attachment` is the letter that was looked at: drafted anew since, it is not signed. `capacity` is in which capacity
    the leader signs; without it the one of his post. A press that is repeated finds its
    signature and is answered the same. The dossier stays where it is, and may move on meanwhile.

    No unit of work may be open around it (RuntimeError). Raises Refused: `no_such_dossier`, `moved_on`,
    `no_such_letter`, `letter_signed_already` (that signature was made), `letter_not_yours_to_sign`,
    `letter_being_signed`, `draft_erased`, `letter_changed` (it was drafted anew or taken back since it was looked at);
    `letter_not_signed` when the leader's signature failed and its number was voided (a SigningError where the key was
    the reason); otherwise what `papers.commands.sign` raises.
    """
    if is_recording():
        raise RuntimeError("Nothing may be locked while a letter is signed.")
    begun = _begin(
        actor=actor,
        scope=scope,
        at=at,
        dossier_id=dossier_id,
        about=about,
        signature=signature,
        attachment=attachment,
        capacity=capacity,
        key=key,
        seen=seen,
    )
    if isinstance(begun, Moved):
        return begun
    try:
        accepted = _signed(begun, actor=actor, signer=signer, at=at)
        return _entered(begun, accepted, actor=actor, scope=scope, at=at, key=key)
    except Refused as refused:
        if not begun.is_first:
            raise
        _void(begun, why_it_failed(refused), actor=actor, at=at)
        raise given_up(refused, attempt_at(about), number=begun.letter.number) from refused
    except Exception:
        if begun.is_first:
            _void(begun, BROKEN_OFF, actor=actor, at=at)
        raise


def _begin(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    about: int,
    signature: str,
    attachment: int | None,
    capacity: InCapacity | None,
    key: RequestKey | None,
    seen: int | None,
) -> _Begun | Moved:
    """Whether he may sign now; for the first signature the number is drawn. A repeated press gets its answer."""
    with recording(actor=actor, at=at) as unit, reference.held():
        course = Course.load(unit, dossier_id, scope=scope, seen=None)
        row = row_of(dossier_id, about)
        if key is not None and any(one["press"] == key.key for one in row.signed):
            return Moved(dossier_id, course.sequence)
        unit.require_seen(course.locked.head, seen)
        wanted = signature_called(signature)
        if wanted is None or row.awaits != wanted.key:
            raise Refused(Refusal("letter_signed_already"))
        if not may_sign(scope, agency_id=row.agency_id, signature=wanted.key):
            raise Refused(Refusal("letter_not_yours_to_sign"))
        if attachment not in (None, row.attachment_id):
            raise Refused(Refusal("letter_changed"))
        if wanted == FIRST:
            begin_attempt(course, row, attempt_at(about), agency_id=row.agency_id, series=SERIES)
            row.save()
        course.save()
        return _Begun(row, wanted, capacity or drafted.own_capacity(actor, row.agency_id, on=at.date()))


def _signed(begun: _Begun, *, actor: Actor, signer: OpenSigner, at: datetime) -> Accepted:
    """The letter with the signature, in the store without a row yet. Nothing is locked here."""
    row = begun.letter
    if begun.is_first:
        pdf = drafted.final_pdf(row, agency_id=row.agency_id, actor=actor, capacity=begun.capacity, at=at)
    else:
        pdf = drafted.bytes_of(row.attachment_id, dossier_id=row.dossier_id, reader=str(actor), at=at)
    stamp = drafted.stamp_for(begun.signature, row, actor=actor, capacity=begun.capacity, agency_id=row.agency_id)
    signed = papers.sign(pdf, signer=signer, stamp=stamp, at=at, plan=PLAN)
    return papers.accept_own(signed)


def _entered(
    begun: _Begun, accepted: Accepted, *, actor: Actor, scope: Scope, at: datetime, key: RequestKey | None
) -> Moved:
    """What the signature means, at once: the file, and the number that stands on the letter."""

    def move(course: Course) -> None:
        row = _unchanged(begun)
        stored = papers.keep_file(accepted, unit=course.unit)
        holder = holder_of(course.dossier_id)
        if not is_shared(row):
            papers.drop(row.attachment_id, holder=holder, unit=course.unit)
        row.attachment_id = papers.attach(stored, holder=holder, kind=GENERAL_LETTER, unit=course.unit).id
        press = key.key if key is not None else ""
        made = drafted.signature_made(begun.signature, actor=actor, capacity=begun.capacity, at=at, press=press)
        row.signed = [*row.signed, made]
        row.awaits = next_after([one["key"] for one in row.signed])
        if begun.is_first:
            papers.enter_letter(course.unit, place=row.place, name=drafted.template_drafted(row).name)
        row.save()
        body = {
            "about": row.about,
            "signature": begun.signature.key,
            "attachment": row.attachment_id,
            "file": stored.file.digest,
            **(_sent(row) if row.to_person and not row.awaits else {}),
        }
        course.note(LetterEntry.SIGNED, body)

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=begun.letter.dossier_id, key=None, seen=None)


def _sent(row: models.WrittenLetter) -> dict[str, Any]:
    """What the entry of the last signature says besides of a letter to the person: from then on he may fetch it."""
    return {"to_person": True, "number": row.number}


def _unchanged(begun: _Begun) -> models.WrittenLetter:
    """The row, if the letter is still the one that was signed. Raises Refused: `no_such_letter`, `letter_changed`."""
    before = begun.letter
    row = row_of(before.dossier_id, before.about)
    if (row.place, row.attachment_id, row.awaits) != (before.place, before.attachment_id, before.awaits):
        raise Refused(Refusal("letter_changed"))
    return row


def _void(begun: _Begun, why: str, *, actor: Actor, at: datetime) -> None:
    """The number is on no letter. Where it was given up meanwhile, that is done already."""
    with recording(actor=actor, at=at) as unit, reference.held():
        course = Course.load(unit, begun.letter.dossier_id, scope=EVERYTHING, seen=None)
        row = models.WrittenLetter.objects.filter(
            dossier_id=begun.letter.dossier_id, about=begun.letter.about, place=begun.letter.place, signed=[]
        ).first()
        if row is None:
            return
        unnumbered(course, row, parties.write_text(unit, why, TextPurpose.REASON), attempt_at(row.about))
        row.save()
        course.save()
