"""Filing with an e-form: asked page by page, more where an answer leads to more, and filed as a paper."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from motcua.catalogue import commands as catalogue
from motcua.catalogue import queries as published
from motcua.catalogue.tests.factories import small_form
from motcua.catalogue.types import FormText, FormUse
from motcua.dossier import queries as dossiers
from motcua.dossier.models import Dossier
from motcua.kernel.types import system
from motcua.organisation.types import EVERYTHING
from tests.faces.people import A_BIRTH, Desk, said
from tests.faces.test_filing import WHAT, WHO, a_file, begun, himself, inputs, where
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


MARITAL = "1.004873"


@pytest.fixture
def marital_status(desk: Desk, form: int) -> None:
    """Marital status is certified here on a form that is filled in with what is known of the applicant."""
    (text,) = (one for one in catalogue.packaged_forms() if one.key == "marital_status")
    catalogue.publish_form(actor=system("test"), at=desk.at, text=text)


def filled_in(answer: Any) -> dict[str, str]:
    """What stands in the fields of which the page says whence it was filled in."""
    known = re.findall(r'id="q-(\w+)-source">([^<]*)<', answer.content.decode())
    value = {name: re.findall(rf'name="{name}" value="([^"]*)"', answer.content.decode()) for name, _said in known}
    return {name: f"{value[name][0]} – {said.partition(',')[0]}" for name, said in known}


def come_to_marital_status(browser: Client, who: dict[str, Any] = WHO) -> str:
    """The address of the first page of the form in a new draft."""
    draft = begun(browser, MARITAL)
    assert where(browser.post(f"{draft}nguoi-nop/", who)) == f"{draft}noi-dung/"
    answer = browser.post(f"{draft}noi-dung/", {"case": "never_married", "commune": "06685"})
    assert where(answer) == f"{draft}khai.e_declaration.person/"
    return where(answer)


def test_what_is_known_of_the_applicant_is_filled_in_said_whence_and_never_over_what_he_did(
    desk: Desk, marital_status: None
) -> None:
    stranger = citizen()
    address = come_to_marital_status(stranger)
    from_before = "Điền sẵn từ trang trước"
    assert filled_in(stranger.get(address)) == {
        "person_name": f"Nguyễn Văn An – {from_before}",
        "person_number": f"022090001234 – {from_before}",
        "person_born": f"02/03/1990 – {from_before}",
        "person_address": f"12 phố Lê Lợi – {from_before}",
    }, "who has not logged in is told what he typed himself, and nothing else"
    sent = {"shown": shown(stranger.get(address)), "person_name": "Nguyễn Thị Bích", "person_address": ""}
    assert filled_in(stranger.post(address, sent)) == {}, "what was emptied stays empty"
    assert 'value="Nguyễn Thị Bích"' in stranger.get(address).content.decode()

    first = himself()
    birth = begun(first)
    first.post(f"{birth}nguoi-nop/", WHO)
    first.post(f"{birth}noi-dung/", WHAT)
    without = {**WHO, "who-address": "", "who-born": ""}
    assert filled_in(first.get(come_to_marital_status(first, without)))["person_name"].endswith(
        "Điền sẵn từ tài khoản định danh điện tử"
    )
    desk.receive(**{"applicant-address": "5 phố Lê Thánh Tông"})
    known = filled_in(first.get(come_to_marital_status(first, without)))
    assert known["person_address"] == "5 phố Lê Thánh Tông – Điền sẵn từ hồ sơ nộp gần nhất tại đây"
    unproven = come_to_marital_status(citizen(), without)
    assert "person_address" not in filled_in(citizen().get(unproven)), "a number that is only typed opens nothing"


def test_a_page_is_judged_for_whoever_has_the_draft_and_nothing_of_it_is_kept(desk: Desk, form: int) -> None:
    browser, stranger = citizen(), citizen()
    draft = come_to_the_form(browser)
    judged = browser.post(f"{page(draft, 'child')}xet/", CHILD | {"born": "31/02/2026"})
    assert judged.status_code == 200
    assert 'id="q-born-error"' in judged.content.decode()
    assert "<html" not in judged.content.decode()
    assert "Nguyễn Minh An" not in browser.get(page(draft, "child")).content.decode()
    assert browser.get(f"{page(draft, 'child')}xet/").status_code == 405
    for address in (f"{draft[:-2]}x/khai.e_declaration.child/xet/", f"{draft}giay-to/xet/"):
        assert stranger.post(address, CHILD).status_code == 404


RECORD = "3.000333"


def test_whoever_may_bring_a_paper_in_several_ways_chooses_one(desk: Desk, form: int) -> None:
    document = small_form().document
    for key in ("e_declaration", "e_proxy_declaration"):
        catalogue.publish_form(
            actor=system("test"), at=desk.at, text=FormText(f"of_{key}", document, frozenset({FormUse(RECORD, key)}))
        )
    browser = citizen()
    draft = begun(browser, RECORD)
    browser.post(f"{draft}nguoi-nop/", WHO)
    ways, own, other = (f"{draft}{slug}/" for slug in ("cach-khai", "khai.e_declaration.house", "giay-to"))
    shown_first = browser.get(ways)
    assert "Tôi khai trực tuyến tại đây: Tờ khai điện tử tương tác của cá nhân" in said(shown_first)
    assert where(browser.get(own)) == draft, "nothing is filled in before it was chosen"
    assert browser.post(ways, {}).status_code == 422
    assert browser.post(ways, {"e_declarations": "anything"}).status_code == 422
    assert where(browser.post(ways, {"e_declarations": "e_declaration"})) == own
    browser.post(own, {"shown": ["old_number"], "old_number": "Số 7"})
    assert "e_declaration" not in inputs(browser.get(other))
    review = said(browser.get(f"{draft}xem-lai/"))
    assert "Số 7" in review
    assert "Tôi khai trực tuyến tại đây" in review
    again = browser.post(ways, {"e_declarations": "e_proxy_declaration"})
    assert where(again) == f"{draft}khai.e_proxy_declaration.house/"
    assert "Số 7" not in said(browser.get(f"{draft}xem-lai/")), "what is not chosen is not filed"
    browser.post(ways, {"e_declarations": "e_declaration"})
    assert 'value="Số 7"' in browser.get(own).content.decode(), "and is not lost"
    assert where(browser.get(f"{begun(browser)}cach-khai/")).endswith("/"), "where there is no choice, none is asked"
