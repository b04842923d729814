"""What differs among many dossiers of one kind that one person hands in: a small table beside the receiving sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from django.http import QueryDict

from motcua.desk.sheet import ReceivingSheet
from motcua.intake.types import Application
from motcua.kernel.types import Refusal, Refused
from motcua.parties import queries as parties
from motcua.parties.types import Identity, Party, PartyKind

_COUNT, _PASTED = "group-count", "group-list"
"""The fields that say how many dossiers there are: as a number, or as a list pasted from a spreadsheet."""
_FEWEST = 2
_FIELDS = ("name", "number", "quantity", "note")
_MOST_ITEMS = 999


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One dossier of the group, as typed. `others` are the papers of which the common ticks do not hold for it."""

    place: int
    name: str = ""
    number: str = ""
    quantity: str = ""
    note: str = ""
    others: frozenset[str] = frozenset()

    @classmethod
    def typed(cls, posted: QueryDict, place: int) -> Self:
        """The row at that place, the first is 1."""
        name, number, quantity, note = (posted.get(f"row-{place}-{field}", "").strip() for field in _FIELDS)
        ticked = f"row-{place}-other-"
        others = frozenset(one.removeprefix(ticked) for one in posted if one.startswith(ticked))
        return cls(place, name, number, quantity, note, others)

    @classmethod
    def pasted(cls, line: str, place: int) -> Self:
        """A line of a list: owner, number, quantity and note, parted by tabs, as a spreadsheet copies them, or by
        semicolons.
        """
        parts = [part.strip() for part in line.split("\t" if "\t" in line else ";")]
        name, number, quantity, note = (parts + [""] * len(_FIELDS))[: len(_FIELDS)]
        return cls(place, name, number, quantity, note)

    def application(self, sheet: ReceivingSheet) -> Application:
        """The common application with what differs in it. Raises Refused (`draft_number_wrong`).

        Whoever is named here owns the matter; the person of the sheet hands it in for him, and papers that person has
        already are not used for it.
        """
        whole = sheet.application(otherwise=self.others)
        whole = replace(whole, note="; ".join(filter(None, (whole.note.strip(), self.note))))
        if self.quantity:
            whole = replace(whole, request=replace(whole.request, quantity=_quantity(self.quantity)))
        if not self.name:
            return whole
        kind = parties.kind_of_number(self.number) if self.number else None
        identity = Identity(kind, self.number) if kind is not None else None
        owner = Party(PartyKind.PERSON, self.name, identity)
        declared = whole.declaration
        submitter = next(iter(declared.applicants), None)
        return replace(whole, declaration=replace(declared, applicants=(owner,), submitter=submitter), reused=None)


class GroupTable:
    """The rows of a group, as many as were asked for, and never more than one visit takes."""

    def __init__(self, posted: QueryDict | None, *, most: int) -> None:
        self.most = most
        self.rows: Sequence[GroupRow] = _rows(posted, most) if posted is not None else ()

    @property
    def count(self) -> int:
        """How many dossiers there are."""
        return len(self.rows) or _FEWEST

    def application(self, sheet: ReceivingSheet, place: int) -> Application:
        """The application of the row at that place. Only after the sheet `is_valid`."""
        return self.rows[place - 1].application(sheet)

    def applications(self, sheet: ReceivingSheet) -> list[Application]:
        """One for each row. Only after the sheet `is_valid`. Raises Refused (`group_row_refused`)."""
        found = []
        for row in self.rows:
            try:
                found.append(row.application(sheet))
            except Refused as refused:
                raise Refused(Refusal("group_row_refused", {"row": row.place, "why": refused.refusal})) from refused
        return found


def _rows(posted: QueryDict, most: int) -> list[GroupRow]:
    """The rows typed so far, brought to the number that is wanted; a pasted list goes where nothing was typed yet."""
    wanted = posted.get(_COUNT, "")
    count = min(int(wanted), most) if wanted.isascii() and wanted.isdigit() and len(wanted) < len("9999") else _FEWEST
    rows = [GroupRow.typed(posted, place) for place in range(1, count + 1)]
    lines = [line for line in posted.get(_PASTED, "").splitlines() if line.strip()]
    if not lines:
        return rows
    typed = [row for row in rows if row != GroupRow(row.place)]
    first = len(typed) + 1
    added = [GroupRow.pasted(line, place) for place, line in enumerate(lines, start=first)]
    return [*(replace(row, place=place) for place, row in enumerate(typed, start=1)), *added][:most]


def _quantity(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST_ITEMS):
        raise Refused(Refusal("draft_number_wrong", {"most": _MOST_ITEMS}))
    return int(text)
