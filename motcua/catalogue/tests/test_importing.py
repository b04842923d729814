"""Importing: procedures become findable, what was read waits for a person, and a second time changes nothing."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from pytest_django.fixtures import DjangoAssertNumQueries

from motcua.catalogue import commands, models, queries
from motcua.catalogue.tests.factories import ACTOR, AT, TODAY, house_number
from motcua.catalogue.tests.import_factory import (
    detail,
    hundred,
    json_lines,
    national_list,
    paper,
    portal,
    reading,
    way,
)
from motcua.catalogue.types import AuthorityLevel, BadSource, ImportReport, Reading, Status
from motcua.journal.queries import entries, verify
from motcua.kernel.types import Refusal

pytestmark = pytest.mark.django_db


def take_in(read: Reading) -> ImportReport:
    return commands.import_drafts(actor=ACTOR, at=AT, reading=read)


def statuses(report: ImportReport) -> list[tuple[str, str]]:
    return [(line.code, line.status.value) for line in report.lines]


def test_what_is_imported_is_found_but_takes_no_dossiers(tmp_path: Path) -> None:
    take_in(reading(tmp_path, json_lines([detail(1)])))
    (found,) = queries.search("biển tên ngõ")
    assert (found.listing.code, found.has_version) == ("7.000001", False)
    assert found.listing.levels == {AuthorityLevel.COMMUNE}
    refusal = queries.current_version("7.000001", TODAY)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "procedure_without_version"


def test_what_was_read_is_kept_as_it_was_read(tmp_path: Path) -> None:
    read = reading(tmp_path, json_lines(hundred()))
    take_in(read)
    for row in read.rows:
        kept = queries.draft(row.draft.code)
        assert kept is not None
        assert (kept.draft, kept.marks) == (row.draft, row.marks)


def test_reading_a_file_again_changes_nothing(tmp_path: Path) -> None:
    read = reading(tmp_path, json_lines(hundred()))
    first = take_in(read)
    assert (first.count(Status.ADDED), first.count(Status.UNCHANGED)) == (100, 0)
    before = (entries(stream="procedure/7.000500"), models.Procedure.objects.get(code="7.000500").stream_sequence)
    again = take_in(read)
    assert (again.count(Status.ADDED), again.count(Status.UNCHANGED)) == (0, 100)
    assert before == (
        entries(stream="procedure/7.000500"),
        models.Procedure.objects.get(code="7.000500").stream_sequence,
    )
    assert verify().holds


def test_the_difference_names_what_was_added_changed_and_is_gone(tmp_path: Path) -> None:
    take_in(reading(tmp_path, json_lines([detail(1), detail(2), detail(3)])))
    changed = detail(2, name="Đăng ký biển tên phố", channels=[way(qty=8, unit="HOUR")])
    read = reading(tmp_path, json_lines([detail(1), changed, detail(4), "{"]))
    foreseen = queries.compare_import(read)
    assert statuses(foreseen) == [
        ("7.000001", "unchanged"),
        ("7.000002", "changed"),
        ("7.000004", "added"),
        ("", "refused"),
        ("7.000003", "gone"),
    ]
    assert foreseen.lines[1].changed == ("name", "ways", "marks")
    assert foreseen.lines[1].marks == ("hour_unsaid",)
    assert take_in(read) == foreseen
    assert queries.draft("7.000003") is not None
    (*_, entry) = entries(stream="procedure/7.000002")
    assert entry.kind == "catalogue.draft_read"
    assert (entry.body["changed"], entry.body["marks"]) == (["name", "ways", "marks"], ["hour_unsaid"])


def test_looking_first_writes_nothing(tmp_path: Path) -> None:
    report = queries.compare_import(reading(tmp_path, json_lines([detail(1)])))
    assert statuses(report) == [("7.000001", "added")]
    assert not models.Procedure.objects.exists()


def test_an_answer_about_one_procedure_says_nothing_about_the_others(tmp_path: Path) -> None:
    take_in(reading(tmp_path, json_lines([portal(1), portal(2)])))
    assert statuses(take_in(reading(tmp_path, json_lines([portal(1)])))) == [("8.000001", "unchanged")]


def test_the_list_does_not_wipe_out_what_the_details_said(tmp_path: Path) -> None:
    take_in(reading(tmp_path, json_lines([detail(1)])))
    rows = [{"code": "7.000001", "name": "Đăng ký biển tên ngõ", "fields": "Trang trí đường phố"}]
    take_in(reading(tmp_path, national_list(rows), "danh-muc.csv"))
    listing = queries.listing("7.000001")
    assert listing is not None
    assert (listing.name, listing.levels) == ("Đăng ký biển tên ngõ", frozenset({AuthorityLevel.COMMUNE}))
    kept = queries.draft("7.000001")
    assert kept is not None
    assert len(kept.draft.ways) == 2


def test_what_is_published_keeps_its_words(tmp_path: Path) -> None:
    commands.publish(actor=ACTOR, at=AT, version=house_number())
    take_in(reading(tmp_path, json_lines([detail(1, code="9.000001", name="Tên khác hẳn")])))
    listing = queries.listing("9.000001")
    assert listing is not None
    assert listing.name == "Cấp Giấy chứng nhận số nhà"
    assert queries.draft("9.000001") is not None


def test_a_branch_is_not_shown_as_the_communes(tmp_path: Path) -> None:
    take_in(reading(tmp_path, json_lines([detail(1, field="Hải quan", levels=["province", "commune"])])))
    listing = queries.listing("7.000001")
    assert listing is not None
    assert listing.levels == {AuthorityLevel.PROVINCE}


def test_fields_the_house_knows_get_its_key(tmp_path: Path) -> None:
    take_in(reading(tmp_path, json_lines([detail(1, field="Hộ tịch"), detail(2), detail(3, field="")])))
    listings = [queries.listing(f"7.00000{number}") for number in (1, 2, 3)]
    assert [listing.field_code for listing in listings if listing] == ["ho_tich", "trang_tri_duong_pho", ""]


def test_many_rows_need_few_statements_to_compare(
    tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    read = reading(tmp_path, json_lines(hundred()))
    with django_assert_num_queries(2):
        queries.compare_import(read)


class TestText:
    def text(self, folder: Path, record: dict[str, object], **finishing: Any) -> str:
        take_in(reading(folder, json_lines([record])))
        kept = queries.draft(str(record["code"]))
        assert kept is not None
        return queries.draft_text(kept, **finishing)

    def test_a_draft_without_questions_can_be_published_by_a_person(self, tmp_path: Path) -> None:
        channels = [way("DIRECT", 5), way("ONLINE", 3)]
        text = self.text(tmp_path, detail(channels=channels), effective_from=TODAY, process="on_site_5")
        version = queries.read_text("7.000001.yaml", text)
        commands.publish(actor=ACTOR, at=AT, version=version)
        assert {str(rule.term): sorted(rule.channels) for rule in version.terms} == {
            "5 working_day": ["counter"],
            "3 working_day": ["online"],
        }
        assert (version.field.code, version.field.name) == ("trang_tri_duong_pho", "Trang trí đường phố")

    def test_fees_papers_and_results_are_taken_over(self, tmp_path: Path) -> None:
        text = self.text(tmp_path, detail(), effective_from=TODAY, process="on_site_5")
        version = queries.read_text("7.000001.yaml", text)
        (charge,) = version.fees
        assert (charge.kind, charge.amount, charge.label.vi, charge.channels) == (
            "charge",
            50_000,
            "Lệ phí",
            frozenset(),
        )
        assert [(part.kind, part.originals, part.copies) for part in version.components] == [
            ("form", 1, 0),
            ("submit", 0, 1),
        ]
        assert version.result is not None
        assert version.result.code == "KQ.X99.000001"

    def test_what_no_source_says_is_asked_of_the_person(self, tmp_path: Path) -> None:
        with pytest.raises(BadSource) as bad:
            queries.read_text("7.000001.yaml", self.text(tmp_path, detail()))
        assert {(fault.code, fault.path) for fault in bad.value.faults} == {
            ("missing", "effective_from"),
            ("missing", "process"),
        }

    def test_open_questions_stand_in_the_text_and_forbid_publication(self, tmp_path: Path) -> None:
        record = detail(documents=[paper(), paper("Ghi chú: mang theo bút")])
        text = self.text(tmp_path, record, effective_from=TODAY, process="on_site_5")
        with pytest.raises(BadSource) as bad:
            queries.read_text("7.000001.yaml", text)
        (fault,) = bad.value.faults
        assert fault.code == "awaits_a_person"
        assert "mang theo bút" in queries.fault_sentence(fault)
        answered = text[: text.index("marks:")]
        assert [part.label.vi for part in queries.read_text("7.000001.yaml", answered).components] == [paper()["name"]]

    def test_an_undecided_term_is_left_out(self, tmp_path: Path) -> None:
        record = detail(channels=[way(qty=8, unit="HOUR")])
        text = self.text(tmp_path, record, effective_from=TODAY, process="on_site_5")
        assert "terms:" not in text

    def test_cases_keep_their_terms(self, tmp_path: Path) -> None:
        cases = [
            {"code": "7.1.01", "name": "Ngõ mới", "qty": 5, "unit": "WORKING_DAY"},
            {"code": "7.1.02", "name": "Ngõ cũ", "qty": 2, "unit": "WORKING_DAY"},
        ]
        channels = [way("DIRECT", 5), way("ONLINE", 2)]
        text = self.text(tmp_path, detail(channels=channels, cases=cases), effective_from=TODAY, process="on_site_5")
        version = queries.read_text("7.000001.yaml", text)
        assert [(case.label.vi, str(rule.term)) for case, rule in zip(version.cases, version.terms, strict=True)] == [
            ("Ngõ mới", "5 working_day"),
            ("Ngõ cũ", "2 working_day"),
        ]


def test_people_read_the_report_in_their_language(tmp_path: Path) -> None:
    report = queries.compare_import(reading(tmp_path, json_lines([detail(1), portal(1, TRANGTHAI=0), "{"])))
    with translation.override("en"):
        lines = list(queries.import_lines(report, dry_run=True))
    assert lines[0].startswith("line 3, –: refused, this is not JSON")
    assert lines[1] == "1 to decide: the source says that the procedure is not public"
    assert "2 added, 0 changed, 0 unchanged, 0 gone, 1 refused; 1 await a person." in lines[2]
    assert lines[3] == "Nothing was written."
    with translation.override("vi"):
        vietnamese = list(queries.import_lines(report, dry_run=True))
    assert all(said != english for said, english in zip(vietnamese, lines, strict=True))


def test_the_sheet_of_a_draft_lists_its_questions(tmp_path: Path) -> None:
    take_in(reading(tmp_path, json_lines([detail(1), detail(2, channels=[way(qty=8, unit="HOUR")])])))
    sheets = [kept for kept in (queries.draft("7.000001"), queries.draft("7.000002")) if kept]
    with translation.override("en"):
        sound, odd = (list(queries.draft_lines(kept)) for kept in sheets)
    assert sound[-1] == "Nothing awaits a decision."
    assert odd[-1].startswith("  - ways[0]: nothing says whether working hours or hours of the clock are meant")
