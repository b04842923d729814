"""What ended dossiers took: noted from the journal, equal to the slow count, exact in any period."""

from datetime import date, timedelta
from statistics import median, quantiles

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from motcua.dossier.tests.examples import on
from motcua.dossier.tests.office import BINH, Office, act, office, written
from motcua.dossier.types import Complete, Decide, Outcome, Pause, Resume, Stop, Void
from motcua.insight import checking, models, queries
from motcua.insight.commands import TAKEN, note_ended, sum_months
from motcua.insight.queries import Usual
from motcua.insight.types import month_containing
from motcua.journal.commands import catch_up, rebuild
from motcua.organisation.types import EVERYTHING, Scope
from motcua.worktime import commands as worktime
from motcua.worktime.types import SpecialDay, SpecialKind

pytestmark = pytest.mark.own_sql

MARCH_1ST = date(2026, 3, 1)
AN_HOUR, A_DAY = 60, 8 * 60


def ended(here: Office, outcome: Outcome, at: str) -> int:
    """Received on Monday 02/03 at 09:00, decided then."""
    dossier_id = here.receive()
    reasoned = outcome is Outcome.REFUSED
    act(dossier_id, lambda unit: Decide(outcome, written(unit) if reasoned else None), on(at))
    act(dossier_id, Complete(), on(at))
    return dossier_id


def noted() -> dict[int, tuple[int | None, bool, bool]]:
    rows = models.Taken.objects.values_list("dossier_id", "minutes", "refused", "late")
    return {dossier_id: (minutes, refused, late) for dossier_id, minutes, refused, late in rows}


@pytest.mark.django_db
def test_what_ended_is_noted_with_its_working_time_and_a_mistake_is_not() -> None:
    here = office()
    granted, refused = ended(here, Outcome.GRANTED, "03/03 11:00"), ended(here, Outcome.REFUSED, "30/03 09:00")
    paused, stopped, mistaken, still_open = (here.receive() for _one in range(4))
    act(paused, Pause("tax"), on("03/03 07:30"))
    act(paused, Resume("tax"), on("05/03 07:30"))
    act(paused, Decide(Outcome.GRANTED), on("05/03 10:30"))
    act(paused, Complete(), on("05/03 10:30"))
    act(stopped, lambda unit: Stop(written(unit)), on("04/03 10:00"))
    act(mistaken, lambda unit: Void(written(unit)), on("02/03 09:05"))
    catch_up(TAKEN.name)
    assert noted() == {
        granted: (10 * AN_HOUR, False, False),
        refused: (20 * A_DAY, True, True),
        paused: (9 * AN_HOUR + AN_HOUR // 2, False, False),
        stopped: (None, False, False),
    }
    assert still_open not in noted()
    assert not list(checking.endings_that_differ())

    before, summed = noted(), sums()
    assert sorted(ended for *_line, ended in summed) == [1, 3], "the 30th lies in the report month of April"
    rebuild(TAKEN.name)
    assert (noted(), sums()) == (before, summed), "read from zero it is the same"
    assert not list(checking.sums_that_differ())

    models.Taken.objects.filter(dossier_id=granted).update(minutes=1)
    models.Taken.objects.filter(dossier_id=stopped).delete()
    late_news = ended(here, Outcome.GRANTED, "03/03 15:00")
    found = list(checking.endings_that_differ())
    assert [one.partition(":")[0] for one in found] == [f"dossier/{granted}", f"dossier/{stopped}"]
    rebuild(TAKEN.name)
    assert noted().keys() == before.keys() | {late_news}

    now = sums()
    models.Taken.objects.filter(dossier_id=refused).update(ended_on=MARCH_1ST)
    models.Taken.objects.filter(dossier_id=granted).update(dossier_id=still_open)
    note_ended([granted, refused, still_open])
    assert sums() == now, "what moved, or turned out not to have ended, leaves the month it lay in"
    assert not list(checking.sums_that_differ())
    models.TakenInMonth.objects.update(late=9)
    assert ["month from 2026-02-15" in one for one in checking.sums_that_differ()] == [True, False]


@pytest.mark.django_db
def test_a_day_off_that_is_entered_behind_them_counts_them_anew() -> None:
    worktime.seed(actor=BINH, at=on("01/01 08:00"))
    here = office()
    before, across = ended(here, Outcome.GRANTED, "02/03 11:00"), ended(here, Outcome.GRANTED, "04/03 09:00")
    catch_up(TAKEN.name)
    assert [noted()[one][0] for one in (before, across)] == [2 * AN_HOUR, 2 * A_DAY]
    storm = SpecialDay(date(2026, 3, 3), SpecialKind.HOLIDAY, "Nghỉ bão", decision="QĐ 9/QĐ-UBND")
    worktime.enter_decree(actor=BINH, at=on("05/03 08:00"), calendar_key="vn-office", days=[storm])
    assert list(checking.endings_that_differ()), "the calendar counts another time than what is noted"
    catch_up(TAKEN.name)
    assert [noted()[one][0] for one in (before, across)] == [2 * AN_HOUR, A_DAY]
    assert not list(checking.endings_that_differ())


LINES = st.builds(
    models.Taken,
    procedure_code=st.sampled_from(["1.000001", "1.000002"]),
    agency_id=st.integers(1, 2),
    ended_on=st.integers(0, 79).map(lambda day: MARCH_1ST + timedelta(days=day)),
    refused=st.booleans(),
    supplemented=st.booleans(),
    late=st.booleans(),
    minutes=st.none() | st.integers(0, 5_000),
)


def slowly(rows: list[models.Taken], first: date, last: date, agencies: set[int]) -> dict[tuple[str, int], Usual]:
    """The same figures from the rows one by one, with the percentiles of the standard library."""
    chosen = [one for one in rows if first <= one.ended_on <= last and one.agency_id in agencies]
    lines: dict[tuple[str, int], Usual] = {}
    for where in {(one.procedure_code, one.agency_id) for one in chosen}:
        line = [one for one in chosen if (one.procedure_code, one.agency_id) == where]
        minutes = [one.minutes for one in line if one.minutes is not None]
        tenths = quantiles(minutes * 2 if len(minutes) == 1 else minutes, n=10, method="inclusive") if minutes else []
        lines[where] = Usual(
            *where,
            ended=len(line),
            decided=len(minutes),
            refused=sum(one.refused for one in line),
            supplemented=sum(one.supplemented for one in line),
            late=sum(one.late for one in line),
            median=round(median(minutes)) if minutes else None,
            ninetieth=round(round(tenths[8], 6)) if minutes else None,
        )
    return lines


def sums() -> set[tuple[int, str, date, int]]:
    return set(models.TakenInMonth.objects.values_list("agency_id", "procedure_code", "month", "ended"))


class TestAnyPeriod(TestCase):
    """The figures of any days and agencies, with whole months in them or without, are those of the rows one by one."""

    @settings(max_examples=40)
    @given(
        rows=st.lists(LINES, max_size=40), first=st.integers(0, 79), days=st.integers(0, 79), one_agency=st.booleans()
    )
    def test_figures_are_those_counted_one_by_one(
        self, rows: list[models.Taken], first: int, days: int, one_agency: bool
    ) -> None:
        for number, row in enumerate(rows):
            row.dossier_id = number
        models.Taken.objects.bulk_create(rows)
        sum_months({(one.agency_id, one.procedure_code, month_containing(one.ended_on).first) for one in rows})
        assert not list(checking.sums_that_differ())
        since = MARCH_1ST + timedelta(days=first)
        until = since + timedelta(days=days)
        scope = Scope(frozenset({1}), frozenset({1})) if one_agency else EVERYTHING
        found = queries.usual_times(scope, since=since, until=until, most=9)
        assert {(one.procedure_code, one.agency_id): one for one in found} == slowly(
            rows, since, until, {1} if one_agency else {1, 2}
        )
        assert [one.ended for one in found] == sorted((one.ended for one in found), reverse=True)
