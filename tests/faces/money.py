"""Money at the desk: the book of receipts is opened, dossiers owe, the desk takes what they owe."""

import re
from typing import Any

from django.test import Client

from motcua.organisation.types import Role
from tests.faces.people import Desk, hidden, said

CASH, BOOKS = "/desk/cash/", "/desk/cash/books/"
COPIES = "2.000635"
"""Copies of extracts: a fee for each, with exemptions."""


def book_opened(desk: Desk) -> Client:
    """Whoever heads the desk, who has opened a book of receipts."""
    head = desk.somebody(Role.SUPERVISOR)
    page = head.get(BOOKS)
    place = re.findall(r'<option value="([\d:]+)"', page.content.decode())[0]
    typed = {"place": place, "series": "AA-26P", "first": "1", "last": "50"}
    assert "Đã mở quyển biên lai" in said(head.post(BOOKS, {**hidden(page), **typed}, follow=True))
    return head


def owing(desk: Desk, **changes: str) -> int:
    """A dossier that owes 8,000 đồng."""
    return desk.receive(COPIES, **{"wanted-copy": "1", **changes})


def paid(desk: Desk, *dossiers: int, **typed: str) -> Any:
    """The desk takes the money; the page that follows."""
    address = f"{CASH}pay/?" + "&".join(f"dossier={one}" for one in dossiers)
    page = desk.receptionist.get(address)
    assert page.status_code == 200, said(page)
    body = page.content.decode()
    book = re.findall(r'<select name="book".*?<option value="(\d+)"', body, re.DOTALL)[0]
    expected = re.findall(r'name="expected" value="(\d+)"', body)[0]
    form = {"method": "cash", "given": expected, "book": book, "expected": expected}
    return desk.receptionist.post(address, {**hidden(page), **form, **typed}, follow=True)


def address_of(page: Any) -> str:
    return str(page.request["PATH_INFO"])
