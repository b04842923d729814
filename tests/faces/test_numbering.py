"""The system administrator decides how codes are written: seen first, then decided; strangers have no such page."""

from datetime import date

import pytest
from django.test import Client

from motcua.dossier import queries as dossiers
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from tests.faces.people import HONG_GAI, Desk, hidden, said

CODES = "/control/codes/"
PROVINCE = "H49"
SHEET = {
    "agency": "",
    "valid_from": "2027-01-01",
    "template": "{agency}.{yyyymmdd}.{number}",
    "filing_template": "{agency}.N{yyyymmdd}.{number}",
    "width": "5",
    "decided_by": "QĐ 12/QĐ-UBND",
}


def administrator(desk: Desk, language: str = "vi") -> Client:
    return desk.somebody(Role.SYSTEM_ADMINISTRATOR, PROVINCE, language=language)


def holding(desk: Desk) -> str:
    ward = organisation.agency_by_code(HONG_GAI, on=desk.at.date()).id
    return dossiers.next_codes(ward, day=date(2027, 1, 4)).code


def test_it_is_shown_before_it_is_decided(desk: Desk) -> None:
    browser = administrator(desk)
    page = browser.get(CODES)
    assert "H49-261102-0001" in said(page), "the next code of today"
    shown = browser.post(CODES, {**hidden(page), **SHEET, "preview": "1"})
    assert "H49.20270101.00001" in said(shown)
    assert holding(desk) == "H49.201-270104-0001", "nothing is decided by looking"
    done = browser.post(CODES, {**hidden(page), **SHEET}, follow=True)
    assert "QĐ 12/QĐ-UBND" in said(done)
    assert holding(desk) == "H49.201.20270104.00001"
    assert "Nghị định 118/2025" in said(done), "what holds until then stays on the page"


def test_for_one_agency_alone(desk: Desk) -> None:
    ward = organisation.agency_by_code(HONG_GAI, on=desk.at.date())
    browser = administrator(desk)
    browser.post(CODES, {**hidden(browser.get(CODES)), **SHEET, "agency": str(ward.id)})
    assert holding(desk) == "H49.201.20270104.00001"
    assert ward.name in said(browser.get(CODES))


@pytest.mark.parametrize("press", [{}, {"preview": "1"}])
@pytest.mark.parametrize(
    ("changes", "vi", "en"),
    [
        ({"valid_from": "2026-11-02"}, "phải áp dụng từ một ngày sau hôm nay", "begins on a later day than today"),
        ({"template": "{agency}-{number}"}, "có thể trùng mã", "two dossiers could get the same code"),
        ({"template": "{agency}-{ddmmyy}-{number}"}, "có thể trùng mã", "two dossiers could get the same code"),
        ({"template": "{nobody}-{number}"}, "không phải là mẫu mã", "is no pattern of codes"),
    ],
)
def test_a_refusal_says_why_and_keeps_what_was_typed(
    desk: Desk, press: dict[str, str], changes: dict[str, str], vi: str, en: str
) -> None:
    for language, words in (("vi", vi), ("en", en)):
        browser = administrator(desk, language)
        answer = browser.post(CODES, {**hidden(browser.get(CODES)), **SHEET, **changes, **press})
        assert answer.status_code == 422
        assert words in said(answer)
        assert "QĐ 12/QĐ-UBND" in answer.content.decode()
    assert holding(desk) == "H49.201-270104-0001"


def test_what_is_missing_is_marked(desk: Desk) -> None:
    browser = administrator(desk)
    answer = browser.post(CODES, {**hidden(browser.get(CODES)), **SHEET, "decided_by": "", "width": "0"})
    assert answer.status_code == 422
    assert "decided_by" in answer.content.decode()


def test_strangers_have_no_such_page(desk: Desk) -> None:
    for role in (Role.SUPERVISOR, Role.LEADER, Role.RECEPTIONIST):
        assert desk.somebody(role).get(CODES).status_code == 403
        assert desk.somebody(role).post(CODES, SHEET).status_code == 403
    assert Client().get(CODES).status_code == 302
