"""Why a due date is what it is, line by line, in words a citizen can check with a wall calendar.

Built from the basis that was kept with every move: nothing is counted again here, so what is explained is what was
decided. The pieces of wording are `worktime`'s.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Final

from motcua.dossier.rules.clock import SUPPLEMENT
from motcua.dossier.rules.forwarding import TOPIC as FORWARDING
from motcua.dossier.rules.forwarding import papers_arrive_at
from motcua.dossier.rules.law import Law
from motcua.dossier.rules.table import Topic
from motcua.dossier.rules.timeliness import is_overdue
from motcua.dossier.types import OPEN, BasisKind, BasisLine, ClockState, Facts, State, Timeliness
from motcua.worktime.types import (
    CALENDAR_UNITS,
    Bilingual,
    Language,
    Term,
    TermUnit,
    amount_words,
    calendar_notes,
    date_words,
    day_ranges,
    instant_words,
    minutes_words,
    term_words,
)

_DAY_ZERO: Final = "day_zero"
"""The regime's topic for the day that is not counted (BLDS Đ147)."""

_SAID: Final[Mapping[str, Bilingual]] = {
    "due": Bilingual("Hạn trả: {due} ({standing})", "Due: {due} ({standing})"),
    "waiting": Bilingual(
        "Hạn trả: chưa tính, đang chờ bổ sung hồ sơ{until} ({standing})",
        "Due: no date runs while the supplement is awaited{until} ({standing})",
    ),
    "until": Bilingual(" đến hết ngày {day}", " until the end of {day}"),
    "paused": Bilingual(
        "Hạn trả: chưa tính, đang trong thời gian không tính: {reasons} ({standing})",
        "Due: no date runs while time is not counted: {reasons} ({standing})",
    ),
    "not_started": Bilingual(
        "Hạn trả: chưa tính, sự kiện làm mốc bắt đầu thời hạn chưa xảy ra",
        "Due: no date runs yet, the event the term is counted from has not happened",
    ),
    "filed": Bilingual("Chưa tiếp nhận: thời hạn chưa bắt đầu", "Not received yet: the term has not begun"),
    "answer": Bilingual("Hạn trả lời hồ sơ trực tuyến: {due}", "The filing is to be answered by {due}"),
    "voided": Bilingual("Hồ sơ đã huỷ do nhập nhầm: không tính thời hạn", "Voided: nothing is counted"),
    "in_term": Bilingual("còn trong hạn", "in term"),
    "today": Bilingual("đến hạn hôm nay", "due today"),
    "overdue": Bilingual("quá hạn", "overdue"),
    "overdue_before": Bilingual("đã quá hạn từ trước", "overdue before"),
    "expected": Bilingual(", dự kiến", ", expected"),
    "ended_early": Bilingual("đã xong trước hạn", "ended early"),
    "ended_on_time": Bilingual("đã xong đúng hạn", "ended on time"),
    "ended_late": Bilingual("đã xong quá hạn", "ended late"),
    "received": Bilingual("Tiếp nhận đủ hồ sơ.", "Received complete."),
    "started": Bilingual("Sự kiện làm mốc tính thời hạn{article}.", "The event the term is counted from{article}."),
    "term": Bilingual("Thời hạn {term}{article}.", "Term: {term}{article}."),
    "day_of_receipt": Bilingual("Ngày tiếp nhận không tính{article}.", "The day of receipt is not counted{article}."),
    "day_zero": Bilingual("Ngày {day} không tính{article}.", "{day} is not counted{article}."),
    "same_day_off": Bilingual(
        "Ngày tiếp nhận không phải ngày làm việc: trả trong ngày làm việc tiếp theo.",
        "The day of receipt is no working day: due on the next working day.",
    ),
    "same_day_late": Bilingual(
        "Tiếp nhận sau {cutoff} hoặc sau giờ làm việc: trả trong ngày làm việc tiếp theo.",
        "Received later than {cutoff} or after closing: due on the next working day.",
    ),
    "new_due": Bilingual("Hạn: {due}.", "Due: {due}."),
    "not_counted": Bilingual("Không tính thời gian: {reason}{article}.", "Time not counted: {reason}{article}."),
    "days": Bilingual("{count}: {days}.", "{count}: {days}."),
    "no_days": Bilingual(
        "Không rơi vào ngày nào được tính: hạn không đổi.", "No counted day lies in it: the date stays."
    ),
    "minutes": Bilingual("{minutes} trong giờ làm việc.", "{minutes} of working time."),
    "clock_minutes": Bilingual("{minutes}.", "{minutes}."),
    "restarted": Bilingual(
        "Yêu cầu bổ sung, đến khi có đủ hồ sơ. Thời hạn {term} tính lại từ đầu{article}.",
        "Supplement asked for, until the dossier was full. Term: {term}, counted anew{article}.",
    ),
    "full_day": Bilingual("Ngày đủ hồ sơ không tính.", "The day it was full is not counted."),
    "stayed_overdue": Bilingual(
        "{reason}. Hồ sơ đã quá hạn từ trước: hạn không đổi.",
        "{reason}. The dossier was overdue before: the date stays.",
    ),
    "prolonged": Bilingual(
        "Kéo dài theo luật: {reason}{article}. Thời hạn {term} tính từ đầu.",
        "Prolonged by law: {reason}{article}. Term: {term}, counted from the beginning.",
    ),
    "calendar_changed": Bilingual(
        "Lịch nghỉ thay đổi{article}: tính lại theo lịch {calendar}.",
        "The calendar changed{article}: counted anew by {calendar}.",
    ),
    "calendar_kept": Bilingual(
        "Lịch nghỉ thay đổi{article}: tính lại sẽ sớm hơn, ngày đã hẹn được giữ nguyên.",
        "The calendar changed{article}: the date would be earlier, what was promised stays.",
    ),
    "reappointed": Bilingual("Gia hạn và hẹn lại{article}.", "Extended and re-appointed{article}."),
    "forwarded": Bilingual(
        "Giấy tờ đến cơ quan giải quyết vào giờ mở cửa kế tiếp{article}. Hạn trả không đổi.",
        "The papers reach the resolving agency at the next opening{article}. The due date stays.",
    ),
    "imported": Bilingual(
        "Chuyển từ hệ thống khác; hạn giữ nguyên như đã hẹn.", "Taken over from another system, its date as promised."
    ),
    "supplement": Bilingual("chờ bổ sung hồ sơ", "a supplement was awaited"),
    "apology": Bilingual(
        "Xin lỗi{article}; hẹn lại {appointment}. Hạn trả không đổi.",
        "Apology{article}; new appointment {appointment}. The due date stays.",
    ),
    "apology_alone": Bilingual(
        "Xin lỗi{article}; chưa hẹn lại được. Hạn trả không đổi.",
        "Apology{article}; no new date possible yet. The due date stays.",
    ),
}
_ENDED: Final[Mapping[Timeliness, str]] = {
    Timeliness.EARLY: "ended_early",
    Timeliness.ON_TIME: "ended_on_time",
    Timeliness.LATE: "ended_late",
}


def explain(facts: Facts, law: Law, *, at: datetime, language: Language) -> list[str]:
    """The due date and its reasons as they stand at that instant: a headline, numbered lines, notes on the calendar."""
    clock = facts.clock
    headline = _headline(facts, law, at, language)
    if clock is None:
        return [headline, *_answer_line(facts, language)]
    lines = [_said_line(line, clock, law, language) for line in clock.basis]
    lines[1:1] = _forwarding_lines(facts, law, language)
    lines.extend(_apology_lines(facts, law, language))
    numbered = [f"{number}. {line}" for number, line in enumerate(lines, start=1)]
    return [headline, *numbered, *_calendar_lines(clock, law, at, language)]


def lines_of(clock: ClockState, law: Law, *, language: Language) -> list[str]:
    """The reasons alone, one for each line of the basis."""
    return [_said_line(line, clock, law, language) for line in clock.basis]


def standing_words(facts: Facts, *, at: datetime, language: Language) -> str:
    """How the dossier stands at that instant, in two or three words: in term, due today, overdue, ended on time …"""
    clock = facts.clock
    if facts.timeliness is not None:
        return _words(_ENDED[facts.timeliness], language)
    if clock is None:
        return ""
    if clock.due_at is None:
        return _words("overdue_before" if clock.overdue_before else "in_term", language)
    if is_overdue(clock, at):
        standing = _words("overdue", language)
    else:
        standing = _words("today" if at.date() == clock.due_at.date() else "in_term", language)
    return standing + (_words("expected", language) if clock.expected else "")


# --- headline and notes -----------------------------------------------------------------------------------------------


def _headline(facts: Facts, law: Law, at: datetime, language: Language) -> str:
    clock = facts.clock
    standing = standing_words(facts, at=at, language=language)
    if clock is None:
        return _words("filed", language)
    if facts.state is State.VOIDED:
        return _words("voided", language)
    if clock.due_at is not None:
        return _words("due", language, due=instant_words(clock.due_at, language), standing=standing)
    if facts.state is State.PAUSED:
        reasons = "; ".join(_reason(pause.reason_key, law, language) for pause in facts.open_pauses)
        return _words("paused", language, reasons=reasons, standing=standing)
    if not clock.started:
        return _words("not_started", language)
    asked = facts.open_supplement
    day = asked.waiting_until if asked is not None else None
    until = _words("until", language, day=date_words(day, language)) if day is not None else ""
    return _words("waiting", language, until=until, standing=standing)


def _answer_line(facts: Facts, language: Language) -> Iterator[str]:
    if facts.state is State.FILED and facts.answer_due_at is not None:
        yield _words("answer", language, due=instant_words(facts.answer_due_at, language))


def _calendar_lines(clock: ClockState, law: Law, at: datetime, language: Language) -> Iterator[str]:
    """The calendar and the days off between the receipt and the due date, or today while no date runs."""
    first = clock.basis[0].at.date() if clock.basis else clock.day_zero
    last = max(first, clock.due_date or at.date())
    for note in calendar_notes(law.calendar, first, last, expected=clock.expected and clock.started):
        yield note.said(language)


def _forwarding_lines(facts: Facts, law: Law, language: Language) -> Iterator[str]:
    arrive_at = papers_arrive_at(facts, law)
    if arrive_at is not None:
        article = _cited(law.regime.article(FORWARDING))
        yield f"{_at(arrive_at, language)}  " + _words("forwarded", language, article=article)


def _apology_lines(facts: Facts, law: Law, language: Language) -> Iterator[str]:
    if facts.apology is None:
        return
    article = _cited(law.article(Topic.APOLOGY))
    head = f"{_at(facts.apology.made_at, language)}  "
    if facts.reappointments and facts.appointment_at is not None:
        appointment = _short_instant(facts.appointment_at, language)
        yield head + _words("apology", language, article=article, appointment=appointment)
    elif facts.state in OPEN:
        yield head + _words("apology_alone", language, article=article)


# --- the lines of the basis -------------------------------------------------------------------------------------------


def _said_line(line: BasisLine, clock: ClockState, law: Law, language: Language) -> str:
    when = _span(line.at, line.until, language) if line.until is not None else _at(line.at, language)
    sentences = _SENTENCES[line.kind](line, clock, law, language)
    if line.due_at is not None:
        sentences.append(_words("new_due", language, due=_short_instant(line.due_at, language)))
    return f"{when}  {' '.join(sentences)}"


def _received(line: BasisLine, clock: ClockState, law: Law, language: Language) -> list[str]:
    return [_words("received", language), *_term_sentences(line, clock, law, language)]


def _started(line: BasisLine, clock: ClockState, law: Law, language: Language) -> list[str]:
    event = _words("started", language, article=_cited(line.article))
    term = _words("term", language, term=_term(line, language), article="")
    return [event, term]


def _term_sentences(line: BasisLine, clock: ClockState, law: Law, language: Language) -> list[str]:
    sentences = [_words("term", language, term=_term(line, language), article=_cited(line.article))]
    if line.term is not None and line.term.phases[0].unit is TermUnit.SAME_DAY:
        return [*sentences, *_why_not_the_same_day(line, law, language)]
    if line.term is None or line.term.phases[0].unit in {TermUnit.HOUR, TermUnit.WORKING_HOUR}:
        return sentences
    article = _cited(law.regime.article(_DAY_ZERO))
    first = clock.basis[0] is line and clock.started
    if first and len(clock.basis) == 1 and clock.day_zero != line.at.date():
        sentences.append(_words("day_zero", language, day=date_words(clock.day_zero, language), article=article))
    else:
        sentences.append(_words("day_of_receipt", language, article=article))
    return sentences


def _why_not_the_same_day(line: BasisLine, law: Law, language: Language) -> list[str]:
    """Why what is due the same day is due on a later one: received on a day of rest, or too late."""
    if line.due_at is None or line.due_at.date() == line.at.date():
        return []
    if law.calendar.opening(line.at.date()) is None:
        return [_words("same_day_off", language)]
    return [_words("same_day_late", language, cutoff=f"{law.calendar.settings.same_day_cutoff:%H:%M}")]


def _not_counted(line: BasisLine, clock: ClockState, law: Law, language: Language) -> list[str]:
    reason = _reason(line.reason_key, law, language)
    said = [_words("not_counted", language, reason=reason, article=_cited(line.article))]
    if line.minutes:
        key = "clock_minutes" if _only_clock_hours(clock.term) else "minutes"
        said.append(_words(key, language, minutes=minutes_words(line.minutes, language)))
    elif line.days:
        said.append(_words("days", language, count=_count(line.days, clock.term, language), days=_days(line, language)))
    else:
        said.append(_words("no_days", language))
    return said


def _restarted(line: BasisLine, clock: ClockState, law: Law, language: Language) -> list[str]:
    said = [_words("restarted", language, term=_term(line, language), article=_cited(line.article))]
    if line.term is not None and not line.term.ends_by_minute:
        said.append(_words("full_day", language))
    return said


def _stayed_overdue(line: BasisLine, clock: ClockState, law: Law, language: Language) -> list[str]:
    reason = _reason(line.reason_key, law, language)
    return [_words("stayed_overdue", language, reason=reason[:1].upper() + reason[1:])]


def _prolonged(line: BasisLine, clock: ClockState, law: Law, language: Language) -> list[str]:
    rule = law.version.prolongation(line.reason_key)
    reason = rule.label.text(language) if rule is not None else line.reason_key
    return [
        _words("prolonged", language, reason=reason, article=_cited(line.article), term=_term(line, language)),
    ]


def _plainly(key: str) -> Callable[[BasisLine, ClockState, Law, Language], list[str]]:
    def said(line: BasisLine, clock: ClockState, law: Law, language: Language) -> list[str]:
        return [_words(key, language, article=_cited(line.article), calendar=line.calendar)]

    return said


_SENTENCES: Final[Mapping[BasisKind, Callable[[BasisLine, ClockState, Law, Language], list[str]]]] = {
    BasisKind.RECEIVED: _received,
    BasisKind.STARTED: _started,
    BasisKind.RESTARTED: _restarted,
    BasisKind.NOT_COUNTED: _not_counted,
    BasisKind.STAYED_OVERDUE: _stayed_overdue,
    BasisKind.PROLONGED: _prolonged,
    BasisKind.CALENDAR_CHANGED: _plainly("calendar_changed"),
    BasisKind.CALENDAR_KEPT: _plainly("calendar_kept"),
    BasisKind.REAPPOINTED: _plainly("reappointed"),
    BasisKind.IMPORTED: _plainly("imported"),
}


# --- words ------------------------------------------------------------------------------------------------------------


def _words(key: str, language: Language, **values: str) -> str:
    return _SAID[key].said(language).format(**values)


def _cited(article: str) -> str:
    return f" ({article})" if article else ""


def _reason(key: str, law: Law, language: Language) -> str:
    if key == SUPPLEMENT:
        return _words("supplement", language)
    reason = law.version.pause_reason(key)
    return reason.label.text(language) if reason is not None else key


def _term(line: BasisLine, language: Language) -> str:
    return term_words(line.term, language) if line.term is not None else ""


def _count(days: tuple[date, ...], term: Term, language: Language) -> str:
    whole = all(phase.unit in CALENDAR_UNITS for phase in term.phases)
    return amount_words(len(days), TermUnit.DAY if whole else TermUnit.WORKING_DAY, language)


def _days(line: BasisLine, language: Language) -> str:
    return day_ranges(line.days, language)


def _only_clock_hours(term: Term) -> bool:
    return all(phase.unit is TermUnit.HOUR for phase in term.phases)


def _at(at: datetime, language: Language) -> str:
    return instant_words(at, language)


def _short_instant(at: datetime, language: Language) -> str:
    """`17:00 16/03/2026`: the weekday stands in the headline already."""
    between = " " if language == "vi" else " on "
    return f"{at:%H:%M}{between}{date_words(at.date(), language)}"


def _span(begins: datetime, ends: datetime, language: Language) -> str:
    """`05/03 16:00 – 17/03 10:00`, with the years when there are two."""
    with_year = begins.year != ends.year
    return f"{_day_and_hour(begins, language, with_year)} – {_day_and_hour(ends, language, with_year)}"


def _day_and_hour(at: datetime, language: Language, with_year: bool) -> str:
    day = date_words(at.date(), language)
    if not with_year:
        day = day.rpartition("/" if language == "vi" else " ")[0]
    return f"{day} {at:%H:%M}"
