"""What the heart keeps about a person is handed out whole, and forgotten whole once nothing is running."""

from datetime import datetime

import pytest

from motcua.dossier import queries
from motcua.dossier.tests.office import BINH, Office, act, office, written
from motcua.dossier.types import Stop
from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.kernel.types import Refused
from motcua.organisation.types import EVERYTHING
from motcua.parties import commands as parties
from motcua.parties import queries as people
from motcua.parties.tests.factories import AN
from motcua.parties.types import Identity, IdentityKind

pytestmark = pytest.mark.django_db
AFTER = datetime(2026, 3, 4, 9, 0)
STRANGER = Identity(IdentityKind.PERSONAL_NUMBER, "022195009999")


@pytest.fixture
def here() -> Office:
    return office()


def erase() -> None:
    assert AN.identity is not None
    with recording(actor=BINH, at=AFTER) as unit:
        parties.erase(unit, AN.identity, reason="Yêu cầu của người dân")


def test_an_export_names_every_dossier_of_the_person(here: Office) -> None:
    dossier_id = here.receive()
    assert AN.identity is not None
    exported = people.export(AN.identity)
    assert isinstance(exported, dict)
    code = queries.facts(dossier_id).code
    assert code in str(exported)
    assert code not in str(people.export(STRANGER))


def test_a_running_dossier_still_needs_to_know_whose_it_is(here: Office) -> None:
    here.receive()
    with pytest.raises(Refused, match="person_has_running_dossier"):
        erase()


def test_once_it_ended_name_and_reasons_go_and_the_journal_still_verifies(here: Office) -> None:
    dossier_id = here.receive()
    act(dossier_id, lambda unit: Stop(written(unit, "Người dân xin rút")), AFTER)
    erase()
    page = queries.page(EVERYTHING, dossier_id, at=AFTER)
    assert page.declaration is not None
    assert page.declaration.applicants == ()
    said = [text.content for entry in page.timeline for text in entry.texts.values()]
    assert said == [None]
    assert not journal.verify().findings
