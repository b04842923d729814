"""What a database gets at its birth: a mark of the mode it was made in, and in demo mode the sample province.

The mark's edition is the mode. Opening the same database in another mode plants it again, which is refused: so demo
never opens a database of production, whatever else is set.
"""

from datetime import datetime
from importlib.resources import files
from pathlib import Path

from django.conf import settings

from motcua.accounts import commands
from motcua.accounts.types import Purpose
from motcua.kernel.seeding import Seed, edition_of, register
from motcua.kernel.types import system

_SAMPLE = Path(str(files("motcua.organisation"))) / "data" / "quang_ninh.yaml"


def _mark(at: datetime) -> None:
    commands.mark_database(purpose=Purpose(settings.MODE), at=at)


def _build_sample(at: datetime) -> None:
    commands.create_sample_users(actor=system("demo"), at=at)


register(Seed("accounts.mark", edition=settings.MODE, plant=_mark))
if settings.DEMO and not settings.TRAINING:  # a training house has the agencies of the live one
    register(Seed("accounts.sample", edition=edition_of(_SAMPLE), plant=_build_sample))
