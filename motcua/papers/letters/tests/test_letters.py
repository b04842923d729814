"""Templates of results and letters: what they declare is what they use, and what is missing stops the paper."""

import re
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from django.utils.translation import override

from motcua.kernel.messages import sentence_of
from motcua.kernel.types import Refused
from motcua.papers import queries
from motcua.papers.scanning.tests import sheets
from motcua.papers.types import FieldKind, Letter, Letterhead, LetterTemplate

AT = datetime(2026, 3, 2, 9, 0)
HEAD = Letterhead(
    issuer="UBND phường Hồng Gai",
    place="Hồng Gai",
    number="07/UBND-XNTTHN",
    signer="Lê Văn Hùng",
    signer_title="Chủ tịch",
)
EVERY = pytest.mark.parametrize("template", queries.letter_templates(), ids=lambda one: f"{one.key} {one.number}")


def text_of(pdf: bytes) -> str:
    return " ".join(sheets.text_of(pdf).split())


def letter(**changes: Any) -> Letter:
    template = queries.letter_template("marital_status", on=AT.date())
    values = {one.key: one.sample for one in template.fields}
    return replace(Letter(template=template, head=HEAD, values=values), **changes)


@EVERY
def test_a_template_uses_the_fields_it_declares_and_no_others(template: LetterTemplate) -> None:
    assert set(re.findall(r"\bvalue\.(\w+)", template.drawing)) == {one.key for one in template.fields}


@EVERY
def test_a_template_is_previewed_with_its_sample(template: LetterTemplate) -> None:
    said = text_of(queries.preview_letter(template, at=AT))
    for one in template.fields:
        if one.kind is FieldKind.TEXT:
            assert str(one.sample) in said
    assert "Nguyễn Văn Mẫu" in said
    assert ("01/MẪU" in said) is template.is_numbered


@EVERY
def test_versions_of_a_template_follow_one_another_without_overlap(template: LetterTemplate) -> None:
    others = [one for one in queries.letter_templates() if one.key == template.key and one != template]
    assert not [one for one in others if one.holds_on(template.valid_from)]
    assert template.valid_to is None or template.valid_from <= template.valid_to


def test_a_result_says_what_was_filled_in_its_number_and_where_to_verify_it() -> None:
    pdf = queries.render_letter(letter(verify_address="https://motcua.example/kiem-tra/abc"), at=AT)
    said = text_of(pdf)
    for part in (
        "Số: 07/UBND-XNTTHN",
        "Trần Thị Mẫu",
        "15/04/1998",
        "Hồng Gai, ngày 02 tháng 3 năm 2026",
    ):
        assert part in said
    assert "Quét mã" in said
    assert "Quét mã" not in text_of(queries.render_letter(letter(), at=AT))
    assert pdf == queries.render_letter(letter(verify_address="https://motcua.example/kiem-tra/abc"), at=AT)


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "Thiếu: số, Nơi cư trú"), ("en", "Missing: the number, Residence")]
)
def test_what_is_missing_stops_the_paper_and_is_named(language: str, words: str) -> None:
    values = {**letter().values, "residence": "  ", "ethnicity": ""}
    with override(language):
        with pytest.raises(Refused, match="letter_incomplete") as stopped:
            queries.render_letter(letter(values=values, head=replace(HEAD, number="")), at=AT)
        assert words in sentence_of(stopped.value.refusal)


def test_what_has_no_place_or_is_of_another_kind_stops_the_paper_too() -> None:
    with pytest.raises(Refused, match="letter_field_unknown"):
        queries.render_letter(letter(values={**letter().values, "phone": "0912"}), at=AT)
    with pytest.raises(Refused, match="letter_field_misfit"):
        queries.render_letter(letter(values={**letter().values, "valid_until": "15/4"}), at=AT)


def test_a_field_that_may_be_empty_leaves_its_line_out() -> None:
    said = text_of(queries.render_letter(letter(values={**letter().values, "during": ""}), at=AT))
    assert "Trong thời gian cư trú" not in said
    template = queries.letter_template("death_extract", on=AT.date())
    known = {one.key: one.sample for one in template.fields if one.is_required}
    said = text_of(queries.render_letter(letter(template=template, values=known), at=AT))
    assert "Đã chết vào lúc" in said
    assert "Nguyên nhân chết" not in said


def test_what_is_typed_into_a_field_is_text_and_never_typst() -> None:
    trick = '#panic("x") "\\ *đậm* $x$ 🙂'
    said = text_of(queries.render_letter(letter(values={**letter().values, "purpose": trick}), at=AT))
    assert '#panic("x")' in said


def test_the_version_of_the_day_is_taken() -> None:
    assert queries.letter_template("marital_status", on=AT.date()).number == 1
    with pytest.raises(Refused, match="letter_template_absent"):
        queries.letter_template("marital_status", on=date(1999, 1, 1))
    with pytest.raises(Refused, match="letter_template_absent"):
        queries.letter_version("marital_status", 99)


@EVERY
def test_every_field_that_a_template_requires_stops_its_paper_by_name(template: LetterTemplate) -> None:
    whole = letter(template=template, values={one.key: one.sample for one in template.fields})
    assert queries.render_letter(whole, at=AT).startswith(b"%PDF")
    for one in template.fields:
        if not one.is_required:
            continue
        rest = {key: value for key, value in whole.values.items() if key != one.key}
        with pytest.raises(Refused, match="letter_incomplete") as stopped:
            queries.render_letter(replace(whole, values=rest), at=AT)
        assert stopped.value.refusal.values["fields"] == (one.label,)
