"""What procedures usually take: the same minutes as the calendar counts, and nothing said of a few."""

from datetime import datetime, timedelta
from statistics import median

import pytest

from motcua.dossier.models import Dossier
from motcua.insight import queries as insight
from motcua.insight.commands import note_ended
from motcua.organisation import queries as organisation
from motcua.organisation.types import EVERYTHING, Role
from motcua.worktime import queries as worktime
from tests.faces import crowds
from tests.faces.people import A_BIRTH, ELSEWHERE, Desk, said

pytestmark = pytest.mark.own_sql

MONTH = "/control/statistics/?from=2026-10-15&to=2026-11-14"


def ended(model: int, since: datetime, until: datetime, **facts: object) -> Dossier:
    """One more dossier of the same procedure, decided then."""
    (one,) = crowds.dossiers(
        model,
        1,
        state="completed",
        outcome="granted",
        timeliness="on_time",
        timeliness_766="late",
        procedure_code=A_BIRTH,
        received_at=since,
        ended_at=until,
        completed_at=until,
        lapses_at=None,
    )
    one.facts = {**one.facts, **facts}
    one.save()
    note_ended([one.id])
    return one


def test_the_minutes_are_those_of_the_calendar(desk: Desk) -> None:
    model = desk.receive()
    ward = organisation.agency_by_code("H49.201", on=desk.at.date()).id
    calendar = worktime.calendar(organisation.calendar_key(ward, on=desk.at.date()))
    start = datetime(2026, 10, 5, 6, 13)
    times = [(start + timedelta(hours=7 * n), start + timedelta(days=12, hours=7 * n + 11 * n % 31)) for n in range(9)]
    for since, until in times:
        ended(model, since, until)
    (found,) = insight.usual_times(EVERYTHING, since=start.date(), until=desk.at.date(), most=9)
    assert found.decided == 9
    assert found.median == median(calendar.working_minutes_between(since, until) for since, until in times)


def test_pauses_and_waits_are_left_out_and_count_once(desk: Desk) -> None:
    model = desk.receive()
    ended(
        model,
        datetime(2026, 10, 19, 7, 30),
        datetime(2026, 10, 23, 17, 0),
        supplements=[{"slip_no": 1, "asked_at": "2026-10-20T07:30:00", "answered_at": "2026-10-21T17:00:00"}],
        pauses=[{"reason_key": "x", "begins_at": "2026-10-21T07:30:00", "ends_at": "2026-10-22T11:30:00"}],
    )
    (found,) = insight.usual_times(EVERYTHING, since=datetime(2026, 10, 19).date(), until=desk.at.date(), most=9)
    assert (found.median, found.supplemented) == ((5 * 8 - 2 * 8 - 4) * 60, 1)


def test_of_a_few_nothing_is_said(desk: Desk) -> None:
    model = desk.receive()
    for day in range(4):
        ended(model, datetime(2026, 10, 19, 8, 0), datetime(2026, 10, 20 + day, 8, 0))
    supervisor = desk.somebody(Role.SUPERVISOR)
    assert "16 giờ" not in said(supervisor.get(MONTH))
    few = said(supervisor.get(f"/control/statistics/{A_BIRTH}/?from=2026-10-15&to=2026-11-14"))
    assert "Quá ít hồ sơ" in few
    ended(model, datetime(2026, 10, 19, 8, 0), datetime(2026, 10, 21, 8, 0))
    assert "16 giờ" in said(supervisor.get(MONTH))
    enough = said(supervisor.get(f"/control/statistics/{A_BIRTH}/?from=2026-10-15&to=2026-11-14"))
    assert "Không bước nào vượt" in enough


def test_reasons_are_counted_by_their_keys(desk: Desk) -> None:
    model = desk.receive()
    asked = {"slip_no": 1, "asked_at": "2026-10-20T07:30:00", "reason_key": "signature_missing"}
    for outcome, key in (("granted", ""), ("granted", ""), ("refused", "not_eligible"), ("stopped", "withdrawn")):
        ended(
            model,
            datetime(2026, 10, 19, 8, 0),
            datetime(2026, 10, 21, 8, 0),
            supplements=[asked],
            outcome=outcome,
            reason_key=key,
        )
    address = f"/control/statistics/{A_BIRTH}/?from=2026-10-15&to=2026-11-14"
    supervisor = desk.somebody(Role.SUPERVISOR)
    assert "thiếu chữ ký" not in said(supervisor.get(address)), "of four nothing is said"
    ended(model, datetime(2026, 10, 19, 8, 0), datetime(2026, 10, 21, 8, 0))
    page = said(supervisor.get(address))
    assert "Giấy tờ thiếu chữ ký, con dấu yêu cầu bổ sung sau thẩm định 4" in page
    assert "Không đủ điều kiện theo quy định của pháp luật từ chối giải quyết 1" in page
    assert "Người nộp rút hồ sơ, không còn nhu cầu dừng giải quyết, rút hồ sơ 1" in page


def test_a_stranger_sees_no_figures_of_ours(desk: Desk) -> None:
    model = desk.receive()
    for _one in range(5):
        ended(model, datetime(2026, 10, 19, 8, 0), datetime(2026, 10, 21, 8, 0))
    assert "Kỳ này không có hồ sơ kết thúc" in said(desk.somebody(Role.SUPERVISOR, ELSEWHERE).get(MONTH))
    assert desk.somebody(Role.CLERK).get(MONTH).status_code == 403
    assert desk.somebody(Role.SUPERVISOR).get("/control/statistics/9.999999/").status_code == 404
