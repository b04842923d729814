"""Chasing letters: numbered, about what is overdue with an agency, answered by it in words."""

import re

from motcua.journal import queries as journal
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from tests.faces.people import A_SIGNED_RESULT, ELSEWHERE, HONG_GAI, Desk, hidden, said

LETTERS = "/control/chasing/"


def overdue(desk: Desk) -> str:
    """Something lies overdue with the ward; the address of a new letter to it."""
    desk.receive(A_SIGNED_RESULT)
    desk.wait(days=10)
    page = desk.somebody(Role.SUPERVISOR).get(LETTERS).content.decode()
    (address,) = re.findall(r'href="(/control/chasing/new/\?agency=\d+)"', page)
    return str(address)


def written(desk: Desk) -> str:
    """A letter to the ward; its address."""
    address = overdue(desk)
    supervisor = desk.somebody(Role.SUPERVISOR)
    page = supervisor.get(address)
    ids = re.findall(r'name="dossier" id="dossier-\d+" value="(\d+)"', page.content.decode())
    typed = {**hidden(page), "dossier": ids, "words": "Đề nghị giải quyết ngay.", "answer_due_on": "2026-11-16"}
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
    ids = re.findall(r'name="dossier" id="dossier-\d+" value="(\d+)"', page.content.decode())
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
