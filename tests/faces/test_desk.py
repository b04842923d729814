"""The reception desk: what is typed is received, or refused in words that say what to do, with nothing lost."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.dossier import queries as dossiers
from motcua.journal.models import Entry
from motcua.organisation.types import Role
from motcua.papers.scanning.tests import sheets
from tests.faces import crowds
from tests.faces.people import A_BIRTH, ELSEWHERE, FATHER, Desk, said

SHEET = f"/desk/receive/{A_BIRTH}/"
REFUSED = {
    "a number that is too short": (
        {"applicant-number": "123"},
        "Số định danh cá nhân có 12 chữ số",
        "A personal number has 12 digits",
    ),
    "a year of birth that the number contradicts": (
        {"applicant-born": "1985"},
        "Hãy đối chiếu với thẻ rồi xác nhận",
        "Compare with the card, then confirm",
    ),
    "nobody's name": ({"applicant-name": ""}, "Chưa có họ tên", "The name is missing"),
    "a date of birth that is none": (
        {"applicant-born": "abc"},
        "Không có ngày như vậy. Hãy nhập ngày sinh như 03/05/1947",
        "There is no such date. Enter the date of birth like 03/05/1947",
    ),
    "an earlier moment without its reason": (
        {"happened_at": "08:30 02/11/2026"},
        "Ghi rõ lý do nhập bù",
        "Write why it is entered late",
    ),
    "a moment too far back": (
        {"happened_at": "08:30 20/10/2026", "late_reason": "mất điện"},
        "chỉ được nhập bù đến hết ngày 23/10/2026",
        "could be entered until the end of 23/10/2026",
    ),
    "a moment to come": (
        {"happened_at": "08:30 05/11/2026", "late_reason": "mất điện"},
        "Chưa đến thời điểm",
        "has not come yet",
    ),
}


def text_of(pdf: bytes) -> str:
    return " ".join(sheets.text_of(pdf).split())


def test_a_birth_is_received_and_its_receipt_is_printed(desk: Desk) -> None:
    dossier_id = desk.receive()
    page = desk.receptionist.get(f"/desk/received/{dossier_id}/")
    assert "H49.201-261102-0001" in said(page)
    assert "17:00 thứ Hai 02/11/2026" in said(page)
    receipt = desk.receptionist.get(f"/desk/receipt/{dossier_id}.pdf")
    assert receipt.status_code == 200
    assert receipt["Content-Type"] == "application/pdf"
    assert receipt.content.startswith(b"%PDF")


def test_the_desk_finds_in_everyday_words_what_it_can_receive(desk: Desk) -> None:
    found = desk.receptionist.get("/desk/", {"q": "giay khai sinh"})
    assert SHEET in found.content.decode()
    assert "Không tìm thấy" in said(desk.receptionist.get("/desk/", {"q": "xyzxyz"}))


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("mistake", REFUSED)
def test_a_mistake_is_told_and_nothing_typed_is_lost(desk: Desk, mistake: str, language: str) -> None:
    changes, in_vietnamese, in_english = REFUSED[mistake]
    typed = desk.sheet(note="Sinh đôi, nộp chung", **{"applicant-address": "Tổ 5, khu 2", **changes})
    answer = desk.somebody(Role.RECEPTIONIST, language=language).post(SHEET, typed)
    assert answer.status_code == 422
    assert (in_vietnamese if language == "vi" else in_english) in said(answer)
    page = answer.content.decode()
    for value in ("Sinh đôi, nộp chung", "Tổ 5, khu 2", *changes.values()):
        assert f'value="{value}"' in page or not value
    assert page.count(" checked") >= sum(name.startswith("paper-") for name in typed)


@pytest.mark.parametrize(("language", "words"), [("vi", "Còn thiếu giấy tờ này"), ("en", "This paper is missing")])
def test_a_missing_paper_is_named_and_marked(desk: Desk, language: str, words: str) -> None:
    typed = desk.sheet()
    absent = next(name for name in typed if name.startswith("paper-"))
    del typed[absent]
    answer = desk.somebody(Role.RECEPTIONIST, language=language).post(SHEET, typed)
    assert answer.status_code == 422
    assert words in said(answer)
    assert desk.somebody(Role.RECEPTIONIST).post(SHEET, typed | {absent: "1"}).status_code == 302


@pytest.mark.parametrize(
    ("slip", "title", "chosen", "words"),
    [
        (
            "supplement",
            "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
            "completion/signature_missing",
            "Giấy tờ thiếu chữ ký, con dấu: Chưa có chữ ký của người cha",
        ),
        (
            "refusal",
            "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
            "declined_at_intake/incomplete",
            "(NĐ 118/2025/NĐ-CP, Điều 17 khoản 1): Chưa có chữ ký của người cha",
        ),
    ],
)
def test_whoever_is_sent_back_leaves_with_a_slip_and_nothing_is_stored(
    desk: Desk, slip: str, title: str, chosen: str, words: str
) -> None:
    typed = desk.sheet(slip=slip, slip_reason="Chưa có chữ ký của người cha", slip_reason_key=chosen)
    absent = next(name for name in typed if name.startswith("paper-"))
    del typed["receive"], typed[absent]
    for box in ("why", "words"):
        typed[absent.replace("paper", box, 1)] = {"why": "other", "words": "Tờ khai theo mẫu cũ"}[box]
    entries = Entry.objects.count()
    answer = desk.receptionist.post(SHEET, typed)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    printed = text_of(answer.content)
    assert title in printed
    assert "Nguyễn Văn An" in printed
    assert words.replace(" ", "") in printed.replace(" ", ""), "wherever its lines are broken"
    assert ("Tờ khai đăng ký khai sinh" in printed) is (slip == "supplement")
    assert ("– Tờ khai theo mẫu cũ" in printed) is (slip == "supplement")
    assert Entry.objects.count() == entries
    assert "Bản in" not in printed
    again = desk.receptionist.post(SHEET, typed).content
    assert "Bản in lại lần 1" in text_of(again), "the same, on the same day"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"slip": "refusal"}, "Hãy chọn lý do trong danh mục"),
        ({"slip": "refusal", "slip_reason_key": "completion/paper_missing"}, "Hãy chọn lý do khác"),
        ({"slip": "refusal", "slip_reason_key": "declined_at_intake/other"}, "hãy ghi cụ thể lý do"),
        ({"slip": "supplement", "applicant-name": "", "applicant-number": ""}, "chủ hồ sơ"),
    ],
)
def test_a_slip_that_names_nobody_or_no_reason_is_not_printed(desk: Desk, changes: dict[str, str], words: str) -> None:
    typed = desk.sheet(**changes)
    del typed["receive"]
    answer = desk.receptionist.post(SHEET, typed)
    assert answer.status_code in {409, 422}
    assert words in said(answer)


def test_a_doubt_about_the_year_of_birth_is_confirmed_by_the_desk(desk: Desk) -> None:
    typed = desk.sheet(**{"applicant-born": "1985"})
    doubted = desk.receptionist.post(SHEET, typed)
    box = re.findall(r'name="(confirm-[^"]+)"', doubted.content.decode())[0]
    assert desk.receptionist.post(SHEET, typed | {box: "1"}).status_code == 302


@pytest.mark.parametrize(("language", "words"), [("vi", "Không có thủ tục"), ("en", "There is no procedure")])
def test_a_procedure_that_nobody_knows(desk: Desk, language: str, words: str) -> None:
    answer = desk.somebody(Role.RECEPTIONIST, language=language).get("/desk/receive/9.999999/")
    assert answer.status_code == 404
    assert words in said(answer)


def test_each_paper_is_received_as_what_it_was_handed_in(desk: Desk) -> None:
    page = desk.receptionist.get(SHEET).content.decode()
    assert 'name="as-birth_note"' in page
    assert 'name="as-identity_paper"' in page
    assert 'name="as-declaration"' not in page, "a form is what it is"
    typed = {"as-birth_note": "copy", "copies-birth_note": "2", "as-identity_paper": "certified"}
    dossier_id = desk.receive(**typed)
    held = {one.key: one for one in dossiers.facts(dossier_id).components}
    assert (held["birth_note"].originals, held["birth_note"].copies) == (0, 2)
    assert (held["identity_paper"].certified_copies, held["identity_paper"].presented) == (1, False)
    assert held["declaration"].originals == 1
    papers = said(desk.receptionist.get(f"/office/dossiers/{dossier_id}/"))
    assert "2 bản sao" in papers
    assert "1 bản sao chứng thực" in papers
    assert "trả lại bản chính" in said(desk.receptionist.get(f"/desk/received/{desk.receive()}/"))
    assert "trả lại bản chính" not in said(desk.receptionist.get(f"/desk/received/{dossier_id}/"))
    refused = desk.receptionist.post(SHEET, desk.sheet(**{**typed, "copies-birth_note": "0"}))
    assert refused.status_code == 422, "none of it is there"
    electronic = desk.receive(**{"as-birth_note": "electronic"})
    assert next(one for one in dossiers.facts(electronic).components if one.key == "birth_note").electronic


def test_two_presses_make_one_dossier(desk: Desk) -> None:
    typed = desk.sheet(request_key="pressed-twice")
    first, second = (desk.receptionist.post(SHEET, typed) for _press in range(2))
    assert first["Location"] == second["Location"]
    assert desk.receptionist.post(SHEET, typed | {"request_key": "another"})["Location"] != first["Location"]


def test_what_was_received_before_the_power_failed_keeps_its_hour(desk: Desk) -> None:
    dossier_id = desk.receive(happened_at="08:30 02/11/2026", late_reason="Mất điện đến 8 giờ 50")
    page = said(desk.receptionist.get(f"/office/dossiers/{dossier_id}/"))
    assert "08:30 thứ Hai 02/11/2026" in page
    assert "Mất điện đến 8 giờ 50" in page


def test_a_scanned_card_fills_in_the_person(desk: Desk) -> None:
    card = "022190001234|100123456|Trần Thị Bình|12031990|Nữ|Tổ 9, Hồng Gai, Quảng Ninh|05052021"
    answer = desk.receptionist.post(SHEET, {"card": card, "case": "", "applicant-phone": "0987654321"})
    assert answer.status_code == 200
    page = answer.content.decode()
    for value in ("Trần Thị Bình", "022190001234", "12/03/1990", "Tổ 9, Hồng Gai, Quảng Ninh", "0987654321"):
        assert f'value="{value}"' in page
    assert card not in page


def test_a_scan_that_is_no_card_says_so(desk: Desk) -> None:
    answer = desk.receptionist.post(SHEET, desk.sheet(card="https://example.invalid/"))
    assert answer.status_code in {400, 422}
    assert "Nguyễn Văn An" in answer.content.decode()


def test_a_choice_changes_fees_and_total_before_anything_is_received(desk: Desk) -> None:
    sheet = "/desk/receive/2.000815/"
    typed = desk.sheet("2.000815", quantity="3", pages="4")
    del typed["receive"]
    answer = desk.receptionist.post(sheet, typed)
    assert answer.status_code == 200
    assert "18.000" in said(answer)
    assert desk.receptionist.post(sheet, typed | {"receive": "1"}).status_code == 302


def test_who_is_exempt_stands_on_the_receipt_and_the_dossier_with_the_proof(desk: Desk) -> None:
    dossier_id = desk.receive("2.000635", **{"exempt-poor": "1"})
    (fee,) = dossiers.facts(dossier_id).fees
    assert (fee.amount, fee.exemption) == (0, "poor")
    page = said(desk.receptionist.get(f"/office/dossiers/{dossier_id}/"))
    assert "Miễn, giảm phí cho" in page
    assert "Giấy chứng nhận hộ nghèo" in page
    receipt = text_of(desk.receptionist.get(f"/desk/receipt/{dossier_id}.pdf").content)
    assert "miễn, người thuộc hộ nghèo" in receipt


def test_a_stranger_receives_nothing_and_reads_nothing(desk: Desk) -> None:
    dossier_id = desk.receive()
    for role in (Role.OFFICER, Role.CLERK):
        assert desk.somebody(role).get(SHEET).status_code == 403
        assert desk.somebody(role).post(SHEET, desk.sheet()).status_code == 403
    elsewhere = desk.somebody(Role.RECEPTIONIST, ELSEWHERE)
    there, nowhere = (elsewhere.get(f"/desk/received/{number}/") for number in (dossier_id, 999_999))
    assert there.status_code == nowhere.status_code == 404
    assert said(there) == said(nowhere)
    assert elsewhere.get(f"/desk/receipt/{dossier_id}.pdf").status_code == 404


def test_the_register_book_of_a_day_names_who_came(desk: Desk) -> None:
    desk.receive()
    assert "/desk/register/" in desk.receptionist.get("/desk/").content.decode()
    form = desk.receptionist.get("/desk/register/")
    place = re.findall(r'<option value="(\d+)" selected', form.content.decode())[0]
    book = desk.receptionist.get("/desk/register/", {"place": place, "since": "2026-11-02", "until": "2026-11-02"})
    assert (book.status_code, book["Content-Type"]) == (200, "application/pdf"), said(book)
    printed = text_of(book.content)
    assert "Sổ theo dõi hồ sơ".upper() in printed
    assert "H49.201-261102-" in printed
    assert FATHER["applicant-name"] in printed
    day_before = {"place": place, "since": "2026-11-01", "until": "2026-11-01"}
    assert "Không có hồ sơ" in text_of(desk.receptionist.get("/desk/register/", day_before).content)


@pytest.mark.parametrize(
    ("language", "changes", "words"),
    [
        ("vi", {"until": "2026-10-30"}, "đứng trước ngày đầu"),
        ("en", {"until": "2026-10-30"}, "Turn them round"),
        ("vi", {"since": "hôm qua"}, "Từ ngày"),
    ],
)
def test_days_that_are_none_are_told_and_kept(desk: Desk, language: str, changes: dict[str, str], words: str) -> None:
    reader = desk.somebody(Role.RECEPTIONIST, language=language)
    place = re.findall(r'<option value="(\d+)" selected', reader.get("/desk/register/").content.decode())[0]
    asked = {"place": place, "since": "2026-11-02", "until": "2026-11-02", **changes}
    answer = reader.get("/desk/register/", asked)
    assert answer.status_code == 422
    assert words in said(answer)
    assert next(iter(changes.values())) in answer.content.decode()


def test_a_longer_book_costs_no_more_statements(desk: Desk) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert desk.receptionist.get("/desk/register/", days).status_code == 200
        return len(asked)

    place = re.findall(r'<option value="(\d+)" selected', desk.receptionist.get("/desk/register/").content.decode())[0]
    days = {"place": place, "since": "2026-11-02", "until": "2026-11-02"}
    first = desk.receive()
    statements()
    few = statements()
    crowds.dossiers(first, 40)
    assert statements() <= few


def test_the_book_of_another_place_is_not_printed(desk: Desk) -> None:
    desk.receive()
    place = re.findall(r'<option value="(\d+)" selected', desk.receptionist.get("/desk/register/").content.decode())[0]
    stranger = desk.somebody(Role.RECEPTIONIST, ELSEWHERE)
    days = {"place": place, "since": "2026-11-02", "until": "2026-11-02"}
    answer = stranger.get("/desk/register/", days)
    assert answer.status_code == 422
    assert FATHER["applicant-name"] not in said(answer)
    assert Client().get("/desk/register/", days).status_code == 302
    assert desk.somebody(Role.OFFICER).get("/desk/register/", days).status_code == 403
