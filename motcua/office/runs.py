"""A run over many things, as its page shows it: each by itself, with its own outcome.

A few are done in the request. More are done while the answer is being sent, line by line: the page shows how far it has
come without any script, nothing of the run is kept anywhere, and whoever closes it keeps what was done.
"""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.template import loader
from django.utils import translation

_MARK = "<!--each-->"
"""Where the lines of the run come in the page that is sent around them."""
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one thing. `number` counts within the run; `why` says what stood in the way, if something did."""

    number: int
    code: str
    name: str
    url: str
    why: str = ""


@dataclass(slots=True)
class Tally:
    """What was done and what was not, counted while the run goes on."""

    done: int = 0
    failed: int = 0

    def count(self, one: Done) -> None:
        """Adds one outcome."""
        if one.why:
            self.failed += 1
        else:
            self.done += 1


@dataclass(frozen=True, slots=True)
class RunPage:
    """The templates of a run: the page around it (which shows `mark`), one line (`done`), the end (`tally`, `left`)."""

    around: str
    line: str
    end: str
    told: Mapping[str, object]


def answer_run(
    request: HttpRequest, page: RunPage, outcomes: Iterator[Done], *, total: int, a_few: int
) -> HttpResponseBase:
    """The answer to a run over so many: at once where they are a few, and else sent while the run goes on."""
    if total <= a_few:
        found, tally = list(outcomes), Tally()
        for each in found:
            tally.count(each)
        lines = [*(_line(page, each, total) for each in found), _end(page, tally, total)]
        return HttpResponse(_around(request, page, total).replace(_MARK, "".join(lines)))
    answer = StreamingHttpResponse(_sent(request, page, outcomes, total=total))
    answer["Cache-Control"] = "private, no-store"
    answer["X-Accel-Buffering"] = "no"
    return answer


def _sent(request: HttpRequest, page: RunPage, outcomes: Iterator[Done], *, total: int) -> Iterator[str]:
    """The page bit by bit. Its head is drawn now, with the request; the rest in its language."""
    head, _mark, tail = _around(request, page, total).partition(_MARK)
    language = translation.get_language() or "vi"

    def lines() -> Iterator[str]:
        yield head
        tally = Tally()
        try:
            while True:
                with translation.override(language):
                    done = next(outcomes, None)
                    line = _line(page, done, total) if done is not None else ""
                if done is None:
                    break
                tally.count(done)
                yield line
        except Exception:
            # The head of the page is sent: all that can still be done is to say so, and to leave a trace.
            _logger.exception("A run was broken off after %s of %s.", tally.done, total)
        with translation.override(language):
            yield _end(page, tally, total)
        yield tail

    return lines()


def _around(request: HttpRequest, page: RunPage, total: int) -> str:
    return loader.render_to_string(page.around, {**page.told, "total": total, "mark": _MARK}, request)


def _line(page: RunPage, done: Done, total: int) -> str:
    return loader.render_to_string(page.line, {**page.told, "done": done, "total": total})


def _end(page: RunPage, tally: Tally, total: int) -> str:
    left = total - tally.done - tally.failed
    return loader.render_to_string(page.end, {**page.told, "tally": tally, "total": total, "left": left})
