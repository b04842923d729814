"""Whoever looks after the catalogue sees the templates of results, what they ask for, and how they look."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from motcua.organisation.types import Role
from tests.faces.people import Desk, said


@pytest.fixture
def administrator(desk: Desk) -> Client:
    return desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49")


def test_every_template_is_listed_with_the_version_in_force(administrator: Client) -> None:
    page = said(administrator.get("/control/letters/"))
    for part in ("Giấy xác nhận tình trạng hôn nhân", "KQ.G15.000038", "Công văn", "đang áp dụng"):
        assert part in page


@pytest.mark.parametrize(("language", "words"), [("vi", "Nơi cư trú"), ("en", "Residence")])
def test_a_template_says_which_fields_it_needs(desk: Desk, language: str, words: str) -> None:
    administrator = desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49", language=language)
    assert words in said(administrator.get("/control/letters/marital_status/1/"))


def test_it_is_previewed_as_pdf_with_invented_people(administrator: Client) -> None:
    answer = administrator.get("/control/letters/general_letter/1/preview.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("address", ["none/1/", "marital_status/9/", "none/1/preview.pdf"])
def test_a_template_that_is_not_there_is_said_to_be_absent(administrator: Client, address: str) -> None:
    assert administrator.get(f"/control/letters/{address}").status_code == 404


@pytest.mark.parametrize("address", ["", "marital_status/1/", "marital_status/1/preview.pdf"])
def test_others_do_not_see_them(desk: Desk, address: str) -> None:
    assert desk.receptionist.get(f"/control/letters/{address}").status_code in {403, 404}
    assert Client().get(f"/control/letters/{address}").status_code in {302, 403}


def test_official_slips_are_listed_with_their_form_by_circular_and_previewed(administrator: Client) -> None:
    page = said(administrator.get("/control/letters/"))
    for part in ("Phiếu từ chối tiếp nhận giải quyết hồ sơ", "TT 01/2018/TT-VPCP", "Mẫu riêng của đơn vị"):
        assert part in page
    slip = said(administrator.get("/control/letters/slips/stop_notice/1/"))
    for part in ("05", "Thông báo dừng giải quyết hồ sơ", "lý do", "bắt buộc", "có sẵn trong chương trình"):
        assert part in slip
    answer = administrator.get("/control/letters/slips/stop_notice/1/preview.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("address", ["slips/none/1/", "slips/receipt/9/", "slips/none/1/preview.pdf"])
def test_a_slip_that_is_not_there_is_said_to_be_absent(administrator: Client, address: str) -> None:
    assert administrator.get(f"/control/letters/{address}").status_code == 404


@pytest.mark.parametrize("address", ["slips/receipt/1/", "slips/receipt/1/preview.pdf"])
def test_others_do_not_see_slips(desk: Desk, address: str) -> None:
    assert desk.receptionist.get(f"/control/letters/{address}").status_code in {403, 404}
    assert Client().get(f"/control/letters/{address}").status_code in {302, 403}


def test_a_template_of_the_house_that_leaves_something_out_is_named(
    administrator: Client, settings: Any, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    folder = tmp_path / "templates" / "slips"
    folder.mkdir(parents=True)
    (folder / "refusal.typ").write_text('#import "/official.typ": *\n#let draw(paper) = official(paper)[Từ chối]')
    version = "versions: [{number: 100, valid_from: 2026-01-01, drawing: refusal.typ}]"
    (folder / "refusal.yaml").write_text(version, encoding="utf-8")
    page = said(administrator.get("/control/letters/"))
    assert "Không dùng được slips/refusal.yaml" in page
    assert "lý do" in page
