"""How numbers are written on papers, and how the code of a paper is made: dated data, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from motcua.kernel.numbers import formatted

_LEAST_DIGITS = 2


@dataclass(frozen=True, slots=True)
class Numbering:
    """How one register writes its numbers, and what it is called."""

    pattern: str = ""
    kind: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """How the house writes numbers from a day on."""

    since: date
    law: str
    pattern: str
    kind: str
    name: str
    paper_code: str
    agencies: Mapping[str, str] = field(default_factory=dict)
    registers: Mapping[str, Numbering] = field(default_factory=dict)

    def written(self, number: int, *, series: str, year: int, agency: str) -> str:
        """The number as it stands on the paper, such as `07/UBND-XNTTHN`."""
        own = self.registers.get(series, Numbering())
        return (own.pattern or self.pattern).format(
            number=formatted(number, width=_LEAST_DIGITS),
            year=year,
            kind=own.kind or self.kind,
            agency=self.abbreviated(agency),
        )

    def called(self, series: str) -> str:
        """What people call the register."""
        return self.registers.get(series, Numbering()).name or f"{self.name} ({series})"

    def abbreviated(self, agency: str) -> str:
        """The agency's abbreviation: that of its kind, else the first letters of the words of its name."""
        for beginning, short in self.agencies.items():
            if agency.startswith(beginning):
                return short
        return "".join(word[0] for word in agency.split() if word[0].isalnum()).upper()


def edition_on(day: date) -> Edition:
    """How numbers are written on that day; before the first edition, as in the first."""
    return next((edition for edition in _editions() if edition.since <= day), _editions()[-1])


def paper_code(owner: str, kind_code: str, *, on: date) -> str:
    """The code of a paper (mã số giấy tờ): the owner's identifier and the code of its kind (NĐ 118/2025 Đ22.4)."""
    return edition_on(on).paper_code.format(owner=owner, kind=kind_code)


def register_name(series: str, *, on: date) -> str:
    """What people call the register on that day."""
    return edition_on(on).called(series)


@cache
def _editions() -> tuple[Edition, ...]:
    rows = yaml.safe_load(files("motcua.papers").joinpath("data/registers.yaml").read_text(encoding="utf-8"))
    editions = []
    for row in rows:
        registers = {key: Numbering(**own) for key, own in row["registers"].items()}
        editions.append(Edition(**{**row, "registers": registers}))
    return tuple(sorted(editions, key=lambda edition: edition.since, reverse=True))
