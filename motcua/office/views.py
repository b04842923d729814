"""One dossier whole, and lists of dossiers."""

from collections.abc import Sequence
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.accounts.types import ReadingKind, acting, note_reading, requires
from motcua.catalogue.types import FormKey
from motcua.dossier import queries as dossier
from motcua.dossier.types import After, DossierRow, Facts, Filters, InvolvementRole, Listing, Outcome, State
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal
from motcua.notices import queries as notices
from motcua.office.brief import brief_of
from motcua.office.choices import actions_of
from motcua.office.flow import flow_of
from motcua.office.letters import letters_of
from motcua.office.money import money_of
from motcua.office.naming import PAPER_WORDS
from motcua.office.notes import notes_of
from motcua.office.opinions import opinions_of
from motcua.office.papers import part_of
from motcua.office.results import result_of
from motcua.office.signing import signatures_of
from motcua.office.submissions import submissions_of
from motcua.office.supervising import oversight_of
from motcua.organisation.types import Role
from motcua.papers.types import Sheet
from motcua.process import commands
from motcua.process import queries as process
from motcua.ui.files import printed
from motcua.ui.types import Column, Pages, Tab

STAFF = (Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK, Role.SUPERVISOR, Role.INSPECTOR)
LISTING_WORDS = {
    Listing.OPEN: gettext_lazy("Open"),
    Listing.DUE_SOON: gettext_lazy("Due soon"),
    Listing.OVERDUE: gettext_lazy("Overdue"),
    Listing.FILINGS: gettext_lazy("Online filings to answer"),
    Listing.CLOSING: gettext_lazy("To be closed"),
    Listing.UNCOLLECTED: gettext_lazy("Not collected"),
    Listing.RECEIVED: gettext_lazy("Received"),
    Listing.ENDED: gettext_lazy("Ended"),
    Listing.CLASSES_DIFFER: gettext_lazy("Classes differ"),
}


@requires(*STAFF)
@require_safe
def dossiers(request: HttpRequest) -> HttpResponse:
    """The dossiers in sight, as lists that are worked off from the top."""
    me, at = acting(request), clock.now()
    listing = Listing(request.GET["list"]) if request.GET.get("list") in set(Listing) else Listing.OPEN
    role = InvolvementRole.RECEIVES if request.GET.get("side") == "receives" else InvolvementRole.RESOLVES
    side = "&side=receives" if role is InvolvementRole.RECEIVES else ""
    found = dossier.dossiers(me.scope, Filters(listing=listing, role=role), at=at, after=_dossier_after(request))
    note_reading(request, ReadingKind.DOSSIER, [str(row.id) for row in found.rows], purpose="list")
    older = ""
    if found.after is not None:
        instant = found.after.instant.isoformat() if found.after.instant else ""
        query = f"?list={listing}{side}&after={found.after.id}&due={instant}"
        older = reverse("office:dossiers") + query
    return render(
        request,
        "office/dossiers.html",
        {
            "rows": [(row, process.row_state(row, at)) for row in found.rows],
            "listing": listing,
            "role": role,
            "tabs": [
                Tab(word, f"{reverse('office:dossiers')}?list={one}{side}", is_active=one is listing)
                for one, word in LISTING_WORDS.items()
            ],
            "columns": [Column(_("Dossier")), Column(_("Procedure")), Column(_("Due")), Column(_("Standing"))],
            "pages": Pages(newer_url="", older_url=older, shown=str(len(found.rows))),
        },
    )


@requires(*STAFF)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """A dossier by its code, or by the name or number of a person. One hit opens at once."""
    me, at = acting(request), clock.now()
    words = request.GET.get("q", "").strip()
    found = dossier.search(me.scope, words, at=at) if words else ()
    sentence = messages.sentence_of(found) if isinstance(found, Refusal) else ""
    rows: Sequence[DossierRow] = () if isinstance(found, Refusal) else found
    if len(rows) == 1:
        return redirect("office:dossier", dossier_id=rows[0].id)
    note_reading(request, ReadingKind.DOSSIER, [str(row.id) for row in rows], purpose="search")
    return render(
        request,
        "office/search.html",
        {
            "q": words,
            "refusal": sentence,
            "rows": [(row, process.row_state(row, at)) for row in rows],
            "columns": [Column(_("Dossier")), Column(_("Procedure")), Column(_("Due")), Column(_("Standing"))],
        },
    )


@requires(*STAFF)
@require_safe
def dossier_page(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """One dossier: what it is, why its date is that one, what happened, and what may be done next."""
    me, at = acting(request), clock.now()
    view = process.dossier_view(me.scope, dossier_id, at=at)
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="page")
    choices = process.choices(me.scope, dossier_id, view.facts)
    return render(
        request,
        "office/dossier.html",
        {
            "view": view,
            **part_of(request, view),
            "actions": actions_of(dossier_id, choices, view.facts, at=at),
            "handling": process.handling(me.scope, dossier_id, view.facts),
            "papers": [(form.value, PAPER_WORDS[form]) for form in papers_due(view.facts)],
            **signatures_of(request, dossier_id),
            **brief_of(request, view, choices, at=at),
            "opinions": opinions_of(view, at=at),
            "may_remind_asked": process.may_remind_of(me.scope, view.facts),
            **notes_of(request, view),
            **submissions_of(request, view),
            **letters_of(request, view),
            **result_of(request, view),
            **money_of(request, view),
            **oversight_of(request, view, at=at),
            "flow": flow_of(view.facts),
            "told": notices.lines(notices.told_of(dossier_id)),
            "results": [(one, one.state_on(me.on).value) for one in process.results_of_dossier(me.scope, dossier_id)],
        },
    )


@requires(*STAFF)
@require_safe
def paper(request: HttpRequest, dossier_id: int, form: str) -> HttpResponse:
    """One official paper of a dossier, as PDF."""
    me = acting(request)
    if form not in {key.value for key in PAPER_WORDS}:
        raise Http404
    note_reading(request, ReadingKind.DOSSIER, str(dossier_id), purpose="print")
    pdf = commands.print_form(
        actor=me.actor(),
        scope=me.scope,
        at=clock.now(),
        dossier_id=dossier_id,
        form=FormKey(form),
        address=request.build_absolute_uri("/"),
        sheet=Sheet.asked(request.GET),
    )
    return printed(pdf, f"{form.replace('_', '-')}-{dossier_id}.pdf")


def papers_due(facts: Facts) -> list[FormKey]:
    """The official papers that what happened so far calls for."""
    due = {
        FormKey.RECEIPT: facts.received_at is not None and facts.appointment_at is not None,
        FormKey.SUPPLEMENT_REQUEST: bool(facts.supplements) or facts.state is State.INTAKE_COMPLETION,
        FormKey.REFUSAL: facts.outcome is Outcome.REFUSED or facts.state is State.DECLINED_AT_INTAKE,
        FormKey.APOLOGY: facts.apology is not None,
        FormKey.STOP_NOTICE: facts.state is State.STOPPED,
        FormKey.CONTROL_SLIP: facts.received_at is not None and facts.appointment_at is not None,
        FormKey.TRANSFER_SLIP: facts.appointment_at is not None and process.is_chain(facts),
    }
    return [form for form, is_due in due.items() if is_due]


def _dossier_after(request: HttpRequest) -> After | None:
    number = request.GET.get("after", "")
    return After(_instant(request), int(number)) if number.isascii() and number.isdigit() else None


def _instant(request: HttpRequest) -> datetime | None:
    try:
        return datetime.fromisoformat(request.GET.get("due", ""))
    except ValueError:
        return None
