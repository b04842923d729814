"""What people see of dossiers: only their own, for a fixed number of statements, and no name in public."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from motcua.dossier import commands, models, queries
from motcua.dossier.tests.examples import on
from motcua.dossier.tests.office import BINH, EVERYTHING, MORNING, Office, act, office, written
from motcua.dossier.types import (
    Action,
    AnswerSupplement,
    Apologise,
    AskConsultation,
    AskSupplement,
    Complete,
    Decide,
    Filters,
    HandOver,
    InvolvementRole,
    Listing,
    Outcome,
    Pause,
    Reappoint,
    ReturnMethod,
    State,
    Tracked,
)
from motcua.journal.commands import recording
from motcua.kernel import reference
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import NOTHING, Scope
from motcua.parties.tests.factories import AN, CUONG
from motcua.worktime.types import Term

pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]
NOON = on("02/03 12:00")


@pytest.fixture
def here() -> Office:
    return office()


def statements(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        ask()
    return len(captured)


def _track(code: str, second_fact: str, *, at: datetime) -> Tracked:
    with reference.held():
        return queries.tracked(queries.proved(queries.sought(code), second_fact), at=at)


class TestSight:
    def test_a_stranger_is_told_the_same_as_for_a_dossier_that_does_not_exist(self, here: Office) -> None:
        dossier_id = here.receive()
        code = models.Dossier.objects.get(id=dossier_id).code
        for scope in (here.stranger, NOTHING):
            for ask in (
                lambda scope=scope: queries.page(scope, dossier_id, at=NOON),
                lambda scope=scope: queries.by_code(scope, code),
                lambda scope=scope: queries.effect_of(scope, dossier_id, Decide(Outcome.GRANTED), at=NOON),
                lambda scope=scope: queries.page(scope, 999_999, at=NOON),
            ):
                with pytest.raises(Refused) as refused:
                    ask()
                assert refused.value.refusal == Refusal("no_such_dossier")
            assert queries.dossiers(scope, Filters(), at=NOON).rows == ()
            assert queries.by_ids(scope, [dossier_id], at=NOON) == ()
            assert queries.search(scope, code, at=NOON) == ()

    def test_the_receiving_the_resolving_and_the_consulted_agency_see_it(self, here: Office) -> None:
        dossier_id = here.receive()
        for agency in (here.receiving, here.resolving):
            assert queries.page(Scope(frozenset({agency})), dossier_id, at=NOON).id == dossier_id
        act(dossier_id, AskConsultation("police", here.other, Term.parse("3 working_day")), on("02/03 10:00"))
        assert queries.page(here.stranger, dossier_id, at=NOON).id == dossier_id

    def test_a_code_is_found_however_it_was_typed(self, here: Office) -> None:
        dossier_id = here.receive()
        assert queries.by_code(here.scope, " h49.201-260302-0001 ") == dossier_id
        filing_id = here.file()
        assert queries.by_code(here.scope, "H49.201-NT260302-0001") == filing_id
        with pytest.raises(Refused, match="no_such_dossier"):
            queries.by_code(EVERYTHING, "")


class TestLists:
    def test_what_is_due_first_stands_on_top_and_what_runs_no_date_last(self, here: Office) -> None:
        later, sooner, waiting = here.receive(on("03/03 09:00")), here.receive(), here.receive()
        act(waiting, AskSupplement(missing=("request",)), on("03/03 10:00"))
        rows = queries.dossiers(here.scope, Filters(), at=on("04/03 09:00")).rows
        assert [row.id for row in rows] == [sooner, later, waiting]
        assert rows[0].applicant == AN.name
        assert rows[0].procedure == "Cấp Giấy chứng nhận số nhà"

    def test_pages_follow_one_another_without_gap_or_repetition(self, here: Office) -> None:
        ids = [here.receive(on(f"{day:02d}/03 09:00")) for day in (2, 3, 4) for _ in range(3)]
        for dossier_id in ids[-2:]:
            act(dossier_id, Pause("tax"), on("05/03 09:00"))
        seen: list[int] = []
        after = None
        while True:
            page = queries.dossiers(here.scope, Filters(), at=on("05/03 10:00"), after=after, limit=2)
            seen += [row.id for row in page.rows]
            after = page.after
            if after is None:
                break
        assert seen == [*ids[:-2], *ids[-2:]]
        latest = queries.dossiers(here.scope, Filters(Listing.RECEIVED), at=on("05/03 10:00"), limit=4)
        rest = queries.dossiers(here.scope, Filters(Listing.RECEIVED), at=on("05/03 10:00"), after=latest.after)
        assert [row.id for row in (*latest.rows, *rest.rows)] == sorted(ids, reverse=True)

    def test_a_list_costs_the_same_for_three_and_for_thirty(self, here: Office) -> None:
        def ask() -> object:
            return queries.dossiers(here.scope, Filters(), at=NOON)

        for _ in range(3):
            here.receive()
        ask()
        few = statements(ask)
        for _ in range(27):
            here.receive()
        assert len(queries.dossiers(here.scope, Filters(), at=NOON).rows) == 30
        assert statements(ask) == few <= 4

    def test_every_list_holds_what_its_name_says(self, here: Office) -> None:
        overdue = here.receive(on("02/02 09:00"))
        soon = here.receive(on("23/02 09:00"))
        uncollected = here.receive()
        act(uncollected, Decide(Outcome.GRANTED), on("03/03 09:00"))
        act(uncollected, Complete(), on("03/03 10:00"))
        filing = here.file()
        unanswered = here.receive(on("09/02 09:00"))
        act(unanswered, AskSupplement(missing=("request",)), on("10/02 09:00"))
        with recording(actor=BINH, at=on("26/02 07:30"), recorded_at=on("26/02 07:30")) as unit:
            ringing = commands.fire_alarm(unit, commands.lock(unit, unanswered, seen=None), on("26/02 07:30"))
            commands.save(unit, ringing)
        at = on("07/03 09:00")

        def ids(listing: Listing, **narrower: Any) -> set[int]:
            filters = replace(Filters(listing), **narrower)
            return {row.id for row in queries.dossiers(here.scope, filters, at=at).rows}

        assert ids(Listing.OVERDUE) == {overdue}
        assert ids(Listing.DUE_SOON) == {soon}
        assert ids(Listing.FILINGS) == {filing}
        assert ids(Listing.UNCOLLECTED) == {uncollected}
        assert ids(Listing.CLOSING) == {unanswered}
        assert ids(Listing.ENDED) == {uncollected}
        assert ids(Listing.OPEN) == {overdue, soon, unanswered}
        assert ids(Listing.RECEIVED) == {overdue, soon, uncollected, unanswered}
        assert ids(Listing.RECEIVED, since=on("23/02 00:00").date(), until=on("23/02 00:00").date()) == {soon}
        assert ids(Listing.OPEN, states=frozenset({State.AWAITING_SUPPLEMENT})) == {unanswered}
        assert ids(Listing.OPEN, code="260223") == {soon}
        assert ids(Listing.OPEN, procedure_code="1.000001") == set()
        assert queries.count(here.scope, Filters(Listing.RECEIVED), at=at) == 4

    def test_the_desk_lists_what_it_received_for_others(self, here: Office) -> None:
        dossier_id = here.receive()
        desk = Scope(frozenset({here.receiving}))
        assert queries.dossiers(desk, Filters(), at=NOON).rows == ()
        received = queries.dossiers(desk, Filters(role=InvolvementRole.RECEIVES), at=NOON).rows
        assert [row.id for row in received] == [dossier_id]
        act(dossier_id, AskConsultation("police", here.other, Term.parse("3 working_day")), on("02/03 10:00"))
        asked = queries.dossiers(here.stranger, Filters(role=InvolvementRole.CONSULTED), at=NOON).rows
        assert [row.id for row in asked] == [dossier_id]

    def test_classes_that_differ_are_one_click_away(self, here: Office) -> None:
        same, differs = here.receive(), here.receive()
        act(differs, AskSupplement(missing=("request",)), on("04/03 10:00"))
        act(differs, AnswerSupplement(), on("12/03 15:30"))
        for dossier_id in (same, differs):
            act(dossier_id, Decide(Outcome.GRANTED), on("13/03 09:00" if dossier_id == same else "25/03 09:00"))
            act(dossier_id, Complete(), on("13/03 10:00" if dossier_id == same else "25/03 10:00"))
        rows = queries.dossiers(here.scope, Filters(Listing.CLASSES_DIFFER), at=on("26/03 09:00")).rows
        assert [(row.id, row.timeliness, row.timeliness_766) for row in rows] == [(differs, "early", "late")]


class TestSearch:
    def test_by_code_by_its_tail_by_name_and_by_number(self, here: Office) -> None:
        of_an, of_cuong = here.receive(of=AN), here.receive(of=CUONG)
        filing = here.file()

        def found(typed: str) -> list[int]:
            rows = queries.search(here.scope, typed, at=NOON)
            assert not isinstance(rows, Refusal)
            return [row.id for row in rows]

        assert found("260302-0001") == [of_an]
        assert found("h49.201-260302") == [of_cuong, of_an]
        assert found("H49.201-NT26") == [filing]
        assert found("dang quoc cuong") == [of_cuong]
        assert found("022090005678") == [of_cuong]
        assert found("không có ai tên thế") == []

    def test_a_search_that_could_be_anybody_is_refused(self, here: Office) -> None:
        answer = queries.search(here.scope, "An", at=NOON)
        assert isinstance(answer, Refusal)
        assert answer.code == "search_too_broad"


class TestPage:
    def test_it_shows_the_clock_the_way_and_the_words_that_were_typed(self, here: Office) -> None:
        dossier_id = here.receive()
        act(dossier_id, lambda unit: Apologise(written(unit, "Thiếu người"), on("20/03 17:00")), on("13/03 16:00"))
        act(dossier_id, Reappoint(on("20/03 17:00")), on("13/03 16:30"))
        with translation.override("vi"):
            page = queries.page(here.scope, dossier_id, at=on("16/03 09:00"))
        assert page.sequence == 3
        assert page.standing == "đến hạn hôm nay"
        assert page.explanation[0] == "Hạn trả: 17:00 thứ Hai 16/03/2026 (đến hạn hôm nay)"
        assert [entry.kind for entry in page.timeline] == [
            "dossier.received",
            "dossier.apologised",
            "dossier.reappointed",
        ]
        assert all(entry.title for entry in page.timeline)
        assert page.timeline[1].texts["reason"].content == "Thiếu người"
        assert page.declaration is not None
        assert page.declaration.applicants[0].name == AN.name
        assert page.agency_names[here.resolving] == "UBND phường Hồng Gai"

    def test_it_costs_the_same_however_long_the_way_was(self, here: Office) -> None:
        dossier_id = here.receive()
        queries.page(here.scope, dossier_id, at=NOON)
        short = statements(lambda: queries.page(here.scope, dossier_id, at=NOON))
        for day in range(3, 7):
            act(dossier_id, AskConsultation(f"p{day}", here.other, Term.parse("1 day")), on(f"{day:02d}/03 09:00"))
        act(dossier_id, lambda unit: Apologise(written(unit)), on("09/03 16:00"))
        assert statements(lambda: queries.page(here.scope, dossier_id, at=on("10/03 09:00"))) <= short + 1 <= 12

    def test_only_what_can_be_done_is_offered(self, here: Office) -> None:
        dossier_id = here.receive()
        offered = queries.possible_actions(queries.facts(dossier_id))
        assert Action.ASK_SUPPLEMENT in offered
        assert not {Action.REAPPOINT, Action.SETTLE_FEE, Action.ADJUST_CONTENT, Action.HAND_OVER} & set(offered)
        act(dossier_id, AskSupplement(missing=("request",)), on("03/03 09:00"))
        act(dossier_id, AnswerSupplement(), on("04/03 09:00"))
        assert Action.ASK_SUPPLEMENT not in queries.possible_actions(queries.facts(dossier_id))


class TestEffect:
    def test_the_date_after_a_command_is_known_before_it_is_confirmed(self, here: Office) -> None:
        dossier_id = here.receive()
        act(dossier_id, AskSupplement(missing=("request",)), on("04/03 10:00"))
        effect = queries.effect_of(here.scope, dossier_id, AnswerSupplement(), at=on("12/03 15:30"))
        assert (effect.due_before, effect.due_after, effect.moves) == (None, on("26/03 17:00"), True)
        assert effect.state is State.IN_PROGRESS
        assert len(effect.lines) == 1
        assert "tính lại từ đầu" in effect.lines[0]
        assert models.Dossier.objects.get(id=dossier_id).state == "awaiting_supplement"

    def test_waiting_shows_until_when(self, here: Office) -> None:
        dossier_id = here.receive()
        effect = queries.effect_of(here.scope, dossier_id, AskSupplement(missing=("request",)), at=on("04/03 10:00"))
        assert (effect.due_after, effect.waiting_until) == (None, on("19/03 00:00").date())

    def test_a_command_that_would_be_refused_says_so(self, here: Office) -> None:
        dossier_id = here.receive()
        effect = queries.effect_of(here.scope, dossier_id, HandOver(ReturnMethod.COUNTER), at=NOON)
        assert effect.refusal is not None
        assert effect.refusal.code == "not_completed"
        assert not effect.moves


class TestTracking:
    def test_the_code_and_the_last_digits_of_phone_or_number_open_a_masked_page(self, here: Office) -> None:
        dossier_id = here.receive()
        code = models.Dossier.objects.get(id=dossier_id).code
        for second_fact in ("5678", "1234"):
            tracked = _track(code.lower(), second_fact, at=NOON)
            assert tracked.code == code
            assert tracked.due_at == on("16/03 17:00")
            assert tracked.agency == "UBND phường Hồng Gai"
            assert tracked.applicant is not None
            assert AN.name not in str(tracked)
            assert "022195001234" not in str(tracked)
            assert "0912345678" not in str(tracked)

    @pytest.mark.parametrize(
        ("code", "second_fact"),
        [("H49.201-260302-0001", "9999"), ("H49.201-260302-0002", "5678"), ("", ""), ("H49.201-260302-0001", "")],
    )
    def test_one_refusal_whichever_was_wrong(self, here: Office, code: str, second_fact: str) -> None:
        here.receive()
        with pytest.raises(Refused) as refused:
            _track(code, second_fact, at=NOON)
        assert refused.value.refusal == Refusal("tracking_not_found")

    def test_what_opens_somebody_elses_dossier_does_not_open_this_one(self, here: Office) -> None:
        here.receive(of=CUONG)
        mine = here.receive(on("02/03 10:00"))
        here.receive(on("02/03 11:00"), of=CUONG)
        code = models.Dossier.objects.get(id=mine).code
        with pytest.raises(Refused, match="tracking_not_found"):
            _track(code, "4321", at=NOON)
        tracked = _track(code, "5678", at=NOON)
        assert [milestone.at for milestone in tracked.milestones] == [on("02/03 10:00")]

    def test_a_waiting_dossier_says_what_is_missing_and_until_when(self, here: Office) -> None:
        dossier_id = here.receive()
        act(dossier_id, AskSupplement(missing=("request",)), on("04/03 10:00"))
        tracked = _track("H49.201-260302-0001", "5678", at=on("05/03 09:00"))
        assert (tracked.missing, tracked.waiting_until) == (("Đơn đề nghị",), on("19/03 00:00").date())
        assert [milestone.at for milestone in tracked.milestones] == [MORNING, on("04/03 10:00")]

    def test_a_filing_is_followed_by_its_own_number(self, here: Office) -> None:
        here.file()
        tracked = _track("H49.201-NT260302-0001", "5678", at=NOON)
        assert (tracked.state, tracked.answer_due_at) == (State.FILED, on("03/03 09:00"))

    def test_it_costs_one_statement(self, here: Office) -> None:
        here.receive()
        _track("H49.201-260302-0001", "5678", at=NOON)
        # The other asks for the agencies' names, which are not kept in the transaction that made the agencies.
        assert statements(lambda: _track("H49.201-260302-0001", "5678", at=NOON)) == 2


class TestCheck:
    def test_a_sound_house_has_no_fault_and_no_gap(self, here: Office) -> None:
        here.file()
        dossier_id = here.receive()
        act(dossier_id, Pause("tax"), on("03/03 09:00"))
        assert list(queries.faults()) == []
        assert list(queries.silent_gaps()) == []

    def test_a_row_that_was_changed_behind_the_journal_is_found(self, here: Office) -> None:
        dossier_id, other = here.receive(), here.receive()
        models.Dossier.objects.filter(id=dossier_id).update(due_at=datetime(2026, 4, 1, 17, 0))
        models.Involvement.objects.filter(dossier_id=other, agency_id=here.receiving).delete()
        faults = {fault.dossier_id: fault.columns for fault in queries.faults()}
        assert faults == {dossier_id: ("due_at",), other: ("involved",)}

    def test_a_code_that_vanished_is_found(self, here: Office) -> None:
        here.receive()
        vanished = here.receive()
        models.Dossier.objects.filter(id=vanished).update(code="H49.201-260302-0009")
        assert list(queries.silent_gaps()) == [f"dossier:{here.resolving}:260302 2"]
