"""Many letters with one PIN: the leader signs them, the clerk seals them, each by itself and under its own number."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from motcua.catalogue.types import SignedBy
from motcua.kernel import checking
from motcua.kernel.types import Refused
from motcua.papers.types import Pin, SigningError
from motcua.process import commands, queries
from motcua.process.tests.electronic import PIN, received, signing_house
from motcua.process.tests.house import House, Person
from motcua.process.tests.test_bulk_signing import codes
from motcua.process.tests.test_general_letters import SEALED, SIGNED, WRITTEN, letters, numbers, write
from motcua.process.types import AwaitingLetter, SignedPaper


@pytest.fixture
def here(settled: House, settings: Any, tmp_path: Path) -> House:
    return signing_house(settled, settings, tmp_path)


def waiting(who: Person, by: SignedBy | None = None) -> list[AwaitingLetter]:
    found = list(queries.letters_awaiting(who.scope, at=SEALED, by=by))
    assert len(found) == queries.count_letters_awaiting(who.scope, by)
    return found


def keys(who: Person) -> list[str]:
    return [one.key for one in waiting(who)]


def drafted(here: House, number: int = 2) -> list[int]:
    """So many dossiers with a letter each that nobody has signed."""
    ids = [received(here) for _dossier in range(number)]
    for dossier_id in ids:
        write(_holder(here, dossier_id), dossier_id)
    return ids


def _holder(here: House, dossier_id: int) -> Person:
    """Whoever of the two officers got it."""
    return here.officer if queries.may_write_letter(here.officer.scope, dossier_id) else here.colleague


def sign(who: Person, *wanted: str, pin: str = PIN) -> Iterator[SignedPaper]:
    return commands.sign_letters(actor=who.actor, scope=who.scope, now=lambda: SIGNED, wanted=wanted, pin=Pin(pin))


def seal(here: House, *wanted: str, pin: str = PIN, agency_id: int | None = None, key: str = "") -> Any:
    (own,) = queries.seals_of([here.office.resolving])
    return commands.seal_letters(
        actor=here.clerk.actor,
        scope=here.clerk.scope,
        now=lambda: SEALED,
        wanted=wanted,
        agency_id=agency_id or own.agency_id,
        key=key or own.key,
        pin=Pin(pin),
    )


def test_one_pin_signs_them_and_one_pin_of_the_seal_seals_them(here: House) -> None:
    (dossier_id,) = drafted(here, 1)
    for _letter in range(2):
        write(_holder(here, dossier_id), dossier_id)
    assert codes(sign(here.leader, *keys(here.leader))) == [""] * 3
    assert (keys(here.leader), len(waiting(here.clerk, SignedBy.AGENCY))) == ([], 3)
    assert waiting(here.clerk, SignedBy.OFFICER) == []
    assert codes(seal(here, *keys(here.clerk))) == [""] * 3
    assert keys(here.clerk) == []
    assert [one for one, _letter, _void in numbers(here)] == [f"0{number}/UBND-TTHC" for number in (1, 2, 3)]
    assert [one.is_whole for one in letters(here.officer, dossier_id)] == [True] * 3
    assert list(checking.run(["registers", "dossiers", "work"])) == []


def test_two_letters_that_say_the_same_are_two_letters(here: House) -> None:
    (dossier_id,) = drafted(here, 1)
    officer = _holder(here, dossier_id)
    for _letter in range(2):
        write(officer, dossier_id)
    first, second, third = letters(officer, dossier_id)
    assert first.attachment == second.attachment == third.attachment, "the store has what they say once"
    commands.take_back_letter(
        actor=officer.actor, scope=officer.scope, at=WRITTEN, dossier_id=dossier_id, about=first.about
    )
    write(officer, dossier_id, about=second.about, values={"subject": "việc khác"})
    assert codes(sign(here.leader, *keys(here.leader))) == ["", ""]
    assert [one.about for one in letters(officer, dossier_id)] == [second.about, third.about]


def test_one_that_was_drafted_anew_since_she_looked_is_not_signed_and_stops_no_other(here: House) -> None:
    first, second = drafted(here)
    looked_at = keys(here.leader)
    write(_holder(here, first), first, about=letters(here.officer, first)[0].about, values={"subject": "việc khác"})
    assert codes(sign(here.leader, *looked_at)) == ["not_awaiting_you", ""]
    assert [bool(letters(here.leader, one)[0].signed) for one in (first, second)] == [False, True]


def test_one_that_is_drafted_anew_while_others_are_signed_is_not_signed_either(here: House) -> None:
    first, second = drafted(here)
    run = sign(here.leader, *keys(here.leader))
    assert next(run).refusal is None
    write(_holder(here, second), second, about=letters(here.officer, second)[0].about, values={"subject": "việc khác"})
    (outcome,) = run
    assert outcome.refusal is not None
    assert outcome.refusal.code == "letter_changed"
    assert [bool(letters(here.leader, one)[0].signed) for one in (first, second)] == [True, False]
    assert len(numbers(here)) == 1, "no number was drawn for it"


def test_nobody_signs_what_is_not_his(here: House) -> None:
    drafted(here, 1)
    wanted = keys(here.leader)
    for who in (here.stranger, here.clerk, here.officer):
        assert codes(sign(who, *wanted)) == ["not_awaiting_you"]
    assert codes(seal(here, *wanted)) == ["not_awaiting_you"], "nobody has signed it yet"
    assert codes(sign(here.leader, "x", "0-0-0")) == ["not_awaiting_you"] * 2
    assert numbers(here) == []


def test_a_wrong_pin_signs_and_seals_nothing(here: House) -> None:
    drafted(here)
    with pytest.raises(SigningError, match="signing_pin_wrong"):
        sign(here.leader, *keys(here.leader), pin="000000")
    assert (numbers(here), len(keys(here.leader))) == ([], 2)
    assert codes(sign(here.leader, *keys(here.leader))) == ["", ""]
    with pytest.raises(SigningError, match="signing_pin_wrong"):
        seal(here, *keys(here.clerk), pin="000000")
    with pytest.raises(Refused, match="nothing_to_sign"):
        seal(here)
    assert len(keys(here.clerk)) == 2


def test_a_seal_is_put_only_on_letters_of_its_own_agency(here: House) -> None:
    drafted(here, 1)
    assert codes(sign(here.leader, *keys(here.leader))) == [""]
    (other,) = queries.seals_of([here.office.receiving])
    wanted = keys(here.clerk)
    assert codes(seal(here, *wanted, agency_id=other.agency_id, key=other.key)) == ["seal_of_another"]
    with pytest.raises(Refused, match="seal_of_another"):
        seal(here, *wanted, key=other.key)
    assert keys(here.clerk) == wanted
