"""What the house has from its first minute: the starter catalogue."""

from datetime import datetime
from pathlib import Path

from motcua.catalogue.commands import seed_starter_catalogue
from motcua.kernel.seeding import Seed, edition_of, register
from motcua.kernel.types import system

_PROCEDURES = Path(__file__).parent / "data" / "procedures"


def plant(at: datetime) -> None:
    """Publishes the starter procedures that are not here yet."""
    seed_starter_catalogue(actor=system("catalogue:seed"), at=at)


register(Seed("catalogue.starter", edition_of(*sorted(_PROCEDURES.rglob("*.yaml"))), plant))
