"""The clerk closes a year and proposes what is past its period; whoever heads the agency decides."""

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from motcua.accounts.models import Reading
from motcua.archive import queries as archive
from motcua.archive.models import Destruction, Package, Record
from motcua.archive.sweeps import SWEEPS
from motcua.kernel import sweep
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from tests.faces import crowds
from tests.faces.people import ELSEWHERE, HONG_GAI, Desk, hidden, said

ARCHIVE = "/control/archive/"
OLD = datetime(2025, 6, 2, 9, 0)
DECISION = {"number": "12/QĐ-UBND", "decided_on": "2026-11-02", "decided_by": "Nguyễn Văn Hùng, Chủ tịch"}


def ward(desk: Desk) -> int:
    return organisation.agency_by_code(HONG_GAI, on=desk.at.date()).id


def finished(desk: Desk, number: int) -> None:
    """Dossiers of the year before, all finished."""
    ended = {"completed_at": OLD, "ended_at": OLD, "timeliness": "early", "timeliness_766": "early"}
    row = {"state": "handed_over", "lapses_at": None, "handed_over_at": OLD, "field_code": "ho_tich", **ended}
    crowds.dossiers(desk.receive(), number, **row)


def expired(desk: Desk, number: int) -> None:
    """Dossiers in the list of 2020, past their period, that nobody has proposed."""
    crowds.records(desk.receive(), ward(desk), number, proposed=False)


def proposed(desk: Desk, browser: Client) -> Any:
    """The clerk presses the button; the page of the proposal."""
    page = browser.get(ARCHIVE)
    return browser.post(f"{ARCHIVE}propose/", {**hidden(page), "agency": str(ward(desk))}, follow=True)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", ("Năm này không có hồ sơ nào kết thúc", "Chưa có đề nghị tiêu hủy nào")),
        ("en", ("No dossier was finished in this year", "Nothing was ever proposed for destruction")),
    ],
)
def test_an_empty_archive_says_so(desk: Desk, language: str, words: tuple[str, str]) -> None:
    page = said(desk.somebody(Role.CLERK, language=language).get(ARCHIVE))
    assert all(word in page for word in words)


def test_the_clerk_closes_the_year_and_the_sweep_makes_the_list(desk: Desk) -> None:
    finished(desk, 3)
    clerk = desk.somebody(Role.CLERK)
    page = clerk.get(ARCHIVE)
    assert "Chốt mục lục năm" in said(page)
    form = {"agency": str(ward(desk)), "year": "2025"}
    done = clerk.post(f"{ARCHIVE}close/", {**hidden(page), **form}, follow=True)
    assert "Mục lục đang được lập" in said(done)
    assert "đang lập" in said(done)
    assert sweep.run_once(desk.at, only=SWEEPS).failed == 0
    closed = said(clerk.get(f"{ARCHIVE}?year=2025"))
    assert "đã chốt" in closed
    assert "Chốt mục lục năm" not in closed
    listed = said(clerk.get(f"{ARCHIVE}{ward(desk)}/2025/"))
    assert "01/2025" in listed
    assert "03/2025" in listed
    assert "Chưa đóng gói" in listed
    assert "vĩnh viễn" in listed, "papers of civil status are kept for ever"


def test_the_year_that_runs_offers_no_closing(desk: Desk) -> None:
    desk.receive()
    clerk = desk.somebody(Role.CLERK)
    form = {"agency": str(ward(desk)), "year": "2026"}
    answer = clerk.post(f"{ARCHIVE}close/", {**hidden(clerk.get(ARCHIVE)), **form})
    assert answer.status_code == 409
    assert "Năm 2026 chưa kết thúc" in said(answer)


def test_what_is_past_its_period_is_proposed_and_the_head_decides(desk: Desk) -> None:
    expired(desk, 2)
    clerk, leader = desk.somebody(Role.CLERK), desk.somebody(Role.LEADER)
    assert "2 hồ sơ đã hết thời hạn lưu trữ" in said(clerk.get(ARCHIVE))
    page = proposed(desk, clerk)
    assert "Người đứng đầu cơ quan nhập quyết định tại đây" in said(page)
    assert "hồ sơ đã hết thời hạn lưu trữ" not in said(clerk.get(ARCHIVE)), "it is proposed already"
    address = page.request["PATH_INFO"]
    assert "Nhập quyết định và tiêu hủy" not in said(page)
    assert clerk.post(address, DECISION).status_code == 403
    page = leader.get(address)
    wrong = leader.post(address, {**hidden(page), **DECISION, "decided_on": "2026-11-03"})
    assert wrong.status_code == 422
    assert "Ngày của quyết định phải từ" in said(wrong)
    assert "12/QĐ-UBND" in wrong.content.decode()
    done = leader.post(address, {**hidden(wrong), **DECISION}, follow=True)
    assert "Số 12/QĐ-UBND ngày 02/11/2026, Nguyễn Văn Hùng, Chủ tịch" in said(done)
    assert "Đã thực hiện 0/2 hồ sơ" in said(done)
    assert sweep.run_once(desk.at, only=SWEEPS).failed == 0
    told = said(leader.get(address))
    assert "Đã thực hiện 2/2 hồ sơ" in told
    assert "2 hồ sơ được giữ lại" in told, "these dossiers are not even finished, so nothing of them goes"
    assert "Biên bản" not in told


def test_a_proposal_is_withdrawn(desk: Desk) -> None:
    expired(desk, 1)
    clerk = desk.somebody(Role.CLERK)
    page = proposed(desk, clerk)
    done = clerk.post(f"{page.request['PATH_INFO']}withdraw/", hidden(page), follow=True)
    assert "Đã rút" in said(done)
    assert "1 hồ sơ đã hết thời hạn lưu trữ" in said(done)


def test_pressing_twice_proposes_once(desk: Desk) -> None:
    expired(desk, 1)
    clerk = desk.somebody(Role.CLERK)
    press = {**hidden(clerk.get(ARCHIVE)), "agency": str(ward(desk))}
    first, second = (clerk.post(f"{ARCHIVE}propose/", press) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Destruction.objects.count() == 1


def test_strangers_learn_nothing(desk: Desk) -> None:
    expired(desk, 1)
    page = proposed(desk, desk.somebody(Role.CLERK))
    address = page.request["PATH_INFO"]
    paths = (ARCHIVE, f"{ARCHIVE}{ward(desk)}/2020/", address, f"{address}minutes.pdf")
    for role in (Role.OFFICER, Role.RECEPTIONIST):
        assert {desk.somebody(role).get(path).status_code for path in paths} == {403}
    assert {Client().get(path).status_code for path in paths} == {302}
    elsewhere = desk.somebody(Role.CLERK, ELSEWHERE)
    assert "2020" not in said(elsewhere.get(ARCHIVE))
    assert {elsewhere.get(path).status_code for path in paths[1:]} == {404}
    for path in (f"{ARCHIVE}close/", f"{ARCHIVE}propose/"):
        form = {"agency": str(ward(desk)), "year": "2020"}
        assert elsewhere.post(path, {**hidden(elsewhere.get(ARCHIVE)), **form}).status_code == 404
    assert elsewhere.post(f"{address}withdraw/", {}).status_code == 404


def test_inspectors_look_and_change_nothing(desk: Desk) -> None:
    expired(desk, 1)
    address = proposed(desk, desk.somebody(Role.CLERK)).request["PATH_INFO"]
    inspector = desk.somebody(Role.INSPECTOR, "H49")
    assert "01" in said(inspector.get(address))
    assert "Rút đề nghị" not in said(inspector.get(address))
    assert "Lập đề nghị tiêu hủy" not in said(inspector.get(ARCHIVE))
    assert inspector.post(f"{address}withdraw/", {}).status_code == 403
    assert Record.objects.filter(destroyed_at__isnull=False).count() == 0
    (row,) = archive.destructions([ward(desk)])
    assert row.decision is None


def closed(desk: Desk, number: int) -> str:
    """Dossiers of the year before, in its closed list; the address of that list."""
    finished(desk, number)
    clerk = desk.somebody(Role.CLERK)
    clerk.post(f"{ARCHIVE}close/", {**hidden(clerk.get(ARCHIVE)), "agency": str(ward(desk)), "year": "2025"})
    assert sweep.run_once(desk.at, only=SWEEPS).failed == 0
    return f"{ARCHIVE}{ward(desk)}/2025/"


def test_the_clerk_saves_the_package_of_a_closed_year_and_its_mark_stands_on_the_page(
    desk: Desk, tmp_path: Path
) -> None:
    address = closed(desk, 2)
    clerk = desk.somebody(Role.CLERK)
    assert "chưa đóng gói" in said(clerk.get(f"{ARCHIVE}?year=2025"))
    answer = clerk.post(f"{address}package/")
    assert answer.streaming
    assert f"{HONG_GAI}-2025.zip" in answer["Content-Disposition"]
    content = answer.getvalue()
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert package.testzip() is None
        package.extractall(tmp_path)
    checked = archive.check_package(tmp_path / f"{HONG_GAI}-2025")
    assert checked.holds, checked.findings
    assert (tmp_path / f"{HONG_GAI}-2025/data/ho-so/000002/ho-so.json").exists()
    page = said(clerk.get(address))
    assert checked.manifest in page
    assert "2 hồ sơ" in page
    assert "Đóng gói ngày" in said(clerk.get(f"{ARCHIVE}?year=2025"))
    read = Reading.objects.filter(purpose="download")
    assert read.exists(), "the clerk took the data of these people"
    assert list(archive.faults()) == []


def test_a_package_that_was_broken_off_says_so_and_is_made_anew(desk: Desk) -> None:
    address = closed(desk, 2)
    clerk = desk.somebody(Role.CLERK)
    answer: Any = clerk.post(f"{address}package/")
    next(iter(answer.streaming_content))
    answer._iterator.close()  # what the server does when the browser has gone
    assert "Chưa xong" in said(clerk.get(address))
    clerk.post(f"{address}package/").getvalue()
    assert "Chưa xong" not in said(clerk.get(address))


def test_nobody_but_who_keeps_the_archive_takes_a_package(desk: Desk) -> None:
    address = closed(desk, 1)
    assert desk.somebody(Role.OFFICER).post(f"{address}package/").status_code == 403
    inspector = desk.somebody(Role.INSPECTOR, "H49")
    assert "Lập và tải gói" not in said(inspector.get(address))
    assert inspector.post(f"{address}package/").status_code == 403
    assert desk.somebody(Role.CLERK, ELSEWHERE).post(f"{address}package/").status_code == 404
    open_year = f"{ARCHIVE}{ward(desk)}/2026/package/"
    assert desk.somebody(Role.CLERK).post(open_year).status_code == 409
    assert not Package.objects.exists()
