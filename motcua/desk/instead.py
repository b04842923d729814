"""Instead of receiving: a slip for whoever leaves without a receipt, a sheet that is kept, a pin."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from motcua.accounts.types import Acting
from motcua.catalogue.types import FormKey, ReasonKind
from motcua.desk.filling import Filling
from motcua.desk.group_table import GroupTable
from motcua.desk.home import receiving_agency
from motcua.desk.keeping import pressed
from motcua.desk.sheet import ReceivingSheet
from motcua.desk.showing import shown
from motcua.kernel import messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Role
from motcua.papers.types import Sheet
from motcua.process import commands as process
from motcua.ui.files import printed

_SLIPS = {"supplement": FormKey.SUPPLEMENT_REQUEST, "refusal": FormKey.REFUSAL}
"""The slips for whoever leaves the desk without a receipt."""
_LISTS = {FormKey.SUPPLEMENT_REQUEST: ReasonKind.COMPLETION, FormKey.REFUSAL: ReasonKind.DECLINED}
"""The lists from which their reasons are chosen."""


def instead(
    request: HttpRequest, me: Acting, sheet: ReceivingSheet, filling: Filling, *, group: GroupTable | None = None
) -> HttpResponse:
    """What the other buttons of a sheet do: a slip, keeping it, a pin; else it is shown with what is new."""
    try:
        if request.POST.get("slip", "") in _SLIPS:
            return _slip(request, me, sheet, _SLIPS[request.POST["slip"]], group=group)
        answer = pressed(request, me, sheet.version.code)
    except Refused as refused:
        return shown(request, sheet, refusal=refused.refusal, group=group)
    return answer or shown(request, sheet, refusal=filling.refusal, filled_in=filling.who, group=group)


def _slip(
    request: HttpRequest, me: Acting, sheet: ReceivingSheet, form: FormKey, *, group: GroupTable | None
) -> HttpResponse:
    """The paper for somebody whose dossier cannot be taken: printed from what was typed, nothing is stored."""
    if not sheet.is_valid():
        return shown(request, sheet, status=HTTPStatus.UNPROCESSABLE_ENTITY, group=group)
    reason = sheet.entry.said_on(_LISTS[form])
    if isinstance(reason, Refusal):
        sheet.entry.add_error("slip_reason_key", messages.sentence_of(reason))
        return shown(request, sheet, status=HTTPStatus.UNPROCESSABLE_ENTITY, group=group)
    wanted = sheet.wanted()
    if isinstance(wanted, Refusal):
        return shown(request, sheet, refusal=wanted, group=group)
    pdf = process.print_counter_slip(
        form,
        actor=me.actor(Role.RECEPTIONIST),
        scope=me.scope,
        at=sheet.at,
        receiving_agency_id=receiving_agency(me),
        version=sheet.version,
        declaration=sheet.application().declaration,
        sheet=Sheet(),
        wanted=tuple(wanted),
        reason=reason,
    )
    return printed(pdf, f"{form.value.replace('_', '-')}-{sheet.version.code}.pdf")
