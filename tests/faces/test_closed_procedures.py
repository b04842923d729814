"""Procedures that take no dossier: ended, only listed, or without a decided term. The desk is told what to do."""

from datetime import date
from pathlib import Path

import pytest

from motcua.catalogue import commands as catalogue
from motcua.catalogue import queries as published
from motcua.catalogue.models import Procedure, Version
from motcua.catalogue.tests.import_factory import detail, json_lines, national_list, reading, way
from motcua.dossier.models import Dossier
from motcua.kernel.types import system
from motcua.organisation.types import Role
from tests.faces.people import A_BIRTH, Desk, said

SHEET = f"/desk/receive/{A_BIRTH}/"
ADMINISTRATOR = system("test")
TYPED = {"note": "Sinh đôi, nộp chung", "applicant-address": "Tổ 5, khu 2"}
ENDED = {
    "vi": "Thủ tục 1.001193 hết hiệu lực từ sau ngày 02/11/2026 và không nhận hồ sơ mới. Hãy tìm thủ tục thay thế.",
    "en": "Procedure 1.001193 ended on 02/11/2026 and takes no new dossiers. Look for the procedure that replaced it.",
}
LISTED = {
    "vi": "Thủ tục {} mới chỉ có trong danh mục, chưa được công khai phiên bản nào tại đây. "
    "Hãy liên hệ người quản trị danh mục.",
    "en": "Procedure {} is only listed; no version of it was published here. Ask the catalogue administrator.",
}
UNDECIDED = {
    "vi": "Thủ tục {} chưa được quyết định thời hạn giải quyết cho trường hợp này nên không thể tiếp nhận hồ sơ. "
    "Hãy đề nghị người quản trị danh mục công bố thời hạn.",
    "en": "No term was decided for procedure {} in this case, so no dossier can be received. "
    "Ask the catalogue administrator to publish one.",
}
both_languages = pytest.mark.parametrize("language", ["vi", "en"])


def nothing_lost(page: str, typed: dict[str, str]) -> bool:
    texts = [value for name, value in typed.items() if name in TYPED or name.startswith("applicant-")]
    ticks = sum(name.startswith("paper-") for name in typed)
    return all(f'value="{text}"' in page for text in texts) and page.count(" checked") >= ticks


def end_it(desk: Desk) -> None:
    """The birth's version ends with this Monday; then it is Tuesday."""
    version = published.version_of(A_BIRTH, desk.at.date())
    assert version is not None
    assert version.id is not None
    catalogue.withdraw(
        actor=ADMINISTRATOR, at=desk.at, version_id=version.id, last_day=desk.at.date(), decision="QĐ 9/QĐ-UBND"
    )
    desk.wait(days=1)


@both_languages
def test_an_ended_procedure_is_neither_offered_nor_opened(desk: Desk, language: str) -> None:
    end_it(desk)
    assert SHEET not in desk.receptionist.get("/desk/").content.decode()
    answer = desk.somebody(Role.RECEPTIONIST, language=language).get(SHEET)
    assert answer.status_code == 409
    assert ENDED[language] in said(answer)


@both_languages
def test_a_procedure_that_ends_while_its_sheet_is_filled_in_loses_nothing_typed(desk: Desk, language: str) -> None:
    typed = desk.sheet(**TYPED)
    end_it(desk)
    answer = desk.somebody(Role.RECEPTIONIST, language=language).post(SHEET, typed)
    assert answer.status_code == 409
    assert ENDED[language] in said(answer)
    assert nothing_lost(answer.content.decode(), typed)
    assert not Dossier.objects.exists()


@both_languages
def test_a_procedure_that_the_national_list_names_and_nobody_published(
    desk: Desk, tmp_path: Path, language: str
) -> None:
    row = national_list([{"code": "7.000001", "name": "Đăng ký biển tên ngõ", "fields": "Trang trí đường phố"}])
    catalogue.import_drafts(actor=ADMINISTRATOR, at=desk.at, reading=reading(tmp_path, row, name="list.csv"))
    not_taken(desk, "7.000001", language)


@both_languages
def test_a_procedure_imported_with_a_term_that_a_person_must_decide(desk: Desk, tmp_path: Path, language: str) -> None:
    record = detail(2, channels=[way(qty=15, unit="HOUR")])
    catalogue.import_drafts(actor=ADMINISTRATOR, at=desk.at, reading=reading(tmp_path, json_lines([record])))
    not_taken(desk, "7.000002", language)


def not_taken(desk: Desk, code: str, language: str) -> None:
    """Found by its words and marked, not offered; refused by its address, whether it is opened or sent."""
    receptionist = desk.somebody(Role.RECEPTIONIST, language=language)
    found = receptionist.get("/desk/", {"q": code})
    assert code in said(found)
    assert f"/desk/receive/{code}/" not in found.content.decode()
    for answer in (receptionist.get(f"/desk/receive/{code}/"), receptionist.post(f"/desk/receive/{code}/", {})):
        assert answer.status_code == 409
        assert LISTED[language].format(code) in said(answer)


@both_languages
def test_a_version_from_before_terms_were_checked_takes_no_dossier(desk: Desk, language: str) -> None:
    """Publication refuses a version without a term; one that is there all the same is stopped at the desk."""
    birth = Version.objects.filter(procedure__code=A_BIRTH)[0]
    old = Procedure.objects.create(
        code="9.000003", name="Khai sinh, bản cũ", field_code="ho_tich", field_name="Hộ tịch"
    )
    body = {**birth.body, "code": old.code, "terms": []}
    Version.objects.create(
        id=9_000_003, procedure=old, number=1, decision="QĐ 1", effective_from=date(2020, 1, 1), body=body,
        digest=birth.digest,
    )  # fmt: skip
    catalogue.grant_competence(
        actor=ADMINISTRATOR, at=desk.at, agency_id=published.competent_agencies(A_BIRTH, desk.at.date())[0],
        codes=[old.code], valid_from=date(2020, 1, 1), decision="QĐ 1", commune_codes=["06685"],
    )  # fmt: skip
    typed = desk.sheet(old.code, **TYPED)
    address = f"/desk/receive/{old.code}/"
    receptionist = desk.somebody(Role.RECEPTIONIST, language=language)
    opened = receptionist.get(address)
    assert opened.status_code == 200
    assert UNDECIDED[language].format(old.code) in said(opened)
    answer = receptionist.post(address, typed)
    assert answer.status_code == 409
    assert UNDECIDED[language].format(old.code) in said(answer)
    assert nothing_lost(answer.content.decode(), typed)
    assert not Dossier.objects.exists()
