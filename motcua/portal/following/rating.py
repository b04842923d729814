"""Rating what one was given: a few questions, once for each dossier, and nobody learns who said what."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from motcua.accounts.types import request_key
from motcua.kernel.types import Refused
from motcua.portal.following.views import SEND, Case, by_citizen, by_code, done, page
from motcua.ui.requests import posted
from motcua.voice import commands, queries

_SCALE = (
    (5, gettext_lazy("fully")),
    (4, gettext_lazy("mostly")),
    (3, gettext_lazy("partly")),
    (2, gettext_lazy("hardly")),
    (1, gettext_lazy("not at all")),
)


def _rate(request: HttpRequest, case: Case) -> HttpResponse:
    """The questions of the day; what was chosen stays when one was left out."""
    rules, refusal = queries.rating_rules_on(case.at.date()), None
    chosen = {one.key: request.POST.get(one.key, "") for one in rules.questions}
    if SEND in request.POST:
        try:
            commands.rate(
                actor=case.actor,
                at=case.at,
                dossier_id=case.dossier_id,
                answers={key: int(value) for key, value in chosen.items() if value.isascii() and value.isdigit()},
                key=request_key(posted(request)),
            )
            return done(request, case, _("Thank you"), _("It was counted. Nobody can see that it was you."))
        except Refused as refused:
            refusal = refused.refusal
    language = get_language() or "vi"
    context = {
        "questions": [(one.key, one.label.text(language), chosen[one.key]) for one in rules.questions],
        "scale": [(str(value), words) for value, words in _SCALE],
        "may_rate": refusal is None or refusal.code == "rating_not_whole",
        "is_open": queries.may_rate(case.dossier_id, at=case.at),
        "fewest": rules.fewest,
    }
    return page(request, case, "rate.html", context, refusal=refusal)


rate, own_rate = by_code(_rate), by_citizen(_rate)
