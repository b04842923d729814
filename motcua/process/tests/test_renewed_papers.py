"""A paper of a dossier gets a new archive time stamp: it is the same paper still, and goes as one."""

from datetime import datetime, timedelta

from motcua.dossier import queries as dossiers
from motcua.dossier.types import HeldFile
from motcua.journal import queries as journal
from motcua.papers import commands as register
from motcua.papers import queries as store
from motcua.papers.examinations.tests.test_renewing import Service, lasting
from motcua.papers.signing.tests import world
from motcua.papers.types import CopyStanding, PaperFacts
from motcua.process import commands
from motcua.process.tests.house import House, findings, on
from motcua.process.tests.test_result_copies import here, home, service

__all__ = ["here", "home", "service"]
AT, LATER = on("02/03 10:00"), on("02/03 11:00")
"""In the dossier's life; the authorities of these tests live by the clock on the wall."""
FACTS = PaperFacts(title="Đơn xin nghỉ học", owner_name="Nguyễn Văn An", owner_number="022195001234")


def files(house: House, dossier_id: int) -> tuple[HeldFile, ...]:
    rows = dossiers.papers_of(dossier_id, house.officer.scope).rows
    return next(row.files for row in rows if row.component.key == "request")


def handed_in(house: House, pdf: bytes) -> int:
    """A dossier with one signed paper, for the paper of the checklist called `request`."""
    dossier_id = house.receive().dossier_id
    commands.add_paper(
        actor=house.desk.actor,
        scope=house.desk.scope,
        at=AT,
        dossier_id=dossier_id,
        component="request",
        content=pdf,
        name_hint="don.pdf",
    )
    return dossier_id


def confirm(house: House, dossier_id: int, file: HeldFile, facts: PaperFacts, *, at: datetime = LATER) -> None:
    commands.describe_paper(
        actor=house.desk.actor,
        scope=house.desk.scope,
        at=at,
        dossier_id=dossier_id,
        attachment_id=file.paper,
        facts=facts,
    )


def titles(house: House, dossier_id: int) -> list[str]:
    return [one.known.facts.title if one.known is not None else "" for one in files(house, dossier_id)]


def renewed(house: House, pdf: bytes) -> int:
    """The dossier whose paper was stamped anew, once, after an officer confirmed what it says."""
    dossier_id = handed_in(house, pdf)
    (paper,) = files(house, dossier_id)
    confirm(house, dossier_id, paper, FACTS, at=AT)
    register.renew_file(paper.file.digest, actor=house.clerk.actor, at=world.NOW + timedelta(minutes=1))
    return dossier_id


def test_what_was_confirmed_about_a_paper_holds_for_its_later_copy(here: House, service: Service) -> None:
    pdf = lasting(service.authority)
    service.authority = world.Tower(until=world.NOW + 5 * world.YEAR)
    dossier_id = renewed(here, pdf)
    current, earlier = files(here, dossier_id)
    assert (current.standing, earlier.standing) == (CopyStanding.CURRENT, CopyStanding.EARLIER)
    assert current.paper == earlier.paper == earlier.attachment
    assert titles(here, dossier_id) == ["Đơn xin nghỉ học"] * 2
    confirm(here, dossier_id, current, PaperFacts(title="Đơn", owner_name="An", owner_number="022195001234"))
    assert titles(here, dossier_id) == ["Đơn"] * 2, "corrected on the copy that stands first, it holds for both"
    assert findings() == []


def test_what_is_taken_out_goes_with_all_its_copies(here: House, service: Service) -> None:
    pdf = lasting(service.authority)
    service.authority = world.Tower(until=world.NOW + 5 * world.YEAR)
    dossier_id = renewed(here, pdf)
    current = files(here, dossier_id)[0]
    commands.remove_paper(
        actor=here.desk.actor,
        scope=here.desk.scope,
        at=LATER,
        dossier_id=dossier_id,
        attachment_id=current.paper,
        reason="Nộp nhầm",
    )
    assert files(here, dossier_id) == ()
    assert store.attachments(f"dossier/{dossier_id}") == []
    kept = store.stored_file(current.file.digest)
    assert kept is not None
    assert kept.destroyed_at is None, "the house keeps it for its period"
    (told,) = (one for one in journal.entries(f"dossier/{dossier_id}") if one.kind == "dossier.paper_removed")
    assert told.body["attachment"] == current.paper
    assert findings() == []
