"""The page of one procedure: who, what to bring, where, how long by law and usually, how much; its internal process."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from motcua.accounts.types import open_to_public
from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import ApplicantKind, Channel, FormKey, ProcedureVersion
from motcua.intake import queries as intake
from motcua.kernel import clock
from motcua.kernel.messages import name_of
from motcua.organisation import queries as organisation
from motcua.portal.filing.centre import is_at_centre
from motcua.portal.finding.places import Place, place_of
from motcua.portal.finding.usual import usual_words
from motcua.portal.sheets import case_sheets, fee_lines
from motcua.process import queries as process
from motcua.ui.files import printed

_SLIPS = (
    FormKey.RECEIPT,
    FormKey.SUPPLEMENT_REQUEST,
    FormKey.REFUSAL,
    FormKey.APOLOGY,
    FormKey.STOP_NOTICE,
    FormKey.CONTROL_SLIP,
)
"""The official forms that a person meets while his dossier is on its way."""
_A_DAY = 24 * 3600  # seconds


@open_to_public
@require_safe
def procedure(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about one procedure. One that is only listed says so."""
    today = clock.now().date()
    version = catalogue.version_of(code, today)
    if version is None:
        listing = catalogue.listing(code)
        if listing is None:
            raise Http404
        return render(request, "portal/listed.html", {"listing": listing})
    place = place_of(version, commune_code=request.GET.get("commune", ""), on=today)
    return render(request, "portal/finding/procedure.html", _about(request, version, place, today))


@open_to_public
@require_safe
def internal_process(request: HttpRequest, code: str) -> HttpResponse:
    """The process by which the agencies work: who does what, in how many hours, where it leads, on which forms."""
    version = _published(code)
    if version.process is None:
        raise Http404
    today = clock.now().date()
    regime = catalogue.regime_on(today)
    papers = [regime.form(key, on=today) for key in _SLIPS]
    context = {"version": version, "flow": catalogue.flow_of(version), "papers": [one for one in papers if one]}
    return render(request, "portal/finding/process.html", context)


@open_to_public
@cache_control(public=True, max_age=_A_DAY)
@require_safe
def code_picture(request: HttpRequest, code: str) -> HttpResponse:
    """The address of a procedure's page, as a picture that a phone reads."""
    picture = process.verification_qr(_address(request, _published(code).code))
    return HttpResponse(picture, content_type="image/svg+xml")


@open_to_public
@require_safe
def form_sample(_request: HttpRequest, code: str, component: str) -> HttpResponse:
    """The e-form for one paper of the procedure, filled in as an example; every page says that it is one."""
    version, at = _published(code), clock.now()
    published = catalogue.forms_for(version.code).get(component)
    if published is None:
        raise Http404
    pdf = intake.declaration_preview(
        published.form,
        catalogue.form_sample(published.form, today=at.date()),
        procedure=version.name,
        edition=f"{published.key}/{published.number}",
        at=at,
    )
    return printed(pdf, f"{published.key}-{version.code}.pdf")


def _about(request: HttpRequest, version: ProcedureVersion, place: Place, today: date) -> dict[str, Any]:
    return {
        "version": version,
        "who": [name_of(kind) for kind in ApplicantKind if kind in version.subjects],
        "ways": [catalogue.channel_words(channel) for channel in Channel if channel in version.channels],
        "cases": case_sheets(version),
        "fees": fee_lines(version),
        "usual": usual_words(version.code, agency_ids=_agencies(version, place, today), on=today),
        "place": place,
        "communes": organisation.communes_served(on=today),
        "is_online": Channel.ONLINE in version.channels,
        "samples": [
            (component, published.form.title.text(get_language() or "vi"))
            for component, published in sorted(catalogue.forms_for(version.code).items())
        ],
        "filing_place": (filed_at := catalogue.filing_place(version.code, today)),
        "is_here": filed_at.is_here or is_at_centre(request),
        "begin_url": reverse("portal:begin", args=[version.code]),
        "address": _address(request, version.code),
    }


def _agencies(version: ProcedureVersion, place: Place, today: date) -> Collection[int]:
    """Whose figures are told: those of the agency that resolves it there, or of all who do."""
    if place.resolving_id is not None and place.commune_code:
        return [place.resolving_id]
    return catalogue.competent_agencies(version.code, today)


def _published(code: str) -> ProcedureVersion:
    version = catalogue.version_of(code, clock.now().date())
    if version is None:
        raise Http404
    return version


def _address(request: HttpRequest, code: str) -> str:
    return request.build_absolute_uri(reverse("portal:procedure", args=[code]))
