"""The digital signature on the process: officers sign slips they made, hand-overs, submissions, and their scans."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from motcua.catalogue.types import FormKey
from motcua.dossier import commands as dossier
from motcua.dossier import queries as dossiers
from motcua.dossier.queries import Confirmation, Slip
from motcua.dossier.types import FileKind, Locked, NewPaper
from motcua.journal.commands import Unit, recording
from motcua.kernel import reference
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers.types import Accepted, Anchor, Beside, Box, Pin, Signer, Stamp
from motcua.process.commands.submitting import keep_signed_submission
from motcua.process.course import Course
from motcua.process.filing import may_file
from motcua.process.keys import opened_key
from motcua.process.printing import form_pdf
from motcua.process.signing import SCAN, Signable, signed_each
from motcua.process.submissions import submissions_of, waiting_for_signature
from motcua.process.types import CONTROL_LINES, SUBMISSION, SignedPaper

_ON_A_SLIP = (128, 34, 0)
_ON_A_LETTER = (190, 66, -40)
"""How wide and high a stamp is above the signer's name, and how far to the right of where the name begins, in points:
on a slip of A5 and on a letter of A4, where it stays within the margin.
"""
_ON_A_SCAN = (170, 56)
_CORNER = 100_000
"""Farther right and up than any page reaches: the stamp is pushed back into the corner."""
_SCANNED = "Bản số hóa từ bản giấy"


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

    `wanted` are forms of slips, `lines` for all of his lines of the control slip together, `submission` for the
    submission he drafted, `file:7` for a scan. Each is drawn and signed outside any unit of work, becomes a file of the
    dossier, and is told of in its stream; one that fails stops no other. `now` is the clock on the wall, `address` that
    of the house, for the QR codes.

    Raises Refused: `no_such_dossier`, `nothing_to_sign`; SigningError when the key does not open. The outcomes carry:
    `slip_of_another`, `paper_not_due`, `slip_signed_already`, `no_line_to_sign`, `line_signed_already`,
    `no_submission_to_sign`, `no_such_paper`, `paper_signed_already`, `not_yours_to_do`, and the troubles of papers and
    keys.
    """
    table = _Table(actor, scope, now, dossier_id, address, now())
    slips = {slip.form.value: slip for slip in dossiers.slips_of(scope, dossier_id)}
    if not wanted:
        raise Refused(Refusal("nothing_to_sign"))
    waiting, impossible = [], []
    for key in dict.fromkeys(wanted):
        try:
            if key == CONTROL_LINES:
                waiting.append(table.lines())
            elif key == SUBMISSION:
                waiting.append(table.submission())
            elif key.startswith(SCAN):
                waiting.append(table.scan(key))
            else:
                waiting.append(table.slip(key, slips.get(key)))
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

    def submission(self) -> Signable:
        """The submission that he drafted, as it lies in the dossier. Raises Refused: `no_submission_to_sign`."""
        found = submissions_of(self.scope, self.dossier_id)
        draft = waiting_for_signature(found, self.actor, dossiers.facts(self.dossier_id))
        if draft is None:
            raise Refused(Refusal("no_submission_to_sign"))
        return Signable(
            key=SUBMISSION,
            name=SUBMISSION,
            stamp=self._stamp(draft.maker, _ON_A_LETTER),
            draw=partial(self._read, draft.attachment),
            keep=lambda file: self._keep(
                lambda unit, locked: keep_signed_submission(unit, locked, file, about=draft.about)
            ),
        )

    def scan(self, key: str) -> Signable:
        """A scan, signed by whoever files papers in this dossier; the signed copy takes its place.

        Raises Refused: `not_yours_to_do`, `no_such_paper`, `paper_signed_already`.
        """
        facts = dossiers.facts(self.dossier_id)
        if not may_file(self.scope, self.dossier_id, facts):
            raise Refused(Refusal("not_yours_to_do"))
        number = key.removeprefix(SCAN)
        found = next((one for one in facts.papers if str(one.attachment) == number), None)
        if found is None or found.file_kind is not FileKind.SCAN:
            raise Refused(Refusal("no_such_paper"))
        if found.signs is not None or found not in facts.files_in_force:
            raise Refused(Refusal("paper_signed_already"))

        def keep(file: Accepted) -> None:
            signed = NewPaper(found.component, file, found.file_kind, found.state, signs=found.attachment)
            self._keep(lambda unit, locked: dossier.add_papers(unit, locked, [signed]))

        return Signable(key, found.component, self._stamp_on_scan(), partial(self._read, found.attachment), keep)

    def _read(self, attachment: int) -> bytes:
        opened = dossiers.open_paper(
            self.dossier_id, attachment, scope=self.scope, reader=self.actor.key, at=self.begun
        )
        return b"".join(opened.read(0, opened.size))

    def _drawn(self, form: FormKey) -> bytes:
        return form_pdf(self.scope, self.dossier_id, form, at=self.begun, address=self.address)

    def _keep(self, write: Callable[[Unit, Locked], Locked]) -> None:
        with recording(actor=self.actor, at=self.now()) as unit, reference.held():
            course = Course.load(unit, self.dossier_id, scope=self.scope, seen=None)
            course.locked = write(unit, course.locked)
            course.save()

    def _stamp(self, signer: Signer, size: tuple[float, float, float]) -> Stamp:
        """His stamp above his name, in the capacity in which he made the paper."""
        width, height, right = size
        return Stamp(
            role="officer",
            capacity=signer.capacity,
            title=signer.title,
            agency=self._agency,
            place=Anchor(signer.name, beside=Beside.ABOVE, width=width, height=height, right=right),
        )

    def _stamp_on_scan(self) -> Stamp:
        """In the upper right corner of the first page (NĐ 30/2020, Phụ lục I, mục II)."""
        post_id = self.actor.post_id
        post = organisation.post(post_id) if post_id is not None else None
        width, height = _ON_A_SCAN
        return Stamp(
            role="officer",
            template="copy",
            reason=_SCANNED,
            capacity=post.capacity.prefix if post is not None else "",
            title=post.title if post is not None else "",
            agency=self._agency,
            place=Box(page=1, left=_CORNER, bottom=_CORNER, width=width, height=height),
        )

    @property
    def _agency(self) -> str:
        agency_id = self.actor.agency_id
        return organisation.agency(agency_id).name if agency_id is not None else ""
