"""One-click log-ins of the sample province: when they are open, and how their page is arranged."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.accounts import queries
from motcua.accounts.types import ROLE_NAMES, Purpose, SampleUser
from motcua.organisation.types import Role

FIRST_CHOICE = "H49.201"
"""The commune whose people are offered first: a dossier goes its whole way there."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What one may be, and who it is."""

    name: Promise
    user: SampleUser


def is_open() -> bool:
    """In demo mode, and on a database that was marked for demo when it was made: never anywhere else."""
    return bool(settings.DEMO) and queries.purpose_of_database() is Purpose.DEMO


def chosen(users: Sequence[SampleUser], button: str) -> SampleUser | None:
    """The sample user whose button was pressed, or None for anything else that was sent."""
    return next((one for one in users if f"{one.user_id}/{one.house.agency_id}" == button), None)


def by_role(users: Sequence[SampleUser]) -> list[Offer]:
    """For each role one person, from the commune of first choice where it has one with that role alone; and at the end
    the one who holds most roles in one house.
    """
    offers: list[Offer] = []
    for role in Role:
        holders = [one for one in users if role in one.house.roles]
        if holders:
            best = min(holders, key=lambda one: (one.agency_code != FIRST_CHOICE, len(one.house.roles)))
            offers.append(Offer(ROLE_NAMES[role], best))
    most = max(users, key=lambda one: len(one.house.roles), default=None)
    if most is not None and len(most.house.roles) > 2:
        offers.append(Offer(_("Several roles at once"), most))
    return offers


def by_agency(users: Sequence[SampleUser]) -> list[tuple[str, list[SampleUser]]]:
    """Everybody, under the name of the house."""
    return [(name, list(people)) for name, people in groupby(users, key=lambda one: one.house.name)]
