"""What a dossier's page shows, as the plain shapes that `ui` draws: four faces share it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from motcua.dossier import queries as dossier
from motcua.dossier.types import (
    Alarm,
    DigitalState,
    DossierPage,
    DossierRow,
    Facts,
    Outcome,
    ReturnMethod,
    State,
    TimelineEntry,
    Timeliness,
)
from motcua.kernel import messages
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers.types import ResultState
from motcua.parties.types import Party
from motcua.process.causes import cause_called
from motcua.process.naming import label_of_step, label_of_way, said
from motcua.process.reusing import PAPERS_REUSED
from motcua.process.rules.general_letters import signature_called
from motcua.process.types import (
    RESOLVED_AT_ONCE,
    AnswerEntry,
    LetterEntry,
    NoteEntry,
    ResultEntry,
    SubmissionEntry,
    SupervisionEntry,
    VerificationEntry,
    WorkEntry,
)
from motcua.ui.types import ClockLine, ClockState, ExplainedClock, Fact, TimelineItem, Tone
from motcua.ui.wording import money
from motcua.worktime import queries as worktime

STATE_WORDS: Mapping[State, object] = {
    State.FILED: _("Filed, awaiting an answer"),
    State.INTAKE_COMPLETION: _("To be completed by the person"),
    State.DECLINED_AT_INTAKE: _("Declined at intake"),
    State.FILING_STOPPED: _("Filing withdrawn"),
    State.IN_PROGRESS: _("In progress"),
    State.AWAITING_SUPPLEMENT: _("Waiting for supplement"),
    State.PAUSED: _("Time not counted"),
    State.DECIDED: _("Decided, being signed"),
    State.COMPLETED: _("Result at the desk"),
    State.HANDED_OVER: _("Handed over"),
    State.STOPPED: _("Stopped at request"),
    State.CLOSED_UNANSWERED: _("Closed, not supplemented"),
    State.VOIDED: _("Voided"),
}
OUTCOME_WORDS: Mapping[Outcome, object] = {
    Outcome.GRANTED: _("Granted"),
    Outcome.REFUSED: _("Refused after appraisal"),
    Outcome.STOPPED: _("Stopped at request"),
    Outcome.CLOSED_UNANSWERED: _("Closed, not supplemented"),
}
METHOD_WORDS: Mapping[ReturnMethod, object] = {
    ReturnMethod.COUNTER: _("Collected at the desk"),
    ReturnMethod.POST: _("Sent by post"),
    ReturnMethod.ELECTRONIC: _("Sent electronically"),
}
_RESULT_STANDINGS: Mapping[ResultState, tuple[object, Tone]] = {
    ResultState.VALID: (_("valid"), Tone.SUCCESS),
    ResultState.NOT_YET: (_("not valid yet"), Tone.INFO),
    ResultState.EXPIRED: (_("validity over"), Tone.WARNING),
    ResultState.REPLACED: (_("replaced"), Tone.WARNING),
    ResultState.REVOKED: (_("revoked"), Tone.DANGER),
}
_WORK_TITLES: Mapping[str, object] = {
    WorkEntry.OPENED: _("Passed on"),
    WorkEntry.CLOSED: _("Step done"),
    WorkEntry.HELD: _("Step held"),
    WorkEntry.RESUMED: _("Step goes on"),
    WorkEntry.PLACED: _("Given to"),
    PAPERS_REUSED: _("The person agreed that papers held already are used again"),
    NoteEntry.WRITTEN: _("Note to colleagues"),
    VerificationEntry.ASKED: _("Verification asked for"),
    AnswerEntry.REMINDED: _("Reminded of the answer"),
    AnswerEntry.FILED: _("A paper came with the answer"),
    SupervisionEntry.REMINDED: _("Reminded"),
    SupervisionEntry.CAUSE: _("Cause of the delay recorded"),
}
_WRITTEN_TITLES: Mapping[str, object] = {
    ResultEntry.DRAFTED: _("Result drafted"),
    ResultEntry.NUMBERED: _("Number of the result drawn"),
    ResultEntry.UNNUMBERED: _("Number of the result voided"),
    ResultEntry.SIGNED: _("Result signed digitally"),
    ResultEntry.CORRECTED: _("Result replaced by a corrected paper"),
    ResultEntry.REVOKED: pgettext_lazy("timeline", "Result revoked"),
    SubmissionEntry.DRAFTED: _("Submission drafted"),
    SubmissionEntry.SIGNED: _("Submission signed digitally"),
    LetterEntry.DRAFTED: _("Letter drafted"),
    LetterEntry.TAKEN_BACK: _("Draft of a letter taken back"),
    LetterEntry.NUMBERED: _("Number of the letter drawn"),
    LetterEntry.UNNUMBERED: _("Number of the letter voided"),
    LetterEntry.SIGNED: _("Letter signed digitally"),
    RESOLVED_AT_ONCE: _("Resolved on the spot"),
}
_ALARM_WORDS: Mapping[str, object] = {
    Alarm.FILING_ALERT: _("an online filing must soon be answered"),
    Alarm.FILING_ANSWER_DUE: _("the answer to an online filing is due"),
    Alarm.DUE_TOMORROW: _("due on the next working day"),
    Alarm.APOLOGY_DUE: _("an apology is due"),
    Alarm.EXPIRY: _("the due date has passed"),
    Alarm.WAITING_OVER: _("the time to supplement is over"),
    Alarm.CONSULTATION_DUE: _("an opinion asked for is due"),
    Alarm.CORRECTION_DUE: _("the correction is due"),
}
_ICONS: Mapping[str, tuple[str, Tone]] = {
    "dossier.received": ("file-plus", Tone.SUCCESS),
    "dossier.supplement_asked": ("hourglass", Tone.WAITING),
    "dossier.paused": ("clock-pause", Tone.WAITING),
    "dossier.decided": ("checks", Tone.INFO),
    "dossier.completed": ("circle-check", Tone.SUCCESS),
    "dossier.handed_over": ("circle-check", Tone.SUCCESS),
    "dossier.stopped": ("clock-stop", Tone.NEUTRAL),
    "dossier.voided": ("alert-triangle", Tone.DANGER),
    "dossier.alarm_fired": ("clock-exclamation", Tone.WARNING),
    "dossier.paper_added": ("file-plus", Tone.NEUTRAL),
    "dossier.paper_removed": ("trash", Tone.NEUTRAL),
    "dossier.paper_state_said": ("database", Tone.NEUTRAL),
    "dossier.papers_destroyed": ("trash", Tone.NEUTRAL),
    NoteEntry.WRITTEN: ("messages", Tone.NEUTRAL),
    SupervisionEntry.REMINDED: ("bell", Tone.WARNING),
    AnswerEntry.REMINDED: ("bell", Tone.WARNING),
    ResultEntry.REVOKED: ("alert-triangle", Tone.DANGER),
}
_OF_PAPERS = frozenset({"dossier.paper_added", "dossier.paper_removed", "dossier.paper_state_said"})
_SAID_ELSEWHERE = frozenset({ResultEntry.DRAFTED, SubmissionEntry.DRAFTED, LetterEntry.DRAFTED, NoteEntry.WRITTEN})
"""What was drafted is read on the paper itself, a note among the notes."""
_OF_OTHERS = frozenset({VerificationEntry.ASKED, *AnswerEntry})
"""What is told of another agency, by its name."""
_SOON = timedelta(days=1)
_NUMBERED = re.compile(r"\d+\. ")
"""How a numbered line of an explanation begins; a note may begin with a date."""
_QUIET = frozenset({"dossier.moved", WorkEntry.HELD, WorkEntry.RESUMED})
"""What the timeline leaves out: it is said by the entry beside it."""
_CLASSES: Mapping[Timeliness, ClockState] = {
    Timeliness.EARLY: ClockState.EARLY,
    Timeliness.ON_TIME: ClockState.ON_TIME,
    Timeliness.LATE: ClockState.LATE,
}


@dataclass(frozen=True, slots=True)
class DossierView:
    """One dossier, ready to be drawn."""

    id: int
    sequence: int
    code: str
    facts: Facts
    procedure_name: str
    applicant: str
    state: ClockState
    state_words: str
    appointment_at: datetime | None
    about: tuple[Fact, ...]
    clock: ExplainedClock
    timeline: tuple[TimelineItem, ...]
    page: DossierPage


def result_standing(state: ResultState | None) -> tuple[object, str]:
    """How a result or paper stands, in words and as a tone; both empty of one that nobody has described."""
    return ("", "") if state is None else _RESULT_STANDINGS[state]


def dossier_view(scope: Scope, dossier_id: int, *, at: datetime) -> DossierView:
    """The dossier as a page draws it. Raises Refused (`no_such_dossier`)."""
    page = dossier.page(scope, dossier_id, at=at)
    facts = page.facts
    state = clock_state(facts, at)
    return DossierView(
        id=page.id,
        sequence=page.sequence,
        code=facts.code or facts.filing_number,
        facts=facts,
        procedure_name=page.version.name,
        applicant=_names(page),
        state=state,
        state_words=str(STATE_WORDS[facts.state]),
        appointment_at=facts.appointment_at,
        about=tuple(_about(page)),
        clock=_clock(page, state, at),
        timeline=tuple(_timeline(page)),
        page=page,
    )


def clock_state(facts: Facts, at: datetime) -> ClockState:
    """Where a dossier stands against its due date at an instant. Near and overdue are computed, never stored."""
    if facts.timeliness is not None:
        return _CLASSES[facts.timeliness]
    clock = facts.clock
    if clock is None or facts.state is State.VOIDED:
        return ClockState.ENDED if facts.ended_at or facts.state is State.VOIDED else ClockState.WAITING
    return _running_state(
        state=facts.state,
        overdue=clock.overdue_before if clock.lapses_at is None else at >= clock.lapses_at,
        due_at=clock.due_at,
        at=at,
    )


def row_state(row: DossierRow, at: datetime) -> ClockState:
    """The same for a line of a list."""
    if row.timeliness is not None:
        return _CLASSES[row.timeliness]
    if row.state is State.VOIDED:
        return ClockState.ENDED
    return _running_state(state=row.state, overdue=row.overdue, due_at=row.due_at, at=at)


def _running_state(*, state: State, overdue: bool, due_at: datetime | None, at: datetime) -> ClockState:
    if overdue:
        return ClockState.OVERDUE
    if state is State.PAUSED:
        return ClockState.PAUSED
    if due_at is None:
        return ClockState.WAITING
    if due_at.date() == at.date():
        return ClockState.DUE_TODAY
    return ClockState.DUE_SOON if due_at - at <= _SOON else ClockState.IN_TERM


def _names(page: DossierPage) -> str:
    applicants: Iterable[Party] = page.declaration.applicants if page.declaration is not None else ()
    return ", ".join(party.name for party in applicants) or str(_("(erased)"))


def _about(page: DossierPage) -> Iterable[Fact]:
    facts, subject = page.facts, page.facts.subject
    language = get_language() or "vi"
    applicant = page.declaration.applicants[0] if page.declaration and page.declaration.applicants else None
    yield Fact(_("Applicant"), _names(page))
    if applicant is not None and applicant.phone:
        yield Fact(_("Phone"), applicant.phone)
    if applicant is not None and applicant.address:
        yield Fact(_("Address"), applicant.address)
    case = page.version.case(subject.case_key)
    if case is not None:
        yield Fact(_("Case"), case.label.text(language))
    yield Fact(_("Received at"), page.agency_names.get(subject.receiving_agency_id, ""))
    yield Fact(_("Resolved by"), page.agency_names.get(subject.resolving_agency_id, ""))
    if facts.state.value in {"in_progress", "decided", "paused", "awaiting_supplement", "completed"}:
        yield Fact(_("Lies with"), _holder(page))
    if facts.received_at is not None:
        yield Fact(_("Received"), facts.received_at)
    if facts.appointment_at is not None:
        yield Fact(_("Appointment"), facts.appointment_at)
    yield from _fees(page)
    if facts.outcome is not None:
        yield Fact(_("Outcome"), str(OUTCOME_WORDS[facts.outcome]))
    if facts.result_number:
        yield Fact(_("Result number"), facts.result_number)
    yield Fact(_("Goes back"), str(METHOD_WORDS[facts.return_method]))


def _fees(page: DossierPage) -> Iterable[Fact]:
    fees = page.facts.fees
    if page.facts.fees_due:
        yield Fact(_("Fees owed"), money(sum(fee.amount for fee in page.facts.fees_due)))
    exempt = {one.key: one for fee in fees if (one := page.version.exemption(fee.exemption)) is not None}
    for exemption in exempt.values():
        yield Fact(_("Fees reduced for"), exemption.label.text(get_language() or "vi"), hint=exemption.proof)


def _holder(page: DossierPage) -> str:
    holder = page.facts.holder
    officer = page.officer_names.get(holder.officer_id or 0, "")
    parts = [label_of_step(page.facts, holder.step_key), officer, page.agency_names.get(holder.agency_id, "")]
    return " · ".join(part for part in parts if part)


def _time_left(page: DossierPage, at: datetime) -> str:
    """The working days until the due date, or since; nothing where the state says it all."""
    facts = page.facts
    clock = facts.clock
    if facts.timeliness is not None or clock is None or clock.due_at is None:
        return ""
    resolving = facts.subject.resolving_agency_id
    calendar = worktime.calendar(organisation.calendar_key(resolving, on=at.date()))
    due, today = clock.due_at.date(), at.date()
    if page.overdue:
        days = calendar.working_days_between(due, today)
        return ngettext("by {days} working day", "by {days} working days", days).format(days=days) if days > 0 else ""
    days = calendar.working_days_between(today, due) if today < due else 0
    return ngettext("{days} working day left", "{days} working days left", days).format(days=days) if days else ""


def _clock(page: DossierPage, state: ClockState, at: datetime) -> ExplainedClock:
    clock = page.facts.clock
    lines = [line for line in page.explanation if _NUMBERED.match(line)]
    notes = tuple(line for line in page.explanation[1:] if not _NUMBERED.match(line))
    return ExplainedClock(
        state=state,
        due_at=clock.due_at if clock is not None else None,
        lines=tuple(_clock_line(line) for line in lines),
        is_expected=clock.expected if clock is not None else False,
        remaining=_time_left(page, at),
        notes=notes,
    )


def _clock_line(line: str) -> ClockLine:
    """`1. 09:00 thứ Hai 02/03/2026  Tiếp nhận …` in its two parts; the number is the list's own."""
    _number, _dot, said = line.partition(". ")
    when, _gap, text = said.partition("  ")
    return ClockLine(when if text else "", text or when)


def _timeline(page: DossierPage) -> Iterable[TimelineItem]:
    for entry in reversed(page.timeline):
        if entry.kind in _QUIET:
            continue
        icon, tone = _ICONS.get(entry.kind, ("circle-check", Tone.NEUTRAL))
        yield TimelineItem(
            at=entry.at,
            title=_title(page, entry),
            actor=entry.actor_name,
            text=_said(entry),
            icon=icon,
            tone=tone,
            recorded_at=entry.recorded_at if entry.late else None,
        )


def _title(page: DossierPage, entry: TimelineEntry) -> str:
    """What happened, with what it was about where the kind alone says too little."""
    if entry.kind in _WRITTEN_TITLES:
        return _written_title(page, entry)
    if not entry.title:
        return _work_title(page, entry)
    about = ""
    if entry.kind == "dossier.alarm_fired":
        about = str(_ALARM_WORDS.get(str(entry.body.get("alarm", "")), ""))
    elif entry.kind == "dossier.decided" and entry.body.get("outcome"):
        about = str(OUTCOME_WORDS[Outcome(entry.body["outcome"])])
    elif entry.kind in _OF_PAPERS:
        about = _paper(page, entry)
    elif entry.kind == "dossier.handed_over":
        about = _how_handed_over(entry)
    elif "reason_key" in entry.body:
        reason = next((one for one in page.version.pause_reasons if one.key == entry.body["reason_key"]), None)
        about = reason.label.text(get_language() or "vi") if reason is not None else ""
    return f"{entry.title}: {about}" if about else entry.title


def _paper(page: DossierPage, entry: TimelineEntry) -> str:
    """Which paper of the checklist, and how it is there electronically since."""
    key = str(entry.body.get("component", ""))
    label = next((one.label.text(get_language() or "vi") for one in page.version.components if one.key == key), key)
    return f"{label} ({messages.name_of(DigitalState(entry.body['state']))})"


def _written_title(page: DossierPage, entry: TimelineEntry) -> str:
    """What was done to the electronic result or to a letter, with which signature or number; or to a submission."""
    title, about = str(_WRITTEN_TITLES[entry.kind]), str(entry.body.get("number", ""))
    if entry.kind == ResultEntry.SIGNED and page.version.result is not None:
        labels = {one.key: one.label.text(get_language() or "vi") for one in page.version.result.signatures}
        signed = labels.get(str(entry.body.get("signature", "")), "")
        about = " – ".join(part for part in (signed, str(entry.body.get("capacity", ""))) if part)
    elif entry.kind == LetterEntry.SIGNED and (made := signature_called(entry.body["signature"])) is not None:
        about = said(made.label)
    return f"{title}: {about}" if about else title


def _how_handed_over(entry: TimelineEntry) -> str:
    """By which way the result went back, and whether somebody authorised took it."""
    how = [str(METHOD_WORDS[ReturnMethod(entry.body["method"])])] if entry.body.get("method") else []
    return ", ".join([*how, str(_("to somebody authorised"))] if entry.body.get("by_proxy") else how)


def _work_title(page: DossierPage, entry: TimelineEntry) -> str:
    title = str(_WORK_TITLES.get(entry.kind, entry.kind))
    if entry.kind == PAPERS_REUSED:
        return f"{title}: {len(entry.body['papers'])}"
    if entry.kind == NoteEntry.WRITTEN:
        return title
    if entry.kind in _OF_OTHERS:
        return f"{title}: {page.agency_names.get(entry.body['agency_id'], '')}"
    step_key = str(entry.body.get("step_key", ""))
    step = label_of_step(page.facts, step_key)
    if entry.kind == SupervisionEntry.CAUSE:
        cause = cause_called(str(entry.body.get("cause", "")))
        return f"{title}: {said(cause.label)}" if cause is not None else title
    if entry.kind == WorkEntry.CLOSED:
        way = label_of_way(page.facts, step_key, str(entry.body.get("action_key", "")))
        return f"{step}: {way}" if way else f"{step}: {title}"
    officer = page.officer_names.get(entry.body.get("officer_id") or 0, "")
    where = officer or page.agency_names.get(entry.body.get("agency_id") or 0, "")
    return f"{title}: {step}" + (f" – {where}" if where else "")


def _said(entry: TimelineEntry) -> str:
    if entry.kind in _SAID_ELSEWHERE:
        return ""
    return " · ".join(text.content for text in entry.texts.values() if text.content)
