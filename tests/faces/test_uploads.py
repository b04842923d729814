"""Files put into a draft from a phone: photos become one PDF, and what nobody should send is answered by a sentence."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT

from motcua.intake.models import Draft
from motcua.papers import models
from motcua.papers.store.tests import corpus, nasty
from motcua.papers.types import is_photo
from tests.faces.people import Desk, said
from tests.faces.test_filing import begun, inputs, where
from tests.faces.test_portal import citizen

GIGABYTE = 1024**3
_MOST_AT_ONCE = 100
"""So many files one form may carry; Django's own limit."""


@pytest.fixture(autouse=True)
def store(tmp_path: Any, settings: Any) -> Any:
    settings.HOME, settings.FILES_URL = tmp_path / "home", ""
    return tmp_path / "home" / "files"


@pytest.fixture
def browser(desk: Desk) -> Client:
    return citizen()


@pytest.fixture
def page(browser: Client) -> str:
    """The address of the page of papers of a new draft."""
    return f"{begun(browser)}giay-to/"


def sent(*files: tuple[str, bytes]) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, content, "image/jpeg") for name, content in files]


def labels(answer: Any) -> list[tuple[str, str]]:
    """The number of each file that is there, and how many pages it has."""
    return re.findall(r"Tệp (\d+) · PDF, (\d+) trang", said(answer))


def test_photos_of_one_paper_are_one_pdf_and_go_with_what_else_was_chosen(browser: Client, page: str) -> None:
    first, second = inputs(browser.get(page))[:2]
    photos = [(f"IMG_{number}.jpg", corpus.picture(size=(400 + number, 300))) for number in range(3)]
    document, from_a_chat = ("to-khai.pdf", corpus.pdf(pages=2)), ("zalo.jpg", nasty.webp())

    def pressed() -> dict[str, Any]:
        return {
            f"file-{first}": sent(*photos, document, from_a_chat),
            f"file-{second}": sent(*photos[:1]),
            f"turned-{first}": "0,90,nowhere",
            "add": "1",
        }

    assert where(browser.post(page, pressed())) == page
    shown = labels(browser.get(page))
    assert shown == [("1", "4"), ("2", "2"), ("1", "1")]
    again = browser.post(page, pressed(), headers={"X-Upload": "1"})
    assert (again.status_code, again["X-Goes-To"]) == (204, page)
    assert labels(browser.get(page)) == shown, "the same photos again are the same file"


def test_the_photo_to_blame_is_named_and_the_other_papers_are_kept(browser: Client, page: str) -> None:
    first, second = inputs(browser.get(page))[:2]
    torn = corpus.picture()[:-300]
    answer = browser.post(
        page,
        {
            f"file-{first}": sent(("mot.jpg", corpus.picture()), ("hai.jpg", torn)),
            f"file-{second}": sent(("ba.jpg", corpus.picture())),
        },
    )
    assert answer.status_code == 422
    assert "hai.jpg: " in said(answer)
    assert "mot.jpg: " not in said(answer)
    assert len(labels(answer)) == 1


def test_forty_nasty_files_in_one_press_are_forty_sentences_and_nothing_is_left(
    browser: Client, page: str, store: Any
) -> None:
    """Every sixth of the table: each kind of trouble is among them, and one request holds them all."""
    paper = inputs(browser.get(page))[0]
    files = [(f"{number}-{name}", made()) for number, (_, made, name) in enumerate(nasty.refused()[::6])]
    documents = [one for one in files if one[1] and not is_photo(BytesIO(one[1]))]
    assert len(documents) > 20
    answer = browser.post(page, {f"file-{paper}": sent(*files)})
    assert answer.status_code == 422
    assert [name for name, _ in documents if f"{name}: " not in said(answer)] == []
    assert labels(answer) == []
    assert not models.Attachment.objects.filter(holder__startswith="draft/").exists()
    assert [one for one in store.rglob("*") if one.is_file()] == []


def raw(*lines: bytes, closed: bool = True) -> bytes:
    end = f"\r\n--{BOUNDARY}--\r\n".encode() if closed else b""
    return b"\r\n".join(lines) + end


def _part(head: bytes, content: bytes = b"%PDF-1.7") -> list[bytes]:
    return [f"--{BOUNDARY}".encode(), head, b"Content-Type: application/pdf", b"", content]


def broken_requests(paper: str) -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    """What no browser sends: by what it is, its bytes, and what its head says besides."""
    head = f'Content-Disposition: form-data; name="file-{paper}"; filename='.encode()
    yield "no boundary", b"abc", {"CONTENT_TYPE": "multipart/form-data"}
    yield "another boundary", raw(*_part(head + b'"a.pdf"')), {"CONTENT_TYPE": "multipart/form-data; boundary=other"}
    yield "never closed", raw(*_part(head + b'"a.pdf"', corpus.pdf()[:300]), closed=False), {}
    yield "a path for a name", raw(*_part(head + b'"../../etc/passwd"')), {}
    yield "a name of two lines", raw(*_part(head + b'"a\\r\\nX: y.pdf"')), {}
    yield "a name turned round", raw(*_part(head + '"\u202efdp.a"'.encode())), {}
    yield "no name at all", raw(*_part(head + b'""')), {}
    yield "a name of 20,000 signs", raw(*_part(head + b'"' + b"a" * 20_000 + b'.pdf"')), {}
    yield (
        "a head without an end",
        raw(f"--{BOUNDARY}".encode(), b"Content-Disposition: form-data; name=" + b"a" * 5000),
        {},
    )
    yield "not in letters", raw(*_part(b'Content-Disposition: form-data; name="\xff\xfe"; filename="\xff.pdf"')), {}
    yield "wrong base64", raw(*_part(head + b'"a.pdf"\r\nContent-Transfer-Encoding: base64', b"====")), {}
    yield "nothing", b"", {}
    yield "said to be shorter", raw(*_part(head + b'"a.pdf"')), {"CONTENT_LENGTH": "10"}
    yield "said to be no number", raw(*_part(head + b'"a.pdf"')), {"CONTENT_LENGTH": "x"}
    yield "two gigabytes", b"", {"CONTENT_LENGTH": str(2 * GIGABYTE)}
    many = [line for n in range(_MOST_AT_ONCE + 1) for line in _part(head + f'"{n}.pdf"'.encode())]
    yield "a hundred and one files", raw(*many), {}


def test_broken_requests_never_break_the_house(browser: Client, page: str, store: Any) -> None:
    browser.raise_request_exception = False
    paper = inputs(browser.get(page))[0]
    answered = {}
    for what, content, head in broken_requests(paper):
        answer = browser.generic("POST", page, content, MULTIPART_CONTENT, **head)
        answered[what] = answer.status_code
    assert {what: code for what, code in answered.items() if not 200 <= code < 500} == {}
    assert answered["two gigabytes"] == 413
    assert labels(browser.get(page)) == []
    assert [one for one in store.rglob("*") if one.is_file()] == []


def test_a_stranger_puts_nothing_into_the_draft_of_somebody_else(browser: Client, page: str) -> None:
    stranger, paper = citizen(), inputs(browser.get(page))[0]
    guessed = re.sub(r"ho-so/[^/]+/", "ho-so/khong-phai-cua-toi/", page)
    assert stranger.post(guessed, {f"file-{paper}": sent(("a.jpg", corpus.picture()))}).status_code == 404
    number = Draft.objects.get().id
    assert stranger.post(f"/nop/ho-so/{number}/giay-to/", {"add": "1"}).status_code == 404
    assert labels(browser.get(page)) == []
