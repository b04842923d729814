"""What a house holds from its first minute: calendars, the starter catalogue. Rooms register it; an upgrade renews it.

register(Seed("worktime.calendars", edition=edition_of(DATA / "calendars.yaml"), plant=commands.plant_calendars))
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from motcua.kernel.models import Planted
from motcua.kernel.wording import in_words
from motcua.kernel.wording import marked as _

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Seed:
    """`plant(at)` brings the data into the house; it may meet all, some or none of it already there, and may be killed.

    `edition` changes whenever there is something new to plant. Seeds are planted in the order of registration, so a
    room may build on those below it.
    """

    name: str
    edition: str
    plant: Callable[[datetime], None]


_SEEDS: dict[str, Seed] = {}


def register(seed: Seed) -> None:
    """Makes a seed known; called once by its room's `AppConfig.ready`. Names are unique."""
    if _SEEDS.setdefault(seed.name, seed) is not seed:
        raise ValueError(f"The seed {seed.name!r} is registered twice.")


def seeds() -> Sequence[Seed]:
    """All seeds of the house, in the order in which they are planted."""
    return list(_SEEDS.values())


def editions() -> dict[str, str]:
    """What this version of Motcua would plant: edition by name."""
    return {seed.name: seed.edition for seed in _SEEDS.values()}


def edition_of(*paths: Path) -> str:
    """An edition that changes with the content of these files."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]


def plant(at: datetime, *, only: Sequence[str] | None = None, progress: Progress | None = None) -> list[str]:
    """Plants every seed whose edition this house does not have yet; returns their names.

    Called when nobody else does (the caller holds the lock of `migrate`). What was planted before an error stays.
    """
    there = dict(Planted.objects.values_list("name", "edition"))
    planted = []
    for seed in _SEEDS.values():
        if there.get(seed.name) == seed.edition or (only is not None and seed.name not in only):
            continue
        if progress is not None:
            progress(in_words(_("Bringing in {name}."), name=seed.name))
        seed.plant(at)
        Planted.objects.update_or_create(name=seed.name, defaults={"edition": seed.edition, "planted_at": at})
        planted.append(seed.name)
    return planted
