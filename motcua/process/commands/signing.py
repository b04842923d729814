"""The digital signature on the process: officers sign the slips they made and their lines of the control slip."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from motcua.catalogue.types import FormKey
from motcua.dossier import commands as dossier
from motcua.dossier import queries as dossiers
from motcua.dossier.queries import Confirmation, Slip
from motcua.dossier.types import Locked
from motcua.journal.commands import Unit, recording
from motcua.kernel import reference
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers.types import Accepted, Anchor, Beside, Pin, Signer, Stamp
from motcua.process.course import Course
from motcua.process.keys import opened_key
from motcua.process.printing import form_pdf
from motcua.process.signing import Signable, signed_each
from motcua.process.types import CONTROL_LINES, SignedPaper

_ON_A_SLIP = (128, 34)
_ON_A_LETTER = (190, 66)
"""How wide and high a stamp is above the signer's name, in points: on a slip of A5 and on a letter of A4."""


def sign_on_process(
    *,
    actor: Actor,
    scope: Scope,
    now: Callable[[], datetime],
    dossier_id: int,
    wanted: Sequence[str],
    pin: Pin,
    address: str,
) -> Sequence[SignedPaper]:
    """Signs what this officer made on the way of a dossier, with one entry of his PIN.

    `wanted` are forms of slips, and `lines` for all of his lines of the control slip together. Each is drawn and signed
    outside any unit of work, becomes a file of the dossier, and is told of in its stream; one that fails stops no
    other. `now` is the clock on the wall, `address` that of the house, for the QR codes.

    Raises Refused: `no_such_dossier`, `nothing_to_sign`; SigningError when the key does not open. The outcomes carry:
    `slip_of_another`, `paper_not_due`, `slip_signed_already`, `no_line_to_sign`, `line_signed_already`, and the
    troubles of papers and keys.
    """
    table = _Table(actor, scope, now, dossier_id, address, now())
    slips = {slip.form.value: slip for slip in dossiers.slips_of(scope, dossier_id)}
    if not wanted:
        raise Refused(Refusal("nothing_to_sign"))
    waiting, impossible = [], []
    for key in dict.fromkeys(wanted):
        try:
            waiting.append(table.lines() if key == CONTROL_LINES else table.slip(key, slips.get(key)))
        except Refused as refused:
            impossible.append(SignedPaper(key, refused.refusal))
    if not waiting:
        return impossible
    with opened_key(actor, pin=pin, at=table.begun) as signer:
        return [*impossible, *signed_each(waiting, signer=signer, at=table.begun)]


@dataclass(frozen=True, slots=True)
class _Table:
    """Where one officer signs papers of one dossier, since `begun`."""

    actor: Actor
    scope: Scope
    now: Callable[[], datetime]
    dossier_id: int
    address: str
    begun: datetime

    def slip(self, key: str, told: Slip | None) -> Signable:
        """A slip that he made. Raises Refused: `paper_not_due`, `slip_of_another`, `slip_signed_already`."""
        if told is None:
            raise Refused(Refusal("paper_not_due", {"form": key}))
        if told.made_by != self.actor.key:
            raise Refused(Refusal("slip_of_another"))
        if told.signed_at is not None:
            raise Refused(Refusal("slip_signed_already"))
        return Signable(
            key=key,
            name=key,
            stamp=self._stamp(told.maker, _ON_A_SLIP),
            draw=partial(self._drawn, told.form),
            keep=lambda file: self._keep(
                lambda unit, locked: dossier.keep_signed_slip(unit, locked, file, form=told.form, about=told.about)
            ),
        )

    def lines(self) -> Signable:
        """His lines of the control slip, as one paper. Raises Refused: `no_line_to_sign`."""
        said: Confirmation = dossiers.confirmation(self.scope, self.dossier_id, self.actor, at=self.begun)

        def keep(file: Accepted) -> None:
            self._keep(
                lambda unit, locked: dossier.keep_signed_lines(unit, locked, file, given=said.given, taken=said.taken)
            )

        return Signable(CONTROL_LINES, CONTROL_LINES, self._stamp(said.signer, _ON_A_LETTER), lambda: said.pdf, keep)

    def _drawn(self, form: FormKey) -> bytes:
        return form_pdf(self.scope, self.dossier_id, form, at=self.begun, address=self.address)

    def _keep(self, write: Callable[[Unit, Locked], Locked]) -> None:
        with recording(actor=self.actor, at=self.now()) as unit, reference.held():
            course = Course.load(unit, self.dossier_id, scope=self.scope, seen=None)
            course.locked = write(unit, course.locked)
            course.save()

    def _stamp(self, signer: Signer, size: tuple[float, float]) -> Stamp:
        """His stamp above his name, in the capacity in which he made the paper."""
        width, height = size
        agency_id = self.actor.agency_id
        return Stamp(
            role="officer",
            capacity=signer.capacity,
            title=signer.title,
            agency=organisation.agency(agency_id).name if agency_id is not None else "",
            place=Anchor(signer.name, beside=Beside.ABOVE, width=width, height=height),
        )
