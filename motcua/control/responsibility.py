"""Responsibility for what was late in a report month, agency by agency, put to the head of each; also as CSV."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.types import ReadingKind, acting, note_reading, requires
from motcua.control.spans import months_offered, name_of, span_of
from motcua.control.views import WATCHERS
from motcua.insight import queries as insight
from motcua.insight.queries import Cut
from motcua.insight.types import Basis, Cell, Period
from motcua.kernel import clock
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.process import queries as process
from motcua.process.types import AnsweredFor
from motcua.ui.files import disposition
from motcua.ui.types import Column
from motcua.ui.wording import local_date

MOST = 2_000
"""So many late dossiers of each kind are looked into at once; a page says when there are more."""
_LISTED = 50
_MINUTES_PER_HOUR = 60


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """What an agency has to answer for under those who led it at that time, as the page writes it."""

    agency: str
    heads: tuple[str, ...]
    late: int
    overdue: int
    overran: int
    beyond_hours: str


@requires(*WATCHERS)
@require_safe
def responsibility(request: HttpRequest) -> HttpResponse:
    """The agencies in sight that had something late in the month, the longest beyond its terms first."""
    at = clock.now()
    span = span_of(request, at.date())
    found, more = _found(request, span, at)
    note_reading(request, ReadingKind.DOSSIER, [str(one.dossier_id) for one in found.everything], purpose="list")
    return render(
        request,
        "control/responsibility.html",
        {
            "span": span,
            "months": months_offered(at.date()),
            "chosen": name_of(span),
            "rows": _rows(found),
            "dossiers": [
                (one, _hours(one.late_minutes))
                for one in sorted(found.everything, key=lambda one: -one.late_minutes)[:_LISTED]
            ],
            "more": more,
            "causes": _causes(found),
            "most": MOST,
            "csv_url": f"{reverse('control:responsibility_csv')}?from={span.first}&to={span.last}",
            "columns": [
                Column(_("Agency")),
                Column(_("Head")),
                Column(_("Resolved late"), is_number=True),
                Column(_("Open and overdue"), is_number=True),
                Column(_("Dossiers in which its own steps ran over"), is_number=True),
                Column(_("Working hours beyond its terms"), is_number=True),
            ],
        },
    )


@requires(*WATCHERS)
@require_safe
def responsibility_csv(request: HttpRequest) -> HttpResponse:
    """One line for each step that ran over; a late dossier without one has a line that says so. Nobody is named."""
    at = clock.now()
    span = span_of(request, at.date())
    found, _more = _found(request, span, at)
    everything = found.everything
    note_reading(request, ReadingKind.DOSSIER, [str(one.dossier_id) for one in everything], purpose="export")
    ids = {one.resolving_agency_id for one in everything}
    names = organisation.agency_names(ids | {over.agency_id for one in everything for over in one.overruns})
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(
        [
            _("Dossier"),
            _("Resolved by"),
            _("Due"),
            _("Late by, working hours"),
            _("Step"),
            _("Agency of the step"),
            _("Own term, working hours"),
            _("Beyond it, working hours"),
        ]
    )
    for one in everything:
        head = [one.code, names.get(one.resolving_agency_id, "")]
        head += [local_date(one.due_at.date()) if one.due_at else "", _hours(one.late_minutes)]
        steps = [
            [over.step_key, names.get(over.agency_id, ""), _hours(over.term_minutes), _hours(over.beyond_minutes)]
            for over in one.overruns
        ]
        for step in steps or [["", "", "", ""]]:
            lines.writerow([*head, *step])
    # The mark at the beginning tells office programs that the letters are UTF-8.
    answer = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = disposition(f"responsibility-{span.first}-{span.last}.csv", download=True)
    return answer


def _found(request: HttpRequest, span: Period, at: datetime) -> tuple[AnsweredFor, bool]:
    """What the late dossiers of a period are to each agency, and whether there were more than are looked into."""
    scope = acting(request).scope
    upto = min(at, datetime.combine(span.last + timedelta(days=1), time()))
    late, overdue = (_ids(span, cell, scope, at) for cell in (Cell.LATE, Cell.OVERDUE))
    found = process.answered_for(scope, late=late[:MOST], overdue=overdue[:MOST], at=upto)
    return found, len(late) > MOST or len(overdue) > MOST


def _ids(span: Period, cell: Cell, scope: Scope, at: datetime) -> Sequence[int]:
    """The dossiers in that cell of the period table, so that both say the same."""
    cut = Cut(scope=scope, basis=Basis.HAPPENED, looked_at=at)
    behind = insight.streams_behind(span, cell, cut=cut, limit=MOST + 1)
    return [int(stream.rpartition("/")[2]) for stream, _code, count in behind if count > 0]


def _rows(found: AnsweredFor) -> list[AgencyRow]:
    names = organisation.agency_names({one.agency_id for one in found.charges})
    heads = organisation.officer_names({officer_id for one in found.charges for officer_id in one.head_ids})
    return [
        AgencyRow(
            agency=names.get(one.agency_id, ""),
            heads=tuple(heads.get(officer_id, "") for officer_id in one.head_ids),
            late=one.late,
            overdue=one.overdue,
            overran=one.overran,
            beyond_hours=_hours(one.beyond_minutes),
        )
        for one in found.charges
    ]


def _causes(found: AnsweredFor) -> list[tuple[str, int]]:
    """How often each cause was recorded, the most frequent first; last, for how many nobody has said one."""
    language = get_language() or "vi"
    counted = sorted(found.causes.items(), key=lambda one: (-one[1], one[0]))
    named = [(cause.label.text(language), count) for key, count in counted if (cause := process.cause_called(key))]
    return [*named, (_("not recorded yet"), found.unexplained)] if found.unexplained else named


def _hours(minutes: int) -> str:
    return formats.number_format(minutes / _MINUTES_PER_HOUR, decimal_pos=1, use_l10n=True)
