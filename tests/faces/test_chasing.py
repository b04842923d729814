"""Chasing letters: numbered, about what is overdue with an agency, answered by it in words."""

import re
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.test import Client

from motcua.journal import queries as journal
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.papers import queries as papers
from tests.faces.electronic import PIN
from tests.faces.people import A_SIGNED_RESULT, ELSEWHERE, HONG_GAI, Desk, hidden, said

LETTERS = "/control/chasing/"
TO_SIGN = "/control/chasing/to-sign/"


def overdue(desk: Desk) -> str:
    """Something lies overdue with the ward; the address of a new letter to it."""
    desk.receive(A_SIGNED_RESULT)
    desk.wait(days=10)
    page = desk.somebody(Role.SUPERVISOR).get(LETTERS).content.decode()
    (address,) = re.findall(r'href="(/control/chasing/new/\?agency=\d+)"', page)
    return str(address)


def written(desk: Desk, address: str = "", **more: str) -> str:
    """A letter to the ward; its address."""
    address = address or overdue(desk)
    supervisor = desk.somebody(Role.SUPERVISOR)
    page = supervisor.get(address)
    ids = re.findall(r'name="dossier" value="(\d+)"', page.content.decode())
    typed = {**hidden(page), "dossier": ids, "words": "Đề nghị giải quyết ngay.", "answer_due_on": "16/11/2026", **more}
    first, again = (supervisor.post(address, typed) for _press in range(2))
    assert first.status_code == 302, said(first)
    assert again["Location"] == first["Location"]
    return str(first["Location"])


def test_a_letter_is_numbered_written_once_and_answered(desk: Desk) -> None:
    address = written(desk)
    supervisor, leader = desk.somebody(Role.SUPERVISOR), desk.somebody(Role.LEADER)
    assert "Số 1/2026" in said(supervisor.get(LETTERS))
    assert "chờ trả lời" in said(supervisor.get(LETTERS))
    assert supervisor.get(address.rstrip("/") + ".pdf").content.startswith(b"%PDF")
    page = leader.get(address)
    assert "H49.201-261102-0001" in said(page)
    assert leader.post(address, {**hidden(page), "words": ""}).status_code == 422
    for _press in range(2):
        answer = leader.post(address, {**hidden(page), "words": "Thiếu người, xong trong tuần này."})
        assert answer.status_code == 302, said(answer)
    assert "Thiếu người" in said(supervisor.get(address))
    entries = journal.entries(journal_of(desk))
    assert [one.kind for one in entries] == ["process.chasing_letter_written", "process.chasing_letter_answered"]
    assert "Thiếu người" not in str([one.body for one in entries])


def journal_of(desk: Desk) -> str:
    """The stream of the agency whose supervisor wrote."""
    return f"chasing/{organisation.agency_by_code(HONG_GAI, on=desk.at.date()).id}"


def overdue_address(desk: Desk) -> str:
    page = desk.somebody(Role.SUPERVISOR).get(LETTERS).content.decode()
    return str(next(iter(re.findall(r"/control/chasing/new/\?agency=\d+", page))))


def test_letters_are_signed_with_one_pin_and_sealed_with_another(desk: Desk, settings: Any, tmp_path: Path) -> None:
    settings.DEMO, settings.HOME = True, tmp_path
    first = written(desk, electronic="on")
    second = written(desk, overdue_address(desk), electronic="on")
    leader, clerk = desk.somebody(Role.LEADER), desk.somebody(Role.CLERK)
    assert "chờ lãnh đạo ký" in said(leader.get(LETTERS))
    assert "Chưa được ký" in said(leader.get(first))
    early = leader.post(first, {**hidden(leader.get(TO_SIGN)), "words": "Xin trả lời."})
    assert early.status_code == 409
    assert "chưa được ký" in said(early)

    chosen = re.findall(r'name="letter" value="(\d+)"[^>]* checked', leader.get(TO_SIGN).content.decode())
    assert len(chosen) == 2
    assert "Không có văn bản đôn đốc nào chờ" in said(clerk.get(TO_SIGN)), "the seal comes after the signature"
    for wrong in ("", "000000"):
        refused = leader.post(TO_SIGN, {"letter": chosen[:1], "pin": wrong})
        assert refused.status_code == 422
        assert len(re.findall(" checked>", refused.content.decode())) == 1, "the choice is kept"
    assert leader.post(TO_SIGN, {"letter": chosen, "pin": PIN}).status_code == 302
    assert "Không có văn bản đôn đốc nào chờ" in said(leader.get(TO_SIGN))
    again = leader.post(TO_SIGN, {"letter": chosen, "pin": PIN})
    assert again.status_code == 400, "nothing is left to be signed"
    assert clerk.post(TO_SIGN, {"letter": chosen, "pin": PIN}).status_code == 302

    for address in (first, second):
        pdf = clerk.get(address.rstrip("/") + ".pdf").content
        made = papers.examine(pdf, at=desk.at)
        assert [one.integrity for one in made] == ["intact"] * 2, "the seal leaves the signature whole"
        page = said(leader.get(address))
        assert "Chữ ký số của người có thẩm quyền" in page
        assert "Chữ ký số của cơ quan" in page
    verified = said(Client().post("/kiem-tra/", {"file": ContentFile(pdf, "letter.pdf")}))
    assert "Văn bản đôn đốc" in verified
    assert "2/2026" in verified
    altered = Client().post("/kiem-tra/", {"file": ContentFile(pdf + b" ", "letter.pdf")})
    assert "Văn bản đôn đốc" not in said(altered)
    answer = leader.post(first, {**hidden(leader.get(first)), "words": "Xong trong tuần này."})
    assert answer.status_code == 302
    kinds = [one.kind for one in journal.entries(journal_of(desk))]
    assert kinds.count("process.chasing_letter_signed") == 4


def test_nobody_else_signs(desk: Desk, settings: Any, tmp_path: Path) -> None:
    settings.DEMO, settings.HOME = True, tmp_path
    number = written(desk, electronic="on").rstrip("/").rpartition("/")[2]
    stranger = desk.somebody(Role.LEADER, ELSEWHERE)
    assert "Không có văn bản đôn đốc nào chờ" in said(stranger.get(TO_SIGN))
    assert stranger.post(TO_SIGN, {"letter": [number], "pin": PIN}).status_code == 400
    assert desk.somebody(Role.RECEPTIONIST).get(TO_SIGN).status_code == 403


def test_an_answer_that_does_not_come_shows(desk: Desk) -> None:
    address = written(desk)
    desk.wait(days=6)
    assert "quá hạn trả lời" in said(desk.somebody(Role.SUPERVISOR).get(LETTERS))
    assert "Đã quá hạn trả lời" in said(desk.somebody(Role.SUPERVISOR).get(address))


def test_what_is_refused_loses_nothing(desk: Desk) -> None:
    address = overdue(desk)
    supervisor = desk.somebody(Role.SUPERVISOR)
    page = supervisor.get(address)
    nothing = supervisor.post(address, {**hidden(page), "words": "Đề nghị khẩn.", "answer_due_on": "2026-11-16"})
    assert nothing.status_code == 422
    assert "Đề nghị khẩn." in nothing.content.decode()
    ids = re.findall(r'name="dossier" value="(\d+)"', page.content.decode())
    soon = supervisor.post(
        address, {**hidden(page), "dossier": ids, "words": "Đề nghị khẩn.", "answer_due_on": "2026-11-01"}
    )
    assert soon.status_code == 422
    assert "Đề nghị khẩn." in soon.content.decode()
    assert "Chưa có văn bản đôn đốc" in said(supervisor.get(LETTERS))


def test_a_stranger_and_an_inspector_change_nothing(desk: Desk) -> None:
    address, new = written(desk), overdue_address(desk)
    stranger = desk.somebody(Role.SUPERVISOR, ELSEWHERE)
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, {"words": "x"}).status_code == 404
    assert stranger.get(address.rstrip("/") + ".pdf").status_code == 404
    assert "H49.201" not in said(stranger.get(new))
    assert "Chưa có văn bản đôn đốc" in said(stranger.get(LETTERS))
    inspector = desk.somebody(Role.INSPECTOR, "H49")
    assert "Đề nghị giải quyết ngay" in said(inspector.get(address))
    assert inspector.post(address, {"words": "x"}).status_code == 403
    assert inspector.get(new).status_code == 403
    assert desk.somebody(Role.CLERK).get(LETTERS).status_code == 403
