"""Tables of figures, as those of a period."""

from dataclasses import dataclass
from decimal import Decimal

from motcua.ui.types.looks import Text


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell of a period table: a count, a rate or a dash, with the list it counts behind it."""

    value: int | Decimal | None
    url: str = ""
    is_rate: bool = False
    is_points: bool = False


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of a period table. `level` indents; a total is set apart."""

    label: Text
    figures: tuple[Figure, ...]
    url: str = ""
    level: int = 0
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class FigureColumns:
    """Neighbouring columns under one heading."""

    heading: Text
    labels: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PeriodTable:
    """Figures of a period: columns in groups, rows, and notes below."""

    caption: Text
    row_heading: Text
    groups: tuple[FigureColumns, ...]
    rows: tuple[FigureRow, ...]
    notes: tuple[Text, ...] = ()

    @property
    def labels(self) -> tuple[Text, ...]:
        """The labels of all columns, without their groups."""
        return tuple(label for group in self.groups for label in group.labels)
