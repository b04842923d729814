"""Agencies, their units and desks, as they were on a given day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.organisation.types.officers import Delegation, Holding, House, Post, Role


class Line(StrEnum):
    """Whose line an agency belongs to: the province's own (địa phương) or a ministry's (ngành dọc)."""

    LOCAL = "local"
    VERTICAL = "vertical"


class Level(StrEnum):
    """The level of government. Which levels exist on a day is dated data: see `queries.levels_on`."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class AgencyKind(StrEnum):
    """What sort of node of the tree an agency is. Anything but AGENCY is a place of the one-stop shop."""

    AGENCY = "agency"
    CENTRE = "centre"
    BRANCH = "branch"
    RECEPTION_POINT = "reception_point"


class PageSize(StrEnum):
    """How large a slip is printed; books and lists have the size of their form."""

    A5 = "a5"
    A4 = "a4"


class FormLanguages(StrEnum):
    """In which languages the labels of a form stand; what is filled in is Vietnamese."""

    VIETNAMESE = "vi"
    WITH_ENGLISH = "vi+en"


@dataclass(frozen=True, slots=True)
class FormChoice:
    """How an agency has its forms printed; None where that is left to the agency above."""

    size: PageSize | None = None
    languages: FormLanguages | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Where the public finds an agency and by which ways it is asked; empty where it has said nothing."""

    address: str = ""
    phone: str = ""
    email: str = ""

    @property
    def numbers(self) -> tuple[str, ...]:
        """Each number of `phone`, which may have several with a comma."""
        return tuple(number.strip() for number in self.phone.split(",") if number.strip())


ONE_STOP_KINDS = frozenset({AgencyKind.CENTRE, AgencyKind.BRANCH, AgencyKind.RECEPTION_POINT})
"""The kinds that receive dossiers for others: they belong to the agency above them as one house."""


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency as it stood on the day asked for.

    `code` is its identifier in the canonical order on that day; `parent_id` is the agency it answers to; `place_code`
    is the province's or commune's code of the national list; `calendar_key` is its own working calendar or empty when
    it follows the agency above (`queries.calendar_key` resolves that). `valid_from` and `valid_to` are the first and
    the last day of its life, both included.
    """

    id: int
    code: str
    name: str
    short_name: str
    kind: AgencyKind
    line: Line
    level: Level
    parent_id: int | None
    place_code: str
    calendar_key: str
    valid_from: date
    valid_to: date | None

    @property
    def is_one_stop(self) -> bool:
        """Whether it is a centre, a branch of one or a reception point."""
        return self.kind in ONE_STOP_KINDS

    def exists_on(self, day: date) -> bool:
        """Whether the day lies within its life."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class AgencyNode:
    """A node of the tree of a day: an agency and those directly below it, in their order."""

    agency: Agency
    below: tuple["AgencyNode", ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an agency stands in the tree of a day."""

    parent_id: int | None
    kind: AgencyKind
    name: str


@dataclass(frozen=True, slots=True)
class Ground:
    """The tree of a day as a map, in the order of the tree: enough to ask who is above, below, and in one house."""

    spots: Mapping[int, Spot]

    def head_of_house(self, agency_id: int) -> int:
        """The agency to whose house this one belongs: itself, or the one above a centre, branch or reception point."""
        here = agency_id
        while here in self.spots and self.spots[here].kind in ONE_STOP_KINDS:
            above = self.spots[here].parent_id
            if above is None:
                break
            here = above
        return here

    def house_of(self, agency_id: int) -> frozenset[int]:
        """The house: an agency with its centre, branches and reception points."""
        head = self.head_of_house(agency_id)
        return frozenset(other for other in self.spots if self.head_of_house(other) == head)

    def answered_for(self, house: House, roles: Collection[Role]) -> frozenset[int]:
        """What somebody looks after in these roles: his house, and everything below the agencies of those posts."""
        posted = house.agencies_of(roles)
        return self.house_of(house.agency_id) | self.with_all_below(posted) if posted else frozenset()

    def with_all_below(self, agency_ids: Iterable[int]) -> frozenset[int]:
        """These agencies and everything below them."""
        below: defaultdict[int | None, list[int]] = defaultdict(list)
        for agency_id, spot in self.spots.items():
            below[spot.parent_id].append(agency_id)
        found: set[int] = set()
        waiting = list(agency_ids)
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting.extend(below[here])
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit inside an agency (phòng, ban, tổ), as it stood on the day asked for; `decision` opened it."""

    id: int
    agency_id: int
    parent_id: int | None
    code: str
    name: str
    valid_from: date
    valid_to: date | None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """A counter of a one-stop place.

    `desk_key` names its reception hours in `worktime` and `calendar_key` its days; empty ones are those of its agency.
    `decision` opened it.
    """

    id: int
    agency_id: int
    code: str
    name: str
    desk_key: str
    calendar_key: str
    is_priority: bool
    valid_from: date
    valid_to: date | None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Establishment:
    """What an agency has on a day and will have later: its units, desks and posts, who holds them, who stands in."""

    units: tuple[Unit, ...]
    desks: tuple[Desk, ...]
    posts: tuple[Post, ...]
    holdings: tuple[Holding, ...]
    delegations: tuple[Delegation, ...]


@dataclass(frozen=True, slots=True)
class Succession:
    """Who came after an agency. Exactly one successor `inherits` its open dossiers."""

    predecessor_id: int
    successor_id: int
    first_day: date
    inherits: bool
    decision: str
