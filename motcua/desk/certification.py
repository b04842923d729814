"""The certification desk: a name, the pages, the copies, Enter; and the next one."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages as flashes
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, request_key, requires
from motcua.certification import commands
from motcua.certification import queries as certification
from motcua.certification.types import Certification, CertificationRequest, Certified
from motcua.desk.cash import place_of
from motcua.desk.certification_forms import BookForm, CertifyForm
from motcua.desk.sheet import CONFIRM, communes_of
from motcua.kernel import clock
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Role
from motcua.papers.types import Sheet
from motcua.parties import queries as parties
from motcua.parties.types import DeclarationInput
from motcua.payments import queries as payments
from motcua.process import queries as process
from motcua.ui.files import printed
from motcua.ui.forms import faults, faults_of, status_of, status_with
from motcua.ui.requests import posted
from motcua.ui.types import Column, Pages, Tab
from motcua.ui.wording import money

READERS = (Role.RECEPTIONIST, Role.SUPERVISOR, Role.LEADER, Role.CLERK, Role.INSPECTOR)
_CARD_SIGN = "|"
"""What stands between the fields of a citizen card's QR code, and in nobody's name."""


@requires(Role.RECEPTIONIST)
@require_http_methods(["GET", "POST"])
def desk(request: HttpRequest) -> HttpResponse:
    """One request after the other; a refusal loses nothing typed."""
    me = acting(request)
    kinds = certification.certifications(me.scope.own_agency_ids, on=me.on)
    if not kinds:
        return render(request, "desk/certification.html", {"kinds": (), "form": None})
    kind = _chosen(request, kinds)
    place = place_of(me)
    signers = process.signatories(kind.agency_id, on=me.on)
    books = payments.books_at(place)
    typed, refusal = _typed(request)
    wanted = request.GET.get("signer", "")
    form = CertifyForm(
        typed,
        kind=kind,
        signers=signers,
        books=books,
        initial={"signer": int(wanted)} if wanted.isascii() and wanted.isdecimal() else None,
    )
    if "certify" in request.POST and not _was_a_card(request) and form.is_valid():
        try:
            done = _certified(request, me, kind, form)
        except Refused as refused:
            refusal = refused.refusal
        else:
            flashes.success(request, _words(done))
            chosen = {"kind": kind.code, "signer": form.cleaned_data["signer"]}
            return redirect(f"{reverse('desk:certification')}?{urlencode(chosen)}")
    has_errors = "certify" in request.POST and bool(form.errors)
    return _shown(request, me, kinds, kind, form, refusal=refusal, has_errors=has_errors)


@requires(Role.RECEPTIONIST)
@require_safe
def fee(request: HttpRequest) -> HttpResponse:
    """What it costs, while it is typed."""
    pages, copies = _whole(request.GET, "pages"), _whole(request.GET, "copies")
    amount = None
    if pages is not None and copies is not None:
        amount = certification.fee_of(request.GET.get("kind", ""), pages=pages, copies=copies, at=clock.now())
    return HttpResponse(money(amount) if amount is not None else "–", headers={"Cache-Control": "no-store"})


@requires(*READERS)
@require_safe
def book(request: HttpRequest) -> HttpResponse:
    """Sổ chứng thực: asks for the register and the days, then prints it as PDF."""
    me, at = acting(request), clock.now()
    kinds = certification.certifications(me.scope.own_agency_ids, on=me.on)
    registers = certification.registers(kinds, on=me.on)
    form = BookForm(request.GET or None, registers=registers, initial={"since": me.on, "until": me.on})
    refusal = None
    if form.is_valid():
        asked = form.cleaned_data
        agency_id = next(one.agency_id for one in kinds if one.series == asked["series"])
        try:
            found = commands.print_book(
                actor=me.actor(),
                scope=me.scope,
                at=at,
                agency_id=agency_id,
                series=asked["series"],
                since=asked["since"],
                until=asked["until"],
                sheet=Sheet.asked(request.GET),
            )
        except Refused as refused:
            refusal = refused.refusal
        else:
            note_reading(request, ReadingKind.DOSSIER, [str(one) for one in found.dossier_ids], purpose="print")
            return printed(found.pdf, f"so-chung-thuc-{asked['since']}-{asked['until']}.pdf")
    return render(
        request,
        "desk/certification_book.html",
        {"form": form, "kinds": kinds, **faults_of(form, refusal)},
        status=status_of(form, refusal),
    )


def _shown(
    request: HttpRequest,
    me: Acting,
    kinds: Sequence[Certification],
    kind: Certification,
    form: CertifyForm,
    *,
    refusal: Refusal | None,
    has_errors: bool,
) -> HttpResponse:
    day = certification.day(me.scope, place_of(me).agency_id, me.on, before=_whole(request.GET, "before"))
    note_reading(request, ReadingKind.DOSSIER, [str(row.dossier_id) for row in day.rows], purpose="list")
    here = reverse("desk:certification")
    older = f"{here}?{urlencode({'kind': kind.code, 'before': day.after})}" if day.after is not None else ""
    pages, copies = form["pages"].value(), form["copies"].value()
    amount = _amount(kind, pages, copies)
    return render(
        request,
        "desk/certification.html",
        {
            "kinds": kinds,
            "kind": kind,
            "tabs": [Tab(one.label, f"{here}?{urlencode({'kind': one.code})}", is_active=one is kind) for one in kinds],
            "form": form,
            "has_books": bool(form.fields["book"].choices),  # type: ignore[attr-defined] # of a choice field
            "papers": certification.papers_often(me.on),
            "fee": money(amount) if amount is not None else "–",
            "confirm": CONFIRM + refusal.code if refusal is not None and _is_a_doubt(form, refusal, me.on) else "",
            "day": day,
            "pages": Pages(newer_url="", older_url=older, shown=str(len(day.rows))),
            "columns": [
                Column(_("Number")),
                Column(_("Who asks")),
                Column(_("Which paper")),
                Column(_("Copies"), is_number=True),
                Column(_("Amount"), is_number=True),
            ],
            **faults(refusal, has_errors=has_errors),
        },
        status=status_with(refusal, has_errors=has_errors),
    )


def _certified(request: HttpRequest, me: Acting, kind: Certification, form: CertifyForm) -> Certified:
    typed = form.cleaned_data
    return commands.certify(
        actor=me.actor(Role.RECEPTIONIST),
        scope=me.scope,
        at=clock.now(),
        place=place_of(me),
        asked=CertificationRequest(
            code=kind.code,
            commune_code=communes_of(me)[0][0],
            person=form.person(),
            paper=typed["paper"].strip(),
            pages=typed["pages"],
            copies=typed["copies"],
            signer_id=typed["signer"],
            given=typed["given"],
            book_id=typed["book"],
            confirmed=frozenset(name.removeprefix(CONFIRM) for name in request.POST if name.startswith(CONFIRM)),
        ),
        key=request_key(posted(request)),
    )


def _words(done: Certified) -> str:
    """What the person is told: the number, the fee, the change."""
    parts = [_("Certified: {number}").format(number=done.number), money(done.amount)]
    if done.change:
        parts.append(_("change {amount}").format(amount=money(done.change)))
    return " · ".join(parts)


def _typed(request: HttpRequest) -> tuple[QueryDict | None, Refusal | None]:
    """What was typed, with the person filled in from the card that a scanner typed into the name."""
    if request.method != "POST":
        return None, None
    if not _was_a_card(request):
        return request.POST, None
    typed = request.POST.copy()
    card = parties.read_card(request.POST["name"].strip())
    if isinstance(card, Refusal):
        return typed, card
    typed["name"], typed["number"] = card.name, card.number
    return typed, None


def _was_a_card(request: HttpRequest) -> bool:
    return _CARD_SIGN in request.POST.get("name", "")


def _chosen(request: HttpRequest, kinds: Sequence[Certification]) -> Certification:
    wanted = request.POST.get("kind") or request.GET.get("kind", "")
    return next((one for one in kinds if one.code == wanted), kinds[0])


def _amount(kind: Certification, pages: Any, copies: Any) -> int | None:
    try:
        return certification.fee_of(kind.code, pages=int(pages), copies=int(copies), at=clock.now())
    except (TypeError, ValueError):
        return None


def _whole(asked: QueryDict, name: str) -> int | None:
    typed = asked.get(name, "")
    return int(typed) if typed.isascii() and typed.isdecimal() and 0 < len(typed) <= len("999999999") else None


def _is_a_doubt(form: CertifyForm, refusal: Refusal, on: date) -> bool:
    """Whether the refusal is one that the desk may confirm after looking at the paper again."""
    person = form.person() if form.is_valid() else None
    if person is None:
        return False
    found = parties.review(DeclarationInput(applicants=(person,), by_name=True), on=on)
    return any(one.confirmable and one.refusal.code == refusal.code for one in found)
