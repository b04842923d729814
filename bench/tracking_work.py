"""The dossiers that `bench_tracking` follows, made in a process of its own with Django set up."""

import json
from datetime import timedelta
from functools import partial

from bench.reception_work import PROCEDURE
from motcua.dossier import queries as dossier
from motcua.kernel import clock, seeding
from motcua.kernel.types import system
from motcua.simulate import province
from motcua.simulate.tests.counter import Counter

_SINCE = timedelta(days=2)
_ON_THE_WAY = 3
"""Every third dossier has gone one step further."""


def main(words: list[str]) -> None:
    """`receive COUNT`: the codes of so many dossiers of these days, as JSON."""
    print(json.dumps({"receive": partial(receive, int(words[1]))}[words[0]]()))


def receive(count: int) -> list[str]:
    """Received at the desk of the sample province two days ago."""
    at = clock.now() - _SINCE
    seeding.plant(at)
    province.establish(actor=system("bench"), at=at)
    counter = Counter(at)
    application = counter.application(at, PROCEDURE, case="on_time")
    codes = []
    for number in range(count):
        dossier_id = counter.take_in(at, application)
        if number % _ON_THE_WAY == 0:
            counter.step(dossier_id, at)
        codes.append(dossier.facts(dossier_id).code)
    return codes
