"""What a register book of a busy fortnight costs. `python -m bench.bench_register`.

500 dossiers with people of many names, printed as an archival, accessible PDF with the warm compiler. The clock on the
wall, the best of some: the parts of the book are laid out side by side. The budget: one second.
"""

import sys
from dataclasses import dataclass, replace
from datetime import datetime
from time import perf_counter
from typing import Final

from motcua.papers import queries
from motcua.papers.tests import factories
from motcua.papers.types import Register

BUDGET_MILLISECONDS: Final = 1_000.0
_ROWS: Final = 500
_TIMES: Final = 7
_AT: Final = datetime(2026, 3, 16, 8, 0)
_NAMES: Final = ("Nguyễn Thị Thu An", "Trần Văn Bình", "Đặng Quốc Cường", "Lê Thị Mỹ Dung", "Hoàng Anh Đức")


@dataclass(frozen=True, slots=True)
class Line:
    """The book: milliseconds, and its budget."""

    what: str
    milliseconds: float
    budget: float

    @property
    def holds(self) -> bool:
        """Whether it stays within its budget."""
        return self.milliseconds <= self.budget

    def __str__(self) -> str:
        verdict = "held" if self.holds else "BROKEN"
        return f"{self.what:<46}{self.milliseconds:>9.1f} ms   budget {self.budget:.0f}   {verdict}"


def measure() -> list[Line]:
    """Prints the book many times, each time another one."""
    _took(0)
    best = min(_took(number) for number in range(1, _TIMES + 1))
    return [Line(f"07 register, {_ROWS} lines", best, BUDGET_MILLISECONDS)]


def _book(number: int) -> Register:
    whole = factories.register(lines=_ROWS, field=f"Lĩnh vực {number}")
    lines = tuple(
        replace(
            line,
            code=f"H49.22-2603{number:02d}-{line.number:06d}",
            applicant=f"{_NAMES[line.number % len(_NAMES)]}",
            address=f"Tổ {line.number % 12 + 1}, khu {line.number % 9 + 1}, phường Hồng Gai, tỉnh Quảng Ninh",
        )
        for line in whole.lines
    )
    return replace(whole, lines=lines)


def _took(number: int) -> float:
    book = _book(number)
    begun = perf_counter()
    queries.render(book, at=_AT)
    return (perf_counter() - begun) * 1_000


if __name__ == "__main__":
    measured = measure()
    print(*measured, sep="\n")
    sys.exit(not all(line.holds for line in measured))
