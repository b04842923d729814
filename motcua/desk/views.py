"""The reception desk: take a dossier in, print the receipt, and the register book."""

from http import HTTPStatus

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, request_key, requires
from motcua.catalogue.types import FormKey
from motcua.counter import commands as counter
from motcua.desk.cash import place_of
from motcua.desk.filling import PEOPLE, filled, offer
from motcua.desk.forms import RegisterForm
from motcua.desk.home import desk_key, receiving_agency
from motcua.desk.instead import instead
from motcua.desk.keeping import kept_typed, sheet_named
from motcua.desk.parcels import handed_in, opened, typed_on
from motcua.desk.sheet import ReceivingSheet
from motcua.desk.showing import shown
from motcua.desk.stubs import being_entered
from motcua.desk.visits import received_page, visitor
from motcua.kernel import clock, messages
from motcua.kernel.types import Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import ONE_STOP_KINDS, Role
from motcua.papers.types import Sheet
from motcua.process import commands as acts
from motcua.ui.files import printed
from motcua.ui.forms import faults_of
from motcua.ui.requests import posted


@requires(Role.RECEPTIONIST)
@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest, code: str) -> HttpResponse:
    """The receiving sheet: persons, checklist, fees, date. One press receives; a refusal loses nothing typed."""
    me = acting(request)
    filling, visiting, parcel = filled(request, me), visitor(request, me), opened(request, me)
    stub = being_entered(request, me)
    known = typed_on(parcel) if parcel is not None else kept_typed(request, me)
    sheet = ReceivingSheet(
        filling.typed if request.method == "POST" else known,
        me,
        code=code,
        desk_key=desk_key(me),
        at=clock.now(),
        person=visiting.declared if visiting is not None else None,
        paper_day=stub.day if stub is not None else None,
    )
    if "receive" not in request.POST or filling.who or filling.refusal is not None:
        return instead(request, me, sheet, filling)
    if not sheet.is_valid():
        return shown(request, sheet, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if sheet.sheet.obstacle is not None:
        return shown(request, sheet, refusal=sheet.sheet.obstacle)
    late = sheet.entry.cleaned_data["happened_at"]
    sent = posted(request)
    try:
        taken = counter.take_in(
            actor=me.actor(Role.RECEPTIONIST),
            scope=me.scope,
            at=late or sheet.at,
            receiving_agency_id=receiving_agency(me),
            desk_id=place_of(me).desk_id,
            application=sheet.application() if parcel is None else handed_in(sheet.application(), parcel),
            visit_id=visiting.visit.id if visiting is not None else None,
            sheet_id=sheet_named(request),
            parcel_id=parcel.id if parcel is not None else None,
            stub_id=stub.id if stub is not None else None,
            key=request_key(sent),
            late_reason=sheet.entry.cleaned_data["late_reason"] if late else "",
        )
    except Refused as refused:
        return shown(request, sheet, refusal=refused.refusal)
    if stub is not None:
        flash.success(request, _("Entered: {code}.").format(code=taken.receipt.code))
        return redirect("desk:pad", stub.pad_id)
    several = visiting is not None and taken.visit_id is not None
    return redirect("desk:visit", taken.visit_id) if several else redirect("desk:received", taken.receipt.dossier_id)


@requires(Role.RECEPTIONIST)
@require_safe
def received(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """The dossier is in: its code, its date, and the receipt to print."""
    return received_page(request, dossier_id)


@requires(Role.RECEPTIONIST, Role.SUPERVISOR, Role.OFFICER, Role.LEADER, Role.CLERK)
@require_safe
def receipt(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả, as PDF."""
    me = acting(request)
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="print")
    pdf = acts.print_form(
        actor=me.actor(),
        scope=me.scope,
        at=clock.now(),
        dossier_id=dossier_id,
        form=FormKey.RECEIPT,
        address=request.build_absolute_uri("/"),
        sheet=Sheet.asked(request.GET),
    )
    return printed(pdf, f"giay-tiep-nhan-{dossier_id}.pdf")


@requires(Role.RECEPTIONIST)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Asks for the place and the days, then prints what was received there (Sổ theo dõi hồ sơ) or which results came
    there (Phiếu bàn giao kết quả), as PDF."""
    me, at = acting(request), clock.now()
    today = {"place": receiving_agency(me), "since": at.date(), "until": at.date()}
    form = RegisterForm(request.GET or None, places=_places(me), initial=today)
    refusal = None
    if form.is_valid():
        typed = form.cleaned_data
        try:
            print_it = acts.print_results if "results" in request.GET else acts.print_register
            book = print_it(
                actor=me.actor(),
                scope=me.scope,
                at=at,
                agency_id=typed["place"],
                since=typed["since"],
                until=typed["until"],
                sheet=Sheet.asked(request.GET),
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            note_reading(request, ReadingKind.DOSSIER, [str(one) for one in book.dossier_ids], purpose="print")
            called = "ban-giao-ket-qua" if "results" in request.GET else "so-theo-doi"
            return printed(book.pdf, f"{called}-{typed['since']}-{typed['until']}.pdf")
    wrong = messages.status_of(refusal) if refusal is not None else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(
        request,
        "desk/register.html",
        {
            "form": form,
            **faults_of(form, refusal),
        },
        status=wrong if refusal is not None or form.errors else HTTPStatus.OK,
    )


def _places(me: Acting) -> list[tuple[int, str]]:
    """Where dossiers are received in this house."""
    own = organisation.agencies_by_id(me.scope.own_agency_ids)
    here = receiving_agency(me)
    return [(one.id, one.name) for one in own.values() if one.kind in ONE_STOP_KINDS or one.id == here]


@requires(Role.RECEPTIONIST)
@require_POST
def persons(request: HttpRequest) -> HttpResponse:
    """Who is known here that fits what is being typed of one person of the sheet; part of a page, for a script."""
    who, _dash, field = request.headers.get("HX-Trigger-Name", "").rpartition("-")
    words = request.POST.get(f"{who}-{field}", "") if who in PEOPLE and field in {"name", "number"} else ""
    return render(
        request, "desk/known_persons.html", {"offer": offer(request, acting(request), who, words, at=clock.now())}
    )
