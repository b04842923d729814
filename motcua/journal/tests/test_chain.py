"""The bytes under a digest: readable in one way only, and every part of an entry counts."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.journal.rules import chain
from motcua.kernel.types import Actor, ActorKind

NINE = datetime(2026, 2, 13, 9, 0)
ENTRY: dict[str, Any] = {
    "previous": b"",
    "stream": "folder/1",
    "sequence": 1,
    "at": NINE,
    "actor": '{"kind":"officer","key":"clerk-7"}',
    "kind": "folder.received",
    "version": 1,
    "body": '{"sheets":3}',
}
LETTERS = st.characters(exclude_categories=["Cs"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(LETTERS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(LETTERS), inner, max_size=4),
    max_leaves=12,
)


def test_the_digest_of_a_known_entry_never_changes() -> None:
    assert chain.entry_digest(**ENTRY).hex() == "1f87e2e41218342105e2f29c724718a6ce453063c7e58ab5c787dd76d13f83e2"


@pytest.mark.parametrize(
    "change",
    [
        {"previous": b"\0"},
        {"stream": "folder/2"},
        {"sequence": 2},
        {"at": NINE + timedelta(microseconds=1)},
        {"actor": '{"kind":"officer","key":"clerk-8"}'},
        {"kind": "folder.appraised"},
        {"version": 2},
        {"body": '{"sheets": 3}'},
    ],
)
def test_every_part_of_an_entry_is_under_its_digest(change: dict[str, Any]) -> None:
    assert chain.entry_digest(**ENTRY | change) != chain.entry_digest(**ENTRY)


def test_letters_cannot_move_from_one_part_to_the_next() -> None:
    one = chain.entry_digest(**ENTRY | {"stream": "folder/1", "sequence": 11})
    other = chain.entry_digest(**ENTRY | {"stream": "folder/11", "sequence": 1})
    assert one != other
    assert chain.entry_digest(**ENTRY | {"kind": "a", "actor": "bc"}) != chain.entry_digest(
        **ENTRY | {"kind": "ab", "actor": "c"}
    )


@given(st.lists(st.binary(max_size=5), max_size=5), st.lists(st.binary(max_size=5), max_size=5))
def test_framed_parts_are_readable_in_one_way_only(some: list[bytes], others: list[bytes]) -> None:
    assert (chain.framed(*some) == chain.framed(*others)) == (some == others)


@given(st.dictionaries(st.text(LETTERS), VALUES, max_size=6))
def test_a_body_is_read_as_it_was_written(body: dict[str, Any]) -> None:
    text = chain.written(body)
    assert chain.read(text) == body == json.loads(text)
    assert chain.written(chain.read(text)) == text


@given(
    st.builds(
        Actor,
        kind=st.sampled_from(ActorKind),
        key=st.text(LETTERS, min_size=1),
        post_id=st.none() | st.integers(1),
        agency_id=st.none() | st.integers(1),
        on_behalf_of=st.none() | st.text(LETTERS, min_size=1),
    )
)
def test_an_actor_is_read_as_he_was_written(actor: Actor) -> None:
    assert chain.actor_read(chain.actor_written(actor)) == actor


def test_only_an_object_is_a_body() -> None:
    with pytest.raises(TypeError):
        chain.read("[1]")


def test_an_instant_with_a_zone_is_no_local_instant() -> None:
    with pytest.raises(ValueError, match="local"):
        chain.instant_written(NINE.replace(tzinfo=UTC))


COVERED = [(3, NINE, b"a"), (4, NINE, b"b"), (9, NINE + timedelta(seconds=1), b"c")]


def seal_over(
    rows: list[tuple[int, datetime, bytes]], *, number: int = 1, previous: bytes = b"", after: int = 0
) -> str:
    fold = chain.SealFold(number=number, previous=previous, after=after)
    for position, recorded_at, digest in rows:
        fold.cover(position=position, recorded_at=recorded_at, digest=digest)
    return fold.digest(upto=9, sealed_at=NINE).hex()


def test_a_seal_covers_positions_times_of_writing_digests_and_the_seal_before() -> None:
    whole = seal_over(COVERED)
    others = [
        seal_over(COVERED[:2]),
        seal_over([COVERED[1], COVERED[0], COVERED[2]]),
        seal_over([(2, NINE, b"a"), *COVERED[1:]]),
        seal_over([(3, NINE - timedelta(seconds=1), b"a"), *COVERED[1:]]),
        seal_over([(3, NINE, b"x"), *COVERED[1:]]),
        seal_over(COVERED, number=2),
        seal_over(COVERED, previous=b"x"),
        seal_over(COVERED, after=1),
    ]
    assert seal_over(COVERED) == whole
    assert len({whole, *others}) == 1 + len(others)
