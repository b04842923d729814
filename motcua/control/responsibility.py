"""Responsibility for what was late in a report month, agency by agency, put to the head of each; also as CSV."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.types import ReadingKind, acting, note_reading, requires
from motcua.control.spans import months_offered, span_of
from motcua.control.views import WATCHERS
from motcua.insight import queries as insight
from motcua.insight.queries import Cut
from motcua.insight.types import Basis, Cell, Period
from motcua.kernel import clock
from motcua.kernel.text import sort_key
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role, Scope, SigningCapacity
from motcua.process import queries as process
from motcua.process.types import Responsibility
from motcua.ui.files import disposition
from motcua.ui.types import Column
from motcua.ui.wording import local_date

MOST = 2_000
"""So many late dossiers of each kind are looked into at once; a page says when there are more."""
_LISTED = 50
_HEADS = frozenset({SigningCapacity.OWN, SigningCapacity.TM})
_MINUTES_PER_HOUR = 60


@dataclass(slots=True)
class AgencyRow:
    """What an agency has to answer for: dossiers it resolves that were late, and steps of its own that ran over."""

    agency: str
    heads: tuple[str, ...]
    late: int = 0
    overdue: int = 0
    overran: set[int] = field(default_factory=set)
    beyond_minutes: int = 0

    @property
    def beyond_hours(self) -> str:
        """In working hours, to a tenth."""
        return _hours(self.beyond_minutes)


@dataclass(frozen=True, slots=True)
class _Found:
    """The late dossiers of a period, and whether there were more than are looked into."""

    late: tuple[Responsibility, ...]
    overdue: tuple[Responsibility, ...]
    more: bool


@requires(*WATCHERS)
@require_safe
def responsibility(request: HttpRequest) -> HttpResponse:
    """The agencies in sight that had something late in the month, the longest beyond its terms first."""
    at = clock.now()
    span = span_of(request, at.date())
    found = _found(request, span, at)
    everything = (*found.late, *found.overdue)
    note_reading(request, ReadingKind.DOSSIER, [str(one.dossier_id) for one in everything], purpose="list")
    return render(
        request,
        "control/responsibility.html",
        {
            "span": span,
            "months": months_offered(at.date()),
            "chosen": request.GET.get("name", ""),
            "rows": _rows(found, acting(request).scope, at),
            "dossiers": [
                (one, _hours(one.late_minutes))
                for one in sorted(everything, key=lambda one: -one.late_minutes)[:_LISTED]
            ],
            "more": found.more,
            "causes": _causes(everything),
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
    found = _found(request, span, at)
    everything = (*found.late, *found.overdue)
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


def _found(request: HttpRequest, span: Period, at: datetime) -> _Found:
    scope = acting(request).scope
    upto = min(at, datetime.combine(span.last + timedelta(days=1), time()))
    late, overdue = (_ids(span, cell, scope) for cell in (Cell.LATE, Cell.OVERDUE))
    found = {one.dossier_id: one for one in process.responsibilities([*late[:MOST], *overdue[:MOST]], at=upto)}
    return _Found(
        tuple(found[one] for one in late[:MOST] if one in found),
        tuple(found[one] for one in overdue[:MOST] if one in found),
        more=len(late) > MOST or len(overdue) > MOST,
    )


def _ids(span: Period, cell: Cell, scope: Scope) -> Sequence[int]:
    """The dossiers in that cell of the period table, so that both say the same."""
    behind = insight.streams_behind(span, cell, cut=Cut(scope=scope, basis=Basis.HAPPENED), limit=MOST + 1)
    return [int(stream.rpartition("/")[2]) for stream, _code, count in behind if count > 0]


def _rows(found: _Found, scope: Scope, at: datetime) -> list[AgencyRow]:
    everything = (*found.late, *found.overdue)
    steps = {over.agency_id for one in everything for over in one.overruns}
    seen = {one for one in steps if scope.agency_ids is None or one in scope.agency_ids}
    agencies = seen | {one.resolving_agency_id for one in everything}
    names, heads = organisation.agency_names(agencies), _heads(agencies, at)
    rows = {one: AgencyRow(names.get(one, ""), tuple(heads[one])) for one in agencies}
    for one in found.late:
        rows[one.resolving_agency_id].late += 1
    for one in found.overdue:
        rows[one.resolving_agency_id].overdue += 1
    for one in everything:
        for over in one.overruns:
            if over.agency_id in rows:
                rows[over.agency_id].overran.add(one.dossier_id)
                rows[over.agency_id].beyond_minutes += over.beyond_minutes
    return sorted(rows.values(), key=lambda row: (-row.beyond_minutes, -row.late, sort_key(row.agency)))


def _causes(everything: Sequence[Responsibility]) -> list[tuple[str, int]]:
    """How often each cause was recorded, the most frequent first; last, for how many nobody has said one."""
    recorded = process.recorded_causes([one.dossier_id for one in everything])
    language = get_language() or "vi"
    counted = Counter(recorded.values()).most_common()
    named = [(found.label.text(language), count) for key, count in counted if (found := process.cause_called(key))]
    silent = len(everything) - len(recorded)
    return [*named, (_("not recorded yet"), silent)] if silent else named


def _heads(agency_ids: Iterable[int], at: datetime) -> defaultdict[int, list[str]]:
    """Who leads each agency today, by name: those who sign in their own name or for the collective."""
    held = [
        one
        for one in organisation.holdings(on=at.date(), agency_ids=agency_ids)
        if one.post.role is Role.LEADER and one.post.capacity in _HEADS
    ]
    names = organisation.officer_names({one.officer_id for one in held})
    heads: defaultdict[int, list[str]] = defaultdict(list)
    for one in held:
        heads[one.post.agency_id].append(names.get(one.officer_id, ""))
    return heads


def _hours(minutes: int) -> str:
    return formats.number_format(minutes / _MINUTES_PER_HOUR, decimal_pos=1, use_l10n=True)
