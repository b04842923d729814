"""How long procedures usually take, how often they need a supplement or are refused, and where their time is lost."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

import yaml
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.types import acting, requires
from motcua.catalogue import queries as catalogue
from motcua.control.reading import reading_language
from motcua.control.reasons_given import reasons_given
from motcua.control.spans import months_offered, name_of, span_of
from motcua.control.views import WATCHERS
from motcua.dossier import queries as dossier
from motcua.insight import queries as insight
from motcua.insight.queries import Usual
from motcua.kernel import clock
from motcua.organisation import queries as organisation
from motcua.process import queries as process
from motcua.ui.types import Column
from motcua.ui.wording import HUNDRED, NOTHING, rate
from motcua.worktime.types import minutes_words

MOST = 200
"""So many lines of procedures and agencies stand on the page, those of which most ended."""


@dataclass(frozen=True, slots=True)
class StatisticsRules:
    """From how many dossiers on something is said, from `since` on. See `data/statistics.yaml`."""

    since: date
    fewest: int
    looked_into: int
    decision: str


@dataclass(frozen=True, slots=True)
class Line:
    """One procedure at one agency, as the page writes it; a dash where there are too few."""

    code: str
    procedure: str
    agency: str
    ended: int
    median: str
    ninetieth: str
    supplemented: str
    refused: str
    late: str
    url: str


@requires(*WATCHERS)
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """Procedures and agencies in sight, those of which most ended first."""
    me, at = acting(request), clock.now()
    span = span_of(request, at.date())
    rules = rules_on(span.last)
    found = insight.usual_times(me.scope, since=span.first, until=span.last, most=MOST)
    names = catalogue.procedure_names({one.procedure_code for one in found})
    agencies = organisation.agency_names({one.agency_id for one in found})
    period = f"from={span.first}&to={span.last}"
    return render(
        request,
        "control/statistics.html",
        {
            "span": span,
            "months": months_offered(at.date()),
            "chosen": name_of(span),
            "rows": [_line(one, names, agencies, rules, period) for one in found],
            "fewest": rules.fewest,
            "more": len(found) == MOST,
            "most": MOST,
            "columns": [
                Column(_("Procedure")),
                Column(_("Ended"), is_number=True),
                Column(_("Half within"), is_number=True),
                Column(_("Nine in ten within"), is_number=True),
                Column(_("With a supplement"), is_number=True),
                Column(_("Refused"), is_number=True),
                Column(_("Late"), is_number=True),
            ],
        },
    )


@requires(*WATCHERS)
@require_safe
def lost_time(request: HttpRequest, code: str) -> HttpResponse:
    """The steps of one procedure that ran beyond their own terms, where most time was lost first."""
    me, at = acting(request), clock.now()
    span = span_of(request, at.date())
    rules = rules_on(span.last)
    name = catalogue.procedure_names({code}).get(code)
    if name is None:
        raise Http404
    ids = insight.ended_of(me.scope, since=span.first, until=span.last, procedure_code=code, most=rules.looked_into)
    minutes: defaultdict[tuple[str, int], int] = defaultdict(int)
    dossiers: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for one in process.responsibilities(ids, at=at):
        for over in one.overruns:
            minutes[over.step_key, over.agency_id] += over.beyond_minutes
            dossiers[over.step_key, over.agency_id].add(one.dossier_id)
    found = dossier.facts_many(ids)
    facts = found.get(ids[0]) if ids else None
    agencies = organisation.agency_names({agency_id for _step, agency_id in minutes})
    ordered = sorted(minutes, key=lambda where: (-minutes[where], where))
    return render(
        request,
        "control/lost_time.html",
        {
            "code": code,
            "name": name,
            "span": span,
            "ended": len(ids),
            "back": f"{reverse('control:statistics')}?from={span.first}&to={span.last}",
            "given": reasons_given(found.values()) if len(ids) >= rules.fewest else [],
            "given_columns": [Column(_("Reason")), Column(_("Times"), is_number=True)],
            "is_few": len(ids) < rules.fewest,
            "fewest": rules.fewest,
            "rows": [
                (
                    process.label_of_step(facts, step) if facts is not None else step,
                    agencies.get(agency_id, ""),
                    len(dossiers[step, agency_id]),
                    minutes_words(minutes[step, agency_id], reading_language()),
                    minutes_words(minutes[step, agency_id] // len(dossiers[step, agency_id]), reading_language()),
                )
                for step, agency_id in ordered
            ],
            "columns": [
                Column(_("Step")),
                Column(_("Dossiers"), is_number=True),
                Column(_("Lost together")),
                Column(_("Each time")),
            ],
        },
    )


def rules_on(day: date) -> StatisticsRules:
    """The rules of that day; before the first edition, those of the first."""
    editions = _editions()
    return next((one for one in editions if one.since <= day), editions[-1])


def _line(
    one: Usual, names: Mapping[str, str], agencies: Mapping[int, str], rules: StatisticsRules, period: str
) -> Line:
    return Line(
        code=one.procedure_code,
        procedure=names.get(one.procedure_code, one.procedure_code),
        agency=agencies.get(one.agency_id, ""),
        ended=one.ended,
        median=_time(one.median, one.decided, rules),
        ninetieth=_time(one.ninetieth, one.decided, rules),
        supplemented=_share(one.supplemented, one.ended, rules),
        refused=_share(one.refused, one.decided, rules),
        late=_share(one.late, one.ended, rules),
        url=f"{reverse('control:lost_time', args=[one.procedure_code])}?{period}",
    )


def _time(minutes: int | None, of: int, rules: StatisticsRules) -> str:
    return NOTHING if minutes is None or of < rules.fewest else minutes_words(minutes, reading_language())


def _share(part: int, of: int, rules: StatisticsRules) -> str:
    return NOTHING if of < rules.fewest else rate(HUNDRED * Decimal(part) / of)


@cache
def _editions() -> tuple[StatisticsRules, ...]:
    text = files("motcua.control").joinpath("data/statistics.yaml").read_text(encoding="utf-8")
    rows = (StatisticsRules(**row) for row in yaml.safe_load(text))
    return tuple(sorted(rows, key=lambda one: one.since, reverse=True))
