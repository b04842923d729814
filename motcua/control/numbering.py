"""How the codes of dossiers are written: what holds, what is decided for later, and a new decision."""

from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import Acting, acting, request_key, requires
from motcua.control.forms import CodePatternForm, agency_choices
from motcua.dossier import queries as dossier
from motcua.dossier.types import CodePattern, NextCodes
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.types import Numbered
from motcua.ui.forms import faults_of
from motcua.ui.requests import posted
from motcua.ui.types import Column


@requires(Role.SYSTEM_ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """The patterns, and a form for a new one: shown first what it writes, then decided. A refusal loses nothing."""
    me = acting(request)
    mine = course.numbered_by(me.standing)
    names = organisation.agency_names(mine.agency_ids, on=me.on)
    if request.method != "POST":
        return _page(request, mine, names, CodePatternForm(agencies=_choices(mine, names), initial=_as_it_is(me, mine)))
    form = CodePatternForm(request.POST, agencies=_choices(mine, names))
    if not form.is_valid():
        return _page(request, mine, names, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    pattern = form.pattern()
    try:
        if "preview" in request.POST:
            return _page(request, mine, names, form, preview=_looks_like(me, pattern))
        sent = posted(request)
        process.decide_code_pattern(
            actor=me.actor(Role.SYSTEM_ADMINISTRATOR),
            standing=me.standing,
            at=clock.now(),
            pattern=pattern,
            key=request_key(sent),
        )
    except Refused as refused:
        return _page(request, mine, names, form, refusal=refused.refusal)
    flash.success(request, _("Decided. Codes are written so from that day on."))
    return redirect("control:codes")


def _looks_like(me: Acting, pattern: CodePattern) -> NextCodes:
    """The first codes of its first day. Refused as the decision itself would be."""
    objection = dossier.objection_to_code_pattern(pattern, today=me.on)
    if objection is not None:
        raise Refused(objection)
    return dossier.next_codes(pattern.agency_id or me.house.agency_id, day=pattern.valid_from, pattern=pattern)


def _as_it_is(me: Acting, mine: Numbered) -> dict[str, object]:
    """The form begins with the pattern that holds today for one's own agency."""
    holding = dossier.code_pattern_of(me.house.agency_id, on=me.on)
    return {
        "agency": "" if mine.for_all else str(me.house.agency_id),
        "template": holding.template,
        "filing_template": holding.filing_template,
        "width": holding.width,
    }


def _choices(mine: Numbered, names: Mapping[int, str]) -> list[tuple[str, str]]:
    for_all = [("", _("All agencies without a pattern of their own"))] if mine.for_all else []
    return [*for_all, *agency_choices(names)]


def _page(
    request: HttpRequest,
    mine: Numbered,
    names: Mapping[int, str],
    form: CodePatternForm,
    *,
    preview: NextCodes | None = None,
    refusal: Refusal | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    me = acting(request)
    return render(
        request,
        "control/codes.html",
        {
            "form": form,
            "preview": preview,
            **faults_of(form, refusal),
            "now": dossier.next_codes(me.house.agency_id, day=me.on),
            "rows": [
                (pattern, _("all agencies") if pattern.agency_id is None else names.get(pattern.agency_id, ""))
                for pattern in dossier.code_patterns(mine.agency_ids)
            ],
            "today": me.on,
            "columns": [Column(_("From the day")), Column(_("For")), Column(_("Pattern")), Column(_("Decision"))],
        },
        status=messages.status_of(refusal) if refusal is not None else status,
    )
