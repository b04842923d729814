"""A leader signs what waits for her with one PIN: each result by itself, and what was signed stays signed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import SignedBy
from motcua.dossier.types import State
from motcua.kernel.types import Refusal, Refused
from motcua.papers import queries as papers
from motcua.papers.types import Outcome, Pin, SigningError
from motcua.process import commands, drafted, electronic, queries
from motcua.process.commands import bulk_signing
from motcua.process.tests.electronic import ADDRESS, PIN, draft, received, signing_house, submitted
from motcua.process.tests.electronic import sign as sign_one
from motcua.process.tests.house import House, Person, facts, findings, on
from motcua.process.types import SignedPaper

AT = on("03/03 15:00")


@pytest.fixture
def here(settled: House, settings: Any, tmp_path: Path) -> House:
    return signing_house(settled, settings, tmp_path)


def waiting(who: Person) -> list[str]:
    return [one.key for one in queries.awaiting_signature(who.scope, at=AT)]


def sign(who: Person, *wanted: str, pin: str = PIN, at: datetime = AT) -> Iterator[SignedPaper]:
    return commands.sign_results(
        actor=who.actor,
        scope=who.scope,
        now=lambda: at,
        wanted=wanted,
        pin=Pin(pin),
        address=ADDRESS,
    )


def codes(outcomes: Iterator[SignedPaper]) -> list[str]:
    return [one.refusal.code if one.refusal is not None else "" for one in outcomes]


def states(*dossier_ids: int) -> list[State]:
    return [facts(one).state for one in dossier_ids]


def test_what_is_drafted_and_lies_with_her_waits_for_her_signature(here: House) -> None:
    first, second = submitted(here), submitted(here)
    lies_with_officer = received(here)
    draft(here.officer, lies_with_officer)
    found = queries.awaiting_signature(here.leader.scope, at=AT)
    assert [one.dossier_id for one in found] == [first, second]
    assert {one.title for one in found} == {"Giấy xác nhận tình trạng hôn nhân"}
    assert queries.count_awaiting_signature(here.leader.scope) == 2
    for somebody in (here.officer, here.clerk, here.stranger):
        assert waiting(somebody) == []


def test_one_pin_signs_all_of_them_each_with_a_number_of_its_own(here: House) -> None:
    ids = [submitted(here) for _ in range(3)]
    assert codes(sign(here.leader, *waiting(here.leader))) == ["", "", ""]
    assert states(*ids) == [State.DECIDED] * 3
    signed = [electronic.result_paper(one) for one in ids]
    assert len({one.number for one in signed if one is not None}) == 3
    for paper in signed:
        assert paper is not None
        pdf = drafted.bytes_of(paper.attachment_id, dossier_id=paper.dossier_id, reader="test", at=AT)
        assert papers.overall(papers.examine(pdf, at=AT)) is Outcome.HOLDS
    assert waiting(here.leader) == []
    assert findings() == []


def test_one_that_fails_stops_no_other(here: House) -> None:
    ids = [submitted(here) for _ in range(3)]
    wanted = waiting(here.leader)
    commands.send_back(
        actor=here.leader.actor,
        scope=here.leader.scope,
        at=AT,
        dossier_id=ids[1],
        work_number=queries.open_work(ids[1])[0].number,
        reason="Sai họ tên",
    )
    assert codes(sign(here.leader, *wanted)) == ["", "not_awaiting_you", ""]
    assert states(*ids) == [State.DECIDED, State.IN_PROGRESS, State.DECIDED]


def test_a_wrong_pin_is_tried_once_and_signs_nothing(here: House) -> None:
    ids = [submitted(here) for _ in range(3)]
    with pytest.raises(SigningError, match="signing_pin_wrong"):
        sign(here.leader, *waiting(here.leader), pin="000000")
    assert states(*ids) == [State.IN_PROGRESS] * 3
    with pytest.raises(Refused, match="nothing_to_sign"):
        sign(here.leader)


@pytest.mark.parametrize(("is_permanent", "tried"), [(True, 1), (False, 3)])
def test_a_key_in_trouble_ends_the_run(
    here: House, monkeypatch: pytest.MonkeyPatch, *, is_permanent: bool, tried: int
) -> None:
    for _ in range(4):
        submitted(here)
    asked: list[int] = []

    def out_of_reach(*, dossier_id: int, **_rest: Any) -> None:
        asked.append(dossier_id)
        raise SigningError(Refusal("signing_out_of_reach", {"what": "token"}), is_permanent=is_permanent)

    monkeypatch.setattr(bulk_signing, "sign_result", out_of_reach)
    said = codes(sign(here.leader, *waiting(here.leader)))
    assert said == ["signing_out_of_reach"] * tried + ["key_in_trouble"] * (4 - tried)
    assert len(asked) == tried


def test_whoever_stops_asking_keeps_what_was_signed(here: House) -> None:
    ids = [submitted(here) for _ in range(3)]
    run = sign(here.leader, *waiting(here.leader))
    assert next(run).refusal is None
    del run
    assert states(*ids) == [State.DECIDED, State.IN_PROGRESS, State.IN_PROGRESS]
    assert len(waiting(here.leader)) == 2


def test_what_was_drafted_anew_since_she_looked_is_not_signed(here: House) -> None:
    dossier_id = submitted(here)
    (looked_at,) = waiting(here.leader)
    draft(here.leader, dossier_id, values={"purpose": "Để mua nhà"}, at=AT)
    assert codes(sign(here.leader, looked_at, "x", "7-x")) == ["not_awaiting_you"] * 3
    assert states(dossier_id) == [State.IN_PROGRESS]


def test_a_result_that_was_proposed_to_be_refused_is_decided_by_itself(here: House) -> None:
    dossier_id = received(here)
    draft(here.officer, dossier_id)
    here.advance(here.officer, dossier_id, "submit_refusal", on("03/03 10:00"), reason="Không đủ điều kiện")
    assert waiting(here.leader) == []


def test_a_delegate_signs_with_his_own_key_what_was_lent_to_him(here: House) -> None:
    submitted(here)
    delegate = replace(here.leader, actor=replace(here.leader.actor, on_behalf_of="QN-99"))
    assert codes(sign(delegate, *waiting(delegate))) == [""]


def test_the_list_asks_the_same_number_of_questions_however_long_it_is(here: House) -> None:
    submitted(here)
    assert catalogue.version(here.office.version_id)
    few = _statements(here.leader)
    for _ in range(3):
        submitted(here)
    assert _statements(here.leader) == few


def _statements(who: Person) -> int:
    with CaptureQueriesContext(connection) as asked:
        waiting(who)
    return len(asked)


# --- the clerk's seals ------------------------------------------------------------------------------------------------


def approved(here: House) -> int:
    """Signed by the leader; it lies with the clerk."""
    dossier_id = submitted(here)
    sign_one(here.leader, dossier_id, "approve", AT)
    return dossier_id


def to_seal(who: Person) -> list[str]:
    return [one.key for one in queries.awaiting_signature(who.scope, at=AT, by=SignedBy.AGENCY)]


def seal(
    here: House, *wanted: str, pin: str = PIN, agency_id: int | None = None, key: str = ""
) -> Iterator[SignedPaper]:
    (mine,) = queries.seals_of([here.office.resolving])
    return commands.seal_results(
        actor=here.clerk.actor,
        scope=here.clerk.scope,
        now=lambda: on("03/03 16:00"),
        wanted=wanted,
        agency_id=agency_id or mine.agency_id,
        key=key or mine.key,
        pin=Pin(pin),
        address=ADDRESS,
    )


def test_one_pin_of_the_seal_seals_all_that_is_signed(here: House) -> None:
    ids = [approved(here) for _ in range(2)]
    submitted(here)
    wanted = to_seal(here.clerk)
    assert [int(one.partition("-")[0]) for one in wanted] == ids
    assert queries.count_awaiting_seal(here.clerk.scope) == 2
    assert codes(seal(here, *wanted)) == ["", ""]
    for one in ids:
        result = queries.electronic_result(here.clerk.scope, one, at=AT)
        assert result is not None
        assert (len(result.signed), result.awaited) == (2, ())
    assert (to_seal(here.clerk), queries.count_awaiting_seal(here.clerk.scope)) == ([], 0)
    assert findings() == []


def test_what_awaits_the_seal_is_the_clerks_alone_and_awaits_no_signature(here: House) -> None:
    approved(here)
    assert waiting(here.clerk) == []
    for somebody in (here.leader, here.officer, here.stranger):
        assert to_seal(somebody) == []


def test_what_was_sealed_meanwhile_fails_by_itself(here: House) -> None:
    first, _second = approved(here), approved(here)
    wanted = to_seal(here.clerk)
    sign_one(here.clerk, first, "seal", AT)
    assert codes(seal(here, *wanted)) == ["not_awaiting_you", ""]


def test_a_seal_is_put_only_on_results_of_its_own_agency(here: House) -> None:
    dossier_id = approved(here)
    (other,) = queries.seals_of([here.office.receiving])
    wanted = to_seal(here.clerk)
    assert codes(seal(here, *wanted, agency_id=other.agency_id, key=other.key)) == ["seal_of_another"]
    with pytest.raises(Refused, match="seal_of_another"):
        seal(here, *wanted, key=other.key)
    assert len(to_seal(here.clerk)) == 1
    assert facts(dossier_id).state is State.DECIDED


def test_a_wrong_pin_of_the_seal_seals_nothing(here: House) -> None:
    approved(here)
    with pytest.raises(SigningError, match="signing_pin_wrong"):
        seal(here, *to_seal(here.clerk), pin="000000")
    with pytest.raises(Refused, match="nothing_to_sign"):
        seal(here)
    assert len(to_seal(here.clerk)) == 1
