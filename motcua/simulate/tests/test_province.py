"""The sample province takes a dossier from receipt to hand-over."""

from datetime import datetime, timedelta

from motcua.catalogue import queries as catalogue
from motcua.dossier.types import HeldComponent
from motcua.intake import commands as intake
from motcua.intake import queries as intake_queries
from motcua.intake.types import Application, Request
from motcua.journal import queries as journal
from motcua.journal.tests.wall import wall_of_the_story
from motcua.kernel.types import system
from motcua.organisation import queries as organisation
from motcua.organisation.types import EVERYTHING
from motcua.parties.types import DeclarationInput, Identity, IdentityKind, Party, PartyKind
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.types import Receipt

NOW = datetime(2026, 11, 2, 9, 0)
MACHINE = system("test")


def test_every_starter_procedure_has_somebody_competent(quang_ninh: None) -> None:
    published = catalogue.list_published(NOW.date())
    assert len(published) >= 12
    for version in published:
        assert catalogue.competent_agencies(version.code, NOW.date()), version.code


def registration_of_birth() -> tuple[Receipt, int]:
    """A father registers his child's birth at the centre of Hồng Gai ward."""
    centre = organisation.agency_by_code("H49.201.99", on=NOW.date())
    version = catalogue.version_of("1.001193", NOW.date())
    assert version is not None
    request = Request(
        procedure_code="1.001193", case_key=version.cases[0].key if version.cases else "", commune_code="06685"
    )
    sheet = intake_queries.sheet(request, at=NOW)
    assert sheet.obstacle is None
    father = Party(PartyKind.PERSON, "Nguyễn Văn An", Identity(IdentityKind.PERSONAL_NUMBER, "022090001234"))
    application = Application(
        request=request,
        declaration=DeclarationInput(applicants=(father,)),
        components=tuple(
            HeldComponent(paper.key, originals=1, presented=True) for item in sheet.items for paper in item.components
        ),
    )
    receipt = intake.receive(
        actor=MACHINE, scope=EVERYTHING, at=NOW, receiving_agency_id=centre.id, application=application
    )
    return receipt, centre.id


@wall_of_the_story()
def test_from_receipt_to_hand_over(quang_ninh: None) -> None:
    receipt, _centre_id = registration_of_birth()
    assert receipt.code
    at = NOW
    passed = []
    while work := next(iter(course.open_work(receipt.dossier_id)), None):
        at += timedelta(minutes=10)
        step = work.step_key
        version = catalogue.version_of("1.001193", NOW.date())
        assert version is not None
        assert version.process is not None
        action = version.process.step(step).actions[0]
        process.advance(
            actor=MACHINE, scope=EVERYTHING, at=at, dossier_id=receipt.dossier_id, work_number=work.number,
            action_key=action.key,
        )  # fmt: skip
        passed.append(step)
    assert passed == ["appraise", "approve", "seal", "hand_over"]
    kinds = [entry.kind for entry in journal.entries(f"dossier/{receipt.dossier_id}")]
    assert kinds[0] == "dossier.received"
    assert {"dossier.decided", "dossier.completed", "dossier.handed_over"} <= set(kinds)
