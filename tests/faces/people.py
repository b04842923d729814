"""Who works in Hồng Gai ward, and how a dossier is typed at its desk."""

import html
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.test import Client

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Channel, ComponentKind, Necessity, checklist
from motcua.organisation.types import Role

HONG_GAI = "H49.201"
ELSEWHERE = "H49.202"
"""Another commune of the same province."""
A_BIRTH = "1.001193"
"""Registration of a birth: done the same day, free of charge."""
A_SIGNED_RESULT = "1.004873"
"""Confirmation of marital status: an electronic result, signed by the leader and sealed by the clerk."""
LAND = "1.013978"
"""First registration of land: posted in public and measured while the clock stands still."""
FATHER: Mapping[str, str] = {
    "applicant-name": "Nguyễn Văn An",
    "applicant-identity_kind": "personal_number",
    "applicant-number": "022090001234",
    "applicant-born": "1990",
    "applicant-phone": "0912345678",
}


class Desk:
    """The people of the ward, each at a browser, and the clock on the wall that all of them look at."""

    def __init__(self, at: datetime, log_in: Callable[..., Client]) -> None:
        self.at = at
        self._log_in = log_in
        self._browsers: dict[tuple[Role, str], tuple[datetime, Client]] = {}

    def wait(self, **spell: int) -> None:
        """Lets time pass."""
        self.at += timedelta(**spell)

    def somebody(self, role: Role, agency_code: str = HONG_GAI, *, language: str = "vi") -> Client:
        """Whoever holds that role there, reading that language; logged in anew after a while, as sessions end."""
        since, browser = self._browsers.get((role, agency_code), (self.at, None))
        if browser is None or self.at - since > timedelta(minutes=20):
            since, browser = self.at, self._log_in(role, agency_code)
            self._browsers[role, agency_code] = since, browser
        browser.cookies["django_language"] = language
        return browser

    @property
    def receptionist(self) -> Client:
        """At the reception desk."""
        return self.somebody(Role.RECEPTIONIST)

    def sheet(self, code: str = A_BIRTH, **changes: str) -> dict[str, str]:
        """A whole receiving sheet as a browser sends it: everything that is required is there."""
        version = catalogue.version_of(code, self.at.date())
        assert version is not None
        case = version.cases[0].key if version.cases else ""
        items = checklist(version, case=case or None, channel=Channel.COUNTER)
        papers = [item.components[0] for item in items if item.necessity is Necessity.REQUIRED]
        ticked = {f"paper-{paper.key}": "1" for paper in papers if paper.kind is not ComponentKind.DATA}
        situation = {
            "case": case,
            "commune": "06685",
            "applicant_kind": "citizen",
            "channel": "counter",
            "return_method": "counter",
        }
        return {**situation, **FATHER, **ticked, "receive": "1", **changes}

    def receive(self, code: str = A_BIRTH, **changes: str) -> int:
        """Receives a dossier and answers its number in the house."""
        answer = self.receptionist.post(f"/desk/receive/{code}/", self.sheet(code, **changes))
        assert answer.status_code == 302, said(answer)
        return int(answer["Location"].rstrip("/").rpartition("/")[2])

    def ways(self, role: Role, dossier_id: int, agency_code: str = HONG_GAI) -> dict[str, str]:
        """What somebody is offered on the dossier's page: the words and the addresses."""
        page = self.somebody(role, agency_code).get(f"/office/dossiers/{dossier_id}/").content.decode()
        links = re.findall(r'<a class="mc-action[^"]*" href="([^"]+)".*?mc-action-label">([^<]+)<', page, re.DOTALL)
        return {html.unescape(words).strip(): address for address, words in links}

    def press(self, role: Role, dossier_id: int, words: str, **typed: Any) -> Any:
        """Opens an action by its words and confirms it, carrying on what the page carries; a reason that is typed is
        another one than those of the list."""
        browser, address = self.somebody(role), self.ways(role, dossier_id)[words]
        page = browser.get(address)
        assert page.status_code == 200, said(page)
        self.wait(minutes=5)
        of_the_list = {"reason_key": "other"} if 'name="reason_key"' in page.content.decode() else {}
        return browser.post(address, {**hidden(page), **of_the_list, **typed})


def hidden(page: Any) -> dict[str, str]:
    """The request key and the sequence that a form carries."""
    found = re.findall(r'<input type="hidden" name="(request_key|seen)" value="([^"]*)"', page.content.decode())
    return dict(found)


def said(page: Any) -> str:
    """What a page says, without its tags."""
    body = page.content.decode()
    main = body.partition("<main")[2] or body
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())
