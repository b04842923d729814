"""How a receiving sheet is shown: with all that was typed, what is wrong, and where the cursor waits."""

from collections.abc import Collection
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.accounts.types import ReadingKind, acting, note_reading
from motcua.counter import queries as counter
from motcua.desk.cash import place_of
from motcua.desk.filling import PEOPLE, Offer, offer, words_of
from motcua.desk.group_table import GroupTable
from motcua.desk.home import receiving_agency
from motcua.desk.keeping import kept_of, sheet_named
from motcua.desk.sheet import CONFIRM, ReceivingSheet
from motcua.desk.stubs import being_entered
from motcua.kernel import messages
from motcua.kernel.types import Refusal
from motcua.parties import queries as parties
from motcua.payments import queries as payments


def shown(
    request: HttpRequest,
    sheet: ReceivingSheet,
    *,
    refusal: Refusal | None = None,
    status: int = HTTPStatus.OK,
    filled_in: str = "",
    group: GroupTable | None = None,
) -> HttpResponse:
    """The sheet with all that was typed; `filled_in` is the person that needs no looking for any more.

    With a `group` it is the sheet of many dossiers, and the table says what differs among them.
    """
    if refusal is not None:
        status = messages.status_of(refusal)
    known = sheet.known(acting(request))
    offers = _offers(request, sheet)
    rows = sheet.check_rows(known, _missing(refusal))
    sought = [one for who, one in offers.items() if who != filled_in]
    waits = sheet.next_thing(sought, has_errors=status != HTTPStatus.OK)
    note_reading(request, ReadingKind.DOSSIER, known.dossier_ids, purpose="reuse")
    return render(
        request,
        "desk/receive.html",
        {
            "sheet": sheet,
            "group": group,
            "goes_along": _goes_along(request),
            "known": known,
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            "confirm": _to_confirm(sheet, refusal, group),
            "has_errors": refusal is not None or status != HTTPStatus.OK,
            "rows": [replace(row, is_next=row.name == waits) for row in rows],
            "offers": offers,
            "kept": kept_of(request, acting(request), sheet.posted if sheet.posted is not None else {}),
            "sheet_id": sheet_named(request),
            "stub": being_entered(request, acting(request)),
            "is_pinned": sheet.version.code in counter.pinned(receiving_agency(acting(request))),
            "waits": waits,
            "due": sheet.due,
            "takes_money": bool(payments.books_at(place_of(acting(request)))),
            "obstacle": messages.sentence_of(sheet.sheet.obstacle) if sheet.sheet.obstacle is not None else "",
        },
        status=status,
    )


def _goes_along(request: HttpRequest) -> str:
    """What the address of one dossier hands on to that of a group, and back: the visit, and the kept sheet."""
    named = {name: request.GET[name] for name in ("visit", "sheet") if name in request.GET}
    return f"?{urlencode(named)}" if named else ""


def _offers(request: HttpRequest, sheet: ReceivingSheet) -> dict[str, Offer]:
    """Who is known that fits the persons as typed: asked where no script has asked while they were typed."""
    if sheet.posted is None or "receive" in sheet.posted:
        return {}
    typed = {who: words_of(sheet.posted, who) for who in PEOPLE}
    return {who: offer(request, acting(request), who, words, at=sheet.at) for who, words in typed.items() if words}


def _missing(refusal: Refusal | None) -> Collection[str]:
    """The keys of the papers for which an application was refused."""
    keys = refusal.values.get("keys", ()) if refusal is not None and refusal.code == "missing_component" else ()
    return keys if isinstance(keys, tuple) else ()


def _to_confirm(sheet: ReceivingSheet, refusal: Refusal | None, group: GroupTable | None) -> str:
    """The field by which the desk confirms what was refused, after looking at the paper again; empty for any other."""
    if refusal is None or not sheet.is_valid():
        return ""
    why, place = refusal.values.get("why", refusal), refusal.values.get("row")
    if not isinstance(why, Refusal):
        return ""
    application = group.application(sheet, place) if group is not None and isinstance(place, int) else None
    declared = (application or sheet.application()).declaration
    found = parties.review(declared, on=sheet.received_at.date())
    is_a_doubt = any(finding.confirmable and finding.refusal.code == why.code for finding in found)
    return CONFIRM + why.code if is_a_doubt else ""
