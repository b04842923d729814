"""Publishing calendars, entering decrees and closures, on a real database."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from motcua.journal.queries import entries
from motcua.journal.types import RequestKey
from motcua.kernel.types import Refused, system
from motcua.worktime import commands, models, queries
from motcua.worktime.tests.settings import (
    FULL_DAY,
    OFFICE,
    SATURDAY_MORNING,
    day,
    definition,
    due,
    moment,
    special,
)
from motcua.worktime.types import (
    Calendar,
    DayZero,
    Desk,
    Settings,
    SpecialDay,
    SpecialKind,
    WeeklyHours,
    affected_range,
    packaged_definitions,
)

pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]

BINH = system("test")
NEW_YEAR = datetime(2025, 12, 1, 8, 0)
CHRISTMAS = datetime(2025, 12, 25, 16, 0)


def before_the_swap() -> Calendar:
    """The office calendar as it stood before 02/01/2026 was swapped with 10/01/2026 (E54)."""
    packaged = packaged_definitions()["vn-office"]
    swap = [each for each in packaged.special_days if each.day in (day("02/01/2026"), day("10/01/2026"))]
    unaware = packaged.followed_by(withdrawn=swap, version="2025.1", published_at=NEW_YEAR)
    commands.publish_calendar(actor=BINH, at=NEW_YEAR, definition=unaware, decision="ban đầu")
    return queries.calendar()


def the_swap() -> list[SpecialDay]:
    return [
        special(SpecialKind.SWAP_OFF, "02/01/2026", instead_of=day("10/01/2026")),
        special(SpecialKind.SWAP_WORK, "10/01/2026", instead_of=day("02/01/2026")),
    ]


def refused(code: str) -> pytest.RaisesExc[Refused]:
    return pytest.RaisesExc(Refused, check=lambda error: error.refusal.code == code)


class TestSeed:
    def test_a_fresh_house_gets_what_is_packaged_once(self) -> None:
        assert commands.seed(actor=BINH, at=NEW_YEAR) == ("vn-office", "saturday_morning")
        assert commands.seed(actor=BINH, at=NEW_YEAR) == ()
        assert queries.calendar().definition.special_days == OFFICE.definition.special_days
        assert queries.calendar().label == "vn-office 2026.1"
        assert queries.desk("saturday_morning").weekly == SATURDAY_MORNING.weekly
        assert due("5 working_day", "13/02/2026 16:20", calendar=queries.calendar()) == "27/02/2026 17:00"

    def test_the_journal_tells_what_was_published(self) -> None:
        commands.seed(actor=BINH, at=NEW_YEAR)
        (entry,) = entries(stream="calendar/vn-office")
        assert entry.kind == "worktime.calendar_published"
        assert entry.body["version"] == "2026.1"
        assert len(entry.body["entered"]) == len(OFFICE.definition.special_days)
        (hours,) = entries(stream="reception/saturday_morning")
        assert hours.kind == "worktime.desk_published"


class TestDecree:
    def test_e54_a_swap_decreed_late_makes_the_next_version(self) -> None:
        old = before_the_swap()
        assert due("10 working_day", "22/12/2025 09:00", calendar=old) == "06/01/2026 17:00"

        published = commands.enter_decree(actor=BINH, at=CHRISTMAS, calendar_key="vn-office", days=the_swap())

        assert published.version == "2025.2"
        new = queries.calendar()
        assert new.label == "vn-office 2025.2"
        assert due("10 working_day", "22/12/2025 09:00", calendar=new) == "07/01/2026 17:00"
        assert published.affected == affected_range(old, new)
        assert published.affected is not None
        assert published.affected.days == (day("02/01/2026"), day("10/01/2026"))
        assert published.affected.concerns(day_zero=day("22/12/2025"), due_date=day("06/01/2026"))
        assert not published.affected.concerns(day_zero=day("03/01/2026"), due_date=day("09/01/2026"))

    def test_what_was_known_then_can_be_asked_now(self) -> None:
        before_the_swap()
        commands.enter_decree(actor=BINH, at=CHRISTMAS, calendar_key="vn-office", days=the_swap())
        assert queries.calendar(known_at=moment("24/12/2025 09:00")).label == "vn-office 2025.1"
        assert queries.calendar(known_at=CHRISTMAS).label == "vn-office 2025.2"
        assert queries.calendar(known_at=moment("01/01/2020 09:00")).label == "vn-office 2025.1"
        assert not queries.calendar_version("vn-office", "2025.1").is_working(day("10/01/2026"))
        assert [version.label for version in queries.calendar_versions("vn-office")] == ["2025.2", "2025.1"]

    def test_a_yearly_notice_replaces_what_was_expected(self) -> None:
        commands.seed(actor=BINH, at=NEW_YEAR)
        tet = [special(SpecialKind.HOLIDAY, f"{number:02d}/02/2027") for number in range(5, 10)]
        made_up_for = [
            special(SpecialKind.COMPENSATION, "10/02/2027", instead_of=day("06/02/2027")),
            special(SpecialKind.COMPENSATION, "11/02/2027", instead_of=day("07/02/2027")),
        ]
        published = commands.enter_decree(
            actor=BINH,
            at=moment("20/11/2026 09:00"),
            calendar_key="vn-office",
            days=[*tet, *made_up_for],
            replaces=(date(2027, 2, 1), date(2027, 2, 28)),
            decreed_through=date(2027, 2, 28),
        )
        new = queries.calendar()
        assert published.version == "2026.2"
        assert new.is_working(day("04/02/2027"))
        assert not new.is_working(day("11/02/2027"))
        assert not new.is_expected(day("01/01/2027") + timedelta(days=1), day("28/02/2027"))
        assert new.is_expected(day("01/03/2027"), day("01/03/2027"))
        assert published.affected is not None
        assert published.affected.first == day("02/01/2027")

    def test_a_single_day_can_be_withdrawn(self) -> None:
        commands.seed(actor=BINH, at=NEW_YEAR)
        withdrawn = [day("24/11/2026")]
        commands.enter_decree(actor=BINH, at=CHRISTMAS, calendar_key="vn-office", days=[], withdrawn=withdrawn)
        assert queries.calendar().is_working(day("24/11/2026"))
        assert not queries.calendar_version("vn-office", "2026.1").is_working(day("24/11/2026"))

    def test_what_a_decree_cannot_say_is_refused_and_nothing_is_kept(self) -> None:
        commands.seed(actor=BINH, at=NEW_YEAR)

        def enter(*days: SpecialDay, **options: Any) -> None:
            commands.enter_decree(
                actor=BINH,
                at=CHRISTMAS,
                calendar_key="vn-office",
                days=list(days),
                **options,
            )

        with refused("special_day_twice"):
            enter(special(SpecialKind.HOLIDAY, "01/01/2026"))
        with refused("special_day_outside"):
            enter(special(SpecialKind.HOLIDAY, "01/01/2061"))
        with refused("special_day_without_decision"):
            enter(replace(special(SpecialKind.HOLIDAY, "03/03/2026"), decision=" "))
        with refused("special_day_not_entered"):
            enter(withdrawn=[day("03/03/2026")])
        with refused("special_days_missing"):
            enter()
        with refused("calendar_unknown"):
            commands.enter_decree(actor=BINH, at=CHRISTMAS, calendar_key="hải-quan", days=the_swap())
        assert [version.label for version in queries.calendar_versions("vn-office")] == ["2026.1"]

    def test_a_second_press_makes_no_second_version(self) -> None:
        before_the_swap()
        key = RequestKey.of("press", {"decree": "12729"})
        options: dict[str, Any] = {"actor": BINH, "at": CHRISTMAS, "calendar_key": "vn-office", "key": key}
        first = commands.enter_decree(days=the_swap(), **options)
        second = commands.enter_decree(days=the_swap(), **options)
        assert first.version == second.version == "2025.2"
        assert len(queries.calendar_versions("vn-office")) == 2

    def test_a_decree_costs_few_statements(self) -> None:
        before_the_swap()
        with CaptureQueriesContext(connection) as spent:
            commands.enter_decree(actor=BINH, at=CHRISTMAS, calendar_key="vn-office", days=the_swap())
        statements = [query["sql"] for query in spent if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert len(statements) <= 9


class TestClosure:
    STORM = {  # noqa: RUF012 - read only
        "actor": BINH,
        "calendar_key": "vn-office",
        "decision": "QĐ 99/QĐ-UBND",
        "name": "Bão số 3",
        "first_day": day("09/03/2026"),
        "last_day": day("11/03/2026"),
        "agencies": ["H49.201", "H49.202"],
    }

    def storm(self, **options: Any) -> commands.Published:
        given: dict[str, Any] = {"at": moment("08/03/2026 20:00"), "stops_terms": True} | self.STORM | options
        return commands.enter_closure(**given)

    def test_only_the_agencies_named_stand_still(self) -> None:
        commands.seed(actor=BINH, at=NEW_YEAR)
        published = self.storm()
        closed, other = queries.calendar(agency="H49.201"), queries.calendar(agency="H49.203")
        assert due("3 working_day", "06/03/2026 09:00", calendar=closed) == "16/03/2026 17:00"
        assert due("3 working_day", "06/03/2026 09:00", calendar=other) == "11/03/2026 17:00"
        assert other is queries.calendar()
        assert published.affected is not None
        assert published.affected.days == (day("09/03/2026"), day("10/03/2026"), day("11/03/2026"))
        found = closed.special(day("10/03/2026"))
        assert found is not None
        assert (found.name, found.decision) == ("Bão số 3", "QĐ 99/QĐ-UBND")

    def test_a_closure_may_leave_terms_running(self) -> None:
        commands.seed(actor=BINH, at=NEW_YEAR)
        self.storm(stops_terms=False)
        closed = queries.calendar(agency="H49.201")
        assert due("3 working_day", "06/03/2026 09:00", calendar=closed) == "11/03/2026 17:00"
        assert closed.next_opening(moment("08/03/2026 09:00")) == moment("12/03/2026 07:30")

    def test_a_closure_is_lifted_from_a_day_on(self) -> None:
        commands.seed(actor=BINH, at=NEW_YEAR)
        self.storm()
        lifted = commands.lift_closure(
            actor=BINH,
            at=moment("09/03/2026 20:00"),
            calendar_key="vn-office",
            closed_by="QĐ 99/QĐ-UBND",
            lifted_by="QĐ 101/QĐ-UBND",
            from_day=day("10/03/2026"),
        )
        assert due("3 working_day", "06/03/2026 09:00", calendar=queries.calendar(agency="H49.202")) == (
            "12/03/2026 17:00"
        )
        assert lifted.affected is not None
        assert lifted.affected.first == day("10/03/2026")
        assert queries.calendar_versions("vn-office")[0].decision == "QĐ 101/QĐ-UBND"
        with refused("special_day_not_entered"):
            commands.lift_closure(
                actor=BINH,
                at=moment("10/03/2026 20:00"),
                calendar_key="vn-office",
                closed_by="QĐ 99/QĐ-UBND",
                lifted_by="QĐ 102/QĐ-UBND",
                from_day=day("10/03/2026"),
            )

    @pytest.mark.parametrize(
        ("options", "code"),
        [
            ({"agencies": []}, "closure_without_agencies"),
            ({"decision": ""}, "special_day_without_decision"),
            ({"last_day": day("08/03/2026")}, "closure_days_in_wrong_order"),
            ({"last_day": day("08/03/2028")}, "closure_too_long"),
            ({"calendar_key": "hải-quan"}, "calendar_unknown"),
        ],
    )
    def test_what_no_decision_says_is_refused(self, options: dict[str, object], code: str) -> None:
        commands.seed(actor=BINH, at=NEW_YEAR)
        with refused(code):
            self.storm(**options)


class TestPublishing:
    def test_an_agency_may_have_a_calendar_of_its_own(self) -> None:
        six_days = WeeklyHours(days=(FULL_DAY,) * 6 + ((),))
        own = replace(
            definition(weekly=(six_days,)), key="customs", version="2026.1", settings=Settings(receipt_cutoff=time(15))
        )
        published = commands.publish_calendar(actor=BINH, at=NEW_YEAR, definition=own, decision="QĐ 5/QĐ-HQ")
        assert published.affected is None
        calendar = queries.calendar("customs")
        assert calendar.settings.receipt_cutoff == time(15)
        assert due("1 working_day", "06/03/2026 09:00", calendar=calendar) == "07/03/2026 17:00"
        assert queries.calendar_keys() == ["customs", "vn-office"]

    def test_a_version_is_published_once(self) -> None:
        own = definition()
        commands.publish_calendar(actor=BINH, at=NEW_YEAR, definition=own, decision="QĐ 1")
        with refused("calendar_version_taken"):
            commands.publish_calendar(actor=BINH, at=CHRISTMAS, definition=own, decision="QĐ 2")
        other = replace(own, version="2", settings=Settings(day_zero=DayZero.EFFECTIVE_DAY))
        commands.publish_calendar(actor=BINH, at=CHRISTMAS, definition=other, decision="QĐ 2")
        assert queries.calendar("made-up").settings.day_zero is DayZero.EFFECTIVE_DAY
        assert queries.calendar_version("made-up", "1").settings.day_zero is DayZero.RECEIPT_DAY

    def test_reception_hours_have_versions_too(self) -> None:
        evenings = Desk("evening", "", "Buổi tối", "Evenings", SATURDAY_MORNING.weekly)
        assert commands.publish_desk(actor=BINH, at=NEW_YEAR, desk=evenings, decision="QĐ 1") == "1"
        later = replace(evenings, name="Buổi tối thứ Năm")
        assert commands.publish_desk(actor=BINH, at=CHRISTMAS, desk=later, decision="QĐ 2") == "2"
        assert queries.desk("evening").name == "Buổi tối thứ Năm"
        assert queries.desk("evening", known_at=NEW_YEAR).name == "Buổi tối"
        assert queries.desk("evening", known_at=moment("01/01/2020 09:00")).name == "Buổi tối"
        assert queries.desk_keys() == ["evening", "saturday_morning"]


class TestReading:
    def test_without_a_published_calendar_the_packaged_one_counts(self) -> None:
        assert queries.calendar() is OFFICE
        assert queries.calendar("vn-office", known_at=CHRISTMAS) is OFFICE
        assert queries.calendar_version("vn-office", "2026.1") is OFFICE
        assert queries.desk("saturday_morning") is SATURDAY_MORNING

    def test_what_is_nowhere_is_refused(self) -> None:
        with refused("calendar_unknown"):
            queries.calendar("hải-quan")
        with refused("calendar_version_unknown"):
            queries.calendar_version("vn-office", "1999.1")
        with refused("desk_hours_unknown"):
            queries.desk("midnight")

    def test_a_known_calendar_is_not_compiled_again(self) -> None:
        commands.seed(actor=BINH, at=NEW_YEAR)
        first = queries.calendar(agency="H49.201")
        again = queries.calendar(agency="H49.201")
        assert again is first

    def test_the_database_keeps_its_own_rules(self) -> None:
        commands.seed(actor=BINH, at=NEW_YEAR)
        row = models.WorkingCalendar.objects.get()
        same_day = models.SpecialDay.objects.filter(calendar=row, day=day("17/02/2026")).get()
        for changes in ({}, {"day": day("03/03/2026"), "decision": ""}, {"day": day("03/03/2026"), "kind": "strike"}):
            same_day.pk = None
            for column, value in changes.items():
                setattr(same_day, column, value)
            with pytest.raises(IntegrityError), transaction.atomic():
                same_day.save(force_insert=True)
