"""A unit of work: everything or nothing, written once, in order."""

import contextlib
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from motcua.journal.commands import Undone, recording
from motcua.journal.models import AnsweredRequest
from motcua.journal.queries import entries
from motcua.journal.tests.story import APPRAISED, RECEIVED, clerk, head_of, move
from motcua.journal.types import RequestKey, StreamHead
from motcua.kernel.messages import sentence_of
from motcua.kernel.sweep import Swept, run_once, sweeps
from motcua.kernel.types import Refusal, Refused, system

NINE = datetime(2026, 2, 13, 9, 0)

pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]


def test_what_was_done_is_read_back_word_for_word() -> None:
    with recording(actor=clerk(7), at=NINE) as unit:
        head = unit.append(StreamHead("folder/1"), kind=RECEIVED, version=1, body={"sheets": 3, "note": "đủ, hợp lệ"})
    (entry,) = entries("folder/1")
    assert (entry.sequence, entry.at, entry.actor, entry.kind) == (1, NINE, clerk(7), RECEIVED)
    assert entry.body == {"sheets": 3, "note": "đủ, hợp lệ"}
    assert entry.digest == head.digest
    assert head.sequence == 1


def test_the_body_is_kept_byte_for_byte() -> None:
    with recording(actor=clerk(7), at=NINE) as unit:
        unit.append(StreamHead("folder/1"), kind=RECEIVED, version=1, body={"b": 1, "a": [1.0, "ư"], "c": None})
    with connection.cursor() as cursor:
        cursor.execute("SELECT body::text FROM journal_entry")
        assert cursor.fetchone() == ('{"b":1,"a":[1.0,"ư"],"c":null}',)


def test_entries_are_queued_until_the_end_and_written_in_the_order_in_which_they_were_made() -> None:
    with recording(actor=clerk(7), at=NINE) as unit:
        first = unit.append(StreamHead("folder/2"), kind=RECEIVED, version=1, body={})
        unit.append(StreamHead("folder/1"), kind=RECEIVED, version=1, body={})
        unit.append(first, kind=APPRAISED, version=1, body={})
        assert entries("folder/2") == []
    received, appraised = entries("folder/2")
    (between,) = entries("folder/1")
    assert received.position < between.position < appraised.position
    assert received.recorded_at == appraised.recorded_at


def test_commands_inside_join_and_keep_their_own_actor_and_time() -> None:
    with recording(actor=clerk(7), at=NINE) as outer:
        head = outer.append(StreamHead("folder/1"), kind=RECEIVED, version=1, body={})
        with recording(actor=system("assign"), at=NINE + timedelta(minutes=1)) as inner:
            assert inner.recorded_at == outer.recorded_at
            inner.append(head, kind=APPRAISED, version=1, body={})
    assert [(entry.actor, entry.at) for entry in entries("folder/1")] == [
        (clerk(7), NINE),
        (system("assign"), NINE + timedelta(minutes=1)),
    ]


def test_an_exception_undoes_everything() -> None:
    def fails() -> None:
        with recording(actor=clerk(7), at=NINE) as unit:
            move("folder/1", unit=unit)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert entries("folder/1") == []
    assert head_of("folder/1").sequence == 0


def test_a_swallowed_failure_of_a_joined_unit_still_undoes_everything() -> None:
    def swallows() -> None:
        with recording(actor=clerk(7), at=NINE) as unit:
            move("folder/1", unit=unit)
            try:
                with recording(actor=clerk(7), at=NINE):
                    raise ZeroDivisionError
            except ZeroDivisionError:
                pass

    with pytest.raises(Undone):
        swallows()
    assert entries("folder/1") == []


def test_a_part_that_may_fail_is_undone_alone() -> None:
    with recording(actor=clerk(7), at=NINE) as unit:
        move("folder/1", unit=unit)
        with contextlib.suppress(ZeroDivisionError), unit.attempt(), recording(actor=clerk(8), at=NINE) as part:
            move("folder/2", unit=part)
            raise ZeroDivisionError
        move("folder/3", unit=unit)
    assert [len(entries(f"folder/{number}")) for number in (1, 2, 3)] == [1, 0, 1]
    assert head_of("folder/2").sequence == 0


def test_a_unit_without_entries_takes_no_lock(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2), recording(actor=clerk(7), at=NINE):  # a savepoint here, BEGIN and COMMIT there
        pass


def test_all_entries_are_one_statement_the_last(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3) as seen, recording(actor=clerk(7), at=NINE) as unit:
        for number in range(20):
            unit.append(StreamHead(f"folder/{number}"), kind=RECEIVED, version=1, body={})
    assert "INSERT INTO journal_entry" in seen.captured_queries[-2]["sql"]


def test_time_never_runs_backwards_in_a_stream() -> None:
    with recording(actor=clerk(7), at=NINE) as unit:
        head = unit.append(StreamHead("folder/1"), kind=RECEIVED, version=1, body={})
    with recording(actor=clerk(8), at=NINE - timedelta(seconds=2)) as unit:
        head = unit.append(head, kind=APPRAISED, version=1, body={})
    assert head.at == NINE


def test_a_late_entry_keeps_its_past_instant_but_not_one_before_the_last_move() -> None:
    with recording(actor=clerk(7), at=NINE) as unit:
        head = unit.append(StreamHead("folder/1"), kind=RECEIVED, version=1, body={})
    with recording(actor=clerk(7), at=NINE + timedelta(days=1)) as unit:
        head = unit.append(head, kind=APPRAISED, version=1, body={}, at=NINE + timedelta(hours=1))
        with pytest.raises(ValueError, match="before the last one"):
            unit.append(head, kind=APPRAISED, version=1, body={}, at=NINE)
    assert head.at == NINE + timedelta(hours=1)


@pytest.mark.parametrize("body", [{"day": NINE}, {"n": float("nan")}, {"half": "\ud800"}, {1: "one"}, {"a": [{2: 2}]}])
def test_only_plain_json_is_written(body: Any) -> None:
    with recording(actor=clerk(7), at=NINE) as unit, pytest.raises((TypeError, ValueError)):
        unit.append(StreamHead("folder/1"), kind=RECEIVED, version=1, body=body)


def test_only_declared_kinds_in_their_current_version_are_written() -> None:
    with recording(actor=clerk(7), at=NINE) as unit:
        with pytest.raises(LookupError):
            unit.append(StreamHead("folder/1"), kind="folder.eaten", version=1, body={})
        with pytest.raises(ValueError, match="written in version 1"):
            unit.append(StreamHead("folder/1"), kind=RECEIVED, version=2, body={})


def test_a_unit_holds_at_most_a_thousand_entries() -> None:
    with recording(actor=clerk(7), at=NINE) as unit:
        for number in range(1_000):
            unit.append(StreamHead(f"folder/{number}"), kind=RECEIVED, version=1, body={})
        with pytest.raises(ValueError, match="commit in batches"):
            unit.append(StreamHead("folder/1000"), kind=RECEIVED, version=1, body={})


def test_two_entries_from_the_same_head_cannot_both_be_kept() -> None:
    def twice() -> None:
        with recording(actor=clerk(7), at=NINE) as unit:
            unit.append(StreamHead("folder/1"), kind=RECEIVED, version=1, body={"sheets": 1})
            unit.append(StreamHead("folder/1"), kind=RECEIVED, version=1, body={"sheets": 2})

    with pytest.raises(IntegrityError):
        twice()
    assert entries("folder/1") == []


@pytest.mark.parametrize(
    "change", ["UPDATE journal_entry SET body = '{}'", "DELETE FROM journal_entry", "TRUNCATE journal_entry"]
)
def test_nobody_changes_or_removes_an_entry(change: str) -> None:
    with recording(actor=clerk(7), at=NINE) as unit:
        move("folder/1", unit=unit)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert len(entries("folder/1")) == 1


def test_who_looked_at_an_older_state_is_told_what_changed() -> None:
    with recording(actor=clerk(7), at=NINE) as unit:
        head = unit.append(StreamHead("folder/1"), kind=RECEIVED, version=1, body={})
    with recording(actor=clerk(8), at=NINE + timedelta(hours=1)) as unit:
        unit.require_seen(head, 1)
        head = unit.append(head, kind=APPRAISED, version=1, body={})
        unit.require_seen(head, 1)  # one's own moves are no news
    with recording(actor=clerk(7), at=NINE + timedelta(hours=2)) as unit:
        unit.require_seen(head, None)
        with pytest.raises(Refused) as refused:
            unit.require_seen(head, 1)
    refusal = refused.value.refusal
    assert refusal.code == "moved_on"
    assert refusal.values == {
        "stream": "folder/1",
        "count": 1,
        "kinds": (APPRAISED,),
        "at": NINE + timedelta(hours=1),
    }


def test_a_stream_without_a_row_of_its_own_has_one_here() -> None:
    for hour in (9, 10):
        with recording(actor=system("calendar"), at=NINE.replace(hour=hour)) as unit:
            unit.append_named("calendar/vn-office", kind=RECEIVED, version=1, body={"hour": hour})
            unit.append_named("calendar/vn-office", kind=APPRAISED, version=1, body={"hour": hour})
    assert [entry.sequence for entry in entries("calendar/vn-office")] == [1, 2, 3, 4]


def press(key: RequestKey, *, by: int = 7) -> dict[str, Any]:
    with recording(actor=clerk(by), at=NINE, key=key) as unit:
        if unit.earlier_answer is not None:
            return unit.earlier_answer
        head = move("folder/1", unit=unit)
        answer = {"sequence": head.sequence}
        unit.answer(answer)
        return answer


def test_the_second_press_gets_the_first_answer() -> None:
    key = RequestKey.of("form-1", {"folder": 1, "on": NINE.date()})
    assert press(key) == press(key) == {"sequence": 1}
    assert len(entries("folder/1")) == 1


def test_the_same_key_with_another_request_is_refused() -> None:
    press(RequestKey.of("form-1", {"folder": 1}))
    with pytest.raises(Refused) as refused:
        press(RequestKey.of("form-1", {"folder": 2}))
    assert refused.value.refusal.code == "request_key_reused"


def test_another_persons_key_is_another_key() -> None:
    key = RequestKey.of("form-1", {"folder": 1})
    assert press(key) == {"sequence": 1}
    assert press(key, by=8) == {"sequence": 2}


def test_what_was_undone_is_not_remembered() -> None:
    key = RequestKey.of("form-1", {"folder": 1})

    def fails() -> None:
        with recording(actor=clerk(7), at=NINE, key=key):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert press(key) == {"sequence": 1}


def test_an_answered_request_writes_nothing_more() -> None:
    key = RequestKey.of("form-1", {"folder": 1})
    press(key)
    with recording(actor=clerk(7), at=NINE, key=key) as unit, pytest.raises(RuntimeError, match="answered before"):
        unit.append(head_of("folder/1"), kind=RECEIVED, version=1, body={})


def test_a_request_key_belongs_to_the_outermost_unit() -> None:
    key = RequestKey.of("form-1", {"folder": 1})
    with recording(actor=clerk(7), at=NINE, key=key), recording(actor=clerk(7), at=NINE, key=key) as joined:
        assert joined.earlier_answer is None
    with (
        recording(actor=clerk(7), at=NINE) as unit,
        pytest.raises(ValueError, match="outermost"),
        unit.attempt(),
        recording(actor=clerk(7), at=NINE, key=key),
    ):
        pass


def test_old_keys_are_swept_and_younger_ones_kept() -> None:
    for day, name in ((1, "old"), (1, "old too"), (25, "young")):
        with recording(
            actor=clerk(7), at=NINE, key=RequestKey.of(name, {}), recorded_at=datetime(2026, 1, day, 9, 0)
        ) as unit:
            unit.answer({})
    (sweep,) = (known for known in sweeps() if known.name == "journal.answered_requests")
    assert run_once(datetime(2026, 1, 30), only=[sweep]) == Swept(0, 0)
    run_once(datetime(2026, 2, 1), only=[sweep])
    assert list(AnsweredRequest.objects.values_list("key", flat=True)) == ["young"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_is_refused_is_said_in_words(language: str) -> None:
    with translation.override(language):
        moved_on = sentence_of(Refusal("moved_on", {"count": 2, "at": NINE, "kinds": (), "stream": "folder/1"}))
        assert "09:00 13/02/2026" in moved_on
        assert sentence_of(Refusal("request_key_reused"))
