"""Everybody goes along his menu, and from every page to the first thing of each kind that it leads to.

Each kind of page is opened once and examined on an office's screen and on the smallest phone: nothing that axe finds,
nothing too wide, one heading, a title, all in Vietnamese; what the browser complains of fails the test as everywhere.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from motcua.accounts import commands as accounts
from motcua.accounts.types import Purpose
from motcua.organisation.types import Role
from motcua.postal.carriers import VARIABLE
from tests.browser.acting import become
from tests.faces import crowds, money
from tests.faces.long_lists import ward_on
from tests.faces.people import HONG_GAI, LAND, Desk
from tests.faces.test_catalogue import kept
from tests.faces.test_certification import certify
from tests.faces.test_control import booked
from tests.faces.test_dossier_letters import written
from tests.faces.test_feedback import sent
from tests.faces.test_paper_lists import give
from tests.faces.test_registers import finished
from tests.faces.test_shipments import ordered
from tests.faces.test_visits import two

SCREENS = ((1366, 900), (360, 780))
HOUSES = {Role.INSPECTOR: "H49", Role.CATALOGUE_ADMINISTRATOR: "H49.01", Role.SYSTEM_ADMINISTRATOR: "H49"}
"""Who works elsewhere than in the ward."""
ENGLISH = re.compile(
    r"\b(the|and|of|is|are|was|with|for|not|this|that|what|who|which|from|nothing|dossier|agency)\b", re.I
)
_WORDS = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!text.parentElement.closest("script, style, code, svg, textarea, [lang=en]")) found.push(text.data);
  }
  return found.join("\\n");
}"""
"""What is written on the page, but for what says itself that it is English, is meant for machines or is typed."""
BILINGUAL = {"control:procedure", "control:reason"}
"""Pages that show the words of both languages beside each other, for whoever keeps them."""
_LINKS = "all => all.map(one => one.href)"


@pytest.fixture
def visit(desk: Desk, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """One thing of every kind has happened in the ward; where the visit is, to which only a press leads."""
    settings.DEMO, settings.HOME = True, tmp_path
    accounts.mark_database(purpose=Purpose.DEMO, at=desk.at)
    monkeypatch.setenv(VARIABLE, "demo:")
    written(desk)
    money.book_opened(desk)
    _first, number, _page = two(desk)
    give(desk)
    money.paid(desk, money.owing(desk))
    money.owing(desk)
    certify(desk)
    ordered(desk)
    finished(desk)
    kept(desk.somebody(Role.CATALOGUE_ADMINISTRATOR, HOUSES[Role.CATALOGUE_ADMINISTRATOR]))
    model = desk.receive(LAND)
    agency_id = ward_on(desk.at)
    crowds.chasing_letters(agency_id, 1, at=desk.at)
    sent(desk, Client())
    crowds.notices(agency_id, 1, at=desk.at)
    crowds.kept_sheets(agency_id, 1, at=desk.at)
    crowds.destructions(agency_id, 1)
    crowds.records(model, agency_id, 1, proposed=False)
    booked()
    return f"/desk/visits/{number}/"


def test_every_page_that_anybody_meets_is_in_order(
    desk: Desk, visit: str, desktop: Page, server: str, faults: Callable[[Page], list[str]]
) -> None:
    met: set[str] = set()
    wrong = list(walked(desktop, ["/"], met, server, faults))
    for role in Role:
        become(desktop, desk.somebody(role, HOUSES.get(role, HONG_GAI)), server)
        desktop.goto("/account/")
        menu = desktop.locator("#menu li a").evaluate_all(_LINKS)
        assert menu, role
        further = [visit] if role is Role.RECEPTIONIST else []
        wrong += walked(desktop, [*menu, *further], met, server, faults)
    assert not wrong, "\n".join(wrong)
    assert {"office:dossier", "desk:visit", "control:chasing_letter", "office:result"} <= met


def walked(
    page: Page, addresses: list[str], met: set[str], server: str, faults: Callable[[Page], list[str]]
) -> Iterator[str]:
    """Opens these and whatever they lead to of another kind; what is wrong with each."""
    for address in addresses:
        kind = kind_of(address, server)
        if not kind or kind in met:
            continue
        met.add(kind)
        answer = page.goto(address)
        if answer is None or answer.status != 200:
            yield f"{address} answers {answer.status if answer else 'nothing'}"
            continue
        addresses += page.locator("main a[href]:not([download])").evaluate_all(_LINKS)
        for width, height in SCREENS:
            page.set_viewport_size({"width": width, "height": height})
            yield from (f"{width}: {one}" for one in faults(page))
        if page.locator("h1").count() != 1 or not page.title().strip(" ·"):
            yield f"{address} has no title, or not one heading"
        words = re.sub(r"\{\w+\}", "", page.evaluate(_WORDS))
        if kind not in BILINGUAL and (english := ENGLISH.search(words)):
            yield f"{address} is English in part: {english.string[english.start() - 20 : english.end() + 40]!r}"


def kind_of(address: str, server: str) -> str:
    """What kind of page this is; empty for one that leads out of the house, for files and for samples."""
    if "://" in address and not address.startswith(server):
        return ""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return ""
    if re.search(r"\.\w+$", found.route) or "attachment_id>/" in found.route or found.route.startswith("_components"):
        return ""
    return ":".join(
        [found.view_name, *(str(one) for one in (found.kwargs.get("action_key"), found.kwargs.get("act")) if one)]
    )
