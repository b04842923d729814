"""How a feedback is shown: its standing, its clock with the reasons, what happened to it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from motcua.journal import queries as journal
from motcua.journal.types import Entry
from motcua.kernel.types import Actor, ActorKind, Refusal
from motcua.organisation import queries as organisation
from motcua.papers.types import MediaType
from motcua.parties import queries as parties
from motcua.ui.types import ClockLine, ClockState, ExplainedClock, TimelineItem, Tone
from motcua.voice import models
from motcua.voice.entries import move_of
from motcua.voice.reading import rules_on
from motcua.voice.types import Feedback, FeedbackFile, Move
from motcua.worktime import queries as worktime
from motcua.worktime.types import Language, explain

_SOON = timedelta(days=3)
_EXPECTED = "expected"
"""The note that a decree may move the day. What was promised to whoever said something stays."""
_TITLES: Mapping[Move, Promise] = {
    Move.RECEIVED: gettext_lazy("Feedback received"),
    Move.ASSIGNED: gettext_lazy("Given to an officer"),
    Move.PASSED_ON: gettext_lazy("Passed on to the competent agency"),
    Move.ANSWERED: gettext_lazy("Answered"),
    Move.DECLINED: gettext_lazy("Not answered, with the reason"),
}
_LOOKS: Mapping[Move, tuple[str, Tone]] = {
    Move.RECEIVED: ("inbox", Tone.INFO),
    Move.ASSIGNED: ("user", Tone.NEUTRAL),
    Move.PASSED_ON: ("arrow-right", Tone.WAITING),
    Move.ANSWERED: ("circle-check", Tone.SUCCESS),
    Move.DECLINED: ("ban", Tone.WARNING),
}


def state_of(feedback: Feedback, *, at: datetime) -> ClockState:
    """Where it stands against its day."""
    if not feedback.is_open:
        return ClockState.LATE if feedback.is_late(at) else ClockState.ON_TIME
    if feedback.is_late(at):
        return ClockState.OVERDUE
    if feedback.due_at.date() == at.date():
        return ClockState.DUE_TODAY
    return ClockState.DUE_SOON if feedback.due_at - at <= _SOON else ClockState.IN_TERM


def clock_of(feedback: Feedback, *, at: datetime) -> ExplainedClock:
    """The day of the answer, and why it is that one, counted by the calendar it was set by."""
    rules = rules_on(feedback.received_at.date())
    calendar = worktime.calendar_version(feedback.calendar, feedback.calendar_version, agency=feedback.calendar_agency)
    explained = explain(rules.handle, feedback.received_at, calendar=calendar, at_counter=False)
    language: Language = "en" if (get_language() or "vi").startswith("en") else "vi"
    why, notes = ((), ()) if isinstance(explained, Refusal) else (explained.lines, explained.notes)
    return ExplainedClock(
        state=state_of(feedback, at=at),
        due_at=feedback.due_at,
        lines=tuple(ClockLine("", line.said(language)) for line in why),
        notes=(*(note.said(language) for note in notes if note.code != _EXPECTED), rules.article),
    )


def name_of_file(file: FeedbackFile, number: int) -> str:
    """What the so-many-th file is called. Names under which files came are not kept: they say more than they should."""
    kind = MediaType(file.file.media_type).extension.upper()
    return _("File {number}: {kind}, {size}").format(number=number, kind=kind, size=filesizeformat(file.file.size))


def timeline_for_office(row: models.Feedback) -> tuple[TimelineItem, ...]:
    """What happened, the last first, by whom, and what was written to whoever got it next; four statements."""
    found = journal.entries(row.stream)
    codes = [one.actor.key for one in found if one.actor.kind is ActorKind.OFFICER]
    names = organisation.officer_names_by_code(codes)
    given = organisation.officer_names(one.body["officer_id"] for one in found if "officer_id" in one.body)
    remarks = parties.texts(int(one.body["remark"]["text"]) for one in found if "remark" in one.body)
    places = organisation.agency_names(one.body["after"] for one in found if "after" in one.body)
    said = {number: text.content or _("(erased)") for number, text in remarks.items()}

    def about(entry: Entry) -> str:
        if "officer_id" in entry.body:
            return given.get(entry.body["officer_id"], "")
        if "after" in entry.body:
            return f"{places.get(entry.body['after'], '')}: {said.get(int(entry.body['remark']['text']), '')}"
        return ""

    return tuple(_items(found, actor=lambda who: names.get(who.key, _("whoever sent it")), about=about))


def timeline_for_sender(row: models.Feedback) -> tuple[TimelineItem, ...]:
    """The same without names and without what officers wrote to each other; the agencies it went to are said."""
    found = [one for one in journal.entries(row.stream) if move_of(one.kind) is not Move.ASSIGNED]
    places = organisation.agency_names(one.body["after"] for one in found if "after" in one.body)
    return tuple(_items(found, actor=lambda _who: "", about=lambda entry: places.get(entry.body.get("after", 0), "")))


def _items(
    entries: Iterable[Entry], *, actor: Callable[[Actor], str], about: Callable[[Entry], str]
) -> Iterator[TimelineItem]:
    for entry in sorted(entries, key=lambda one: -one.sequence):
        icon, tone = _LOOKS[move_of(entry.kind)]
        yield TimelineItem(
            entry.at, _TITLES[move_of(entry.kind)], actor=actor(entry.actor), text=about(entry), icon=icon, tone=tone
        )
