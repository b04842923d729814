"""What is posted becomes answers, answers are judged, and what a browser shows is what was typed."""

from datetime import date
from itertools import chain
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from motcua.forms import queries as forms
from motcua.forms.rules import judging
from motcua.forms.rules.drawing import attributes
from motcua.forms.rules.posting import encoded
from motcua.forms.tests.documents import BIRTH, documents
from motcua.forms.types import Fault, Field, FieldKind, Form
from motcua.kernel.types import Refusal

TODAY = date(2026, 7, 1)


def form_of(document: Any) -> Form:
    form = forms.read(document)
    assert isinstance(form, Form), form
    return form


BIRTHS = form_of(BIRTH)
POSTED: dict[str, list[str]] = {
    "registered_before": ["no"],
    "child": ["  Nguyễn  Thị An "],
    "born": ["1/2/2026"],
    "sex": ["female"],
    "weight": ["3,25"],
    "mother_number": ["0011 9000 0001"],
    "mother_commune": ["00004"],
    "has_brothers": ["yes"],
    "brothers_told": ["một anh"],
    "household": ["0", "2", "5"],
    "household.0.name": ["Trần Văn Bố"],
    "household.0.works": ["yes"],
    "household.0.earns": ["12.000.000"],
    "household.2.name": ["Bà"],
    "household.2.earns": ["5"],
    "household.5.name": ["   "],
    "help": ["copies", "copies"],
    "copies": ["2"],
    "sworn": ["yes"],
}


def answered(form: Form, posted: dict[str, list[str]]) -> dict[str, Any]:
    return forms.filled(form, forms.decoded(form.fields(), posted), today=TODAY)


def objected(**typed: list[str]) -> dict[str, str]:
    counted = answered(BIRTHS, POSTED | typed)
    return {fault.dotted: fault.refusal.code for fault in forms.objections(BIRTHS, counted, today=TODAY)}


def test_a_birth_is_declared() -> None:
    counted = answered(BIRTHS, POSTED)
    assert counted == {
        "registered_before": "no",
        "child": "Nguyễn  Thị An",
        "born": "2026-02-01",
        "sex": "female",
        "age": 0,
        "weight": 3.25,
        "mother_number": "001190000001",
        "mother_commune": "00004",
        "has_brothers": True,
        "brothers_told": "một anh",
        "household": [{"name": "Trần Văn Bố", "works": True, "earns": 12_000_000}, {"name": "Bà", "works": False}],
        "heads": 2,
        "income": 12_000_000,
        "help": ["copies"],
        "copies": 2,
        "sworn": True,
    }
    assert not forms.objections(BIRTHS, counted, today=TODAY)
    assert forms.stopped(BIRTHS, counted) is None


def test_what_is_not_asked_of_a_person_is_not_declared_by_him_and_comes_back_with_its_question() -> None:
    typed = forms.decoded(BIRTHS.fields(), POSTED | {"has_brothers": [], "help": ["insurance"]})
    counted = forms.filled(BIRTHS, typed, today=TODAY)
    assert typed["brothers_told"] == "một anh"
    assert not {"brothers_told", "copies"} & counted.keys()
    assert [page.key for page in forms.asked_pages(BIRTHS, counted)] == ["child", "mother", "house", "help", "end"]
    assert not forms.objections(BIRTHS, counted, today=TODAY)
    again = forms.filled(BIRTHS, typed | {"has_brothers": True}, today=TODAY)
    assert again["brothers_told"] == "một anh"


def test_somebody_who_cannot_be_helped_is_told_so_at_once() -> None:
    stop = forms.stopped(BIRTHS, answered(BIRTHS, {"registered_before": ["yes"]}))
    assert stop is not None
    assert stop.article == "Luật Hộ tịch Đ16"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"child": [" "]}, {"child": "form_answer_missing"}),
        ({"child": ["x" * 51]}, {"child": "form_text_too_long"}),
        ({"born": ["31/02/2026"]}, {"born": "form_day_unreadable"}),
        ({"born": ["31/12/2019"]}, {"born": "form_day_too_early"}),
        ({"born": ["02/07/2026"]}, {"born": "form_day_too_late"}),
        ({"born": ["01/07/2026"]}, {}),
        ({"sex": ["other"]}, {"sex": "form_choice_unknown"}),
        ({"weight": ["ba cân"]}, {"weight": "form_number_unreadable"}),
        ({"weight": ["0,1"]}, {"weight": "form_figure_too_small"}),
        ({"copies": ["2,5"]}, {"copies": "form_integer_unreadable"}),
        ({"copies": ["21"]}, {"copies": "form_figure_too_large"}),
        ({"help": ["copies", "insurance", "residence"]}, {"help": "form_rows_too_many"}),
        ({"help": ["gold"]}, {"help.0": "form_choice_unknown"}),
        ({"mother_number": ["123"]}, {"mother_number": "personal_number_malformed"}),
        ({"mother_commune": ["99999"]}, {"mother_commune": "form_place_unknown"}),
        ({"mother_commune": ["Tân Phú"]}, {"mother_commune": "form_place_unclear"}),
        ({"mother_commune": ["Phường Hồng Gai, Tỉnh Quảng Ninh"]}, {}),
        ({"household.0.name": [""]}, {"household.0.name": "form_answer_missing"}),
        ({"household.0.earns": ["100.000.001"]}, {"income": "form_figure_too_large"}),
        (
            {"household.2.works": ["yes"], "household.2.earns": ["nhiều"]},
            {"household.1.earns": "form_integer_unreadable"},
        ),
        ({"sworn": []}, {"sworn": "form_tick_missing"}),
    ],
)
def test_each_wrong_answer_is_told_at_its_field(typed: dict[str, list[str]], wrong: dict[str, str]) -> None:
    assert objected(**typed) == wrong


def test_a_page_is_judged_by_itself() -> None:
    counted = answered(BIRTHS, {"mother_number": ["1"]})
    found = forms.objections(BIRTHS, counted, today=TODAY, page=BIRTHS.page("mother"))
    assert [fault.dotted for fault in found] == ["mother_number"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1.000.000", 1_000_000),
        ("1 000 000", 1_000_000),
        ("-12", -12),
        ("007", 7),
        ("1.00", "1.00"),
        ("1e3", "1e3"),
        ("9" * 16, "9" * 16),
        ("٣", "٣"),
    ],
)
def test_whole_numbers_are_read_as_they_are_written_here(typed: str, read: int | str) -> None:
    assert forms.decoded([BIRTHS.field("copies")], {"copies": [typed]}) == {"copies": read}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("75,5", 75.5),
        ("1.234,5", 1234.5),
        ("1.234", 1234),
        ("12.5", 12.5),
        ("3,250", 3.25),
        ("2,0", 2),
        ("1,2,3", "1,2,3"),
    ],
)
def test_numbers_have_points_between_thousands_and_a_comma(typed: str, read: float | str) -> None:
    assert forms.decoded([BIRTHS.field("weight")], {"weight": [typed]}) == {"weight": read}


def test_letters_are_composed_and_signs_nobody_sees_are_gone() -> None:
    assert forms.decoded([BIRTHS.field("child")], {"child": ["Lê\x00 Thi\u0323\r\nHoa\u0301"]}) == {
        "child": "Lê Thị Hoá"
    }


typed_texts = st.one_of(
    st.text(max_size=14),
    st.sampled_from(["", " ", "1.000", "12", "-3", "0,5", "01/02/2026", "2026-02-01", "a", "b", "yes", "001190000001"]),
    st.integers(-60, 60).map(str),
)


@st.composite
def filled_in(draw: st.DrawFn) -> tuple[Form, dict[str, list[str]]]:
    """Any form, and whatever a browser may send for it: often something that is offered."""
    form = form_of(draw(documents()))
    posted: dict[str, list[str]] = {}

    def fill(fields: tuple[Field, ...], within: str) -> None:
        for one in fields:
            name = f"{within}{one.name}"
            if one.kind is FieldKind.GROUP:
                posted[name] = [str(place) for place in range(draw(st.integers(0, 3)))]
                for place in posted[name]:
                    fill(one.fields, f"{name}.{place}.")
            else:
                offered = st.sampled_from([choice.value for choice in one.choices] or ["yes"])
                posted[name] = draw(st.lists(st.one_of(offered, typed_texts), max_size=3))

    fill(tuple(form.fields()), "")
    return form, posted


def judged(form: Form, counted: dict[str, Any]) -> tuple[Fault, ...]:
    """By the schema alone, without registers."""
    return judging.objections(form, counted, today=TODAY, checks={})


@given(filled_in())
def test_the_form_objects_exactly_where_any_validator_of_the_standard_does(drawn: tuple[Form, Any]) -> None:
    form, posted = drawn
    counted = answered(form, posted)
    validator = Draft202012Validator(
        judging.schema_for(form, counted), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    found = {fault.path[0] for fault in judged(form, counted)}
    fields = {one.name: one for one in form.fields()}
    standard = {
        next(iter(error.absolute_path), None) or error.message.split("'")[1]
        for error in validator.iter_errors(counted)
        if not (error.validator == "format" and error.validator_value == "email")
    }
    assert found == standard
    assert found <= fields.keys()


@given(filled_in())
def test_what_is_shown_again_is_what_was_typed(drawn: tuple[Form, Any]) -> None:
    form, posted = drawn
    answers = forms.decoded(form.fields(), posted)
    shown = encoded(form.fields(), answers)
    assert forms.decoded(form.fields(), shown) == answers


def refuses(one: Field, typed: list[str]) -> bool:
    """What a browser does with these attributes. It knows no others that stop a form."""
    asked = attributes(one)
    assert set(asked) <= {"required", "inputmode", "autocomplete"}
    return bool(asked.get("required")) and not any(typed)


@given(filled_in())
def test_a_browser_refuses_nothing_that_the_schema_accepts(drawn: tuple[Form, Any]) -> None:
    form, posted = drawn
    counted = answered(form, posted)
    wrong = {fault.path for fault in judged(form, counted)}
    shown = encoded(form.fields(), counted)
    rows = (
        ((one.name, place), one.fields)
        for one in form.fields()
        if one.kind is FieldKind.GROUP
        for place in range(len(counted.get(one.name, ())))
    )
    for path, fields in chain([((), tuple(form.fields()))], rows):
        for one in fields:
            name = ".".join(map(str, (*path, one.name)))
            accepted = not any(fault[: len(path) + 1] == (*path, one.name) for fault in wrong)
            assert not (accepted and refuses(one, shown.get(name, []))), name


def test_registers_are_asked_by_kind_and_only_about_texts() -> None:
    counted = answered(BIRTHS, POSTED)
    no = Refusal("form_place_unknown")
    found = judging.objections(BIRTHS, counted, today=TODAY, checks={FieldKind.COMMUNE: lambda _code: no})
    assert found == (Fault(("mother_commune",), no),)
