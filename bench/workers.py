"""Real processes that write together: each obeys the words of a module of this folder, on the database of a bench."""

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from bench.quiet import undisturbed

MOST_ROUNDS_FOR_ONE = 3
_WORK = "import sys, django; django.setup(); from bench import {module}; {module}.main(sys.argv[1:])"
_MIGRATE = (
    "import django; django.setup(); from django.core.management import call_command as c; c('migrate', verbosity=0)"
)


def migrate(address: str) -> None:
    """Makes the tables of an empty database."""
    subprocess.run([sys.executable, "-c", _MIGRATE], env=_surroundings(address), check=True)  # noqa: S603 - our own program


@dataclass(frozen=True, slots=True)
class Workers:
    """Processes that run `main` of a module on the database of an address."""

    module: str
    address: str
    mode: str = "test"

    def answer(self, *words: str) -> Any:
        """What one of them says to these words, as JSON; None when it says nothing. Raises RuntimeError: it failed."""
        worker = self._begun(*words)
        said, _ = worker.communicate()
        if worker.returncode:
            raise RuntimeError(f"The measurement of {words[0]} failed.")
        return json.loads(said) if said.strip() else None

    def rate(self, how: str, writers: int, seconds: float) -> float:
        """Turns a second of so many that begin together, each when all say `ready`."""
        return self.rates([how], writers, seconds)[0]

    def rates(self, ways: Sequence[str], writers: int, seconds: float) -> list[float]:
        """The same for several ways of working, which take turns of a second each: what slows the machine slows all.
        Rounds that the machine's host disturbed are taken again.
        """
        groups = [[self._begun(way, str(number)) for number in range(writers)] for way in ways]
        if any(_told(worker) != "ready" for group in groups for worker in group):
            raise RuntimeError(f"A writer of {', '.join(ways)} did not begin.")
        rounds = max(1, round(seconds))
        a_round = partial(_round, groups, seconds / rounds)
        done, _ = undisturbed(a_round, wanted=rounds, most=rounds * MOST_ROUNDS_FOR_ONE)
        for worker in itertools.chain.from_iterable(groups):
            worker.communicate()
        return [sum(turns) / seconds for turns in zip(*done, strict=True)]

    def _begun(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603 - our own program and words
            [sys.executable, "-c", _WORK.format(module=self.module), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=_surroundings(self.address, self.mode),
        )


def _round(groups: Sequence[Sequence[subprocess.Popen[str]]], seconds: float) -> list[int]:
    """How many turns each group took in so many seconds, one group after the other."""
    done = []
    for group in groups:
        for worker in group:
            _say(worker, str(seconds))
        done.append(sum(int(_told(worker)) for worker in group))
    return done


def _say(worker: subprocess.Popen[str], word: str) -> None:
    if worker.stdin is not None:
        worker.stdin.write(f"{word}\n")
        worker.stdin.flush()


def _told(worker: subprocess.Popen[str]) -> str:
    return worker.stdout.readline().strip() if worker.stdout is not None else ""


def _surroundings(address: str, mode: str = "test") -> dict[str, str]:
    surroundings = {**os.environ, "MOTCUA_MODE": mode, "MOTCUA_DATABASE_URL": address}
    surroundings.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    return surroundings
