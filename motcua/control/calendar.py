"""Working days and days off: the year as it stands, days by decision, and what they do to running dates."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import Acting, acting, request_key, requires
from motcua.control.day_forms import DaysForm
from motcua.control.forms import agency_choices
from motcua.control.reading import reading_language
from motcua.kernel import clock
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.types import Recount
from motcua.ui.forms import faults_of, status_of
from motcua.ui.requests import posted
from motcua.ui.types import Column, Tab
from motcua.worktime import queries as worktime
from motcua.worktime.types import DAYS_OFF, DEFAULT_CALENDAR, Calendar, SpecialDay, kind_words

ADMINISTRATOR = Role.SYSTEM_ADMINISTRATOR
_SHOWN_MOVES = 50


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month: its number, its working days, and the days on which it differs from the week's pattern."""

    number: int
    working_days: int
    special: tuple[tuple[SpecialDay, str, bool], ...]


@requires(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """The year, and a form for what was decided: first its effect is shown, then it is entered."""
    me = acting(request)
    his = course.numbered_by(me.standing)
    names = organisation.agency_names(his.agency_ids, on=me.on)
    form = DaysForm(
        request.POST if request.method == "POST" else None, agencies=agency_choices(names), for_all=his.for_all
    )
    refusal: Refusal | None = None
    foreseen: Recount | None = None
    if request.method == "POST" and form.is_valid():
        try:
            if "enter" in request.POST:
                return _entered(request, me, form)
            foreseen = process.foresee_days(
                actor=me.actor(ADMINISTRATOR),
                standing=me.standing,
                at=clock.now(),
                calendar_key=DEFAULT_CALENDAR,
                days=form.days(),
            )
        except Refused as refused:
            refusal = refused.refusal
    return render(
        request, "control/calendar.html", _page(request, me, form, refusal, foreseen), status=status_of(form, refusal)
    )


@requires(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def recount(request: HttpRequest) -> HttpResponse:
    """Counts running dates by the calendar as it is now, a stretch with each press; it may be stopped at any point."""
    if request.method != "POST":
        return render(request, "control/recount.html", {"after": _number(request.GET.get("after", ""))})
    return _counted(request, acting(request), after_id=_number(request.POST.get("after", "")))


def _counted(request: HttpRequest, me: Acting, *, after_id: int) -> HttpResponse:
    """One stretch of counting; then on to the next, or back to the calendar."""
    told = process.recount(
        actor=me.actor(ADMINISTRATOR),
        standing=me.standing,
        at=clock.now(),
        calendar_key=DEFAULT_CALENDAR,
        after_id=after_id,
    )
    flash.success(request, _result(told))
    if told.is_done:
        return redirect("control:calendar")
    return redirect(f"{reverse('control:recount')}?after={told.last_id}")


def _entered(request: HttpRequest, me: Acting, form: DaysForm) -> HttpResponse:
    version = process.enter_days(
        actor=me.actor(ADMINISTRATOR),
        standing=me.standing,
        at=clock.now(),
        calendar_key=DEFAULT_CALENDAR,
        days=form.days(),
        key=request_key(posted(request)),
    )
    flash.success(request, _("Entered: the calendar is version {version} now.").format(version=version))
    return _counted(request, me, after_id=0)


def _result(told: Recount) -> str:
    moved = len(told.told.moves)
    words = ngettext("{moved} date moved later, {kept} kept.", "{moved} dates moved later, {kept} kept.", moved)
    return words.format(moved=moved, kept=told.told.kept)


def _page(
    request: HttpRequest, me: Acting, form: DaysForm, refusal: Refusal | None, foreseen: Recount | None
) -> dict[str, object]:
    found = worktime.calendar(DEFAULT_CALENDAR)
    first, last = found.definition.first_day.year, found.definition.last_day.year
    asked = _number(request.GET.get("year", ""))
    year = asked if first <= asked <= last else me.on.year
    around = [one for one in range(year - 2, year + 3) if first <= one <= last]
    return {
        "year": year,
        "tabs": [Tab(str(one), f"{reverse('control:calendar')}?year={one}", is_active=one == year) for one in around],
        "months": [_month(found, year, number) for number in range(1, 13)],
        "working_days": _working_days(found, date(year, 1, 1), date(year, 12, 31)),
        "decreed_through": found.definition.decreed_through,
        "versions": worktime.calendar_versions(DEFAULT_CALENDAR)[:10],
        "form": form,
        "foreseen": foreseen,
        "moves": foreseen.told.moves[:_SHOWN_MOVES] if foreseen is not None else (),
        "most": process.MOST_FORESEEN,
        **faults_of(form, refusal),
        "columns": [Column(_("Month")), Column(_("Working days"), is_number=True), Column(_("Days that differ"))],
        "move_columns": [Column(_("Dossier")), Column(_("Date until now")), Column(_("Date then"))],
        "version_columns": [Column(_("Version")), Column(_("Published")), Column(_("Decision"))],
    }


def _month(found: Calendar, year: int, number: int) -> MonthRow:
    first, last = date(year, number, 1), date(year, number, monthrange(year, number)[1])
    special = sorted(
        (one for one in found.definition.special_days if first <= one.day <= last), key=lambda one: (one.day, one.kind)
    )
    told = tuple((one, kind_words(one.kind, reading_language()), one.kind in DAYS_OFF) for one in special)
    return MonthRow(number, _working_days(found, first, last), told)


def _working_days(found: Calendar, first: date, last: date) -> int:
    """Working days from the first to the last, both included, as far as the calendar reaches."""
    first, last = max(first, found.definition.first_day), min(last, found.definition.last_day)
    return found.working_days_between(first, last) + found.is_working(first) if first <= last else 0


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len(str(2**63)) else 0
