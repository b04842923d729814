"""Golden entries: how old bodies are kept, lifted and guarded."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from motcua.journal import types as journal
from motcua.journal.queries import entries
from motcua.journal.tests import golden
from motcua.journal.tests.story import moved
from motcua.journal.types import Kind, declare_kinds, lifted

KIND = "ticket.drawn"


@pytest.fixture(autouse=True)
def own_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_KINDS", dict(journal._KINDS))
    monkeypatch.delenv("MOTCUA_KEEP_GOLDEN", raising=False)


def counter_named(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Version 2 says at which counter; before, there was only one."""
    return {**body, "counter": 1}


def number_split(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Version 3 keeps letter and number apart."""
    rest = {key: value for key, value in body.items() if key != "number"}
    return {**rest, "letter": body["number"][0], "number": int(body["number"][1:])}


def a_first_version(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    declare_kinds(Kind(KIND))
    monkeypatch.setenv("MOTCUA_KEEP_GOLDEN", "1")
    golden.check(KIND, {"number": "A7"}, folder=folder)
    monkeypatch.delenv("MOTCUA_KEEP_GOLDEN")


def now_in_version(version: int) -> None:
    del journal._KINDS[KIND]
    lifts = {1: counter_named, 2: number_split}
    declare_kinds(Kind(KIND, version, {step: lift for step, lift in lifts.items() if step < version}))


def test_a_kind_without_its_golden_entry_fails(tmp_path: Path) -> None:
    declare_kinds(Kind(KIND))
    assert golden.missing([KIND], folder=tmp_path) == [(KIND, 1)]
    with pytest.raises(AssertionError, match="MOTCUA_KEEP_GOLDEN=1"):
        golden.check(KIND, {"number": "A7"}, folder=tmp_path)


def test_a_kept_entry_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_first_version(tmp_path, monkeypatch)
    golden.check(KIND, {"number": "B12"}, folder=tmp_path)
    (kept,) = golden.kept(folder=tmp_path)
    assert (kept.kind, kept.version, kept.body, kept.reads_as) == (KIND, 1, {"number": "A7"}, {"number": "A7"})
    assert golden.missing([KIND], folder=tmp_path) == []


def test_another_shape_needs_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_first_version(tmp_path, monkeypatch)
    with pytest.raises(AssertionError, match="new version and a lift"):
        golden.check(KIND, {"number": "A7", "counter": 1}, folder=tmp_path)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"a": 1}, {"a": "x"}, True),
        ({"a": 1}, {"b": 1}, False),
        ({"a": 1}, {"a": {}}, False),
        ({"a": None}, {"a": {"b": 1}}, True),
        ({"a": {"b": 1}}, {"a": {"b": 1, "c": 2}}, False),
        ({"a": []}, {"a": [{"b": 1}]}, True),
    ],
)
def test_bodies_of_one_shape_have_the_same_keys(one: object, other: object, *, same: bool) -> None:
    assert golden.same_shape(one, other) is same
    assert golden.same_shape(other, one) is same


def test_an_old_body_reads_like_a_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_first_version(tmp_path, monkeypatch)
    now_in_version(3)
    with pytest.raises(AssertionError, match=r"No golden entry of \[\('ticket.drawn', 2\), \('ticket.drawn', 3\)\]"):
        golden.check(KIND, {"counter": 2, "letter": "A", "number": 7}, folder=tmp_path)
    assert lifted(KIND, 1, {"number": "A7"}) == {"counter": 1, "letter": "A", "number": 7}
    assert lifted(KIND, 2, {"number": "A7", "counter": 4}) == {"counter": 4, "letter": "A", "number": 7}
    assert lifted(KIND, 3, {"counter": 4, "letter": "A", "number": 7}) == {"counter": 4, "letter": "A", "number": 7}


def test_a_lift_that_changes_what_an_old_entry_means_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_first_version(tmp_path, monkeypatch)
    now_in_version(2)
    with pytest.raises(AssertionError, match="reads differently now"):
        golden.check_kept(golden.kept(folder=tmp_path)[0])
    path = golden.kept(folder=tmp_path)[0].path
    parts = json.loads(path.read_text())
    path.write_text(json.dumps({**parts, "reads_as": {"number": "A7", "counter": 1}}))
    monkeypatch.setenv("MOTCUA_KEEP_GOLDEN", "1")
    golden.check(KIND, {"number": "A7", "counter": 2}, folder=tmp_path)


def test_a_released_body_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_first_version(tmp_path, monkeypatch)
    path = golden.kept(folder=tmp_path)[0].path
    path.write_text(path.read_text().replace("A7", "A8"))
    with pytest.raises(AssertionError, match="was altered"):
        golden.check(KIND, {"number": "A7"}, folder=tmp_path)


@pytest.mark.django_db
def test_entries_of_the_journal_can_be_kept(tmp_path: Path) -> None:
    moved("folder/1")
    moved("folder/1")
    second = entries("folder/1")[1]
    paths = golden.keep_missing(folder=tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == ["folder.received/1.json"]
    golden.check_kept(golden.kept(folder=tmp_path)[0])
    assert golden.keep_missing(folder=tmp_path) == []
    assert second.kind == "folder.received"


@pytest.mark.parametrize(
    ("version", "lifts"),
    [(0, {}), (2, {}), (2, {2: counter_named}), (1, {1: counter_named})],
    ids=["no version", "no lift", "a lift from the future", "a lift too many"],
)
def test_every_step_from_version_to_version_has_its_lift(version: int, lifts: dict[int, Any]) -> None:
    with pytest.raises(ValueError, match=r"needs its lift|from 1 on"):
        Kind(KIND, version, lifts)


def test_kinds_are_declared_once_and_not_read_from_the_future() -> None:
    declare_kinds(Kind(KIND))
    with pytest.raises(ValueError, match="declared twice"):
        declare_kinds(Kind(KIND))
    with pytest.raises(LookupError, match="knows up to 1"):
        lifted(KIND, 2, {})
    with pytest.raises(LookupError, match="not declared"):
        lifted("nobody.knows", 1, {})
