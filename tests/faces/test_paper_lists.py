"""Papers go from desk to agency and back with lists that both sides sign."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from motcua.journal import queries as journal
from motcua.journal.tests import golden
from motcua.kernel import checking
from motcua.organisation.types import Role
from tests.faces.people import ELSEWHERE, Desk, hidden, said
from tests.faces.test_hand_over import code_of
from tests.faces.test_office import finish

LISTS = "/office/paper-lists/"


def groups(page: Any) -> list[dict[str, Any]]:
    """What is to be handed over: giver, taker, and the dossiers offered."""
    forms = re.findall(r'<form method="post".*?</form>', page.content.decode(), re.DOTALL)
    return [
        {
            "giver": re.findall(r'name="giver" value="(\d+)"', form)[0],
            "taker": re.findall(r'name="taker" value="(\d+)"', form)[0],
            "dossier": re.findall(r'name="dossier" value="(\d+)"', form),
        }
        for form in forms
        if 'name="giver"' in form
    ]


def give(desk: Desk, role: Role = Role.RECEPTIONIST, **changes: Any) -> Any:
    browser = desk.somebody(role)
    page = browser.get(LISTS)
    (group,) = groups(page)
    return browser.post(LISTS, {**hidden(page), **group, **changes}, follow=True)


def address_of(page: Any) -> str:
    return str(page.request["PATH_INFO"])


def take(desk: Desk, address: str, role: Role = Role.OFFICER, **typed: Any) -> Any:
    browser = desk.somebody(role)
    page = browser.get(address)
    there = re.findall(r'name="there" value="(\d+)"', page.content.decode())
    return browser.post(address, {**hidden(page), "there": there, "remark": "", **typed}, follow=True)


def faults() -> list[str]:
    return [one.sentence for one in checking.run(["passing"])]


def printed(desk: Desk, given: Any) -> str:
    pdf = desk.receptionist.get(f"{address_of(given)[:-1]}.pdf").content
    return PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_from_the_desk_to_the_office(desk: Desk) -> None:
    one, other = desk.receive(), desk.receive()
    page = desk.receptionist.get(LISTS)
    assert [sorted(group["dossier"]) for group in groups(page)] == [sorted([str(one), str(other)])]
    given = give(desk)
    told = said(given)
    assert "1/2026" in told
    assert code_of(one) in told
    assert groups(desk.receptionist.get(LISTS)) == [], "they are on their way"
    assert ["Bản in lại" in printed(desk, given) for _ in range(2)] == [False, True]
    assert "chờ anh/chị ký nhận" in said(desk.somebody(Role.OFFICER).get(LISTS))
    assert "Đã nhận: danh sách 1/2026" in said(take(desk, address_of(given)))
    assert "Bản in" not in printed(desk, given), "it says more now: somebody took it"
    whole = said(desk.receptionist.get(address_of(given)))
    assert "Người nhận" in whole
    assert faults() == []
    number = address_of(given).rstrip("/").rpartition("/")[2]
    for entry in journal.entries(f"paper_list/{number}"):
        golden.check(entry.kind, entry.body)


def test_what_is_missing_lies_with_the_giver_again(desk: Desk) -> None:
    one, other = desk.receive(), desk.receive()
    address = address_of(give(desk))
    without = take(desk, address, there=[str(one)])
    assert without.status_code == 422
    assert "thiếu hoặc sai khác" in said(without)
    assert without.content.decode().count("checked") == 1, "what was ticked stays so"
    take(desk, address, there=[str(one)], remark="Thiếu hồ sơ thứ hai")
    assert "Thiếu hồ sơ thứ hai" in said(desk.receptionist.get(address))
    assert [group["dossier"] for group in groups(desk.receptionist.get(LISTS))] == [[str(other)]]
    assert faults() == []


def test_the_result_brings_the_papers_back(desk: Desk) -> None:
    one = desk.receive()
    take(desk, address_of(give(desk)))
    assert groups(desk.somebody(Role.OFFICER).get(LISTS)) == []
    finish(desk, one)
    back = give(desk, Role.CLERK)
    assert code_of(one) in said(back)
    take(desk, address_of(back), Role.RECEPTIONIST)
    assert groups(desk.receptionist.get(LISTS)) == []
    assert faults() == []


def test_only_some_of_them_are_given(desk: Desk) -> None:
    one, other = desk.receive(), desk.receive()
    give(desk, dossier=[str(one)])
    assert [group["dossier"] for group in groups(desk.receptionist.get(LISTS))] == [[str(other)]]


@pytest.mark.parametrize(
    ("changes", "status"), [({"dossier": []}, 422), ({"dossier": ["999999"]}, 409), ({"giver": "x"}, 422)]
)
def test_what_cannot_be_given(desk: Desk, changes: dict[str, Any], status: int) -> None:
    desk.receive()
    assert give(desk, **changes).status_code == status
    assert len(groups(desk.receptionist.get(LISTS))) == 1


def test_each_side_signs_for_itself(desk: Desk) -> None:
    desk.receive()
    page = desk.receptionist.get(LISTS)
    (group,) = groups(page)
    officers = desk.somebody(Role.OFFICER)
    assert officers.post(LISTS, {**hidden(page), **group}).status_code == 403, "he does not give for the desk"
    given = give(desk)
    assert 'name="there"' not in desk.receptionist.get(address_of(given)).content.decode()
    assert desk.receptionist.post(address_of(given), {}).status_code == 403, "the desk does not take for the office"
    take(desk, address_of(given))
    again = officers.post(address_of(given), {"there": group["dossier"]})
    assert again.status_code == 409


def test_pressing_twice_gives_once(desk: Desk) -> None:
    desk.receive()
    page = desk.receptionist.get(LISTS)
    (group,) = groups(page)
    form = {**hidden(page), **group}
    first, second = (desk.receptionist.post(LISTS, form) for _press in range(2))
    assert (
        (first.status_code, first["Location"]) == (second.status_code, second["Location"]) == (302, first["Location"])
    )


def test_strangers_learn_nothing(desk: Desk) -> None:
    desk.receive()
    address = address_of(give(desk))
    pdf = f"{address[:-1]}.pdf"
    elsewhere = desk.somebody(Role.RECEPTIONIST, ELSEWHERE)
    assert {elsewhere.get(path).status_code for path in (address, pdf)} == {404}
    assert "1/2026" not in said(elsewhere.get(LISTS))
    assert elsewhere.post(address, {"there": []}).status_code == 404
    assert {
        desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49").get(path).status_code for path in (LISTS, address, pdf)
    } == {403}
    assert {Client().get(path).status_code for path in (LISTS, address, pdf)} == {302}


def test_the_pages_speak_english_too(desk: Desk) -> None:
    desk.receive()
    address = address_of(give(desk))
    reader = desk.somebody(Role.RECEPTIONIST, language="en")
    assert "Nothing is to be handed over" in said(reader.get(LISTS))
    assert "Handed over by" in said(reader.get(address))
