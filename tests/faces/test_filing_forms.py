"""Filing with an e-form: asked page by page, more where an answer leads to more, and filed as a paper."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from motcua.catalogue import commands as catalogue
from motcua.catalogue import queries as published
from motcua.dossier import queries as dossiers
from motcua.dossier.models import Dossier
from motcua.kernel.types import system
from motcua.organisation.types import EVERYTHING
from tests.faces.people import A_BIRTH, Desk, said
from tests.faces.test_filing import WHAT, WHO, a_file, begun, inputs, where
from tests.faces.test_portal import citizen

CHILD: dict[str, Any] = {
    "shown": [
        "registered_before",
        "child_name",
        "born",
        "sex",
        "ethnicity",
        "nationality",
        "birthplace",
        "home",
    ],
    "registered_before": "no",
    "child_name": "Nguyễn Minh An",
    "born": "1/10/2026",
    "sex": "female",
    "ethnicity": "Kinh",
    "nationality": "Việt Nam",
    "birthplace": "Bệnh viện Sản Nhi Quảng Ninh",
    "home": "Quảng Ninh",
}


@pytest.fixture
def form(desk: Desk, tmp_path: Any, settings: Any) -> int:
    """The declaration of a birth is filled in here."""
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""
    (text,) = (one for one in catalogue.packaged_forms() if one.key == "birth")
    return catalogue.publish_form(actor=system("test"), at=desk.at, text=text)


def page(draft: str, key: str) -> str:
    return f"{draft}khai.e_declaration.{key}/"


def come_to_the_form(browser: Client) -> str:
    """A draft whose first two pages are answered."""
    draft = begun(browser)
    browser.post(f"{draft}nguoi-nop/", WHO)
    assert where(browser.post(f"{draft}noi-dung/", WHAT)) == page(draft, "child")
    return draft


def shown(answer: Any) -> list[str]:
    """The questions that stand on the page."""
    return re.findall(r'name="shown" value="([^"]+)"', answer.content.decode())


def test_a_birth_is_declared_page_by_page_and_filed_as_a_paper(desk: Desk, form: int) -> None:
    browser = citizen()
    draft = come_to_the_form(browser)
    assert shown(browser.get(page(draft, "child"))) == sorted(CHILD["shown"])
    assert where(browser.post(page(draft, "child"), CHILD)) == page(draft, "mother")
    known = {"shown": ["mother_known"], "mother_known": "yes"}
    asked = browser.post(page(draft, "mother"), known)
    assert "thêm một số câu hỏi" in said(asked)
    assert "mother_name" in shown(asked)
    mother = {
        **known,
        "shown": shown(asked),
        "mother_name": "Nguyễn Thị Hoa",
        "mother_born": "1995",
        "mother_nationality": "Việt Nam",
        "mother_commune": "Hong Gai, Quang Ninh",
    }
    assert where(browser.post(page(draft, "mother"), mother)) == page(draft, "father")
    assert "phường Hồng Gai, tỉnh Quảng Ninh" in browser.get(page(draft, "mother")).content.decode()
    father = {"shown": ["father_known"], "father_known": "no"}
    assert where(browser.post(page(draft, "father"), father)) == page(draft, "request")
    request = {"shown": ["relation", "wants_copies", "sworn"], "relation": "mother", "sworn": "yes"}
    assert where(browser.post(page(draft, "request"), request)) == f"{draft}giay-to/"
    papers = inputs(browser.get(f"{draft}giay-to/"))
    assert "e_declaration" not in papers, "it is filled in, not put in"
    browser.post(f"{draft}giay-to/", {f"file-{papers[0]}": a_file()})
    browser.post(f"{draft}ket-qua/", {"method": "counter"})
    review = said(browser.get(f"{draft}xem-lai/"))
    for words in ("Nguyễn Minh An", "01/10/2026", "Nữ", "phường Hồng Gai, tỉnh Quảng Ninh", "Không khai"):
        assert words in review
    assert {where(browser.post(f"{draft}xem-lai/")) for _press in range(2)} == {f"{draft}da-nop/"}
    (dossier_id,) = Dossier.objects.filter(filing_number__contains="NT261102").values_list("id", flat=True)
    (row,) = (one for one in dossiers.papers_of(dossier_id, EVERYTHING).rows if one.component.key == "e_declaration")
    (held,) = row.files
    file = dossiers.open_paper(dossier_id, held.attachment, scope=EVERYTHING, reader="test", at=desk.at)
    declared = " ".join(one.extract_text() for one in PdfReader(BytesIO(b"".join(file.read(0, file.size)))).pages)
    for words in ("TỜ KHAI ĐĂNG KÝ KHAI SINH", "Nguyễn Minh An", "phường Hồng Gai, tỉnh Quảng Ninh", "birth/1"):
        assert words in re.sub(r"\s+", " ", declared)


def test_what_is_wrong_stands_at_its_question_and_nothing_typed_is_lost(desk: Desk, form: int) -> None:
    browser = citizen()
    draft = come_to_the_form(browser)
    answer = browser.post(page(draft, "child"), CHILD | {"born": "31/02/2026", "child_name": " ", "home": "Hạ Long"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'id="q-born-error"' in text
    assert 'value="31/02/2026"' in text
    assert 'value="Hạ Long"' in text
    assert "Mục này bắt buộc" in said(answer)
    browser.post(page(draft, "mother"), {"shown": ["mother_known"], "mother_known": "no"})
    review = said(browser.get(f"{draft}xem-lai/"))
    assert "Ngày, tháng, năm sinh: Nhập ngày theo dạng 31/12/2026." in review
    assert "Gửi" not in re.findall(r"<button[^>]*>([^<]*)", review)


def test_a_place_that_may_be_several_is_asked_for(desk: Desk, form: int) -> None:
    browser = citizen()
    draft = come_to_the_form(browser)
    mother = {"shown": ["mother_known", "mother_commune"], "mother_known": "yes", "mother_commune": "Tân Phú"}
    browser.post(page(draft, "mother"), mother)
    text = browser.get(page(draft, "mother")).content.decode()
    assert 'value="Tân Phú"' in text
    offered = re.findall(r'type="radio" id="q-mother_commune-\d+" name="mother_commune" value="(\d+)"', text)
    assert len(offered) > 1
    browser.post(page(draft, "mother"), mother | {"mother_commune": ["Tân Phú", offered[1]]})
    assert "Tân Phú" in (chosen := browser.get(page(draft, "mother")).content.decode())
    assert 'value="Tân Phú"' not in chosen


def test_a_birth_that_is_registered_already_is_not_declared_again(desk: Desk, form: int) -> None:
    browser = citizen()
    draft = come_to_the_form(browser)
    answer = browser.post(page(draft, "child"), CHILD | {"registered_before": "yes"})
    assert "Việc sinh chỉ được đăng ký một lần" in said(answer)
    assert "NĐ 123/2015 Đ24" in said(answer)
    assert browser.post(f"{draft}xem-lai/").status_code == 422
    assert where(browser.post(page(draft, "child"), CHILD)) == page(draft, "mother"), "it was pressed by mistake"


def test_who_began_on_a_form_ends_on_it(desk: Desk, form: int) -> None:
    browser, stranger = citizen(), citizen()
    draft = come_to_the_form(browser)
    browser.post(page(draft, "child"), CHILD)
    (text,) = (one for one in catalogue.packaged_forms() if one.key == "birth")
    anew = {**text.document, "layout": {**text.document["layout"], "title": {"vi": "Tờ khai mới"}}}
    catalogue.publish_form(actor=system("test"), at=desk.at, text=type(text)(text.key, anew, text.uses))
    assert published.forms_for(A_BIRTH)["e_declaration"].number == 2
    assert 'value="Nguyễn Minh An"' in browser.get(page(draft, "child")).content.decode()
    assert published.published_form(form).form.title.vi == "Tờ khai đăng ký khai sinh"
    assert stranger.get(f"{draft[:-2]}x/khai.e_declaration.child/").status_code == 404
    assert where(browser.get(page(draft, "nothing"))) == draft
