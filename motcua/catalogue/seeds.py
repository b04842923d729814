"""What the house has from its first minute: the starter catalogue, its e-forms and the listed reasons."""

from datetime import datetime
from pathlib import Path

from motcua.catalogue.commands import seed_forms, seed_reasons, seed_starter_catalogue
from motcua.kernel.seeding import Seed, edition_of, register
from motcua.kernel.types import system

_DATA = Path(__file__).parent / "data"
_PROCEDURES = _DATA / "procedures"


def plant(at: datetime) -> None:
    """Publishes the starter procedures that are not here yet."""
    seed_starter_catalogue(actor=system("catalogue:seed"), at=at)


def plant_reasons(at: datetime) -> None:
    """Lists the reasons that are not here yet."""
    seed_reasons(actor=system("catalogue:seed"), at=at)


def plant_forms(at: datetime) -> None:
    """Publishes the e-forms that are not here yet, after the procedures whose papers they are."""
    seed_forms(actor=system("catalogue:seed"), at=at)


register(Seed("catalogue.starter", edition_of(*sorted(_PROCEDURES.rglob("*.yaml"))), plant))
register(Seed("catalogue.reasons", edition_of(_DATA / "reasons.yaml"), plant_reasons))
register(Seed("catalogue.forms", edition_of(*sorted((_DATA / "forms").iterdir())), plant_forms))
