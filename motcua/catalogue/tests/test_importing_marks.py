"""Nothing is guessed: each oddity of published data becomes a question for a person, and sound data becomes none."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from motcua.catalogue import queries
from motcua.catalogue.importing.marks import MarkKind
from motcua.catalogue.importing.terms import Time, decide, mentions
from motcua.catalogue.importing.words import words
from motcua.catalogue.tests.import_factory import ODDITIES, Oddity, detail, fee, json_lines, paper, portal, reading, way
from motcua.catalogue.types import Mark


def kinds(folder: Path, record: dict[str, Any]) -> list[str]:
    (row,) = reading(folder, json_lines([record])).rows
    return [mark.kind for mark in row.marks]


@pytest.mark.parametrize("record", [detail(), portal()], ids=["details", "portal"])
def test_what_is_sound_raises_no_question(tmp_path: Path, record: dict[str, Any]) -> None:
    assert kinds(tmp_path, record) == []


@pytest.mark.parametrize("oddity", ODDITIES, ids=str)
def test_every_oddity_raises_its_question(tmp_path: Path, oddity: Oddity) -> None:
    assert oddity.kind.value in kinds(tmp_path, oddity.make(1))


def test_every_question_that_can_be_asked_is_tried_here() -> None:
    elsewhere = {MarkKind.CODE_REPEATED}
    assert set(MarkKind) - elsewhere == {oddity.kind for oddity in ODDITIES}


@pytest.mark.parametrize("kind", MarkKind, ids=str)
def test_every_question_is_asked_in_both_languages(kind: MarkKind) -> None:
    mark = Mark(kind.value, "ways[0]", "15 HOUR")
    with translation.override("en"):
        english = queries.mark_sentence(mark)
    with translation.override("vi"):
        assert queries.mark_sentence(mark) != english
    assert english.startswith("ways[0]: ")
    assert english.endswith("15 HOUR")


@pytest.mark.parametrize(
    ("amount", "unit", "text", "term"),
    [
        (5, "WORKING_DAY", "", "5 working_day"),
        (6.25, "WORKING_DAY", "", "6.25 working_day"),
        ("12,5", "WORKING_DAY", "", "12.5 working_day"),
        (15, "DAY", "trong 15 ngày kể từ ngày 20/7/2026", "15 day"),
        (3, "MONTH", "03 (ba) tháng kể từ ngày 20 tháng 7 năm 2026", "3 month"),
        (8, "HOUR", "không quá 08 giờ làm việc", "8 working_hour"),
        (24, "HOUR", "chậm nhất 24 (hai mươi bốn) giờ", "24 hour"),
        (3, "Ngày làm việc", "", "3 working_day"),
        (2, "giờ làm việc", "", "2 working_hour"),
        (5, "WORKING_DAY", "Nộp tại trung tâm phục vụ hành chính công", "5 working_day"),
    ],
)
def test_a_term_is_taken_where_number_unit_and_text_agree(
    tmp_path: Path, amount: object, unit: str, text: str, term: str
) -> None:
    record = detail(channels=[way(qty=amount, unit=unit, note=text)])
    (row,) = reading(tmp_path, json_lines([record])).rows
    published = row.draft.ways[0]
    assert str(decide(Time(published.amount, published.unit, published.note), words=words())) == term
    assert row.marks == ()


def test_text_in_decomposed_letters_says_the_same(tmp_path: Path) -> None:
    decomposed = "không quá 08 gio\u031b\u0300 la\u0300m vie\u0323\u0302c"
    assert kinds(tmp_path, detail(channels=[way(qty=8, unit="HOUR", note=decomposed)])) == []
    assert len(mentions(decomposed)) == 1


@pytest.mark.parametrize("text", ["", "Không", "Miễn phí", "Phí: 0 đồng", "không có."])
def test_nothing_to_pay_is_no_question(tmp_path: Path, text: str) -> None:
    assert kinds(tmp_path, detail(channels=[way(fees=[fee(0, text)])])) == []


def test_the_same_question_in_three_channels_is_asked_once(tmp_path: Path) -> None:
    channels = [way(method, 8, "HOUR") for method in ("DIRECT", "ONLINE", "POSTAL")]
    assert kinds(tmp_path, detail(channels=channels)) == ["hour_unsaid"]


def test_channels_may_differ_from_one_another(tmp_path: Path) -> None:
    assert kinds(tmp_path, detail(channels=[way("DIRECT", 5), way("ONLINE", 3)])) == []


def test_cases_that_agree_with_the_channels_raise_no_question(tmp_path: Path) -> None:
    case = {"code": "7.1.01", "name": "Ngõ mới", "qty": 5, "unit": "WORKING_DAY"}
    assert kinds(tmp_path, detail(channels=[way(qty=5)], cases=[case])) == []


def test_a_mark_repeats_what_stood_there_word_for_word(tmp_path: Path) -> None:
    record = detail(documents=[paper(), paper("Ghi chú: mang theo bút")])
    (row,) = reading(tmp_path, json_lines([record])).rows
    assert row.marks == (Mark("remark_among_papers", "papers[1]", "Ghi chú: mang theo bút"),)
