"""What the heart costs: receiving beside hand-written SQL, statements of a command, an inbox. Real processes."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

SECONDS = 5.0
RATIO = 0.4
DESKS, DESKS_OF_A_PROCESS, DESKS_RATE = 50, 5, 100
MOST_STATEMENTS = 6
INBOX_MILLISECONDS = 20
_WORKER = "import sys, django; django.setup(); from bench import reception_work; reception_work.main(sys.argv[1:])"


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing with its unit, and its budget in words with whether it holds."""

    what: str
    value: str
    budget: str = ""
    holds: bool = True


def measure(address: str, *, seconds: float = SECONDS) -> list[Line]:
    """Measures on the empty database of this address."""
    _answer(address, "prepare")
    lines: list[Line] = []
    for writers in (1, 8):
        by_hand = _rate(address, "by_hand", writers, seconds)
        ours = _rate(address, "ours", writers, seconds)
        ratio = ours / by_hand
        what = f"receive, {writers} writing: {ours:,.0f} a second, by hand {by_hand:,.0f}"
        lines.append(Line(what, f"{ratio:.2f} of hand-written SQL", f"at least {RATIO}", ratio >= RATIO))
    desks = _rate(address, "desks", DESKS // DESKS_OF_A_PROCESS, seconds)
    lines.append(
        Line(f"{DESKS} desks of one agency", f"{desks:,.0f} a second", f"at least {DESKS_RATE}", desks >= DESKS_RATE)
    )
    for name, count in _answer(address, "statements").items():
        wanted = "" if name == "receive" else f"at most {MOST_STATEMENTS}"
        lines.append(Line(f"statements: {name}", str(count), wanted, not wanted or count <= MOST_STATEMENTS))
    inbox = _answer(address, "inbox")
    lines.append(Line("an inbox among 1,000,000 open items", f"{inbox['open']:.1f} ms"))
    within = inbox["history"] <= INBOX_MILLISECONDS
    what = "the same with 10,000,000 done beside them"
    lines.append(Line(what, f"{inbox['history']:.1f} ms", f"at most {INBOX_MILLISECONDS} ms", within))
    return lines


def _rate(address: str, how: str, writers: int, seconds: float) -> float:
    _answer(address, "work_off")
    workers = [_worker(address, how, str(number), str(seconds)) for number in range(writers)]
    for worker in workers:
        if worker.stdout is None or worker.stdout.readline().strip() != "ready":
            raise RuntimeError(f"A writer of {how} did not begin.")
    for worker in workers:
        if worker.stdin is not None:
            worker.stdin.write("go\n")
            worker.stdin.flush()
    return sum(int(worker.communicate()[0]) for worker in workers) / seconds


def _answer(address: str, word: str) -> dict[str, float]:
    worker = _worker(address, word)
    answer, _ = worker.communicate()
    if worker.returncode:
        raise RuntimeError(f"The measurement of {word} failed.")
    found: dict[str, float] = json.loads(answer)
    return found


def _worker(address: str, *words: str) -> subprocess.Popen[str]:
    surroundings = {**os.environ, "MOTCUA_MODE": "test", "MOTCUA_DATABASE_URL": address}
    surroundings.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    return subprocess.Popen(  # noqa: S603 - our own program and words
        [sys.executable, "-c", _WORKER, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=surroundings,
    )
