"""The results that wait for one person's signature or seal: drafted, on his desk, and not proposed to be refused."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import ResultSignature, SignedBy, Step, StepKind
from motcua.dossier import queries as dossier
from motcua.dossier.types import Facts
from motcua.organisation.types import Role, Scope
from motcua.papers import queries as papers
from motcua.process import models
from motcua.process.boxes import Box, lying_in
from motcua.process.rows import work_histories
from motcua.process.rules.course import step_called
from motcua.process.rules.proposals import refusal_proposed
from motcua.process.rules.signatures import first_of, signature_for
from motcua.process.types import AwaitingSignature, WorkItem

MOST = 500
"""So many are looked through at once; more wait until these are signed."""


def awaiting_signature(
    scope: Scope,
    *,
    at: datetime,
    dossier_ids: Sequence[int] | None = None,
    by: SignedBy = SignedBy.OFFICER,
) -> Sequence[AwaitingSignature]:
    """The results that wait for this officer's own signature, or for the seal of his agency where it is `by` that.

    What is due first stands on top; a fixed number of statements.

    What a reader proposed to refuse is not among them: that is decided dossier by dossier.
    """
    works = _waiting(scope)
    if dossier_ids is not None:
        works = works.filter(dossier_id__in=dossier_ids)
    numbers = [(work["dossier_id"], work["number"]) for work in works.values("dossier_id", "number")[:MOST]]
    ids = [dossier_id for dossier_id, _ in numbers]
    histories = work_histories(ids)
    facts = dossier.facts_many(ids)
    drafted = {paper.dossier_id: paper for paper in models.ResultPaper.objects.filter(dossier_id__in=ids)}
    shown = {row.id: row for row in dossier.by_ids(scope, ids, at=at)}
    found = []
    for dossier_id, number in numbers:
        history = histories[dossier_id]
        work = next(one for one in history if one.number == number)
        paper = drafted[dossier_id]
        for signature, action_key in _signatures(facts[dossier_id], history, work, by=by, is_first=not paper.signed):
            if dossier_id in shown:
                found.append(
                    AwaitingSignature(
                        dossier_id=dossier_id,
                        agency_id=work.placement.agency_id,
                        work_number=number,
                        action_key=action_key,
                        attachment=paper.attachment_id or paper.draft_id,
                        title=papers.letter_version(paper.letter, paper.letter_version).title,
                        signature=signature.label,
                        due_at=work.due_at,
                        row=shown[dossier_id],
                    )
                )
    return found


def count_awaiting_signature(scope: Scope) -> int:
    """How many drafted results lie on this leader's desk, for the menu: one statement."""
    return _waiting(scope).filter(role=Role.LEADER.value).count()


def count_awaiting_seal(scope: Scope) -> int:
    """How many signed results lie on this clerk's desk to be sealed, for the menu: one statement."""
    signed = models.ResultPaper.objects.filter(dossier_id=OuterRef("dossier_id")).exclude(signed=[])
    return _waiting(scope).filter(Exists(signed), kind=StepKind.SEAL.value).count()


def _waiting(scope: Scope) -> QuerySet[models.WorkItem]:
    """The open work on his desk, or on nobody's of his role, of dossiers whose result is drafted."""
    drafted = models.ResultPaper.objects.filter(dossier_id=OuterRef("dossier_id"))
    rows = models.WorkItem.objects.filter(lying_in(scope, Box.MINE) | lying_in(scope, Box.POOL), Exists(drafted))
    return rows.filter(closed_at__isnull=True, held_since__isnull=True).order_by(F("due_at").asc(nulls_last=True), "id")


def _signatures(
    facts: Facts, history: Sequence[WorkItem], work: WorkItem, *, by: SignedBy, is_first: bool
) -> Iterator[tuple[ResultSignature, str]]:
    """The signature by which this work is done, and the way out it takes; mostly one."""
    version = catalogue.version(facts.subject.procedure_version_id)
    result, definition = version.result, version.process
    step: Step | None = step_called(definition, work.step_key) if definition is not None else None
    if result is None or definition is None or step is None or not result.signatures:
        return
    if refusal_proposed(definition, history, work) is not None:
        return
    for action in step.actions:
        signature = signature_for(result, step, action, decided=facts.outcome)
        if signature is None or signature.by is not by:
            continue
        if is_first == (signature == first_of(result)):
            yield signature, action.key
