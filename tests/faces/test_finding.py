"""A stranger finds a procedure: by what he says, by what has happened, by field and agency. No script is needed."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from motcua.catalogue import queries as catalogue
from motcua.organisation import queries as organisation
from motcua.organisation.types import Level
from tests.faces.people import A_BIRTH, Desk, said

A_SHOP = "1.001612"
LAND_CERTIFICATE_LOST = "1.012786"


@pytest.fixture
def reader(desk: Desk) -> Client:
    """Somebody nobody knows, without a cookie but for his language."""
    browser = Client()
    browser.cookies["django_language"] = "vi"
    return browser


def codes(page: str) -> list[str]:
    """The procedures a page leads to, in its order."""
    return re.findall(r'href="/procedures/(\d\.\d{6})/"', page)


def pages_of(reader: Client, address: str) -> Iterator[str]:
    """The page of that address and all that follow it."""
    while address:
        page = reader.get(address).content.decode()
        yield page
        following = re.search(r'href="([^"]+)" rel="next"', page)
        address = following[1].replace("&amp;", "&") if following else ""


def test_what_happened_leads_to_what_is_needed(reader: Client) -> None:
    front = reader.get("/")
    assert "Bạn đang gặp việc gì?" in said(front)
    assert '/viec/mo-ho-kinh-doanh/"' in front.content.decode()
    event = reader.get("/viec/mo-ho-kinh-doanh/")
    assert codes(event.content.decode())[0] == A_SHOP
    assert "Bắt đầu buôn bán" in said(event)
    reader.cookies["django_language"] = "en"
    assert "Opening a shop" in said(reader.get("/viec/mo-ho-kinh-doanh/"))
    assert reader.get("/viec/khong-co/").status_code == 404


def test_the_front_page_hands_what_is_typed_on_to_the_list(reader: Client) -> None:
    answer = reader.get("/", {"q": "khai sinh"})
    assert (answer.status_code, answer["Location"]) == (302, "/procedures/?q=khai+sinh")


def test_words_find_procedures_events_and_what_was_meant(reader: Client) -> None:
    found = reader.get("/procedures/", {"q": "mo quan an"})
    assert codes(found.content.decode())[0] == A_SHOP
    assert '/viec/mo-ho-kinh-doanh/"' in found.content.decode()
    mistyped = reader.get("/procedures/", {"q": "khai snh"})
    assert A_BIRTH in codes(mistyped.content.decode())
    assert 'href="/procedures/?q=khai+sinh">khai sinh</a>' in mistyped.content.decode()
    nothing = reader.get("/procedures/", {"q": "zzzz", "field": "ho_tich"})
    assert nothing.status_code == 200
    assert "Không tìm thấy" in said(nothing)
    assert 'href="/procedures/?q=zzzz"' in nothing.content.decode(), "the same without the field is one press away"


def test_the_list_is_narrowed_by_field_and_agency_and_leafed_through(reader: Client, desk: Desk) -> None:
    on = desk.at.date()
    everything = [code for page in pages_of(reader, "/procedures/") for code in codes(page)]
    assert sorted(everything) == sorted(catalogue.published_codes(on))
    of_field = [code for page in pages_of(reader, "/procedures/?field=ho_tich") for code in codes(page)]
    assert sorted(of_field) == sorted(one.code for one in catalogue.list_published(on, field="ho_tich"))
    ward = next(
        one
        for one in organisation.agencies_by_id(catalogue.resolving_agencies(on), on=on).values()
        if one.level is Level.COMMUNE
    )
    of_ward = [code for page in pages_of(reader, f"/procedures/?agency={ward.id}") for code in codes(page)]
    assert A_BIRTH in of_ward
    assert LAND_CERTIFICATE_LOST not in of_ward
    moved = reader.get("/fields/ho_tich/")
    assert (moved.status_code, moved["Location"]) == (301, "/procedures/?field=ho_tich")


@pytest.mark.parametrize(
    "query", ["page=0", "page=99999999999", "page=²", "agency=x", "agency=99999999999999999", "field=none", "q=%00"]
)
def test_an_address_that_says_nonsense_is_answered_calmly(reader: Client, query: str) -> None:
    assert reader.get(f"/procedures/?{query}").status_code == 200
