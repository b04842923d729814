"""The archive: years and their lists, what is past its period, the decision on it, and the minutes."""

from collections.abc import Mapping, Sequence

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, request_key, requires
from motcua.archive import commands
from motcua.archive import queries as archive
from motcua.archive.types import DestructionRow, Stage, YearRow
from motcua.control.forms import DestructionForm, agency_choices
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.papers.types import Sheet
from motcua.ui.files import printed, sent_while_made
from motcua.ui.forms import faults_of, status_of
from motcua.ui.requests import posted
from motcua.ui.types import Column, Pages, Tab, Tone

KEEPERS = (Role.CLERK, Role.LEADER)
READERS = (*KEEPERS, Role.INSPECTOR)
_PAGE = 50
_TONES = {
    Stage.PROPOSED: Tone.WAITING,
    Stage.WITHDRAWN: Tone.NEUTRAL,
    Stage.DECIDED: Tone.WARNING,
    Stage.FINISHED: Tone.SUCCESS,
}


@requires(*READERS)
@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """The lists of a year (of the last one in which anything is to be done), and what was proposed to be destroyed."""
    me = acting(request)
    seen, mine = archive.seen_by(me.scope, on=me.on), archive.kept_by(me.scope, on=me.on)
    whole = archive.years(seen, today=me.on)
    shown = _chosen(request, whole, this_year=me.on.year)
    destructions = archive.destructions(seen)
    names = organisation.agency_names({row.agency_id for row in whole} | {row.agency_id for row in destructions})
    return render(
        request,
        "control/archive.html",
        {
            "rows": [
                (row, names.get(row.agency_id, ""), row.agency_id in mine and _may_close(row, me))
                for row in whole
                if row.year == shown
            ],
            "tabs": _tabs(whole, shown),
            "expired": _expired(archive.not_proposed(mine, today=me.on), names),
            "destructions": _named(destructions, names),
            "columns": [
                Column(_("Agency")),
                Column(_("In the list"), is_number=True),
                Column(_("Not yet in it"), is_number=True),
                Column(_("Permanent"), is_number=True),
                Column(_("Past the period"), is_number=True),
                Column(_("State")),
            ],
            "destruction_columns": [
                Column(_("Proposed")),
                Column(_("Agency")),
                Column(_("Dossiers"), is_number=True),
                Column(_("Decision")),
                Column(_("State")),
            ],
        },
    )


@requires(*READERS)
@require_safe
def year(request: HttpRequest, agency_id: int, number: int) -> HttpResponse:
    """The list of one year, by its numbers."""
    me = acting(request)
    row = archive.year_row(me.scope, agency_id, number, today=me.on)
    after = request.GET.get("after", "")
    found = archive.record_page(agency_id, number, after=int(after) if after.isdecimal() else 0, limit=_PAGE + 1)
    shown = found[:_PAGE]
    older = f"{request.path}?after={shown[-1].number}" if len(found) > _PAGE else ""
    return render(
        request,
        "control/archive_year.html",
        {
            "row": row,
            "agency": organisation.agency_names([agency_id]).get(agency_id, ""),
            "records": shown,
            "today": me.on,
            "may_pack": row.closed_at is not None and agency_id in archive.kept_by(me.scope, on=me.on),
            "columns": [
                Column(_("Number")),
                Column(_("Dossier")),
                Column(_("Finished")),
                Column(_("Kept until")),
            ],
            "pages": Pages(older_url=older, shown=str(len(shown))),
        },
    )


@requires(*KEEPERS)
@require_POST
def package(request: HttpRequest, agency_id: int, number: int) -> HttpResponseBase:
    """The package of a closed year for the archive office, as one ZIP file that is made while it is sent."""
    me = acting(request)
    packed = commands.hand_out_package(
        actor=me.actor(*KEEPERS), scope=me.scope, at=clock.now(), agency_id=agency_id, year=number
    )
    note_reading(request, ReadingKind.DOSSIER, [str(one) for one in packed.dossier_ids], purpose="download")
    return sent_while_made(packed.pieces(), name=packed.name, content_type="application/zip")


@requires(*KEEPERS)
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Has the list of a year made, in the background."""
    me, sent = acting(request), posted(request)
    commands.ask_closing(
        actor=me.actor(*KEEPERS),
        scope=me.scope,
        at=clock.now(),
        agency_id=_number(request, "agency"),
        year=_number(request, "year"),
        key=request_key(sent),
    )
    flash.success(request, _("The list is being made. Load this page again to see how far it is."))
    return redirect(f"{reverse('control:archive')}?year={_number(request, 'year')}")


@requires(*KEEPERS)
@require_POST
def propose(request: HttpRequest) -> HttpResponse:
    """Lists what is past its period, for whoever decides."""
    me, sent = acting(request), posted(request)
    destruction_id = commands.propose_destruction(
        actor=me.actor(*KEEPERS),
        scope=me.scope,
        at=clock.now(),
        agency_id=_number(request, "agency"),
        key=request_key(sent),
    )
    return redirect("control:destruction", destruction_id)


@requires(*READERS)
@require_http_methods(["GET", "POST"])
def destruction(request: HttpRequest, destruction_id: int) -> HttpResponse:
    """What is proposed to be destroyed, the decision on it, and how far it is. A refusal loses nothing."""
    me = acting(request)
    row = archive.destruction(me.scope, destruction_id, today=me.on)
    form = DestructionForm(request.POST if request.method == "POST" else None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        sent = posted(request)
        try:
            commands.decide_destruction(
                actor=me.actor(Role.LEADER),
                scope=me.scope,
                at=clock.now(),
                destruction_id=destruction_id,
                decision=form.decision(),
                key=request_key(sent),
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            flash.success(request, _("Entered. The files are being destroyed; the minutes follow."))
            return redirect("control:destruction", destruction_id)
    return render(
        request, "control/destruction.html", _page(request, me, row, form, refusal), status=status_of(form, refusal)
    )


@requires(*KEEPERS)
@require_POST
def withdraw(request: HttpRequest, destruction_id: int) -> HttpResponse:
    """Takes a proposal back."""
    me, sent = acting(request), posted(request)
    commands.withdraw_destruction(
        actor=me.actor(*KEEPERS),
        scope=me.scope,
        at=clock.now(),
        destruction_id=destruction_id,
        key=request_key(sent),
    )
    flash.success(request, _("Withdrawn. What it named can be proposed again."))
    return redirect("control:archive")


@requires(*READERS)
@require_safe
def minutes(request: HttpRequest, destruction_id: int) -> HttpResponse:
    """The record of a finished destruction, as PDF."""
    me = acting(request)
    pdf = commands.print_minutes(
        actor=me.actor(),
        scope=me.scope,
        at=clock.now(),
        destruction_id=destruction_id,
        sheet=Sheet.asked(request.GET),
    )
    return printed(pdf, f"bien-ban-tieu-huy-{destruction_id}.pdf")


def _page(
    request: HttpRequest, me: Acting, row: DestructionRow, form: DestructionForm, refusal: Refusal | None
) -> dict[str, object]:
    after = request.GET.get("after", "")
    found = archive.proposed(row.id, after=int(after) if after.isdecimal() else 0, limit=_PAGE + 1)
    shown = found[:_PAGE]
    older = f"{request.path}?after={shown[-1].record.id}" if len(found) > _PAGE else ""
    waits = row.stage is Stage.PROPOSED
    return {
        "row": row,
        "state": messages.name_of(row.stage),
        "tone": _TONES[row.stage],
        "agency": organisation.agency_names([row.agency_id]).get(row.agency_id, ""),
        "lines": [(one, messages.name_of(one.fate) if one.fate else "") for one in shown],
        "form": form,
        "may_decide": waits and row.agency_id in archive.decided_by(me.scope, on=me.on),
        "may_withdraw": waits and row.agency_id in archive.kept_by(me.scope, on=me.on),
        "is_under_way": row.stage is Stage.DECIDED,
        "waits": waits,
        "may_print": row.stage is Stage.FINISHED and row.spared < row.proposed,
        **faults_of(form, refusal),
        "columns": [
            Column(_("Number")),
            Column(_("Dossier")),
            Column(_("Finished")),
            Column(_("Kept until")),
            Column(_("What became of it")),
        ],
        "pages": Pages(older_url=older, shown=str(len(shown))),
    }


def _may_close(row: YearRow, me: Acting) -> bool:
    """Whether something is left to be listed, the year is over, and nobody has asked for it already."""
    return row.year < me.on.year and row.asked_at is None and (row.closed_at is None or row.waiting > 0)


def _chosen(request: HttpRequest, rows: Sequence[YearRow], *, this_year: int) -> int:
    """The year that is asked for; else the earliest that is over and not all listed; else the last."""
    asked = request.GET.get("year", "")
    if asked.isdecimal():
        return int(asked)
    waiting = [row.year for row in rows if row.year < this_year and (row.waiting or row.closed_at is None)]
    return min(waiting, default=max((row.year for row in rows), default=this_year))


def _tabs(rows: Sequence[YearRow], shown: int) -> list[Tab]:
    waiting: dict[int, int] = {}
    for row in rows:
        waiting[row.year] = waiting.get(row.year, 0) + row.waiting
    return [
        Tab(str(number), f"{reverse('control:archive')}?year={number}", is_active=number == shown, count=count or None)
        for number, count in sorted(waiting.items(), reverse=True)
    ]


def _expired(counted: Mapping[int, int], names: Mapping[int, str]) -> list[tuple[str, str, int]]:
    """One's own agencies in which something is past its period and not proposed: id, name, how many."""
    chosen = agency_choices({agency_id: names.get(agency_id, "") for agency_id in counted})
    return [(agency_id, name, counted[int(agency_id)]) for agency_id, name in chosen]


def _named(rows: Sequence[DestructionRow], names: Mapping[int, str]) -> list[tuple[DestructionRow, str, str, Tone]]:
    return [(row, names.get(row.agency_id, ""), messages.name_of(row.stage), _TONES[row.stage]) for row in rows]


def _number(request: HttpRequest, name: str) -> int:
    """A number that the page carries; one that nobody typed so is of nothing there is."""
    typed = request.POST.get(name, "")
    if not typed.isdecimal():
        raise Refused(Refusal("archive_absent"))
    return int(typed)
