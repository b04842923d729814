"""An agency decides that unanswered dossiers close by themselves: entered by its administrator, seen by nobody else."""

from datetime import date

import pytest
from django.test import Client

from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.process import queries as process
from tests.faces.people import HONG_GAI, Desk, hidden, said

CLOSINGS = "/control/closings/"


def sheet(desk: Desk, **changes: str) -> dict[str, str]:
    ward = organisation.agency_by_code(HONG_GAI, on=desk.at.date())
    whole = {"agency": str(ward.id), "valid_from": "2026-11-03", "by_itself": "1", "decided_by": "QĐ 7/QĐ-UBND"}
    return whole | changes


@pytest.mark.parametrize(
    ("language", "nothing", "words"),
    [
        ("vi", "Mọi việc đóng hồ sơ đều do người xác nhận", "hồ sơ tự đóng"),
        ("en", "A person confirms every closing", "the dossier closes by itself"),
    ],
)
def test_the_decision_is_entered_and_stands_on_the_page(desk: Desk, language: str, nothing: str, words: str) -> None:
    browser = desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49", language=language)
    page = browser.get(CLOSINGS)
    assert nothing in said(page)
    done = browser.post(CLOSINGS, {**hidden(page), **sheet(desk)}, follow=True)
    assert "QĐ 7/QĐ-UBND" in said(done)
    assert words in said(done)
    ward = organisation.agency_by_code(HONG_GAI, on=desk.at.date()).id
    (rule,) = process.closing_rules([ward])
    assert (rule.valid_from, rule.by_itself) == (date(2026, 11, 3), True)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"valid_from": "2026-11-02"}, "phải áp dụng từ một ngày sau hôm nay"),
        ({"decided_by": "  "}, ""),
        ({"agency": "404"}, ""),
    ],
)
def test_what_cannot_be_entered_keeps_what_was_typed(desk: Desk, changes: dict[str, str], words: str) -> None:
    browser = desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49")
    answer = browser.post(CLOSINGS, {**hidden(browser.get(CLOSINGS)), **sheet(desk, **changes)})
    assert answer.status_code == 422
    assert words in said(answer)
    assert '/11/2026"' in answer.content.decode()


def test_strangers_have_no_such_page(desk: Desk) -> None:
    for role in (Role.SUPERVISOR, Role.LEADER):
        assert desk.somebody(role).get(CLOSINGS).status_code == 403
        assert desk.somebody(role).post(CLOSINGS, sheet(desk)).status_code == 403
    assert Client().get(CLOSINGS).status_code == 302
