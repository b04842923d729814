"""The sample province is whole: every role is held, small places work with few people, old codes lead on."""

from datetime import date, datetime

import pytest

from motcua.kernel.types import system
from motcua.organisation import commands, queries
from motcua.organisation.types import AgencyKind, Level, Line, Role

AT = datetime(2026, 3, 2, 8, 0)
TODAY = AT.date()


@pytest.fixture
def officers(quang_ninh: None) -> tuple[int, ...]:
    """The officers of the sample, which is there already."""
    return commands.establish_sample(actor=system("sample"), at=AT)


def test_the_sample_is_built_once(officers: tuple[int, ...]) -> None:
    agencies = queries.agencies(on=TODAY)
    assert commands.establish_sample(actor=system("sample"), at=AT) == officers
    assert queries.agencies(on=TODAY) == agencies
    assert {agency.line for agency in agencies} == {Line.LOCAL, Line.VERTICAL}
    assert {agency.kind for agency in agencies} == set(AgencyKind)


def test_every_role_is_held_and_every_officer_holds_something(officers: tuple[int, ...]) -> None:
    held = queries.holdings(on=TODAY)
    assert {holding.post.role for holding in held} == set(Role)
    assert {holding.officer_id for holding in held} == set(officers)


def test_every_commune_can_receive_appraise_approve_and_seal(officers: tuple[int, ...]) -> None:
    communes = [
        agency
        for agency in queries.agencies(on=TODAY, level=Level.COMMUNE, line=Line.LOCAL)
        if agency.kind is AgencyKind.AGENCY
    ]
    assert len(communes) == 8
    for commune in communes:
        house = queries.house_of(commune.id, on=TODAY)
        roles = {holding.post.role for holding in queries.holdings(on=TODAY, agency_ids=house)}
        assert roles >= {Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK}, commune.name
        assert queries.commune(commune.place_code).full_name in commune.name


def test_every_local_agency_that_resolves_has_its_three_roles(officers: tuple[int, ...]) -> None:
    for agency in queries.agencies(on=TODAY, kind=AgencyKind.AGENCY):
        if agency.code == "H49":
            continue
        roles = {holding.post.role for holding in queries.holdings(on=TODAY, agency_ids=[agency.id])}
        assert roles >= {Role.OFFICER, Role.LEADER, Role.CLERK}, agency.name


def test_in_co_to_one_person_holds_three_roles(officers: tuple[int, ...]) -> None:
    commune = queries.agency_by_code("H49.208", on=TODAY)
    roles = {
        standing.house.roles
        for officer_id in officers
        if (standing := queries.standing_of(officer_id, on=TODAY)) and standing.house.agency_id == commune.id
    }
    assert {Role.RECEPTIONIST, Role.OFFICER, Role.CLERK} in roles


def test_the_districts_codes_lead_to_the_wards(officers: tuple[int, ...]) -> None:
    assert queries.agency_by_code("000.00.31.H49", on=date(2025, 6, 30)).level is Level.DISTRICT
    assert queries.agency_by_code("000.00.31.H49", on=date(2025, 7, 1)).code == "H49.201"
    assert queries.agency_by_code("H49.28", on=TODAY).code == "H49.14"
