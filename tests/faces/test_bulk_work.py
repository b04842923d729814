"""Many pieces of the inbox with one press: taken over, given away, passed on and approved; each by itself."""

import re
from typing import Any

import pytest
from django.http import HttpResponse

from motcua.dossier import queries as dossiers
from motcua.dossier.types import State
from motcua.office import bulk as many
from motcua.organisation.types import Role
from motcua.process import queries as course
from tests.faces.people import ELSEWHERE, Desk, hidden, said
from tests.faces.test_bulk_signing import submitted

ADDRESS = "/office/bulk/"
A_BUILDING = "1.013225"
"""A building permit: appraised after a field check, or without one."""


@pytest.fixture(autouse=True)
def demonstration(settings: Any, tmp_path: Any) -> None:
    """A house in which everybody signs with a sample certificate."""
    settings.DEMO, settings.HOME = True, tmp_path


def work_of(*dossier_ids: int) -> list[str]:
    return [f"{work.dossier_id}-{work.number}" for one in dossier_ids for work in course.open_work(one)]


def asked(desk: Desk, role: Role, act: str, work: list[str], **typed: Any) -> Any:
    """What the page says that comes before the press."""
    return desk.somebody(role).post(ADDRESS, {"act": act, "work": work, "place": "box=mine", **typed})


def pressed(desk: Desk, role: Role, page: Any, **typed: Any) -> Any:
    """The press on that page."""
    shown = re.findall(r'name="(act|place|work|confirmed)" value="([^"]*)"', page.content.decode())
    fields: dict[str, Any] = {**hidden(page), **typed}
    for name, value in shown:
        fields.setdefault(name, []).append(value)
    return desk.somebody(role).post(ADDRESS, fields)


def words(page: Any) -> str:
    return said(HttpResponse(page.getvalue()))


def state(dossier_id: int) -> State:
    return dossiers.facts(dossier_id).state


def steps(*dossier_ids: int) -> list[str]:
    return [work.step_key for one in dossier_ids for work in course.open_work(one)]


def test_several_are_passed_on_and_then_approved_with_one_press_each(desk: Desk) -> None:
    ids = [desk.receive(), desk.receive()]
    page = asked(desk, Role.OFFICER, "advance", work_of(*ids))
    assert "Trình phê duyệt" in said(page)
    assert "hạn trả giữ nguyên, thời hạn vẫn tính" in said(page), "what it does to the date stands there beforehand"
    assert "Đã làm: 2. Chưa làm được: 0." in words(pressed(desk, Role.OFFICER, page))
    assert steps(*ids) == ["approve", "approve"]
    answer = pressed(desk, Role.LEADER, asked(desk, Role.LEADER, "advance", work_of(*ids)))
    assert "Sang phần ký số" in words(answer)
    assert [state(one) for one in ids] == [State.DECIDED, State.DECIDED]


def test_many_are_told_of_while_they_are_done_and_what_was_done_stays(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "A_FEW", 1)
    ids = [desk.receive() for _number in range(3)]
    page = asked(desk, Role.OFFICER, "advance", work_of(*ids))
    answer = pressed(desk, Role.OFFICER, page)
    assert answer.streaming
    parts = iter(answer.streaming_content)
    next(parts)
    assert '<progress max="3" value="1"' in next(parts).decode()
    answer._iterator.close()  # what the server does when the browser has gone
    assert sorted(steps(*ids)) == ["appraise", "appraise", "approve"]
    again = pressed(desk, Role.OFFICER, page)
    assert "Đã làm: 3. Chưa làm được: 0." in words(again), "the same press goes on where it was broken off"
    assert steps(*ids) == ["approve"] * 3


def test_one_that_somebody_was_quicker_with_stops_no_other(desk: Desk) -> None:
    ids = [desk.receive(), desk.receive()]
    page = asked(desk, Role.OFFICER, "advance", work_of(*ids))
    desk.press(Role.OFFICER, ids[0], "Trình phê duyệt")
    answer = words(pressed(desk, Role.OFFICER, page))
    assert "Đã làm: 1. Chưa làm được: 1." in answer
    assert steps(*ids) == ["approve", "approve"]


def test_what_is_approved_by_signing_is_left_for_the_page_of_signatures(desk: Desk) -> None:
    dossier_id = submitted(desk)
    page = asked(desk, Role.LEADER, "advance", work_of(dossier_id))
    assert "phê duyệt bằng chữ ký số" in said(page)
    assert 'href="/office/to-sign/"' in page.content.decode()
    pressed(desk, Role.LEADER, page)
    assert state(dossier_id) is State.IN_PROGRESS


def test_a_leader_gives_several_to_one_officer_with_a_reason(desk: Desk) -> None:
    ids = [desk.receive(), desk.receive()]
    page = asked(desk, Role.LEADER, "give", work_of(*ids))
    officers = re.findall(r'<option value="(\d+)"', page.content.decode())
    wrong = pressed(desk, Role.LEADER, page, officer=officers[-1], reason=" ")
    assert wrong.status_code == 422
    answer = pressed(desk, Role.LEADER, page, officer=officers[-1], reason="Nghỉ phép")
    assert "Đã làm: 2." in words(answer)
    assert {work.placement.officer_id for one in ids for work in course.open_work(one)} == {int(officers[-1])}
    denied = words(pressed(desk, Role.OFFICER, page, officer=officers[-1], reason="Nghỉ phép"))
    assert "Đã làm: 0. Chưa làm được: 2." in denied


def test_work_of_the_pool_is_taken_over(desk: Desk) -> None:
    dossier_id = desk.receive()
    paper = next(name for name in desk.sheet() if name.startswith("paper-")).removeprefix("paper-")
    desk.press(Role.OFFICER, dossier_id, "Yêu cầu bổ sung hồ sơ", missing=[paper], reason="Thiếu chữ ký")
    answer = words(pressed(desk, Role.RECEPTIONIST, asked(desk, Role.RECEPTIONIST, "take", work_of(dossier_id))))
    assert "Đã làm: 1. Chưa làm được: 0." in answer
    assert course.open_work(dossier_id)[0].placement.officer_id is not None


@pytest.mark.parametrize("work", [[], ["none"], ["1-"], ["999999999-3"]])
def test_nothing_chosen_is_said(desk: Desk, work: list[str]) -> None:
    answer = desk.somebody(Role.OFFICER).post(ADDRESS, {"act": "advance", "work": work, "place": ""}, follow=True)
    assert "Hãy chọn ít nhất một việc" in said(answer)


def test_a_stranger_moves_nothing(desk: Desk) -> None:
    dossier_id = desk.receive()
    work, stranger = work_of(dossier_id)[0], desk.somebody(Role.OFFICER, ELSEWHERE)
    answer = stranger.post(ADDRESS, {"act": "advance", "work": [f"{work}:submit"], "confirmed": "1"}, follow=True)
    assert "H49.201" not in said(answer)
    assert steps(dossier_id) == ["appraise"]
    assert desk.somebody(Role.INSPECTOR, "H49").post(ADDRESS, {"act": "take"}).status_code == 403
    assert desk.somebody(Role.OFFICER).post(ADDRESS, {"act": "burn"}).status_code == 404


def test_where_several_ways_lead_on_one_is_chosen_for_each(desk: Desk) -> None:
    dossier_id = desk.receive(A_BUILDING)
    desk.press(Role.CLERK, dossier_id, "Phân công thụ lý")
    page = asked(desk, Role.OFFICER, "advance", work_of(dossier_id))
    choice = re.search(r'name="(way-[^"]+)">(.*?)</select>', page.content.decode(), re.DOTALL)
    assert choice is not None
    name, ways = choice[1], re.findall(r'value="([^"]+)"', choice[2])
    assert ways[0] != "submit", "the first way of the step is what it takes where nobody chooses"
    assert "submit" in ways
    assert "submit_refusal" not in ways, "what asks for a reason is typed on its own page"
    never = words(pressed(desk, Role.OFFICER, page, **{name: "approve"}))
    assert "Đã làm: 0. Chưa làm được: 1." in never
    page = asked(desk, Role.OFFICER, "advance", work_of(dossier_id))
    assert "Đã làm: 1. Chưa làm được: 0." in words(pressed(desk, Role.OFFICER, page, **{name: "submit"}))
    assert steps(dossier_id) == ["approve"]
