"""Many dossiers of one kind from one person, received in one act: one sheet, and a table of what differs."""

from http import HTTPStatus

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import acting, request_key, requires
from motcua.counter import commands
from motcua.counter import queries as counter
from motcua.desk.cash import place_of
from motcua.desk.filling import filled
from motcua.desk.group_table import GroupTable
from motcua.desk.home import desk_key, receiving_agency
from motcua.desk.instead import instead
from motcua.desk.keeping import kept_typed, sheet_named
from motcua.desk.sheet import ReceivingSheet
from motcua.desk.showing import shown
from motcua.desk.visits import visitor
from motcua.kernel import clock
from motcua.kernel.types import Refused
from motcua.organisation.types import Role
from motcua.ui.requests import posted


@requires(Role.RECEPTIONIST)
@require_http_methods(["GET", "POST"])
def receive_group(request: HttpRequest, code: str) -> HttpResponse:
    """The receiving sheet of a group. One press receives all of its dossiers, or none and says which row is wrong."""
    me, at = acting(request), clock.now()
    filling, visiting = filled(request, me), visitor(request, me)
    declared = visiting.declared if visiting is not None else None
    typed = filling.typed if request.method == "POST" else kept_typed(request, me)
    sheet = ReceivingSheet(typed, me, code=code, desk_key=desk_key(me), at=at, person=declared)
    table = GroupTable(typed, most=counter.rules_on(me.on).most_dossiers)
    if "receive" not in request.POST or filling.who or filling.refusal is not None:
        return instead(request, me, sheet, filling, group=table)
    if not sheet.is_valid():
        return shown(request, sheet, status=HTTPStatus.UNPROCESSABLE_ENTITY, group=table)
    if sheet.sheet.obstacle is not None:
        return shown(request, sheet, refusal=sheet.sheet.obstacle, group=table)
    late = sheet.entry.cleaned_data["happened_at"]
    try:
        taken = commands.take_in_group(
            actor=me.actor(Role.RECEPTIONIST),
            scope=me.scope,
            at=late or at,
            receiving_agency_id=receiving_agency(me),
            desk_id=place_of(me).desk_id,
            applications=table.applications(sheet),
            visit_id=visiting.visit.id if visiting is not None else None,
            sheet_id=sheet_named(request),
            late_reason=sheet.entry.cleaned_data["late_reason"] if late else "",
            key=request_key(posted(request)),
        )
    except Refused as refused:
        return shown(request, sheet, refusal=refused.refusal, group=table)
    if taken.visit_id is not None:
        return redirect("desk:visit", taken.visit_id)
    first, last, count = taken.receipts[0].code, taken.receipts[-1].code, len(taken.receipts)
    words = ngettext("{count} dossier received: {first}", "{count} dossiers received: {first} to {last}", count)
    flash.success(request, words.format(count=count, first=first, last=last))
    return redirect("desk:home")
