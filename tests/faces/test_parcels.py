"""Parcels at the desk: a list pasted, each opened into its sheet, asked back or sent back."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.dossier.models import Dossier
from motcua.organisation.types import Role
from tests.faces.people import A_SIGNED_RESULT, ELSEWHERE, Desk, hidden, said

PARCELS = "/desk/parcels/"
PASTED = f"EL111VN; Vũ Thị Na; 0911222333; {A_SIGNED_RESULT}; ; 15:00 30/10/2026\nEL222VN\tHồ Văn Ổi\t\tket hon"


def test_a_pasted_list_is_opened_received_and_struck_off(desk: Desk) -> None:
    page = desk.receptionist.get(PARCELS)
    assert "Không có bưu gửi" in said(page)
    done = desk.receptionist.post(PARCELS, {**hidden(page), "listed": PASTED}, follow=True)
    assert "Đã ghi sổ 2 bưu gửi" in done.content.decode()
    assert all(words in said(done) for words in ("EL111VN", "Vũ Thị Na", "0911222333", "15:00 30/10/2026", "Hồ Văn Ổi"))
    assert "lẽ ra phải mở trước" not in said(done)
    assert "2 bưu gửi chờ mở" in said(desk.receptionist.get("/desk/"))
    found = desk.receptionist.get(PARCELS, {"q": "vu thi na"})
    assert "EL111VN" in said(found)
    assert "EL222VN" not in said(found)

    (way,) = set(re.findall(rf"/desk/receive/{A_SIGNED_RESULT}/\?parcel=\d+", done.content.decode()))
    sheet = desk.receptionist.get(way).content.decode()
    assert 'value="Vũ Thị Na"' in sheet
    assert re.search(r'<option value="post"[^>]* selected', sheet)
    search = re.findall(r"/desk/\?q=ket\+hon&amp;parcel=(\d+)", done.content.decode())
    assert search, "a procedure in words leads to the search, which hands the parcel on"
    home = desk.receptionist.get("/desk/", {"q": "hon nhan", "parcel": search[0]})
    assert f"/desk/receive/{A_SIGNED_RESULT}/?parcel={search[0]}" in home.content.decode()

    typed = desk.sheet(A_SIGNED_RESULT, channel="post", return_method="post", request_key="opened")
    first, again = (desk.receptionist.post(way, typed) for _press in range(2))
    assert first.status_code == 302, said(first)
    assert first["Location"] == again["Location"]
    assert Dossier.objects.get().facts["filed_at"].startswith("2026-10-30T15:00")
    assert "EL111VN" not in said(desk.receptionist.get(PARCELS))
    assert first["Location"] in desk.receptionist.get(PARCELS, {"list": "ended"}).content.decode()


def test_what_is_not_opened_in_time_stands_out_and_may_be_sent_back(desk: Desk) -> None:
    csv = SimpleUploadedFile("buu-gui.csv", "EL333VN,Mai Văn Quýt,,,,\n".encode("utf-8-sig"), content_type="text/csv")
    desk.receptionist.post(PARCELS, {"file": csv})
    desk.wait(days=1, hours=2)
    page = desk.receptionist.get(PARCELS)
    assert "lẽ ra phải mở trước 09:00 03/11/2026" in said(page)
    assert "1 bưu gửi đã quá thời gian mở" in said(desk.receptionist.get("/desk/"))
    address = re.findall(r"/desk/parcels/\d+/", page.content.decode())[0]
    unexplained = desk.receptionist.post(address, {"reason": "", "return": "1"})
    assert unexplained.status_code == 422
    desk.receptionist.post(address, {"reason": "Gửi nhầm nơi", "return": "1"})
    assert "đã gửi trả" in said(desk.receptionist.get(PARCELS, {"list": "ended"})).lower()


def test_a_line_that_cannot_be_read_is_named_and_nothing_typed_is_lost(desk: Desk) -> None:
    for words, sentence in (("X1;Na;;;;hôm qua", "Dòng 1: Không có thời điểm"), ("X1;Na\nX1;Na", "Dòng 2: Bưu gửi có")):
        answer = desk.receptionist.post(PARCELS, {"listed": words})
        assert answer.status_code == 422
        assert sentence in said(answer)
        assert words.splitlines()[0] in answer.content.decode()


def test_a_stranger_sees_no_parcel_of_this_desk(desk: Desk) -> None:
    desk.receptionist.post(PARCELS, {"listed": "EL444VN;Na"})
    page = desk.receptionist.get(PARCELS).content.decode()
    address = re.findall(r"/desk/parcels/\d+/", page)[0]
    stranger = desk.somebody(Role.RECEPTIONIST, ELSEWHERE)
    assert "EL444VN" not in said(stranger.get(PARCELS))
    assert stranger.get(address).status_code == 404
    assert desk.somebody(Role.OFFICER).get(PARCELS).status_code == 403
