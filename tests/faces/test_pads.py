"""The power is cut: a pad that was printed before, its codes entered afterwards with their time, the rest void."""

import re
from typing import Any

from django.test import Client

from motcua.dossier.models import Dossier
from motcua.organisation.types import Role
from tests.faces.people import A_BIRTH, A_SIGNED_RESULT, ELSEWHERE, Desk, hidden, said
from tests.faces.test_desk import text_of

PADS = "/desk/pads/"


def reserved(desk: Desk, codes: str = "3", **changes: str) -> Any:
    """The page of a pad that was just reserved."""
    page = desk.receptionist.get(PADS)
    agency = re.findall(r'<option value="(\d+)"', page.content.decode())[0]
    typed = {**hidden(page), "resolving_agency": agency, "day": f"{desk.at:%Y-%m-%d}", "codes": codes, **changes}
    return desk.receptionist.post(f"{PADS}reserve/", typed, follow=True)


def address_of(page: Any) -> str:
    return str(page.redirect_chain[-1][0])


def ways_in(page: Any) -> list[str]:
    return re.findall(r"/desk/\?stub=(\d+)", page.content.decode())


def test_a_pad_is_printed_entered_when_the_light_is_back_and_no_code_is_missing(desk: Desk) -> None:
    pad = reserved(desk)
    assert "hãy in tập mã ngay" in pad.content.decode().lower()
    printed, again = (text_of(desk.receptionist.get(f"{address_of(pad)}pad.pdf").content) for _print in range(2))
    for words in ("H49.201-261102-0001", "H49.201-261102-0003", "Số định danh", "Giấy tờ đã nhận", "Người tiếp nhận"):
        assert words.lower() in printed.lower()
    assert printed.count("H49.201-261102-0002") >= 2, "a half for the desk and one for the person"
    assert "lần thứ 1" in again or "in lại" in again.lower()

    first, second, _third = ways_in(pad)
    desk.wait(hours=3)
    home = desk.receptionist.get("/desk/", {"q": "hon nhan", "stub": first})
    assert "Đang nhập bù mã H49.201-261102-0001" in said(home)
    sheet = f"/desk/receive/{A_SIGNED_RESULT}/?stub={first}"
    assert sheet in home.content.decode()
    opened = said(desk.receptionist.get(sheet))
    assert "đã nhận trên giấy ngày 02/11/2026" in opened
    assert "Ngày hẹn trả tính từ giờ ghi trên phiếu" in opened
    at_ten = {"happened_at": "10:05 02/11/2026", "refresh": "1"}
    looked_at = said(desk.receptionist.post(sheet, {**desk.sheet(A_SIGNED_RESULT), **at_ten}))
    assert "Tiếp nhận lúc 10:05 02/11/2026" in looked_at
    typed = desk.sheet(A_SIGNED_RESULT, request_key="the-light-is-back")
    without_time = desk.receptionist.post(sheet, typed)
    assert without_time.status_code == 422
    assert "Hãy nhập giờ ghi trên phiếu" in said(without_time)
    assert f'value="{typed["applicant-name"]}"' in without_time.content.decode()
    whole = {**typed, "happened_at": "2026-11-02T10:05", "late_reason": "Mất điện"}
    answers = [desk.receptionist.post(sheet, whole, follow=True) for _press in range(2)]
    assert [address_of(one) for one in answers] == [address_of(pad)] * 2
    row = Dossier.objects.get()
    assert (row.code, f"{row.received_at:%H:%M}") == ("H49.201-261102-0001", "10:05")
    assert desk.receptionist.get(sheet).status_code == 409, "a code is entered once"
    yesterday = {**whole, "happened_at": "2026-11-01T10:05", "request_key": "wrong-day"}
    refused = desk.receptionist.post(f"/desk/receive/{A_SIGNED_RESULT}/?stub={second}", yesterday)
    assert "dành cho ngày 02/11/2026" in said(refused)
    assert desk.receive(A_BIRTH)
    assert Dossier.objects.filter(code="H49.201-261102-0004").exists()

    desk.wait(days=2)
    late = desk.somebody(Role.SUPERVISOR).get(PADS)
    assert "đã quá hạn 17:00 03/11/2026" in said(late)
    assert "2 / 3" in said(late)
    assert "2 mã dự phòng chờ nhập bù hoặc hủy" in said(desk.receptionist.get("/desk/"))
    void = f"{address_of(pad)}void/"
    assert desk.receptionist.post(void, {"reason": "", "all": "1"}).status_code == 422
    assert "Chưa chọn mã nào" in said(desk.receptionist.post(void, {"reason": "Không dùng"}))
    one = desk.receptionist.post(void, {"reason": "Ghi hỏng", "stub": second}, follow=True)
    assert "Ghi hỏng" in said(one)
    rest = desk.receptionist.post(void, {"reason": "Không dùng đến", "all": "1"}, follow=True)
    assert not ways_in(rest)
    assert "Không dùng đến" in said(desk.somebody(Role.SUPERVISOR).get(address_of(pad)))
    assert "2 mã dự phòng" not in said(desk.receptionist.get("/desk/"))
    assert address_of(pad) in desk.receptionist.get(PADS, {"list": "ended"}).content.decode()


def test_what_is_wrong_with_a_pad_is_said_and_nothing_typed_is_lost(desk: Desk) -> None:
    for changes, sentence in (
        ({"day": "24/12/2026"}, "đến hết 09/11/2026"),
        ({"codes": "500"}, "nhiều nhất 60 mã"),
        ({"codes": ""}, ""),
    ):
        page = reserved(desk, **changes)
        assert page.status_code == 422
        assert sentence in said(page)
        assert all(f'value="{value}"' in page.content.decode() for value in changes.values() if value)


def test_a_stranger_reserves_enters_and_sees_no_code(desk: Desk) -> None:
    pad = reserved(desk)
    stub, address = ways_in(pad)[0], address_of(pad)
    elsewhere = desk.somebody(Role.RECEPTIONIST, ELSEWHERE)
    typed = {**desk.sheet(A_BIRTH), "happened_at": "2026-11-02T09:00", "late_reason": "Mất điện"}
    assert elsewhere.get(address).status_code == 404
    assert elsewhere.get(f"{address}pad.pdf").status_code == 404
    assert "H49.201" not in said(elsewhere.get(PADS))
    assert elsewhere.get("/desk/", {"stub": stub}).status_code == 404
    assert elsewhere.post(f"/desk/receive/{A_BIRTH}/?stub={stub}", typed).status_code == 404
    assert "không có tập mã này" in said(elsewhere.post(f"{address}void/", {"reason": "Nhầm", "all": "1"})).lower()
    assert desk.somebody(Role.OFFICER).get(PADS).status_code == 403
    assert desk.somebody(Role.SUPERVISOR).post(f"{address}void/", {"reason": "Nhầm", "all": "1"}).status_code == 403
    assert Client().get(PADS).status_code == 302
    assert len(ways_in(desk.receptionist.get(address))) == 3
