"""What other agencies were asked about dossiers: one question as its slip, and all that await an answer."""

from datetime import datetime

from django.db.models import Q, QuerySet

from motcua.dossier import queries as dossier
from motcua.dossier.queries import OfficialPaper
from motcua.dossier.types import Consultation, Facts
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Scope
from motcua.papers.types import QuestionSlip
from motcua.process import models
from motcua.process.inboxes import After
from motcua.process.own_forms import own_form_on
from motcua.process.presenting import dossier_view
from motcua.process.rows import work_of
from motcua.process.types import AwaitedAnswer, VerificationName, WorkItem, WorkKind
from motcua.process.verifications import ground_called, verifications_of

_ASKED = "dossier.consultation_asked"


def question_paper(scope: Scope, dossier_id: int, key: str, *, at: datetime, address: str) -> OfficialPaper:
    """The slip by which an agency was asked, as plain values. `address` is that of the house, for the QR code.

    Raises Refused: `no_such_dossier`, `no_such_consultation`.
    """
    view = dossier_view(scope, dossier_id, at=at)
    facts, subject = view.facts, view.facts.subject
    asked = next((one for one in facts.consultations if one.key == key), None)
    entry = next((one for one in view.page.timeline if one.kind == _ASKED and one.body["key"] == key), None)
    if asked is None or entry is None:
        raise Refused(Refusal("no_such_consultation", {"key": key}))
    verified = verifications_of(view).get(key)
    ground = verified.ground if verified is not None else None
    question = entry.texts.get("question")
    declared = view.page.declaration
    paper = QuestionSlip(
        form=own_form_on("verification" if verified is not None else "opinion", asked.asked_at.date()),
        head=dossier.head_of(subject.resolving_agency_id),
        code=view.code,
        tracking_address=_tracked(address, facts),
        addressee=view.page.agency_names.get(asked.agency_id, ""),
        applicants=tuple(map(dossier.person_of, declared.applicants)) if declared is not None else (),
        procedure=view.procedure_name,
        question=(question.content if question is not None else None) or "",
        asked_at=asked.asked_at,
        due_at=asked.due_at,
        signer=dossier.signer_of(entry.actor, subject.resolving_agency_id),
        ground=f"{ground.label.vi} ({ground.article})" if ground is not None else "",
        about=verified.about if verified is not None else "",
    )
    return OfficialPaper(paper, f"dossier/{dossier_id}/question/{entry.sequence}", asked.asked_at)


def awaited_answers(
    scope: Scope, *, at: datetime, only_late: bool = False, after: After | None = None, limit: int
) -> list[AwaitedAnswer]:
    """The answers that are awaited of agencies in sight, or about dossiers in sight; what was due first on top."""
    rows = _awaited(scope).order_by("due_at", "id")
    if only_late:
        rows = rows.filter(due_at__lt=at)
    if after is not None and after.due_at is not None:
        rows = rows.filter(Q(due_at__gt=after.due_at) | Q(due_at=after.due_at, id__gt=after.id))
    found = list(rows.values()[:limit])
    facts = dossier.facts_many([row["dossier_id"] for row in found])
    return [_answer(row["id"], work_of(row), facts[row["dossier_id"]], at) for row in found]


def count_late_answers(scope: Scope, *, at: datetime) -> int:
    """How many answers are awaited beyond their terms."""
    return _awaited(scope).filter(due_at__lt=at).count()


def _awaited(scope: Scope) -> QuerySet[models.WorkItem]:
    rows = models.WorkItem.objects.filter(kind=WorkKind.GIVE_OPINION, closed_at__isnull=True)
    if scope.sight is None:
        return rows
    return rows.filter(Q(agency_id__in=scope.sight) | Q(dossier_id__in=dossier.ids_in_sight(scope)))


def _answer(row_id: int, work: WorkItem, facts: Facts, at: datetime) -> AwaitedAnswer:
    asked = _asked(work, facts)
    name = VerificationName.parse(asked.key) if asked is not None else None
    return AwaitedAnswer(
        id=row_id,
        dossier_id=work.dossier_id,
        agency_id=work.placement.agency_id,
        asked_by=facts.subject.resolving_agency_id,
        asked_at=work.opened_at,
        due_at=work.due_at,
        is_late=at >= asked.lapses_at if asked is not None else work.due_at is not None and work.due_at < at,
        ground=ground_called(name.ground, work.opened_at.date()) if name is not None else None,
    )


def _asked(work: WorkItem, facts: Facts) -> Consultation | None:
    """The question that this work answers; after an agency ended, the one its heir has in its place."""
    exact = [one for one in facts.open_consultations if one.due_at == work.due_at]
    own = [one for one in exact if one.agency_id == work.placement.agency_id]
    return next(iter(own), next(iter(exact), None))


def _tracked(address: str, facts: Facts) -> str:
    return f"{address.rstrip('/')}/track/?code={facts.code}" if facts.code else ""
