"""What happens in the stories of the archive: dossiers with papers are finished, years pass, somebody decides."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from motcua.archive import commands
from motcua.archive.sweeps import SWEEPS
from motcua.archive.types import Closing, Decision
from motcua.dossier.tests.office import DOUBTS
from motcua.dossier.types import NewPaper
from motcua.journal import commands as journal
from motcua.journal import queries as entries
from motcua.kernel import checking, sweep
from motcua.papers import models as files
from motcua.papers import queries as papers
from motcua.papers.store.sweeps import DESTROYED_FILES
from motcua.papers.store.tests import corpus
from motcua.papers.types import PaperFacts
from motcua.process import commands as process
from motcua.process.tests.house import House, Person, on

NEW_YEAR = datetime(2027, 1, 4, 8, 0)
LATER = datetime(2047, 1, 5, 8, 0)
"""The first working days after the year, and after twenty years more."""
BY_THE_HEAD = Decision("12/QĐ-UBND", date(2047, 1, 6), "Lê Văn Hùng, Chủ tịch")


class Archive:
    """The archive of the commune."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.agency_id = house.office.resolving

    def finished(self, *pages: int, shared: bytes = b"") -> int:
        """A dossier with scans of so many pages each, handed over on 3 March 2026; the dossier's id."""
        dossier_id = self.house.receive().dossier_id
        for content in (*(corpus.pdf(pages=number) for number in pages), *([shared] if shared else [])):
            self.scan(dossier_id, content)
        self.hand_over(dossier_id)
        return dossier_id

    def scan(self, dossier_id: int, content: bytes, *, signs: int | None = None) -> None:
        """The desk scans a paper of the dossier; or signs what it scanned as that attachment."""
        here = self._desk(dossier_id)
        accepted = process.accept_paper(
            scope=here["scope"], at=here["at"], dossier_id=dossier_id, content=content, name_hint="don.pdf"
        )
        process.add_papers(**here, papers=[NewPaper("request", accepted, signs=signs)])

    def describe(self, dossier_id: int, content: bytes, facts: PaperFacts) -> None:
        """The desk scans a paper of the dossier, and confirms what it says."""
        process.add_scanned(**self._desk(dossier_id), component="request", pdf=content, facts=facts, confirmed=DOUBTS)

    def _desk(self, dossier_id: int) -> dict[str, Any]:
        desk = self.house.desk
        return {"actor": desk.actor, "scope": desk.scope, "at": on("02/03 10:00"), "dossier_id": dossier_id}

    def hand_over(self, dossier_id: int) -> None:
        """It is decided, sealed and handed over."""
        here = self.house
        here.advance(here.officer, dossier_id, "submit", on("03/03 09:00"))
        here.advance(here.leader, dossier_id, "approve", on("03/03 15:00"), reason="Đủ điều kiện")
        here.advance(here.clerk, dossier_id, "seal", on("03/03 16:00"))
        here.advance(here.desk, dossier_id, "hand_over", on("03/03 16:30"))

    def close(self, year: int = 2026, *, at: datetime = NEW_YEAR, dry_run: bool = False) -> Closing:
        """The list of the year is made."""
        return commands.close_year(at=at, agency_id=self.agency_id, year=year, dry_run=dry_run)

    def propose(self, *, by: Person | None = None, at: datetime = LATER) -> int:
        """The clerk proposes what is past its period."""
        by = by or self.house.clerk
        return commands.propose_destruction(actor=by.actor, scope=by.scope, at=at, agency_id=self.agency_id)

    def decide(
        self,
        destruction_id: int,
        *,
        by: Person | None = None,
        decision: Decision = BY_THE_HEAD,
        at: datetime = datetime(2047, 1, 6, 9, 0),
    ) -> None:
        """The head of the agency decides."""
        by = by or self.house.leader
        commands.decide_destruction(
            actor=by.actor, scope=by.scope, at=at, destruction_id=destruction_id, decision=decision
        )

    def sweep(self, at: datetime) -> None:
        """Everything that wakes by itself, as often as it takes."""
        journal.catch_up(commands.AWAITING.name)
        for minute in range(3):
            swept = sweep.run_once(at.replace(minute=at.minute + minute), only=[*SWEEPS, DESTROYED_FILES])
            assert swept.failed == 0


def digests(dossier_id: int) -> set[str]:
    """What the dossier holds."""
    return {one.file.digest for one in papers.attachments(f"dossier/{dossier_id}")}


def kept(dossier_id: int) -> set[date | None]:
    """Until when its files are kept."""
    return set(files.StoredFile.objects.filter(digest__in=digests(dossier_id)).values_list("keep_until", flat=True))


def all_is_well() -> Sequence[str]:
    """What `motcua check` and `motcua journal verify` find wrong."""
    wrong = [finding.sentence for finding in checking.run(["dossiers", "work", "archive", "registers"])]
    return [*wrong, *(str(finding) for finding in entries.verify().findings)]
