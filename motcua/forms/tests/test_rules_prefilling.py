"""What is filled in before anybody types."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from motcua.forms import queries as forms
from motcua.forms.queries import Asking
from motcua.forms.types import Form, Known, KnownAnswer, Source

TODAY = date(2026, 11, 2)
KNOWN = {
    (Known.NAME, ""): KnownAnswer("Nguyễn Văn An", Source.LOG_IN),
    (Known.RESULT_NUMBER, "KQ.G15.000032"): KnownAnswer("15/2024", Source.REGISTER),
}
DOCUMENT: dict[str, Any] = {
    "type": "object",
    "properties": {
        "event": {"type": "string", "enum": ["birth", "marriage"]},
        "name": {"type": "string", "maxLength": 100},
        "number": {"type": "string", "maxLength": 20},
        "email": {"type": "string", "format": "email"},
    },
    "layout": {
        "title": {"vi": "Trích lục"},
        "pages": [{"key": "one", "title": {"vi": "Trang"}, "fields": ["event", "name", "number", "email"]}],
        "fields": {
            "event": {"label": {"vi": "Việc"}, "choices": {"birth": {"vi": "Sinh"}, "marriage": {"vi": "Cưới"}}},
            "name": {"label": {"vi": "Tên"}, "prefill": "name"},
            "number": {
                "label": {"vi": "Số"},
                "prefill": {
                    "known": "result_number",
                    "result": "KQ.G15.000032",
                    "when": {"event": {"const": "marriage"}},
                },
            },
            "email": {"label": {"vi": "Email"}, "prefill": "email"},
        },
    },
}


def filled_in(answers: dict[str, Any], **how: Any) -> dict[str, str]:
    form = forms.read(DOCUMENT)
    assert isinstance(form, Form)
    asking = Asking(form, form.pages[0], answers, today=TODAY, known=KNOWN, **how)
    with translation.override("vi"):
        return {one.name: one.value for one in asking.asked_page().questions if one.source}


@pytest.mark.parametrize(
    ("answers", "how", "known"),
    [
        ({}, {}, {"name": "Nguyễn Văn An"}),
        ({"event": "birth"}, {}, {"name": "Nguyễn Văn An"}),
        ({"event": "marriage"}, {}, {"name": "Nguyễn Văn An", "number": "15/2024"}),
        ({"event": "marriage", "number": "16/2024"}, {}, {"name": "Nguyễn Văn An"}),
        ({"event": "marriage"}, {"sent": {"name"}}, {"number": "15/2024"}),
        ({}, {"posted": {"shown": ["event", "name"], "event": ["marriage"]}}, {"number": "15/2024"}),
    ],
)
def test_only_what_is_known_is_filled_in_and_never_over_what_was_typed_or_left_empty(
    answers: dict[str, Any], how: dict[str, Any], known: dict[str, str]
) -> None:
    assert filled_in(answers, **how) == known


@pytest.mark.parametrize(
    ("prefill", "code"),
    [
        ({"known": "result_number"}, "form_part_wrong"),
        ({"known": "name", "result": "KQ.G15.000032"}, "form_part_wrong"),
        ({"known": "born"}, "form_part_unfit"),
        ({"known": "name", "when": {"email": {"const": "x"}}}, "form_looks_ahead"),
        ("surname", "form_part_wrong"),
    ],
)
def test_what_cannot_be_filled_in_is_told(prefill: Any, code: str) -> None:
    layout = DOCUMENT["layout"]
    fields = {**layout["fields"], "name": {**layout["fields"]["name"], "prefill": prefill}}
    found = forms.read({**DOCUMENT, "layout": {**layout, "fields": fields}})
    assert not isinstance(found, Form)
    assert {fault.refusal.code for fault in found} == {code}
