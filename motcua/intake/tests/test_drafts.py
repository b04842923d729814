"""What is to be filed online is kept at every page, and filed once."""

from typing import Any

import pytest

from motcua.dossier import queries as dossiers
from motcua.dossier.types import DigitalState, State
from motcua.intake import commands, queries
from motcua.intake.tests.test_intake import CODE, NOW, state
from motcua.journal.commands import recording
from motcua.kernel.types import Actor, ActorKind
from motcua.organisation.tests.factories import SmallState
from motcua.papers.store.tests import corpus

__all__ = ["state"]
pytestmark = pytest.mark.django_db
PORTAL = Actor(ActorKind.CITIZEN, "portal")
CONTENT: dict[str, Any] = {
    "who": {
        "kind": "person", "name": "Nguyễn Thị Thu An", "number": "022195001234", "born": "1995-04-15",
        "phone": "0912345678",
    },
    "what": {"commune": "06685", "note": "Nhà mới xây ở tổ 5"},
    "result": {"method": "counter"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def store(tmp_path: Any, settings: Any) -> None:
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""


def begun(content: dict[str, Any] = CONTENT) -> tuple[int, str]:
    draft, secret = commands.begin_draft(at=NOW, procedure_code=CODE, citizen=None)
    commands.keep_draft(at=NOW, draft_id=draft.id, content=content)
    return draft.id, secret


def attached(draft_id: int, component: str = "request", pages: int = 1) -> Any:
    accepted = commands.accept_file(at=NOW, draft_id=draft_id, content=corpus.pdf(pages=pages), name_hint="don.pdf")
    return commands.add_file(at=NOW, draft_id=draft_id, component=component, accepted=accepted)


def test_a_draft_becomes_a_filing(state: SmallState) -> None:
    draft_id, secret = begun()
    file = attached(draft_id)
    draft = queries.draft(secret, None, at=NOW)
    assert queries.objections_to(draft, None, at=NOW) == ()
    with recording(actor=PORTAL, at=NOW, recorded_at=NOW):
        receipt = commands.file_draft(actor=PORTAL, at=NOW, draft_id=draft_id)
    facts = dossiers.facts(receipt.dossier_id)
    assert (facts.state, facts.subject.receiving_agency_id) == (State.FILED, state.commune_centre)
    (paper,) = facts.papers
    assert (paper.component, paper.file, paper.state) == ("request", file.file.digest, DigitalState.DIGITISED)
