"""A result after it was issued: the corrected paper brings its file, and the heir of an ended ward answers for it."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.accounts.models import Reading
from motcua.kernel.types import system
from motcua.organisation import commands as organisation
from motcua.organisation import queries as agencies
from motcua.organisation.types import Replacement, Role
from motcua.papers import models
from motcua.papers.store.tests import corpus
from tests.faces.people import ELSEWHERE, HONG_GAI, Desk, said
from tests.faces.test_registers import clerk, finished, typed

A_THIRD = "H49.203"


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Any) -> None:
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""


def pdf(content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("ban-da-sua.pdf", content or corpus.signed(corpus.pdf()), "application/pdf")


def address_of(found: models.Result, what: str = "") -> str:
    return f"/office/registers/results/{found.key}/{what}"


def replaced(browser: Client, found: models.Result, **sent: Any) -> Any:
    """Opens the page and presses its button, with a reason and whatever else is sent."""
    page = browser.get(address_of(found, "replace/"))
    return browser.post(address_of(found, "replace/"), typed(page, **{"reason": "Sai năm sinh", **sent}))


def copies(browser: Client, address: str) -> list[str]:
    """Where the electronic copies of a result are opened."""
    return re.findall(
        r'href="(/office/registers/results/[0-9a-f]+/copies/\d+/)"', browser.get(address).content.decode()
    )


def read(browser: Client, address: str) -> bytes:
    answer: Any = browser.get(address)
    return b"".join(answer.streaming_content)


def test_the_file_of_the_corrected_paper_comes_with_it_and_is_opened_from_its_page(desk: Desk) -> None:
    found = finished(desk)
    content = corpus.signed(corpus.pdf())
    answer = replaced(clerk(desk), found, copy=pdf(content))
    assert answer.status_code == 302, said(answer)
    page = said(clerk(desk).get(answer["Location"]))
    assert "Bản điện tử có trong kho" in page
    assert "chữ ký số chưa xác định được" in page
    (address,) = copies(clerk(desk), answer["Location"])
    assert read(clerk(desk), address) == content
    saved: Any = clerk(desk).get(address, {"download": "1"})
    assert b"".join(saved.streaming_content) == content
    assert "attachment" in saved["Content-Disposition"]
    assert Reading.objects.filter(subject_kind="file", purpose="download").exists()
    after = models.Result.objects.latest("id")
    checked = Client().post(f"/kiem-tra/{after.token}", {"file": pdf(content)})
    assert "còn hiệu lực" in said(checked)
    assert checked.context["is_the_file"] is True
    dossier = said(clerk(desk).get(f"/office/dossiers/{found.holder.partition('/')[2]}/"))
    assert "kết quả đã sửa, thay cho bản đã cấp trước" in dossier
    assert f"Kết quả được thay bằng bản đã sửa: {after.number}" in dossier


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (corpus.picture(), "phải là tệp PDF"),
        (corpus.locked(), "mật khẩu"),
        (corpus.pdf()[:300], "hỏng"),
    ],
)
def test_a_file_that_will_not_do_says_why_and_nothing_typed_is_lost(desk: Desk, content: bytes, words: str) -> None:
    found = finished(desk)
    file = SimpleUploadedFile("ban-da-sua", content)
    answer = replaced(clerk(desk), found, copy=file, number="15/CT", valid_to="2027-05-02")
    assert answer.status_code >= 400
    page, written = said(answer), answer.content.decode()
    assert words in page
    assert "Hãy chọn lại tệp" in page
    for kept in ("Sai năm sinh", 'value="15/CT"', 'value="02/05/2027"'):
        assert kept in written
    found.refresh_from_db()
    assert (found.replaced_at, models.Result.objects.count()) == (None, 1)


def test_a_stranger_opens_no_copy(desk: Desk) -> None:
    found = finished(desk)
    answer = replaced(clerk(desk), found, copy=pdf())
    (address,) = copies(clerk(desk), answer["Location"])
    assert desk.somebody(Role.CLERK, ELSEWHERE).get(address).status_code == 404
    assert Client().get(address).status_code == 302
    number = address.rstrip("/").rpartition("/")[2]
    assert clerk(desk).get(address_of(found, f"copies/{number}/")).status_code == 404, "it is the other result's"
    stranger = desk.somebody(Role.CLERK, ELSEWHERE)
    sent = {"reason": "x", "is_sure": "on", "copy": pdf()}
    assert stranger.post(address_of(found, "replace/"), sent).status_code == 404


def test_the_heir_of_an_ended_ward_replaces_what_it_issued_and_a_third_ward_finds_nothing(desk: Desk) -> None:
    found = finished(desk)
    ended(desk)
    heir = desk.somebody(Role.CLERK, ELSEWHERE)
    page = said(heir.get(address_of(found)))
    assert "Cơ quan cấp đã kết thúc hoạt động" in page
    assert "Nguyễn Văn An" in page
    assert "01/2026" in said(heir.get("/office/registers/", {"q": "01/2026", **register_of(found)}))
    third = desk.somebody(Role.CLERK, A_THIRD)
    for what in ("", "replace/", "revoke/"):
        assert third.get(address_of(found, what)).status_code == 404
    answer = replaced(heir, found, copy=pdf())
    assert answer.status_code == 302, said(answer)
    after = models.Result.objects.latest("id")
    assert after.agency_id == agencies.agency_by_code(ELSEWHERE, on=desk.at.date()).id
    (address,) = copies(heir, answer["Location"])
    assert read(heir, address).startswith(b"%PDF")
    assert third.get(address).status_code == 404


def test_the_heir_revokes_what_the_ended_ward_issued(desk: Desk) -> None:
    found = finished(desk)
    ended(desk)
    heir = desk.somebody(Role.CLERK, ELSEWHERE)
    page = heir.get(address_of(found, "revoke/"))
    assert heir.post(address_of(found, "revoke/"), typed(page, reason="Cấp nhầm người")).status_code == 302
    assert "thu hồi" in said(Client().get(f"/kiem-tra/{found.token}"))


def register_of(found: models.Result) -> dict[str, str]:
    return {"agency": str(found.agency_id), "series": "birth_register", "year": "2026"}


def ended(desk: Desk) -> None:
    """The ward and its centre go into the one beside it, a week later."""
    first_day = desk.at.date() + timedelta(days=7)
    replacements = [into(HONG_GAI, ELSEWHERE, desk.at.date())]
    told: dict[str, Any] = {"replacements": replacements, "first_day": first_day, "decision": "QĐ 9/QĐ-UBND"}
    plan = agencies.plan_merger(**told)
    organisation.merge(actor=system("test"), at=desk.at, token=plan.token, **told)
    desk.wait(days=7)
    organisation.hand_over_estates(actor=system("test"), at=desk.at)


def into(code: str, heir_code: str, day: date) -> Replacement:
    heir_id = agencies.agency_by_code(heir_code, on=day).id
    return Replacement(agencies.agency_by_code(code, on=day).id, (heir_id,), heir_id=heir_id)
