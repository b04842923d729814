"""What becomes of a paper after it was issued or saved: every page of it is examined on both screens."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from motcua.archive.models import Destruction
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from tests.browser.acting import become
from tests.faces import crowds
from tests.faces.people import HONG_GAI, Desk
from tests.faces.test_archive import OLD, proposed
from tests.faces.test_bulk_letters import waiting
from tests.faces.test_dossier_letters import PIN
from tests.faces.test_known_papers import LOOK, SHEET, extract
from tests.faces.test_registers import finished

A_YEAR_AGO = {
    "state": "handed_over", "lapses_at": None, "handed_over_at": OLD, "field_code": "ho_tich", "completed_at": OLD,
    "ended_at": OLD, "timeliness": "early", "timeliness_766": "early",
}  # fmt: skip


def test_registers_results_and_what_is_done_with_them(
    desk: Desk, desktop: Page, phone: Page, server: str, accessible: Callable[[Page], None]
) -> None:
    found = finished(desk)
    result = f"/office/registers/results/{found.key}/"
    register = f"/office/registers/{found.agency_id}/birth_register/{found.issued_on.year}/1/void/"
    for page in (desktop, phone):
        become(page, desk.somebody(Role.CLERK), server)
        for address in ("/office/registers/", "/office/registers/print/", result, f"{result}revoke/", register):
            page.goto(address)
            accessible(page)
        page.goto(f"{result}replace/")
        accessible(page)
        page.locator("main form button").last.click()
        accessible(page)


def test_letters_that_wait_for_a_signature(
    desk: Desk,
    desktop: Page,
    phone: Page,
    server: str,
    accessible: Callable[[Page], None],
    settings: Any,
    tmp_path: Path,
) -> None:
    settings.DEMO, settings.HOME = True, tmp_path
    waiting(desk, 2)
    for page in (desktop, phone):
        become(page, desk.somebody(Role.LEADER), server)
        page.goto("/office/letters/")
        page.locator("main details summary").first.click()
        expect(page.locator("main details img").first).to_have_js_property("naturalWidth", 1400, timeout=60_000)
        accessible(page)
    page.fill("[name=pin]", "000000")
    page.get_by_role("button", name="Ký số", exact=True).click()
    expect(page.locator("[role=alert]")).to_contain_text("PIN")
    page.fill("[name=pin]", PIN)
    page.get_by_role("button", name="Ký số", exact=True).click()
    expect(page.locator(".mc-notice").last).to_contain_text("Đã ký: 2. Chưa ký được: 0.", timeout=60_000)
    accessible(page)
    become(desktop, desk.somebody(Role.CLERK), server)
    desktop.goto("/office/letters/")
    expect(desktop.get_by_role("button", name="Đóng dấu số", exact=True)).to_be_visible()
    accessible(desktop)


def test_the_archive_and_a_destruction(
    desk: Desk, desktop: Page, phone: Page, server: str, accessible: Callable[[Page], None]
) -> None:
    model = desk.receive()
    ward = organisation.agency_by_code(HONG_GAI, on=desk.at.date()).id
    crowds.dossiers(model, 3, **A_YEAR_AGO)
    crowds.records(model, ward, 3, proposed=False)
    for page in (desktop, phone):
        become(page, desk.somebody(Role.CLERK), server)
        for address in ("/control/archive/?year=2025", f"/control/archive/{ward}/2020/"):
            page.goto(address)
            accessible(page)
    proposed(desk, desk.somebody(Role.CLERK))
    address = f"/control/destructions/{Destruction.objects.get().pk}/"
    for page in (desktop, phone):
        for role in (Role.CLERK, Role.LEADER):
            become(page, desk.somebody(role), server)
            page.goto(address)
            accessible(page)


def test_what_the_applicant_has_already_is_offered_at_the_desk(
    desk: Desk, desktop: Page, phone: Page, server: str, accessible: Callable[[Page], None]
) -> None:
    extract(desk)
    for page in (desktop, phone):
        become(page, desk.receptionist, server)
        page.goto(SHEET)
        page.fill("[name=applicant-name]", "Nguyễn Văn An")
        page.fill("[name=applicant-number]", "022090001234")
        page.get_by_role("button", name=LOOK).click()
        expect(page.locator("[name^=reuse-]").first).to_be_visible()
        accessible(page)
