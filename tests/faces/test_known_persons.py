"""At the desk nobody is typed twice: a card is read, and whoever came before is found while he is being typed."""

import re
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.accounts.models import Reading
from motcua.organisation.types import Role
from tests.faces import crowds
from tests.faces.people import A_BIRTH, ELSEWHERE, FATHER, Desk, said

SHEET = f"/desk/receive/{A_BIRTH}/"
PERSONS = "/desk/receive/persons/"
CARD = "022190001234|100123456|Trần Thị Bình|12031990|Nữ|Tổ 9, Hồng Gai, Quảng Ninh|05052021"


def typing(browser: Client, words: str, *, into: str = "applicant-name") -> Any:
    """The part of the page that a script exchanges while somebody types."""
    answer = browser.post(PERSONS, {into: words}, headers={"HX-Request": "true", "HX-Trigger-Name": into})
    assert answer.status_code == 200, said(answer)
    return answer


def entry_in(page: Any, who: str = "applicant") -> str:
    found = re.findall(rf'name="choose-{who}" value="(\d+)"', page.content.decode())
    assert len(found) == 1, said(page)
    return str(found[0])


def value_of(page: Any, name: str) -> str:
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page.content.decode())
    assert tag is not None
    found = re.search(r'value="([^"]*)"', tag[0])
    return found[1] if found else ""


def test_whoever_came_before_is_found_while_typing_with_what_he_filed(desk: Desk) -> None:
    desk.receive(**{"applicant-address": "Tổ 5, khu 2"})
    for words, field in (("nguyen van an", "name"), ("NGUYỄN VĂN A", "name"), ("0220900", "number")):
        page = typing(desk.receptionist, words, into=f"applicant-{field}")
        assert "Nguyễn Văn An" in said(page)
        assert "022090001234" in said(page)
        assert "H49.201-261102-0001" in said(page)
    assert "Nguyễn Văn An" not in said(typing(desk.receptionist, "le thi chi"))


def test_choosing_somebody_fills_him_in_and_leaves_the_rest_as_it_was(desk: Desk) -> None:
    desk.receive(**{"applicant-address": "Tổ 5, khu 2", "applicant-sex": "male"})
    entry = entry_in(typing(desk.receptionist, "nguyen van an"))
    typed = desk.sheet(note="Sinh đôi", **{"applicant-name": "nguyen van an", "applicant-number": ""})
    page = desk.receptionist.post(SHEET, {**typed, "choose-applicant": entry, "applicant-phone": "0900000009"})
    assert page.status_code == 200
    for name, value in (*FATHER.items(), ("applicant-address", "Tổ 5, khu 2"), ("note", "Sinh đôi")):
        if name != "applicant-identity_kind":
            assert value_of(page, name) == value, name
    assert page.content.decode().count(" checked") >= sum(name.startswith("paper-") for name in typed)


def test_of_one_whose_card_was_scanned_only_what_is_empty_is_filled_in(desk: Desk) -> None:
    desk.receive(**{"applicant-address": "Tổ 5, khu 2"})
    entry = entry_in(typing(desk.receptionist, "022090001234", into="applicant-number"))
    typed = desk.sheet(**{"applicant-address": "Tổ 9, khu 7", "applicant-phone": "", "choose-applicant": entry})
    page = desk.receptionist.post(SHEET, typed)
    assert value_of(page, "applicant-address") == "Tổ 9, khu 7"
    assert value_of(page, "applicant-phone") == FATHER["applicant-phone"]


def test_whoever_acts_for_another_is_found_and_scanned_just_so(desk: Desk) -> None:
    desk.receive()
    entry = entry_in(typing(desk.receptionist, "nguyen van an", into="proxy-name"), "proxy")
    chosen = desk.receptionist.post(SHEET, desk.sheet(**{"choose-proxy": entry}))
    assert value_of(chosen, "proxy-number") == FATHER["applicant-number"]
    read = desk.receptionist.post(SHEET, desk.sheet(**{"proxy-name": CARD}))
    assert value_of(read, "proxy-name") == "Trần Thị Bình"
    assert value_of(read, "applicant-name") == FATHER["applicant-name"]


def test_without_a_script_pressing_enter_finds_him_too(desk: Desk) -> None:
    desk.receive()
    page = desk.receptionist.post(SHEET, {"applicant-name": "nguyen van an", "scan": "1", "case": ""})
    assert re.search(r'name="choose-applicant" value="\d+" autofocus', page.content.decode())
    too_broad = desk.receptionist.post(SHEET, {"applicant-name": "an", "scan": "1", "case": ""})
    assert (too_broad.status_code, "choose-applicant" in too_broad.content.decode()) == (200, False)


def test_the_number_alone_that_an_older_card_carries_finds_the_person(desk: Desk) -> None:
    desk.receive()
    page = desk.receptionist.post(SHEET, {"card": "022090001234", "case": ""})
    assert value_of(page, "applicant-number") == "022090001234"
    assert value_of(page, "card") == ""
    assert entry_in(page)


def test_the_cursor_waits_where_the_next_thing_is_done(desk: Desk) -> None:
    def waits(page: Any) -> str:
        found = re.findall(r'<(?:input|button)[^>]*name="([^"]+)"[^>]*autofocus', page.content.decode())
        found += re.findall(r'<(?:input|button)[^>]*autofocus[^>]*name="([^"]+)"', page.content.decode())
        return " ".join(dict.fromkeys(found))

    whole = desk.sheet()
    del whole["receive"]
    papers = [name for name in whole if name.startswith("paper-")]
    scanned = {"card": CARD, "case": whole["case"]}
    assert waits(desk.receptionist.get(SHEET)) == "card"
    assert waits(desk.receptionist.post(SHEET, scanned)) == papers[0]
    assert waits(desk.receptionist.post(SHEET, {**scanned, papers[0]: "1"})) == papers[1]
    assert waits(desk.receptionist.post(SHEET, whole)) == "receive"
    assert waits(desk.receptionist.post(SHEET, {"card": "no card", "case": ""})) == ""


def test_who_was_shown_is_written_down(desk: Desk) -> None:
    dossier_id = desk.receive()
    typing(desk.receptionist, "nguyen van an")
    shown = Reading.objects.filter(purpose="search", subject_kind="dossier", subject_key=str(dossier_id))
    assert shown.exists()


def test_a_stranger_finds_nobody_and_chooses_nobody(desk: Desk) -> None:
    desk.receive()
    entry = entry_in(typing(desk.receptionist, "nguyen van an"))
    elsewhere = desk.somebody(Role.RECEPTIONIST, ELSEWHERE)
    assert FATHER["applicant-name"] not in said(typing(elsewhere, "nguyen van an"))
    chosen, nobody = (
        elsewhere.post(SHEET, {"choose-applicant": number, "case": ""}) for number in (entry, "999999999")
    )
    assert chosen.status_code == nobody.status_code == 404
    assert FATHER["applicant-number"] not in said(chosen)
    assert desk.somebody(Role.OFFICER).post(PERSONS, {"applicant-name": "nguyen van an"}).status_code == 403
    assert Client().post(PERSONS, {"applicant-name": "nguyen van an"}).status_code == 302


def test_somebody_with_many_dossiers_costs_no_more_statements(desk: Desk) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            typing(desk.receptionist, "nguyen van an")
        return len(asked)

    first = desk.receive()
    statements()
    few = statements()
    crowds.dossiers(first, 40)
    assert statements() <= few
