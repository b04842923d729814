"""A citizen's browser: how long it is his, who else may not use it, and that nobody is citizen and staff in one."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import URLResolver, get_resolver

from motcua.accounts import citizen_commands, models, queries
from motcua.accounts.citizen_sessions import CITIZEN
from motcua.accounts.rules import sessions
from motcua.accounts.rules.claims import Claimed
from motcua.accounts.tests.factories import PASSWORD, logged_in, logged_in_citizen, user_with
from motcua.accounts.types import Audience, Citizen, CitizenPanel, Permission, citizen_panels, register_citizen_panel
from motcua.journal.commands import recording
from motcua.kernel.types import Refused
from motcua.organisation.tests.factories import ACTOR, small_state
from motcua.organisation.types import Role
from motcua.parties import commands as parties
from motcua.parties import queries as known
from motcua.parties.types import Identity, IdentityKind, Party, PartyKind

NOON = datetime(2026, 3, 2, 12, 0)
LAN_S = "022190001234"


@pytest.fixture(autouse=True)
def wall(db: None) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(f"{NOON:%Y-%m-%d %H:%M} +0700", tick=False) as clock:
        yield clock


def is_open(browser: Client) -> bool:
    answer = browser.get("/cong-dan/")
    if answer.status_code == 302:
        assert answer["Location"] == "/cong-dan/dang-nhap/?next=%2Fcong-dan%2F"
    return answer.status_code == 200


def session_of(browser: Client) -> int:
    return int(browser.session[CITIZEN])


def citizen_of(browser: Client) -> Citizen:
    found = queries.citizen_in(session_of(browser))
    assert found is not None
    return found[0]


class TestHowLong:
    def test_it_ends_when_it_is_not_used(self, wall: time_machine.Traveller) -> None:
        browser = logged_in_citizen()
        for _ in range(3):
            wall.shift(sessions.IDLE_LIMIT - timedelta(minutes=1))
            assert is_open(browser)
        wall.shift(sessions.IDLE_LIMIT)
        assert not is_open(browser)
        assert "đã kết thúc" in browser.get("/cong-dan/dang-nhap/").content.decode()
        assert not models.CitizenSession.objects.exists()

    def test_it_ends_after_a_day_of_work_however_busy(self, wall: time_machine.Traveller) -> None:
        browser = logged_in_citizen()
        for _ in range(int(sessions.WHOLE_LIMIT / timedelta(minutes=30)) - 1):
            wall.shift(timedelta(minutes=30))
            assert is_open(browser)
        wall.shift(timedelta(minutes=30))
        assert not is_open(browser)

    def test_what_nobody_came_back_to_is_cleared_by_the_next_log_in(self, wall: time_machine.Traveller) -> None:
        logged_in_citizen()
        wall.shift(sessions.WHOLE_LIMIT)
        logged_in_citizen("022085004321", "Trần Văn Bình")
        assert models.CitizenSession.objects.count() == 1

    def test_log_out_ends_it_here_and_leaves_nothing_to_take_up_again(self) -> None:
        browser = logged_in_citizen()
        stolen = Client()
        stolen.cookies["sessionid"] = browser.cookies["sessionid"].value
        assert browser.post("/cong-dan/dang-xuat/").status_code == 302
        assert not is_open(browser)
        assert not is_open(stolen)
        assert not models.CitizenSession.objects.exists()


class TestWhoEndsThem:
    def test_the_owner_sees_his_browsers_and_ends_one_or_all_others(self) -> None:
        phone, desk, library = logged_in_citizen(), logged_in_citizen(), logged_in_citizen()
        page = phone.get("/cong-dan/").content.decode()
        assert page.count("Firefox, Linux") == 3
        assert page.count("Trình duyệt này") == 1
        assert phone.post("/cong-dan/phien/", {"session": session_of(desk)}).status_code == 302
        assert (is_open(phone), is_open(desk), is_open(library)) == (True, False, True)
        phone.post("/cong-dan/phien/", {"session": "others"})
        assert (is_open(phone), is_open(library)) == (True, False)

    @pytest.mark.parametrize("chosen", ["", "0", "x", "-1", "٣"])
    def test_what_is_no_session_is_refused(self, chosen: str) -> None:
        assert logged_in_citizen().post("/cong-dan/phien/", {"session": chosen}).status_code == 404

    def test_anothers_is_refused_like_one_that_is_not_there(self) -> None:
        lan, binh = logged_in_citizen(), logged_in_citizen("022085004321", "Trần Văn Bình")
        assert lan.post("/cong-dan/phien/", {"session": session_of(binh)}).status_code == 404
        assert is_open(binh)
        with pytest.raises(Refused):
            citizen_commands.end_session_of(citizen_of(lan), session_of(binh))

    def test_a_stranger_ends_nothing(self) -> None:
        browser = logged_in_citizen()
        answer = Client().post("/cong-dan/phien/", {"session": session_of(browser)})
        assert (answer.status_code, answer["Location"]) == (302, "/cong-dan/dang-nhap/")
        assert is_open(browser)

    def test_no_more_than_so_many_are_open_and_the_oldest_gives_way(self, wall: time_machine.Traveller) -> None:
        browsers = []
        for _ in range(citizen_commands._MOST_SESSIONS + 1):
            browsers.append(logged_in_citizen())
            wall.shift(timedelta(minutes=1))
        assert len(queries.sessions_of(citizen_of(browsers[-1]))) == citizen_commands._MOST_SESSIONS
        assert (is_open(browsers[0]), is_open(browsers[1])) == (False, True)


class TestNobodyIsBoth:
    def test_a_citizen_who_logs_in_as_staff_is_no_citizen_any_more(self) -> None:
        user = user_with(small_state().commune, Role.OFFICER)
        browser = logged_in_citizen()
        browser.post("/login/", {"username": user.username, "password": PASSWORD})
        assert browser.get("/account/").status_code == 200
        assert not is_open(browser)
        assert not models.CitizenSession.objects.exists()

    def test_staff_is_no_citizen(self) -> None:
        assert not is_open(logged_in(user_with(small_state().commune, Role.OFFICER)))

    def test_a_citizen_passes_no_page_of_the_staff(self) -> None:
        """Every address of the house that is not for everybody, with whatever number."""
        browser, tried = logged_in_citizen(), 0
        for address, audience in addresses():
            if audience in {Audience.STAFF, Audience.ROLES}:
                for answer in (browser.get(address), browser.post(address)):
                    assert answer.status_code == 302, address
                    assert answer["Location"].startswith("/login/"), address
                tried += 1
        assert tried > 60

    def test_a_stranger_and_staff_pass_no_page_of_the_citizens(self) -> None:
        tried = 0
        for browser in (Client(), logged_in(user_with(small_state().commune, Role.OFFICER))):
            for address, audience in addresses():
                if audience is Audience.CITIZENS:
                    for answer in (browser.get(address), browser.post(address)):
                        assert answer["Location"].startswith("/cong-dan/dang-nhap/"), address
                    tried += 1
        assert tried >= 4


def addresses() -> Iterator[tuple[str, Audience]]:
    return _addresses(get_resolver(), "/")


def _addresses(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, Audience]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _addresses(one, prefix + str(one.pattern))
        elif isinstance(found := vars(one.callback).get("permission"), Permission):
            yield re.sub(r"<\w+:\w+>", "1", prefix + str(one.pattern)), found.audience


class TestErasureAndExport:
    def test_what_is_held_is_handed_out_and_who_was_erased_is_nobody_until_he_comes_again(self) -> None:
        browser = logged_in_citizen()
        account = citizen_of(browser).id
        who = Identity(IdentityKind.PERSONAL_NUMBER, LAN_S)
        exported = known.export(who)
        assert isinstance(exported, dict)
        assert exported["declared"][0]["party"]["name"] == "Nguyễn Thị Lan"
        assert exported["accounts"] == [
            {
                "account": account,
                "joined_at": NOON.isoformat(),
                "level": "2",
                "sessions": [
                    {"began_at": NOON.isoformat(), "seen_at": NOON.isoformat(), "browser": "Firefox, Linux"},
                ],
            }
        ]
        with recording(actor=ACTOR, at=NOON) as unit:
            parties.erase(unit, who, reason="Yêu cầu của công dân")
        assert not is_open(browser)
        assert is_open(logged_in_citizen(name="Nguyễn Thị Lan"))
        assert list(known.faults_in_words()) == []

    def test_what_cannot_be_read_as_a_person_is_refused_by_its_sentence(self) -> None:
        broken = Party(kind=PartyKind.PERSON, name="", identity=Identity(IdentityKind.PERSONAL_NUMBER, LAN_S))
        with pytest.raises(Refused) as refused:
            citizen_commands.open_session(
                at=NOON, issuer="https://eid.example", claimed=Claimed("x", broken, ""), browser=""
            )
        assert refused.value.refusal.code == "name_missing"
        assert not models.Citizen.objects.exists()


class TestPanels:
    def test_a_face_puts_a_panel_on_the_page(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("motcua.accounts.types._PANELS", {})
        panel = CitizenPanel(
            "story", "ui/language.html", lambda request, citizen: {"whose": citizen.name, "path": request.path}
        )
        register_citizen_panel(panel)
        register_citizen_panel(panel)
        assert citizen_panels() == (panel,)
        with pytest.raises(ValueError, match="twice"):
            register_citizen_panel(CitizenPanel("story", "ui/mark.html", lambda _request, _citizen: {}))
        assert is_open(logged_in_citizen())
