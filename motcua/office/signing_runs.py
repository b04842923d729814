"""The run of a PIN over many papers, as its page shows it: each paper by itself (`runs`)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy

from motcua.kernel import messages
from motcua.kernel.types import Refusal, Refused
from motcua.office.runs import Done, RunPage, answer_run
from motcua.office.signing import PinForm
from motcua.process.types import AwaitingLetter, AwaitingSignature, Seal, SignedPaper
from motcua.ui.forms import choose_among
from motcua.ui.requests import PIN_FIELD

MOST_AT_ONCE = 200
"""So many stand on one page; what is due first comes first, and the rest afterwards."""
A_FEW = 10
"""So many are signed before the page answers."""
_Form = TypeVar("_Form", bound=PinForm)


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
    outcomes = (_done(number, each, names) for number, each in enumerate(run, start=1))
    shown = RunPage(
        "office/signing_run.html", "office/signing_line.html", "office/signing_end.html", told={"pile": pile}
    )
    return answer_run(request, shown, outcomes, total=len(set(chosen)), a_few=A_FEW)


def _done(number: int, outcome: SignedPaper, names: Mapping[str, AwaitingSignature | AwaitingLetter]) -> Done:
    known = names.get(outcome.key)
    why = messages.sentence_of(outcome.refusal) if outcome.refusal is not None else ""
    if known is None:
        return Done(number, "", "", "", why)
    url = reverse("office:dossier", args=[known.dossier_id])
    return Done(number, known.row.code, known.row.applicant, url, why)
