"""Who reads English gets English around the names, and the names, which are Vietnamese by law, are marked as such."""

import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client

from motcua.organisation.types import Role
from tests.faces.people import A_BIRTH, HONG_GAI, Desk, said
from tests.faces.test_control import NOVEMBER, booked

VOID = {"meta", "link", "input", "br", "img", "use", "hr", "path"}
MIXED = {"mc-clock-text", "mc-clock-note"}
"""English sentences that quote a law or a name in their middle."""


class Reader(HTMLParser):
    """Collects the Vietnamese words that are not marked as Vietnamese."""

    def __init__(self) -> None:
        super().__init__()
        self.path: list[tuple[str, bool]] = []
        self.unmarked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in VOID:
            mixed = MIXED & set((given.get("class") or "").split())
            unread = tag in {"title", "script"} or given.get("aria-hidden") == "true"
            self.path.append((tag, given.get("lang") == "vi" or bool(mixed) or unread))

    def handle_endtag(self, tag: str) -> None:
        while self.path and self.path.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(marked for _tag, marked in self.path) and is_vietnamese(data):
            self.unmarked.append(" ".join(data.split()))


def is_vietnamese(text: str) -> bool:
    return any(letter in "đĐ" or unicodedata.combining(letter) for letter in unicodedata.normalize("NFD", text))


PAGES: dict[str, tuple[Role | None, Callable[[int], str]]] = {
    "front page": (None, lambda _id: "/"),
    "found": (None, lambda _id: "/procedures/?q=khai sinh"),
    "life event": (None, lambda _id: "/viec/sinh-con/"),
    "internal process": (None, lambda _id: f"/procedures/{A_BIRTH}/quy-trinh/"),
    "field": (None, lambda _id: "/procedures/?field=ho_tich"),
    "procedure": (None, lambda _id: f"/procedures/{A_BIRTH}/?commune=06685"),
    "procedure with fees and cases": (None, lambda _id: "/procedures/1.012783/"),
    "desk": (Role.RECEPTIONIST, lambda _id: "/desk/"),
    "found at the desk": (Role.RECEPTIONIST, lambda _id: "/desk/?q=khai sinh"),
    "receiving sheet": (Role.RECEPTIONIST, lambda _id: f"/desk/receive/{A_BIRTH}/"),
    "sheet with quantity": (Role.RECEPTIONIST, lambda _id: "/desk/receive/2.000815/"),
    "received": (Role.RECEPTIONIST, lambda number: f"/desk/received/{number}/"),
    "inbox": (Role.OFFICER, lambda _id: "/office/?box=team"),
    "dossiers": (Role.OFFICER, lambda _id: "/office/dossiers/"),
    "dossier search": (Role.OFFICER, lambda _id: "/office/search/?q=nguyen van an"),
    "act without typing": (Role.RECEPTIONIST, lambda number: f"/office/dossiers/{number}/act/stop/"),
    "empty posts": (Role.SYSTEM_ADMINISTRATOR, lambda _id: "/control/posts/"),
    "codes": (Role.SYSTEM_ADMINISTRATOR, lambda _id: "/control/codes/"),
    "dossier": (Role.OFFICER, lambda number: f"/office/dossiers/{number}/"),
    "act": (Role.OFFICER, lambda number: f"/office/dossiers/{number}/act/ask_supplement/"),
    "period table": (Role.SUPERVISOR, lambda _id: NOVEMBER),
    "period table by agency": (Role.SUPERVISOR, lambda _id: f"{NOVEMBER}&by=agency"),
    "behind a cell": (Role.SUPERVISOR, lambda _id: NOVEMBER.replace("period/", "period/received/")),
    "account": (Role.OFFICER, lambda _id: "/account/"),
}


@pytest.mark.parametrize("page", PAGES)
def test_vietnamese_in_an_english_page_is_marked(desk: Desk, page: str) -> None:
    role, address = PAGES[page]
    dossier_id = desk.receive()
    desk.receive()
    booked()
    agency_code = "H49" if role is Role.SYSTEM_ADMINISTRATOR else HONG_GAI
    browser = desk.somebody(role, agency_code, language="en") if role is not None else Client()
    browser.cookies["django_language"] = "en"
    answer = browser.get(address(dossier_id))
    assert answer.status_code == 200, said(answer)
    reader = Reader()
    reader.feed(answer.content.decode())
    assert reader.unmarked == []


def test_a_vietnamese_page_marks_nothing(desk: Desk) -> None:
    page = desk.receptionist.get(f"/desk/receive/{A_BIRTH}/").content.decode()
    assert 'lang="vi"' not in page.partition("<main")[2]
