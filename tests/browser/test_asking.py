"""An e-form while it is filled in, in a real browser: the server judges, in the same words as when it is sent."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from motcua.catalogue import commands
from motcua.catalogue.types import FormText, FormUse
from motcua.intake.models import Draft
from motcua.intake.queries import draft as draft_of
from motcua.kernel.types import system
from tests.faces.people import A_BIRTH, Desk

DOCUMENT: dict[str, Any] = {
    "type": "object",
    "required": ["child", "born", "twin", "number", "members"],
    "properties": {
        "child": {"type": "string", "maxLength": 10},
        "born": {"type": "string", "format": "date"},
        "age": {"type": "integer", "readOnly": True},
        "twins": {"type": "string", "enum": ["yes", "no"]},
        "twin": {"type": "string", "maxLength": 10},
        "number": {"type": "string", "format": "personal-number"},
        "members": {
            "type": "array",
            "maxItems": 3,
            "items": {
                "type": "object",
                "required": ["earns"],
                "properties": {"works": {"type": "boolean"}, "earns": {"type": "integer", "minimum": 10}},
            },
        },
        "sum": {"type": "integer", "readOnly": True},
    },
    "layout": {
        "title": {"vi": "Tờ khai"},
        "pages": [
            {
                "key": "all",
                "title": {"vi": "Khai"},
                "fields": ["child", "born", "age", "twins", "twin", "number", "members", "sum"],
            }
        ],
        "fields": {
            "child": {"label": {"vi": "Tên trẻ"}},
            "born": {"label": {"vi": "Ngày sinh"}, "latest": "today"},
            "age": {"label": {"vi": "Tuổi"}, "value": {"years_since": ["born"]}},
            "twins": {"label": {"vi": "Sinh đôi"}, "choices": {"yes": {"vi": "Có"}, "no": {"vi": "Không"}}},
            "twin": {"label": {"vi": "Tên trẻ kia"}, "shown_when": {"twins": {"const": "yes"}}},
            "number": {"label": {"vi": "Số định danh"}},
            "members": {
                "label": {"vi": "Thành viên"},
                "order": ["works", "earns"],
                "fields": {
                    "works": {"label": {"vi": "Đi làm"}},
                    "earns": {"label": {"vi": "Thu nhập"}, "shown_when": {"works": {"const": True}}},
                },
            },
            "sum": {"label": {"vi": "Tổng"}, "value": {"sum_of": ["members", "earns"]}},
        },
    },
}
ERRORS = "all => all.map(one => [one.id, one.textContent.trim()])"


@pytest.fixture
def form(desk: Desk, tmp_path: Any, settings: Any) -> None:
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""
    text = FormText("sample", DOCUMENT, frozenset({FormUse(A_BIRTH, "e_declaration")}))
    commands.publish_form(actor=system("test"), at=desk.at, text=text)


def _cut_off(route: Route) -> None:
    route.abort()


def errors(page: Page) -> dict[str, str]:
    return dict(page.locator(".mc-error").evaluate_all(ERRORS))


def test_a_page_is_judged_while_it_is_filled_in_and_never_kept_from_being_sent(
    desk: Desk, form: None, phone: Page, server: str, accessible: Callable[[Page], None]
) -> None:
    page = phone
    page.goto(f"/nop/{A_BIRTH}/")
    page.get_by_role("button", name="Bắt đầu, không cần tài khoản").click()
    address = f"{page.url}khai.e_declaration.all/"
    page.goto(address)
    for name, typed in (("child", "Nguyễn Văn An Nam"), ("born", "31/02/2026"), ("number", "12")):
        page.fill(f"[name={name}]", typed)
        page.locator(f"[name={name}]").blur()
    expect(page.locator(".mc-error")).to_have_count(3)
    expect(page.locator("[name=twin]")).to_have_count(0)
    live = errors(page)
    page.check("[name=twins][value=yes]")
    twin = page.locator("[name=twin]")
    expect(twin).to_be_visible()
    expect(page.locator("#q-twin-error")).to_have_count(0)
    expect(page.locator("[data-told]")).to_contain_text("thêm một số câu hỏi")
    twin.fill("Bình")
    page.check("[name=twins][value=no]")
    expect(twin).to_be_hidden()
    page.check("[name=twins][value=yes]")
    expect(twin).to_have_value("Bình")
    page.fill("[name=born]", "1/1/2020")
    page.locator("[name=born]").blur()
    expect(page.locator("#q-born-error")).to_have_count(0)
    expect(page.locator("[data-question=age] output")).not_to_have_text("–")
    accessible(page)
    secret = address.split("/")[-3]
    assert not Draft.objects.get().form_ids, "nothing is kept of what is only judged"

    page.get_by_role("button", name="Thêm").first.click()
    page.check("[name='members.0.works']")
    earns = page.locator("[name='members.0.earns']")
    expect(earns).to_be_visible()
    earns.fill("1.000")
    expect(page.locator("[data-question=sum] output")).to_have_text("1.000")
    earns.fill("5")
    earns.blur()
    expect(page.locator(".mc-error")).to_contain_text([re.compile("10")])
    while_typing = errors(page)
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(page.get_by_role("alert")).to_be_visible()
    sent = errors(page)
    assert live.items() - {("q-born-error", live["q-born-error"])} <= sent.items(), "the same words as while typing"
    assert while_typing.items() <= sent.items()

    page.route("**/xet/", _cut_off)
    page.fill("[name=child]", "An")
    page.fill("[name=number]", "022090001234")
    earns.fill("20")
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(page).to_have_url(re.compile("giay-to"))
    kept = draft_of(secret, None, at=desk.at).content["forms"]["e_declaration"]["answers"]
    assert kept["members"] == [{"works": True, "earns": 20}]
