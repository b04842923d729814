"""The electronic identifier of an agency, in the two orders in which it is written.

QĐ 20/2020/QĐ-TTg writes the level-1 group at the left (`H40.16`); QCVN 102:2016/BTTTT wrote it at the right, filled up
to four groups with zeros (`000.00.16.H40`). Dossier codes, services and slips of both kinds are in use side by side, so
the house keeps the first as canonical and converts without loss: groups are never padded or trimmed.
"""

import re
from dataclasses import dataclass

from motcua.kernel.types import Refusal

LENGTH_LIMIT = 35
"""Characters of an identifier in the order of QĐ 20/2020/QĐ-TTg, dots included."""

_ARTICLE = "QĐ 20/2020/QĐ-TTg"
_OLD_ARTICLE = "QCVN 102:2016/BTTTT"
_ZEROS = ("00", "00", "000")
_LEVELS_OF_OLD_ORDER = 4
_LEVEL_ONE = re.compile(r"[A-Y][0-9]{2}")
_GROUP = re.compile(r"[0-9A-Z]+")
_OTHER_ORGANISATION = re.compile(r"Z(0[1-9]|[1-9][0-9])[0-9A-Z]{1,32}")


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """An agency's identifier as its groups from level 1 down: `("H40", "16")`. Made by `identifier()`."""

    groups: tuple[str, ...]

    def __str__(self) -> str:
        return ".".join(self.groups)

    @property
    def level_one(self) -> str:
        """The ministry's or province's own group, `H40`."""
        return self.groups[0]

    @property
    def parent(self) -> "Identifier | None":
        """The identifier one level up, or None at level 1."""
        return Identifier(self.groups[:-1]) if len(self.groups) > 1 else None

    def under(self, other: "Identifier") -> bool:
        """Whether this is the other one or lies below it."""
        return self.groups[: len(other.groups)] == other.groups

    def old_order(self) -> str | Refusal:
        """The same identifier with level 1 at the right, `000.00.16.H40`.

        Refused below level 4, and where the fourth group reads like a level 1, so that nobody could tell the order.
        """
        missing = _LEVELS_OF_OLD_ORDER - len(self.groups)
        if missing < 0:
            return Refusal("identifier_too_deep_for_old_order", {"identifier": str(self)}, _OLD_ARTICLE)
        if missing == 0 and _LEVEL_ONE.fullmatch(self.groups[-1]):
            return Refusal("identifier_ambiguous_in_old_order", {"identifier": str(self)}, _OLD_ARTICLE)
        filled = self.groups[1:] + _ZEROS[len(self.groups) - 1 :]
        return ".".join((*reversed(filled), self.groups[0]))


def identifier(text: str) -> Identifier | Refusal:
    """Reads an agency's identifier in either order; blanks around it and small letters are forgiven.

    Refused: an unknown shape, more than 35 characters in the canonical order, a group of zeros where a level is meant,
    and the identifier of an organisation that is no agency (`Zxy…`).
    """
    written = text.strip().upper()
    if _OTHER_ORGANISATION.fullmatch(written):
        return Refusal("identifier_of_no_agency", {"identifier": written}, _ARTICLE)
    groups = tuple(written.split("."))
    if not all(_GROUP.fullmatch(group) for group in groups):
        return Refusal("identifier_malformed", {"identifier": written}, _ARTICLE)
    if _LEVEL_ONE.fullmatch(groups[0]):
        return _checked(groups)
    if len(groups) == _LEVELS_OF_OLD_ORDER and _LEVEL_ONE.fullmatch(groups[-1]):
        return _checked(_without_missing_levels(tuple(reversed(groups))))
    return Refusal("identifier_malformed", {"identifier": written}, _ARTICLE)


def _checked(groups: tuple[str, ...]) -> Identifier | Refusal:
    found = Identifier(groups)
    if len(groups) > 1 and _is_zero(groups[-1]):
        return Refusal("identifier_malformed", {"identifier": str(found)}, _ARTICLE)
    if len(str(found)) > LENGTH_LIMIT:
        return Refusal("identifier_too_long", {"identifier": str(found), "limit": LENGTH_LIMIT}, _ARTICLE)
    return found


def _without_missing_levels(groups: tuple[str, ...]) -> tuple[str, ...]:
    kept = len(groups)
    while kept > 1 and _is_zero(groups[kept - 1]):
        kept -= 1
    return groups[:kept]


def _is_zero(group: str) -> bool:
    return not group.strip("0")
