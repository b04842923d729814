"""From the alarm that a dossier is late to the letter of apology in the hand of its person."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from motcua.dossier import queries as dossiers
from motcua.journal.commands import catch_up
from motcua.kernel import sweep
from motcua.kernel.types import system
from motcua.notices import models as notices
from motcua.notices.sweeps import DELIVERIES
from motcua.organisation.types import EVERYTHING, Role
from motcua.papers import queries as papers
from motcua.papers.types import Outcome
from motcua.process import queries as course
from motcua.process.types import DossierLetter
from tests.faces.people import ELSEWHERE, Desk, hidden, said

PIN = "123456"
APOLOGISE, SECOND_FACT = "Xin lỗi và đề xuất ngày hẹn lại", "5678"
MADE = {"proposed_at": "2026-11-04T10:00", "reason": "Mất kết nối cơ sở dữ liệu hộ tịch."}
LETTERS = reverse("office:letters")


@pytest.fixture(autouse=True)
def demonstration(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody signs with a sample certificate, and messages lie in an outbox."""
    settings.DEMO, settings.HOME = True, tmp_path
    for channel in ("EMAIL", "ZALO", "SMS"):
        monkeypatch.setenv(f"MOTCUA_{channel}", "demo:")


def letters(desk: Desk, dossier_id: int) -> list[DossierLetter]:
    return list(course.letters_of(EVERYTHING, dossier_id, actor=system("test"), at=desk.at))


def page_of(desk: Desk, dossier_id: int, role: Role = Role.OFFICER) -> str:
    return said(desk.somebody(role).get(f"/office/dossiers/{dossier_id}/"))


def sign(desk: Desk, role: Role, dossier_id: int) -> Any:
    (letter,) = letters(desk, dossier_id)
    browser, address = desk.somebody(role), reverse("office:sign_letter", args=[dossier_id, letter.about])
    page = browser.get(address)
    assert page.status_code == 200, said(page)
    desk.wait(minutes=1)
    pressed = {**hidden(page), "pin": PIN, "capacity": "own"}
    signed = browser.post(address, pressed)
    assert signed.status_code == 302, said(signed)
    browser.post(address, pressed)
    return signed


def told(desk: Desk) -> list[str]:
    """Every message that went out, in order, once all that happened was read."""
    desk.wait(minutes=1)
    catch_up("notices.telling")
    sweep.run_once(desk.at, only=[DELIVERIES])
    return list(notices.DemoMessage.objects.order_by("id").values_list("text", flat=True))


def asked(address: str, code: str, second_fact: str = SECOND_FACT) -> Any:
    """What a browser gets that takes no cookies."""
    return Client(enforce_csrf_checks=True).post(address, {"code": code, "second_fact": second_fact})


def test_a_late_dossier_is_apologised_for_by_a_letter_that_its_person_fetches(desk: Desk) -> None:
    catch_up("notices.telling")
    dossier_id, other = desk.receive(), desk.receive()
    code, code_of_other = (dossiers.facts(one).code for one in (dossier_id, other))
    desk.at = datetime(2026, 11, 3, 8, 0)
    sweep.run_once(desk.at)
    before = len(told(desk))
    assert "đã đến lúc phải xin lỗi người dân" in page_of(desk, dossier_id)
    form = desk.somebody(Role.OFFICER).get(desk.ways(Role.OFFICER, dossier_id)[APOLOGISE])
    assert "gửi người dân sau khi lãnh đạo ký, văn thư đóng dấu" in said(form)

    pressed = {**hidden(form), "reason_key": "other", **MADE}
    address = form.wsgi_request.path
    desk.wait(minutes=1)
    made = desk.somebody(Role.OFFICER).post(address, pressed)
    assert made.status_code == 302, said(made)
    desk.somebody(Role.OFFICER).post(address, pressed)
    (draft,) = letters(desk, dossier_id)
    assert draft.to_person
    assert draft.title == "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"
    assert draft.addressees == ("Nguyễn Văn An",)
    page = page_of(desk, dossier_id)
    assert "Văn bản xin lỗi đã được soạn, đang chờ lãnh đạo ký" in page
    assert "dự thảo, chờ ký" in page
    assert "Soạn văn bản xin lỗi" not in page
    again = desk.somebody(Role.OFFICER).post(address, {**pressed, "request_key": "another"})
    assert again.status_code == 409
    assert "NĐ 118/2025 Đ19.6" in said(again)

    assert draft.title in said(desk.somebody(Role.LEADER).get(LETTERS))
    sign(desk, Role.LEADER, dossier_id)
    assert "chờ đóng dấu" in page_of(desk, dossier_id)
    assert "Văn bản gửi Ông/Bà" not in said(asked("/track/", code)), "not before it is sealed"
    fetch = reverse("portal:tracked_letter", args=[draft.about])
    assert asked(fetch, code).status_code == 404
    sign(desk, Role.CLERK, dossier_id)
    assert "Đã gửi: người dân tải về tại trang theo dõi hồ sơ" in page_of(desk, dossier_id)

    apology, letter = told(desk)[before:]
    assert "Văn bản xin lỗi sẽ được gửi sau" in apology
    assert f"Hồ sơ {code}: có văn bản số 01/UBND-TTHC gửi Ông/Bà" in letter
    assert len(told(desk)) == before + 2, "each once"

    with CaptureQueriesContext(connection) as with_a_letter:
        followed = asked("/track/", code)
    with CaptureQueriesContext(connection) as without:
        asked("/track/", code_of_other)
    assert len(with_a_letter) == len(without) + 1
    assert "Văn bản gửi Ông/Bà" in said(followed)
    assert f'action="{fetch}"' in followed.content.decode()
    file = asked(fetch, code)
    pdf = b"".join(file.streaming_content)
    assert (file.status_code, file["Content-Type"]) == (200, "application/pdf")
    assert "no-store" in file["Cache-Control"]
    assert "01_UBND-TTHC.pdf" in file["Content-Disposition"]
    words = " ".join("".join(one.extract_text() for one in PdfReader(BytesIO(pdf)).pages).split())
    for part in (
        "Số: 01/UBND-TTHC",
        "Kính gửi: Nguyễn Văn An",
        code,
        MADE["reason"],
        "10 giờ 00 phút, ngày 04 tháng 11",
    ):
        assert part in words, part
    verdicts = papers.examine(pdf, at=desk.at)
    assert (papers.overall(verdicts), len(verdicts)) == (Outcome.HOLDS, 2)
    assert asked(fetch, code, "0000").status_code == asked(fetch, "H49.201-261102-0999").status_code == 404
    assert asked(fetch, code_of_other).status_code == 404, "not with the code of another dossier of his"
    assert Client().get(fetch).status_code == 405


def test_whoever_may_apologise_drafts_the_letter_by_hand_where_the_house_could_not(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier_id, new = desk.receive(), "?to=apology"
    address = reverse("office:draft_letter", args=[dossier_id]) + new
    officer = desk.somebody(Role.OFFICER)
    assert officer.get(address).status_code == 409, "nobody has apologised yet"
    desk.at = desk.at.replace(hour=16)
    assert desk.press(Role.OFFICER, dossier_id, APOLOGISE, **MADE, reason_key="other").status_code == 302
    (draft,) = letters(desk, dossier_id)
    officer = desk.somebody(Role.OFFICER)
    assert officer.get(address).status_code == 409, "there is one"
    taken = reverse("office:take_back_letter", args=[dossier_id, draft.about])
    officer.post(taken, hidden(officer.get(f"/office/dossiers/{dossier_id}/")))
    assert letters(desk, dossier_id) == []
    assert "Soạn văn bản xin lỗi" in page_of(desk, dossier_id)
    for who in (Role.RECEPTIONIST, Role.CLERK):
        assert "Soạn văn bản xin lỗi" not in page_of(desk, dossier_id, who)
        assert desk.somebody(who).get(address).status_code == 403
    assert desk.somebody(Role.OFFICER, ELSEWHERE).get(address).status_code == 404
    leader = desk.somebody(Role.LEADER)
    page = leader.get(address)
    assert page.context["form"].initial["new_appointment_at"] == datetime(2026, 11, 4, 10, 0)
    typed = {field.name: field.value() or "" for field in page.context["form"]}
    typed |= {"received_at": "09:00 02/11/2026", "due_at": "17:00 02/11/2026", "new_appointment_at": ""}
    lacking = leader.post(address, {**hidden(page), **typed, "reason": ""})
    assert lacking.status_code == 422
    desk.wait(minutes=1)
    kept = leader.post(address, {**hidden(page), **typed})
    assert kept.status_code == 302, said(kept)
    (anew,) = letters(desk, dossier_id)
    assert anew.to_person
    slip = leader.get(f"/office/dossiers/{dossier_id}/papers/apology.pdf")
    printed = " ".join(page.extract_text() for page in PdfReader(BytesIO(slip.content)).pages)
    assert "Thủ trưởng cơ quan".upper() in printed
    assert draft.drafted_by not in printed, "nobody's name stands where he has not signed"
