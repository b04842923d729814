"""Signing chasing letters with keys: a leader of the agency that writes signs, its clerk seals; many with one PIN.

The number was drawn when the letter was written. It is printed, signed and stored while nothing is locked; then the
signature is entered, in a unit of work of its own.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime

from motcua.catalogue.types import ResultSignature
from motcua.journal.commands import is_recording, recording
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Scope
from motcua.papers import commands as papers
from motcua.papers.types import Accepted, OpenSigner, Pin
from motcua.process import drafted, models
from motcua.process.chasing import ChasingPaper, content_of, holder_of_chasing, row_in_sight, signed_bytes
from motcua.process.commands.signing_runs import SignOne, signed_each
from motcua.process.keys import opened_key, opened_seal
from motcua.process.rules import chasing as rules
from motcua.process.rules.general_letters import FIRST, PLAN, SEAL, next_after, signature_called
from motcua.process.types import GENERAL_LETTER, ChasingEntry, InCapacity, SignedPaper


def sign_chasing_letters(
    *, actor: Actor, scope: Scope, now: Callable[[], datetime], wanted: Sequence[int], pin: Pin
) -> Iterator[SignedPaper]:
    """Opens the leader's key, then signs one letter after the other in the capacity of his post, each by itself.

    Raises Refused: `nothing_to_sign`; SigningError when the key does not open. The outcomes carry what
    `sign_chasing` refuses.
    """
    sign = _each(actor, scope, now, FIRST.key)
    return signed_each([str(one) for one in wanted], sign, opened_key(actor, pin=pin, at=now()))


def seal_chasing_letters(
    *,
    actor: Actor,
    scope: Scope,
    now: Callable[[], datetime],
    wanted: Sequence[int],
    agency_id: int,
    key: str,
    pin: Pin,
) -> Iterator[SignedPaper]:
    """Opens a seal of an agency, then seals one signed letter of that agency after the other.

    The outcomes carry `not_awaiting_you` too: a letter of another agency, which has seals of its own.
    """
    own = models.ChasingLetter.objects.filter(agency_id=agency_id, id__in=wanted)
    sign = _each(actor, scope, now, SEAL.key, of=set(own.values_list("id", flat=True)))
    return signed_each([str(one) for one in wanted], sign, opened_seal(agency_id, key=key, pin=pin, at=now()))


def sign_chasing(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    letter_id: int,
    signature: str,
    signer: OpenSigner,
) -> None:
    """Makes the signature that comes next with a key that is open.

    No unit of work may be open around it (RuntimeError). Raises Refused: `no_such_chasing_letter`,
    `letter_signed_already`, `letter_not_yours_to_sign`, `draft_erased`, `letter_changed` (somebody else signed
    meanwhile); otherwise what `papers.commands.sign` raises.
    """
    if is_recording():
        raise RuntimeError("Nothing may be locked while a letter is signed.")
    row, wanted = row_in_sight(scope, letter_id), signature_called(signature)
    refusal = rules.objection_to_signing(scope, agency_id=row.agency_id, awaits=row.awaits, signature=signature)
    if refusal is not None or wanted is None:
        raise Refused(refusal or Refusal("letter_signed_already"))
    capacity = drafted.own_capacity(actor, row.agency_id, on=at.date())
    accepted = _signed(row, wanted, capacity, actor=actor, signer=signer, at=at)
    _enter(row, wanted, capacity, accepted, actor=actor, at=at)


def _signed(
    row: models.ChasingLetter,
    signature: ResultSignature,
    capacity: InCapacity,
    *,
    actor: Actor,
    signer: OpenSigner,
    at: datetime,
) -> Accepted:
    """The letter with the signature, in the store without a row yet. Nothing is locked here."""
    paper = ChasingPaper.of(row)
    if signature == FIRST:
        template, values = content_of(row)
        pdf = drafted.pdf_to_sign(
            template,
            values,
            agency_id=row.agency_id,
            actor=actor,
            capacity=capacity,
            at=row.written_at,
            number=paper.number,
        )
    else:
        pdf = signed_bytes(row, reader=str(actor), at=at)
    stamp = drafted.stamp_for(signature, paper, actor=actor, capacity=capacity, agency_id=row.agency_id)
    return papers.accept_own(papers.sign(pdf, signer=signer, stamp=stamp, at=at, plan=PLAN))


def _enter(
    before: models.ChasingLetter,
    signature: ResultSignature,
    capacity: InCapacity,
    accepted: Accepted,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """What the signature means, at once: the file, which signature comes next, and the entry."""
    with recording(actor=actor, at=at) as unit:
        row = models.ChasingLetter.objects.select_for_update(no_key=True).get(id=before.pk)
        if (row.awaits, row.attachment_id) != (before.awaits, before.attachment_id):
            raise Refused(Refusal("letter_changed"))
        holder = holder_of_chasing(row)
        stored = papers.keep_file(accepted, unit=unit)
        if row.attachment_id is not None:
            papers.drop(row.attachment_id, holder=holder, unit=unit)
        row.attachment_id = papers.attach(stored, holder=holder, kind=GENERAL_LETTER, unit=unit).id
        row.file_digest = stored.file.digest
        made = drafted.signature_made(signature, actor=actor, capacity=capacity, at=at, press="")
        row.signed = [*row.signed, made]
        row.awaits = next_after([one["key"] for one in row.signed])
        row.save(update_fields=["attachment_id", "file_digest", "signed", "awaits"])
        body = {
            "letter": row.pk,
            "number": row.number,
            "signature": signature.key,
            "attachment": row.attachment_id,
            "file": stored.file.digest,
        }
        unit.append_named(f"chasing/{row.agency_id}", kind=ChasingEntry.SIGNED, version=1, body=body)


def _each(
    actor: Actor, scope: Scope, now: Callable[[], datetime], signature: str, *, of: Collection[int] | None = None
) -> SignOne:
    """How one letter is signed, by its id as text; where `of` names letters, none but these."""

    def sign(key: str, signer: OpenSigner) -> None:
        letter_id = int(key)
        if of is not None and letter_id not in of:
            raise Refused(Refusal("not_awaiting_you"))
        sign_chasing(actor=actor, scope=scope, at=now(), letter_id=letter_id, signature=signature, signer=signer)

    return sign
