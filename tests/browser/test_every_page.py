"""Everybody goes along his menu, and from every page to the first thing of each kind that it leads to.

Each kind of page is opened once, one that offers each role something else by each role, and examined on an office's
screen and on the smallest phone: nothing that axe finds, nothing too wide, one heading, a title, all in Vietnamese;
what the browser complains of fails the test as everywhere. In the end no page of the house is left that neither this
journey nor another one opens.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from motcua.accounts import commands as accounts
from motcua.accounts import queries as users
from motcua.accounts.types import Purpose
from motcua.catalogue import commands as catalogue
from motcua.config.certificates import issued
from motcua.kernel.home import Home
from motcua.kernel.types import system
from motcua.organisation.types import Role
from motcua.papers.models import Attachment
from motcua.postal.carriers import VARIABLE
from motcua.process.queries import open_work
from motcua.worktime import queries as worktime
from tests.browser.acting import become
from tests.faces import crowds, money
from tests.faces.long_lists import ward_on
from tests.faces.people import A_BIRTH, HONG_GAI, LAND, Desk
from tests.faces.test_access_matrix import ANYBODY, Door, Person, every_door, people
from tests.faces.test_catalogue import kept
from tests.faces.test_certification import certify
from tests.faces.test_control import booked
from tests.faces.test_dossier_letters import written
from tests.faces.test_feedback import sent
from tests.faces.test_paper_lists import give
from tests.faces.test_papers import add, scan
from tests.faces.test_paying import begun, electronic_book
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
OF_EACH_ROLE = {"accounts:cover", "office:dossier", "office:result", "office:registers", "desk:days"}
"""Pages on which each role finds other things to do."""
ELSEWHERE = {
    "test_feedback": {"portal:feedback_followed"},
    "test_filing": {
        "accounts:citizen", "accounts:citizen_end_session", "accounts:citizen_log_out", "portal:claim_draft",
        "portal:draft", "portal:draft_filed", "portal:draft_page", "portal:drop_draft", "portal:send_link",
        "portal:adjust", "portal:answer", "portal:own_adjust", "portal:own_answer", "portal:own_stop", "portal:stop",
        "portal:own_papers", "portal:own_rate", "portal:rate", "portal:share_paper", "portal:wishes",
    },
    "test_inbox": {"office:beside"},
    "test_paying": {"portal:own_fees"},
    "test_pages_of_papers": {"office:replace_result", "office:void_number"},
    "test_results": {"office:sign_result"},
    "test_scanning": {"desk:describe", "desk:scan_paper"},
    "test_shell": {f"ui:gallery{name}" for name in ("", "_dossier", "_front", "_inbox", "_paper", "_tracking")},
}  # fmt: skip
"""Which journey opens the pages that need more than a link."""
NO_PAGES = {
    "accounts:citizen_arrived", "accounts:citizen_set_out", "desk:certification_fee", "office:feedback_file",
    "office:file", "office:result_copy", "office:shared_file", "portal:draft_file", "portal:end_share",
    "portal:feedback_file", "portal:field", "portal:own_paper", "portal:own_receipt", "ui:set_language",
    "ui:set_text_size",
}  # fmt: skip
"""Parts of pages, files, and what only leads on."""
BILINGUAL = {"control:procedure", "control:reason"}
"""Pages that show the words of both languages beside each other, for whoever keeps them."""
PUBLIC = (
    "/",
    "/khong-co-mang/",
    "/procedures/?q=mo+quan+an",
    "/viec/sinh-con/",
    "/track/",
    "/phan-anh/",
    "/kiem-tra/",
    "/tls/",
)
_LINKS = "all => all.map(one => one.href)"


@pytest.fixture
def further(desk: Desk, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, Sequence[str]]:
    """One thing of every kind has happened in the ward; the pages of each role to which no menu leads."""
    settings.DEMO, settings.HOME = True, tmp_path
    accounts.mark_database(purpose=Purpose.DEMO, at=desk.at)
    monkeypatch.setenv(VARIABLE, "demo:")
    drafted, letter = written(desk)
    money.book_opened(desk)
    _first, number, _page = two(desk)
    give(desk)
    money.paid(desk, money.owing(desk))
    money.owing(desk)
    electronic_book(desk)
    order = begun(Client(), money.owing(desk))
    certify(desk)
    ordered(desk)
    finished(desk)
    kept(desk.somebody(Role.CATALOGUE_ADMINISTRATOR, HOUSES[Role.CATALOGUE_ADMINISTRATOR]))
    model = desk.receive(LAND)
    catalogue.begin_form(actor=system("test"), at=desk.at, form="mau")
    agency_id = ward_on(desk.at)
    crowds.chasing_letters(agency_id, 1, at=desk.at)
    crowds.repayments(model, 1, at=desk.at)
    crowds.statements(model, 1, before=desk.at.date())
    sent(desk, Client())
    crowds.notices(agency_id, 1, at=desk.at)
    crowds.kept_sheets(agency_id, 1, at=desk.at)
    crowds.destructions(agency_id, 1)
    crowds.records(model, agency_id, 1, proposed=False)
    booked()
    crowds.pads(agency_id, 1, at=desk.at)
    crowds.parcels(agency_id, 1, at=desk.at)
    before = next(day for day in days_before(desk.at.date()) if worktime.calendar().is_working(day))
    late = desk.receive(happened_at=f"09:00 {before:%d/%m/%Y}", late_reason="Mất điện")
    add(desk.receptionist, late, scan())
    file = Attachment.objects.get(holder=f"dossier/{late}")
    (work,) = open_work(late)
    handled = f"/office/dossiers/{late}/handling/{work.number}/"
    settings.OWN_AUTHORITY = str(issued(Home(tmp_path), ["localhost"], at=desk.at).authority)
    somebody = next(one for one in users.sample_users(on=desk.at.date()) if one.agency_code == HONG_GAI)
    link = accounts.issue_password_link(actor=system("test"), at=desk.at, user_id=somebody.user_id)
    return {
        ANYBODY: [f"/password/{'/'.join(link)}/", order],
        Role.RECEPTIONIST: [
            f"/desk/visits/{number}/",
            f"/desk/receive/{A_BIRTH}/group/",
            f"/office/dossiers/{late}/files/{file.pk}/take-out/",
        ],
        Role.OFFICER: [
            "/office/search/?q=nguyen",
            f"/office/dossiers/{drafted}/letters/{letter}/",
            f"/office/dossiers/{drafted}/submission/",
            f"/office/dossiers/{drafted}/result/draft/",
            f"{handled}send-back/",
            f"{handled}recall/",
            f"/office/dossiers/{late}/asked/nobody/remind/",
        ],
        Role.CATALOGUE_ADMINISTRATOR: ["/control/e-forms/form/mau/publish/"],
        Role.SUPERVISOR: [f"/control/chasing/new/?agency={agency_id}", f"/office/dossiers/{late}/cause/"],
    }


def test_every_page_that_anybody_meets_is_in_order(
    desk: Desk,
    further: Mapping[str, Sequence[str]],
    desktop: Page,
    server: str,
    faults: Callable[[Page], list[str]],
) -> None:
    met: set[str] = set()
    wrong = list(walked(desktop, [*PUBLIC, *further[ANYBODY]], met, server, faults))
    for role in Role:
        become(desktop, desk.somebody(role, HOUSES.get(role, HONG_GAI)), server)
        desktop.goto("/account/")
        menu = desktop.locator("#menu li a").evaluate_all(_LINKS)
        assert menu, role
        wrong += walked(
            desktop, ["/account/", "/account/cover/", *menu, *further.get(role, ())], met, server, faults, role
        )
    assert not wrong, "\n".join(wrong)
    assert nobody_opened(met) == []


def nobody_opened(met: set[str]) -> list[str]:
    """The pages that neither these journeys nor others have opened."""
    opened = {":".join(kind.split(":")[:2]) for kind in met}.union(NO_PAGES, *ELSEWHERE.values())
    left = [one for one in every_door() if one.name not in opened and not re.search(r"\.\w+$", one.route)]
    everybody = people(HONG_GAI, *HOUSES.values())
    return [one.name for one in left if not takes_only_what_is_sent(one, everybody)]


def takes_only_what_is_sent(door: Door, everybody: Sequence[Person]) -> bool:
    somebody = next(one for one in everybody if one.may_enter(door))
    return somebody.tries("GET", door.address({})).status == HTTPStatus.METHOD_NOT_ALLOWED


def days_before(day: date) -> Iterator[date]:
    """Yesterday, the day before, and so on."""
    while True:
        yield (day := day - timedelta(days=1))


def walked(
    page: Page,
    addresses: list[str],
    met: set[str],
    server: str,
    faults: Callable[[Page], list[str]],
    role: str = ANYBODY,
) -> Iterator[str]:
    """Opens these and whatever they lead to of another kind; what is wrong with each."""
    for address in addresses:
        kind = kind_of(address, server, role)
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


def kind_of(address: str, server: str, role: str) -> str:
    """What kind of page this is; empty for one that leads out of the house, for files and for samples."""
    if "://" in address and not address.startswith(server):
        return ""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return ""
    if re.search(r"attachment_id>/$|\.\w+$|^_components", found.route):
        return ""
    told = [found.kwargs.get("action_key"), found.kwargs.get("act"), role if found.view_name in OF_EACH_ROLE else None]
    return ":".join([found.view_name, *(str(one) for one in told if one)])
