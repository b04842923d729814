"""Many results with one entry of the PIN: each in units of work of its own, and nothing locked while one is signed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from motcua.catalogue.types import SignedBy
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers.types import OpenSigner, Pin, SigningError
from motcua.process.awaiting import awaiting_signature
from motcua.process.commands.result_signing import sign_result
from motcua.process.keys import opened_key, opened_seal
from motcua.process.types import AwaitingSignature, SignedPaper

_MOST_IN_VAIN = 3
"""So many results in a row for which the key was out of reach; then the rest is not tried."""


def sign_results(
    *, actor: Actor, scope: Scope, now: Callable[[], datetime], wanted: Sequence[str], pin: Pin, address: str
) -> Iterator[SignedPaper]:
    """Opens the officer's key, then signs one result after the other; each is handed out as soon as it is entered.

    `wanted` are keys of `AwaitingSignature`; `now` is the clock on the wall. Whoever stops asking stops the signing,
    and what was signed until then stays. One that fails stops no other; a key in trouble ends it, so that a wrong PIN
    is tried once. The key is open when this returns; it is closed with the last answer, or with the iterator.

    Raises Refused: `nothing_to_sign`; SigningError when the key does not open. The outcomes carry
    `not_awaiting_you` (it is not on his desk, or was drafted anew since he looked), and what `sign_result` refuses.
    """
    run = _Run(actor, scope, now, address, SignedBy.OFFICER)
    return run.begun(wanted, opened_key(actor, pin=pin, at=now()))


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
    run = _Run(actor, scope, now, address, SignedBy.AGENCY, key=key, agency_id=agency_id)
    return run.begun(wanted, opened_seal(agency_id, key=key, pin=pin, at=now()))


@dataclass(frozen=True, slots=True)
class _Run:
    """One run: who signs, by which clock, for which house; and the seal, where it is not his own signature."""

    actor: Actor
    scope: Scope
    now: Callable[[], datetime]
    address: str
    by: SignedBy
    key: str = ""
    agency_id: int | None = None

    def begun(self, wanted: Sequence[str], opening: AbstractContextManager[OpenSigner]) -> Iterator[SignedPaper]:
        """The outcomes to come, with the key open."""
        if not wanted:
            raise Refused(Refusal("nothing_to_sign"))
        run = self._outcomes(tuple(dict.fromkeys(wanted)), opening)
        next(run)
        return (outcome for outcome in run if outcome is not None)

    def _outcomes(
        self, wanted: Sequence[str], opening: AbstractContextManager[OpenSigner]
    ) -> Iterator[SignedPaper | None]:
        """First None, when the key is open; then the outcomes."""
        ids = [int(number) for key in wanted if (number := key.partition("-")[0]).isdecimal()]
        found = awaiting_signature(self.scope, at=self.now(), dossier_ids=ids, by=self.by)
        waiting = {one.key: one for one in found}
        in_vain, ended = 0, None
        with opening as signer:
            yield None
            for key in wanted:
                if ended is not None:
                    yield SignedPaper(key, ended)
                    continue
                trouble = self._signed(waiting.get(key), signer)
                in_vain = in_vain + 1 if isinstance(trouble, SigningError) else 0
                if isinstance(trouble, SigningError) and (trouble.is_permanent or in_vain == _MOST_IN_VAIN):
                    ended = Refusal("key_in_trouble")
                yield SignedPaper(key, trouble.refusal if trouble is not None else None)

    def _signed(self, one: AwaitingSignature | None, signer: OpenSigner) -> Refused | None:
        """None when it is signed and entered; else what stood in the way."""
        if one is None:
            return Refused(Refusal("not_awaiting_you"))
        if self.agency_id not in (None, one.agency_id):
            whose = organisation.agency(one.agency_id).name
            return Refused(Refusal("seal_of_another", {"key": self.key, "agency": whose}))
        try:
            sign_result(
                actor=self.actor,
                scope=self.scope,
                at=self.now(),
                dossier_id=one.dossier_id,
                work_number=one.work_number,
                action_key=one.action_key,
                signer=signer,
                address=self.address,
            )
        except Refused as refused:
            return refused
        return None
