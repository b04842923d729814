"""Several papers with one entry of the PIN: each drawn, signed and kept for itself, and nothing locked meanwhile."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from motcua.kernel.types import Refusal, Refused
from motcua.papers import commands as papers
from motcua.papers.types import Accepted, OpenSigner, SignaturePlan, Stamp, ToSign
from motcua.process.types import SignedPaper

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
        one.keep(papers.accept_file(pdf, name_hint=f"{one.name}.pdf", on=at.date()))
    except Refused as refused:
        return refused.refusal
    return None


def _emptied(outcomes: list[SignedPaper]) -> Iterator[SignedPaper]:
    while outcomes:
        yield outcomes.pop(0)
