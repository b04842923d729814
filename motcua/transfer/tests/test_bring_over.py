"""An office comes over: row by row, dry run first, codes and promised dates kept, classes by our own rules."""

import json
from datetime import date, datetime

import pytest

from motcua.dossier import models
from motcua.dossier import queries as dossiers
from motcua.dossier.tests.office import Office
from motcua.dossier.types import State, Timeliness
from motcua.insight import queries as insight
from motcua.insight.commands import LEDGER
from motcua.insight.queries import Cut
from motcua.insight.types import By, Period
from motcua.journal.commands import catch_up
from motcua.journal.queries import entries, last_position, verify
from motcua.kernel.types import Actor, ActorKind, Refused
from motcua.organisation import commands as organisation
from motcua.organisation import queries as agencies
from motcua.organisation.tests.factories import ACTOR, DECISION, establish
from motcua.organisation.types import EVERYTHING, Level, Replacement
from motcua.parties import queries as persons
from motcua.process import queries as process
from motcua.process.tests.offices import receive, staffed
from motcua.transfer.commands import bring_over
from motcua.transfer.types import Fate, Report

pytestmark = pytest.mark.django_db

HAND = Actor(ActorKind.IMPORT, "migrate-in")
THE_MOVE = datetime(2026, 4, 1, 8, 0)
RUNNING = {
    "code": "000.00.201.H49-260302-0117",
    "procedure": "9.000001",
    "agency": "000.00.201.H49",
    "receiving": "H49.201.99",
    "state": "in_progress",
    "received": "2026-03-02 09:00",
    "due": "2026-04-08",
    "name": "Nguyễn Thị Thu An",
    "personal_number": "022195001234",
}
DONE = RUNNING | {
    "code": "000.00.201.H49-260302-0118",
    "state": "Đã trả kết quả",
    "due": "16/03/2026",
    "completed": "13/03/2026 16:00",
    "handed_over": "16/03/2026 08:00",
}


@pytest.fixture
def here() -> Office:
    return staffed()


def bring(*rows: dict[str, str], is_dry_run: bool = False, at_once: int = 200) -> Report:
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return bring_over(actor=HAND, at=THE_MOVE, text=text, source="HTTT cũ", is_dry_run=is_dry_run, at_once=at_once)


def said(report: Report) -> list[tuple[Fate, list[tuple[str, str]]]]:
    return [(line.fate, [(one.column, one.said.code) for one in line.remarks]) for line in report.lines]


class TestGoodRows:
    def test_a_running_dossier_keeps_its_code_and_its_promise_and_lies_on_a_desk(self, here: Office) -> None:
        report = bring(RUNNING)
        assert said(report) == [(Fate.TAKEN_OVER, [])]
        dossier_id = dossiers.by_code(EVERYTHING, RUNNING["code"])
        row = models.Dossier.objects.get(id=dossier_id)
        assert (row.due_at, row.received_at) == (datetime(2026, 4, 8, 17, 0), datetime(2026, 3, 2, 9, 0))
        assert (row.resolving_agency_id, row.receiving_agency_id) == (here.resolving, here.receiving)
        assert [work.step_key for work in process.open_work(dossier_id)] == ["appraise"]
        explained = dossiers.explain(dossier_id, at=THE_MOVE, language="en")
        assert any("as promised" in line for line in explained), explained
        assert list(dossiers.faults()) == []
        assert verify().holds

    def test_a_vietnamese_sheet_with_semicolons_reads_as_well(self, here: Office) -> None:
        text = (
            "\ufeffMã hồ sơ;Mã thủ tục;Cơ quan giải quyết;Trạng thái;Ngày tiếp nhận;Ngày hẹn trả;"
            "Họ và tên;Số định danh\n"
            "H49.201-260302-0119;9.000001;H49.201;Đang giải quyết;02/03/2026 09:00;08/04/2026;Lê Thị Mai;022195001234\n"
        )
        report = bring_over(actor=HAND, at=THE_MOVE, text=text, source="HTTT cũ", is_dry_run=False)
        assert said(report) == [(Fate.TAKEN_OVER, [])]
        assert report.lines[0].number == 2

    def test_history_counts_on_its_own_days_and_a_wrong_class_is_said(self, here: Office) -> None:
        report = bring(RUNNING, DONE | {"class": "đúng hạn"})
        assert said(report)[1] == (Fate.TAKEN_OVER, [("class", "transfer_class_differs")])
        assert dossiers.facts(dossiers.by_code(EVERYTHING, DONE["code"])).timeliness is Timeliness.EARLY
        catch_up(LEDGER.name)
        march = Period(date(2026, 2, 15), date(2026, 3, 14))
        figures = insight.period_table(march, by=By.AGENCY, cut=Cut(scope=EVERYTHING)).total.figures
        assert (figures.counter, figures.early, figures.open) == (2, 1, 1)

    @pytest.mark.parametrize(
        ("changes", "state"),
        [
            ({"state": "tạm dừng", "paused": "2026-03-20 10:00", "pause_reason": "tax"}, State.PAUSED),
            ({"state": "chờ bổ sung", "supplement_asked": "2026-03-30"}, State.AWAITING_SUPPLEMENT),
            ({"state": "decided", "decided": "2026-03-30"}, State.DECIDED),
            ({"state": "completed", "completed": "2026-03-30", "outcome": "từ chối"}, State.COMPLETED),
            ({"state": "rút hồ sơ", "ended": "2026-03-30"}, State.STOPPED),
            ({"state": "đóng hồ sơ", "supplement_asked": "2026-03-03", "ended": "2026-03-20"}, State.CLOSED_UNANSWERED),
        ],
    )
    def test_each_state_comes_over(self, here: Office, changes: dict[str, str], state: State) -> None:
        assert said(bring(RUNNING | changes)) == [(Fate.TAKEN_OVER, [])]
        assert dossiers.facts(dossiers.by_code(EVERYTHING, RUNNING["code"])).state is state
        assert list(dossiers.faults()) == []

    def test_what_is_doubtful_about_a_person_is_kept_and_said(self, here: Office) -> None:
        rows = [
            RUNNING | {"personal_number": "12345"},
            RUNNING | {"code": "H49.201-260302-0002", "personal_number": ""},
            RUNNING | {"code": "H49.201-260302-0003", "phone": "không có"},
            RUNNING | {"code": "H49.201-260302-0004", "born": "01/02/1960"},
        ]
        report = bring(*rows)
        assert {line.fate for line in report.lines} == {Fate.TAKEN_OVER}
        assert [[one.column for one in line.remarks] for line in report.lines] == [
            ["personal_number"],
            ["personal_number"],
            ["phone"],
            ["personal_number"],
        ]
        facts = dossiers.facts(dossiers.by_code(EVERYTHING, RUNNING["code"]))
        declared = persons.declarations([facts.declaration.id])[facts.declaration.id]
        identity = declared.applicants[0].identity
        assert identity is not None
        assert identity.number == "12345"

    def test_a_company_is_known_by_its_tax_code(self, here: Office) -> None:
        company = RUNNING | {"personal_number": "", "tax_code": "0100233488", "name": "Công ty TNHH Hạ Long Xanh"}
        assert said(bring(company))[0][0] is Fate.TAKEN_OVER
        facts = dossiers.facts(dossiers.by_code(EVERYTHING, RUNNING["code"]))
        assert facts.subject.applicant_kind.value == "enterprise"

    def test_an_open_dossier_of_an_agency_that_ended_goes_to_its_heir_and_history_stays(self, here: Office) -> None:
        heir = establish("H49.202", "UBND phường Hạ Long", level=Level.COMMUNE)
        replacements = [Replacement(here.resolving, (heir,), heir_id=heir)]
        plan = agencies.plan_merger(replacements=replacements, first_day=date(2026, 3, 25), decision=DECISION)
        organisation.merge(
            actor=ACTOR,
            at=datetime(2026, 3, 20, 8, 0),
            replacements=replacements,
            first_day=date(2026, 3, 25),
            decision=DECISION,
            token=plan.token,
        )
        report = bring(RUNNING | {"receiving": ""}, DONE | {"receiving": ""})
        assert [line.fate for line in report.lines] == [Fate.TAKEN_OVER, Fate.TAKEN_OVER]
        open_one, done = (dossiers.facts(line.dossier_id) for line in report.lines if line.dossier_id)
        assert open_one.subject.resolving_agency_id == heir
        assert done.subject.resolving_agency_id == here.resolving

    @pytest.mark.parametrize(
        ("receiving", "resolving", "crosses"),
        [
            ("", "H49.201", False),
            ("H49.201.99", "H49.201", False),
            ("H49.201.98", "H49.201", False),
            ("H49.99", "H49.16", False),
            ("H49.99", "H49.201", True),
            ("H49.202", "H49.201", True),
        ],
    )
    def test_what_was_received_for_another_place_says_so(
        self, here: Office, receiving: str, resolving: str, crosses: bool
    ) -> None:
        establish("H49.202", "UBND phường Hạ Long", level=Level.COMMUNE)
        (line,) = bring(DONE | {"receiving": receiving, "agency": resolving}).lines
        assert line.dossier_id is not None
        assert dossiers.facts(line.dossier_id).subject.cross_boundary is crosses

    def test_before_the_first_version_the_nearest_one_is_used_and_said(self, here: Office) -> None:
        old = DONE | {"received": "2025-12-01", "due": "2025-12-15", "completed": "2025-12-15", "handed_over": ""}
        assert said(bring(old | {"state": "completed"})) == [
            (Fate.TAKEN_OVER, [("procedure", "transfer_other_version")])
        ]


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"procedure": "9.999999"}, "procedure", "procedure_unknown"),
        ({"agency": "H49.777"}, "agency", "agency_code_unknown"),
        ({"agency": "777.H49"}, "agency", "identifier_malformed"),
        ({"receiving": "000.00.778.H49"}, "receiving", "agency_code_unknown"),
        ({"due": ""}, "due", "transfer_due_missing"),
        ({"due": "2026-02-27"}, "due", "imported_due_before_receipt"),
        ({"due": "thứ sáu"}, "due", "transfer_moment_unreadable"),
        ({"received": "2026-04-02"}, "received", "transfer_in_the_future"),
        ({"state": "completed", "completed": "2026-04-01 08:01"}, "completed", "transfer_in_the_future"),
        ({"state": "completed", "completed": "2026-03-01"}, "received", "imported_times_out_of_order"),
        ({"state": "completed"}, "state", "imported_state_unfit"),
        ({"state": "lưu kho"}, "state", "transfer_word_unknown"),
        ({"state": ""}, "state", "transfer_cell_empty"),
        ({"state": "paused", "paused": "2026-03-20", "pause_reason": "bận"}, "pause_reason", "transfer_word_unknown"),
        ({"case": "khac"}, "case", "transfer_word_unknown"),
        ({"step": "tham_dinh"}, "step", "step_unknown"),
        ({"officer": "QN-404"}, "officer", "officer_absent"),
        ({"quantity": "0"}, "quantity", "transfer_number_unreadable"),
        ({"class": "tốt"}, "class", "transfer_word_unknown"),
        ({"name": "123"}, "name", "name_unreadable"),
        ({"code": ""}, "code", "transfer_cell_empty"),
    ],
)
def test_a_bad_row_is_refused_with_its_column_and_the_good_one_comes_in(
    here: Office, changes: dict[str, str], column: str, code: str
) -> None:
    report = bring(RUNNING | changes, DONE)
    assert said(report) == [(Fate.REFUSED, [(column, code)]), (Fate.TAKEN_OVER, [])]
    assert models.Dossier.objects.count() == 1
    assert not list(persons.faults_of_the_journal())


class TestTheSameFileAgain:
    def test_changes_nothing_and_says_so(self, here: Office) -> None:
        first = bring(RUNNING, DONE)
        before = last_position()
        again = bring(RUNNING, DONE)
        assert [line.fate for line in again.lines] == [Fate.KNOWN, Fate.KNOWN]
        assert [line.dossier_id for line in again.lines] == [line.dossier_id for line in first.lines]
        assert last_position() == before

    def test_a_code_with_other_dates_is_another_dossier(self, here: Office) -> None:
        bring(RUNNING)
        other = bring(RUNNING | {"due": "2026-04-09"})
        assert said(other) == [(Fate.REFUSED, [("code", "transfer_code_of_another")])]

    def test_a_code_twice_in_one_file_is_refused_the_second_time(self, here: Office) -> None:
        report = bring(RUNNING, DONE, RUNNING)
        assert said(report)[2] == (Fate.REFUSED, [("code", "transfer_code_twice")])
        assert report.lines[2].remarks[0].said.values["line"] == 1

    def test_a_code_of_ours_is_not_taken(self, here: Office) -> None:
        mine = receive(here, datetime(2026, 3, 2, 9, 0))
        report = bring(RUNNING | {"code": mine.code})
        assert said(report) == [(Fate.REFUSED, [("code", "transfer_code_of_another")])]


def test_the_dry_run_says_the_same_and_writes_nothing(here: Office) -> None:
    rows = [RUNNING, DONE | {"class": "late"}, RUNNING | {"code": "X-1", "step": "tham_dinh"}]
    before = last_position()
    dry = bring(*rows, is_dry_run=True)
    assert last_position() == before
    assert models.Dossier.objects.count() == 0
    assert said(dry) == said(bring(*rows))
    assert dry.is_dry_run


def test_stopped_in_the_middle_the_file_is_simply_given_again(here: Office) -> None:
    rows = [RUNNING | {"code": f"H49.201-260302-{number:04d}"} for number in range(1, 8)]
    text = "\n".join(json.dumps(row) for row in rows)

    class PowerCutError(Exception):
        pass

    def cut(done: int, _of: int) -> None:
        if done == 4:
            raise PowerCutError

    with pytest.raises(PowerCutError):
        bring_over(actor=HAND, at=THE_MOVE, text=text, source="HTTT cũ", is_dry_run=False, progress=cut, at_once=2)
    assert models.Dossier.objects.count() == 4
    report = bring_over(actor=HAND, at=THE_MOVE, text=text, source="HTTT cũ", is_dry_run=False, at_once=2)
    assert [report.count(fate) for fate in (Fate.KNOWN, Fate.TAKEN_OVER, Fate.REFUSED)] == [4, 3, 0]


def test_codes_drawn_later_never_collide_with_those_brought_over(here: Office) -> None:
    bring(RUNNING | {"code": "H49.201-260401-0005", "received": "2026-04-01 07:40", "due": "2026-04-15"})
    new = receive(here, datetime(2026, 4, 1, 9, 0))
    assert new.code == "H49.201-260401-0006"
    assert list(dossiers.silent_gaps()) == []


def test_a_file_without_its_columns_is_refused_whole(here: Office) -> None:
    with pytest.raises(Refused, match="transfer_columns_missing"):
        bring_over(actor=HAND, at=THE_MOVE, text="code,name\n1,An\n", source="HTTT cũ", is_dry_run=True)


def test_the_entry_says_where_it_came_from(here: Office) -> None:
    (line,) = bring(RUNNING).lines
    first = next(iter(entries(stream=f"dossier/{line.dossier_id}")))
    assert (first.kind, first.body["source"], first.actor.kind) == ("dossier.imported", "HTTT cũ", ActorKind.IMPORT)
