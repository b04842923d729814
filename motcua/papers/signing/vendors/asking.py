"""Speaking HTTP with whoever holds a key or stamps times: one request, one answer, within a time."""

from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

_MOST_BYTES = 1_000_000


class NoAnswerError(Exception):
    """Nobody answered, too late, or with an error of the server's own: it may pass."""


class AnswerIsNoError(Exception):
    """The server understood and refused; `content` is what it said."""

    def __init__(self, status: int, content: bytes) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status
        self.content = content


def asked(address: str, content: bytes, *, headers: dict[str, str], timeout_seconds: float) -> bytes:
    """The answer to a POST. Raises NoAnswerError, AnswerIsNoError."""
    if urlsplit(address).scheme not in ("http", "https"):
        raise ValueError("Only http and https are spoken.")
    request = Request(address, data=content, headers=headers, method="POST")  # noqa: S310 - the scheme was looked at
    try:
        with urlopen(request, timeout=timeout_seconds) as answer:  # noqa: S310 - the scheme was looked at
            return bytes(answer.read(_MOST_BYTES))
    except HTTPError as error:
        with error:
            said = error.read(_MOST_BYTES)
        if error.code in (408, 425, 429) or error.code >= 500:
            raise NoAnswerError(f"HTTP {error.code}") from None
        raise AnswerIsNoError(error.code, said) from None
    except (URLError, TimeoutError, OSError) as error:
        raise NoAnswerError(type(error).__name__) from error
