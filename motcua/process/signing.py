"""Several papers with one entry of the PIN: each drawn, signed and kept for itself, and nothing locked meanwhile.

And what one officer has to sign on the way of a dossier.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from motcua.dossier import queries as dossiers
from motcua.dossier.queries import Line, Slip
from motcua.dossier.types import FileKind, HeldFile
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Scope
from motcua.papers import commands as papers
from motcua.papers.types import Accepted, MediaType, OpenSigner, SignaturePlan, Stamp, ToSign
from motcua.process.filing import may_file
from motcua.process.submissions import submissions_of, waiting_for_signature
from motcua.process.types import SignedPaper, Submission

SCAN = "file:"
"""What comes before the attachment of a scan, in the key by which it is asked for."""


@dataclass(frozen=True, slots=True)
class Signable:
    """One paper that waits for a signature. `key` is whatever the caller knows it by, `name` what its file is called.

    `draw` gives its bytes and `keep` takes them back signed, in one unit of work of its own; each may raise Refused.
    """

    key: str
    name: str
    stamp: Stamp
    draw: Callable[[], bytes]
    keep: Callable[[Accepted], None]
    plan: SignaturePlan | None = None


def signed_each(waiting: Iterable[Signable], *, signer: OpenSigner, at: datetime) -> Iterator[SignedPaper]:
    """Signs one after the other and keeps each at once: what was signed is kept whatever becomes of the rest.

    One that fails stops no other; a key in trouble ends it, and the rest is handed out unsigned (`papers.sign_each`).
    """
    known: dict[str, Signable] = {}
    undrawn: list[SignedPaper] = []

    def drawn() -> Iterator[ToSign]:
        for one in waiting:
            known[one.key] = one
            try:
                pdf = one.draw()
            except Refused as refused:
                undrawn.append(SignedPaper(one.key, refused.refusal))
                continue
            yield ToSign(one.key, pdf, one.stamp, one.plan)

    for signed in papers.sign_each(drawn(), signer=signer, at=at):
        yield from _emptied(undrawn)
        refusal = signed.refusal if signed.pdf is None else _kept(known[signed.key], signed.pdf, at)
        yield SignedPaper(signed.key, refusal)
    yield from _emptied(undrawn)


def _kept(one: Signable, pdf: bytes, at: datetime) -> Refusal | None:
    try:
        one.keep(papers.accept_own(pdf))
    except Refused as refused:
        return refused.refusal
    return None


def _emptied(outcomes: list[SignedPaper]) -> Iterator[SignedPaper]:
    while outcomes:
        yield outcomes.pop(0)


@dataclass(frozen=True, slots=True)
class SigningTable:
    """What lies before one officer on the way of a dossier: his slips, lines, scans and his submission; and which slips
    are signed.

    Of a slip that was signed anybody who sees the dossier sees who signed it and in which capacity.
    """

    slips: tuple[Slip, ...]
    lines: tuple[Line, ...]
    scans: tuple[HeldFile, ...]
    signed: tuple[Slip, ...]
    submission: Submission | None = None

    @property
    def count(self) -> int:
        """How many papers he has to sign; his lines are one."""
        return len(self.slips) + bool(self.lines) + len(self.scans) + (self.submission is not None)


def signing_table(scope: Scope, actor: Actor, dossier_id: int) -> SigningTable:
    """What this officer has to sign in a dossier. Raises Refused: `no_such_dossier`."""
    slips, facts = dossiers.slips_of(scope, dossier_id), dossiers.facts(dossier_id)
    scans: tuple[HeldFile, ...] = ()
    if may_file(scope, dossier_id, facts):
        rows = dossiers.papers_of(dossier_id, scope).rows
        scans = tuple(file for row in rows for file in row.files if _waits(file))
    return SigningTable(
        slips=tuple(slip for slip in slips if slip.signed_at is None and slip.made_by == actor.key),
        lines=tuple(line for line in dossiers.control_lines(scope, dossier_id, actor) if line.waits),
        scans=scans,
        signed=tuple(slip for slip in slips if slip.signed_at is not None),
        submission=waiting_for_signature(submissions_of(scope, dossier_id), actor, facts),
    )


def _waits(file: HeldFile) -> bool:
    return file.kind == FileKind.SCAN and file.in_force and not file.is_signed and file.file.media_type == MediaType.PDF
