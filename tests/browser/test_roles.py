"""Short ways of those whom other journeys do not meet: two at one dossier, who only looks, who keeps the house."""

from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Browser, Page, expect

from motcua.organisation.types import Role
from motcua.worktime import queries as worktime
from tests.browser.acting import become
from tests.faces.people import A_BIRTH, A_SIGNED_RESULT, Desk

FEE = "act/assess_fee/"


def test_of_two_at_one_dossier_the_second_is_told_and_loses_nothing(
    desktop: Page, browser: Browser, desk: Desk, server: str, accessible: Callable[[Page], None]
) -> None:
    dossier_id = desk.receive()
    address = f"{server}/office/dossiers/{dossier_id}/{FEE}"
    become(desktop, desk.somebody(Role.OFFICER), server)
    desktop.goto(address)
    with browser.new_context(locale="vi-VN") as elsewhere:
        first = elsewhere.new_page()
        become(first, desk.somebody(Role.OFFICER), server)
        first.goto(address)
        first.fill("[name=fee_name]", "Lệ phí của người thứ nhất")
        first.fill("[name=amount]", "5000")
        first.locator("main form .mc-btn-primary, main form .btn-primary").first.click()
        expect(first.locator(".mc-flashes")).to_contain_text("Đã thực hiện")
    desktop.fill("[name=fee_name]", "Lệ phí của người thứ hai")
    desktop.fill("[name=amount]", "8000")
    desktop.locator("main form .mc-btn-primary, main form .btn-primary").first.click()
    expect(desktop.get_by_role("alert").first).to_be_visible()
    expect(desktop.locator("[name=fee_name]")).to_have_value("Lệ phí của người thứ hai")
    expect(desktop.locator("[name=amount]")).to_have_value("8000")
    accessible(desktop)


def test_an_inspector_sees_the_dossier_and_is_offered_no_act(
    desktop: Page, desk: Desk, server: str, accessible: Callable[[Page], None]
) -> None:
    dossier_id = desk.receive()
    become(desktop, desk.somebody(Role.INSPECTOR, "H49"), server)
    desktop.goto("/control/period/")
    accessible(desktop)
    desktop.goto(f"/office/dossiers/{dossier_id}/")
    expect(desktop.locator("main")).to_contain_text("Nguyễn Văn An")
    expect(desktop.locator(".mc-action")).to_have_count(0)
    accessible(desktop)
    receipt = desktop.request.get(f"/office/dossiers/{dossier_id}/papers/receipt.pdf?size=a4&labels=both")
    assert receipt.body().startswith(b"%PDF"), receipt.status


def test_a_number_of_the_board_leads_to_a_dossier_and_to_whoever_is_reminded(
    desktop: Page, desk: Desk, server: str, accessible: Callable[[Page], None]
) -> None:
    desk.receive()
    become(desktop, desk.somebody(Role.SUPERVISOR), server)
    desktop.goto("/control/")
    desktop.locator("#board a[href*='/board/received/']").first.click()
    desktop.locator("main td a").first.click()
    desktop.get_by_role("link", name="Nhắc người đang giữ hồ sơ").click()
    desktop.get_by_role("button", name="Nhắc", exact=True).click()
    expect(desktop.get_by_role("alert").first).to_be_visible()
    accessible(desktop)
    desktop.fill("[name=words]", "Đề nghị xử lý xong trong buổi sáng.")
    desktop.get_by_role("button", name="Nhắc", exact=True).click()
    expect(desktop.locator("main")).to_contain_text("Đề nghị xử lý xong trong buổi sáng.")


def test_a_day_off_is_entered_once_its_effect_was_seen(
    desktop: Page, desk: Desk, server: str, accessible: Callable[[Page], None]
) -> None:
    desk.receive(A_SIGNED_RESULT, case="never_married")
    become(desktop, desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49"), server)
    desktop.goto("/control/calendar/")
    desktop.check("[name=kind][value=day_off]")
    desktop.fill("[name=first_day]", str(next_working_day(desk)))
    desktop.fill("[name=name]", "Quốc tang")
    desktop.fill("[name=decision]", "QĐ 1/QĐ-TTg")
    desktop.get_by_role("button", name="Xem tác động").click()
    expect(desktop.locator("main")).to_contain_text("1 hồ sơ dời hẹn muộn hơn")
    accessible(desktop)
    desktop.locator("main form .mc-btn-primary").first.click()
    expect(desktop.locator(".mc-flashes")).to_contain_text("1 ngày hẹn dời muộn hơn")


def test_the_next_version_of_a_procedure_is_written_compared_and_published(
    desktop: Page, desk: Desk, server: str, accessible: Callable[[Page], None]
) -> None:
    become(desktop, desk.somebody(Role.CATALOGUE_ADMINISTRATOR, "H49.01"), server)
    desktop.goto(f"/control/catalogue/{A_BIRTH}/draft/")
    desktop.fill("[name=decision]", "QĐ 8/QĐ-UBND")
    desktop.fill("[name=effective_from]", str(desk.at.date() + timedelta(days=1)))
    desktop.get_by_role("button", name="Lưu", exact=True).click()
    desktop.get_by_role("link", name="Đối chiếu và công bố").click()
    expect(desktop.locator("main")).to_contain_text("QĐ 8/QĐ-UBND")
    accessible(desktop)
    desktop.get_by_role("button", name="Công bố", exact=True).click()
    expect(desktop.locator(".mc-flashes")).to_contain_text("Đã công bố")


def next_working_day(desk: Desk) -> date:
    """The first working day after today."""
    calendar = worktime.calendar()
    days = (desk.at.date() + timedelta(days=ahead) for ahead in range(1, 30))
    return next(day for day in days if calendar.is_working(day))
