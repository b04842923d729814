"""Signing in a real browser: the desk signs what it made, and a leader all that waits for her with one PIN."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from conftest import OwnDatabase
from motcua.kernel import clock
from motcua.office import signing_runs
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.papers.types import FieldValue
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.simulate.staff import Staff, Worker
from motcua.simulate.tests.counter import Counter
from tests.browser.acting import LogIn, receive
from tests.faces.people import A_SIGNED_RESULT

PIN = "123456"
PAPER: dict[str, FieldValue] = {
    "full_name": "Nguyễn Văn Thử",
    "born": "1990",
    "sex": "Nam",
    "nationality": "Việt Nam",
    "identity": "Số định danh cá nhân 022090000001",
    "residence": "Tổ 1, phường Hồng Gai",
    "status": "Chưa đăng ký kết hôn với ai",
    "purpose": "Để đăng ký kết hôn",
    "valid_until": date(2027, 5, 3),
}


@pytest.fixture(autouse=True)
def demonstration(own_quang_ninh: OwnDatabase, tmp_path: Path, settings: Any) -> None:
    """A house in which everybody signs with a sample certificate."""
    settings.DEMO, settings.HOME, settings.FILES_URL = True, tmp_path / "home", ""


def submitted(counter: Counter) -> int:
    """Received, drafted and passed to the leader, just now."""
    dossier_id = counter.receive(clock.now(), A_SIGNED_RESULT)
    work = course.open_work(dossier_id)[0]
    officer = holder(work.placement.officer_id)
    step: dict[str, Any] = {"actor": officer.actor, "scope": officer.scope, "dossier_id": dossier_id}
    process.draft_result(**step, at=clock.now(), values=PAPER)
    process.advance(**step, at=clock.now(), work_number=work.number, action_key="submit")
    return dossier_id


def holder(officer_id: int | None) -> Worker:
    """The officer at work."""
    assert officer_id is not None
    today = clock.now().date()
    standing = organisation.standing_of(officer_id, on=today)
    assert standing is not None
    capacity = standing.house.capacities[0]
    return Staff(today)._worker(officer_id, capacity.post.id, capacity.post.agency_id)


def test_a_leader_looks_at_what_waits_signs_it_with_one_pin_and_the_last_on_her_phone(
    desktop: Page,
    phone: Page,
    log_in: LogIn,
    accessible: Callable[[Page], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(signing_runs, "A_FEW", 1)
    counter = Counter(clock.now())
    for _ in range(6):
        submitted(counter)
    log_in(desktop, Role.LEADER)
    desktop.goto("/office/to-sign/")
    chosen = desktop.locator("input[name=result]:checked")
    total = chosen.count()
    assert total > 1
    desktop.locator("main details summary").first.click()
    expect(desktop.locator("main details img").first).to_have_js_property("naturalWidth", 1400, timeout=60_000)
    accessible(desktop)
    desktop.fill("[name=pin]", "000000")
    desktop.get_by_role("button", name="Ký số", exact=True).click()
    expect(desktop.locator("[role=alert]")).to_contain_text("PIN")
    expect(chosen).to_have_count(total)
    chosen.last.uncheck()
    desktop.fill("[name=pin]", PIN)
    desktop.get_by_role("button", name="Ký số", exact=True).click()
    expect(desktop.locator(".mc-notice").last).to_contain_text(f"Đã ký: {total - 1}. Chưa ký được: 0.", timeout=60_000)
    expect(desktop.locator(".mc-run > progress:visible")).to_have_count(1)
    accessible(desktop)

    log_in(phone, Role.LEADER)
    phone.goto("/office/to-sign/")
    expect(phone.locator("input[name=result]:checked")).to_have_count(1)
    accessible(phone)
    phone.fill("[name=pin]", PIN)
    phone.get_by_role("button", name="Ký số", exact=True).click()
    expect(phone.locator(".mc-notice").last).to_contain_text("Đã ký: 1. Chưa ký được: 0.", timeout=60_000)
    phone.goto("/office/to-sign/")
    expect(phone.locator("main")).to_contain_text("Không có kết quả nào chờ")
    accessible(phone)


def test_the_desk_signs_its_receipt_and_its_lines(
    desktop: Page, log_in: LogIn, accessible: Callable[[Page], None]
) -> None:
    log_in(desktop, Role.RECEPTIONIST)
    number = receive(desktop)
    desktop.goto(f"/office/dossiers/{number}/")
    desktop.get_by_role("link", name="Ký số giấy tờ do tôi lập").click()
    accessible(desktop)
    desktop.fill("[name=pin]", PIN)
    desktop.get_by_role("button", name="Ký số", exact=True).click()
    expect(desktop.locator(".mc-flashes")).to_contain_text("Đã ký số 2 giấy tờ")
    expect(desktop.locator("main")).to_contain_text("Ký số trong quá trình giải quyết")
    accessible(desktop)
