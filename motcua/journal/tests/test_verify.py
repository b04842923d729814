"""Somebody tampers with the journal behind its back; looking through it finds what he did and names it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.journal import models
from motcua.journal.commands import kept, seal
from motcua.journal.queries import entries, last_seal, seals, verify
from motcua.journal.rules import chain
from motcua.journal.tests.story import APPRAISED, RECEIVED, moved
from motcua.journal.types import Entry, Finding, Flaw, Seal
from motcua.kernel.types import system

pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]
NINE = datetime(2026, 2, 13, 9, 0)
CLOSING = datetime(2026, 2, 13, 17, 0)
STREAMS = ("calendar", "folder/1", "folder/10", "folder/2")


@pytest.fixture
def a_day() -> None:
    """Four streams with four entries each, sealed after the third."""
    for hour in range(3):
        moved(*STREAMS, at=NINE + timedelta(hours=hour))
    assert seal(actor=system("closing"), at=CLOSING) is not None
    moved(*STREAMS, at=NINE + timedelta(days=1))


@pytest.fixture
def unguarded() -> Iterator[None]:
    """A superuser has taken the triggers away."""
    execute("SET session_replication_role = replica")
    yield
    execute("SET session_replication_role = origin")


def execute(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def entry(stream: str, sequence: int) -> Entry:
    return entries(stream)[sequence - 1]


def told(findings: tuple[Finding, ...]) -> list[tuple[str, str, int, int]]:
    return [(finding.flaw, finding.stream, finding.sequence, finding.last_sequence) for finding in findings]


def rewritten(stream: str, *, since: int, body: str) -> None:
    """Somebody who knows the rule alters an entry and makes all digests after it, and the row's, fit again."""
    previous = b""
    for row in models.Entry.objects.filter(stream=stream).order_by("sequence"):
        kept_body = body if row.sequence == since else raw_body(row.position)
        digest = chain.entry_digest(
            previous=previous,
            stream=stream,
            sequence=row.sequence,
            at=row.at,
            actor=chain.actor_written(entry(stream, row.sequence).actor),
            kind=row.kind,
            version=row.version,
            body=kept_body,
        )
        execute("UPDATE journal_entry SET body = %s, digest = %s WHERE position = %s", kept_body, digest, row.position)
        previous = digest
    execute("UPDATE journal_stream SET stream_digest = %s WHERE name = %s", previous, stream)


def raw_body(position: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT body::text FROM journal_entry WHERE position = %s", [position])
        return str(cursor.fetchone()[0])


def kept_row(position: int) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT journal_entry::text FROM journal_entry WHERE position = %s", [position])
        return tuple(cursor.fetchone())


def test_an_empty_journal_holds() -> None:
    outcome = verify()
    assert outcome.holds
    assert (outcome.streams, outcome.entries, outcome.sealed_upto) == (0, 0, 0)


@pytest.mark.usefixtures("a_day")
def test_what_nobody_touched_holds_and_is_counted() -> None:
    outcome = verify()
    assert outcome.findings == ()
    assert (outcome.streams, outcome.entries) == (4, 16)
    assert outcome.seals_that_hold == (1,)
    assert outcome.sealed_upto == entry("folder/2", 3).position
    assert outcome.last_position == entry("folder/2", 4).position


CHANGES = {
    "body": "body = '{\"sheets\":2}'",
    "blank in the body": "body = '{\"sheets\": 1}'",
    "legal time": "at = at + interval '1 microsecond'",
    "actor": 'actor = \'{"kind":"officer","key":"clerk-8"}\'',
    "kind": "kind = 'folder.appraised'",
    "version": "version = 2",
}


@pytest.mark.usefixtures("a_day", "unguarded")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize(("sequence", "covering"), [(1, (1,)), (2, (1,)), (4, ())])
def test_a_changed_entry_is_named_with_the_seal_that_covers_it(
    change: str, sequence: int, covering: tuple[int, ...]
) -> None:
    position = entry("folder/1", sequence).position
    execute(f"UPDATE journal_entry SET {change} WHERE position = %s", position)
    (finding,) = verify().findings
    assert told((finding,)) == [(Flaw.CHANGED, "folder/1", sequence, sequence)]
    assert (finding.position, finding.covered_by) == (position, covering)


@pytest.mark.usefixtures("a_day", "unguarded")
def test_an_entry_changed_together_with_its_digest_betrays_itself_by_the_next_one() -> None:
    execute("UPDATE journal_entry SET digest = %s WHERE stream = 'folder/1' AND sequence = 2", b"x" * 32)
    assert told(verify().findings) == [
        (Flaw.CHANGED, "folder/1", 2, 2),
        (Flaw.CHANGED, "folder/1", 3, 3),
        (Flaw.SEAL_BROKEN, "", 0, 0),
    ]


@pytest.mark.usefixtures("a_day", "unguarded")
@pytest.mark.parametrize(
    ("first", "last", "seals_"), [(1, 1, (1,)), (2, 2, (1,)), (1, 3, (1,)), (4, 4, ()), (2, 4, (1,))]
)
def test_removed_entries_are_named_even_the_last(first: int, last: int, seals_: tuple[int, ...]) -> None:
    execute("DELETE FROM journal_entry WHERE stream = 'folder/1' AND sequence BETWEEN %s AND %s", first, last)
    outcome = verify()
    findings = [finding for finding in outcome.findings if finding.flaw is not Flaw.SEAL_BROKEN]
    assert told(tuple(findings)) == [(Flaw.MISSING, "folder/1", first, last)]
    assert findings[0].covered_by == seals_
    assert outcome.seals_broken == seals_


@pytest.mark.usefixtures("a_day", "unguarded")
@pytest.mark.parametrize("stream", STREAMS)
def test_a_whole_removed_stream_is_missed(stream: str) -> None:
    execute("DELETE FROM journal_entry WHERE stream = %s", stream)
    assert (Flaw.MISSING, stream, 1, 4) in told(verify().findings)


@pytest.mark.usefixtures("a_day", "unguarded")
@pytest.mark.parametrize("stream", STREAMS)
def test_a_stream_whose_row_was_removed_is_nobodys(stream: str) -> None:
    execute("DELETE FROM journal_stream WHERE name = %s", stream)
    assert told(verify().findings) == [(Flaw.NOBODYS, stream, 1, 4)]


@pytest.mark.usefixtures("a_day", "unguarded")
def test_entries_that_changed_places_are_named() -> None:
    second, third = entry("folder/1", 2).position, entry("folder/1", 3).position
    execute("UPDATE journal_entry SET position = -1 WHERE position = %s", second)
    execute("UPDATE journal_entry SET position = %s WHERE position = %s", second, third)
    execute("UPDATE journal_entry SET position = %s WHERE position = -1", third)
    assert told(verify().findings) == [(Flaw.OUT_OF_ORDER, "folder/1", 3, 3), (Flaw.SEAL_BROKEN, "", 0, 0)]


@pytest.mark.usefixtures("a_day", "unguarded")
def test_entries_whose_numbers_were_swapped_are_named() -> None:
    for old, new in ((2, 99), (3, 2), (99, 3)):
        execute("UPDATE journal_entry SET sequence = %s WHERE stream = 'folder/1' AND sequence = %s", new, old)
    found = told(verify().findings)
    assert (Flaw.CHANGED, "folder/1", 2, 2) in found
    assert (Flaw.OUT_OF_ORDER, "folder/1", 3, 3) in found


@pytest.mark.usefixtures("a_day", "unguarded")
def test_entries_of_two_streams_that_changed_places_break_the_seal() -> None:
    one, other = entry("folder/1", 2).position, entry("folder/2", 2).position
    execute("UPDATE journal_entry SET position = -1 WHERE position = %s", one)
    execute("UPDATE journal_entry SET position = %s WHERE position = %s", one, other)
    execute("UPDATE journal_entry SET position = %s WHERE position = -1", other)
    assert told(verify().findings) == [(Flaw.SEAL_BROKEN, "", 0, 0)]


@pytest.mark.usefixtures("a_day", "unguarded")
def test_the_time_of_writing_is_under_the_seal() -> None:
    execute("UPDATE journal_entry SET recorded_at = recorded_at - interval '1 day' WHERE stream = 'calendar'")
    outcome = verify()
    assert [(finding.flaw, finding.seal) for finding in outcome.findings] == [(Flaw.SEAL_BROKEN, 1)]
    assert (outcome.seals_broken, outcome.sealed_upto) == ((1,), 0)


@pytest.mark.usefixtures("a_day")
def test_an_entry_put_behind_the_end_is_named() -> None:
    last = entry("folder/1", 4)
    digest = chain.entry_digest(
        previous=last.digest, stream="folder/1", sequence=5, at=last.at, actor='{"kind":"system","key":"x"}',
        kind=RECEIVED, version=1, body="{}",
    )  # fmt: skip
    execute(
        "INSERT INTO journal_entry (position, stream, sequence, at, recorded_at, actor, kind, version, body, digest)"
        " VALUES (nextval('journal_entry_position'), 'folder/1', 5, %s, %s, %s, %s, 1, '{}', %s)",
        last.at, last.recorded_at, '{"kind":"system","key":"x"}', RECEIVED, digest,
    )  # fmt: skip
    assert told(verify().findings) == [(Flaw.ADDED, "folder/1", 5, 5)]


@pytest.mark.usefixtures("a_day", "unguarded")
def test_a_last_entry_changed_together_with_its_digest_is_known_by_the_row() -> None:
    rewritten("folder/1", since=4, body='{"sheets":9}')
    execute("UPDATE journal_stream SET stream_digest = %s WHERE name = 'folder/1'", b"x" * 32)
    assert told(verify().findings) == [(Flaw.END_DIFFERS, "folder/1", 4, 4)]


@pytest.mark.usefixtures("a_day", "unguarded")
def test_what_was_rewritten_with_all_digests_and_rows_is_betrayed_by_the_seal() -> None:
    rewritten("folder/1", since=2, body='{"sheets":9}')
    outcome = verify()
    assert [(finding.flaw, finding.seal) for finding in outcome.findings] == [(Flaw.SEAL_BROKEN, 1)]


@pytest.mark.usefixtures("a_day", "unguarded")
def test_who_rewrites_the_seals_too_is_betrayed_by_the_one_kept_elsewhere() -> None:
    elsewhere = Seal.read(seals()[0].written())
    rewritten("folder/1", since=2, body='{"sheets":9}')
    execute("DELETE FROM journal_seal")
    assert seal(actor=system("forger"), at=CLOSING) is not None
    assert verify().holds
    outcome = verify(kept_elsewhere=[elsewhere])
    assert [(finding.flaw, finding.seal) for finding in outcome.findings] == [
        (Flaw.SEAL_REPLACED, 1),
        (Flaw.SEAL_BROKEN, 1),
    ]


@pytest.mark.usefixtures("a_day", "unguarded")
def test_a_tail_cut_off_with_rows_and_seals_is_betrayed_by_the_seal_kept_elsewhere() -> None:
    cut = entry("calendar", 4).position
    assert seal(actor=system("closing"), at=CLOSING + timedelta(days=1)) is not None
    elsewhere = seals()[1]
    execute("DELETE FROM journal_entry WHERE position >= %s", cut)
    execute("DELETE FROM journal_seal WHERE number = 2")
    for stream in STREAMS:
        end = entry(stream, 3)
        execute("UPDATE journal_stream SET stream_sequence = 3, stream_digest = %s WHERE name = %s", end.digest, stream)
    assert verify().holds
    outcome = verify(kept_elsewhere=[elsewhere])
    assert [(finding.flaw, finding.seal) for finding in outcome.findings] == [
        (Flaw.SEAL_GONE, 2),
        (Flaw.SEAL_BROKEN, 2),
    ]


@pytest.mark.usefixtures("a_day", "unguarded")
def test_a_removed_seal_in_the_middle_is_missed() -> None:
    for day in (1, 2):
        seal(actor=system("closing"), at=CLOSING + timedelta(days=day))
        moved("folder/1", at=NINE + timedelta(days=day + 1))
    execute("DELETE FROM journal_seal WHERE number = 2")
    assert [(finding.flaw, finding.seal) for finding in verify().findings] == [(Flaw.SEAL_GONE, 2)]


def test_seals_follow_one_another_and_nothing_new_needs_none() -> None:
    assert seal(actor=system("closing"), at=CLOSING) is None
    moved("folder/1")
    first = seal(actor=system("closing"), at=CLOSING)
    assert seal(actor=system("closing"), at=CLOSING) is None
    moved("folder/1", "folder/2")
    second = seal(actor=system("closing"), at=CLOSING)
    assert first is not None
    assert second is not None
    assert (second.number, second.after, second.previous, second.entries) == (2, first.upto, first.digest, 2)
    assert last_seal() == second
    assert verify().seals_that_hold == (1, 2)


@pytest.mark.usefixtures("a_day")
def test_a_seal_is_kept_as_a_file_once(tmp_path: Path) -> None:
    (first,) = seals()
    path = kept(first, tmp_path / "seals")
    assert Seal.read(path.read_text()) == first
    assert kept(first, tmp_path / "seals") == path
    path.write_text("{}")
    with pytest.raises(FileExistsError):
        kept(first, tmp_path / "seals")
    assert [file.name for file in path.parent.iterdir()] == ["seal-000001.json"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"number": 1}', "not a seal"])
def test_what_is_no_seal_is_not_read_as_one(text: str) -> None:
    with pytest.raises(ValueError, match="not a seal"):
        Seal.read(text)


def test_a_flood_of_findings_is_counted_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.journal.queries.verifying._MOST_FINDINGS", 3)
    moved(*(f"folder/{number}" for number in range(10)))
    execute("UPDATE journal_stream SET stream_sequence = 2")
    outcome = verify()
    assert (len(outcome.findings), outcome.more_findings) == (3, 7)
    assert not outcome.holds


COLUMNS_AND_VALUES = st.one_of(
    st.tuples(st.just("stream"), st.sampled_from(["folder/1", "folder/3", "calendar", ""])),
    st.tuples(st.just("sequence"), st.integers(1, 8)),
    st.tuples(st.just("position"), st.sampled_from([-7, 0, 10**9])),
    st.tuples(st.just("at"), st.datetimes(datetime(2026, 1, 1), datetime(2026, 3, 1))),
    st.tuples(st.just("recorded_at"), st.datetimes(datetime(2026, 1, 1), datetime(2026, 3, 1))),
    st.tuples(
        st.just("actor"), st.sampled_from(['{"kind":"system","key":"x"}', '{"kind": "officer","key":"clerk-7"}'])
    ),
    st.tuples(st.just("kind"), st.sampled_from([RECEIVED, APPRAISED, ""])),
    st.tuples(st.just("version"), st.integers(1, 3)),
    st.tuples(st.just("body"), st.sampled_from(["{}", '{"sheets":1}', '{"sheets":1 }', '{"sheets":2}'])),
    st.tuples(st.just("digest"), st.binary(max_size=32)),
)


@pytest.mark.usefixtures("a_day", "unguarded")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(target=st.integers(0, 11), change=COLUMNS_AND_VALUES)
def test_any_single_change_under_a_seal_is_found(target: int, change: tuple[str, Any]) -> None:
    column, value = change
    with transaction.atomic():
        execute("ALTER TABLE journal_entry DROP CONSTRAINT entry_stream_sequence")
        position = models.Entry.objects.order_by("position").values_list("position", flat=True)[target]
        before = kept_row(position)
        execute(f"UPDATE journal_entry SET {column} = %s WHERE position = %s", value, position)
        after = kept_row(value if column == "position" else position)
        assert verify().holds == (before == after)
        transaction.set_rollback(True)
