"""The system administrator keeps the organisation: posts, who holds them, who stands in, and who may log in."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from motcua.accounts import queries as users
from motcua.accounts.models import User
from motcua.journal.queries import entries
from motcua.organisation import queries as organisation
from motcua.organisation.types import Agency, Holding, Role
from tests.faces.people import A_SIGNED_RESULT, ELSEWHERE, HONG_GAI, Desk, hidden, said

AGENCIES = "/control/agencies/"
DAY, NEXT = "2026-11-06", date(2026, 11, 7)


@pytest.fixture
def keeper(desk: Desk) -> Client:
    return desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49")


def ward(desk: Desk) -> Agency:
    return organisation.agency_by_code(HONG_GAI, on=desk.at.date())


def of_role(desk: Desk, role: Role) -> Holding:
    found = organisation.holdings(on=desk.at.date(), agency_ids=[ward(desk).id])
    return next(one for one in found if one.post.role is role)


def changed(browser: Client, where: str, **typed: str) -> Any:
    """The form is opened, filled in and sent; what it shows first is confirmed."""
    answer = browser.post(where, {**typed, **hidden(browser.get(where))})
    if answer.status_code == 200 and "confirmed" in answer.content.decode():
        return browser.post(where, {**typed, **hidden(answer), "confirmed": "1"})
    return answer


@pytest.mark.parametrize(("language", "words"), [("vi", "Cơ quan và vị trí việc làm"), ("en", "Agencies and posts")])
def test_the_tree_is_found_without_marks(desk: Desk, language: str, words: str) -> None:
    keeper = desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49", language=language)
    assert words in said(keeper.get(AGENCIES))
    assert "Hồng Gai" in said(keeper.get(AGENCIES, {"q": "hong gai"}))
    assert "H49.202" not in said(keeper.get(AGENCIES, {"q": "hong gai"}))
    officer = organisation.officer(of_role(desk, Role.CLERK).officer_id)
    assert officer.name in said(keeper.get(AGENCIES, {"q": officer.code.lower()}))
    assert keeper.get(AGENCIES, {"q": "không có cơ quan này"}).status_code == 200


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_agency_shows_its_posts_and_who_holds_them(desk: Desk, language: str) -> None:
    keeper = desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49", language=language)
    page = said(keeper.get(f"{AGENCIES}{ward(desk).id}/"))
    clerk = of_role(desk, Role.CLERK)
    assert organisation.officer(clerk.officer_id).name in page
    assert clerk.post.title in page
    assert "vn-office" in page


def test_an_appointment_ends_and_what_follows_is_seen_first(desk: Desk, keeper: Client) -> None:
    dossier_id = desk.receive(A_SIGNED_RESULT, case="never_married")
    held = of_role(desk, Role.OFFICER)
    everybody = organisation.holdings(on=desk.at.date(), agency_ids=[held.post.agency_id])
    same = [one for one in everybody if one.post.role is Role.OFFICER]
    seen: list[str] = []
    for one in same:
        address = f"{AGENCIES}{ward(desk).id}/end-holding/{one.id}/"
        typed = {"last_day": DAY, "decision": "QĐ 12/QĐ-UBND"}
        effect = keeper.post(address, {**typed, **hidden(keeper.get(address))})
        assert effect.status_code == 200, said(effect)
        assert organisation.holding(one.id).valid_to is None, "it is only looked at"
        seen.append(said(effect))
        assert organisation.officer(one.officer_id).name in seen[-1]
        assert "06/11/2026" in seen[-1]
        sent = {**typed, **hidden(effect), "confirmed": "1"}
        assert keeper.post(address, sent).status_code == 302
        assert keeper.post(address, sent).status_code == 302, "a second press is the first one"
        assert organisation.holding(one.id).valid_to == date(2026, 11, 6)
    assert any("đang đứng tên" in page for page in seen), "the dossier lies with one of them"
    assert "không còn ai giữ vai trò" in seen[-1]
    assert not organisation.officers_for(Role.OFFICER, agency_id=held.post.agency_id, on=NEXT)
    history = said(keeper.get(f"{AGENCIES}{ward(desk).id}/"))
    assert "QĐ 12/QĐ-UBND" in history
    assert [one.kind for one in entries(stream=f"agency/{ward(desk).id}")].count("organisation.holding_ended") == len(
        same
    )
    assert dossier_id


def test_a_post_is_created_and_somebody_new_is_appointed_to_it(desk: Desk, keeper: Client) -> None:
    here = f"{AGENCIES}{ward(desk).id}/"
    new = {
        "role": "officer",
        "title": "Chuyên viên tư pháp",
        "capacity": "own",
        "first_day": "2026-12-01",
        "decision": "QĐ 12/QĐ-UBND",
    }
    assert changed(keeper, f"{here}create-post/", **new).status_code == 302
    post = next(
        one for one in organisation.posts([ward(desk).id], on=date(2026, 12, 1)) if one.title == "Chuyên viên tư pháp"
    )
    appointed = {"officer_code": "HG-99", "first_day": "2026-12-01", "decision": "QĐ 13"}
    nameless = changed(keeper, f"{here}appoint/{post.id}/", **appointed)
    assert nameless.status_code == 404
    assert "QĐ 13" in nameless.content.decode(), "nothing typed is lost"
    assert changed(keeper, f"{here}appoint/{post.id}/", **appointed, name="Phạm Thị Mới").status_code == 302
    page = said(keeper.get(here))
    assert "Phạm Thị Mới" in page
    assert "01/12/2026" in page
    assert page.count("QĐ 12/QĐ-UBND") == 2, "beside the post and in the history"
    closed = changed(keeper, f"{here}close-post/{post.id}/", last_day="2027-01-31", decision="QĐ 1/QĐ-UBND")
    assert closed.status_code == 302
    assert "QĐ 1/QĐ-UBND" in said(keeper.get(here))
    assert organisation.post(post.id).valid_to == date(2027, 1, 31)


def test_the_tree_changes_from_a_day_on(desk: Desk, keeper: Client) -> None:
    here = f"{AGENCIES}{ward(desk).id}/"
    days = {"first_day": "2026-12-01", "decision": "NQ 5/NQ-HĐND"}
    assert changed(keeper, f"{here}rename/", name="UBND phường Hồng Gai mới", **days).status_code == 302
    assert organisation.agency(ward(desk).id, on=date(2026, 11, 30)).name != "UBND phường Hồng Gai mới"
    assert organisation.agency(ward(desk).id, on=date(2026, 12, 1)).name == "UBND phường Hồng Gai mới"
    assert changed(keeper, f"{here}recode/", code="H49.999", **days).status_code == 302
    assert changed(keeper, f"{here}rename/", name="Tên khác", **days).status_code == 409
    point = {"code": "H49.201.77", "name": "Trung tâm mới", "kind": "centre", "level": "commune", "line": "local"}
    assert changed(keeper, f"{here}establish/", **point, **days).status_code == 302
    later = organisation.agency_by_code("H49.201.77", on=date(2026, 12, 1))
    assert "Trung tâm mới" in said(keeper.get(AGENCIES)), "one that begins later is kept already"
    assert changed(keeper, f"{AGENCIES}{later.id}/open-desk/", code="01", name="Quầy 1", **days).status_code == 302
    assert changed(keeper, f"{here}open-unit/", code="TP", name="Tư pháp", **days).status_code == 302
    unit = next(one for one in organisation.units(ward(desk).id, on=date(2026, 12, 1)) if one.code == "TP")
    assert changed(keeper, f"{here}close-unit/{unit.id}/", last_day="2026-12-31", decision="QĐ 8").status_code == 302
    assert changed(keeper, f"{here}calendar/", calendar_key="vn-office", **days).status_code in {302, 409}
    page = said(keeper.get(f"{AGENCIES}{later.id}/"))
    assert "Quầy 1" in page
    assert "NQ 5/NQ-HĐND" in page
    assert "QĐ 8" in said(keeper.get(here))


def test_an_agency_says_how_its_forms_are_printed_and_whoever_prints_may_choose_otherwise(
    desk: Desk, keeper: Client
) -> None:
    receipt = f"/desk/receipt/{desk.receive()}.pdf"
    here = f"{AGENCIES}{ward(desk).id}/"
    assert "A5, tiếng Việt" in said(keeper.get(here))
    days = {"first_day": "2026-11-03", "decision": "QĐ 9/QĐ-UBND"}
    typed = {"form_size": "a4", "form_languages": "vi+en", **days}
    assert changed(keeper, f"{here}forms/", **{**typed, "form_size": "a3"}).status_code == 422
    assert changed(keeper, f"{here}forms/", **typed).status_code == 302
    assert "A4, tiếng Việt kèm tiếng Anh · từ 03/11/2026 · QĐ 9/QĐ-UBND" in said(keeper.get(here))
    assert printed(desk.receptionist.get(receipt)) == (148, False), "the day has not come"
    desk.wait(days=1)
    assert "A4, tiếng Việt kèm tiếng Anh" in said(desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49").get(here))
    assert printed(desk.receptionist.get(receipt)) == (210, True), "the centre prints as the ward above it"
    assert printed(desk.receptionist.get(f"{receipt}?size=a5&labels=vi")) == (148, False)


def printed(answer: Any) -> tuple[int, bool]:
    """How wide the sheet is, in millimetres, and whether English stands beside the labels."""
    page = PdfReader(BytesIO(answer.content)).pages[0]
    return round(float(page.mediabox.width) / 72 * 25.4), "Address:" in " ".join(page.extract_text().split())


def test_an_agency_says_where_the_public_finds_it(desk: Desk, keeper: Client) -> None:
    here = f"{AGENCIES}{ward(desk).id}/"
    assert changed(keeper, f"{here}contact/", phone="0203 000 9999", email="nobody at home").status_code == 422
    typed = {"address": "Số 1 đường Lê Lợi", "phone": "0203 000 9999", "email": "hong-gai@example.org"}
    assert changed(keeper, f"{here}contact/", **typed).status_code == 302
    assert "Số 1 đường Lê Lợi, 0203 000 9999, hong-gai@example.org" in said(keeper.get(here))
    assert 'value="0203 000 9999"' in keeper.get(f"{here}contact/").content.decode(), "it begins with what is said"


def test_a_stand_in_is_entered_and_revoked(desk: Desk, keeper: Client) -> None:
    leader, clerk = of_role(desk, Role.LEADER), of_role(desk, Role.CLERK)
    here = f"{AGENCIES}{ward(desk).id}/"
    typed = {"receiver": str(clerk.officer_id), "first_day": "2026-11-03", "last_day": DAY, "decision": "GUQ 7"}
    assert changed(keeper, f"{here}delegate/{leader.id}/", **typed).status_code == 302
    (lent,) = organisation.delegations_to(clerk.officer_id, on=date(2026, 11, 4))
    assert "GUQ 7" in said(keeper.get(here))
    assert changed(keeper, f"{here}revoke/{lent.id}/", first_day="2026-11-05").status_code == 302
    assert organisation.delegations_to(clerk.officer_id, on=date(2026, 11, 5)) == []


def test_who_left_cannot_log_in_any_more(desk: Desk, keeper: Client) -> None:
    held = of_role(desk, Role.CLERK)
    theirs = desk.somebody(Role.CLERK)
    assert theirs.get("/office/").status_code == 200
    page = f"/control/officers/{held.officer_id}/"
    linked = keeper.post(page, {"link": "1"})
    assert "/password/" in linked.content.decode()
    assert "/password/" not in keeper.get(page).content.decode(), "a link is shown once"
    assert keeper.post(page, {"close": "1"}).status_code == 302
    assert theirs.get("/office/").status_code == 302, "his session ends with his next press"
    account = users.account_of(held.officer_id)
    assert account is not None
    assert not account.is_active
    assert keeper.post(page, {"open": "1"}).status_code == 302
    User.objects.filter(officer_id=held.officer_id).delete()
    assert keeper.post(page, {"username": ""}).status_code == 422
    assert "/password/" in keeper.post(page, {"username": "van-thu"}).content.decode()


def test_a_merger_is_seen_before_it_is_done(desk: Desk, keeper: Client) -> None:
    other = organisation.agency_by_code(ELSEWHERE, on=desk.at.date())
    typed = {"ending": str(other.id), "heir": str(ward(desk).id), "first_day": "2027-01-01", "decision": "NQ 9"}
    address = f"{AGENCIES}merger/"
    assert keeper.post(address, {**typed, "decision": ""}).status_code == 422
    seen = keeper.post(address, typed)
    assert "từ ngày 01/01/2027" in said(seen).lower()
    token = seen.content.decode().partition('name="token" value="')[2].partition('"')[0]
    assert keeper.post(address, {**typed, **hidden(seen), "token": "another"}).status_code == 409
    assert keeper.post(address, {**typed, **hidden(seen), "token": token}).status_code == 302
    assert organisation.heir_of(other.id, on=date(2027, 1, 1)) == ward(desk).id


def test_strangers_keep_nothing(desk: Desk, keeper: Client) -> None:
    clerk = of_role(desk, Role.CLERK)
    office = organisation.agency_by_code("H49.01", on=desk.at.date())
    for browser in (desk.somebody(Role.LEADER), desk.somebody(Role.SUPERVISOR), desk.somebody(Role.OFFICER)):
        assert browser.get(AGENCIES).status_code == 403
        assert browser.post(f"{AGENCIES}{ward(desk).id}/end-holding/{clerk.id}/", {}).status_code == 403
    assert keeper.get(f"{AGENCIES}999999/").status_code == 404
    assert keeper.get(f"{AGENCIES}{ward(desk).id}/no-such-act/").status_code == 404
    assert keeper.get(f"{AGENCIES}{office.id}/end-holding/{clerk.id}/").status_code == 404
    assert (
        changed(keeper, f"{AGENCIES}{office.id}/end-holding/{clerk.id}/", last_day=DAY, decision="x").status_code == 404
    )
    assert Client().get(AGENCIES).status_code == 302
