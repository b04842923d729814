"""Files as answers: parts of them, names in Vietnamese, and nothing that runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pytest
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import RequestFactory

from motcua.ui.files import disposition, file_response

CONTENT = bytes(range(100))
TAG = '"abc"'


@dataclass(frozen=True)
class Paper:
    digest: str = "abc"
    size: int = 100
    media_type: str = "application/pdf"
    name: str = "Giấy khai sinh.pdf"

    def read(self, start: int, end: int) -> Iterator[bytes]:
        yield CONTENT[start:end]


def asked(
    paper: Paper | None = None, *, method: str = "get", download: bool = False, **headers: str
) -> HttpResponseBase:
    sent = {f"HTTP_{name}": value for name, value in headers.items()}
    request = getattr(RequestFactory(), method)("/paper", **sent)
    return file_response(request, paper or Paper(), download=download)


def body(response: HttpResponseBase) -> bytes:
    assert isinstance(response, StreamingHttpResponse)
    return b"".join(bytes(piece) for piece in response)


def test_the_whole_file() -> None:
    response = asked()
    assert response.status_code == 200
    assert body(response) == CONTENT
    assert (response["Content-Length"], response["ETag"], response["Accept-Ranges"]) == ("100", TAG, "bytes")


@pytest.mark.parametrize(
    ("wanted", "span"),
    [("bytes=0-9", (0, 10)), ("bytes=90-", (90, 100)), ("bytes=-5", (95, 100)), ("bytes=0-999", (0, 100)),
     ("bytes=-999", (0, 100)), ("bytes=99-99", (99, 100))],
)  # fmt: skip
def test_a_part_of_it(wanted: str, span: tuple[int, int]) -> None:
    response = asked(RANGE=wanted)
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {span[0]}-{span[1] - 1}/100"
    assert response["Content-Length"] == str(span[1] - span[0])
    assert body(response) == CONTENT[slice(*span)]


@pytest.mark.parametrize("wanted", ["bytes=100-", "bytes=500-600", "bytes=-0"])
def test_a_part_behind_the_end(wanted: str) -> None:
    response = asked(RANGE=wanted)
    assert response.status_code == 416
    assert response["Content-Range"] == "bytes */100"


@pytest.mark.parametrize("wanted", ["bytes=0-1,5-6", "bytes=9-3", "lines=0-1", "bytes=", "bytes=a-b", "bytes=--5"])
def test_what_is_no_single_range_is_answered_with_the_whole(wanted: str) -> None:
    assert asked(RANGE=wanted).status_code == 200


def test_a_broken_download_goes_on_only_with_the_same_content() -> None:
    assert asked(RANGE="bytes=50-", IF_RANGE=TAG).status_code == 206
    assert asked(RANGE="bytes=50-", IF_RANGE='"other"').status_code == 200
    assert asked(RANGE="bytes=50-", IF_RANGE="Mon, 02 Mar 2026 08:00:00 GMT").status_code == 200


def test_a_browser_that_has_it_gets_nothing() -> None:
    assert asked(IF_NONE_MATCH=f'"x", W/{TAG}').status_code == 304
    assert asked(IF_NONE_MATCH='"x"').status_code == 200


def test_only_its_head() -> None:
    response: Any = asked(method="head", RANGE="bytes=0-9")
    assert (response.status_code, response["Content-Length"], response.content) == (206, "10", b"")


@pytest.mark.parametrize(
    ("media_type", "download", "kind"),
    [
        ("application/pdf", False, "inline"),
        ("application/pdf", True, "attachment"),
        ("image/jpeg", False, "inline"),
        ("application/xml", False, "attachment"),
        ("text/html", False, "attachment"),
        ("image/svg+xml", False, "attachment"),
    ],
)
def test_only_what_is_safe_is_shown(media_type: str, download: bool, kind: str) -> None:
    response = asked(Paper(media_type=media_type), download=download)
    assert response["Content-Disposition"].startswith(f"{kind};")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert ("sandbox" in response["Content-Security-Policy"]) == (media_type != "application/pdf")
    assert "no-store" in response["Cache-Control"]


def test_names_are_said_twice_and_cannot_break_out() -> None:
    assert disposition("Giấy khai sinh.pdf", download=True) == (
        "attachment; filename=\"Gi_y khai sinh.pdf\"; filename*=UTF-8''Gi%E1%BA%A5y%20khai%20sinh.pdf"
    )
    tricky = disposition('a"; x=y\r\nSet-Cookie: b/../c.pdf', download=False)
    assert "\r" not in tricky
    assert "\n" not in tricky
    assert tricky.count('"') == 2
    assert "%2F" not in tricky


def test_every_header_is_plain_text_for_the_server() -> None:
    class Kind(StrEnum):
        PDF = "application/pdf"

    for method in ("get", "head"):
        assert {type(value) for value in asked(Paper(media_type=Kind.PDF), method=method).headers.values()} == {str}
