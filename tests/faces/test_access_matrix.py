"""Who gets in where: every address of the house, tried by everybody who works in one and by everybody who does not.

`MAY_ENTER` says it in one table, the longest beginning of an address counting; so an address under a new roof, or one
that lets in others than its roof does, fails here until somebody has written down who may enter it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.accounts import queries as users
from motcua.accounts.models import User
from motcua.accounts.types import SampleUser
from motcua.kernel.messages import sentence_of
from motcua.kernel.types import Refusal
from motcua.organisation.types import Role
from motcua.papers.models import Attachment
from motcua.payments.models import Payment
from motcua.process.queries import open_work
from tests.faces import money
from tests.faces.conftest import NOW as WHEN
from tests.faces.people import A_BIRTH, ELSEWHERE, HONG_GAI, Desk
from tests.faces.test_papers import add, scan
from tests.faces.test_registers import finished

PROVINCE, ITS_OFFICE = "H49", "H49.01"
DESK, OFFICER, LEADER, CLERK = Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK
SUPERVISOR, INSPECTOR = Role.SUPERVISOR, Role.INSPECTOR
CATALOGUE, SYSTEM = Role.CATALOGUE_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR
HANDLE = {DESK, OFFICER, LEADER, CLERK}
ACT = {*HANDLE, SUPERVISOR}
READ = {*ACT, INSPECTOR}
WATCH = {SUPERVISOR, LEADER, INSPECTOR}
ANYBODY, STAFF, CITIZENS = "anybody", "staff", "citizens"
Who = set[Role] | str

MAY_ENTER: Mapping[str, Who] = {
    "": ANYBODY,
    "logout/": STAFF,
    "post/": STAFF,
    "account/": STAFF,
    "cong-dan/": CITIZENS,
    "cong-dan/dang-nhap/": ANYBODY,
    "cong-dan/dang-xuat/": ANYBODY,
    "thong-bao/": CITIZENS,
    "giay-to/": CITIZENS,
    "giay-to/tep/<path:own_key>": CITIZENS,
    "giay-to/chia-se/<path:own_key>": CITIZENS,
    "giay-to/thu-hoi/<int:share_id>/": CITIZENS,
    "office/shared/": HANDLE,
    "office/shared/<int:share_id>/": HANDLE,
    "nop/ho-so/<str:key>/nhan/": CITIZENS,
    "track/cua-toi/<str:number>/bo-sung/": CITIZENS,
    "track/cua-toi/<str:number>/dung/": CITIZENS,
    "track/cua-toi/<str:number>/danh-gia/": CITIZENS,
    "track/cua-toi/<str:number>/dieu-chinh/": CITIZENS,
    "thanh-toan/cua-toi/": CITIZENS,
    "desk/": {DESK},
    "desk/receipt/": ACT,
    "desk/pads/": {DESK, SUPERVISOR},
    "desk/pads/reserve/": {DESK},
    "desk/pads/<int:pad_id>/void/": {DESK},
    "desk/pads/<int:pad_id>/pad.pdf": {DESK},
    "desk/papers/": HANDLE,
    "desk/scan/": HANDLE,
    "desk/printer/": {*HANDLE, SYSTEM},
    "desk/certification/book/": {DESK, CLERK, SUPERVISOR, LEADER, INSPECTOR},
    "desk/cash/payments/": {DESK, SUPERVISOR, LEADER, INSPECTOR},
    "desk/cash/payments/<int:payment_id>/replace/": {DESK},
    "desk/cash/payments/<int:payment_id>/refund/": {DESK},
    "desk/cash/days/": {DESK, SUPERVISOR, LEADER, INSPECTOR},
    "desk/cash/online/": {SUPERVISOR, LEADER},
    "desk/cash/books/": {SUPERVISOR, LEADER},
    "office/": READ,
    "office/bulk/": ACT,
    "office/to-sign/": {LEADER},
    "office/to-seal/": {CLERK},
    "office/letters/": {LEADER, CLERK},
    "office/workload/": {LEADER, SUPERVISOR},
    "office/reminders/": HANDLE,
    "office/persons/": {LEADER, CLERK},
    "office/paper-lists/": HANDLE,
    "office/dossiers/<int:dossier_id>/items/": ACT,
    "office/dossiers/<int:dossier_id>/items/<int:number>/<str:action_key>/sign/": HANDLE,
    "office/dossiers/<int:dossier_id>/result/": HANDLE,
    "office/dossiers/<int:dossier_id>/submission/": HANDLE,
    "office/dossiers/<int:dossier_id>/letters/": HANDLE,
    "office/dossiers/<int:dossier_id>/letters/<int:about>/sign/": {LEADER, CLERK},
    "office/dossiers/<int:dossier_id>/handling/": ACT,
    "office/dossiers/<int:dossier_id>/handling/<int:number>/give/": {LEADER, SUPERVISOR},
    "office/dossiers/<int:dossier_id>/files/from-store/": HANDLE,
    "office/dossiers/<int:dossier_id>/files/<int:attachment_id>/take-out/": HANDLE,
    "office/dossiers/<int:dossier_id>/sign/": ACT,
    "office/dossiers/<int:dossier_id>/remind/": {LEADER, SUPERVISOR},
    "office/dossiers/<int:dossier_id>/notes/": ACT,
    "office/dossiers/<int:dossier_id>/verify/": {OFFICER, LEADER},
    "office/dossiers/<int:dossier_id>/asked/<str:consultation>/remind/": {OFFICER, LEADER, SUPERVISOR},
    "office/dossiers/<int:dossier_id>/cause/": {LEADER, SUPERVISOR},
    "office/dossiers/<int:dossier_id>/lateness.pdf": WATCH,
    "office/dossiers/<int:dossier_id>/act/": ACT,
    "office/feedback/<int:feedback_id>/<str:act>/": ACT,
    "office/registers/<int:agency>/": {LEADER, CLERK},
    "office/registers/results/<str:key>/revoke/": {LEADER, CLERK},
    "office/registers/results/<str:key>/replace/": {LEADER, CLERK},
    "control/": WATCH,
    "control/posts/": {SUPERVISOR, SYSTEM},
    "control/agencies/": {SYSTEM},
    "control/officers/": {SYSTEM},
    "control/codes/": {SYSTEM},
    "control/closings/": {SYSTEM},
    "control/calendar/": {SYSTEM},
    "control/letters/": {CATALOGUE, SYSTEM},
    "control/catalogue/": {CATALOGUE},
    "control/e-forms/": {CATALOGUE},
    "control/reasons/": {CATALOGUE, SYSTEM},
    "control/chasing/new/": {LEADER, SUPERVISOR},
    "control/chasing/to-sign/": {LEADER, CLERK},
    "control/chasing/<int:letter_id>.pdf": {*WATCH, CLERK},
    "control/publication/": {*WATCH, CATALOGUE},
    "control/archive/": {LEADER, CLERK, INSPECTOR},
    "control/archive/close/": {LEADER, CLERK},
    "control/archive/propose/": {LEADER, CLERK},
    "control/archive/<int:agency_id>/<int:number>/package/": {LEADER, CLERK},
    "control/destructions/": {LEADER, CLERK, INSPECTOR},
    "control/destructions/<int:destruction_id>/withdraw/": {LEADER, CLERK},
    "control/notices/": {*WATCH, SYSTEM},
    "control/notices/<int:delivery_id>/again/": {SUPERVISOR, SYSTEM},
}
ENDS_THE_SESSION = {"accounts:logout", "accounts:switch_post"}
SECRET = "Tôn Nữ Bí Mật"


@dataclass(frozen=True, slots=True)
class Door:
    """An address: its name, how it is written, and the names of what stands in it."""

    name: str
    route: str
    parts: tuple[str, ...]

    @property
    def may_enter(self) -> Who:
        """What the table says of it."""
        return MAY_ENTER[max((one for one in MAY_ENTER if self.route.startswith(one)), key=len)]

    def address(self, things: Mapping[str, str]) -> str:
        """The address of these things; what is not among them does not exist."""

        def thing(part: re.Match[str]) -> str:
            return things.get(part[2], _ABSENT[part[1] or "str"])

        return "/" + re.sub(r"<(?:(\w+):)?(\w+)>", thing, self.route)


_ABSENT = {"int": "999999", "str": "khong-co", "slug": "khong-co", "path": "khong-co", "uuid": "0" * 32}
_OF_SOMEBODY = {"dossier_id", "payment_id", "till_id", "book_id", "attachment_id"}
"""The parts of an address that name a thing of one house; a key names one where a result of it is asked for."""


def doors(resolver: URLResolver | None = None, prefix: str = "", space: str = "") -> Iterator[Door]:
    """Every address, whichever room it belongs to."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            name = f"{space}:{pattern.name}" if space else str(pattern.name)
            yield Door(name, route, tuple(pattern.pattern.converters))
        else:
            yield from doors(pattern, route, pattern.namespace or space)


@cache
def every_door() -> tuple[Door, ...]:
    return tuple(doors())


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    says: str

    @property
    def keeps_out(self) -> bool:
        """Whether his post does not allow it; that a thing lies with somebody else is said otherwise."""
        return self.status == 403 and str(sentence_of(Refusal("not_permitted"))) in self.says


def asked(browser: Client, method: str, address: str) -> Answer:
    """One request; a file that is sent piece by piece is taken to its end."""
    answer = browser.generic(method, address)
    return Answer(answer.status_code, answer.getvalue().decode(errors="replace"))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a browser, with all the roles he has in his house."""

    browser: Client
    roles: frozenset[Role]
    agency_code: str

    def __str__(self) -> str:
        return f"{', '.join(sorted(self.roles))} of {self.agency_code}"

    def may_enter(self, door: Door) -> bool:
        """Whether the table lets him in."""
        who = door.may_enter
        return who in (ANYBODY, STAFF) if isinstance(who, str) else bool(self.roles & who)

    def tries(self, method: str, address: str) -> "Answer":
        """He asks for an address, or sends nothing there."""
        return asked(self.browser, method, address)


def people(*agency_codes: str) -> list[Person]:
    """For each role the one who has the fewest others beside it, in each of these agencies."""
    there = [one for one in users.sample_users(on=WHEN.date()) if one.agency_code in agency_codes]
    chosen: dict[tuple[str, Role], SampleUser] = {}
    for one in sorted(there, key=lambda one: len(one.house.roles)):
        for role in one.house.roles:
            chosen.setdefault((one.agency_code, role), one)
    at_work = {(one.user_id, one.agency_code): one for one in chosen.values()}
    return [Person(_logged_in(one), one.house.roles, one.agency_code) for one in at_work.values()]


def _logged_in(one: SampleUser) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(User.objects.get(id=one.user_id), backend="django.contrib.auth.backends.ModelBackend")
    session = browser.session
    session["house"] = one.house.agency_id
    session.save()
    return browser


@pytest.fixture
def things(desk: Desk, head: Client, tmp_path: Path, settings: Any) -> Mapping[str, str]:
    """What lies in Hồng Gai ward: a dossier that was paid for, with a file; and the certificate of another one."""
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""
    result = finished(desk, **{"applicant-name": SECRET})
    dossier_id = money.owing(desk, **{"applicant-name": SECRET})
    money.paid(desk, dossier_id)
    add(desk.receptionist, dossier_id, scan())
    payment = Payment.objects.get()
    (work,) = open_work(dossier_id)
    return {
        "dossier_id": str(dossier_id),
        "number": str(work.number),
        "form": "receipt",
        "attachment_id": str(Attachment.objects.get(holder=f"dossier/{dossier_id}").pk),
        "page": "1",
        "payment_id": str(payment.pk),
        "till_id": str(payment.till_id),
        "book_id": str(payment.receipts.get().book_id),
        "key": result.key,
        "code": A_BIRTH,
        "cell": "received",
    }


def test_the_table_speaks_of_no_address_that_is_gone() -> None:
    unused = [one for one in MAY_ENTER if not any(door.route.startswith(one) for door in every_door())]
    assert unused == [], "these are no more"


def test_who_is_not_logged_in_gets_no_further_than_the_log_in(things: Mapping[str, str]) -> None:
    nobody, wrong = Client(raise_request_exception=False), []
    for door, method in ((door, method) for door in every_door() for method in ("GET", "POST")):
        answer = asked(nobody, method, door.address(things))
        stays_out = answer.status in {302, 403} if door.may_enter != ANYBODY else answer.status < 500
        if not stays_out or SECRET in answer.says:
            wrong.append(f"{method} {door.route}: {answer.status}")
    assert not wrong, "\n".join(wrong)


def test_everybody_enters_where_his_roles_let_him_and_nowhere_else(things: Mapping[str, str]) -> None:
    wrong = []
    everybody = people(HONG_GAI, PROVINCE, ITS_OFFICE)
    assert {role for somebody in everybody for role in somebody.roles} == set(Role)
    for method in ("GET", "POST"):
        for somebody in everybody:
            for door in every_door():
                if door.may_enter in (ANYBODY, CITIZENS) or (method == "POST" and door.name in ENDS_THE_SESSION):
                    continue
                answer = somebody.tries(method, door.address(things))
                if answer.status >= 500 or answer.keeps_out is somebody.may_enter(door):
                    wrong.append(f"{method} {door.route}: {answer.status} for {somebody}")
    assert not wrong, "\n".join(wrong)


def test_nobody_of_another_house_learns_that_a_thing_is_there(things: Mapping[str, str]) -> None:
    absent = {**things, **dict.fromkeys(_OF_SOMEBODY, _ABSENT["int"]), "key": _ABSENT["str"]}
    wrong = []
    for method in ("GET", "POST"):
        for stranger in people(ELSEWHERE):
            for door in filter(stranger.may_enter, every_door()):
                if door.may_enter in (ANYBODY, STAFF):
                    continue
                answer = stranger.tries(method, door.address(things))
                tells = SECRET in answer.says
                if _OF_SOMEBODY & set(door.parts) or "results/<str:key>" in door.route:
                    tells |= answer.status != stranger.tries(method, door.address(absent)).status
                if tells or answer.status >= 500:
                    wrong.append(f"{method} {door.route}: {answer.status} for {stranger}")
    assert not wrong, "\n".join(wrong)
