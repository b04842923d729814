"""Histories typed by hand: the entries a dossier leaves in the journal, as far as the ledger reads them."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from motcua.journal.types import Entry
from motcua.kernel.types import system

LAND_OFFICE, CIVIL_STATUS = "DD", "HT"


def moment(text: str) -> datetime:
    """`02/03/2026 09:00` as an instant."""
    return datetime.strptime(text, "%d/%m/%Y %H:%M")


def running(due: str, **more: Any) -> dict[str, Any]:
    """A clock that runs until 24:00 of a day written `09/03/2026`."""
    lapses = datetime.combine(datetime.strptime(due, "%d/%m/%Y").date() + timedelta(days=1), time.min)
    return {"lapses_at": lapses.isoformat(), "overdue_before": False} | more


def halted(*, overdue_before: bool = False) -> dict[str, Any]:
    """A clock on which no date runs."""
    return {"lapses_at": None, "overdue_before": overdue_before}


@dataclass
class History:
    """Writes entries one after another, as the journal would order them."""

    entries: list[Entry] = field(default_factory=list)
    recorded_late: dict[int, datetime] = field(default_factory=dict)

    def add(self, name: str, at: str, what: str, /, *, recorded: str | None = None, **body: Any) -> "History":
        """One entry of dossier `name`; recorded when it happened unless said otherwise."""
        when = moment(at)
        self.entries.append(
            Entry(
                position=len(self.entries) + 1,
                stream=f"dossier/{name}",
                sequence=1,
                at=when,
                recorded_at=moment(recorded) if recorded else when,
                actor=system("test"),
                kind=what,
                version=1,
                body=body,
                digest=b"",
            )
        )
        return self

    def receive(self, name: str, at: str, due: str, **subject: Any) -> "History":
        """A dossier is received with its date."""
        holder = {"agency_id": 1, "unit_id": None, "officer_id": subject.pop("officer_id", None), "step_key": ""}
        whole = {
            "resolving_agency_id": 1,
            "receiving_agency_id": 1,
            "line": "local",
            "level": "commune",
            "field_code": CIVIL_STATUS,
            "procedure_code": "1.004873",
            "channel": "counter",
            "service_level": "none",
            "commune_code": "",
            "cross_boundary": False,
        } | subject
        return self.add(
            name, at, "dossier.received", code=f"H49-{name}", subject=whole, clock=running(due), holder=holder
        )

    def complete(self, name: str, at: str, timeliness: str, outcome: str = "granted", **more: Any) -> "History":
        """The result is at the desk."""
        return self.add(
            name, at, "dossier.completed", outcome=outcome, timeliness=timeliness, timeliness_766=timeliness, **more
        )

    def submit(self, at: str, last: date) -> "History":
        """The agency sends its report."""
        return self.add("-", at, "insight.report_submitted", agency_id=1, first=last.isoformat(), last=last.isoformat())


def worked_month() -> History:
    """Section 10 of the rules of the clock: March 2026, dossiers a to r."""
    month = History()
    online_full = {"channel": "online", "service_level": "full"}
    month.receive("b", "05/02/2026 09:00", "26/02/2026")
    month.receive("c", "10/02/2026 09:00", "27/02/2026", **online_full)
    month.receive("a", "12/02/2026 09:00", "26/02/2026")
    month.add("c", "13/02/2026 09:00", "dossier.supplement_asked", clock=halted())
    month.receive("d", "23/02/2026 10:00", "26/02/2026", **online_full)
    month.receive("g", "23/02/2026 09:00", "02/03/2026")
    month.complete("a", "25/02/2026 16:00", "early")
    month.add("g", "25/02/2026 09:00", "dossier.supplement_asked", clock=halted())
    month.complete("d", "26/02/2026 17:40", "on_time")
    month.complete("b", "27/02/2026 08:00", "late")
    month.add("c", "02/03/2026 08:00", "dossier.supplement_answered", clock=running("09/03/2026"))
    month.receive("e", "02/03/2026 09:00", "09/03/2026")
    month.receive("k", "02/03/2026 09:10", "09/03/2026")
    month.receive("f", "02/03/2026 10:00", "09/03/2026", channel="post")
    month.receive("i", "03/03/2026 09:00", "10/03/2026")
    month.receive("o", "04/03/2026 09:00", "09/03/2026")
    month.add("o", "04/03/2026 09:20", "dossier.voided")
    month.receive("q", "04/03/2026 14:00", "09/03/2026")
    month.receive("j", "05/03/2026 09:00", "12/03/2026", channel="online", service_level="part")
    month.add("f", "05/03/2026 09:00", "dossier.stopped", timeliness="on_time")
    month.receive("r", "06/03/2026 08:00", "13/03/2026")
    month.complete("e", "06/03/2026 15:00", "early", outcome="refused")
    month.complete("c", "09/03/2026 10:00", "on_time")
    month.add("j", "09/03/2026 10:00", "dossier.supplement_asked", clock=halted())
    month.complete("q", "09/03/2026 16:00", "on_time")
    month.receive("l", "10/03/2026 09:00", "10/03/2026")
    month.complete("l", "10/03/2026 09:20", "on_time")
    month.receive("h", "12/03/2026 09:00", "19/03/2026")
    month.complete("k", "12/03/2026 11:00", "late")
    month.add("g", "13/03/2026 07:30", "dossier.closed_unanswered", timeliness="on_time")
    return month
