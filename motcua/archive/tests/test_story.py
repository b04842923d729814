"""From the hand-over to the minutes: periods, the list of the year, a proposal, a decision, and what is left."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from motcua.archive import commands, entries, models, queries
from motcua.archive.tests.stories import BY_THE_HEAD, LATER, NEW_YEAR, Archive, all_is_well, digests, kept
from motcua.archive.types import Closing, Decision, Fate, Stage
from motcua.dossier import queries as dossier
from motcua.journal import commands as journal
from motcua.journal import queries as written
from motcua.journal.commands import recording
from motcua.journal.tests import golden
from motcua.kernel import clock
from motcua.kernel.types import Refused, system
from motcua.organisation import commands as offices
from motcua.organisation import queries as organisation
from motcua.organisation.types import Replacement, Role, Scope
from motcua.papers import commands as store
from motcua.papers import queries as papers
from motcua.papers.models import StoredFile
from motcua.papers.parts import PLAIN
from motcua.papers.scanning.tests import sheets
from motcua.papers.store.tests import corpus
from motcua.papers.types import Sheet
from motcua.process import queries as process

LAST_DAY = date(2046, 12, 31)
DECIDED = datetime(2047, 1, 6, 9, 0)
DAY = timedelta(days=1)


def refused(code: str) -> Any:
    return pytest.raises(Refused, match=code)


def sequence(stream: str) -> list[str]:
    return [entry.kind for entry in written.entries(stream)]


def printed_minutes(here: Archive, proposal: int, sheet: Sheet = PLAIN) -> str:
    clerk = here.house.clerk
    pdf = commands.print_minutes(actor=clerk.actor, scope=clerk.scope, at=DECIDED, destruction_id=proposal, sheet=sheet)
    return " ".join(sheets.text_of(pdf).split())


# --- periods ---


def test_a_finished_dossiers_files_are_kept_for_their_period_without_anybody_asking(here: Archive) -> None:
    finished = here.finished(1, 2)
    waiting = here.house.receive().dossier_id
    here.scan(waiting, corpus.pdf(pages=3))
    here.sweep(datetime(2026, 3, 3, 17, 0))
    assert kept(finished) == {LAST_DAY}
    assert kept(waiting) == {None}, "its period begins when it is finished"
    assert models.Awaited.objects.count() == 0


def test_a_period_is_never_made_shorter(here: Archive) -> None:
    finished = here.finished(1)
    (digest,) = digests(finished)
    file = papers.stored_file(digest)
    assert file is not None
    with recording(actor=system("test"), at=NEW_YEAR) as unit:
        store.retain_file(file.id, retention="court", until=date(2060, 5, 5), unit=unit)
    here.sweep(NEW_YEAR)
    assert kept(finished) == {date(2060, 5, 5)}
    here.close()
    (record,) = queries.record_page(here.agency_id, 2026)
    assert (record.keep_until, record.retention) == (date(2060, 5, 5), "court")


# --- the list of the year ---


def test_the_year_becomes_a_list_once_it_is_over(here: Archive) -> None:
    ids = [here.finished(1), here.finished(2), here.finished()]
    here.house.receive()
    with refused("archive_year_not_over"):
        here.close(at=datetime(2026, 12, 31, 23, 59))
    assert here.close(dry_run=True) == Closing(here.agency_id, 2026, 0, 3, is_dry_run=True)
    assert models.Year.objects.count() == 0
    assert here.close() == Closing(here.agency_id, 2026, 0, 3)
    records = queries.record_page(here.agency_id, 2026)
    assert [(one.written, one.dossier_id, one.keep_until) for one in records] == [
        (f"{number:02d}/2026", dossier_id, LAST_DAY) for number, dossier_id in enumerate(ids, start=1)
    ]
    assert {one.finished_on for one in records} == {date(2026, 3, 3)}
    assert kept(ids[0]) == {LAST_DAY}
    assert sequence(f"archive/{here.agency_id}/2026") == [entries.LISTED, entries.YEAR_CLOSED]
    assert all_is_well() == []


def test_closing_again_finds_nothing_and_what_came_late_goes_behind(here: Archive) -> None:
    here.finished()
    here.close()
    before = sequence(f"archive/{here.agency_id}/2026")
    assert here.close(at=NEW_YEAR + DAY) == Closing(here.agency_id, 2026, 1, 0)
    assert sequence(f"archive/{here.agency_id}/2026") == before
    late = here.finished()
    assert here.close(at=NEW_YEAR + 2 * DAY) == Closing(here.agency_id, 2026, 1, 1)
    assert [one.dossier_id for one in queries.record_page(here.agency_id, 2026, after=1)] == [late]
    assert all_is_well() == []


def test_a_closing_killed_between_two_batches_goes_on_where_it_was(
    here: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [here.finished() for _ in range(3)]
    monkeypatch.setattr("motcua.archive.commands.closing.AT_ONCE", 1)

    def killed(done: int, whole: int) -> None:
        assert whole == 3
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        commands.close_year(at=NEW_YEAR, agency_id=here.agency_id, year=2026, progress=killed)
    (row,) = queries.years([here.agency_id], today=NEW_YEAR.date())
    assert (row.listed, row.waiting, row.closed_at) == (2, 1, None)
    assert here.close() == Closing(here.agency_id, 2026, 2, 1)
    assert [one.dossier_id for one in queries.record_page(here.agency_id, 2026)] == ids
    assert all_is_well() == []


def test_the_clerk_asks_and_the_sweep_closes(here: Archive) -> None:
    here.finished(1)
    asked: dict[str, Any] = {"at": NEW_YEAR, "agency_id": here.agency_id, "year": 2026}
    for somebody in (here.house.officer, here.house.stranger, here.house.desk):
        with refused("archive_absent"):
            commands.ask_closing(actor=somebody.actor, scope=somebody.scope, **asked)
    clerk = here.house.clerk
    with refused("archive_year_not_over"):
        commands.ask_closing(actor=clerk.actor, scope=clerk.scope, **(asked | {"year": 2027}))
    commands.ask_closing(actor=clerk.actor, scope=clerk.scope, **asked)
    (row,) = queries.years([here.agency_id], today=NEW_YEAR.date())
    assert row.asked_at == NEW_YEAR
    here.sweep(NEW_YEAR)
    (row,) = queries.years([here.agency_id], today=NEW_YEAR.date())
    assert (row.listed, row.waiting, row.asked_at is None, row.closed_at is None) == (1, 0, True, False)


# --- destruction ---


def test_nothing_is_proposed_on_the_last_day_of_its_period(here: Archive) -> None:
    here.finished(1)
    here.close()
    with refused("archive_nothing_expired"):
        here.propose(at=datetime(2046, 12, 31, 23, 59))
    assert here.propose(at=datetime(2047, 1, 1, 0, 0))
    with refused("archive_nothing_expired"):
        here.propose(at=datetime(2047, 1, 1, 0, 1))


def test_only_the_head_of_the_agency_decides_and_a_stranger_learns_nothing(here: Archive) -> None:
    here.finished(1)
    here.close()
    with refused("archive_absent"):
        here.propose(by=here.house.stranger)
    with refused("archive_absent"):
        here.propose(by=here.house.officer)
    proposal = here.propose()
    with refused("archive_not_yours_to_decide"):
        here.decide(proposal, by=here.house.clerk)
    with refused("archive_absent"):
        here.decide(proposal, by=here.house.stranger)
    with refused("archive_absent"):
        queries.destruction(here.house.stranger.scope, proposal, today=DECIDED.date())
    with refused("archive_absent"):
        queries.year_row(here.house.stranger.scope, here.agency_id, 2026, today=LATER.date())
    with refused("archive_decision_incomplete"):
        here.decide(proposal, decision=Decision(" ", date(2047, 1, 6), "Chủ tịch"))
    with refused("archive_decision_day"):
        here.decide(proposal, decision=Decision("12", date(2047, 1, 7), "Chủ tịch"))
    here.decide(proposal)
    with refused("archive_decided_already"):
        here.decide(proposal)


def test_what_was_decided_is_destroyed_and_everything_still_verifies(here: Archive) -> None:
    one, other = here.finished(1, 2), here.finished(3)
    gone = digests(one) | digests(other)
    here.close()
    proposal = here.propose()
    here.decide(proposal)
    here.sweep(DECIDED)
    row = queries.destruction(here.house.clerk.scope, proposal, today=DECIDED.date())
    assert (row.stage, row.done, row.files_destroyed, row.files_left) == (Stage.FINISHED, 2, 3, 0)
    assert row.decision == BY_THE_HEAD
    files = StoredFile.objects.filter(digest__in=gone)
    assert {(file.decision, file.emptied_at is None) for file in files} == {("12/QĐ-UBND, 06/01/2047", False)}
    assert digests(one) == digests(other) == set()
    assert dossier.facts(one).papers == ()
    destroyed = [entry for entry in written.entries(f"destruction/{proposal}") if entry.kind == entries.FILE_DESTROYED]
    assert {entry.body["file"] for entry in destroyed} == gone
    assert sequence(f"dossier/{one}")[-1] == "dossier.papers_destroyed"
    said = process.dossier_view(here.house.officer.scope, one, at=DECIDED).timeline[0]
    assert said.title == "Files destroyed by decision, past their period"
    verified = store.verify_files(at=clock.now())
    assert verified.holds, verified.findings
    assert all_is_well() == []
    (year,) = queries.years([here.agency_id], today=DECIDED.date())
    assert (year.listed, year.destroyed, year.expired) == (2, 2, 0)


def test_a_file_that_another_dossier_needs_stays_for_that_one(here: Archive) -> None:
    shared = corpus.pdf(pages=7)
    old = here.finished(1, shared=shared)
    young = here.house.receive().dossier_id
    here.scan(young, shared)
    (common,) = digests(young)
    here.close()
    proposal = here.propose()
    here.decide(proposal)
    here.sweep(DECIDED)
    (named,) = queries.proposed(proposal)
    assert (named.fate, named.files_destroyed, named.files_left) == (Fate.DESTROYED, 1, 1)
    assert digests(old) == set()
    assert digests(young) == {common}
    file = papers.stored_file(common)
    assert file is not None
    assert file.destroyed_at is None
    assert all_is_well() == []


def test_what_came_under_a_longer_period_after_the_proposal_stays_whole(here: Archive) -> None:
    finished = here.finished(1, 2)
    before = digests(finished)
    here.close()
    proposal = here.propose()
    held = papers.stored_file(sorted(before)[0])
    assert held is not None
    with recording(actor=system("test"), at=LATER) as unit:
        store.retain_file(held.id, retention="court", until=date(2050, 12, 31), unit=unit)
    here.decide(proposal)
    here.sweep(DECIDED)
    (named,) = queries.proposed(proposal)
    assert (named.fate, named.record.keep_until) == (Fate.SPARED, date(2050, 12, 31))
    assert digests(finished) == before
    assert entries.DOSSIER_SPARED in sequence(f"destruction/{proposal}")
    with refused("archive_nothing_destroyed"):
        queries.minutes(here.house.clerk.scope, proposal, today=DECIDED.date())
    with refused("archive_nothing_expired"):
        here.propose(at=DECIDED + DAY)
    assert here.propose(at=datetime(2051, 1, 1, 8, 0))


def test_the_file_of_a_result_in_force_stays_with_the_register(here: Archive) -> None:
    finished = here.finished(1, 2)
    results = process.results_of_dossier(here.house.officer.scope, finished)
    result_file = sorted(digests(finished))[0]
    with recording(actor=system("test"), at=NEW_YEAR) as unit:
        store.file_result(unit, key=results[0].key, file=result_file)
    here.close()
    proposal = here.propose()
    here.decide(proposal)
    here.sweep(DECIDED)
    assert digests(finished) == {result_file}
    (named,) = queries.proposed(proposal)
    assert (named.files_destroyed, named.files_left) == (1, 1)
    assert all_is_well() == []


def test_a_destruction_killed_between_file_and_row_goes_on(here: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [here.finished(1), here.finished(2), here.finished(3)]
    here.close()
    proposal = here.propose()
    here.decide(proposal)
    calls, destroy = [], store.destroy_file

    def killed(*args: Any, **options: Any) -> Any:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return destroy(*args, **options)

    with monkeypatch.context() as patch:
        patch.setattr(store, "destroy_file", killed)
        with pytest.raises(KeyboardInterrupt):
            commands.carry_out(proposal, at=DECIDED)
    assert [bool(digests(one)) for one in ids] == [False, True, True], "each dossier's papers go together, or not"
    told: list[tuple[int, int]] = []
    commands.carry_out(proposal, at=DECIDED, progress=lambda done, whole: told.append((done, whole)))
    assert told == [(1, 2), (2, 2)]
    assert queries.destruction(here.house.clerk.scope, proposal, today=DECIDED.date()).stage is Stage.FINISHED
    assert all_is_well() == []


def test_a_proposal_is_withdrawn_and_made_again(here: Archive) -> None:
    here.finished(1)
    here.close()
    proposal = here.propose()
    with refused("archive_not_decided"):
        commands.carry_out(proposal, at=DECIDED)
    clerk = here.house.clerk
    commands.withdraw_destruction(actor=clerk.actor, scope=clerk.scope, at=DECIDED, destruction_id=proposal)
    with refused("archive_decided_already"):
        here.decide(proposal)
    assert queries.destruction(clerk.scope, proposal, today=DECIDED.date()).stage is Stage.WITHDRAWN
    assert here.propose(at=DECIDED) != proposal


def test_the_minutes_name_the_decision_and_every_dossier(here: Archive) -> None:
    finished = here.finished(1, 2)
    here.close()
    proposal = here.propose()
    here.decide(proposal)
    with refused("archive_not_finished"):
        queries.minutes(here.house.clerk.scope, proposal, today=DECIDED.date())
    here.sweep(DECIDED)
    text = printed_minutes(here, proposal)
    for words in (
        "BIÊN BẢN TIÊU HỦY TÀI LIỆU HẾT THỜI HẠN LƯU TRỮ",
        "Quyết định số 12/QĐ-UBND ngày 06 tháng 01 năm 2047 của Lê Văn Hùng, Chủ tịch",
        "01/2026",
        "03/03/2026",
        "31/12/2046",
        "Luật Lưu trữ số 33/2024/QH15",
    ):
        assert words in text
    assert dossier.facts(finished).code.replace("-", "") in text.replace(" ", "").replace("-", "")
    assert "Bản in" not in text
    again = printed_minutes(here, proposal, Sheet(is_bilingual=True))
    for words in ("Bản in lại lần 1", "Minutes of the destruction of records", "Số tệp đã tiêu hủy / Files destroyed"):
        assert words in again


def test_the_heir_of_an_agency_that_ended_keeps_its_archive(here: Archive) -> None:
    here.finished(1)
    here.close()
    heir, first_day = here.house.office.other, date(2030, 7, 1)
    steps: dict[str, Any] = {"replacements": [Replacement(here.agency_id, (heir,), heir)], "first_day": first_day}
    plan = organisation.plan_merger(**steps, decision="NQ 1")
    merging: dict[str, Any] = {**steps, "decision": "NQ 1", "token": plan.token}
    offices.merge(actor=system("test"), at=datetime(2030, 6, 1, 8, 0), **merging)
    clerk = Scope(frozenset({heir}), frozenset({heir}), roles=frozenset({Role.CLERK}))
    leader = Scope(frozenset({heir}), frozenset({heir}), roles=frozenset({Role.LEADER}))
    assert queries.kept_by(clerk, on=date(2030, 6, 30)) == {heir}
    assert queries.kept_by(clerk, on=first_day) == {heir, here.agency_id}
    assert queries.decided_by(clerk, on=first_day) == frozenset()
    whose: dict[str, Any] = {"actor": system("test"), "at": LATER}
    proposal = commands.propose_destruction(scope=clerk, agency_id=here.agency_id, **whose)
    commands.decide_destruction(
        actor=system("test"), scope=leader, at=DECIDED, destruction_id=proposal, decision=BY_THE_HEAD
    )
    assert queries.destruction(leader, proposal, today=DECIDED.date()).stage is Stage.DECIDED


# --- the record of all this ---


def test_every_kind_of_entry_is_written_as_it_always_was() -> None:
    place = {"year": 2026, "number": 7, "dossier_id": 12}
    text = {"text": 4, "hmac": "ab" * 32}
    bodies: dict[str, dict[str, Any]] = {
        entries.LISTED: {"agency_id": 5, "year": 2026, "dossiers": [[7, 12, "2046-12-31"], [8, 13, "9999-12-31"]]},
        entries.YEAR_CLOSED: {"listed": 8, "asked_by": "officer:QN-14"},
        entries.PACKED: {"dossiers": 8, "files": 31, "bytes": 90_000, "manifest": "ab" * 32},
        entries.DESTRUCTION_PROPOSED: {"agency_id": 5, "records": [7, 8]},
        entries.DESTRUCTION_WITHDRAWN: {},
        entries.DESTRUCTION_DECIDED: {"number": "12/QĐ-UBND", "decided_on": "2047-01-06", "decided_by": text},
        entries.FILE_DESTROYED: {**place, "file": "cd" * 32},
        entries.DOSSIER_DESTROYED: {**place, "files": 3, "left": 1},
        entries.DOSSIER_SPARED: {**place, "until": "2050-12-31"},
        entries.DESTRUCTION_FINISHED: {"files": 3, "left": 1},
    }
    assert set(bodies) == {kind.name for kind in entries.KINDS}
    for kind, body in bodies.items():
        golden.check(kind, body)


def test_the_reader_begins_anew_without_harm(here: Archive) -> None:
    finished = here.finished(1)
    here.sweep(datetime(2026, 3, 3, 17, 0))
    journal.rebuild(commands.AWAITING.name)
    assert models.Awaited.objects.count() == 1
    here.sweep(datetime(2026, 3, 4, 17, 0))
    assert kept(finished) == {LAST_DAY}
