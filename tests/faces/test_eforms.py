"""The catalogue's administrator writes an e-form, tries it out as people see it, compares and publishes it."""

import html
import json
import re
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from motcua.catalogue import commands
from motcua.catalogue import queries as catalogue
from motcua.intake import queries as intake
from motcua.kernel.types import system
from motcua.organisation.types import Role
from tests.faces.people import A_BIRTH, Desk, hidden, said
from tests.faces.test_filing_forms import CHILD, come_to_the_form, page
from tests.faces.test_portal import citizen

THE_LIST = "/control/e-forms/"
ONE = f"{THE_LIST}form/birth/"
PREVIEW, PUBLISH, DROP = f"{ONE}preview/", f"{ONE}publish/", f"{ONE}drop/"


@pytest.fixture
def keeper(desk: Desk, tmp_path: Any, settings: Any) -> Client:
    """Whoever administers the catalogue of a house in which the declaration of a birth is filled in."""
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""
    (text,) = (one for one in commands.packaged_forms() if one.key == "birth")
    commands.publish_form(actor=system("test"), at=desk.at, text=text)
    return desk.somebody(Role.CATALOGUE_ADMINISTRATOR, "H49.01")


def areas(shown: Any) -> dict[str, str]:
    """What stands in the two fields of the editor."""
    found = re.findall(r'<textarea name="(\w+)"[^>]*>\n?(.*?)</textarea>', shown.content.decode(), re.S)
    return {name: html.unescape(text) for name, text in found}


def kept(keeper: Client, **changes: str) -> Any:
    opened = keeper.get(ONE)
    return keeper.post(ONE, {**hidden(opened), **areas(opened), **changes}, follow=True)


def carried(shown: Any) -> dict[str, list[str]]:
    """All hidden fields of a page that is tried out."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', shown.content.decode()):
        found.setdefault(name, []).append(html.unescape(value))
    return found


def test_an_e_form_is_written_compared_and_published_and_what_was_begun_stays(desk: Desk, keeper: Client) -> None:
    person = citizen()
    draft = come_to_the_form(person)
    person.post(page(draft, "child"), CHILD)
    listed = said(keeper.get(f"{THE_LIST}?q=khai sinh"))
    assert "Tờ khai đăng ký khai sinh" in listed
    assert "bản số 1" in listed
    assert f"{A_BIRTH}/e_declaration" in listed
    assert "Không tìm thấy" in said(keeper.get(f"{THE_LIST}?q=xxxxxx"))

    document = json.loads(areas(keeper.get(ONE))["text"])
    document["layout"]["fields"]["child_name"]["label"] = {"vi": "Tên của trẻ", "en": "Name"}
    answer = kept(keeper, text=json.dumps(document, ensure_ascii=False))
    assert "Đã lưu" in said(answer)
    assert "đang soạn" in said(keeper.get(THE_LIST))
    compared = keeper.get(PUBLISH)
    assert "Hỏi khác đi: child_name" in said(compared)
    assert "<ins>" in compared.content.decode()
    assert "1 bản khai đã bắt đầu trên bản số 1" in said(compared)
    sent = hidden(compared)
    assert "Đã công bố" in said(keeper.post(PUBLISH, sent, follow=True))
    assert keeper.post(PUBLISH, sent).status_code == 302, "pressed twice"
    newest = catalogue.newest_form("birth")
    assert newest is not None
    assert (newest.number, newest.form.field("child_name").label.vi) == (2, "Tên của trẻ")
    assert "Tên của trẻ" not in said(person.get(page(draft, "child"))), "it was begun on the first number"
    assert newest.id not in intake.drafts_by_form()
    assert "Đã lưu" in said(kept(keeper))
    assert "giống hệt" in said(keeper.get(PUBLISH))


def test_faults_are_named_by_line_and_place_and_nothing_typed_is_lost(keeper: Client) -> None:
    text = areas(keeper.get(ONE))["text"].replace('"child_name": {"label"', '"child_name": {"lable"')
    answer = kept(keeper, text=text.replace("\n", "\r\n"), uses="1.001193/e_declaration\n9.999999/x\n")
    line = next(place for place, words in enumerate(text.splitlines(), start=1) if '"lable"' in words)
    assert f"Dòng {line}, câu hỏi child_name › nhãn" in said(answer)
    assert "9.999999" in said(answer)
    assert areas(answer) == {"text": text, "uses": "1.001193/e_declaration\n9.999999/x"}
    assert "Đối chiếu và công bố" not in said(answer)
    assert keeper.get(PUBLISH)["Location"] == ONE
    assert keeper.get(PREVIEW)["Location"] == ONE
    broken = kept(keeper, text='{"type": "object",\n "layout": }')
    assert "Dòng 2, toàn bộ biểu mẫu: Không đúng cú pháp JSON" in said(broken)
    assert "Đã bỏ" in said(keeper.post(DROP, hidden(keeper.get(ONE)), follow=True))
    assert "lable" not in areas(keeper.get(ONE))["text"]


def test_a_form_is_tried_out_as_people_see_it_and_nothing_is_kept(desk: Desk, keeper: Client) -> None:
    first = keeper.get(PREVIEW)
    assert "Họ, chữ đệm, tên" in said(first)
    wrong = keeper.post(PREVIEW, {**carried(first), **CHILD, "born": "31/02/2026"})
    assert wrong.status_code == 422
    assert 'id="q-born-error"' in wrong.content.decode()
    mother = keeper.post(PREVIEW, {**carried(wrong), **CHILD})
    assert 'name="child_name" value="Nguyễn Minh An"' in mother.content.decode(), "it travels along"
    more = keeper.post(PREVIEW, {**carried(mother), "mother_known": "yes"})
    assert "thêm một số câu hỏi" in said(more)
    assert "mother_name" in carried(more)["shown"]
    father = keeper.post(PREVIEW, {**carried(more), "mother_known": "no"})
    back = keeper.post(PREVIEW, {**carried(father), "father_known": "no", "go": "back"})
    assert 'name="page" value="mother"' in back.content.decode()
    request = keeper.post(PREVIEW, {**carried(father), "father_known": "no"})
    end = keeper.post(PREVIEW, {**carried(request), "relation": "mother", "sworn": "yes"})
    assert "Nguyễn Minh An" in said(end)
    paper = keeper.post(f"{ONE}preview.pdf", carried(end))
    text = " ".join(one.extract_text() for one in PdfReader(BytesIO(paper.content)).pages)
    for words in ("Nguyễn Minh An", "Bản xem thử, không có giá trị nộp hồ sơ"):
        assert words in re.sub(r"\s+", " ", text)
    assert intake.drafts_by_form() == {}
    assert catalogue.form_draft("birth").revision == 0


def test_a_new_form_begins_as_another_one_or_nearly_empty(keeper: Client) -> None:
    new = f"{THE_LIST}new/"
    opened = keeper.get(f"{new}?like=birth")
    assert "bản sao của Tờ khai đăng ký khai sinh (birth)" in said(opened)
    for form, status in (("Thuê đất", 422), ("birth", 422), ("thue_dat", 302)):
        assert keeper.post(new, {**hidden(opened), "form": form, "like": "birth"}).status_code == status
    assert catalogue.form_draft("thue_dat").text == catalogue.form_draft("birth").text
    assert catalogue.form_draft("thue_dat").uses == "", "one paper has one form"
    keeper.post(new, {**hidden(keeper.get(new)), "form": "trong", "like": ""})
    address = f"{THE_LIST}form/trong/"
    assert keeper.get(f"{address}preview/").status_code == 200
    published = keeper.get(f"{address}publish/")
    assert "Chưa dùng cho giấy tờ nào" in said(published)
    assert keeper.post(f"{address}publish/", hidden(published)).status_code == 302
    assert catalogue.newest_form("trong") is not None


def test_only_whoever_administers_the_catalogue_writes_forms(desk: Desk, keeper: Client) -> None:
    for stranger in (desk.somebody(Role.OFFICER), desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49")):
        for address in (THE_LIST, f"{THE_LIST}new/", ONE, PREVIEW, PUBLISH):
            assert stranger.get(address).status_code == 403
        assert stranger.post(DROP).status_code == 403
    assert keeper.get(f"{THE_LIST}form/none/").status_code == 404
    assert citizen().get(THE_LIST)["Location"].startswith("/login/")
