"""A list of reasons in the life of a house: planted once, added to, ended, worded anew, and chosen from."""

from collections import Counter
from datetime import date, timedelta

import pytest

from motcua.catalogue import commands, queries
from motcua.catalogue.commands.reasons import packaged
from motcua.catalogue.tests.factories import ACTOR, AT, DECISION, TODAY
from motcua.catalogue.types import Label, Reason, ReasonKind
from motcua.journal.commands import recording
from motcua.journal.queries import entries
from motcua.journal.types import RequestKey
from motcua.kernel.types import Refused
from motcua.parties import queries as parties

pytestmark = pytest.mark.django_db
TOO_YOUNG = Reason(0, "", frozenset({ReasonKind.REFUSED}), Label("Chưa đủ tuổi"), TODAY, DECISION)


def keys(kind: ReasonKind, day: date = TODAY) -> list[str]:
    return [one.key for one in queries.reasons_offered(kind, on=day)]


def test_what_comes_with_the_program_is_planted_once_and_gives_every_act_a_choice() -> None:
    assert commands.seed_reasons(actor=ACTOR, at=AT) == len(packaged())
    assert commands.seed_reasons(actor=ACTOR, at=AT) == 0
    for kind in ReasonKind:
        assert len(keys(kind)) > 1, kind
        assert keys(kind)[-1] == "other", kind
    days = Counter(one.key for one in queries.reasons() if one.holds_on(TODAY))
    assert set(days.values()) == {1}, "no key is worded twice on one day"


def test_another_wording_takes_the_place_of_the_first_under_its_key() -> None:
    first = commands.begin_reason(actor=ACTOR, at=AT, reason=TOO_YOUNG)
    april = date(2026, 4, 1)
    later = Reason(0, "", TOO_YOUNG.kinds, Label("Chưa đủ tuổi kết hôn"), april, "QĐ 9/QĐ-UBND")
    commands.begin_reason(actor=ACTOR, at=AT, reason=later, replaces=first)
    assert queries.listed_reason(first).valid_to == date(2026, 3, 31)
    assert keys(ReasonKind.REFUSED) == keys(ReasonKind.REFUSED, april) == ["chua_du_tuoi"]
    worded = [queries.reason_called("chua_du_tuoi", on=day) for day in (TODAY, april)]
    assert [one.label.vi for one in worded if one] == ["Chưa đủ tuổi", "Chưa đủ tuổi kết hôn"]
    told = [(entry.kind, entry.body.get("valid_from", entry.body.get("last_day"))) for entry in entries("reasons")]
    assert told == [
        ("catalogue.reason_begun", "2026-03-02"),
        ("catalogue.reason_ended", "2026-03-31"),
        ("catalogue.reason_begun", "2026-04-01"),
    ]


def test_one_press_lists_a_reason_once_and_a_second_list_of_it_is_refused() -> None:
    press = RequestKey("nhan", b"dau")
    first = commands.begin_reason(actor=ACTOR, at=AT, reason=TOO_YOUNG, key=press)
    assert commands.begin_reason(actor=ACTOR, at=AT, reason=TOO_YOUNG, key=press) == first
    with pytest.raises(Refused, match="reason_there_already"):
        commands.begin_reason(actor=ACTOR, at=AT, reason=TOO_YOUNG)
    commands.end_reason(actor=ACTOR, at=AT, reason_id=first, last_day=TODAY, decision=DECISION)
    assert keys(ReasonKind.REFUSED, TODAY + timedelta(days=1)) == []
    with pytest.raises(Refused, match="reason_absent"):
        commands.end_reason(actor=ACTOR, at=AT, reason_id=first + 1, last_day=TODAY, decision=DECISION)


def test_what_was_chosen_is_kept_in_the_words_of_the_day() -> None:
    commands.seed_reasons(actor=ACTOR, at=AT)
    with recording(actor=ACTOR, at=AT) as unit:
        text = commands.write_reason(unit, kind=ReasonKind.STOP, words="đi nước ngoài", reason_key="withdrawn")
    assert parties.texts([text.id])[text.id].content == (
        "Người nộp rút hồ sơ, không còn nhu cầu (NĐ 118/2025/NĐ-CP, Điều 21): đi nước ngoài"
    )
    for key, words, code in (
        ("paper_missing", "", "reason_not_offered"),
        ("other", "", "reason_needs_words"),
        ("", " ", "text_missing"),
    ):
        with pytest.raises(Refused, match=code), recording(actor=ACTOR, at=AT) as unit:
            commands.write_reason(unit, kind=ReasonKind.STOP, words=words, reason_key=key)
