"""Administrators care for the lists of reasons: found, added, seen as printed, ended; strangers have no such page."""

import pytest

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import ReasonKind
from motcua.organisation.types import Role
from tests.faces.people import Desk, hidden, said

LIST = "/control/reasons/"
PROVINCE = "H49"
NEW = {
    "vi": "Đất đang có tranh chấp tại Tòa án",
    "en": "The land is in dispute before a court",
    "kinds": ["refused"],
    "article": "",
    "only": "1.013978",
    "valid_from": "2026-11-02",
    "decision": "QĐ 15/QĐ-UBND",
}


def offered(desk: Desk, code: str) -> list[str]:
    found = catalogue.reasons_offered(ReasonKind.REFUSED, on=desk.at.date(), procedure_code=code)
    return [one.label.vi for one in found]


def test_a_reason_is_listed_seen_worded_anew_and_ended(desk: Desk) -> None:
    browser = desk.somebody(Role.SYSTEM_ADMINISTRATOR, PROVINCE)
    page = browser.get(f"{LIST}new/")
    seen = browser.post(f"{LIST}new/", {**hidden(page), **NEW, "preview": "1"})
    assert "Đất đang có tranh chấp tại Tòa án: …" in said(seen)
    assert NEW["vi"] not in offered(desk, "1.013978"), "nothing is decided by looking"
    assert "Đã nhập" in said(browser.post(f"{LIST}new/", {**hidden(page), **NEW}, follow=True))
    assert NEW["vi"] in offered(desk, "1.013978")
    assert NEW["vi"] not in offered(desk, "1.001193"), "it is for one procedure only"
    twice = browser.post(f"{LIST}new/", {**hidden(browser.get(f"{LIST}new/")), **NEW})
    assert twice.status_code == 409
    assert 'value="QĐ 15/QĐ-UBND"' in twice.content.decode(), "nothing typed is lost"
    one = next(one for one in catalogue.reasons() if one.label.vi == NEW["vi"])
    address = f"{LIST}{one.id}/"
    unsigned = browser.post(address, {**hidden(browser.get(address)), "last_day": "2026-11-02", "decision": ""})
    assert unsigned.status_code == 422
    sent = {**hidden(browser.get(address)), "last_day": "2026-11-02", "decision": "QĐ 16/QĐ-UBND"}
    assert browser.post(address, sent).status_code == 302
    desk.wait(days=1)
    assert NEW["vi"] not in offered(desk, "1.013978")
    assert "kết thúc" in said(desk.somebody(Role.SYSTEM_ADMINISTRATOR, PROVINCE).get(address))


def test_the_list_is_found_without_accents_and_by_the_act(desk: Desk) -> None:
    browser = desk.somebody(Role.CATALOGUE_ADMINISTRATOR, "H49.01")
    found = said(browser.get(LIST, {"q": "tranh chap"}))
    assert "Đang có tranh chấp" in found
    assert "Thiếu giấy tờ" not in found
    assert "Tiếp nhận trùng hồ sơ" in said(browser.get(LIST, {"kind": "void"}))
    assert "Không tìm thấy lý do nào" in said(browser.get(LIST, {"q": "tranh chap", "kind": "void"}))
    withdrawn = next(one for one in catalogue.reasons() if one.key == "withdrawn" and one.valid_to is None)
    begun = browser.get(f"{LIST}new/", {"replaces": withdrawn.id})
    assert withdrawn.label.vi in begun.content.decode()
    assert browser.get(f"{LIST}999999/").status_code == 404


@pytest.mark.parametrize("role", [Role.OFFICER, Role.LEADER, Role.SUPERVISOR])
def test_strangers_have_no_such_page(desk: Desk, role: Role) -> None:
    for address in (LIST, f"{LIST}new/"):
        assert desk.somebody(role).get(address).status_code == 403
