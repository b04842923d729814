"""Who is at work in the simulated houses: for each agency and role, people with the scope in which they may act."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from motcua.kernel.types import Actor, ActorKind
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role, Scope


class Nobody(LookupError):  # noqa: N818 - it says who could do the work
    """No officer holds the role that a piece of work needs."""


@dataclass(frozen=True, slots=True)
class Worker:
    """An officer in one of his posts."""

    officer_id: int
    actor: Actor
    scope: Scope


class Staff:
    """Everybody who may act, as the tree and the posts stand on one day."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._ground = organisation.ground(on)
        self._scopes: dict[tuple[int, int], Scope] = {}
        self._holders: defaultdict[tuple[int, Role], list[tuple[int, int, int]]] = defaultdict(list)
        self._codes: dict[int, str] = {}
        for holding in organisation.holdings(on=on):
            post = holding.post
            house = self._ground.head_of_house(post.agency_id)
            self._holders[house, post.role].append((holding.officer_id, post.id, post.agency_id))

    def house_of(self, agency_id: int) -> int:
        """The agency whose house this one belongs to."""
        return self._ground.head_of_house(agency_id)

    def anybody(self, rng: Random, role: Role, *, agency_id: int, officer_id: int | None = None) -> Worker:
        """The officer it lies with, or anybody of that role in the house of the agency.

        Raises Nobody where nobody holds the role: then the work lies where it is.
        """
        holders = self._holders[self.house_of(agency_id), role]
        mine = [held for held in holders if held[0] == officer_id] or self._nearest(holders, agency_id)
        if not mine:
            raise Nobody(f"Nobody in agency {agency_id} is a {role}.")
        return self._worker(*rng.choice(mine))

    def _nearest(self, holders: Sequence[tuple[int, int, int]], agency_id: int) -> Sequence[tuple[int, int, int]]:
        return [held for held in holders if held[2] == agency_id] or holders

    def _worker(self, officer_id: int, post_id: int, agency_id: int) -> Worker:
        house = self.house_of(agency_id)
        scope = self._scopes.get((officer_id, house))
        if scope is None:
            standing = organisation.standing_of(officer_id, on=self._on, house_id=house)
            if standing is None:
                raise LookupError(f"Officer {officer_id} has no post on {self._on}.")
            scope = self._scopes[officer_id, house] = standing.scope
            self._codes[officer_id] = standing.officer.code
        actor = Actor(ActorKind.OFFICER, self._codes[officer_id], post_id=post_id, agency_id=agency_id)
        return Worker(officer_id, actor, scope)
