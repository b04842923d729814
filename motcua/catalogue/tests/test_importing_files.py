"""Every row of a file is read or reported with its line and its reason, whatever the other rows are like."""

import gzip
import json
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from motcua.catalogue import queries
from motcua.catalogue.importing import reading as files
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
from motcua.catalogue.types import ImportLine, Shape, Status, UnknownShape


def test_a_hundred_records_with_every_oddity_are_all_read(tmp_path: Path) -> None:
    records = hundred()
    assert len(records) == 100
    found = reading(tmp_path, json_lines(records))
    assert found.refused == ()
    assert [row.line for row in found.rows] == list(range(1, 101))


@pytest.mark.parametrize(
    ("row", "reason", "where"),
    [
        ('{"code": "7.000001", "name": ', "not_json", ""),
        ("không phải JSON", "not_json", ""),
        ('{"code": "7.000001", "name": "A", "channels": NaN}', "not_json", ""),
        ("[" * 100_000, "not_json", ""),
        ("17", "object_expected", ""),
        ({"name": "Không mã"}, "code_missing", "code"),
        ({"code": "   ", "name": "Không mã"}, "code_missing", "code"),
        ({"code": "7." + "0" * 30, "name": "Mã dài"}, "code_too_long", "code"),
        ({"code": "7.000001"}, "name_missing", "name"),
        ({"code": ["7.000001"], "name": "A"}, "text_expected", "code"),
        (detail(channels="DIRECT"), "list_expected", "channels"),
        (detail(channels=["DIRECT"]), "object_expected", "channels[0]"),
        (detail(channels=[way(fees="Miễn phí")]), "list_expected", "channels[0].fees"),
        (detail(channels=[way(qty={"min": 1})]), "text_expected", "channels[0].time_qty"),
        (detail(documents=[paper(), paper(copy_qty="vài bản")]), "count_expected", "documents[1].copy_qty"),
        (detail(documents=[paper(original_qty=-1)]), "count_expected", "documents[0].original_qty"),
        (detail(documents=[paper(original_qty=0.5)]), "count_expected", "documents[0].original_qty"),
        (detail(documents=[paper(has_form_file="có")]), "yes_or_no_expected", "documents[0].has_form_file"),
        (detail(levels=[{"level": "commune"}]), "text_expected", "levels[0]"),
        (portal(TENTTHC=""), "name_missing", "TENTTHC"),
        (portal(CACHTHUCTHUCHIEN=[{"KENH": 1, "THOIGIAN": "5"}]), "list_expected", "CACHTHUCTHUCHIEN[0].THOIGIAN"),
    ],
)
def test_a_broken_row_is_reported_and_the_others_are_read(tmp_path: Path, row: Any, reason: str, where: str) -> None:
    found = reading(tmp_path, json_lines([detail(8), row, detail(9)]))
    assert [good.draft.code for good in found.rows] == ["7.000008", "7.000009"]
    (refused,) = found.refused
    assert (refused.line, refused.reason, refused.where) == (2, reason, where)


def test_even_the_first_row_may_be_broken(tmp_path: Path) -> None:
    found = reading(tmp_path, json_lines(['{"code": ', detail(1), "{", detail(2)]))
    assert [row.line for row in found.rows] == [2, 4]
    assert [refused.line for refused in found.refused] == [1, 3]


@pytest.mark.parametrize("reason", ["not_json", "not_csv", "list_expected", "columns_differ", "code_repeated"])
def test_reasons_are_said_in_both_languages(reason: str) -> None:
    line = ImportLine(Status.REFUSED, "7.000001", 3, reason=reason, where="channels", found="x")
    with translation.override("en"):
        english = queries.reason_sentence(line)
    with translation.override("vi"):
        assert queries.reason_sentence(line) != english
    assert english.startswith("channels: ")


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    assert len(reading(tmp_path, json_lines([detail(1), detail(2)]), "thu-tuc.jsonl.gz").rows) == 2


def test_a_packed_file_that_breaks_off_gives_what_it_holds(tmp_path: Path) -> None:
    whole = gzip.compress(json_lines(detail(number) for number in range(1, 2001)).encode())
    found = reading(tmp_path, whole[: len(whole) // 2])
    assert len(found.rows) > 100
    assert found.refused[-1].reason == "file_broken_off"


def test_a_huge_line_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LONGEST_LINE", 10_000)
    found = reading(tmp_path, json_lines([detail(1), detail(2, steps="x" * 100_000), detail(3)]))
    assert [row.line for row in found.rows] == [1, 3]
    assert [(refused.line, refused.reason) for refused in found.refused] == [(2, "line_too_long")]


def test_of_two_rows_with_one_code_the_first_counts_and_is_marked(tmp_path: Path) -> None:
    found = reading(tmp_path, json_lines([detail(1), detail(2), detail(1, code=" 7.000001", name="Tên khác")]))
    assert [row.draft.code for row in found.rows] == ["7.000001", "7.000002"]
    (mark,) = found.rows[0].marks
    assert (mark.kind, mark.text) == ("code_repeated", "Tên khác")
    assert [(refused.line, refused.reason, refused.found) for refused in found.refused] == [(3, "code_repeated", "1")]


def test_letters_are_composed_and_invisible_ones_left_out(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "Đăng ký nuôi ong") + "\u200b\x00"
    (row,) = reading(tmp_path, json_lines([detail(name=name)])).rows
    assert row.draft.name == "Đăng ký nuôi ong"
    assert row.marks == ()


def test_numbers_no_machine_should_work_out_stay_text(tmp_path: Path) -> None:
    row = json_lines([detail(channels=[way(qty=123)])]).replace("123,", "1e999999,")
    (read,) = reading(tmp_path, row).rows
    assert read.draft.ways[0].amount is None
    assert {mark.kind for mark in read.marks} == {"term_is_text"}


class TestPortal:
    @pytest.mark.parametrize(
        "content",
        [
            json.dumps(portal()),
            json.dumps(portal(), indent=2),
            json.dumps([portal()], indent=1),
            json.dumps({"error_code": "0", "result": [portal()]}),
            json.dumps({"error_code": "0", "data": portal()}, indent=1),
        ],
        ids=["one line", "many lines", "list", "answer", "answer over lines"],
    )
    def test_an_answer_is_read_however_it_is_wrapped(self, tmp_path: Path, content: str) -> None:
        (row,) = reading(tmp_path, content, "LayThuTuc.json").rows
        assert (row.draft.shape, row.draft.code) == (Shape.PORTAL, "8.000001")
        assert (row.draft.ways[0].channel, row.draft.ways[0].amount) == ("1", Decimal(3))

    def test_one_object_where_a_list_belongs_is_a_list_of_one(self, tmp_path: Path) -> None:
        record = portal(KETQUATHUCHIEN={"MAKETQUA": "KQ1", "TENKETQUA": "Giấy phép"})
        (row,) = reading(tmp_path, json_lines([record])).rows
        assert [result.name for result in row.draft.results] == ["Giấy phép"]

    def test_papers_fees_and_steps_keep_their_words(self, tmp_path: Path) -> None:
        charge = {"MAPHILEPHI": "P1", "SOTIEN": "20000", "DONVI": "Đồng", "MOTA": "Lệ phí"}
        time = {"THOIGIANGIAIQUYET": "2", "DONVITINH": "Tháng", "MOTA": "02 tháng", "PHILEPHI": [charge]}
        group = {"TRUONGHOP": "Diều to", "GIAYTO": [{"MAGIAYTO": "G2", "TENMAUDON": "Mẫu 1", "SOBANCHINH": 2}]}
        record = portal(CACHTHUCTHUCHIEN=[{"KENH": "3", "THOIGIAN": [time]}], THANHPHANHOSO=[group])
        (row,) = reading(tmp_path, json_lines([record])).rows
        assert row.marks == ()
        assert (row.draft.ways[0].fees[0].amount, row.draft.ways[0].unit) == (Decimal(20_000), "Tháng")
        assert (row.draft.papers[0].name, row.draft.papers[0].form, row.draft.papers[0].group) == (
            "G2",
            True,
            "Diều to",
        )
        assert row.draft.steps == "Nộp đơn"


class TestNationalList:
    def test_rows_are_read_with_their_lines(self, tmp_path: Path) -> None:
        content = national_list(
            [{"code": "7.000001", "name": "Tên, có phẩy"}, {"code": "7.000002", "name": "Hai\ndòng", "fields": "A; B"}]
        )
        first, second = reading(tmp_path, "\ufeff" + content, "danh-muc.csv").rows
        assert (first.line, first.draft.name, first.draft.shape) == (2, "Tên, có phẩy", Shape.LIST)
        assert (second.draft.name, second.draft.fields) == ("Hai dòng", ("A", "B"))
        assert [mark.kind for mark in first.marks] == ["field_missing"]
        assert [mark.kind for mark in second.marks] == ["several_fields"]

    def test_dirty_codes_are_kept_and_marked(self, tmp_path: Path) -> None:
        codes = ["7.0000011", "7.000002-Xoa", " 7.000003", "7.000004"]
        content = national_list({"code": code, "name": "Tên", "fields": "A"} for code in codes)
        rows = reading(tmp_path, content, "danh-muc.csv").rows
        assert [row.draft.code for row in rows] == ["7.0000011", "7.000002-Xoa", "7.000003", "7.000004"]
        assert [[mark.kind for mark in row.marks] for row in rows] == [
            ["code_unusual"],
            ["code_unusual"],
            ["code_had_blanks"],
            [],
        ]

    def test_rows_of_another_width_and_without_code_are_refused(self, tmp_path: Path) -> None:
        content = "code,name\n7.000001,A\n7.000002\n,B\n\n7.000003,C,D\n7.000004,E\n"
        found = reading(tmp_path, content, "danh-muc.csv")
        assert [row.draft.code for row in found.rows] == ["7.000001", "7.000004"]
        assert [(refused.line, refused.reason) for refused in found.refused] == [
            (3, "columns_differ"),
            (4, "code_missing"),
            (6, "columns_differ"),
        ]

    def test_a_quotation_mark_nobody_closes_does_not_stop_the_report(self, tmp_path: Path) -> None:
        content = 'code,name\n7.000001,A\n7.000002,"' + "B\n" * 100_000
        found = reading(tmp_path, content, "danh-muc.csv")
        assert [row.draft.code for row in found.rows] == ["7.000001"]
        assert found.refused[0].reason == "not_csv"
        assert found.refused[0].line == 3

    def test_bytes_that_are_no_letters_are_marked(self, tmp_path: Path) -> None:
        content = (
            national_list([{"code": "7.000001", "name": "Tên", "fields": "A"}]).encode().replace("ê".encode(), b"\xe1")
        )
        (row,) = reading(tmp_path, content, "danh-muc.csv").rows
        assert [mark.kind for mark in row.marks] == ["text_damaged"]


def test_a_file_of_another_kind_is_not_read_at_all(tmp_path: Path) -> None:
    with pytest.raises(UnknownShape):
        reading(tmp_path, "Ngày,Giờ\n1,2\n", "lich.csv")


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    assert reading(tmp_path, "\n\n").rows == ()
