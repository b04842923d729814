"""The system administrator brings officers in from a file: each row judged first, then all of them or nobody."""

import html
import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from motcua.accounts.types import ROLE_NAMES
from motcua.kernel.types import Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from tests.faces.people import HONG_GAI, Desk, hidden, said

ROSTER = "/control/agencies/roster/"
EMPTY = "/control/agencies/roster.csv"
LEADER = "QN-901;Lê Thị Mai;{agency};Lãnh đạo;Phó Chủ tịch;01/12/2026;;;;KT;QĐ 21/QĐ-UBND\r\n"
CLERK = "QN-902;Phạm Văn Cúc;{agency};van thu;Văn thư;01/12/2026;;;;;QĐ 21/QĐ-UBND\r\n"
A_KING = "QN-903;Đỗ Văn Vua;{agency};Vua;Vua;01/12/2026;;;;;\r\n"
FROM = date(2026, 12, 1)


@pytest.fixture
def keeper(desk: Desk) -> Client:
    return desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49")


def sent(browser: Client, *rows: str, agency: str = HONG_GAI) -> Any:
    text = browser.get(EMPTY).content.decode() + "".join(rows).format(agency=agency)
    return browser.post(ROSTER, {"file": SimpleUploadedFile("can-bo.csv", text.encode())})


def is_known(code: str) -> bool:
    try:
        organisation.officer_by_code(code)
    except Refused:
        return False
    return True


def test_an_office_comes_in_from_the_empty_file_filled_in(desk: Desk, keeper: Client) -> None:
    assert "Số hiệu;Họ và tên;Mã định danh;Vai trò" in keeper.get(EMPTY).content.decode()
    seen = sent(keeper, LEADER, CLERK)
    assert seen.status_code == 200
    assert "Sẽ phân công 2 lượt" in said(seen)
    assert not is_known("QN-901"), "it is only looked at"
    text = re.findall(r'name="roster" value="([^"]*)"', seen.content.decode())[0]
    press = {**hidden(seen), "confirmed": "1", "roster": html.unescape(text)}
    assert {keeper.post(ROSTER, press).status_code for _ in range(2)} == {302}, "a second press is the first one"
    ward = organisation.agency_by_code(HONG_GAI, on=FROM)
    (held,) = organisation.holdings(on=FROM, officer_id=organisation.officer_by_code("QN-901").id)
    assert (held.post.agency_id, held.post.role) == (ward.id, Role.LEADER)
    assert "Lê Thị Mai" in said(keeper.get(f"/control/agencies/{ward.id}/"))
    assert "Tệp không có gì mới" in said(sent(keeper, LEADER, CLERK))


def test_every_role_may_be_written_as_the_page_calls_it(desk: Desk) -> None:
    for language in ("vi", "en"):
        keeper = desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49", language=language)
        with override(language):
            words = [str(words) for words in ROLE_NAMES.values()]
        rows = [LEADER.replace("Lãnh đạo", word).replace("QN-901", f"QN-91{n}") for n, word in enumerate(words)]
        told = said(sent(keeper, *rows))
        assert "QN-917" in told
        assert not any(words in told for words in ("is no role", "không phải là vai trò"))


def test_one_row_that_cannot_be_stops_all_and_is_named_with_its_column(desk: Desk, keeper: Client) -> None:
    seen = sent(keeper, LEADER, A_KING)
    assert seen.status_code == 422
    told = said(seen)
    for words in ("1 dòng chưa hợp lệ", "dòng 3", "QN-903", "cột “Vai trò”", "“Vua” không phải"):
        assert words in told, words
    assert 'name="confirmed"' not in seen.content.decode()
    text = keeper.get(EMPTY).content.decode() + (LEADER + A_KING).format(agency=HONG_GAI)
    forced = {"confirmed": "1", "roster": text}
    assert keeper.post(ROSTER, forced).status_code == 422
    assert not is_known("QN-901"), "nothing half done"
    english = desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49", language="en")
    assert "column “Role”" in said(sent(english, A_KING))


def test_a_file_that_is_none_is_refused(keeper: Client) -> None:
    assert keeper.post(ROSTER, {}).status_code == 422
    for content, words in ((b"\xff\xfe\x00", "CSV UTF-8"), (b"x" * 500_001, "quá lớn"), (b"a;b\r\n1;2\r\n", "Số hiệu")):
        answer = keeper.post(ROSTER, {"file": SimpleUploadedFile("can-bo.csv", content)})
        assert answer.status_code == 422
        assert words in said(answer)


def test_strangers_bring_in_nobody(desk: Desk) -> None:
    for role in (Role.LEADER, Role.SUPERVISOR):
        assert {desk.somebody(role).get(path).status_code for path in (ROSTER, EMPTY)} == {403}
    assert Client().post(ROSTER, {"confirmed": "1", "roster": "x"}).status_code in {302, 403}
