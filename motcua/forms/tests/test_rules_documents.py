"""A document is a form, or it is told what is wrong with it and where."""

import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from motcua.forms import queries as forms
from motcua.forms.tests.documents import BIRTH, documents
from motcua.forms.types import FieldKind, Form, Words


def changed(path: str, value: Any) -> dict[str, Any]:
    """The form of a birth with another value at a place; `...` removes what is there."""
    document = deepcopy(BIRTH)
    *way, last = path.split("/")
    place: Any = document
    for step in way:
        place = place[int(step) if isinstance(place, list) else step]
    key: Any = int(last) if isinstance(place, list) else last
    if value is ...:
        del place[key]
    else:
        place[key] = value
    return document


def faults(document: Any) -> set[tuple[str, str]]:
    found = forms.read(document)
    return set() if isinstance(found, Form) else {(fault.dotted, fault.refusal.code) for fault in found}


def test_the_language_is_a_schema_itself() -> None:
    Draft202012Validator.check_schema(forms.language())


def test_the_example_of_the_guide_is_a_form() -> None:
    guide = (Path(__file__).parents[3] / "docs" / "forms.md").read_text(encoding="utf-8")
    assert not faults(json.loads(guide.partition("```json")[2].partition("```")[0]))


def test_a_form_of_every_kind_is_read() -> None:
    form = forms.read(BIRTH)
    assert isinstance(form, Form)
    kinds = {one.kind for one in form.fields()}
    assert kinds == set(FieldKind) - {FieldKind.TAX_CODE, FieldKind.PHONE, FieldKind.EMAIL}
    assert form.title.text("en") == "Registration of a birth"
    assert Words("Trẻ").text("en") == "Trẻ"
    assert form.field("household").of("earns").shown_when is not None
    with pytest.raises(KeyError):
        form.page("father")


@pytest.mark.parametrize(
    ("path", "value", "wrong"),
    [
        ("layout", ..., {("layout", "form_part_missing")}),
        ("colour", "red", {("colour", "form_part_unknown")}),
        ("properties/child/pattern", "x+", {("properties.child.pattern", "form_part_unknown")}),
        ("properties/child", {"type": "string"}, {("properties.child.maxLength", "form_part_missing")}),
        ("properties/child/type", "text", {("properties.child.type", "form_part_wrong")}),
        ("properties/born/format", "day", {("properties.born.format", "form_part_wrong")}),
        ("properties/Tên", {"type": "boolean"}, {("properties.Tên", "form_name_wrong")}),
        ("layout/fields/child/label", {"en": "Name"}, {("layout.fields.child.label.vi", "form_part_missing")}),
        ("layout/fields/born/latest", "mai", {("layout.fields.born.latest", "form_part_unreadable")}),
        ("layout/fields/born/latest", "2026-02-30", {("layout.fields.born.latest", "form_part_unreadable")}),
        ("layout/fields/father", {"label": {"vi": "Cha"}}, {("layout.fields.father", "form_question_unknown")}),
        ("layout/fields/child", ..., {("layout.fields.child", "form_part_missing")}),
        (
            "layout/pages/1/fields/0",
            "father",
            {
                ("layout.pages.1.fields.0", "form_question_unknown"),
                ("properties.mother_number", "form_question_unasked"),
            },
        ),
        ("layout/pages/5/fields", ["sworn", "child"], {("layout.pages.5.fields.1", "form_question_twice")}),
        ("required", ["father"], {("required.0", "form_question_unknown")}),
        ("layout/pages/1/key", "child", {("layout.pages.1.key", "form_page_twice")}),
        (
            "layout/fields/sex/choices",
            {"male": {"vi": "Nam"}},
            {("layout.fields.sex.choices.female", "form_part_missing")},
        ),
        ("layout/fields/sex/choices/other", {"vi": "Khác"}, {("layout.fields.sex.choices.other", "form_part_unknown")}),
        ("layout/fields/sex/lines", 3, {("layout.fields.sex.lines", "form_part_unfit")}),
        ("layout/fields/child/latest", "today", {("layout.fields.child.latest", "form_part_unfit")}),
        ("layout/fields/child/prefill", "number", {("layout.fields.child.prefill", "form_part_unfit")}),
        ("layout/fields/household/order", ["name"], {("layout.fields.household.order", "form_order_wrong")}),
        ("layout/fields/child/fields", {}, {("layout.fields.child.fields", "form_part_unfit")}),
        ("layout/fields/born/earliest", "2026-01-02", set()),
        ("layout/fields/born/latest", "2019-12-31", {("layout.fields.born.earliest", "form_bounds_crossed")}),
        ("properties/weight/minimum", 11, {("properties.weight.minimum", "form_bounds_crossed")}),
        ("properties/help/minItems", 5, {("properties.help.minItems", "form_bounds_crossed")}),
        ("properties/help/uniqueItems", ..., {("properties.help.uniqueItems", "form_part_missing")}),
        (
            "layout/fields/child/shown_when",
            {"sex": {"const": "male"}},
            {("layout.fields.child.shown_when.sex", "form_looks_ahead")},
        ),
        (
            "layout/fields/child/shown_when",
            {"child": {"const": "An"}},
            {("layout.fields.child.shown_when.child", "form_looks_ahead")},
        ),
        (
            "layout/fields/sex/shown_when",
            {"child": {"const": "An"}},
            {("layout.fields.sex.shown_when.child", "form_condition_unfit")},
        ),
        (
            "layout/pages/4/shown_when",
            {"help": {"contains": {"const": "gold"}}},
            {("layout.pages.4.shown_when.help", "form_condition_unfit")},
        ),
        (
            "layout/stops/0/when",
            {"registered_before": {"const": "later"}},
            {("layout.stops.0.when.registered_before", "form_condition_unfit")},
        ),
        ("layout/stops/0/when", {"heads": {"minimum": 9}}, set()),
        (
            "layout/stops/0/when",
            {"has_brothers": {"const": 1}},
            {("layout.stops.0.when.has_brothers", "form_condition_unfit")},
        ),
        ("properties/age/readOnly", ..., {("properties.age.readOnly", "form_asked_or_calculated")}),
        ("required", ["age"], {("layout.fields.age.value", "form_asked_or_calculated")}),
        (
            "layout/fields/age/value",
            {"years_since": ["sex"]},
            {("layout.fields.age.value", "form_calculation_unfit")},
        ),
        (
            "layout/fields/heads/value",
            {"years_since": ["child"]},
            {("layout.fields.heads.value", "form_calculation_unfit")},
        ),
        (
            "layout/fields/income/value",
            {"sum_of": ["household", "name"]},
            {("layout.fields.income.value", "form_calculation_unfit")},
        ),
        ("layout/fields/income/value", {"sum": ["age", "heads"]}, set()),
        ("layout/fields/income/value", {"count": ["help"]}, {("layout.fields.income.value", "form_looks_ahead")}),
    ],
)
def test_what_is_wrong_is_told_at_its_place(path: str, value: Any, wrong: set[tuple[str, str]]) -> None:
    assert faults(changed(path, value)) == wrong


def test_rows_hold_no_rows() -> None:
    inner = {"type": "array", "maxItems": 2, "items": {"type": "object", "properties": {"name": {"type": "boolean"}}}}
    document = changed("properties/household/items/properties/children", inner)
    document["layout"]["fields"]["household"]["fields"]["children"] = {
        "label": {"vi": "Con"},
        "order": ["name"],
        "fields": {"name": {"label": {"vi": "Tên"}}},
    }
    document["layout"]["fields"]["household"]["order"].append("children")
    assert faults(document) == {("properties.household.items.properties.children", "form_group_in_group")}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
@settings(max_examples=40)
def test_whatever_is_no_form_is_told_so_and_nothing_breaks(document: Any) -> None:
    assert faults(document)


@given(documents())
@settings(max_examples=40)
def test_a_form_is_the_same_after_it_was_stored(document: dict[str, Any]) -> None:
    assert forms.read(json.loads(json.dumps(document))) == forms.read(document)


@given(documents(), st.data())
def test_no_part_can_be_taken_away_unnoticed_or_the_rest_is_still_a_form(
    document: dict[str, Any], data: st.DataObject
) -> None:
    """Removing a question everywhere but at one place is always told."""
    name = data.draw(st.sampled_from(sorted(document["properties"])))
    place = data.draw(st.sampled_from(["properties", "layout"]))
    del (document["properties"] if place == "properties" else document["layout"]["fields"])[name]
    assert faults(document)


@pytest.mark.parametrize(
    ("born", "age"), [("2020-07-01", 6), ("2020-07-02", 5), ("2024-02-29", 2), ("2026-07-01", 0), ("hôm qua", None)]
)
def test_an_age_is_reached_on_the_birthday(born: str, age: int | None) -> None:
    form = forms.read(BIRTH)
    assert isinstance(form, Form)
    assert forms.filled(form, {"born": born}, today=date(2026, 7, 1)).get("age") == age


@given(documents())
@settings(max_examples=40, deadline=None)
def test_a_document_that_is_written_out_is_read_as_the_same_form(document: dict[str, Any]) -> None:
    text = forms.written(document)
    assert json.loads(text) == document
    assert forms.read_text(text) == forms.read(document)
    assert forms.written(json.loads(json.dumps(document, sort_keys=True))) == text, "a store keeps no order of names"
    asked = [name for page in document["layout"]["pages"] for name in page["fields"]]
    assert list(json.loads(text)["properties"]) == asked


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", (1, "form_text_unreadable", "the form as a whole")),
        ('{"type": "object",\n\t"layout": }', (2, "form_text_unreadable", "the form as a whole")),
        ('{"type": "object",\n "type": "object"}', (2, "form_name_twice", "type")),
        ("[" * 100_000, (1, "form_text_unreadable", "the form as a whole")),
        ("[]", (1, "form_part_wrong", "the form as a whole")),
    ],
)
def test_a_text_that_is_no_form_is_told_on_which_line(text: str, told: tuple[int, str, str]) -> None:
    found = forms.read_text(text)
    assert isinstance(found, tuple)
    with translation.override("en"):
        assert (found[0].line, found[0].refusal.code, forms.place_in_words(found[0].path)) == told


@pytest.mark.parametrize(
    ("path", "value", "place", "line"),
    [
        ("layout/pages/1/title", {"en": "Mother"}, "page 2 › title › vi", '"en": "Mother"'),
        ("layout/fields/born/latest", "soon", "question born › latest", '"latest": "soon"'),
        ("layout/fields/household/fields/earns/label", ..., "question household › question earns › label", '"earns"'),
        ("properties/child/maxLength", ..., "question child › maxLength", '"child"'),
    ],
)
def test_a_fault_is_told_where_it_stands_in_the_text(path: str, value: Any, place: str, line: str) -> None:
    text = forms.written(changed(path, value))
    found = forms.read_text(text)
    assert isinstance(found, tuple)
    with translation.override("en"):
        assert forms.place_in_words(found[0].path) == place
    assert line in text.splitlines()[found[0].line - 1]
