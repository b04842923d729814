"""A dossier in brief for whoever decides it: who asks for what, until when and why, what is proposed, what it costs."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from motcua.accounts.types import ReadingKind, acting, note_reading
from motcua.catalogue.types import Label, checklist, missing
from motcua.dossier import queries as dossier
from motcua.dossier.types import Decide
from motcua.process import queries as course
from motcua.process.queries import DossierView
from motcua.process.types import Choice, WorkEntry
from motcua.ui.types import Fact
from motcua.ui.wording import local_date, local_datetime, money

_EARLIER_SHOWN = 3


def brief_of(
    request: HttpRequest, view: DossierView, choices: Sequence[Choice], *, at: datetime
) -> dict[str, tuple[Fact, ...]]:
    """The dossier in brief for whoever may decide it now; nothing for everybody else."""
    ways = [choice for choice in choices if choice.work_number is not None]
    if not any(isinstance(one, Decide) for way in ways for one in way.on_the_date):
        return {"brief": ()}
    facts = (
        *_who_and_what(view),
        *_until_when(view),
        *_papers(view),
        *_proposed(view),
        *_result(view),
        *_cost(view),
        *_history(view),
        *_earlier(request, view, at=at),
    )
    return {"brief": facts}


def _who_and_what(view: DossierView) -> Iterable[Fact]:
    declared = view.page.declaration
    applicant = declared.applicants[0] if declared is not None and declared.applicants else None
    yield Fact(_("Applicant"), view.applicant, hint=applicant.address if applicant is not None else "")
    case = view.page.version.case(view.facts.subject.case_key)
    yield Fact(_("For what"), view.procedure_name, hint=_said(case.label) if case is not None else "")


def _until_when(view: DossierView) -> Iterable[Fact]:
    if view.facts.received_at is not None:
        yield Fact(_("Received"), view.facts.received_at)
    if view.clock.due_at is not None:
        why = str(view.clock.lines[-1].text) if view.clock.lines else ""
        yield Fact(_("Due"), view.clock.due_at, hint=" · ".join(filter(None, (str(view.clock.remaining), why))))


def _papers(view: DossierView) -> Iterable[Fact]:
    facts, version = view.facts, view.page.version
    there = {one.key for one in facts.components} | {one.component for one in facts.papers}
    items = checklist(version, case=facts.subject.case_key or None, channel=facts.subject.channel)
    absent = [_said(item.components[0].label) for item in missing(items, held=there)]
    held = [_said(one.label) for one in version.components if one.key in there]
    hint = _("Missing: {papers}").format(papers="; ".join(absent)) if absent else "; ".join(held)
    counted = ngettext("{count} paper", "{count} papers", len(held)).format(count=len(held))
    yield Fact(
        _("Papers"), counted if absent else _("{papers}, all that is required").format(papers=counted), hint=hint
    )


def _proposed(view: DossierView) -> Iterable[Fact]:
    """What whoever had the dossier before proposes, and why."""
    closed = next((one for one in reversed(view.page.timeline) if one.kind == WorkEntry.CLOSED), None)
    if closed is None:
        return
    way = course.label_of_way(view.facts, closed.body["step_key"], closed.body["action_key"])
    words = next((text.content for text in closed.texts.values() if text.content), "")
    by = f"{closed.actor_name}, {local_datetime(closed.at)}"
    yield Fact(_("What is proposed"), way or _("nothing"), hint=" · ".join(filter(None, (words, by))))


def _result(view: DossierView) -> Iterable[Fact]:
    names = [one.name for one in view.page.version.results]
    if names:
        yield Fact(_("Result to be issued"), "; ".join(names))


def _cost(view: DossierView) -> Iterable[Fact]:
    fees = [one for one in view.facts.fees if one.amount]
    if not fees:
        yield Fact(_("Cost"), _("free of charge"))
        return
    owed = sum(one.amount for one in view.facts.fees_due)
    hint = _("{amount} still to be paid").format(amount=money(owed)) if owed else _("paid")
    yield Fact(_("Cost"), money(sum(one.amount for one in fees)), hint=hint)


def _history(view: DossierView) -> Iterable[Fact]:
    """What held it up so far, each with its day."""
    facts = view.facts
    told = [
        *(_("supplement asked {day}").format(day=local_date(one.asked_at.date())) for one in facts.supplements),
        *(_("time not counted from {day}").format(day=local_date(one.begins_at.date())) for one in facts.pauses),
        *(_("another agency asked {day}").format(day=local_date(one.asked_at.date())) for one in facts.consultations),
    ]
    if facts.apology is not None:
        told.append(_("apologised {day}").format(day=local_date(facts.apology.made_at.date())))
    yield Fact(_("Until now"), "; ".join(told) or _("nothing held it up"))


def _earlier(request: HttpRequest, view: DossierView, *, at: datetime) -> Iterable[Fact]:
    """Other dossiers of the same person in the reader's sight, found by the number; who was shown is written down."""
    declared = view.page.declaration
    applicant = declared.applicants[0] if declared is not None and declared.applicants else None
    if applicant is None or applicant.identity is None:
        return
    found = dossier.search(acting(request).scope, applicant.identity.number, at=at, limit=_EARLIER_SHOWN + 1)
    if not isinstance(found, tuple):
        return
    others = [row for row in found if row.id != view.id][:_EARLIER_SHOWN]
    note_reading(request, ReadingKind.DOSSIER, [str(row.id) for row in others], purpose="list")
    codes = "; ".join(f"{row.code or row.filing_number} ({row.procedure})" for row in others)
    yield Fact(_("Other dossiers of this person"), codes or _("none in sight"))


def _said(label: Label) -> str:
    return label.text(get_language() or "vi")
