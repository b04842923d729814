"""A stranger finds a procedure: by what he says, by what has happened, by field and agency. No script is needed."""

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from pypdf import PdfReader

from motcua.catalogue import commands
from motcua.catalogue import queries as catalogue
from motcua.insight.models import Taken
from motcua.kernel.types import system
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
    assert "Ông/bà đang gặp việc gì?" in said(front)
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
    assert 'lang="vi" href="/procedures/?q=khai+sinh">khai sinh</a>' in mistyped.content.decode()
    nothing = reader.get("/procedures/", {"q": "zzzz", "field": "ho_tich"})
    assert nothing.status_code == 200
    assert "Không tìm thấy" in said(nothing)
    assert '<option lang="vi" value="ho_tich" selected>' in nothing.content.decode(), "what was chosen stays chosen"
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


def test_a_procedure_says_where_it_is_filed_for_ones_own_commune(reader: Client) -> None:
    page = reader.get(f"/procedures/{A_BIRTH}/")
    assert "Ông/bà ở xã, phường nào" in said(page)
    assert "Công dân Việt Nam" in said(page)
    assert "điền vào mẫu" in said(page)
    there = said(reader.get(f"/procedures/{A_BIRTH}/?commune=06685"))
    assert "Điện thoại: 0203 000 " in there
    assert "Với Hồng Gai, cơ quan giải quyết là Ủy ban nhân dân phường Hồng Gai" in there
    assert "thứ Hai 02/11 đến thứ Sáu 06/11 07:30–11:30" in there
    assert "Chủ nhật 08/11 nghỉ" in there
    elsewhere = reader.get(f"/procedures/{A_BIRTH}/?commune=99999")
    assert elsewhere.status_code == 200


def test_how_long_it_usually_takes_is_told_from_enough_dossiers_only(reader: Client, desk: Desk) -> None:
    page = f"/procedures/{A_BIRTH}/"
    agency_id = catalogue.competent_agency(A_BIRTH, desk.at.date(), commune_code="06685")
    yesterday = desk.at.date() - timedelta(days=1)
    line = {"procedure_code": A_BIRTH, "agency_id": agency_id, "ended_on": yesterday}
    facts = {"refused": False, "supplemented": False, "late": False}
    ended = [Taken(dossier_id=hours, minutes=60 * hours, **line, **facts) for hours in range(1, 11)]
    Taken.objects.bulk_create(ended[:9])
    assert "chưa đủ hồ sơ để nói" in said(reader.get(page))
    ended[9].save()
    told = said(reader.get(page))
    assert "một nửa số hồ sơ xong trong 6 giờ làm việc" in told
    assert "9 trên 10 hồ sơ xong trong 2 ngày làm việc" in told, "a time is rounded up"
    assert "Tính trên 10 hồ sơ đã giải quyết ở đây trong 12 tháng qua" in told
    assert "do Ủy ban nhân dân phường Hồng Gai giải quyết" in said(reader.get(f"{page}?commune=06685"))
    Taken.objects.update(ended_on=desk.at.date() - timedelta(days=400))
    assert "chưa đủ hồ sơ để nói" in said(reader.get(page))


def test_the_internal_process_is_posted(reader: Client) -> None:
    page = reader.get(f"/procedures/{LAND_CERTIFICATE_LOST}/quy-trinh/")
    assert "giờ làm việc" in said(page)
    assert "Phiếu kiểm soát quá trình giải quyết hồ sơ mẫu số 06" in said(page)
    assert "<svg" in page.content.decode()
    assert reader.get("/procedures/9.999999/quy-trinh/").status_code == 404
    picture = reader.get(f"/procedures/{A_BIRTH}/ma.svg")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/svg+xml")


def test_the_catalogue_is_open_data_for_every_site(reader: Client, desk: Desk) -> None:
    schema = reader.get("/procedures/schema.json").json()
    Draft202012Validator.check_schema(schema)
    judge = Draft202012Validator(schema)
    listed = reader.get("/procedures.json").json()
    assert listed["next"] is None
    assert {one["code"] for one in listed["procedures"]} == catalogue.published_codes(desk.at.date())
    for one in listed["procedures"]:
        answer = reader.get(one["url"])
        assert answer["Access-Control-Allow-Origin"] == "*"
        judge.validate(answer.json())
        assert answer.json()["versions"][0]["effective_from"]
    again = reader.get(one["url"], headers={"if-none-match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    since = reader.get(one["url"], headers={"if-modified-since": answer["Last-Modified"]})
    assert since.status_code == 304
    asked_first = reader.options(one["url"])
    assert (asked_first.status_code, asked_first["Access-Control-Allow-Origin"]) == (204, "*")
    assert reader.get("/procedures/9.999999.json").status_code == 404
    assert reader.post("/procedures.json").status_code == 405


def test_an_example_of_the_filled_form_says_that_it_is_one(reader: Client, desk: Desk) -> None:
    commands.seed_forms(actor=system("test"), at=desk.at)
    sample = f"/procedures/{A_BIRTH}/mau/e_declaration.pdf"
    assert f'href="{sample}"' in reader.get(f"/procedures/{A_BIRTH}/").content.decode()
    words = "".join(page.extract_text() for page in PdfReader(BytesIO(reader.get(sample).content)).pages)
    assert "Nguyễn Minh Anh" in words
    assert "Bản xem thử, không có giá trị nộp hồ sơ" in words
    assert reader.get(f"/procedures/{A_BIRTH}/mau/birth_note.pdf").status_code == 404
