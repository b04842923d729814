"""What the dossier's page says of its papers: what was confirmed about them, what is lacking, who signed them here, and
which were taken from a national store."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from motcua.dossier import queries as dossiers
from motcua.journal import queries as journal
from motcua.kernel.types import system
from motcua.organisation.types import EVERYTHING, Role
from motcua.papers import commands as papers_commands
from motcua.papers import models
from motcua.papers import queries as papers
from tests.faces.people import ELSEWHERE, Desk, hidden, said
from tests.faces.test_list_pages import asked
from tests.faces.test_papers import add, links, scan
from tests.faces.test_results import sealed
from tests.faces.test_signing import sign

POPULATION = "Cơ sở dữ liệu quốc gia về dân cư"
WHOLE = {
    "title": "Giấy chứng sinh",
    "number": "125/GCS",
    "issuer": "Bệnh viện Sản Nhi",
    "issued_on": "2026-11-01",
    "summary": "sinh ngày 01/11/2026",
    "owner_name": "Nguyễn Văn An",
    "owner_number": "022090001234",
    "owner_birth_year": "1990",
    "valid_from": "2026-11-01",
    "scope": "Toàn quốc",
    "kind_code": "KQ.G15.000001",
}


@pytest.fixture(autouse=True)
def store(tmp_path: Path, settings: Any) -> None:
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""


def with_a_scan(desk: Desk, pages: int = 2) -> tuple[int, str]:
    """A dossier with one scan, and the address of the page on which it is confirmed what that says."""
    dossier_id = desk.receive()
    add(desk.receptionist, dossier_id, scan(pages))
    (address,) = links(desk.receptionist, dossier_id)
    number = address.rstrip("/").rpartition("/")[2]
    return dossier_id, f"/desk/papers/{dossier_id}/{number}/"


def page(browser: Client, dossier_id: int) -> str:
    return said(browser.get(f"/office/dossiers/{dossier_id}/"))


def confirm(browser: Client, address: str, **changes: str) -> Any:
    return browser.post(address, {**hidden(browser.get(address)), **WHOLE, **changes})


def test_a_scan_nobody_described_says_so_and_leads_whoever_may_to_the_page_that_confirms_it(desk: Desk) -> None:
    dossier_id, address = with_a_scan(desk)
    shown = desk.receptionist.get(f"/office/dossiers/{dossier_id}/")
    assert "chưa xác nhận thông tin" in said(shown)
    assert address in shown.content.decode()
    clerk = desk.somebody(Role.CLERK).get(f"/office/dossiers/{dossier_id}/")
    assert "chưa xác nhận thông tin" in said(clerk)
    assert address not in clerk.content.decode()


def test_what_was_confirmed_stands_beside_the_paper_with_what_is_still_lacking(desk: Desk) -> None:
    dossier_id, address = with_a_scan(desk)
    form = desk.receptionist.get(address)
    assert 'value="Nguyễn Văn An"' in form.content.decode(), "it begins with the applicant"
    answer = confirm(desk.receptionist, address, scope="", summary="", kind_code="")
    assert answer["Location"] == f"/office/dossiers/{dossier_id}/#papers", said(answer)
    shown = page(desk.somebody(Role.OFFICER), dossier_id)
    for words in ("Giấy chứng sinh", "125/GCS", "Bệnh viện Sản Nhi", "01/11/2026", "022090001234", "không thời hạn"):
        assert words in shown
    assert "còn thiếu mã loại giấy tờ, trích yếu nội dung, phạm vi hiệu lực" in shown
    again = desk.somebody(Role.OFFICER).get(address)
    assert 'value="125/GCS"' in again.content.decode(), "what is known need not be typed again"
    assert confirm(desk.somebody(Role.OFFICER), address).status_code == 302
    shown = page(desk.receptionist, dossier_id)
    assert "còn thiếu" not in shown
    assert "Sửa thông tin đã xác nhận" in shown
    assert "Giấy chứng sinh · 125/GCS · Bệnh viện Sản Nhi · 01/11/2026 · Nguyễn Văn An" in shown
    assert "KQ.G15.000001" in shown
    assert "Toàn quốc" in shown
    told = repr([entry.body for entry in journal.entries(f"dossier/{dossier_id}")])
    assert "Bệnh viện" not in told


def test_what_is_not_enough_to_know_a_paper_by_is_asked_for_again(desk: Desk) -> None:
    _, address = with_a_scan(desk)
    answer = confirm(desk.receptionist, address, owner_number="", owner_birth_year="")
    assert answer.status_code == 422
    assert 'value="125/GCS"' in answer.content.decode()
    assert confirm(desk.receptionist, address, owner_name="").status_code == 422
    assert not models.PaperFacts.objects.exists()


def test_a_stranger_and_whoever_does_not_work_on_the_dossier_confirm_nothing(desk: Desk) -> None:
    dossier_id, address = with_a_scan(desk)
    store = f"/office/dossiers/{dossier_id}/files/from-store/"
    stranger = desk.somebody(Role.RECEPTIONIST, ELSEWHERE)
    for path in (address, store):
        assert stranger.get(path).status_code == 404
        assert stranger.post(path, {**WHOLE, "component": "x", "store": POPULATION}).status_code == 404
        assert desk.somebody(Role.CLERK).get(path).status_code == 403
    other = desk.receive()
    number = address.rstrip("/").rpartition("/")[2]
    assert desk.receptionist.get(f"/desk/papers/{other}/{number}/").status_code == 404
    assert not models.PaperFacts.objects.exists()


def test_a_paper_from_a_national_store_is_said_to_be_and_may_be_set_back(desk: Desk) -> None:
    dossier_id = desk.receive()
    address = f"/office/dossiers/{dossier_id}/files/from-store/"
    assert address in desk.receptionist.get(f"/office/dossiers/{dossier_id}/").content.decode()
    form = desk.receptionist.get(address)
    component = re.findall(r'<option value="([^"]+)"', form.content.decode())[0]
    typed = {**hidden(form), "component": component, "store": POPULATION}
    assert desk.receptionist.post(address, {**typed, "store": "dân cư 022090001234"}).status_code == 422
    assert desk.receptionist.post(address, typed)["Location"] == f"/office/dossiers/{dossier_id}/#papers"
    shown = page(desk.somebody(Role.OFFICER), dossier_id)
    assert "từ cơ sở dữ liệu quốc gia" in shown
    assert f"Lấy từ: {POPULATION}" in shown
    assert "Ghi nhận tình trạng điện tử của giấy tờ:" in shown
    back = desk.receptionist.get(address)
    assert "Đã ghi nhận" in said(back)
    assert desk.receptionist.post(address, {**hidden(back), "back": component}).status_code == 302
    assert "Lấy từ:" not in page(desk.somebody(Role.OFFICER), dossier_id)


def test_many_papers_ask_no_more_of_the_database_than_few(desk: Desk) -> None:
    sent = []
    for count in (1, 4):
        dossier_id = desk.receive()
        add(desk.receptionist, dossier_id, *(scan(pages) for pages in range(1, count + 1)))
        for link in links(desk.receptionist, dossier_id):
            number = link.rstrip("/").rpartition("/")[2]
            assert confirm(desk.receptionist, f"/desk/papers/{dossier_id}/{number}/").status_code == 302
        sent.append(asked(desk.receptionist, f"/office/dossiers/{dossier_id}/")[0])
    few, many = sent
    assert len(many) == len(few), "\n".join(sorted(set(many) - set(few)))


def test_what_the_house_signed_itself_names_who_signed_before_anybody_looked_at_the_signatures(
    desk: Desk, settings: Any
) -> None:
    settings.DEMO = True
    dossier_id, address = with_a_scan(desk)
    assert confirm(desk.receptionist, address).status_code == 302
    number = address.rstrip("/").rpartition("/")[2]
    assert sign(desk, Role.RECEPTIONIST, dossier_id, f"file:{number}").status_code == 302
    shown = page(desk.receptionist, dossier_id)
    assert "ký số tại đây" in shown
    (row,) = [one for one in dossiers.papers_of(dossier_id, EVERYTHING).rows if one.files]
    signed = row.files[-1].signed_here
    assert signed is not None
    assert f"Ký số tại đây; người ký sau cùng: {signed.name} ({signed.title})" in shown
    assert "chưa kiểm tra chữ ký số" not in shown
    assert "chưa xác nhận thông tin" not in shown, "the signed copy says what the unsigned one said"


def test_once_somebody_looked_the_verdict_is_said_in_its_place(desk: Desk, settings: Any) -> None:
    settings.DEMO = True
    dossier_id, address = with_a_scan(desk)
    number = address.rstrip("/").rpartition("/")[2]
    assert sign(desk, Role.RECEPTIONIST, dossier_id, f"file:{number}").status_code == 302
    for digest in papers.unsettled_files():
        papers_commands.examine_file(digest, actor=system("test"), at=desk.at)
    shown = page(desk.receptionist, dossier_id)
    assert "chữ ký số hợp lệ" in shown
    assert "người ký sau cùng" not in shown


def test_a_result_names_who_signed_it_last(desk: Desk, settings: Any) -> None:
    settings.DEMO = True
    dossier_id = sealed(desk)
    (file,) = [one for one in dossiers.papers_of(dossier_id, EVERYTHING).others if one.kind == "result"]
    assert file.signed_here is not None
    assert file.signed_here.name == file.added_by
    shown = page(desk.receptionist, dossier_id)
    assert f"người ký sau cùng: {file.added_by} ({file.signed_here.title})" in shown
