"""The registers of results: numbers without gaps, each with its result; what is taken back says why, for ever."""

import re
from typing import Any

import pytest
from django.test import Client

from motcua.accounts.models import Reading
from motcua.dossier.models import Dossier
from motcua.journal.commands import recording
from motcua.kernel.types import system
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.papers import commands as register
from motcua.papers import models
from tests.faces.people import A_BIRTH, ELSEWHERE, HONG_GAI, Desk, hidden, said
from tests.faces.test_office import AN_AGREEMENT, finish

REGISTERS = "/office/registers/"


def finished(desk: Desk, **changes: str) -> models.Result:
    """A birth was registered: its certificate stands in the register."""
    dossier_id = desk.receive(**changes)
    finish(desk, dossier_id)
    return models.Result.objects.get(holder=f"dossier/{dossier_id}")


def clerk(desk: Desk) -> Client:
    return desk.somebody(Role.CLERK)


def typed(page: Any, **fields: str) -> dict[str, str]:
    return {**hidden(page), "is_sure": "on", **fields}


def test_the_register_shows_every_number_with_its_result_and_whose_it_is(desk: Desk) -> None:
    first = finished(desk)
    second = finished(desk, **{"applicant-name": "Trần Thị Bích", "applicant-number": "022190001236"})
    page = said(clerk(desk).get(REGISTERS))
    assert "Sổ đăng ký khai sinh 2026" in page
    assert page.index(second.number) < page.index(first.number)
    for shown in ("01/2026", "02/2026", "Giấy khai sinh", "KQ.G15.000031", "Nguyễn Văn An", "Trần Thị Bích"):
        assert shown in page
    assert Reading.objects.filter(subject_kind="dossier", purpose="list").exists()


@pytest.mark.parametrize(
    "words",
    ["01/2026", "1", "01", "nguyen van an", "NGUYỄN VĂN AN", "022090001234.KQ.G15.000031", "KQ.G15.000031", "{code}"],
)
def test_a_result_is_found_by_number_code_and_name(desk: Desk, words: str) -> None:
    found = finished(desk)
    code = re.findall(r"H49\.201-[0-9-]+", said(clerk(desk).get(REGISTERS)))[0]
    page = clerk(desk).get(REGISTERS, {"q": words.format(code=code)})
    assert f"/office/registers/results/{found.key}/" in page.content.decode()


@pytest.mark.parametrize("words", ["77/2026", "tran thi khac", "022190001236.KQ.G15.000031", "H49.201-261102-0077"])
def test_what_is_not_there_is_not_found(desk: Desk, words: str) -> None:
    finished(desk)
    assert "Không tìm thấy" in said(clerk(desk).get(REGISTERS, {"q": words}))


def test_a_name_that_could_be_anybodys_is_refused_in_words(desk: Desk) -> None:
    finished(desk)
    answer = clerk(desk).get(REGISTERS, {"q": "an"})
    assert answer.status_code >= 400
    assert "01/2026" not in said(answer).partition("</form>")[2]


def test_another_agencys_register_and_results_are_a_strangers(desk: Desk) -> None:
    found = finished(desk)
    stranger = desk.somebody(Role.CLERK, ELSEWHERE)
    ward = organisation.agency_by_code(HONG_GAI, on=desk.at.date()).id
    asked = {"agency": str(ward), "series": "birth_register", "year": "2026"}
    assert "01/2026" not in said(stranger.get(REGISTERS, asked))
    assert "01/2026" not in said(stranger.get(REGISTERS, {**asked, "q": "nguyen van an"}))
    assert stranger.get("/office/registers/print/", asked).status_code == 404
    for address in (
        f"/office/registers/results/{found.key}/",
        f"/office/registers/results/{found.key}/code.svg",
        f"/office/registers/results/{found.key}/revoke/",
        f"/office/registers/results/{found.key}/replace/",
        f"/office/registers/{ward}/birth_register/2026/1/void/",
    ):
        assert stranger.get(address).status_code == 404, address
        assert Client().get(address).status_code == 302, address
    assert (
        stranger.post(f"/office/registers/results/{found.key}/revoke/", {"reason": "x", "is_sure": "on"}).status_code
        == 404
    )
    assert stranger.get("/office/registers/results/nowhere/").status_code == 404


def test_only_the_clerk_and_the_leader_are_offered_to_take_back(desk: Desk) -> None:
    found = finished(desk)
    for role in (Role.OFFICER, Role.RECEPTIONIST):
        browser = desk.somebody(role)
        assert "Thu hồi kết quả" not in said(browser.get(f"/office/registers/results/{found.key}/"))
        assert browser.get(f"/office/registers/results/{found.key}/revoke/").status_code == 403
    assert "Thu hồi kết quả" in said(desk.somebody(Role.LEADER).get(f"/office/registers/results/{found.key}/"))


def test_one_result_whole(desk: Desk) -> None:
    found = finished(desk)
    page = clerk(desk).get(f"/office/registers/results/{found.key}/")
    for words in (
        "Giấy khai sinh", "01/2026", "còn hiệu lực", "Nguyễn Văn An", "022090001234.KQ.G15.000031",
        "Sổ đăng ký khai sinh", f"/kiem-tra/{found.token}", "H49.201-261102-0001", "Lấy số",
    ):  # fmt: skip
        assert words in said(page), words
    assert clerk(desk).get(f"/office/registers/results/{found.key}/code.svg")["Content-Type"] == "image/svg+xml"
    dossier_id = found.holder.partition("/")[2]
    assert Reading.objects.filter(subject_kind="dossier", subject_key=dossier_id, purpose="page").exists()


def test_a_revoked_result_says_so_to_everybody_and_nothing_more_can_be_done(desk: Desk) -> None:
    found = finished(desk)
    address = f"/office/registers/results/{found.key}/revoke/"
    page = clerk(desk).get(address)
    assert "không hoàn tác được" in said(page)
    unsure = clerk(desk).post(address, {**hidden(page), "reason": "Cấp nhầm người"})
    assert (unsure.status_code, models.Result.objects.get().revoked_at) == (422, None)
    assert "Cấp nhầm người" in unsure.content.decode()
    assert clerk(desk).post(address, typed(page, reason="Cấp nhầm người")).status_code == 302
    assert clerk(desk).post(address, typed(page, reason="Cấp nhầm người")).status_code == 409
    shown = said(clerk(desk).get(f"/office/registers/results/{found.key}/"))
    assert "đã thu hồi" in shown
    assert "Cấp nhầm người" in shown
    assert "Thay bằng bản đã sửa" not in shown
    public = said(Client().get(f"/kiem-tra/{found.token}"))
    assert "Cấp nhầm người" not in public
    assert "thu hồi" in public


def test_a_corrected_paper_takes_the_place_of_the_wrong_one_under_the_next_number(desk: Desk) -> None:
    found = finished(desk)
    address = f"/office/registers/results/{found.key}/replace/"
    page = clerk(desk).get(address)
    wrong = clerk(desk).post(
        address, typed(page, reason="Sai năm sinh", valid_from="2026-11-02", valid_to="2026-10-01")
    )
    assert wrong.status_code == 422
    assert models.RegisterNumber.objects.count() == 1, "a number drawn in vain is drawn again"
    sent = typed(page, reason="Sai năm sinh", valid_to="2027-05-02", on_paper="on")
    answer = clerk(desk).post(address, sent)
    assert answer.status_code == 302
    shown = said(clerk(desk).get(answer["Location"]))
    assert "02/2026" in shown
    assert "Thay cho 01/2026" in shown
    assert "02/05/2027" in shown
    before = said(clerk(desk).get(f"/office/registers/results/{found.key}/"))
    assert "đã được thay thế" in before
    assert "Thay bằng 02/2026" in before
    assert "Sai năm sinh" in before
    assert "thay" in said(Client().get(f"/kiem-tra/{found.token}"))
    assert clerk(desk).get(address).status_code == 409
    desk.wait(days=200)
    assert "hết hiệu lực" in said(clerk(desk).get(answer["Location"]))


def test_a_paper_numbered_elsewhere_is_replaced_under_a_number_that_is_typed(desk: Desk) -> None:
    dossier_id = desk.receive(AN_AGREEMENT)
    finish(desk, dossier_id)
    found = models.Result.objects.get()
    models.Result.objects.update(place="", number="15/CT")
    address = f"/office/registers/results/{found.key}/replace/"
    page = clerk(desk).get(address)
    assert "15/CT" in said(clerk(desk).post(address, typed(page, reason="Sai tên")))
    assert clerk(desk).post(address, typed(page, reason="Sai tên", number="16/CT")).status_code == 302
    assert "16/CT" in said(clerk(desk).get(REGISTERS, {"q": "16/CT"}))


def test_a_number_whose_paper_was_never_signed_is_voided_with_its_reason(desk: Desk) -> None:
    found = finished(desk)
    ward = organisation.agency_by_code(HONG_GAI, on=desk.at.date()).id
    with recording(actor=system("test"), at=desk.at) as unit:
        register.draw_number(unit, agency_id=ward, series="birth_register", holder=found.holder)
    assert "chưa có kết quả nào" in said(clerk(desk).get(REGISTERS))
    address = f"/office/registers/{ward}/birth_register/2026/2/void/"
    page = clerk(desk).get(address)
    assert clerk(desk).post(address, typed(page, reason="Ký số không thành công")).status_code == 302
    shown = said(clerk(desk).get(REGISTERS))
    assert "đã huỷ" in shown
    assert "Ký số không thành công" in shown
    assert clerk(desk).get(address).status_code == 409
    assert clerk(desk).get(f"/office/registers/{ward}/birth_register/2026/1/void/").status_code == 409
    assert "Ký số không thành công" in said(clerk(desk).get("/office/registers/print/"))
    assert "02/2026" in said(clerk(desk).get(REGISTERS, {"q": "02/2026"}))


def test_a_long_register_goes_page_by_page_and_is_printed_from_a_number_on(desk: Desk) -> None:
    found = finished(desk)
    model = models.RegisterNumber.objects.get()
    for number in range(2, 62):
        model.pk, model.number, model.written = None, number, f"{number:02}/2026"
        model.place = f"{model.agency_id}/birth_register/2026/{number}"
        model.save(force_insert=True)
    first = clerk(desk).get(REGISTERS)
    onward = re.findall(r'href="(\?[^"]*before=[0-9]+)"', first.content.decode())[0].replace("&amp;", "&")
    assert "61/2026" in said(first)
    assert "11/2026" not in said(first)
    second = said(clerk(desk).get(REGISTERS + onward))
    assert "11/2026" in second
    assert found.number in second
    printed = said(clerk(desk).get("/office/registers/print/", {"first": "60"}))
    assert "60/2026" in printed
    assert "59/2026" not in printed


def test_a_result_that_is_there_early_is_announced(desk: Desk) -> None:
    dossier_id = desk.receive(AN_AGREEMENT)
    finish(desk, dossier_id)
    assert "Trả kết quả sớm" in said(desk.receptionist.get(f"/office/dossiers/{dossier_id}/"))
    at_the_desk = said(desk.receptionist.get("/desk/"))
    assert "Kết quả chờ trả" in at_the_desk
    assert "trả sớm" in at_the_desk
    listed = {"list": "uncollected", "side": "receives"}
    assert "trả sớm" in said(desk.receptionist.get("/office/dossiers/", listed))
    assert "trả sớm" in said(clerk(desk).get(REGISTERS))
    assert "trả sớm" in said(clerk(desk).get(f"/office/registers/results/{models.Result.objects.get().key}/"))


@pytest.mark.parametrize(
    ("language", "procedure", "words"),
    [
        ("vi", AN_AGREEMENT, "Đã có kết quả trước ngày hẹn"),
        ("en", AN_AGREEMENT, "before the day of the appointment"),
        ("vi", A_BIRTH, "Đã có kết quả. Khi đến nhận"),
        ("en", A_BIRTH, "Your result is ready. Bring"),
    ],
)
def test_the_person_is_told_that_the_result_is_there_early(
    desk: Desk, language: str, procedure: str, words: str
) -> None:
    dossier_id = desk.receive(procedure)
    finish(desk, dossier_id)
    citizen = Client()
    citizen.cookies["django_language"] = language
    code = Dossier.objects.get(id=dossier_id).code
    assert words in said(citizen.post("/track/", {"code": code, "second_fact": "5678"}))


def test_a_result_that_is_there_on_its_day_is_not_called_early(desk: Desk) -> None:
    finished(desk)
    assert "trả sớm" not in said(clerk(desk).get(REGISTERS))
    assert "trả sớm" not in said(
        desk.receptionist.get("/office/dossiers/", {"list": "uncollected", "side": "receives"})
    )
