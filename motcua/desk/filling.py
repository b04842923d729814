"""Persons who need not be typed: read from a card that was scanned, or chosen among those the desk knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, QueryDict

from motcua.accounts.types import Acting, ReadingKind, note_reading
from motcua.desk.forms import as_typed, scanned
from motcua.intake import queries as intake
from motcua.intake.types import KnownPerson
from motcua.kernel.types import Refusal, Refused
from motcua.parties import queries as parties

APPLICANT = "applicant"
PEOPLE = (APPLICANT, "second", "proxy")
"""Whoever may stand on a sheet, as the names of their fields begin."""
CARD = "card"
_CHOOSE = "choose-"
_PARTS = "|"
"""What stands between the fields of a card: nobody's name has it."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What was typed, with whoever was scanned or chosen written into it, or why that was not possible.

    `who` says whose fields were filled in.
    """

    typed: QueryDict | None
    refusal: Refusal | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Who is known that fits what was typed of one person, or why nobody is offered."""

    who: str
    found: tuple[KnownPerson, ...] = ()
    refusal: Refusal | None = None

    @property
    def field(self) -> str:
        """The name of the buttons by which one of them is chosen."""
        return _CHOOSE + self.who

    def is_open(self, typed: Mapping[str, str]) -> bool:
        """Whether one is still to be chosen: nobody is named by what was typed so far."""
        return bool(self.found) and not (typed.get(f"{self.who}-name", "") and typed.get(f"{self.who}-number", ""))


def filled(request: HttpRequest, me: Acting) -> Filling:
    """What was posted, with the persons filled in that a scanner typed or the desk chose."""
    if request.method != "POST":
        return Filling(None)
    typed = request.POST.copy()
    for who in PEOPLE:
        if (entry := typed.get(_CHOOSE + who, "")).isdecimal():
            return _chosen(typed, me, who, int(entry))
    if scan := typed.get(CARD, "").strip():
        return _read(typed, APPLICANT, CARD, scan)
    for who in PEOPLE:
        name = f"{who}-name"
        if _PARTS in (scan := typed.get(name, "")):
            return _read(typed, who, name, scan)
    return Filling(typed)


def offer(request: HttpRequest, me: Acting, who: str, words: str, *, at: datetime) -> Offer:
    """Who is known that fits the words; that they were shown is noted."""
    found = intake.known_persons(me.scope, words, at=at) if words.strip() else ()
    if isinstance(found, Refusal):
        return Offer(who, refusal=found)
    shown = dict.fromkeys(str(row.id) for one in found for row in one.dossiers)
    note_reading(request, ReadingKind.DOSSIER, list(shown), purpose="search")
    return Offer(who, found)


def words_of(typed: Mapping[str, str], who: str) -> str:
    """By what somebody is looked for: his number, else his name."""
    return typed.get(f"{who}-number", "").strip() or typed.get(f"{who}-name", "").strip()


def _read(typed: QueryDict, who: str, field: str, scan: str) -> Filling:
    kind = parties.kind_of_number(scan)
    if kind is not None:
        return _written(typed, who, {"identity_kind": kind.value, "number": scan}, emptied=field)
    reading = parties.read_card(scan)
    if isinstance(reading, Refusal):
        return Filling(typed, reading)
    return _written(typed, who, scanned(reading), emptied=field)


def _chosen(typed: QueryDict, me: Acting, who: str, entry: int) -> Filling:
    """Whoever was chosen. Of one whose number stands there already, what the desk has typed or scanned is kept."""
    try:
        party = intake.known_person(me.scope, entry)
    except Refused as refused:
        return Filling(typed, refused.refusal)
    known = as_typed(party)
    same = bool(known["number"]) and typed.get(f"{who}-number", "").strip() == known["number"]
    kept = {name for name in known if same and typed.get(f"{who}-{name}", "").strip()}
    return _written(typed, who, {name: value for name, value in known.items() if name not in kept})


def _written(typed: QueryDict, who: str, values: Mapping[str, str], *, emptied: str = "") -> Filling:
    if emptied:
        typed[emptied] = ""
    for name, value in values.items():
        typed[f"{who}-{name}"] = value
    return Filling(typed, who=who)
