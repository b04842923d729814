"""Many results, or many letters, signed or sealed with one entry of the PIN."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from motcua.catalogue.types import SignedBy
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers.types import OpenSigner, Pin
from motcua.process.awaiting import awaiting_signature
from motcua.process.commands.letter_signing import sign_letter
from motcua.process.commands.result_signing import sign_result
from motcua.process.commands.signing_runs import SignOne, signed_each
from motcua.process.general_letters import letters_awaiting
from motcua.process.keys import opened_key, opened_seal
from motcua.process.types import AwaitingLetter, AwaitingSignature, SignedPaper

_Awaiting = TypeVar("_Awaiting", AwaitingSignature, AwaitingLetter)


def sign_results(
    *, actor: Actor, scope: Scope, now: Callable[[], datetime], wanted: Sequence[str], pin: Pin, address: str
) -> Iterator[SignedPaper]:
    """Opens the officer's key, then signs one result after the other, as `signed_each` says.

    `wanted` are keys of `AwaitingSignature`; `now` is the clock on the wall. Raises Refused: `nothing_to_sign`;
    SigningError when the key does not open. The outcomes carry `not_awaiting_you` (it is not on his desk, or was
    drafted anew since he looked), and what `sign_result` refuses.
    """
    run = _Run(actor, scope, now, SignedBy.OFFICER)
    return signed_each(wanted, run.results(wanted, address), opened_key(actor, pin=pin, at=now()))


def seal_results(
    *,
    actor: Actor,
    scope: Scope,
    now: Callable[[], datetime],
    wanted: Sequence[str],
    agency_id: int,
    key: str,
    pin: Pin,
    address: str,
) -> Iterator[SignedPaper]:
    """Opens a seal of an agency, then seals one signed result of that agency after the other, as `sign_results` signs.

    Raises Refused: `nothing_to_sign`, `seal_of_another` (that key is not the agency's); SigningError when the key does
    not open. The outcomes carry `not_awaiting_you`, `seal_of_another` (a result of another agency), and what
    `sign_result` refuses.
    """
    run = _Run(actor, scope, now, SignedBy.AGENCY, key=key, agency_id=agency_id)
    return signed_each(wanted, run.results(wanted, address), opened_seal(agency_id, key=key, pin=pin, at=now()))


def sign_letters(
    *, actor: Actor, scope: Scope, now: Callable[[], datetime], wanted: Sequence[str], pin: Pin
) -> Iterator[SignedPaper]:
    """Opens the leader's key, then signs one letter after the other, in the capacity of his post, as `sign_results`.

    `wanted` are keys of `AwaitingLetter`. The outcomes carry `not_awaiting_you`, and what `sign_letter` refuses.
    """
    run = _Run(actor, scope, now, SignedBy.OFFICER)
    return signed_each(wanted, run.letters(wanted), opened_key(actor, pin=pin, at=now()))


def seal_letters(
    *,
    actor: Actor,
    scope: Scope,
    now: Callable[[], datetime],
    wanted: Sequence[str],
    agency_id: int,
    key: str,
    pin: Pin,
) -> Iterator[SignedPaper]:
    """Opens a seal of an agency, then seals one signed letter of that agency after the other, as `seal_results`."""
    run = _Run(actor, scope, now, SignedBy.AGENCY, key=key, agency_id=agency_id)
    return signed_each(wanted, run.letters(wanted), opened_seal(agency_id, key=key, pin=pin, at=now()))


@dataclass(frozen=True, slots=True)
class _Run:
    """One run: who signs, by which clock; and the seal, where it is not his own signature."""

    actor: Actor
    scope: Scope
    now: Callable[[], datetime]
    by: SignedBy
    key: str = ""
    agency_id: int | None = None

    def results(self, wanted: Sequence[str], address: str) -> SignOne:
        """How one result is signed. What waits is looked up once, when the run begins."""
        ids = [int(number) for key in wanted if (number := key.partition("-")[0]).isdecimal()]
        found = awaiting_signature(self.scope, at=self.now(), dossier_ids=ids, by=self.by)
        waiting = {one.key: one for one in found}

        def sign(key: str, signer: OpenSigner) -> None:
            one = self._awaited(waiting.get(key))
            sign_result(
                actor=self.actor,
                scope=self.scope,
                at=self.now(),
                dossier_id=one.dossier_id,
                work_number=one.work_number,
                action_key=one.action_key,
                signer=signer,
                address=address,
            )

        return sign

    def letters(self, wanted: Sequence[str]) -> SignOne:
        """How one letter is signed."""
        drafts = [int(number) for key in wanted if (number := key.rpartition("-")[2]).isdecimal()]
        found = letters_awaiting(self.scope, at=self.now(), by=self.by, attachments=drafts)
        waiting = {one.key: one for one in found}

        def sign(key: str, signer: OpenSigner) -> None:
            one = self._awaited(waiting.get(key))
            sign_letter(
                actor=self.actor,
                scope=self.scope,
                at=self.now(),
                dossier_id=one.dossier_id,
                about=one.about,
                signature=one.awaits,
                attachment=one.attachment,
                signer=signer,
            )

        return sign

    def _awaited(self, one: _Awaiting | None) -> _Awaiting:
        """What waits for him, and is sealed with the seal that is open. Raises Refused."""
        if one is None:
            raise Refused(Refusal("not_awaiting_you"))
        if self.agency_id not in (None, one.agency_id):
            whose = organisation.agency(one.agency_id).name
            raise Refused(Refusal("seal_of_another", {"key": self.key, "agency": whose}))
        return one
