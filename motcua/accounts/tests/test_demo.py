"""One-click log-ins: in demo mode, on a database made for it, into sample accounts; nowhere else."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from pytest_django.fixtures import Settings

from motcua.accounts import commands, demo, queries
from motcua.accounts.models import Citizen, DatabaseMark, User
from motcua.accounts.tests.factories import user_with
from motcua.accounts.types import Purpose
from motcua.journal.commands import recording
from motcua.kernel.types import Refused, system
from motcua.organisation import queries as organisation
from motcua.organisation.tests.factories import AT, TODAY, establish
from motcua.organisation.types import Role
from motcua.papers import commands as papers
from motcua.papers.types import NewResult
from motcua.parties import commands as parties
from motcua.parties.types import DeclarationInput, Identity, IdentityKind, Party, PartyKind

NOW = "2026-03-02 08:00 +0700"


@pytest.fixture
def demo_mode(quang_ninh: None, settings: Settings) -> Iterator[None]:
    settings.DEMO = True
    commands.mark_database(purpose=Purpose.DEMO, at=AT)
    with time_machine.travel(NOW, tick=False):
        yield


def test_every_officer_of_the_sample_has_an_account_and_only_one(quang_ninh: None) -> None:
    assert User.objects.filter(is_sample=True).count() == 176
    assert commands.create_sample_users(actor=system("sample"), at=AT) == 0


def test_one_press_logs_in_for_each_role(demo_mode: None) -> None:
    page = Client().get("/demo/").content.decode()
    offers = demo.by_role(queries.sample_users(on=TODAY))
    assert len(offers) == len(Role) + 1
    assert len(offers[-1].user.house.roles) == 3
    for offer in offers:
        button = f"{offer.user.user_id}/{offer.user.house.agency_id}"
        assert f'value="{button}"' in page
        browser = Client()
        assert browser.post("/demo/", {"user": button}).status_code == 302
        account = browser.get("/account/").content.decode()
        assert offer.user.name in account
        assert offer.user.house.name in account


def test_the_first_choices_can_take_a_dossier_its_whole_way_in_one_ward(demo_mode: None) -> None:
    offers = demo.by_role(queries.sample_users(on=TODAY))
    places = {
        offer.user.agency_code
        for offer in offers
        if offer.user.house.roles & {Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK}
    }
    assert demo.FIRST_CHOICE in places


def test_only_sample_accounts_open(demo_mode: None) -> None:
    user = user_with(establish("H50", "UBND tỉnh thật"), Role.OFFICER)
    for button in (f"{user.id}/1", "1", "", "x/y"):
        assert Client().post("/demo/", {"user": button}).status_code == 404


def test_outside_of_demo_mode_there_is_no_such_page(quang_ninh: None) -> None:
    commands.mark_database(purpose=Purpose.DEMO, at=AT)
    assert Client().get("/demo/").status_code == 404
    assert Client().post("/demo/", {"user": "1/1"}).status_code == 404


def result_of(party: Party, number: str) -> None:
    """Enters a result that belongs to somebody."""
    with recording(actor=system("sample"), at=AT) as unit:
        agency = organisation.agency_by_code(demo.FIRST_CHOICE, on=TODAY)
        papers.enter_result(
            unit,
            NewResult(
                number=number,
                kind_code="KQ.1",
                kind_name="Giấy khai sinh",
                agency_id=agency.id,
                holder="dossier/1",
                owner=parties.declare(unit, DeclarationInput(applicants=(party,))),
                issued_on=TODAY,
                on_paper=True,
            ),
        )


LAN = Party(PartyKind.PERSON, "Nguyễn Thị Lan", Identity(IdentityKind.PERSONAL_NUMBER, "022190001234"))
BINH = Party(PartyKind.PERSON, "Trần Văn Bình", Identity(IdentityKind.PERSONAL_NUMBER, "022085004321"))
COMPANY = Party(PartyKind.ORGANISATION, "Công ty Than", Identity(IdentityKind.TAX_CODE, "5700100256"))
FOREIGNER = Party(PartyKind.PERSON, "John Smith", Identity(IdentityKind.PASSPORT, "C1234567"))


class TestSampleCitizens:
    @pytest.fixture(autouse=True)
    def _results(self, quang_ninh: None) -> None:
        for number, party in enumerate((LAN, BINH, LAN, COMPANY, FOREIGNER)):
            result_of(party, f"{number + 1}/KS")

    def test_who_has_most_results_is_offered_first_and_one_press_makes_the_visitor_him(self, demo_mode: None) -> None:
        offered = demo.citizens()
        assert [(one.party.name, one.results) for one in offered] == [
            ("Nguyễn Thị Lan", 2),
            ("Trần Văn Bình", 1),
            ("Công ty Than", 1),
        ]
        page = Client().get("/demo/?next=/track/").content.decode()
        for one in offered:
            assert f'name="citizen" value="{one.key}"' in page
            browser = Client()
            answer = browser.post("/demo/", {"citizen": one.key, "next": "/track/"})
            assert (answer.status_code, answer["Location"]) == (302, "/track/")
            assert one.party.name in browser.get("/cong-dan/").content.decode()
        assert "022190001234" not in page

    def test_he_is_the_same_the_next_time(self, demo_mode: None) -> None:
        for _ in range(2):
            assert Client().post("/demo/", {"citizen": demo.citizens()[0].key}).status_code == 302
        assert Citizen.objects.count() == 1

    def test_nobody_else_is_a_sample_citizen(self, demo_mode: None) -> None:
        for key in ("", "0", "x"):
            assert Client().post("/demo/", {"citizen": key}).status_code == 404

    def test_outside_of_demo_mode_there_is_none(self) -> None:
        assert Client().post("/demo/", {"citizen": demo.citizens()[0].key}).status_code == 404


@pytest.mark.parametrize("purpose", [Purpose.PRODUCTION, Purpose.TEST, None])
def test_a_database_not_made_for_a_demo_opens_to_nobody(
    quang_ninh: None, settings: Settings, purpose: Purpose | None
) -> None:
    settings.DEMO = True
    if purpose:
        commands.mark_database(purpose=purpose, at=AT)
    user = User.objects.filter(is_sample=True)[0]
    assert Client().get("/demo/").status_code == 404
    assert Client().post("/demo/", {"user": f"{user.id}/1"}).status_code == 404


class TestMark:
    @pytest.fixture(autouse=True)
    def _database(self, db: None) -> None:
        """Each of these has the database for itself."""

    def test_a_database_is_marked_once(self) -> None:
        assert queries.purpose_of_database() is None
        commands.mark_database(purpose=Purpose.PRODUCTION, at=AT)
        commands.mark_database(purpose=Purpose.PRODUCTION, at=AT)
        assert queries.purpose_of_database() is Purpose.PRODUCTION
        assert DatabaseMark.objects.count() == 1

    @pytest.mark.parametrize(
        ("first", "second", "code"),
        [
            (Purpose.PRODUCTION, Purpose.DEMO, "demo_beside_production"),
            (Purpose.DEMO, Purpose.PRODUCTION, "production_on_a_demo"),
        ],
    )
    def test_it_does_not_change_its_purpose(self, first: Purpose, second: Purpose, code: str) -> None:
        commands.mark_database(purpose=first, at=AT)
        with pytest.raises(Refused) as refused:
            commands.mark_database(purpose=second, at=AT)
        assert refused.value.refusal.code == code

    def test_demo_refuses_to_stand_beside_real_accounts(self) -> None:
        user_with(establish("H50", "UBND tỉnh thật"), Role.OFFICER)
        with pytest.raises(Refused) as refused:
            commands.mark_database(purpose=Purpose.DEMO, at=AT)
        assert refused.value.refusal.code == "demo_beside_production"
