"""A sheet that waits for somebody who ran home for a paper: kept with all that was typed, found again, gone on with."""

from collections.abc import Mapping

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from motcua.accounts.types import Acting, ReadingKind, note_reading, request_key
from motcua.counter import commands
from motcua.counter import queries as counter
from motcua.counter.types import KeptSheet
from motcua.desk.filling import CARD, PEOPLE
from motcua.desk.home import receiving_agency
from motcua.kernel import clock
from motcua.organisation.types import Role
from motcua.parties.types import Identity, IdentityKind
from motcua.ui.requests import CSRF_FIELD, KEY_FIELD, SEEN_FIELD, posted

_SHEET = "sheet"
"""In an address: the kept sheet that is gone on with."""
_BUTTONS = frozenset({"receive", "keep", "drop", "pin", "unpin", "scan", "refresh", "slip"})
_NOT_KEPT = _BUTTONS | {CSRF_FIELD, KEY_FIELD, SEEN_FIELD, CARD}


def sheet_named(request: HttpRequest) -> int | None:
    """The kept sheet that the address names."""
    named = request.GET.get(_SHEET, "")
    return int(named) if named.isascii() and named.isdecimal() else None


def kept_typed(request: HttpRequest, me: Acting) -> QueryDict | None:
    """What was typed on the kept sheet that is opened; None where none is. Raises Refused (`sheet_absent`)."""
    number = sheet_named(request)
    if number is None or request.method == "POST":
        return None
    found = counter.kept_sheet(me.scope, number, at=clock.now())
    note_reading(request, ReadingKind.DRAFT, f"sheet/{number}", purpose="page")
    typed = QueryDict(mutable=True)
    typed.update(dict(found.typed))
    return typed


def kept_of(request: HttpRequest, me: Acting, typed: Mapping[str, str]) -> list[KeptSheet]:
    """The other sheets that are kept of the applicant whose number was typed or scanned."""
    number = typed.get("applicant-number", "").strip()
    if not number or "receive" in request.POST:
        return []
    opened = sheet_named(request)
    sheets = counter.kept_sheets(me.scope, at=clock.now())
    return [one for one in sheets if one.id != opened and one.typed.get("applicant-number", "").strip() == number]


def pressed(request: HttpRequest, me: Acting, code: str) -> HttpResponse | None:
    """What a sheet's own buttons do: keep it, remove it, pin its procedure. None where it is shown again.

    Raises Refused.
    """
    sheet_id = sheet_named(request)
    if "keep" in request.POST:
        return _keep(request, me, code)
    if "drop" in request.POST and sheet_id is not None:
        return _drop(request, me, sheet_id)
    if not {"pin", "unpin"}.isdisjoint(request.POST):
        _pin(request, me, code)
    return None


def _keep(request: HttpRequest, me: Acting, code: str) -> HttpResponse:
    typed = {
        name: value
        for name, value in request.POST.items()
        if name not in _NOT_KEPT and not name.startswith("choose-") and isinstance(value, str) and value.strip()
    }
    commands.keep_sheet(
        actor=me.actor(Role.RECEPTIONIST),
        scope=me.scope,
        at=clock.now(),
        agency_id=receiving_agency(me),
        procedure_code=code,
        typed=typed,
        identities=_identities(typed),
        earlier=sheet_named(request),
        key=request_key(posted(request)),
    )
    days = counter.rules_on(me.on).kept_days
    flash.success(request, _("The sheet is kept for {days} days. It stands on this page.").format(days=days))
    return redirect("desk:home")


def _drop(request: HttpRequest, me: Acting, sheet_id: int) -> HttpResponse:
    commands.drop_sheet(
        actor=me.actor(Role.RECEPTIONIST),
        scope=me.scope,
        at=clock.now(),
        sheet_id=sheet_id,
        key=request_key(posted(request)),
    )
    flash.success(request, _("The sheet is removed with all that was typed on it."))
    return redirect("desk:home")


def _pin(request: HttpRequest, me: Acting, code: str) -> None:
    commands.pin(
        actor=me.actor(Role.RECEPTIONIST),
        scope=me.scope,
        at=clock.now(),
        agency_id=receiving_agency(me),
        procedure_code=code,
        is_pinned="pin" in request.POST,
    )


def _identities(typed: dict[str, str]) -> list[Identity]:
    kinds = {kind.value: kind for kind in IdentityKind}
    named = [(typed.get(f"{who}-identity_kind", ""), typed.get(f"{who}-number", "")) for who in PEOPLE]
    return [Identity(kinds.get(kind, IdentityKind.PERSONAL_NUMBER), number) for kind, number in named if number]
