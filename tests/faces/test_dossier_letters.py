"""Letters (công văn) on the office pages: written by whoever has the work, signed by the leader, then sealed."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from motcua.dossier import queries as dossiers
from motcua.kernel.types import system
from motcua.organisation.types import EVERYTHING, Role
from motcua.process import queries as course
from motcua.process.types import DossierLetter
from tests.faces.people import A_SIGNED_RESULT, ELSEWHERE, Desk, hidden, said

PIN = "123456"
SAID = {
    "subject": "cung cấp thông tin hộ tịch",
    "addressee": "Ủy ban nhân dân phường Bãi Cháy",
    "body": "Ủy ban nhân dân phường đang giải quyết hồ sơ.\nĐề nghị quý cơ quan cung cấp thông tin.",
    "copies": "Như trên\nLưu: VT",
}


@pytest.fixture(autouse=True)
def demonstration(settings: Any, tmp_path: Path) -> None:
    """A house in which everybody signs with a sample certificate."""
    settings.DEMO, settings.HOME = True, tmp_path


def letters(desk: Desk, dossier_id: int) -> list[DossierLetter]:
    return list(course.letters_of(EVERYTHING, dossier_id, actor=system("test"), at=desk.at))


def page_of(dossier_id: int) -> str:
    return f"/office/dossiers/{dossier_id}/"


def write(desk: Desk, address: str, **typed: str) -> Any:
    """The officer opens the form, says what he has to say, and keeps it."""
    browser = desk.somebody(Role.OFFICER)
    page = browser.get(address)
    assert page.status_code == 200, said(page)
    desk.wait(minutes=1)
    return browser.post(address, {**hidden(page), **SAID, **typed})


def written(desk: Desk) -> tuple[int, int]:
    """A dossier with a letter that waits for the leader: its id, and how the letter is called there."""
    dossier_id = desk.receive(A_SIGNED_RESULT)
    assert write(desk, reverse("office:draft_letter", args=[dossier_id])).status_code == 302
    return dossier_id, letters(desk, dossier_id)[0].about


def sign(desk: Desk, role: Role, dossier_id: int, about: int, **typed: str) -> Any:
    browser, address = desk.somebody(role), reverse("office:sign_letter", args=[dossier_id, about])
    page = browser.get(address)
    assert page.status_code == 200, said(page)
    desk.wait(minutes=1)
    return browser.post(address, {**hidden(page), "pin": PIN, **typed})


def test_it_goes_from_the_officer_to_the_leader_and_the_clerk(desk: Desk) -> None:
    dossier_id, about = written(desk)
    mine = said(desk.somebody(Role.OFFICER).get(page_of(dossier_id)))
    assert "cung cấp thông tin hộ tịch" in mine
    assert "dự thảo" in mine
    assert "Ký công văn" not in mine
    waiting = desk.somebody(Role.LEADER).get(reverse("office:letters"))
    assert reverse("office:sign_letter", args=[dossier_id, about]) in waiting.content.decode()
    assert "Ký công văn" in said(desk.somebody(Role.LEADER).get(page_of(dossier_id)))
    signed = sign(desk, Role.LEADER, dossier_id, about, capacity="KT.", office="Chủ tịch")
    assert signed.status_code == 302, said(signed)
    assert "Không có công văn nào chờ" in said(desk.somebody(Role.LEADER).get(reverse("office:letters")))
    assert "01/UBND-TTHC" in said(desk.somebody(Role.CLERK).get(reverse("office:letters")))
    assert sign(desk, Role.CLERK, dossier_id, about).status_code == 302
    shown = desk.somebody(Role.OFFICER).get(page_of(dossier_id))
    (letter,) = letters(desk, dossier_id)
    for words in ("01/UBND-TTHC", "đã ký, đóng dấu", "KT. Chủ tịch", "Đã ký số công văn", letter.signed[0].by):
        assert words in said(shown), words
    assert "Rút dự thảo" not in said(shown)
    file: Any = desk.somebody(Role.OFFICER).get(f"{page_of(dossier_id)}files/{letter.attachment}/")
    assert b"".join(file.streaming_content).startswith(b"%PDF")
    register = said(desk.somebody(Role.CLERK).get(reverse("office:registers")))
    assert "Sổ đăng ký công văn đi" in register
    assert "01/UBND-TTHC" in register


def test_the_form_to_the_person_begins_with_the_name_and_names_what_is_missing(desk: Desk) -> None:
    dossier_id = desk.receive(A_SIGNED_RESULT)
    address = reverse("office:draft_letter", args=[dossier_id])
    officer = desk.somebody(Role.OFFICER)
    assert f"{address}?to=person" in officer.get(page_of(dossier_id)).content.decode()
    assert officer.get(f"{address}?to=person").context["form"].initial["addressee"] == "Nguyễn Văn An"
    assert "addressee" not in officer.get(address).context["form"].initial
    answer = write(desk, address, addressee="")
    assert answer.status_code == 422
    assert "Nơi gửi đến" in said(answer)
    assert "Đề nghị quý cơ quan cung cấp thông tin" in answer.content.decode(), "what was typed is still there"
    assert letters(desk, dossier_id) == []


def test_it_is_shown_as_it_will_be_printed_changed_and_taken_back(desk: Desk) -> None:
    dossier_id, about = written(desk)
    change = reverse("office:change_letter", args=[dossier_id, about])
    shown = write(desk, change, preview="1")
    assert shown["Content-Type"] == "application/pdf"
    assert shown.content.startswith(b"%PDF")
    assert "cung cấp thông tin hộ tịch" in desk.somebody(Role.OFFICER).get(change).content.decode()
    assert write(desk, change, subject="đôn đốc").status_code == 302
    assert letters(desk, dossier_id)[0].subject == "đôn đốc"
    officer = desk.somebody(Role.OFFICER)
    taken = officer.post(
        reverse("office:take_back_letter", args=[dossier_id, about]), hidden(officer.get(page_of(dossier_id)))
    )
    assert taken.status_code == 302
    assert "Đã rút dự thảo công văn" in said(officer.get(page_of(dossier_id)))
    assert letters(desk, dossier_id) == []
    assert officer.get(change).status_code == 404


def test_a_wrong_pin_signs_nothing_and_leaves_the_draft(desk: Desk) -> None:
    dossier_id, about = written(desk)
    answer = sign(desk, Role.LEADER, dossier_id, about, capacity="own", pin="000000")
    assert answer.status_code >= 400
    assert "PIN" in said(answer)
    (letter,) = letters(desk, dossier_id)
    assert (letter.number, letter.signed) == ("", ())


def test_nobody_writes_signs_or_sees_one_who_has_no_part_in_the_dossier(desk: Desk) -> None:
    dossier_id, about = written(desk)
    forms = [
        reverse("office:draft_letter", args=[dossier_id]),
        reverse("office:change_letter", args=[dossier_id, about]),
    ]
    taking = reverse("office:take_back_letter", args=[dossier_id, about])
    signing = reverse("office:sign_letter", args=[dossier_id, about])
    stranger = desk.somebody(Role.LEADER, ELSEWHERE)
    for address in (*forms, signing):
        assert stranger.get(address).status_code == 404
        assert stranger.post(address, {**SAID, "pin": PIN}).status_code == 404
    assert str(dossier_id) not in said(stranger.get(reverse("office:letters")))
    for address in forms:
        assert desk.somebody(Role.LEADER).get(address).status_code == 403
        assert desk.somebody(Role.LEADER).post(address, SAID).status_code == 403
    for who in (stranger, desk.somebody(Role.LEADER), desk.receptionist):
        who.post(taking)
    assert desk.somebody(Role.OFFICER).get(signing).status_code == 403
    assert desk.somebody(Role.CLERK).get(signing).status_code == 403
    (letter,) = letters(desk, dossier_id)
    assert letter.signed == ()
    assert "Gửi cơ quan khác" not in said(desk.receptionist.get(page_of(dossier_id)))
    assert dossiers.facts(dossier_id).decided_at is None


def test_it_can_be_written_in_english(desk: Desk) -> None:
    dossier_id = desk.receive(A_SIGNED_RESULT)
    officer = desk.somebody(Role.OFFICER, language="en")
    assert "Write to another agency" in said(officer.get(page_of(dossier_id)))
    page = said(officer.get(reverse("office:draft_letter", args=[dossier_id])))
    assert "Write a letter" in page
    assert "Addressee" in page
