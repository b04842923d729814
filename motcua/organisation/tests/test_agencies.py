"""The tree of a day: who is where, under which name and code, and what never may be."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import pytest

from motcua.journal.queries import entries
from motcua.kernel.types import Refused
from motcua.organisation import commands, queries
from motcua.organisation.tests.factories import ACTOR, AT, DECISION, START, TODAY, establish, small_state
from motcua.organisation.types import AgencyKind, AgencyNode, Contact, FormChoice, FormLanguages, Level, Line, PageSize

pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]

Counting = Callable[[int], AbstractContextManager[object]]


def test_an_agency_is_found_by_its_code_in_either_order() -> None:
    state = small_state()
    assert queries.agency_by_code("H49.16", on=TODAY).id == state.department
    found = queries.agency_by_code("000.00.16.H49", on=TODAY)
    assert (found.name, found.level, found.line, found.parent_id) == (
        "Sở Tư pháp",
        Level.PROVINCE,
        Line.LOCAL,
        state.province,
    )


def test_an_unknown_code_and_one_not_yet_in_use_are_the_same_no() -> None:
    small_state()
    for code, day in (("H49.17", TODAY), ("H49.16", date(2025, 6, 30))):
        with pytest.raises(Refused) as refused:
            queries.agency_by_code(code, on=day)
        assert refused.value.refusal.code == "agency_code_unknown"


def test_the_tree_of_a_day_shows_who_is_under_whom() -> None:
    small_state()

    def drawn(nodes: tuple[AgencyNode, ...]) -> dict[str, object]:
        return {node.agency.code: drawn(node.below) for node in nodes}

    assert drawn(queries.tree(TODAY)) == {
        "H49": {"H49.16": {}, "H49.201": {"H49.201.99": {"H49.201.98": {}}}, "H49.99": {}}
    }
    assert queries.tree(date(2025, 6, 30)) == ()


def test_the_tree_is_read_in_one_statement(django_assert_num_queries: Counting) -> None:
    small_state()
    with django_assert_num_queries(1):
        queries.tree(TODAY)


def test_a_district_lived_until_30_june_2025() -> None:
    establish(
        "H49.31",
        "UBND thành phố Hạ Long",
        level=Level.DISTRICT,
        valid_from=date(2013, 10, 10),
        valid_to=date(2025, 6, 30),
    )
    assert [agency.code for agency in queries.agencies(on=date(2025, 6, 30), level=Level.DISTRICT)] == ["H49.31"]
    assert queries.agencies(on=date(2025, 7, 1)) == []


@pytest.mark.parametrize("valid_to", [date(2025, 7, 1), None])
def test_no_district_lives_one_day_longer(valid_to: date | None) -> None:
    with pytest.raises(Refused) as refused:
        establish("H49.31", "UBND huyện", level=Level.DISTRICT, valid_from=date(2013, 1, 1), valid_to=valid_to)
    assert refused.value.refusal.code == "level_not_on_these_days"
    assert refused.value.refusal.article == "NQ 203/2025/QH15 Đ2"


def test_the_levels_of_a_day() -> None:
    assert Level.DISTRICT in queries.levels_on(date(2025, 6, 30))
    assert queries.levels_on(date(2025, 7, 1)) == {Level.MINISTRY, Level.PROVINCE, Level.COMMUNE}


def test_a_renamed_agency_has_its_name_of_the_day() -> None:
    state = small_state()
    commands.rename_agency(
        actor=ACTOR,
        at=AT,
        agency_id=state.department,
        name="Sở Tư pháp và Pháp chế",
        first_day=date(2026, 2, 1),
        decision=DECISION,
    )
    assert queries.agency(state.department, on=date(2026, 1, 31)).name == "Sở Tư pháp"
    assert queries.agency(state.department, on=date(2026, 2, 1)).name == "Sở Tư pháp và Pháp chế"
    assert queries.agency(state.department).name == "Sở Tư pháp và Pháp chế"
    assert queries.agency_names([state.department, state.province], on=START) == {
        state.department: "Sở Tư pháp",
        state.province: "UBND tỉnh Quảng Ninh",
    }


def test_a_recoded_agency_is_still_found_by_its_old_code() -> None:
    state = small_state()
    commands.recode_agency(
        actor=ACTOR, at=AT, agency_id=state.department, code="H49.61", first_day=TODAY, decision=DECISION
    )
    assert queries.agency_by_code("000.00.16.H49", on=TODAY).code == "H49.61"
    assert queries.agency(state.department, on=START).code == "H49.16"


def test_a_code_names_one_agency_at_a_time() -> None:
    small_state()
    with pytest.raises(Refused) as refused:
        establish("000.00.16.H49", "Sở khác")
    assert refused.value.refusal.code == "agency_code_taken"


def test_a_code_may_be_borne_again_when_its_first_agency_is_gone() -> None:
    establish("H49.31", "UBND thành phố", level=Level.DISTRICT, valid_from=date(2013, 1, 1), valid_to=date(2025, 6, 30))
    establish("H49.31", "Sở Du lịch")
    assert queries.agency_by_code("H49.31", on=date(2025, 6, 30)).name == "UBND thành phố"
    assert queries.agency_by_code("H49.31", on=date(2025, 7, 1)).name == "Sở Du lịch"


def test_a_centre_hangs_under_an_agency_and_a_branch_under_a_centre() -> None:
    state = small_state()
    for kind, parent in (
        (AgencyKind.CENTRE, None),
        (AgencyKind.CENTRE, state.centre),
        (AgencyKind.BRANCH, state.province),
        (AgencyKind.RECEPTION_POINT, state.commune),
        (AgencyKind.AGENCY, state.centre),
    ):
        with pytest.raises(Refused) as refused:
            establish("H49.77", "Sai chỗ", kind=kind, parent_id=parent)
        assert refused.value.refusal.code == "wrong_place_in_tree"


def test_nobody_is_above_himself() -> None:
    state = small_state()
    with pytest.raises(Refused) as refused:
        commands.move_agency(
            actor=ACTOR, at=AT, agency_id=state.province, parent_id=state.commune, first_day=TODAY, decision=DECISION
        )
    assert refused.value.refusal.code == "ring_in_tree"


def test_a_parent_must_be_there_on_the_first_day() -> None:
    state = small_state()
    with pytest.raises(Refused) as refused:
        establish("H49.20", "Sở cũ", parent_id=state.province, valid_from=date(2025, 6, 30))
    assert refused.value.refusal.code == "parent_absent_that_day"


def test_an_agency_works_by_the_calendar_of_the_nearest_above() -> None:
    state = small_state()
    assert queries.calendar_key(state.point, on=TODAY) == "vn-office"
    commands.set_calendar(
        actor=ACTOR, at=AT, agency_id=state.commune, calendar_key="vn-island", first_day=TODAY, decision=DECISION
    )
    assert queries.calendar_key(state.point, on=TODAY) == "vn-island"
    assert queries.calendar_key(state.point, on=START) == "vn-office"
    assert queries.calendar_key(state.department, on=TODAY) == "vn-office"


def test_a_house_is_an_agency_with_its_one_stop_places() -> None:
    state = small_state()
    house = {state.commune, state.commune_centre, state.point}
    for member in house:
        assert queries.house_of(member, on=TODAY) == house
    assert queries.house_of(state.department, on=TODAY) == {state.department}


def test_everything_below() -> None:
    state = small_state()
    assert queries.with_all_below([state.commune], on=TODAY) == {state.commune, state.commune_centre, state.point}
    assert len(queries.with_all_below([state.province], on=TODAY)) == 6


def test_desks_stand_in_one_stop_places_only() -> None:
    state = small_state()
    facts: dict[str, Any] = {
        "actor": ACTOR,
        "at": AT,
        "code": "Q1",
        "name": "Quầy 1",
        "desk_key": "office_hours",
        "valid_from": START,
    }
    desk_id = commands.open_desk(agency_id=state.commune_centre, **facts)
    assert queries.desk(desk_id).desk_key == "office_hours"
    with pytest.raises(Refused) as refused:
        commands.open_desk(agency_id=state.department, **facts)
    assert refused.value.refusal.code == "desk_outside_one_stop"
    commands.close_desk(actor=ACTOR, at=AT, desk_id=desk_id, last_day=TODAY)
    assert queries.desks([state.commune_centre], on=TODAY) != []
    assert queries.desks([state.commune_centre], on=date(2026, 3, 3)) == []


def test_what_is_not_there_is_refused_by_name() -> None:
    for ask, code in (
        (lambda: queries.agency(0), "agency_absent"),
        (lambda: queries.desk(0), "desk_absent"),
        (lambda: queries.post(0), "post_absent"),
        (lambda: queries.officer(0), "officer_absent"),
        (lambda: queries.officer_by_code("404"), "officer_absent"),
    ):
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.refusal.code == code


def test_every_move_stands_in_the_agencys_stream() -> None:
    state = small_state()
    commands.recode_agency(
        actor=ACTOR, at=AT, agency_id=state.department, code="H49.61", first_day=TODAY, decision=DECISION
    )
    found = entries(stream=f"agency/{state.department}")
    assert [entry.kind for entry in found] == ["organisation.agency_established", "organisation.agency_recoded"]
    assert found[1].body["old_code"] == "H49.16"


def test_forms_are_printed_as_the_agency_chose_or_the_nearest_one_above() -> None:
    state = small_state()
    tomorrow = TODAY + timedelta(days=1)

    def choose(agency_id: int, first_day: date, **choice: Any) -> None:
        commands.choose_forms(
            actor=ACTOR,
            at=AT,
            agency_id=agency_id,
            choice=FormChoice(**choice),
            first_day=first_day,
            decision=DECISION,
        )

    assert queries.form_choice(state.point, on=TODAY) == FormChoice()
    choose(state.province, TODAY, size=PageSize.A4, languages=FormLanguages.WITH_ENGLISH)
    choose(state.commune_centre, tomorrow, size=PageSize.A5)
    assert queries.form_choice(state.point, on=START) == FormChoice()
    assert queries.form_choice(state.point, on=TODAY) == FormChoice(PageSize.A4, FormLanguages.WITH_ENGLISH)
    assert queries.form_choice(state.point, on=tomorrow) == FormChoice(PageSize.A5, FormLanguages.WITH_ENGLISH)
    assert queries.own_form_choice(state.commune_centre, on=tomorrow) == FormChoice(PageSize.A5)
    with pytest.raises(Refused, match="agency_not_before_and_on"):
        choose(state.province, TODAY, size=PageSize.A5)


def test_the_public_finds_a_centre_where_it_says_or_where_its_house_is() -> None:
    state = small_state()

    def say(agency_id: int, **said: str) -> None:
        commands.say_contact(actor=ACTOR, at=AT, agency_id=agency_id, contact=Contact(**said))

    assert queries.contact_of(state.commune_centre, on=TODAY) == Contact()
    say(state.commune_centre, phone="0203 000 0003")
    assert queries.contact_of(state.commune, on=TODAY).phone == "0203 000 0003", "people are received at its centre"
    say(state.commune_centre)
    say(state.commune, address="Số 1 đường Trần Phú", phone="0203 000 0001")
    assert queries.contact_of(state.commune_centre, on=TODAY).phone == "0203 000 0001", "they are one house"
    say(state.commune_centre, phone="0203 000 0002")
    assert queries.contact_of(state.commune_centre, on=TODAY) == Contact(phone="0203 000 0002")
    assert queries.contact_of(state.department, on=TODAY) == Contact(), "another house of the province"
    say(state.commune_centre)
    assert queries.own_contact(state.commune_centre) == Contact(), "an empty one takes it away"
    assert queries.contact_of(state.commune_centre, on=TODAY).address == "Số 1 đường Trần Phú"
