"""One-click log-ins of the sample province: when they are open, and how their page is arranged."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.accounts import queries
from motcua.accounts.rules.claims import Claimed
from motcua.accounts.types import ROLE_NAMES, Purpose, SampleUser
from motcua.organisation.types import Role
from motcua.papers import queries as papers
from motcua.parties import queries as parties
from motcua.parties.types import Identity, IdentityKind, Party, PartyKind

FIRST_CHOICE = "H49.201"
"""The commune whose people are offered first: a dossier goes its whole way there."""


ISSUER = "demo"
"""Who vouches for a sample citizen: nobody outside."""
_LOOKED_THROUGH = 500
_CITIZENS = {PartyKind.PERSON: 4, PartyKind.ORGANISATION: 1}
_PROVEN = {IdentityKind.PERSONAL_NUMBER, IdentityKind.TAX_CODE}


@dataclass(frozen=True, slots=True)
class SampleCitizen:
    """An invented person or organisation, and how many of the latest results are his. `key` names him on the page."""

    key: str
    party: Party
    results: int

    @property
    def claimed(self) -> Claimed:
        """He, as the national e-ID would prove him."""
        number = self.party.identity.number if self.party.identity else ""
        return Claimed(account=f"sample {number}", party=self.party, level="2")


@dataclass(frozen=True, slots=True)
class Offer:
    """What one may be, and who it is."""

    name: Promise
    user: SampleUser


def is_open() -> bool:
    """In demo and training mode, and on a database that was marked for that when it was made: never anywhere else."""
    wanted = Purpose.TRAINING if settings.TRAINING else Purpose.DEMO
    return bool(settings.DEMO) and queries.purpose_of_database() is wanted


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


def citizens() -> list[SampleCitizen]:
    """Those of the sample province to whom most of the latest results belong: a few persons, and an organisation."""
    latest = papers.declarations_of_latest(_LOOKED_THROUGH)
    declared = parties.declarations(latest)
    found: dict[Identity, SampleCitizen] = {}
    counted: Counter[Identity] = Counter()
    for declaration_id in latest:
        for party in declared[declaration_id].applicants[:1] if declaration_id in declared else ():
            who = party.identity
            if who is not None and who.kind in _PROVEN:
                counted[who] += 1
                known = Party(
                    kind=party.kind, name=party.name, identity=who, born=party.born, represented_by=party.represented_by
                )
                found.setdefault(who, SampleCitizen(str(declaration_id), known, 0))
    offered = [SampleCitizen(found[who].key, found[who].party, number) for who, number in counted.most_common()]
    return [
        one for kind, most in _CITIZENS.items() for one in [one for one in offered if one.party.kind is kind][:most]
    ]
