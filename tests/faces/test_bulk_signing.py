"""A leader's and a clerk's evening: what waits is signed or sealed with one PIN, many while the page is sent."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse

from motcua.dossier import queries as dossiers
from motcua.dossier.types import State
from motcua.office import signing_runs as many
from motcua.organisation.types import Role
from motcua.process import commands as process
from motcua.process.types import SignedPaper
from tests.faces.people import A_SIGNED_RESULT, ELSEWHERE, HONG_GAI, Desk, said

PIN = "123456"
ADDRESS, SEALS = "/office/to-sign/", "/office/to-seal/"
PAGES = {Role.LEADER: ADDRESS, Role.CLERK: SEALS}
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


def offered(desk: Desk, query: str = "", *, to: Role = Role.LEADER) -> list[str]:
    page = desk.somebody(to).get(f"{PAGES[to]}{query}").content.decode()
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
    assert "1 văn bản chưa được ký" in answer
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


def signed(desk: Desk, number: int) -> list[int]:
    """So many that the leader has signed; they lie with the clerk."""
    waiting(desk, number)
    assert "Chưa ký được: 0." in words(sign(desk, *offered(desk)))
    return [int(result.partition("-")[0]) for result in offered(desk, to=Role.CLERK)]


def seal(desk: Desk, *results: str, pin: str = PIN, agency_code: str = HONG_GAI) -> Any:
    desk.wait(minutes=1)
    return desk.somebody(Role.CLERK, agency_code).post(SEALS, {"result": results, "pin": pin})


def test_the_clerk_seals_what_is_signed_with_one_pin(desk: Desk) -> None:
    ids = signed(desk, 2)
    page = said(desk.somebody(Role.CLERK).get(SEALS))
    assert "Chờ tôi đóng dấu" in page
    assert "chứng thư mẫu" in page
    results = offered(desk, to=Role.CLERK)
    assert len(results) == 2
    refused = seal(desk, *results, pin="000000")
    assert refused.status_code == 422
    assert offered(desk, to=Role.CLERK) == results
    answer = words(seal(desk, *results))
    assert "Đã đóng dấu: 2. Chưa đóng dấu được: 0." in answer
    for one in ids:
        assert "Trả kết quả" in said(desk.receptionist.get(f"/office/dossiers/{one}/"))
    assert "Không có kết quả nào chờ đóng dấu" in said(desk.somebody(Role.CLERK).get(SEALS))


def test_seals_are_told_of_while_they_are_put(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "A_FEW", 1)
    signed(desk, 2)
    answer = seal(desk, *offered(desk, to=Role.CLERK))
    assert answer.streaming
    page = words(answer)
    assert "Đóng dấu số 2 văn bản" in page
    assert "2/2" in page
    assert "Đã đóng dấu: 2. Chưa đóng dấu được: 0." in page


def test_nobody_but_the_clerk_of_the_ward_seals_them(desk: Desk) -> None:
    signed(desk, 1)
    (result,) = offered(desk, to=Role.CLERK)
    for role in (Role.OFFICER, Role.LEADER, Role.RECEPTIONIST):
        assert desk.somebody(role).get(SEALS).status_code == 403
    assert "Không có kết quả nào chờ đóng dấu" in said(desk.somebody(Role.CLERK, ELSEWHERE).get(SEALS))
    answer = words(seal(desk, result, agency_code=ELSEWHERE))
    assert "Đã đóng dấu: 0. Chưa đóng dấu được: 1." in answer
    assert offered(desk, to=Role.CLERK) == [result]
