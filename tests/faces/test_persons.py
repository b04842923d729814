"""The papers of one person: listed for whoever he asks, and handed out to him whole; a stranger learns nothing."""

import io
import json
import zipfile
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from motcua.accounts import queries as users
from motcua.accounts.models import Reading, User
from motcua.dossier import queries as dossiers
from motcua.journal import queries as journal
from motcua.organisation.types import EVERYTHING, Role
from motcua.papers.store.tests import corpus
from motcua.parties.entries import EXPORTS
from motcua.process import commands as process
from tests.faces.people import ELSEWHERE, Desk, said
from tests.faces.test_registers import finished

PERSON, EXPORT = "/office/persons/", "/office/persons/export/"
AN = {"kind": "personal_number", "number": "022090001234"}
COMPARED = {**AN, "is_compared": "on"}


@pytest.fixture
def dossier_id(desk: Desk, settings: LazySettings, tmp_path: Any) -> int:
    """A birth was registered, and its certificate issued."""
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""
    return int(finished(desk).holder.partition("/")[2])


def scanned(desk: Desk) -> int:
    """Another dossier of his, with a scan that nobody described."""
    number = desk.receive()
    component = dossiers.papers_of(number, EVERYTHING).rows[0].component.key
    by = at_the_desk(desk)
    process.add_paper(
        **by, at=desk.at, dossier_id=number, component=component, content=corpus.pdf(), name_hint="to.pdf"
    )
    return number


def at_the_desk(desk: Desk) -> dict[str, Any]:
    acting = users.acting_of(User.objects.get(pk=desk.receptionist.session["_auth_user_id"]), on=desk.at.date())
    assert acting is not None
    return {"actor": acting.actor(Role.RECEPTIONIST), "scope": acting.scope}


def clerk(desk: Desk) -> Client:
    return desk.somebody(Role.CLERK)


def test_results_papers_and_dossiers_stand_there_with_their_validity(desk: Desk, dossier_id: int) -> None:
    another = scanned(desk)
    page = clerk(desk).post(PERSON, AN)
    shown = said(page)
    assert page.status_code == 200, shown
    for words in (
        "Nguyễn Văn An", "022090001234", "1 kết quả", "Giấy khai sinh", "01/2026", "còn hiệu lực", "Hồng Gai",
        "1 giấy tờ đã số hóa", "chưa ghi thông tin", "2 hồ sơ",
    ):  # fmt: skip
        assert words in shown, words
    content = page.content.decode()
    assert f'href="{reverse("office:papers", args=[another])}"' in content
    assert f'href="{reverse("office:dossier", args=[dossier_id])}"' in content
    assert "022090001234" not in content.partition("</title>")[0], "a title stands in the history of a browser"
    assert "no-store" in page["Cache-Control"]


def test_the_number_stands_in_no_address_and_the_reading_is_recorded(desk: Desk, dossier_id: int) -> None:
    assert AN["number"] not in said(clerk(desk).get(PERSON, AN)), "a number in an address is not looked at"
    assert not Reading.objects.filter(subject_kind="person").exists()
    clerk(desk).post(PERSON, AN)
    assert Reading.objects.filter(subject_kind="person", purpose="page").exists()
    assert Reading.objects.filter(subject_kind="dossier", subject_key=str(dossier_id), purpose="page").exists()
    assert not Reading.objects.filter(subject_key__contains=AN["number"]).exists()


def test_everything_is_downloaded_as_one_package(desk: Desk, dossier_id: int) -> None:
    another = scanned(desk)
    answer = clerk(desk).post(EXPORT, COMPARED)
    assert answer.status_code == 200, said(answer)
    assert "attachment" in answer["Content-Disposition"]
    assert AN["number"] not in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as package:
        assert package.testzip() is None
        (path,) = (name for name in package.namelist() if "/" in name)
        data = json.loads(package.read("du-lieu.json"))
    assert path.startswith(f"ho-so/{dossiers.facts(another).code.lower().replace('.', '-')}/")
    assert [one["number"] for one in data["results"]] == ["01/2026"]
    assert len(data["dossier"]) == 2
    assert dossier_id
    assert Reading.objects.filter(subject_kind="person", purpose="download").exists()
    (entry,) = journal.entries(EXPORTS)
    assert AN["number"] not in str(entry.body)


def test_it_is_handed_out_only_after_the_papers_were_compared(desk: Desk, dossier_id: int) -> None:
    page = clerk(desk).post(EXPORT, AN)
    assert page.status_code == 422
    assert "đối chiếu giấy tờ" in said(page)
    assert "Nguyễn Văn An" in said(page), "what was found is still there"
    assert list(journal.entries(EXPORTS)) == []


@pytest.mark.parametrize(
    ("kind", "number", "status", "words"),
    [
        ("personal_number", "02209000123", 422, "12 chữ số"),
        ("personal_number", "", 422, "Trường này"),
        ("tax_code", "12", 422, "Mã số thuế"),
        ("library_card", "1", 422, "chọn"),
        ("passport", "B7654321", 404, "Không có dữ liệu nào về người này"),
        ("personal_number", "022190001236", 404, "Không có dữ liệu nào về người này"),
    ],
)
def test_a_wrong_number_and_nobody_are_said(desk: Desk, kind: str, number: str, status: int, words: str) -> None:
    for address in (PERSON, EXPORT):
        page = clerk(desk).post(address, {"kind": kind, "number": number, "is_compared": "on"})
        assert page.status_code == status, said(page)
        assert words.lower() in said(page).lower()
        assert "Tải gói trích xuất" not in said(page)


def test_a_stranger_learns_no_more_than_of_nobody(desk: Desk, dossier_id: int) -> None:
    stranger = desk.somebody(Role.CLERK, ELSEWHERE)
    nobody = stranger.post(PERSON, {**AN, "number": "022190001236"})
    for address in (PERSON, EXPORT):
        page = stranger.post(address, COMPARED)
        assert page.status_code == 404
        assert said(page) == said(nobody)
    assert not Reading.objects.filter(subject_kind="person").exists()
    assert list(journal.entries(EXPORTS)) == []


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.OFFICER, Role.INSPECTOR, Role.SYSTEM_ADMINISTRATOR])
def test_only_the_clerk_and_the_leader_may(desk: Desk, role: Role) -> None:
    agency = "H49" if role in {Role.INSPECTOR, Role.SYSTEM_ADMINISTRATOR} else "H49.201"
    browser = desk.somebody(role, agency)
    assert browser.get(PERSON).status_code == 403
    assert browser.post(PERSON, AN).status_code == 403
    assert browser.post(EXPORT, COMPARED).status_code == 403
    assert Client().post(EXPORT, COMPARED).status_code == 302
    assert PERSON not in browser.get("/office/").content.decode()
    assert PERSON in desk.somebody(Role.LEADER).get("/office/").content.decode()
    assert clerk(desk).get(EXPORT).status_code == 405
