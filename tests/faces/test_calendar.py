"""The system administrator enters days by decision: their effect on running dates is seen first, then it happens."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from motcua.dossier import queries as dossier
from motcua.journal.queries import entries
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.worktime import queries as worktime
from tests.faces.people import A_SIGNED_RESULT, ELSEWHERE, HONG_GAI, Desk, hidden, said

CALENDAR = "/control/calendar/"
RECOUNT = "/control/calendar/recount/"


@pytest.fixture
def keeper(desk: Desk) -> Client:
    return desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49")


def decided(**changes: Any) -> dict[str, Any]:
    whole = {"kind": "day_off", "first_day": "2026-11-04", "name": "Quốc tang", "decision": "QĐ 1/QĐ-TTg"}
    return whole | changes


def due_at(dossier_id: int) -> datetime | None:
    clock = dossier.facts(dossier_id).clock
    return None if clock is None else clock.due_at


def entered(browser: Client, **changes: Any) -> Any:
    """Looks at the effect and confirms it, with what the page carries."""
    seen = browser.post(CALENDAR, decided(**changes))
    assert seen.status_code == 200, said(seen)
    return browser.post(CALENDAR, {**decided(**changes), **hidden(seen), "enter": "1"}, follow=True)


@pytest.mark.parametrize(("language", "words"), [("vi", "Quốc khánh"), ("en", "working days in 2026")])
def test_the_year_is_shown_with_its_days_off_and_their_decisions(desk: Desk, language: str, words: str) -> None:
    keeper = desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49", language=language)
    assert words in said(keeper.get(f"{CALENDAR}?year=2026"))
    assert keeper.get(f"{CALENDAR}?year=1800").status_code == 200


def test_a_day_off_is_foreseen_and_then_moves_the_date(desk: Desk, keeper: Client) -> None:
    dossier_id = desk.receive(A_SIGNED_RESULT, case="never_married")
    before = due_at(dossier_id)
    version = worktime.calendar().definition.version
    seen = keeper.post(CALENDAR, decided())
    assert "1 hồ sơ dời hẹn muộn hơn" in said(seen)
    assert decided()["decision"] in said(seen), "what would be entered is read once more"
    assert "H49.201-261102-0001" in said(seen)
    assert due_at(dossier_id) == before, "nothing is kept of what was only looked at"
    assert worktime.calendar().definition.version == version
    done = entered(keeper)
    assert "1 ngày hẹn dời muộn hơn" in said(done)
    after = due_at(dossier_id)
    assert before is not None
    assert after is not None
    assert after.date() > before.date()
    assert not worktime.calendar().is_working(date(2026, 11, 4))
    assert [one.kind for one in entries(stream=f"dossier/{dossier_id}")][-1] == "dossier.clock_recomputed"


def test_a_double_press_enters_once(keeper: Client) -> None:
    seen = hidden(keeper.post(CALENDAR, decided()))
    sent = {**decided(), **seen, "enter": "1"}
    keeper.post(CALENDAR, sent)
    version = worktime.calendar().definition.version
    assert keeper.post(CALENDAR, sent).status_code == 302
    assert worktime.calendar().definition.version == version


def test_a_saturday_is_worked_for_a_day_off(keeper: Client) -> None:
    entered(keeper, kind="swap", first_day="2026-11-05", worked_instead="2026-11-07")
    found = worktime.calendar()
    assert not found.is_working(date(2026, 11, 5))
    assert found.is_working(date(2026, 11, 7))


def test_an_agency_is_closed_and_another_is_not(desk: Desk, keeper: Client) -> None:
    ward = organisation.agency_by_code(HONG_GAI, on=desk.at.date())
    entered(keeper, kind="closure", agencies=[str(ward.id)], stops_terms="on", last_day="2026-11-06", name="Bão số 9")
    assert not worktime.calendar(agency=HONG_GAI).is_working(date(2026, 11, 5))
    assert worktime.calendar(agency=ELSEWHERE).is_working(date(2026, 11, 5))
    assert "Bão số 9" in said(keeper.get(f"{CALENDAR}?year=2026"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"first_day": ""}, ""),
        ({"last_day": "2026-11-01"}, "trước ngày đầu"),
        ({"last_day": "2027-11-01"}, "60"),
        ({"kind": "swap"}, "hai ngày"),
        ({"kind": "closure"}, "cơ quan"),
        ({"first_day": "2026-09-02"}, "hai lần"),
        ({"decision": " "}, ""),
    ],
)
def test_what_cannot_be_entered_keeps_what_was_typed(keeper: Client, changes: dict[str, str], words: str) -> None:
    answer = keeper.post(CALENDAR, decided(**changes))
    assert answer.status_code == 422
    assert words in said(answer)
    assert "Quốc tang" in answer.content.decode()


def test_dates_are_counted_anew_as_often_as_one_likes(keeper: Client) -> None:
    page = keeper.get(RECOUNT)
    assert page.status_code == 200
    assert keeper.post(RECOUNT, hidden(page)).status_code == 302
    assert keeper.get(f"{RECOUNT}?after=12").status_code == 200
    assert keeper.get(f"{RECOUNT}?after=x").status_code == 200


def test_days_off_of_everybody_are_not_a_wards_to_decide(desk: Desk) -> None:
    assert "system_administrator" in {role.value for role in Role}
    for role in (Role.LEADER, Role.SUPERVISOR, Role.OFFICER):
        assert desk.somebody(role).get(CALENDAR).status_code == 403
        assert desk.somebody(role).post(CALENDAR, decided()).status_code == 403
        assert desk.somebody(role).post(RECOUNT, {}).status_code == 403
    assert Client().get(CALENDAR).status_code == 302


LIFT = "/control/calendar/lift/"


def test_the_storm_is_over_early(desk: Desk, keeper: Client) -> None:
    ward = organisation.agency_by_code(HONG_GAI, on=desk.at.date())
    assert "không có cơ quan nào" in said(keeper.get(LIFT)).lower()
    entered(keeper, kind="closure", agencies=[str(ward.id)], stops_terms="on", last_day="2026-11-06", name="Bão số 9")
    dossier_id = desk.receive(A_SIGNED_RESULT, case="never_married")
    before = due_at(dossier_id)
    assert "Bão số 9" in said(keeper.get(LIFT))
    typed = {"closed_by": "QĐ 1/QĐ-TTg", "from_day": "2026-11-05", "lifted_by": "QĐ 2/QĐ-UBND"}
    assert keeper.post(LIFT, {**typed, "lifted_by": ""}).status_code == 422
    assert keeper.post(LIFT, {**typed, "closed_by": "QĐ 9"}).status_code == 422
    seen = keeper.post(LIFT, typed)
    assert "1 hồ sơ giữ ngày đã hẹn" in said(seen), "an earlier date does not move"
    assert not worktime.calendar(agency=HONG_GAI).is_working(date(2026, 11, 5)), "nothing is kept of what was looked at"
    sent = {**typed, **hidden(seen), "enter": "1"}
    assert keeper.post(LIFT, sent).status_code == 302
    version = worktime.calendar().definition.version
    assert keeper.post(LIFT, sent).status_code == 302
    assert worktime.calendar().definition.version == version, "a second press enters nothing"
    lifted = worktime.calendar(agency=HONG_GAI)
    assert lifted.is_working(date(2026, 11, 5))
    assert not lifted.is_working(date(2026, 11, 4))
    keeper.post(RECOUNT, hidden(keeper.get(RECOUNT)))
    assert due_at(dossier_id) == before
    assert keeper.post(LIFT, {**typed, "from_day": "2026-12-05"}).status_code in {409, 422}
    assert desk.somebody(Role.LEADER).get(LIFT).status_code == 403
