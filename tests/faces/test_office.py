"""The office: a dossier goes its way from hand to hand, and whatever may not be done is refused in words."""

import re
from typing import Any

import pytest
from django.test import Client

from motcua.dossier import queries as dossiers
from motcua.journal import queries as journal
from motcua.kernel import checking
from motcua.organisation.types import Role
from motcua.papers.scanning.tests import sheets
from tests.faces.people import ELSEWHERE, LAND, Desk, hidden, said

AN_AGREEMENT = "2.001035"
"""Certifying a transaction: 50,000 đồng, which the hand-over waits for."""


def states(desk: Desk, dossier_id: int) -> str:
    return said(desk.receptionist.get(f"/office/dossiers/{dossier_id}/"))


def finish(desk: Desk, dossier_id: int) -> None:
    """Appraised, approved, sealed: the result is at the desk."""
    for role, words in ((Role.OFFICER, "Trình phê duyệt"), (Role.LEADER, "Phê duyệt"), (Role.CLERK, "Đóng dấu")):
        ways = desk.ways(role, dossier_id)
        chosen = next(way for way in ways if way.startswith(words))
        answer = desk.press(role, dossier_id, chosen)
        assert answer.status_code == 302, said(answer)


def ask_for_a_supplement(desk: Desk, dossier_id: int, **typed: Any) -> Any:
    paper = next(name for name in desk.sheet() if name.startswith("paper-")).removeprefix("paper-")
    typed = {"missing": [paper], "reason": "Tờ khai thiếu chữ ký", **typed}
    return desk.press(Role.OFFICER, dossier_id, "Yêu cầu bổ sung hồ sơ", **typed)


def test_from_receipt_to_hand_over(desk: Desk) -> None:
    dossier_id = desk.receive()
    finish(desk, dossier_id)
    assert "Đã có kết quả tại quầy" in states(desk, dossier_id)
    answer = desk.press(Role.RECEPTIONIST, dossier_id, "Trả kết quả", method="counter")
    assert answer.status_code == 302
    page = states(desk, dossier_id)
    assert "Đã trả kết quả" in page
    assert "Đúng hạn" in page
    assert "Hiện anh/chị không phải làm gì" in page


def test_the_inbox_is_where_the_work_is(desk: Desk) -> None:
    dossier_id = desk.receive()
    assert "H49.201-261102-0001" in said(desk.somebody(Role.OFFICER).get("/office/"))
    assert "Thủ tục đăng ký khai sinh" in said(desk.somebody(Role.OFFICER).get("/office/dossiers/"))
    assert "Không có việc nào" in said(desk.somebody(Role.CLERK).get("/office/"))
    found = desk.somebody(Role.OFFICER).get("/office/search/", {"q": "nguyen van an"})
    assert found["Location"] == f"/office/dossiers/{dossier_id}/"


def test_a_supplement_is_asked_for_once_and_returns_to_its_reader(desk: Desk) -> None:
    dossier_id = desk.receive()
    preview = ask_for_a_supplement(desk, dossier_id, preview="1")
    assert preview.status_code == 200
    assert "Người dân bổ sung đến hết" in said(preview)
    assert ask_for_a_supplement(desk, dossier_id).status_code == 302
    assert "Chờ bổ sung hồ sơ" in states(desk, dossier_id)
    slip = desk.somebody(Role.OFFICER).get(f"/office/dossiers/{dossier_id}/papers/supplement_request.pdf")
    assert slip.content.startswith(b"%PDF")
    assert desk.press(Role.RECEPTIONIST, dossier_id, "Tiếp nhận hồ sơ bổ sung").status_code == 302
    assert "Trình phê duyệt" in desk.ways(Role.OFFICER, dossier_id)
    assert "Yêu cầu bổ sung hồ sơ" not in desk.ways(Role.OFFICER, dossier_id)


def test_a_supplement_that_comes_late_is_taken_while_the_dossier_is_open(desk: Desk) -> None:
    dossier_id = desk.receive()
    assert ask_for_a_supplement(desk, dossier_id).status_code == 302
    desk.wait(days=40)
    answer = desk.ways(Role.RECEPTIONIST, dossier_id)["Tiếp nhận hồ sơ bổ sung"]
    assert "Sẽ là" in said(desk.receptionist.post(answer, {**hidden(desk.receptionist.get(answer)), "preview": "1"}))
    assert desk.press(Role.RECEPTIONIST, dossier_id, "Tiếp nhận hồ sơ bổ sung").status_code == 302
    assert "Trình phê duyệt" in desk.ways(Role.OFFICER, dossier_id)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"method": "counter", "by_proxy": "on"}, "Nhận tại quầy, người được uỷ quyền nhận"),
        ({"method": "post"}, "Đã trả kết quả: Gửi qua bưu chính"),
    ],
)
def test_the_page_tells_how_the_result_went_back(desk: Desk, typed: dict[str, str], words: str) -> None:
    dossier_id = desk.receive()
    finish(desk, dossier_id)
    assert desk.press(Role.RECEPTIONIST, dossier_id, "Trả kết quả", **typed).status_code == 302
    assert words in states(desk, dossier_id)


@pytest.mark.parametrize(("language", "words"), [("vi", "chờ bổ sung"), ("en", "supplement")])
def test_nothing_is_decided_while_the_person_is_waited_for(desk: Desk, language: str, words: str) -> None:
    dossier_id = desk.receive()
    address = desk.ways(Role.OFFICER, dossier_id)["Trình phê duyệt"]
    ask_for_a_supplement(desk, dossier_id)
    answer = desk.somebody(Role.OFFICER, language=language).post(address, {})
    assert answer.status_code == 409
    assert words in said(answer).lower()


def test_a_second_supplement_is_refused(desk: Desk) -> None:
    dossier_id = desk.receive()
    address = desk.ways(Role.OFFICER, dossier_id)["Yêu cầu bổ sung hồ sơ"]
    ask_for_a_supplement(desk, dossier_id)
    desk.press(Role.RECEPTIONIST, dossier_id, "Tiếp nhận hồ sơ bổ sung")
    answer = desk.somebody(Role.OFFICER).post(address, {"missing": ["x"], "reason": "Thêm giấy tờ"})
    assert answer.status_code == 409
    assert "NĐ 118/2025 Đ11.2c" in said(answer), "with the article"


def test_the_fee_comes_before_the_result(desk: Desk) -> None:
    dossier_id = desk.receive(AN_AGREEMENT)
    assert "50.000" in states(desk, dossier_id)
    finish(desk, dossier_id)
    refused = desk.press(Role.RECEPTIONIST, dossier_id, "Trả kết quả", method="counter")
    assert refused.status_code == 409
    assert "50.000" in said(refused)
    assert "certification" in desk.receptionist.get(f"/office/dossiers/{dossier_id}/act/settle_fee/").content.decode()
    settled = desk.press(
        Role.RECEPTIONIST, dossier_id, "Ghi nhận đã nộp tiền", fee_key="certification", paid_by="BL 0042"
    )
    assert settled.status_code == 302
    assert desk.press(Role.RECEPTIONIST, dossier_id, "Trả kết quả", method="counter").status_code == 302


def test_what_an_officer_proposes_is_what_one_press_of_the_leader_does(desk: Desk) -> None:
    def offered(dossier_id: int) -> str:
        page = desk.somebody(Role.LEADER).get(f"/office/dossiers/{dossier_id}/").content.decode()
        (main,) = re.findall(r'mc-action-main" .*?mc-action-label">([^<]+)<', page, re.DOTALL)
        return str(main)

    granted, refused = desk.receive(), desk.receive(**{"applicant-number": "022091001234", "applicant-born": "1991"})
    desk.press(Role.OFFICER, granted, "Trình phê duyệt")
    assert desk.press(Role.OFFICER, refused, "Trình từ chối giải quyết").status_code == 422
    listed = {"reason_key": "paper_forged", "reason": "Giấy chứng sinh"}
    desk.press(Role.OFFICER, refused, "Trình từ chối giải quyết", **listed)
    assert (offered(granted), offered(refused)) == ("Phê duyệt", "Từ chối giải quyết")
    ways = desk.ways(Role.LEADER, refused)
    pages = {words: desk.somebody(Role.LEADER).get(address).content.decode() for words, address in ways.items()}
    chosen = 'value="paper_forged" selected'
    assert [words for words, page in pages.items() if chosen in page] == ["Từ chối giải quyết"]
    assert re.search(r"<textarea[^>]*>\s*Giấy chứng sinh<", pages["Từ chối giải quyết"])
    desk.press(Role.LEADER, refused, "Từ chối giải quyết", **listed)
    assert "Đã quyết định: Từ chối" in states(desk, refused)
    assert dossiers.facts(refused).reason_key == "paper_forged"


def test_a_reason_is_chosen_from_its_list_and_nothing_typed_is_lost(desk: Desk) -> None:
    dossier_id = desk.receive()
    asking = desk.somebody(Role.OFFICER).get(desk.ways(Role.OFFICER, dossier_id)["Yêu cầu bổ sung hồ sơ"])
    assert "Trường này là bắt buộc" not in said(asking), "nothing is wrong before anything was typed"
    asked = ask_for_a_supplement(desk, dossier_id, reason_key="")
    assert asked.status_code == 422
    assert 'href="#id_reason_key"' in asked.content.decode()
    assert "Tờ khai thiếu chữ ký" in said(asked)
    assert ask_for_a_supplement(desk, dossier_id, reason_key="withdrawn").status_code == 422, "of another list"
    assert ask_for_a_supplement(desk, dossier_id, reason_key="other", reason=" ").status_code == 422
    paper = next(name for name in desk.sheet() if name.startswith("paper-")).removeprefix("paper-")
    unsaid = ask_for_a_supplement(desk, dossier_id, reason_key="paper_missing", **{f"why-{paper}": "other"})
    assert unsaid.status_code == 422
    assert f'href="#id_words-{paper}"' in unsaid.content.decode()
    each = {f"why-{paper}": "not_readable", f"words-{paper}": "trang 2"}
    asked = ask_for_a_supplement(desk, dossier_id, reason_key="signature_missing", reason="", **each)
    assert asked.status_code == 302
    assert dossiers.facts(dossier_id).supplements[-1].reason_key == "signature_missing"
    told = [entry.body for entry in journal.entries(f"dossier/{dossier_id}") if "supplement_asked" in entry.kind]
    assert [body["reason_key"] for body in told] == ["signature_missing"]
    assert [(one["component"], one["reason_key"]) for one in told[0]["papers"]] == [(paper, "not_readable")]
    assert [one.sentence for one in checking.run(["dossiers", "parties"])] == []
    slip = desk.somebody(Role.OFFICER).get(f"/office/dossiers/{dossier_id}/papers/supplement_request.pdf")
    printed = " ".join(sheets.text_of(slip.content).split())
    assert "Giấy tờ thiếu chữ ký, con dấu" in printed
    assert "– Bản chụp, tệp tin mờ, không đọc được: trang 2" in printed


def test_a_step_that_stops_the_clock_says_so_before_it_is_taken(desk: Desk) -> None:
    dossier_id = desk.receive(LAND)
    desk.press(Role.CLERK, dossier_id, "Phân công thụ lý")
    posting = desk.ways(Role.OFFICER, dossier_id)["Niêm yết công khai kết quả kiểm tra"]
    assert "Sau bước này không còn thời hạn nào đang tính" in said(desk.somebody(Role.OFFICER).get(posting))


def test_an_apology_names_a_new_date_and_the_desk_gives_it(desk: Desk) -> None:
    dossier_id = desk.receive()
    desk.at = desk.at.replace(hour=16, minute=0)
    page = desk.somebody(Role.OFFICER).get(desk.ways(Role.OFFICER, dossier_id)["Xin lỗi và đề xuất ngày hẹn lại"])
    assert "Hồ sơ đang ở bước “" in page.content.decode(), "drafted with the step"
    apology = {"proposed_at": "2026-11-04T10:00", "reason": "Mất kết nối cơ sở dữ liệu hộ tịch"}
    asked = desk.press(Role.OFFICER, dossier_id, "Xin lỗi và đề xuất ngày hẹn lại", **apology)
    assert asked.status_code == 302, said(asked)
    given = desk.press(Role.RECEPTIONIST, dossier_id, "Hẹn lại ngày trả", appointment_at="2026-11-04T10:00")
    assert given.status_code == 302, said(given)
    assert "10:00 04/11/2026" in states(desk, dossier_id)
    letter = desk.somebody(Role.OFFICER).get(f"/office/dossiers/{dossier_id}/papers/apology.pdf")
    assert letter.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "state"), [("Dừng giải quyết theo đề nghị", "Đã dừng"), ("Huỷ do nhập nhầm", "Đã huỷ")]
)
def test_a_dossier_is_stopped_or_voided_with_a_reason(desk: Desk, words: str, state: str) -> None:
    dossier_id = desk.receive()
    unexplained = desk.press(Role.RECEPTIONIST, dossier_id, words, reason="")
    assert unexplained.status_code == 422
    assert desk.press(Role.RECEPTIONIST, dossier_id, words, reason="Nộp trùng").status_code == 302
    assert state in states(desk, dossier_id)
    assert desk.ways(Role.OFFICER, dossier_id) == {}


def test_work_is_sent_back_taken_back_and_given_to_another(desk: Desk) -> None:
    dossier_id = desk.receive()
    page = desk.somebody(Role.LEADER).get(f"/office/dossiers/{dossier_id}/").content.decode()
    give = next(part for part in page.split('"') if part.endswith("/give/"))
    desk.press(Role.OFFICER, dossier_id, "Trình phê duyệt")
    desk.at = desk.at.replace(minute=desk.at.minute + 1)
    mine = desk.somebody(Role.OFFICER).get(f"/office/dossiers/{dossier_id}/")
    assert "Rút lại" in said(mine)
    back = next(part for part in mine.content.decode().split('"') if part.endswith("/recall/"))
    form = desk.somebody(Role.OFFICER).get(back)
    assert "Thời hạn vẫn tiếp tục tính" in said(form), "what it does to the date stands there beforehand"
    assert "Trình phê duyệt" not in desk.ways(Role.OFFICER, dossier_id), "nobody else takes it back"
    assert desk.somebody(Role.OFFICER).post(back, hidden(form)).status_code == 302
    assert "Trình phê duyệt" in desk.ways(Role.OFFICER, dossier_id)
    desk.press(Role.OFFICER, dossier_id, "Trình phê duyệt")
    page = desk.somebody(Role.LEADER).get(f"/office/dossiers/{dossier_id}/").content.decode()
    send = next(part for part in page.split('"') if part.endswith("/send-back/"))
    form = desk.somebody(Role.LEADER).get(send)
    assert form.status_code == 200
    typed = {**hidden(form), "reason": "của phòng Tư pháp", "reason_key": "opinion_to_get"}
    assert desk.somebody(Role.LEADER).post(send, typed).status_code == 302
    assert "Thiếu ý kiến của cơ quan, đơn vị liên quan: của phòng Tư pháp" in states(desk, dossier_id)
    assert desk.somebody(Role.OFFICER).get(give).status_code == 403


def test_two_officers_at_once_and_the_second_is_told(desk: Desk) -> None:
    dossier_id = desk.receive()
    address = desk.ways(Role.OFFICER, dossier_id)["Yêu cầu bổ sung hồ sơ"]
    opened = hidden(desk.somebody(Role.OFFICER).get(address))
    ask_for_a_supplement(desk, dossier_id)
    desk.press(Role.RECEPTIONIST, dossier_id, "Tiếp nhận hồ sơ bổ sung")
    answer = desk.somebody(Role.OFFICER).post(
        f"/office/dossiers/{dossier_id}/act/assess_fee/",
        {**opened, "fee_name": "Lệ phí trích lục", "amount": "8000"},
    )
    assert answer.status_code == 409
    assert "Lệ phí trích lục" in answer.content.decode()


def test_two_presses_are_one_act(desk: Desk) -> None:
    dossier_id = desk.receive()
    address = desk.ways(Role.OFFICER, dossier_id)["Xác định nghĩa vụ tài chính"]
    typed = {**hidden(desk.somebody(Role.OFFICER).get(address)), "fee_name": "Lệ phí", "amount": "8000"}
    for _press in range(2):
        assert desk.somebody(Role.OFFICER).post(address, typed).status_code == 302
    assert "8.000" in states(desk, dossier_id)


def test_only_who_may_enters_what_happened_before(desk: Desk) -> None:
    dossier_id = desk.receive()
    desk.wait(hours=2)
    past = {"happened_at": "2026-11-02T09:30", "late_reason": "Mất mạng"}
    refused = desk.press(Role.OFFICER, dossier_id, "Trình phê duyệt", **past)
    assert refused.status_code in {403, 422}
    assert "09:30" in said(refused) or "nhập bù" in said(refused)
    stopped = desk.press(Role.RECEPTIONIST, dossier_id, "Dừng giải quyết theo đề nghị", reason="Rút đơn", **past)
    assert stopped.status_code == 302
    assert "09:30" in states(desk, dossier_id)


@pytest.mark.parametrize("page", ["", "act/stop/", "papers/receipt.pdf", "handling/2/give/"])
def test_a_stranger_learns_nothing_not_even_that_it_is_there(desk: Desk, page: str) -> None:
    dossier_id = desk.receive()
    stranger = desk.somebody(Role.SUPERVISOR, ELSEWHERE)
    there, nowhere = (stranger.get(f"/office/dossiers/{number}/{page}") for number in (dossier_id, 999_999))
    assert there.status_code == nowhere.status_code == 404
    assert said(there) == said(nowhere)
    assert Client().get(f"/office/dossiers/{dossier_id}/{page}").status_code == 302


def test_a_stranger_moves_nothing(desk: Desk) -> None:
    dossier_id = desk.receive()
    way = desk.ways(Role.OFFICER, dossier_id)["Trình phê duyệt"]
    assert desk.somebody(Role.OFFICER, ELSEWHERE).post(way, {}).status_code == 404
    assert desk.somebody(Role.CLERK).post(way, {}).status_code in {403, 409}
    assert desk.somebody(Role.INSPECTOR, "H49").post(way, {}).status_code == 403


def test_the_control_slip_names_every_hand_the_dossier_went_through(desk: Desk) -> None:
    dossier_id = desk.receive()
    finish(desk, dossier_id)
    page = desk.somebody(Role.LEADER).get(f"/office/dossiers/{dossier_id}/").content.decode()
    address = f"/office/dossiers/{dossier_id}/papers/control_slip.pdf"
    assert address in page
    slip = desk.somebody(Role.LEADER).get(address)
    assert (slip.status_code, slip["Content-Type"]) == (200, "application/pdf")
    printed = " ".join(sheets.text_of(slip.content).split())
    for words in ("KIỂM SOÁT", "Ủy ban nhân dân phường Hồng Gai", "Dương Minh Nam", "Đoàn Ngọc Yến", "Người giao"):
        assert words in printed, printed
    assert desk.somebody(Role.OFFICER, ELSEWHERE).get(address).status_code == 404
    assert Client().get(address).status_code == 302


def test_every_act_says_what_it_does_to_the_date_before_it_is_confirmed(desk: Desk) -> None:
    dossier_id = desk.receive(LAND)
    desk.press(Role.CLERK, dossier_id, "Phân công thụ lý")
    officer, ways = desk.somebody(Role.OFFICER), desk.ways(Role.OFFICER, dossier_id)
    for words, address in ways.items():
        assert "thời hạn" in said(officer.get(address)).lower(), words
    asking = said(officer.get(ways["Yêu cầu bổ sung hồ sơ"]))
    assert "Thời hạn tạm dừng" in asking
    assert "Người dân bổ sung đến hết" in asking
    opinion = said(officer.get(ways["Lấy ý kiến cơ quan khác"]))
    assert "Vẫn là" in opinion
    assert "Thời hạn vẫn tiếp tục tính" in opinion
    page = said(officer.get(f"/office/dossiers/{dossier_id}/"))
    assert "hạn trả giữ nguyên, thời hạn vẫn tính" in page


@pytest.mark.parametrize(("language", "words"), [("vi", "Thời hạn tạm dừng"), ("en", "The time stops")])
def test_the_date_follows_the_form_while_it_is_filled_in(desk: Desk, language: str, words: str) -> None:
    dossier_id = desk.receive(LAND)
    desk.press(Role.CLERK, dossier_id, "Phân công thụ lý")
    address = desk.ways(Role.OFFICER, dossier_id)["Yêu cầu bổ sung hồ sơ"]
    officer = desk.somebody(Role.OFFICER, language=language)
    page = officer.get(address)
    assert 'hx-select="#effect"' in page.content.decode()
    answer = officer.post(address, {**hidden(page), "preview": "1"}, headers={"hx-request": "true"})
    assert answer.status_code == 422, "the reason is still to be typed, and the date is shown all the same"
    assert words in said(answer)
    assert "Yêu cầu bổ sung hồ sơ" in desk.ways(Role.OFFICER, dossier_id), "nothing was done"


def test_sending_a_decision_back_says_that_the_time_runs_on(desk: Desk) -> None:
    dossier_id = desk.receive()
    for role, words in ((Role.OFFICER, "Trình phê duyệt"), (Role.LEADER, "Phê duyệt")):
        chosen = next(way for way in desk.ways(role, dossier_id) if way.startswith(words))
        desk.press(role, dossier_id, chosen)
    page = desk.somebody(Role.CLERK).get(f"/office/dossiers/{dossier_id}/").content.decode()
    back = re.findall(r'href="(/office/dossiers/\d+/handling/\d+/send-back/)"', page)[0]
    assert "Thời hạn vẫn tiếp tục tính" in said(desk.somebody(Role.CLERK).get(back))
    sealing = next(way for words, way in desk.ways(Role.CLERK, dossier_id).items() if words.startswith("Đóng dấu"))
    assert "Thời hạn kết thúc tại đây" in said(desk.somebody(Role.CLERK).get(sealing))
