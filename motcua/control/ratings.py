"""How people rated what they were given, put together by agency, procedure or month; never of one, never of few."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.types import acting, requires
from motcua.catalogue import queries as catalogue
from motcua.control.spans import months_offered, name_of, span_of
from motcua.control.views import WATCHERS
from motcua.kernel import clock
from motcua.organisation import queries as organisation
from motcua.ui.types import Column, Tab
from motcua.ui.wording import measure, rate
from motcua.voice import queries
from motcua.voice.types import RatedBy, RatedLine

MOST = 200
"""So many lines stand on the page, those with the most ratings."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the page writes it: who was rated, by how many, how many were satisfied, and the mean of each
    question."""

    label: str
    count: int
    satisfied: str
    means: tuple[str, ...]


@requires(*WATCHERS)
@require_safe
def ratings(request: HttpRequest) -> HttpResponse:
    """The agencies in sight, in whole calendar months."""
    me, at = acting(request), clock.now()
    span = span_of(request, at.date())
    asked = request.GET.get("by", "")
    by = RatedBy(asked) if asked in set(RatedBy) else RatedBy.PROCEDURE
    rules = queries.rating_rules_on(span.last)
    found = queries.ratings(me.scope, by, since=span.first, until=span.last)
    language = get_language() or "vi"
    words = {RatedBy.PROCEDURE: _("Procedure"), RatedBy.AGENCY: _("Agency"), RatedBy.MONTH: _("Month")}
    period = f"from={span.first}&to={span.last}"
    return render(
        request,
        "control/ratings.html",
        {
            "span": span,
            "months": months_offered(at.date()),
            "chosen": name_of(span),
            "tabs": [Tab(str(label), f"?{period}&by={one}", one is by) for one, label in words.items()],
            "rows": list(_lines(found[:MOST], by, [one.key for one in rules.questions])),
            "columns": [
                Column(words[by]),
                Column(_("Ratings"), is_number=True),
                Column(_("Satisfied"), is_number=True),
                *(Column(f"{number}", is_number=True) for number in range(1, len(rules.questions) + 1)),
            ],
            "questions": [one.label.text(language) for one in rules.questions],
            "fewest": rules.fewest,
        },
    )


def _lines(found: Iterable[RatedLine], by: RatedBy, keys: Iterable[str]) -> Iterable[Line]:
    labels, keys = _labels(found, by), list(keys)
    for one in found:
        yield Line(
            label=labels.get(one.group, one.group) if one.group else _("All others together"),
            count=one.count,
            satisfied=rate(Decimal(one.satisfied) * 100 / one.count),
            means=tuple(measure(_mean(one, key)) for key in keys),
        )


def _mean(one: RatedLine, key: str) -> Decimal | None:
    return Decimal(f"{one.means[key]:.1f}") if key in one.means else None


def _labels(found: Iterable[RatedLine], by: RatedBy) -> Mapping[str, str]:
    groups = {one.group for one in found if one.group}
    if by is RatedBy.PROCEDURE:
        return catalogue.procedure_names(groups)
    if by is RatedBy.AGENCY:
        return {str(number): name for number, name in organisation.agency_names({int(one) for one in groups}).items()}
    return {}
