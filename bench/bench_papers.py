"""What an official form costs. `python -m bench.bench_papers`.

Every printing has other contents, so that nothing is answered from a cache. Processor time of all threads, the
best of many, so that a neighbour on the machine counts less. The budget: one form, on one page, in at most 15 ms with
the warm compiler. Beside it, as a ratio, the same form from a compiler made anew each time, with the machine's fonts.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from time import process_time
from typing import Final, TypeVar

import typst

from motcua.papers import press, queries
from motcua.papers.rules.printed import printed
from motcua.papers.tests import factories
from motcua.papers.types import (
    ApologyLetter,
    ControlSlip,
    Copy,
    Enclosure,
    Paper,
    ReceiptPaper,
    StopNotice,
    SupplementSlip,
)

BUDGET_MILLISECONDS: Final = 15.0
_AT: Final = datetime(2026, 3, 2, 9, 10)
_TIMES: Final = 40
_TIMES_COLD: Final = 5
Numbered = TypeVar("Numbered", ReceiptPaper, SupplementSlip, ApologyLetter, StopNotice, ControlSlip)


@dataclass(frozen=True, slots=True)
class Line:
    """One form: milliseconds, its budget where there is one, and how many times a cold compiler takes."""

    what: str
    milliseconds: float
    budget: float | None
    cold: float

    @property
    def holds(self) -> bool:
        """Whether it stays within its budget."""
        return self.budget is None or self.milliseconds <= self.budget

    def __str__(self) -> str:
        wanted = "" if self.budget is None else f"   budget {self.budget:.0f}   {'held' if self.holds else 'BROKEN'}"
        return f"{self.what:<46}{self.milliseconds:>9.1f} ms   {self.cold:>5.0f} x from cold{wanted}"


def measure() -> list[Line]:
    """Prints every form many times."""
    thirty = tuple(Enclosure(f"Bản vẽ thiết kế số {number}", originals=1) for number in range(1, 31))
    return [
        _line("01 receipt, one copy", lambda n: _numbered(factories.receipt(copies=(Copy.GIVEN,)), n)),
        _line("01 receipt, two copies", lambda n: _numbered(factories.receipt(), n), 2 * BUDGET_MILLISECONDS),
        _line("02 supplement", lambda n: _numbered(factories.supplement(), n)),
        _line("03 refusal", lambda n: factories.refusal(reason=f"Hồ sơ chưa hợp lệ, lần {n}.")),
        _line("04 apology", lambda n: _numbered(factories.apology(), n)),
        _line("05 stop", lambda n: _numbered(factories.stop(), n)),
        _line("06 control slip, three handovers", lambda n: _numbered(factories.control(), n)),
        _line(
            "01 receipt of 30 papers, four pages", lambda n: _numbered(factories.receipt(enclosures=thirty), n), None
        ),
        _line("07 register, 40 lines", lambda n: factories.register(field=f"Lĩnh vực {n}"), None),
    ]


def _line(what: str, paper: Callable[[int], Paper], budget: float | None = BUDGET_MILLISECONDS) -> Line:
    _took(lambda: queries.render(paper(0), at=_AT))
    warm = min(_took(partial(queries.render, paper(n), at=_AT)) for n in range(1, _TIMES + 1))
    cold = min(_took(partial(_from_cold, paper(_TIMES + n))) for n in range(1, _TIMES_COLD + 1))
    return Line(what, warm, budget, cold / warm)


def _numbered(paper: Numbered, number: int) -> Numbered:
    code = f"H49.22-260302-{number:06d}"
    return replace(paper, code=code, tracking_address=f"https://motcua.quangninh.example/tra-cuu/{code}")


def _from_cold(paper: Paper) -> object:
    compiler = typst.Compiler(root=press.FORMS)
    return compiler.compile(press.source(paper.template, printed(paper, at=_AT)), pdf_standards=list(press.STANDARDS))


def _took(act: Callable[[], object]) -> float:
    begun = process_time()
    act()
    return (process_time() - begun) * 1_000


if __name__ == "__main__":
    measured = measure()
    print(*measured, sep="\n")
    sys.exit(not all(line.holds for line in measured))
