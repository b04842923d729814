"""Posts, officers, delegation, and what an actor may see and do."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a post lets its holder do. The keys are those that process definitions name."""

    RECEPTIONIST = "receptionist"
    OFFICER = "officer"
    LEADER = "leader"
    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    INSPECTOR = "inspector"
    CATALOGUE_ADMINISTRATOR = "catalogue_administrator"
    SYSTEM_ADMINISTRATOR = "system_administrator"


HANDLING_ROLES = frozenset({Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK})
"""Roles that process definitions name: they see the dossiers of their own house and take them from step to step."""

ACTING_ROLES = HANDLING_ROLES | {Role.SUPERVISOR}
"""Roles that do something to the dossiers of their own house. No step is a supervisor's, but he distributes work."""

OVERSEEING_ROLES = frozenset({Role.LEADER, Role.SUPERVISOR, Role.INSPECTOR})
"""Roles that also see the dossiers of every agency below their own."""

READ_ONLY_ROLES = frozenset({Role.INSPECTOR})
"""Roles that look and never move anything."""


class SigningCapacity(StrEnum):
    """In which capacity a post signs; printed before the title (NĐ 30/2020/NĐ-CP Đ13)."""

    OWN = "own"
    TM = "TM."
    KT = "KT."
    TL = "TL."
    TUQ = "TUQ."

    @property
    def prefix(self) -> str:
        """What stands before the title on a paper: `KT.` or nothing."""
        return "" if self is SigningCapacity.OWN else self.value


@dataclass(frozen=True, slots=True)
class Post:
    """A position in an agency, with the one role it carries; `decision` created it."""

    id: int
    agency_id: int
    unit_id: int | None
    desk_id: int | None
    role: Role
    title: str
    capacity: SigningCapacity
    valid_from: date
    valid_to: date | None
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Officer:
    """A person in the service of the State. `code` is his personnel code and the key under which he acts."""

    id: int
    code: str
    name: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Holding:
    """That an officer holds a post from one day to another, both included."""

    id: int
    officer_id: int
    post: Post
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Delegation:
    """That `giver_id` lets `receiver_id` act in his post between two days, both included, by a named decision.

    From `revoked_from` on, where there is one, he may no more.
    """

    id: int
    giver_id: int
    receiver_id: int
    post: Post
    decision: str
    valid_from: date
    valid_to: date
    revoked_from: date | None = None


@dataclass(frozen=True, slots=True)
class Capacity:
    """One way in which an officer may act on a day: a post he holds, or one delegated to him.

    `on_behalf_of` is the personnel code of the one who delegated it, `giver_id` his id.
    """

    post: Post
    on_behalf_of: str | None = None
    giver_id: int | None = None


@dataclass(frozen=True, slots=True)
class Lent:
    """That whoever has a scope does the work of `giver_id` in that agency and role, on his behalf."""

    giver_id: int
    agency_id: int
    role: Role


@dataclass(frozen=True, slots=True)
class Scope:
    """What an actor may see: the dossiers in which one of `agency_ids` is involved; None means those of every agency.

    `own_agency_ids` are the agencies of the house in which he acts and may do something to dossiers, `agency_ids` adds
    those he only oversees. `inherited` are the ended agencies whose heirs these are: what they finished is seen too,
    though it is in nobody's figures but their own. `roles` is the union of the roles of his posts in that house. `lent`
    says whose work there is his as well today, because a post was delegated to him.
    """

    agency_ids: frozenset[int] | None
    own_agency_ids: frozenset[int] = frozenset()
    officer_id: int | None = None
    roles: frozenset[Role] = frozenset()
    lent: tuple[Lent, ...] = ()
    inherited: frozenset[int] = frozenset()

    @property
    def sight(self) -> frozenset[int] | None:
        """Every agency whose dossiers are seen, those of ended agencies among them; None means all."""
        return None if self.agency_ids is None else self.agency_ids | self.inherited

    def may(self, *roles: Role) -> bool:
        """Whether one of these roles is held."""
        return not self.roles.isdisjoint(roles)

    def sees(self, agency_ids: Iterable[int]) -> bool:
        """Whether one of these agencies is within sight."""
        return self.sight is None or not self.sight.isdisjoint(agency_ids)

    @property
    def only_reads(self) -> bool:
        """Whether every role held is one that only looks."""
        return self.roles <= READ_ONLY_ROLES


@dataclass(frozen=True, slots=True)
class House:
    """An agency with its one-stop places, and the posts in which somebody may act there, all at once."""

    agency_id: int
    name: str
    capacities: tuple[Capacity, ...]

    @property
    def roles(self) -> frozenset[Role]:
        """The union of the roles of these posts."""
        return frozenset(capacity.post.role for capacity in self.capacities)

    @property
    def lent(self) -> tuple[Lent, ...]:
        """Whose work in which role is done here on his behalf."""
        return tuple(
            Lent(capacity.giver_id, capacity.post.agency_id, capacity.post.role)
            for capacity in self.capacities
            if capacity.giver_id is not None
        )

    def agencies_of(self, roles: Collection[Role]) -> frozenset[int]:
        """The agencies in which these posts have one of the roles."""
        return frozenset(capacity.post.agency_id for capacity in self.capacities if capacity.post.role in roles)


@dataclass(frozen=True, slots=True)
class Standing:
    """An officer at work on a day: the houses in which he may act, the one he acts in, and what he may see there."""

    officer: Officer
    on: date
    houses: tuple[House, ...]
    house: House
    scope: Scope


NOTHING = Scope(agency_ids=frozenset())
"""The scope of somebody without any post: sees and may do nothing."""

EVERYTHING = Scope(agency_ids=None)
"""The scope of the machine itself (readers, sweeps, reports printed on the command line)."""
