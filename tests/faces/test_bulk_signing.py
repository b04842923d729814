"""A leader's evening: what waits for her signature is signed with one PIN, a few in the request, many as it is sent."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse

from motcua.dossier import queries as dossiers
from motcua.dossier.types import State
from motcua.office import bulk_signing as many
from motcua.organisation.types import Role
from motcua.process import commands as process
from motcua.process.types import SignedPaper
from tests.faces.people import A_SIGNED_RESULT, ELSEWHERE, Desk, said

PIN = "123456"
ADDRESS = "/office/to-sign/"
PAPER = {
    "full_name": "Nguyễn Văn An",
    "born": "1990",
    "sex": "Nam",
    "nationality": "Việt Nam",
    "identity": "Số định danh cá nhân 022090001234",
    "residence": "Tổ 1, phường Hồng Gai",
    "status": "Chưa đăng ký kết hôn với ai",
    "purpose": "Để đăng ký kết hôn",
    "valid_until": "2027-05-03",
}


@pytest.fixture(autouse=True)
def demonstration(settings: Any, tmp_path: Path) -> None:
    """A house in which everybody signs with a sample certificate."""
    settings.DEMO, settings.HOME = True, tmp_path


def submitted(desk: Desk) -> int:
    """Received, drafted by the officer and passed to the leader."""
    dossier_id = desk.receive(A_SIGNED_RESULT)
    officer = desk.somebody(Role.OFFICER)
    drafted = officer.post(f"/office/dossiers/{dossier_id}/result/draft/", PAPER)
    assert drafted.status_code == 302, said(drafted)
    assert desk.press(Role.OFFICER, dossier_id, "Trình phê duyệt").status_code == 302
    return dossier_id


def offered(desk: Desk, query: str = "") -> list[str]:
    page = desk.somebody(Role.LEADER).get(f"{ADDRESS}{query}").content.decode()
    return re.findall(r'name="result" value="([^"]+)"[^>]* checked', page)


def waiting(desk: Desk, number: int) -> list[int]:
    """So many that wait for this one of the ward's leaders, in the order of the list."""
    while len(offered(desk)) < number:
        submitted(desk)
    return [int(result.partition("-")[0]) for result in offered(desk)]


def sign(desk: Desk, *results: str, pin: str = PIN, language: str = "vi") -> Any:
    desk.wait(minutes=1)
    return desk.somebody(Role.LEADER, language=language).post(ADDRESS, {"result": results, "pin": pin})


def state(dossier_id: int) -> State:
    return dossiers.facts(dossier_id).state


def words(page: Any) -> str:
    """What a page says, also one that is sent bit by bit."""
    return said(HttpResponse(page.getvalue()))


def test_the_leader_signs_a_few_with_one_pin_and_is_told_of_each(desk: Desk) -> None:
    ids = waiting(desk, 2)
    results = offered(desk)
    assert len(results) == 2
    answer = sign(desk, *results)
    assert not answer.streaming
    assert "Đã ký: 2. Chưa ký được: 0." in words(answer)
    assert [state(one) for one in ids] == [State.DECIDED] * 2
    assert offered(desk) == []
    assert "Không có kết quả nào chờ" in said(desk.somebody(Role.LEADER).get(ADDRESS))


def test_many_are_told_of_while_they_are_signed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "A_FEW", 1)
    ids = waiting(desk, 3)
    answer = sign(desk, *offered(desk))
    assert answer.streaming
    parts = iter(answer.streaming_content)
    assert "Đang ký" in next(parts).decode()
    assert [state(one) for one in ids] == [State.IN_PROGRESS] * 3
    first = next(parts).decode()
    assert '<progress max="3" value="1"' in first
    assert [state(one) for one in ids] == [State.DECIDED, State.IN_PROGRESS, State.IN_PROGRESS]
    rest = b"".join(parts).decode()
    assert "Đã ký: 3. Chưa ký được: 0." in rest
    assert "</html>" in rest
    assert [state(one) for one in ids] == [State.DECIDED] * 3


def test_whoever_closes_the_page_keeps_what_is_signed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "A_FEW", 1)
    ids = waiting(desk, 3)
    answer = sign(desk, *offered(desk))
    parts = iter(answer.streaming_content)
    assert "1/3" in f"{next(parts).decode()}{next(parts).decode()}"
    answer._iterator.close()  # what the server does when the browser has gone
    assert [state(one) for one in ids] == [State.DECIDED, State.IN_PROGRESS, State.IN_PROGRESS]
    assert len(offered(desk)) == 2


def test_one_that_fails_says_why_and_stops_no_other(desk: Desk) -> None:
    first, second = waiting(desk, 2)
    results = offered(desk)
    desk.press(Role.LEADER, first, "Trả lại để thẩm định lại", reason="Sai họ tên")
    answer = words(sign(desk, *results, language="en"))
    assert "does not wait for your signature any more" in answer
    assert "Signed: 1. Not signed: 1." in answer
    assert (state(first), state(second)) == (State.IN_PROGRESS, State.DECIDED)


def test_a_run_that_breaks_off_says_so_and_keeps_what_was_signed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(many, "A_FEW", 1)
    waiting(desk, 2)

    def broken(**_given: Any) -> Any:
        yield SignedPaper("x")
        raise ConnectionError("gone")

    monkeypatch.setattr(process, "sign_results", broken)
    answer = words(sign(desk, *offered(desk)))
    assert "Lượt ký bị gián đoạn" in answer
    assert "1 kết quả chưa được ký" in answer
    assert PIN not in caplog.text


@pytest.mark.parametrize("pin", ["000000", ""])
def test_a_wrong_pin_signs_nothing_and_keeps_the_choice(desk: Desk, pin: str) -> None:
    ids = waiting(desk, 2)
    chosen = offered(desk)[0]
    answer = sign(desk, chosen, pin=pin)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "PIN" in said(answer)
    assert re.findall(r'name="result" value="([^"]+)"[^>]* checked', page) == [chosen]
    assert "000000" not in page
    assert [state(one) for one in ids] == [State.IN_PROGRESS] * 2


def test_the_list_is_narrowed_by_date_and_procedure(desk: Desk) -> None:
    waiting(desk, 1)
    assert len(offered(desk, f"?procedure={A_SIGNED_RESULT}")) == 1
    assert offered(desk, "?procedure=1.000000") == []
    assert offered(desk, "?due=soon") == []
    desk.wait(days=10)
    assert len(offered(desk, "?due=soon")) == 1


def test_nobody_else_sees_or_signs_them(desk: Desk) -> None:
    (dossier_id,) = waiting(desk, 1)
    (result,) = offered(desk)
    for role in (Role.OFFICER, Role.CLERK, Role.RECEPTIONIST):
        assert desk.somebody(role).get(ADDRESS).status_code == 403
    stranger = desk.somebody(Role.LEADER, ELSEWHERE)
    assert "Không có kết quả nào chờ" in said(stranger.get(ADDRESS))
    answer = stranger.post(ADDRESS, {"result": [result], "pin": PIN})
    assert "Đã ký: 0. Chưa ký được: 1." in words(answer)
    assert state(dossier_id) is State.IN_PROGRESS
