"""What somebody has typed and not filed yet: it changes in its place, and is handed out and erased with him."""

from dataclasses import replace

import pytest

from motcua.journal.queries import verify
from motcua.kernel.types import Refusal
from motcua.parties import commands, queries, types
from motcua.parties.tests.factories import at_the_desk, number_of_an
from motcua.parties.types import Holder, Identity, Subject

pytestmark = pytest.mark.django_db


def kept(*who: Identity, earlier: int | None = None, note: str = "Nhà mới") -> int:
    with at_the_desk() as unit:
        return commands.keep_unfiled(unit, {"what": {"note": note}}, identities=who, earlier=earlier)


def test_it_changes_in_its_place_and_goes() -> None:
    number = kept(number_of_an())
    assert kept(number_of_an(), earlier=number, note="Nhà cũ") == number
    assert queries.unfiled(number) == {"what": {"note": "Nhà cũ"}}
    commands.forget_unfiled(number)
    assert queries.unfiled(number) == {}


def test_what_was_erased_meanwhile_is_kept_anew() -> None:
    number = kept(number_of_an())
    commands.forget_unfiled(number)
    again = kept(number_of_an(), earlier=number)
    assert (again != number, queries.unfiled(again)) == (True, {"what": {"note": "Nhà mới"}})


def test_its_room_is_told_of_it_when_it_is_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(types, "_HOLDERS", {})
    number = kept(replace(number_of_an(), number="022 195 001 234"))
    types.register_holder(Holder("drafts", export=lambda subject: [{"ids": sorted(subject.unfiled_ids)}]))
    exported = queries.export(number_of_an())
    assert isinstance(exported, dict)
    assert (exported["declared"], exported["drafts"]) == ([], [{"ids": [number]}])
    assert queries.export(number_of_an(), with_unfiled=False) == Refusal("person_not_found")
    assert queries.export(number_of_an(), only_declared=True) == Refusal("person_not_found")


def test_erased_it_goes_whole_and_its_room_with_what_hangs_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(types, "_HOLDERS", {})
    told: list[Subject] = []
    types.register_holder(Holder("drafts", export=lambda _: (), forget=lambda _unit, subject: told.append(subject)))
    mine, other = kept(number_of_an()), kept(replace(number_of_an(), number="022090005678"))
    passport = kept(Identity(types.IdentityKind.PASSPORT, "022195001234"))
    plan = queries.erasure_plan(number_of_an())
    assert (plan.unfiled, plan.is_empty) == ((mine,), False)
    assert any("1" in line for line in queries.plan_in_words(plan, carried_out=False)[2:3])
    with at_the_desk() as unit:
        commands.erase(unit, number_of_an(), reason="Theo đơn")
    assert [subject.unfiled_ids for subject in told] == [{mine}]
    assert [bool(queries.unfiled(number)) for number in (mine, other, passport)] == [False, True, True]
    assert verify().holds
