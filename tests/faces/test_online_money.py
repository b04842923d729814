"""Whoever keeps the books approves what goes back, and compares the payment service's file of a day with ours."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.kernel import sweep
from motcua.organisation.types import Role
from motcua.payments.vendors.demo import Demo, DemoOptions
from tests.faces.people import ELSEWHERE, Desk, hidden, said
from tests.faces.test_paying import begun, online, pressed
from tests.faces.test_portal import citizen

__all__ = ["online"]
ONLINE = "/desk/cash/online/"


@pytest.fixture
def head(desk: Desk) -> Client:
    return desk.somebody(Role.SUPERVISOR)


def forms(page: Any) -> list[tuple[str, dict[str, str]]]:
    """Each form of a page: its address, and what it carries hidden."""
    found = re.findall(r'<form[^>]*action="([^"]+)"[^>]*>(.*?)</form>', page.content.decode(), re.DOTALL)
    return [(address, dict(re.findall(r'name="(\w+)" value="([^"]*)"', body))) for address, body in found]


def press(browser: Client, page: Any, what: str, **typed: str) -> Any:
    """Sends the first form of a page whose address ends so."""
    address, carried = next((one, body) for one, body in forms(page) if one.endswith(what))
    return browser.post(address, {**carried, **typed}, follow=True)


def file_of(desk: Desk) -> SimpleUploadedFile:
    return SimpleUploadedFile("ngay.csv", Demo(DemoOptions()).file_of(desk.at.date()))


def put_in(desk: Desk, head: Client, file: SimpleUploadedFile) -> Any:
    page = head.get(ONLINE)
    agency = re.findall(r'name="agency".*?<option value="(\d+)"', page.content.decode(), re.DOTALL)[0]
    typed = {"agency": agency, "gateway": "demo", "day": f"{desk.at:%d/%m/%Y}", "file": file}
    return head.post(ONLINE, {**hidden(page), **typed}, follow=True)


def test_money_that_paid_nothing_goes_back_when_a_second_person_says_so(desk: Desk, online: int, head: Client) -> None:
    pressed(citizen(), begun(citizen(), online), "other_amount")
    page = head.get(ONLINE)
    assert "số tiền khác với số phải nộp" in said(page)
    assert "7.000 ₫" in said(page)
    assert "Đã duyệt" in said(press(head, page, "/approve/"))
    sweep.run_once(desk.at, only=[one for one in sweep.sweeps() if one.name == "payments.repayments"])
    assert "Hiện không có khoản nào" in said(head.get(ONLINE))


def test_what_was_paid_online_is_proposed_by_the_desk_and_approved_by_its_head(
    desk: Desk, online: int, head: Client
) -> None:
    done = pressed(citizen(), begun(citizen(), online), "success")
    number = re.findall(r"bien-lai/(\d+)/", done.content.decode())[0]
    address = f"/desk/cash/payments/{number}/refund/"
    page = desk.receptionist.get(address)
    assert "nộp trực tuyến và được hoàn trả theo đúng cách đó" in said(page)
    line = re.findall(r'name="(line-\d+)"', page.content.decode())[0]
    typed = {line: "3.000", "ground": "wrong_charge", "reason": "Thu nhầm"}
    assert "Đã đề nghị" in said(desk.receptionist.post(address, {**hidden(page), **typed}, follow=True))
    assert desk.receptionist.get(ONLINE).status_code == 403
    shown = head.get(ONLINE)
    assert "Thu nhầm" in said(shown)
    assert "Không hoàn trả khoản này" in said(press(head, shown, "/stay/"))
    assert press(head, shown, "/approve/").status_code == 409


def test_a_day_is_compared_explained_and_closed(desk: Desk, online: int, head: Client) -> None:
    pressed(citizen(), begun(citizen(), online), "silence")
    page = put_in(desk, head, file_of(desk))
    assert "chỉ có trong tệp" in said(page)
    taken = press(head, page, "/take-in/")
    assert "Đã ghi nhận 1 dòng" in said(taken)
    assert "Ngày này chưa hết" in said(taken)
    address = str(taken.request["PATH_INFO"])
    table = head.get(f"{address.rstrip('/')}.csv")
    assert table["Content-Type"].startswith("text/csv")
    assert "same" in table.content.decode()
    desk.wait(days=1)
    later = desk.somebody(Role.SUPERVISOR)
    closed = press(later, later.get(address), "/close/")
    assert "Đã khóa sổ ngày của dịch vụ thanh toán này" in said(closed)
    assert not [one for one, _carried in forms(closed) if one.startswith(ONLINE)]


def test_what_is_no_file_is_said(desk: Desk, online: int, head: Client) -> None:
    wrong = put_in(desk, head, SimpleUploadedFile("a.csv", b"nothing"))
    assert wrong.status_code == 422
    assert "không phải tệp của dịch vụ thanh toán này" in said(wrong)
    assert put_in(desk, head, SimpleUploadedFile("a.csv", b"")).status_code == 422


def test_strangers_see_nothing_of_it(desk: Desk, online: int, head: Client) -> None:
    pressed(citizen(), begun(citizen(), online), "late")
    page = put_in(desk, head, file_of(desk))
    address = str(page.request["PATH_INFO"])
    stranger = desk.somebody(Role.SUPERVISOR, ELSEWHERE)
    assert "Hiện không có khoản nào" in said(stranger.get(ONLINE))
    assert stranger.get(address).status_code == 404
    approve = next(one for one, _carried in forms(head.get(ONLINE)) if one.endswith("/approve/"))
    assert stranger.post(approve).status_code == 404
    for act in ("take-in", "close"):
        assert stranger.post(f"{address}{act}/").status_code == 404
