"""The public pages everywhere: light on a slow line, in large letters without a script, on a phone's first screen."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.faces.people import A_BIRTH, Desk, said

A_FIRST_PAGE = 200_000
"""Bytes over the line with nothing in the browser yet; a slow phone takes them in some seconds."""
_LOADED = re.compile(r'(?:href|src)="/static/([^"#]+)')
_OF_A_SHEET = re.compile(r'url\("\.\./([^")]+)"\)')


def file_of(name: str) -> Path:
    found = finders.find(name)
    assert found, name
    return Path(found)


def packed(name: str) -> int:
    """What a file weighs on the line: letters and pictures are packed already."""
    body = file_of(name).read_bytes()
    return len(body) if name.endswith((".woff2", ".png")) else len(gzip.compress(body))


def loaded(page: str) -> set[str]:
    """Everything a page may load: what it names, and the letters that its sheets name."""
    named = {name for name in _LOADED.findall(page) if not name.endswith(".png")}
    letters = {
        one for name in named if name.endswith(".css") for one in _OF_A_SHEET.findall(file_of(name).read_text("utf-8"))
    }
    return named | letters


@pytest.mark.parametrize("address", ["/", "/procedures/?q=khai+sinh", f"/procedures/{A_BIRTH}/"])
def test_a_first_page_is_light_even_if_every_letter_is_used(desk: Desk, address: str) -> None:
    page = Client().get(address).content
    files = loaded(page.decode())
    assert any(name.endswith(".woff2") for name in files)
    assert not [name for name in files if name.endswith(".js") and name != "ui/page.js"]
    assert len(page) + sum(map(packed, files)) < A_FIRST_PAGE


def test_large_letters_are_kept_in_the_browser_and_need_no_script(desk: Desk) -> None:
    browser = Client(enforce_csrf_checks=True)
    assert "mc-large" not in browser.get("/track/").content.decode()
    turned = browser.post("/co-chu/", {"size": "large", "next": "/track/"})
    assert (turned.status_code, turned["Location"]) == (302, "/track/")
    assert turned.cookies["motcua_text"]["httponly"]
    page = browser.get("/track/").content.decode()
    assert re.search(r'<html[^>]* class="[^"]*\bmc-large\b', page)
    assert 'aria-pressed="true"' in page
    assert browser.post("/co-chu/", {"size": "usual", "next": "https://elsewhere.example/"})["Location"] == "/"
    assert "mc-large" not in browser.get("/track/").content.decode()
    assert browser.get("/co-chu/").status_code == 405


@pytest.mark.parametrize(("language", "name"), [("vi", "Motcua – dịch vụ công, một cửa"), ("en", "Motcua – public")])
def test_a_phone_may_put_it_beside_its_apps(desk: Desk, language: str, name: str) -> None:
    browser = Client(headers={"accept-language": language})
    assert '<link rel="manifest" href="/motcua.webmanifest">' in browser.get("/").content.decode()
    answer = browser.get("/motcua.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    manifest = answer.json()
    assert manifest["name"].startswith(name)
    assert manifest["lang"] == language
    for icon in manifest["icons"]:
        file_of(icon["src"].removeprefix("/static/"))


def test_without_net_only_a_page_that_names_nobody_is_kept(desk: Desk) -> None:
    worker = Client().get("/worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
    kept = re.findall(r'"(/[^"]+)"', worker.content.decode().replace("\\u002D", "-"))
    assert kept[0] == "/khong-co-mang/"
    assert all(one.startswith("/static/") for one in kept[1:])
    page = Client().get("/khong-co-mang/")
    assert "không bị nộp hai lần" in said(page)
    assert not page.cookies
