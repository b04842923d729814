"""A form that is sent twice is known to be the same; another one is not."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import RequestFactory

from motcua.ui import requests

FIELDS = {"name": "Trần Văn Đức", "paper": ["c1", "c2"]}


def _posted(path: str = "/receive/", **fields: object) -> requests.Posted:
    return requests.posted(RequestFactory().post(path, {**FIELDS, **fields}))


def test_each_showing_of_a_form_has_its_own_key() -> None:
    shown = [Template("{% load ui %}{% request_key %}").render(Context()) for _ in range(2)]
    keys = [re.search(r'name="request_key" value="([\w-]{24})"', each) for each in shown]
    assert len({each[1] for each in keys if each}) == 2


def test_the_same_press_has_the_same_digest_whatever_its_key_and_token() -> None:
    once = _posted(request_key="k1", csrfmiddlewaretoken="a")
    again = _posted(request_key="k2", csrfmiddlewaretoken="b")
    assert (once.key, again.key) == ("k1", "k2")
    assert once.digest == again.digest


def test_a_pin_gets_into_no_digest() -> None:
    assert _posted(pin="123456").digest == _posted(pin="654321").digest == _posted().digest


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Trần Văn Đúc"},
        {"paper": ["c2", "c1"]},
        {"paper": ["c1"]},
        {"path": "/receive/2/"},
        {"seen": "7"},
        {"scan": SimpleUploadedFile("a.pdf", b"other")},
    ],
)
def test_another_request_has_another_digest(other: dict[str, object]) -> None:
    path = str(other.pop("path", "/receive/"))
    assert _posted(path, **other).digest != _posted().digest


def test_a_file_counts_by_its_content_and_stays_readable() -> None:
    file = SimpleUploadedFile("a.pdf", b"first")
    request = RequestFactory().post("/receive/", {"scan": file})
    first = requests.posted(request)
    assert request.FILES["scan"].read() == b"first"  # type: ignore[union-attr]  # stubs allow a list here
    second = RequestFactory().post("/receive/", {"scan": SimpleUploadedFile("b.pdf", b"first")})
    assert requests.posted(second).digest == first.digest


@pytest.mark.parametrize(("sent", "understood"), [("7", 7), ("", None), ("-1", None), ("７", None), ("x", None)])
def test_what_was_seen_is_a_number_or_nothing(sent: str, understood: int | None) -> None:
    assert _posted(seen=sent).seen == understood


def test_a_key_of_any_length_is_not_stored() -> None:
    assert _posted(request_key="k" * 65).key == ""
