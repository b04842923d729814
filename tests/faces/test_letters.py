"""Whoever looks after the catalogue sees the templates of results, what they ask for, and how they look."""

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
