"""At the desk: what the applicant has already stands beside each paper, and is used again with his consent."""

import re
from typing import Any

import pytest

from motcua.accounts.models import Reading
from motcua.catalogue import queries as catalogue
from motcua.dossier import queries as dossiers
from motcua.dossier.queries import reusable
from motcua.dossier.types import DigitalState
from motcua.journal.commands import recording
from motcua.kernel.types import system
from motcua.organisation.types import Role
from motcua.papers import commands as papers
from motcua.papers import models
from motcua.papers.store.tests import corpus
from motcua.process import offering
from tests.faces.electronic import made_on_paper
from tests.faces.people import ELSEWHERE, HONG_GAI, Desk, said
from tests.faces.test_paper_facts import confirm, with_a_scan

A_DEATH = "1.000656"
FUNERAL_AID = "1.001731"
"""Asks for the extract of the register of deaths where the death cannot be looked up."""
SHEET = f"/desk/receive/{FUNERAL_AID}/"
LOOK = "Tìm giấy tờ đã có"


@pytest.fixture(autouse=True)
def store(tmp_path: Any, settings: Any) -> None:
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""


def extract(desk: Desk, *, with_file: bool = True) -> models.Result:
    """A death was registered, and the family has the extract."""
    dossier_id = desk.receive(A_DEATH)
    made_on_paper(desk, dossier_id)
    found = models.Result.objects.get(holder=f"dossier/{dossier_id}")
    if with_file:
        accepted = papers.accept_file(corpus.pdf(), name_hint="trich-luc.pdf", on=desk.at.date())
        with recording(actor=system("test"), at=desk.at) as unit:
            digest = papers.keep_file(accepted, unit=unit).file.digest
            papers.file_result(unit, key=found.key, file=digest)
    return found


def sheet(desk: Desk, **changes: str) -> dict[str, str]:
    typed = desk.sheet(FUNERAL_AID, known="1", **changes)
    del typed["receive"]
    return typed


def boxes(page: Any) -> dict[str, str]:
    """What may be used again."""
    return dict(re.findall(r'name="(reuse-[^"]+)" value="([^"]+)"', page.content.decode()))


def test_the_paper_of_an_earlier_procedure_is_offered_and_used_with_consent(desk: Desk) -> None:
    found = extract(desk)
    assert LOOK in said(desk.receptionist.get(SHEET))
    page = desk.receptionist.post(SHEET, sheet(desk))
    assert f"Trích lục khai tử · {found.number}" in said(page)
    assert "Ủy ban nhân dân phường Hồng Gai" in said(page)
    assert Reading.objects.filter(purpose="reuse", subject_key=found.holder.partition("/")[2]).exists()
    reused = boxes(page)
    assert list(reused) == ["reuse-death_certificate"]
    refused = desk.receptionist.post(SHEET, {**sheet(desk), **reused, "receive": "1"})
    assert refused.status_code == 422
    assert "chưa đồng ý" in said(refused)
    assert boxes(refused) == reused, "nothing that was ticked is lost"
    assert refused.content.decode().count(" checked") >= 2
    answer = desk.receptionist.post(SHEET, {**sheet(desk), **reused, "consent": "1", "receive": "1"})
    assert answer.status_code == 302, said(answer)
    dossier_id = int(answer["Location"].rstrip("/").rpartition("/")[2])
    assert dossiers.facts(dossier_id).digital_state("death_certificate") is DigitalState.REUSED
    shown = said(desk.somebody(Role.OFFICER).get(f"/office/dossiers/{dossier_id}/"))
    assert "Người nộp đồng ý dùng lại giấy tờ đã có" in shown
    assert "Trích lục khai tử" in shown or "trích lục khai tử" in shown


def test_nothing_is_looked_up_before_the_desk_asks_or_without_a_number(desk: Desk) -> None:
    extract(desk)
    typed = sheet(desk)
    del typed["known"]
    assert boxes(desk.receptionist.post(SHEET, typed)) == {}
    page = desk.receptionist.post(SHEET, sheet(desk, **{"applicant-number": ""}))
    assert "Nhập số định danh" in said(page)
    assert boxes(page) == {}
    page = desk.receptionist.post(SHEET, sheet(desk, **{"applicant-number": "022190001236"}))
    assert "chưa có giấy tờ nào" in said(page)


def test_what_ran_out_or_has_no_electronic_copy_is_said_and_not_offered(desk: Desk) -> None:
    found = extract(desk, with_file=False)
    page = desk.receptionist.post(SHEET, sheet(desk))
    assert "chưa có bản điện tử" in said(page)
    assert boxes(page) == {}
    models.Result.objects.update(valid_to=found.issued_on)
    desk.wait(days=1)
    page = desk.receptionist.post(SHEET, sheet(desk))
    assert "đã hết hiệu lực" in said(page)
    assert boxes(page) == {}


def test_whoever_invents_a_paper_is_refused(desk: Desk) -> None:
    found = extract(desk)
    typed = {**sheet(desk, **{"applicant-number": "022190001236", "applicant-name": "Trần Thị Bích"}), "consent": "1"}
    typed |= {"reuse-death_certificate": f"result/{found.key}", "receive": "1"}
    answer = desk.receptionist.post(SHEET, typed)
    assert answer.status_code >= 400
    assert "không còn" in said(answer)


def test_files_of_dossiers_that_a_desk_does_not_see_are_not_shown_to_it(desk: Desk) -> None:
    extract(desk)
    elsewhere = desk.somebody(Role.RECEPTIONIST, ELSEWHERE)
    page = elsewhere.post(SHEET, sheet(desk))
    assert page.status_code == 200
    assert set(boxes(page)) == {"reuse-death_certificate"}, "the register is the person's store, whichever desk asks"
    assert HONG_GAI != ELSEWHERE
    assert "H49.201-" not in said(page)


def scanned(desk: Desk, pages: int = 2, **confirmed: str) -> int:
    """The extract was scanned for a dossier of another procedure, and it was confirmed what it says."""
    dossier_id, address = with_a_scan(desk, pages)
    version = catalogue.version_of(FUNERAL_AID, desk.at.date())
    assert version is not None
    code = next(one.result_code for one in version.components if one.key == "death_certificate")
    given = {"kind_code": code, "title": "Trích lục khai tử", "number": "7/TLKT", "valid_to": "2026-11-30"}
    assert confirm(desk.receptionist, address, **{**given, **confirmed}).status_code == 302
    return dossier_id


def test_a_scan_is_offered_as_what_was_confirmed_of_it_until_its_last_day(desk: Desk) -> None:
    dossier_id = scanned(desk)
    code = dossiers.facts(dossier_id).code
    page = desk.receptionist.post(SHEET, sheet(desk))
    assert f"Trích lục khai tử, đã nộp trong hồ sơ {code}" in said(page)
    assert "Số 7/TLKT · Bệnh viện Sản Nhi · 01/11/2026 · hiệu lực đến 30/11/2026" in said(page)
    assert Reading.objects.filter(purpose="reuse", subject_key=str(dossier_id)).exists()
    reused = boxes(page)
    assert list(reused) == ["reuse-death_certificate"]
    desk.at = desk.at.replace(month=11, day=30)
    assert boxes(desk.receptionist.post(SHEET, sheet(desk))) == reused
    desk.wait(days=1)
    page = desk.receptionist.post(SHEET, sheet(desk))
    assert "hiệu lực đến 30/11/2026 · đã hết hiệu lực" in said(page)
    assert boxes(page) == {}
    typed = {**sheet(desk), **reused, "consent": "1", "receive": "1"}
    for language, words in (("vi", "chỉ có hiệu lực đến hết ngày 30/11/2026"), ("en", "held until 30/11/2026 only")):
        answer = desk.somebody(Role.RECEPTIONIST, language=language).post(SHEET, typed)
        assert answer.status_code == 409
        assert words in said(answer)


def test_a_scan_that_does_not_hold_yet_says_from_when_on(desk: Desk) -> None:
    scanned(desk, valid_from="2026-11-20")
    page = desk.receptionist.post(SHEET, sheet(desk))
    assert "có hiệu lực từ 20/11/2026 · hiệu lực đến 30/11/2026 · chưa có hiệu lực" in said(page)
    assert boxes(page) == {}


def test_a_scan_is_shown_to_its_owner_at_a_desk_that_sees_it_and_to_nobody_else(desk: Desk) -> None:
    scanned(desk, owner_number="022190001236", owner_name="Trần Thị Bích")
    bich = {"applicant-number": "022190001236", "applicant-name": "Trần Thị Bích"}
    assert boxes(desk.receptionist.post(SHEET, sheet(desk))) == {}
    assert list(boxes(desk.receptionist.post(SHEET, sheet(desk, **bich)))) == ["reuse-death_certificate"]
    elsewhere = desk.somebody(Role.RECEPTIONIST, ELSEWHERE).post(SHEET, sheet(desk, **bich))
    assert boxes(elsewhere) == {}
    assert "7/TLKT" not in said(elsewhere)


def test_where_not_everything_is_shown_the_desk_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    scanned(desk)
    scanned(desk, 3, number="8/TLKT")
    page = desk.receptionist.post(SHEET, sheet(desk))
    assert "tối đa" not in said(page)
    monkeypatch.setattr(offering, "_MOST_SHOWN", 1)
    monkeypatch.setattr(reusable, "_MOST_PAPERS", 1)
    page = desk.receptionist.post(SHEET, sheet(desk))
    assert "8/TLKT" in said(page)
    assert "7/TLKT" not in said(page)
    assert "Chỉ tìm trong 1 tệp mới nhất của người này." in said(page)
    monkeypatch.setattr(reusable, "_MOST_PAPERS", 2)
    page = desk.receptionist.post(SHEET, sheet(desk))
    assert "Mỗi giấy tờ chỉ hiện tối đa 1 bản đã có" in said(page)
