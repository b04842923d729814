"""Real processes that write together: each obeys the words of a module of this folder, on the database of a bench."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

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

    def answer(self, *words: str) -> Any:
        """What one of them says to these words, as JSON; None when it says nothing. Raises RuntimeError: it failed."""
        worker = self._begun(*words)
        said, _ = worker.communicate()
        if worker.returncode:
            raise RuntimeError(f"The measurement of {words[0]} failed.")
        return json.loads(said) if said.strip() else None

    def rate(self, how: str, writers: int, seconds: float) -> float:
        """Turns a second of so many that begin together, each when all say `ready`."""
        workers = [self._begun(how, str(number), str(seconds)) for number in range(writers)]
        if any(_told(worker) != "ready" for worker in workers):
            raise RuntimeError(f"A writer of {how} did not begin.")
        for worker in workers:
            if worker.stdin is not None:
                worker.stdin.write("go\n")
                worker.stdin.flush()
        done = sum(int(_told(worker)) for worker in workers)
        for worker in workers:
            worker.communicate()
        return done / seconds

    def _begun(self, *words: str) -> subprocess.Popen[str]:
        return subprocess.Popen(  # noqa: S603 - our own program and words
            [sys.executable, "-c", _WORK.format(module=self.module), *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=_surroundings(self.address),
        )


def _told(worker: subprocess.Popen[str]) -> str:
    return worker.stdout.readline().strip() if worker.stdout is not None else ""


def _surroundings(address: str) -> dict[str, str]:
    surroundings = {**os.environ, "MOTCUA_MODE": "test", "MOTCUA_DATABASE_URL": address}
    surroundings.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    return surroundings
