"""The run of a PIN over many papers, as its page shows it: each paper by itself.

A few are signed in the request. More are signed while the answer is being sent, line by line: the page shows how far
it has come without any script, nothing of the run is kept anywhere, and whoever closes it keeps what was signed.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.template import loader
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy

from motcua.kernel import messages
from motcua.kernel.types import Refusal, Refused
from motcua.office.signing import PinForm
from motcua.process.types import AwaitingLetter, AwaitingSignature, Seal, SignedPaper
from motcua.ui.forms import choose_among
from motcua.ui.requests import PIN_FIELD

MOST_AT_ONCE = 200
"""So many stand on one page; what is due first comes first, and the rest afterwards."""
A_FEW = 10
"""So many are signed before the page answers."""
_MARK = "<!--each-->"
"""Where the lines of the run come in the page that is sent around them."""
_Form = TypeVar("_Form", bound=PinForm)
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one result. `number` counts within the run."""

    number: int
    code: str
    name: str
    url: str
    why: str = ""


@dataclass(slots=True)
class Tally:
    """What was signed and what was not, counted while the run goes on."""

    signed: int = 0
    failed: int = 0

    def count(self, done: Done) -> None:
        """Adds one outcome."""
        if done.why:
            self.failed += 1
        else:
            self.signed += 1


class SealForm(PinForm):
    """Which seal, where there are several, and its PIN."""

    seal = forms.ChoiceField(label=gettext_lazy("Key of the seal"))
    field_order = ("seal", PIN_FIELD)

    def __init__(self, typed: QueryDict | None = None, *, seals: Sequence[Seal]) -> None:
        super().__init__(typed)
        self.fields[PIN_FIELD].label = gettext_lazy("PIN of the seal")
        self._seals = {one.key: one for one in seals}
        if len(seals) > 1:
            choose_among(self, "seal", [(one.key, f"{one.agency}: {one.key}") for one in seals])
        else:
            del self.fields["seal"]

    def chosen(self) -> Seal:
        """The one he chose, or the only one."""
        key = self.cleaned_data.get("seal")
        return self._seals[key] if key else next(iter(self._seals.values()))


@dataclass(frozen=True, slots=True)
class Pile:
    """What waits to be signed or, where `seals`, to be sealed; and whether that is done with a sample certificate.

    `address` is its page, `field` the name of the boxes by which papers are chosen there.
    """

    address: str
    waiting: Sequence[AwaitingSignature] | Sequence[AwaitingLetter]
    is_sample: bool
    seals: bool = False
    field: str = "result"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page of a pile shows besides: the form, which papers are chosen (None: all), why nothing is signed."""

    form: PinForm
    chosen: Sequence[str] | None = None
    refusal: Refusal | None = None

    def chooses(self, key: str) -> bool:
        """Whether the paper is chosen."""
        return self.chosen is None or key in self.chosen

    @property
    def why(self) -> str:
        """The sentence of the refusal."""
        return messages.sentence_of(self.refusal) if self.refusal is not None else ""

    @property
    def is_wrong(self) -> bool:
        """Whether something stands in the way."""
        return self.refusal is not None or bool(self.form.errors)

    @property
    def status(self) -> int:
        """The status of the page."""
        if self.refusal is not None:
            return messages.status_of(self.refusal)
        return HTTPStatus.UNPROCESSABLE_ENTITY if self.form.errors else HTTPStatus.OK


def answer(
    request: HttpRequest,
    pile: Pile,
    make: Callable[..., _Form],
    begin: Callable[[_Form, Sequence[str]], Iterator[SignedPaper]],
    page: Callable[[Asked], HttpResponse],
) -> HttpResponseBase:
    """The page of a pile, or the run that was asked for on it."""
    if request.method != "POST":
        return page(Asked(make()))
    chosen, form = request.POST.getlist(pile.field)[:MOST_AT_ONCE], make(request.POST)
    if not form.is_valid():
        return page(Asked(form, chosen))
    try:
        run = begin(form, chosen)
    except Refused as refused:
        return page(Asked(make(), chosen, refused.refusal))
    names = {one.key: one for one in pile.waiting}
    if len(chosen) <= A_FEW:
        return _told(request, pile, [_done(number, each, names) for number, each in enumerate(run, start=1)])
    return _running(request, pile, run, names, total=len(set(chosen)))


def _done(number: int, outcome: SignedPaper, names: Mapping[str, AwaitingSignature | AwaitingLetter]) -> Done:
    known = names.get(outcome.key)
    why = messages.sentence_of(outcome.refusal) if outcome.refusal is not None else ""
    if known is None:
        return Done(number, "", "", "", why)
    url = reverse("office:dossier", args=[known.dossier_id])
    return Done(number, known.row.code, known.row.applicant, url, why)


def _told(request: HttpRequest, pile: Pile, outcomes: Sequence[Done]) -> HttpResponse:
    """The whole answer at once."""
    tally = Tally()
    for each in outcomes:
        tally.count(each)
    return HttpResponse(
        _before(request, pile, len(outcomes)).replace(
            _MARK,
            "".join([*(_line(pile, each, len(outcomes)) for each in outcomes), _end(pile, tally, len(outcomes))]),
        )
    )


def _running(
    request: HttpRequest,
    pile: Pile,
    run: Iterator[SignedPaper],
    names: Mapping[str, AwaitingSignature | AwaitingLetter],
    *,
    total: int,
) -> StreamingHttpResponse:
    """The same page, sent while the signing goes on."""
    head, _mark, tail = _before(request, pile, total).partition(_MARK)
    language = translation.get_language() or "vi"

    def lines() -> Iterator[str]:
        yield head
        tally = Tally()
        try:
            for number, outcome in enumerate(run, start=1):
                with translation.override(language):
                    done = _done(number, outcome, names)
                    line = _line(pile, done, total)
                tally.count(done)
                yield line
        except Exception:
            # The head of the page is sent: all that can still be done is to say so, and to leave a trace.
            _logger.exception("A run of signatures was broken off after %s of %s.", tally.signed, total)
        with translation.override(language):
            yield _end(pile, tally, total)
        yield tail

    answer = StreamingHttpResponse(lines())
    answer["Cache-Control"] = "private, no-store"
    answer["X-Accel-Buffering"] = "no"
    return answer


def _before(request: HttpRequest, pile: Pile, total: int) -> str:
    told = {"pile": pile, "total": total, "mark": _MARK}
    return loader.render_to_string("office/signing_run.html", told, request)


def _line(pile: Pile, done: Done, total: int) -> str:
    return loader.render_to_string("office/signing_line.html", {"pile": pile, "done": done, "total": total})


def _end(pile: Pile, tally: Tally, total: int) -> str:
    left = total - tally.signed - tally.failed
    told = {"pile": pile, "tally": tally, "total": total, "left": left}
    return loader.render_to_string("office/signing_end.html", told)
