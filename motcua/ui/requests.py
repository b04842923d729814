"""What a form carries besides its fields, so that it may safely be sent twice: the request key, and what was seen."""

import hashlib
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import BinaryIO, cast

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import redirect

KEY_FIELD = "request_key"
SEEN_FIELD = "seen"
CSRF_FIELD = "csrfmiddlewaretoken"
PIN_FIELD = "pin"
"""What opens a signer's key. It is read by the view and nobody else: it gets into no digest and is never given back."""
LONGEST_KEY = 64
SENT_BY_SCRIPT = "X-Upload"
"""The header of a form that a script has sent."""
_CHOSEN = re.compile(r"[A-Za-z0-9_:.-]{1,64}")
"""How a choice, a tick, a number or a day is sent: nothing that is hard to type again."""
_NOT_CONTENT = frozenset({KEY_FIELD, CSRF_FIELD, PIN_FIELD})
_NEVER_SHOWN = _NOT_CONTENT | {"password", "old_password", "new_password", "again"}


@dataclass(frozen=True, slots=True)
class Posted:
    """The key of a posted form, a digest of everything else in it, and the sequence the person looked at.

    A face hands key and digest to the journal as its `RequestKey`. `key` is empty when the form carried none.
    """

    key: str
    digest: bytes
    seen: int | None


def new_key() -> str:
    """A fresh random key."""
    return secrets.token_urlsafe(18)


def posted(request: HttpRequest) -> Posted:
    """Reads key, digest and seen from a posted form. A key too long or a sequence that is no number is ignored."""
    key = request.POST.get(KEY_FIELD, "")
    sequence = request.POST.get(SEEN_FIELD, "")
    return Posted(
        key=key if len(key) <= LONGEST_KEY else "",
        digest=_digest(request),
        seen=int(sequence) if sequence.isascii() and sequence.isdigit() else None,
    )


def typed_texts(request: HttpRequest) -> list[str]:
    """The words that somebody typed into a posted form, so that they can be given back. Never a PIN or a password."""
    if request.method != "POST":
        return []
    try:
        sent = request.POST
    except (UnreadablePostError, BadRequest, SuspiciousOperation):
        return []
    names = [name for name in sent if name not in _NEVER_SHOWN]
    return [str(value) for name in names for value in sent.getlist(name) if value and not _CHOSEN.fullmatch(value)]


def going_on(request: HttpRequest, address: str) -> HttpResponse:
    """The way to where a form that sent files leads. A script that sent it (`ui/upload.js`) would follow the way
    itself, so that the page had been read before it is shown; it is told where to go."""
    if SENT_BY_SCRIPT in request.headers:
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"X-Goes-To": address})
    return redirect(address)


def uploads(request: HttpRequest, name: str) -> Iterator[tuple[str, BinaryIO]]:
    """The files of one field, each with the name it bears in the browser."""
    for sent in request.FILES.getlist(name):
        yield str(sent.name), cast("BinaryIO", sent.file)


def _digest(request: HttpRequest) -> bytes:
    """Over address, fields in order and files: the same press gives the same digest, another request another."""
    whole = hashlib.sha256(request.path.encode())
    for name in sorted(set(request.POST) - _NOT_CONTENT):
        for value in request.POST.getlist(name):
            _feed(whole, name.encode(), value.encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            content = hashlib.sha256()
            for chunk in file.chunks():
                content.update(chunk)
            _feed(whole, name.encode(), content.digest())
            file.seek(0)
    return whole.digest()


def _feed(whole: "hashlib._Hash", *parts: bytes) -> None:
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)


def listed_after(request: HttpRequest) -> tuple[datetime | None, int] | None:
    """Where the last page of a list ended, from the address of the next: the instant it is ordered by, and the row."""
    number, instant = request.GET.get("after", ""), request.GET.get("due", "")
    if not (number.isascii() and number.isdecimal()):
        return None
    try:
        return (datetime.fromisoformat(instant) if instant else None), int(number)
    except ValueError:
        return None
