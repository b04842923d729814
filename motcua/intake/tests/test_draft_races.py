"""One draft from several devices at the same instant: real sessions, real commits."""

from collections import Counter
from datetime import timedelta

import pytest

from conftest import OwnDatabase
from motcua.dossier.models import Dossier
from motcua.intake import commands
from motcua.intake.models import Draft
from motcua.intake.tests.drafting import attach, begun, filed
from motcua.intake.tests.test_intake import NOW, competent_commune
from motcua.journal.types import RequestKey
from motcua.kernel import checking
from motcua.kernel.types import Refused
from motcua.papers import queries as files
from motcua.papers.store.tests import corpus
from motcua.parties.models import Declaration, Unfiled

PRESSES = 5


@pytest.fixture
def draft_id(own_database: OwnDatabase) -> int:
    """Everything was typed and attached."""
    competent_commune()
    draft_id, _ = begun()
    attach(draft_id)
    return draft_id


@pytest.mark.parametrize(
    "keys",
    [[None] * PRESSES, [RequestKey("press", b"review")] * PRESSES, [RequestKey(f"{n}", b"") for n in range(PRESSES)]],
    ids=["without a key", "one press five times", "five devices"],
)
def test_filed_five_times_at_once_it_is_one_filing(
    own_database: OwnDatabase, draft_id: int, keys: list[RequestKey | None]
) -> None:
    receipts = own_database.together(lambda number: filed(draft_id, key=keys[number]), PRESSES)
    assert len(set(receipts)) == 1
    assert (Dossier.objects.count(), Declaration.objects.count(), Unfiled.objects.count()) == (1, 1, 0)
    assert len(files.attachments(f"dossier/{receipts[0].dossier_id}")) == 1
    assert list(checking.run(["dossiers", "work", "parties"])) == []


def test_what_is_attached_while_it_is_filed_comes_with_it_or_is_refused(
    own_database: OwnDatabase, draft_id: int
) -> None:
    accepted = commands.accept_file(at=NOW, draft_id=draft_id, content=corpus.pdf(pages=2), name_hint="don.pdf")

    def act(number: int) -> str:
        if number == 0:
            return f"filed {filed(draft_id).dossier_id}"
        try:
            commands.add_file(at=NOW, draft_id=draft_id, component="request", accepted=accepted)
        except Refused as refused:
            return refused.refusal.code
        return "attached"

    (told, added) = own_database.together(act, 2)
    held = files.attachments(f"dossier/{told.removeprefix('filed ')}")
    assert (added, len(held)) in {("attached", 2), ("draft_filed", 1)}
    assert files.attachments(f"draft/{draft_id}") == []


def test_what_is_filed_in_the_minute_in_which_it_expires_is_filed_or_gone(
    own_database: OwnDatabase, draft_id: int
) -> None:
    due = Draft.objects.get(id=draft_id).expires_at

    def act(number: int) -> str:
        if number == 0:
            commands.remove_expired(draft_id, due)
            return "swept"
        at = due - timedelta(minutes=1)
        try:
            commands.file_draft(at=at, draft_id=draft_id)
        except Refused as refused:
            return refused.refusal.code
        return "filed"

    told = Counter(own_database.together(act, 2))
    assert told["filed"] == Dossier.objects.count() == Draft.objects.count()
    assert told["filed"] + told["draft_absent"] == 1
    assert list(checking.run(["dossiers", "work"])) == []
