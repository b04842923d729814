"""What the heart costs: receiving beside hand-written SQL, statements of a command, an inbox. Real processes."""

from dataclasses import dataclass

from bench.workers import Workers

SECONDS = 5.0
RATIO = 0.4
DESKS, DESKS_OF_A_PROCESS, DESKS_RATE = 50, 5, 100
MOST_STATEMENTS = 6
INBOX_MILLISECONDS = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing with its unit, and its budget in words with whether it holds."""

    what: str
    value: str
    budget: str = ""
    holds: bool = True


def measure(address: str, *, seconds: float = SECONDS) -> list[Line]:
    """Measures on the empty database of this address."""
    workers = Workers("reception_work", address)
    workers.answer("prepare")
    lines: list[Line] = []
    for writers in (1, 8):
        workers.answer("work_off")
        by_hand, ours = workers.rates(["by_hand", "ours"], writers, seconds)
        ratio = ours / by_hand
        what = f"receive, {writers} writing: {ours:,.0f} a second, by hand {by_hand:,.0f}"
        lines.append(Line(what, f"{ratio:.2f} of hand-written SQL", f"at least {RATIO}", ratio >= RATIO))
    workers.answer("work_off")
    desks = workers.rate("desks", DESKS // DESKS_OF_A_PROCESS, seconds)
    lines.append(
        Line(f"{DESKS} desks of one agency", f"{desks:,.0f} a second", f"at least {DESKS_RATE}", desks >= DESKS_RATE)
    )
    for name, count in workers.answer("statements").items():
        wanted = "" if name == "receive" else f"at most {MOST_STATEMENTS}"
        lines.append(Line(f"statements: {name}", str(count), wanted, not wanted or count <= MOST_STATEMENTS))
    inbox = workers.answer("inbox")
    lines.append(Line("an inbox among 1,000,000 open items", f"{inbox['open']:.1f} ms"))
    within = inbox["history"] <= INBOX_MILLISECONDS
    what = "the same with 10,000,000 done beside them"
    lines.append(Line(what, f"{inbox['history']:.1f} ms", f"at most {INBOX_MILLISECONDS} ms", within))
    return lines
