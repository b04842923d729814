"""Whoever works sees what people were told; whoever oversees has what could not be sent tried again."""

from collections.abc import Callable

import pytest
from django.test import Client

from motcua.accounts.tests.factories import logged_in_citizen
from motcua.journal.commands import catch_up
from motcua.kernel import sweep
from motcua.notices import models
from motcua.notices.sweeps import DELIVERIES
from motcua.organisation.types import Role
from tests.faces.people import ELSEWHERE, Desk, hidden, said

LOG, OUTBOX, REMINDERS, WISHES = "/control/notices/", "/control/notices/outbox/", "/office/reminders/", "/thong-bao/"


@pytest.fixture
def told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Somebody hands papers in and is told so; the number of his dossier."""
    for channel in ("EMAIL", "ZALO", "SMS"):
        monkeypatch.setenv(f"MOTCUA_{channel}", "demo:")
    catch_up("notices.telling")

    def receive(**changes: str) -> int:
        dossier_id = desk.receive(**changes)
        desk.wait(minutes=1)
        catch_up("notices.telling")
        sweep.run_once(desk.at, only=[DELIVERIES])
        return dossier_id

    return receive


def test_the_page_of_a_dossier_says_what_the_person_was_told(desk: Desk, told: Callable[..., int]) -> None:
    page = said(desk.somebody(Role.OFFICER).get(f"/office/dossiers/{told()}/"))
    assert "Người dân đã được thông báo" in page
    assert "Đã tiếp nhận hồ sơ đã gửi Zalo · *******678 · 09:01 02/11/2026" in page


def test_the_log_and_the_outbox_show_it_to_whoever_oversees(desk: Desk, told: Callable[..., int]) -> None:
    told()
    code = models.Delivery.objects.get().code
    page = said(desk.somebody(Role.SUPERVISOR).get(LOG))
    assert all(words in page for words in (code, "*******678", "Zalo", "đã gửi"))
    assert "0912345678" not in page
    page = said(desk.somebody(Role.SUPERVISOR).get(OUTBOX))
    assert f"Đã tiếp nhận hồ sơ {code}." in page


def test_filters_narrow_the_log(desk: Desk, told: Callable[..., int]) -> None:
    told()
    code, browser = models.Delivery.objects.get().code, desk.somebody(Role.SUPERVISOR)
    for query, is_there in (("state=sent", True), ("state=given_up", False), (f"code={code}", True), ("code=X", False)):
        assert (code in said(browser.get(f"{LOG}?{query}")).partition("Tìm kiếm")[2]) is is_there, query
    assert browser.get(f"{LOG}?state=nonsense&before=x").status_code == 200


def test_what_was_given_up_is_tried_again_by_hand(
    desk: Desk, told: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_SMS", "")
    told(**{"applicant-phone": "0912345699"})
    row, browser = models.Delivery.objects.get(), desk.somebody(Role.SUPERVISOR)
    page = browser.get(f"{LOG}?state=given_up")
    assert "không liên lạc được địa chỉ này (demo:nobody)" in said(page)
    answer = browser.post(f"{LOG}{row.id}/again/", hidden(page), follow=True)
    assert "Sẽ gửi lại trong giây lát" in said(answer)
    row.refresh_from_db()
    assert (row.state, row.tries) == ("waiting", 0)
    assert "Chỉ gửi lại được thông báo" in said(browser.post(f"{LOG}{row.id}/again/", hidden(page), follow=True))


@pytest.mark.parametrize("role", [Role.LEADER, Role.INSPECTOR])
def test_who_only_looks_has_no_button(
    desk: Desk, told: Callable[..., int], monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    monkeypatch.setenv("MOTCUA_SMS", "")
    told(**{"applicant-phone": "0912345699"})
    agency = {"agency_code": "H49"} if role is Role.INSPECTOR else {}
    page = desk.somebody(role, **agency).get(LOG)
    assert "Thử lại" not in said(page)
    answer = desk.somebody(role, **agency).post(f"{LOG}{models.Delivery.objects.get().id}/again/", hidden(page))
    assert answer.status_code == 403


def test_strangers_see_and_do_nothing(desk: Desk, told: Callable[..., int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_SMS", "")
    told(**{"applicant-phone": "0912345699"})
    row = models.Delivery.objects.get()
    stranger = desk.somebody(Role.LEADER, ELSEWHERE)
    assert row.code not in said(stranger.get(LOG))
    assert row.code not in said(stranger.get(OUTBOX))
    for address in (LOG, OUTBOX):
        assert desk.somebody(Role.OFFICER).get(address).status_code == 403
        assert Client().get(address).status_code == 302
    assert desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49").post(f"{LOG}{row.id + 1}/again/").status_code == 404


def test_an_empty_log_says_why(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = desk.somebody(Role.SUPERVISOR)
    assert "Hệ thống chưa có kênh nào" in said(browser.get(LOG))
    monkeypatch.setenv("MOTCUA_EMAIL", "demo:")
    assert "ngay khi hồ sơ có diễn biến" in said(browser.get(LOG))
    assert "Hộp thư đi đang trống" in said(browser.get(OUTBOX))
    monkeypatch.setenv("MOTCUA_EMAIL", "pigeon:")
    assert "MOTCUA_EMAIL: pigeon" in said(browser.get(LOG))


def test_an_officer_is_reminded_where_he_wishes(desk: Desk) -> None:
    browser = desk.somebody(Role.OFFICER)
    page = browser.get(REMINDERS)
    wrong = browser.post(REMINDERS, {**hidden(page), "email": "nowhere"})
    assert wrong.status_code == 422
    assert "Địa chỉ thư điện tử không đúng" in said(wrong)
    assert 'value="nowhere"' in wrong.content.decode()
    browser.post(REMINDERS, {**hidden(page), "email": "dung@example.vn"})
    assert 'value="dung@example.vn"' in browser.get(REMINDERS).content.decode()
    assert "dung@example.vn" not in desk.somebody(Role.LEADER).get(REMINDERS).content.decode()


def test_a_citizen_says_how_he_wants_to_be_told_and_is_told_so(desk: Desk, told: Callable[..., int]) -> None:
    browser = logged_in_citizen("022090001234", "Nguyễn Văn An")
    assert "Nhận thông báo" in said(browser.get("/cong-dan/"))
    answer = browser.post(WISHES, {"by_email": "on", "language": "vi"}, follow=True)
    assert "Đã lưu" in said(answer)
    told()
    row = models.Delivery.objects.get()
    assert (row.state, row.why) == ("dropped", "unwanted")
    browser.post(WISHES, {"by_email": "on", "by_phone": "on", "language": "en"})
    told()
    assert models.DemoMessage.objects.get().text.endswith("has been received. Result promised for 17:00 02/11/2026.")
    assert browser.post(WISHES, {"language": "xx"}).status_code == 404
    assert Client().post(WISHES, {"language": "vi"}).status_code == 302
