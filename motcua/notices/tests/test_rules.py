"""The pure rules: quiet hours, delays, templates and who is told."""

import string
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.dossier.types import EVENTS
from motcua.kernel.types import Refusal
from motcua.notices.reading import rules_on, template_on, templates
from motcua.notices.rules import telling, timing, wording
from motcua.notices.types import Event

RULES = rules_on(date(2026, 3, 2))
LONGEST_SMS = 160
SAMPLE = {
    "code": "H49.201.99-260302-00001",
    "procedure": "Cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất lần đầu",
    "desk": "Trung tâm Phục vụ hành chính công phường Hồng Gai",
    "agency": "Ủy ban nhân dân phường Hồng Gai",
    "appointment": "17:00 16/03/2026",
    "until": "20/03/2026",
    "missing": "Đơn đề nghị; Bản vẽ",
    "number": "12/GCN-UBND",
    "letter": "128/UBND-TTHC",
    "link": "https://dichvucong.example.vn/nop/ho-so/bmrmIcBY7ntgJ7GYZBuh3pBVa3V153SJ/",
    "day": "02/03/2026",
    "late": "12",
    "late_codes": "H49.201.99-260302-00001",
    "soon": "3",
    "soon_codes": "H49.201.99-260302-00002",
}


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)))
def test_nothing_goes_out_in_quiet_hours_and_everything_does_after_them(at: datetime) -> None:
    allowed = timing.allowed_from(at, RULES)
    assert allowed >= at
    assert allowed - at <= timedelta(hours=10)
    assert RULES.quiet_until <= allowed.time() < RULES.quiet_from
    assert timing.allowed_from(allowed, RULES) == allowed


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        ("2026-03-02T20:59:59", "2026-03-02T20:59:59"),
        ("2026-03-02T21:00:00", "2026-03-03T07:00:00"),
        ("2026-12-31T23:59:59", "2027-01-01T07:00:00"),
        ("2026-03-02T00:00:00", "2026-03-02T07:00:00"),
        ("2026-03-02T06:59:59", "2026-03-02T07:00:00"),
    ],
)
def test_the_edges_of_the_night(at: str, allowed: str) -> None:
    assert timing.allowed_from(datetime.fromisoformat(at), RULES) == datetime.fromisoformat(allowed)


def test_delays_double_up_to_the_longest() -> None:
    minutes = [timing.delay_after(tries, RULES) / timedelta(minutes=1) for tries in range(1, 11)]
    assert minutes == [2, 4, 8, 16, 32, 64, 128, 256, 360, 360]


def test_officers_are_reminded_in_the_morning() -> None:
    early, late = datetime(2026, 3, 2, 0, 0), datetime(2026, 3, 2, 9, 0)
    assert timing.reminder_after(early, RULES) == datetime.combine(early.date(), time(7, 45))
    assert timing.reminder_after(late, RULES) == datetime(2026, 3, 3, 7, 45)
    assert timing.allowed_from(timing.reminder_after(late, RULES), RULES) == timing.reminder_after(late, RULES)


@pytest.mark.parametrize("event", Event)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_event_reads_in_both_languages_and_fits_one_sms(event: Event, language: str) -> None:
    template = template_on(event, date(2026, 3, 2))
    filled = wording.filled(template, SAMPLE, language=language)
    assert not isinstance(filled, Refusal)
    assert "{" not in filled.subject + filled.body + filled.short
    short = wording.unmarked(filled.short)
    assert short.isascii()
    assert len(short) <= LONGEST_SMS, short


@pytest.mark.parametrize("template", templates(), ids=lambda one: f"{one.event} {one.version}")
def test_a_template_names_only_fields_that_it_declares(template: object) -> None:
    (one,) = [known for known in templates() if known is template]
    named = frozenset[str]()
    for words in one.words.values():
        for line in (words.subject, *words.lines, *words.short):
            named |= wording.fields_in(line)
            assert wording.fields_in(line) == {name for _, name, _, _ in string.Formatter().parse(line) if name}
    assert named == one.fields | one.may
    assert one.words.keys() == {"vi", "en"}
    assert not any(wording.fields_in(words.subject) & one.may for words in one.words.values())


def test_a_declared_field_without_a_value_stops_the_message_and_an_optional_one_only_its_line() -> None:
    template = template_on(Event.RECEIVED, date(2026, 3, 2))
    stopped = wording.filled(template, SAMPLE | {"code": "", "desk": ""}, language="vi")
    assert stopped == Refusal("notice_field_missing", {"fields": ("code", "desk")})
    filled = wording.filled(template, SAMPLE | {"appointment": ""}, language="vi")
    assert not isinstance(filled, Refusal)
    assert "Hẹn trả" not in filled.body + filled.short
    assert "Đã tiếp nhận" in filled.short


def test_no_event_of_the_heart_is_named_that_does_not_exist() -> None:
    assert set(telling._TOLD) | {telling._COMPLETED, telling._ALARM} <= set(EVENTS)


def test_a_mailbox_shows_just_enough() -> None:
    assert wording.masked_email("nguyenvanan@example.vn") == "n***@example.vn"
    assert wording.masked_email("") == ""


@pytest.mark.parametrize(("text", "is_one"), [("a@b.vn", True), ("a b@c.vn", False), ("a@b", False), ("", False)])
def test_what_a_mailbox_looks_like(text: str, *, is_one: bool) -> None:
    assert wording.is_mailbox(text) is is_one
