"""What signatures cost. `python -m bench.bench_signing`.

One paper is signed with what is seen of it, at each level, and examined; then 120 results with one opening of the key,
as a leader does in the evening: the bare signing first, then the same evening in a house, on a database that flushes
each commit to its disk: every result draws its number, is printed, signed, stored and entered in the journal, each in
transactions of its own. Wall time, as tokens and authorities are waited for: here the key is in memory and the
authority in this process, so it is the house's own part.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.workers import Workers
from motcua.kernel import clock
from motcua.kernel.home import Home
from motcua.kernel.postgres import Server
from motcua.kernel.postgres.databases import Database
from motcua.papers import press
from motcua.papers.rules.printed import printed
from motcua.papers.signing import bulk, examining, signatures
from motcua.papers.signing.plugins import AUTHORITIES, SIGNERS
from motcua.papers.signing.types import Anchor, Level, Pin, Proof, Stamp, ToSign, TrustAnchors
from motcua.papers.signing.vendors import demo
from motcua.papers.signing.written import written_trust
from motcua.papers.store import workbench
from motcua.papers.tests import factories

RESULTS = 120
_TIMES = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing, in milliseconds."""

    what: str
    milliseconds: float
    budget: float | None = None
    holds: bool = True

    def __str__(self) -> str:
        return f"{self.what:<58}{self.milliseconds:>10.1f} ms"


def measure() -> list[Line]:
    """Signs and examines."""
    letters = [_letter(number) for number in range(RESULTS)]
    at = clock.now()
    trust = TrustAnchors(
        issuers=(demo.authority(None).root.certificate,), revocation_lists=(demo.withdrawn_list(None),)
    )
    proof = Proof(Level.STAMPED, AUTHORITIES.made({"vendor": "demo"}, where="bench"), trust)
    plugin = SIGNERS.made({"vendor": "demo", "name": "Lê Tiến Dũng"}, where="bench")
    stamp = Stamp(role="leader", template="leader", title="Phó Giám đốc", place=Anchor("Lê Tiến Dũng", 130, 50))
    lines: list[Line] = []
    with signatures.opened(plugin, pin=Pin(demo.PIN), at=at, proof=proof) as signer:
        for level, name in ((Level.PLAIN, "B-B"), (Level.STAMPED, "B-T"), (Level.LASTING, "B-LTA")):
            sign = partial(signatures.sign, letters[0], signer=signer, stamp=stamp, at=at, level=level)
            lines.append(Line(f"sign one paper, seen, {name}", _best(sign)))
            examine = partial(examining.examine, sign(), trust=trust, at=at + timedelta(minutes=1))
            lines.append(Line(f"examine it, {name}", _best(examine)))
        lines.append(Line("examine it, in the workshop's own process", _in_the_workshop(sign(), trust)))
        begun = perf_counter()
        papers = (ToSign(str(number), pdf, stamp) for number, pdf in enumerate(letters))
        signed = [one for one in bulk.sign_each(papers, signer=signer, at=at) if one.pdf is not None]
        took = (perf_counter() - begun) * 1_000
    lines.append(Line(f"sign {RESULTS} results with one PIN entry, B-T", took, holds=len(signed) == RESULTS))
    return [*lines, *_in_a_house(bare=took)]


def _in_a_house(*, bare: float) -> list[Line]:
    """The same evening through the command of the house; beside it, how many times the bare signing that is."""
    with TemporaryDirectory(prefix="motcua-bench-") as folder, Server(Home(Path(folder) / "home")) as server:
        database = Database(server.place.address("bench_signing")).create()
        took = Workers("signing_work", database.address).answer(folder, str(RESULTS))
        server.discard()
    holds = took["signed"] == RESULTS
    what = f"the same through the house: {took['all'] / bare:.1f} × the bare signing"
    return [
        Line(what, took["all"], holds=holds),
        Line("    of these one result, from its number to the journal", took["all"] / RESULTS, holds=holds),
        Line("    of these the slowest", took["slowest"], holds=holds),
    ]


def _in_the_workshop(pdf: bytes, trust: TrustAnchors) -> float:
    """As a paper from outside is examined: what most of it is, is the start of the process."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "signed.pdf"
        path.write_bytes(pdf)
        at = (clock.now() + timedelta(minutes=1)).isoformat()
        job = {"task": "signatures", "path": str(path), "trust": written_trust(trust), "at": at, "unheard": []}
        return _best(partial(workbench.done, job))


def _letter(number: int) -> bytes:
    letter = factories.apology(code=f"H49.22-260302-{number:06d}")
    return press.pdf(letter.template, printed(letter, at=factories.MORNING), at=factories.MORNING)


def _best(act: Callable[[], object]) -> float:
    act()
    best = float("inf")
    for _ in range(_TIMES):
        begun = perf_counter()
        act()
        best = min(best, perf_counter() - begun)
    return best * 1_000


if __name__ == "__main__":
    measured = measure()
    print(*measured, sep="\n")
    sys.exit(not all(line.holds for line in measured))
