"""The work that `bench_signing` has done in a process of its own, with Django set up: a leader's evening."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command

from motcua.dossier.types import State
from motcua.journal.tests.wall import wall_of_the_story
from motcua.papers.store import workbench
from motcua.papers.store.workshop.__main__ import answered
from motcua.papers.types import Pin
from motcua.process import commands, electronic, queries
from motcua.process.tests.electronic import ADDRESS, PIN, signing_house, submitted
from motcua.process.tests.house import facts, house, on

AT = on("03/03 15:00")
WARM_UP = 2


def main(words: Sequence[str]) -> None:
    """`FOLDER NUMBER`: so many results are drafted and submitted, then signed with one PIN; what it took, as JSON."""
    folder, number = words
    settings.FILES_URL = ""
    call_command("migrate", verbosity=0)
    with wall_of_the_story():
        print(json.dumps(evening(Path(folder), int(number))))


def evening(folder: Path, number: int) -> dict[str, float]:
    """Milliseconds for all of them and for the slowest, and how many are signed, numbered and decided."""
    here = signing_house(house(), settings, folder)
    with _workshop_at_hand():
        ids = [submitted(here) for _ in range(WARM_UP + number)]
    keys = [one.key for one in queries.awaiting_signature(here.leader.scope, at=AT)]
    sign = partial(
        commands.sign_results,
        actor=here.leader.actor,
        scope=here.leader.scope,
        now=lambda: AT,
        pin=Pin(PIN),
        address=ADDRESS,
    )
    list(sign(wanted=keys[:WARM_UP]))
    instants = [perf_counter()]
    refused = 0
    for signed in sign(wanted=keys[WARM_UP:]):
        instants.append(perf_counter())
        refused += signed.refusal is not None
    papers = [electronic.result_paper(one) for one in ids]
    numbers = {one.number for one in papers if one is not None and one.number}
    decided = sum(facts(one).state is State.DECIDED for one in ids)
    return {
        "all": (instants[-1] - instants[0]) * 1_000,
        "slowest": max(after - before for before, after in pairwise(instants)) * 1_000,
        "signed": min(len(numbers), decided) - WARM_UP - refused,
    }


@contextmanager
def _workshop_at_hand() -> Iterator[None]:
    """Files are examined in this process, without its walls, while the evening is prepared: that is not measured."""

    def done(job: Mapping[str, Any], **_manners: object) -> dict[str, Any]:
        return workbench.told(answered(json.loads(json.dumps(job, default=str))))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workbench, "done", done)
        yield
