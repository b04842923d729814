"""What people were told: the log of messages with those that could not be sent, and the demonstration's outbox."""

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib import messages as flash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from motcua.accounts.types import ReadingKind, acting, note_reading, requires
from motcua.kernel import clock, messages
from motcua.kernel.types import Refused
from motcua.notices import commands, queries
from motcua.notices.types import Channel, ChannelStanding, DeliveryState, LogFilter
from motcua.organisation.types import Role
from motcua.ui.types import Column, Fact, Pages, Tab
from motcua.ui.wording import local_datetime

MENDERS = (Role.SUPERVISOR, Role.SYSTEM_ADMINISTRATOR)
READERS = (*MENDERS, Role.LEADER, Role.INSPECTOR)


@requires(*READERS)
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Every message about the dossiers in sight, the latest first."""
    me, wanted = acting(request), _wanted(request)
    found = queries.log(me.scope, wanted)
    note_reading(
        request, ReadingKind.DOSSIER, [str(one.dossier_id) for one in found.rows if one.dossier_id], purpose="messages"
    )
    standing = queries.standing(at=clock.now())
    return render(
        request,
        "control/notices.html",
        {
            "lines": queries.lines(found.rows),
            "may_retry": me.scope.may(*MENDERS),
            "tabs": _tabs(wanted, found.counts),
            "columns": [
                Column(_("Message")),
                Column(_("Sent to")),
                Column(pgettext("message", "Channel")),
                Column(_("State")),
            ],
            "pages": _pages(
                "control:notices", found.older, len(found.rows), code=wanted.code, state=wanted.state or ""
            ),
            "code": wanted.code,
            "channels": [_fact(one) for one in standing],
            "has_channel": any(one.vendor for one in standing),
            "is_demo": any(one.vendor == "demo" for one in standing),
            "unread": queries.passed_over(),
            "troubles": queries.channel_troubles(),
        },
    )


@requires(*READERS)
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """What the demonstration's vendor was handed, as the person would read it."""
    found = queries.outbox(acting(request).scope, before=_number(request.GET.get("before", "")))
    return render(
        request,
        "control/outbox.html",
        {
            "rows": [(one, messages.name_of(one.channel)) for one in found.messages],
            "columns": [Column(_("Sent")), Column(pgettext("message", "Channel")), Column(_("Text"))],
            "pages": _pages("control:outbox", found.older, len(found.messages)),
        },
    )


@requires(*MENDERS)
@require_POST
def again(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """Has one message that was given up tried again."""
    me = acting(request)
    try:
        commands.retry(actor=me.actor(*MENDERS), scope=me.scope, at=clock.now(), delivery_id=delivery_id)
    except Refused as refused:
        if messages.status_of(refused.refusal) == HTTPStatus.NOT_FOUND:
            raise
        flash.error(request, messages.sentence_of(refused.refusal))
    else:
        flash.success(request, _("It is tried again in a moment."))
    return redirect(f"{reverse('control:notices')}?state={DeliveryState.GIVEN_UP}")


def _wanted(request: HttpRequest) -> LogFilter:
    state, channel = request.GET.get("state", ""), request.GET.get("channel", "")
    return LogFilter(
        state=DeliveryState(state) if state in set(DeliveryState) else None,
        channel=Channel(channel) if channel in set(Channel) else None,
        code=request.GET.get("code", "").strip()[:60],
        before=_number(request.GET.get("before", "")),
    )


def _tabs(wanted: LogFilter, counts: Mapping[DeliveryState, int]) -> list[Tab]:
    named: list[tuple[DeliveryState | None, str]] = [
        (None, _("All")),
        *((one, messages.name_of(one)) for one in DeliveryState),
    ]
    return [
        Tab(
            capfirst(words),
            _address("control:notices", code=wanted.code, state=state or ""),
            is_active=state is wanted.state,
            count=sum(counts.values()) if state is None else counts.get(state, 0),
        )
        for state, words in named
    ]


def _fact(one: ChannelStanding) -> Fact:
    if not one.vendor:
        return Fact(capfirst(messages.name_of(one.channel)), _("not set up"))
    rests = (
        _("rests until {instant}: the service does not answer").format(instant=local_datetime(one.rests_until))
        if one.rests_until is not None
        else ""
    )
    return Fact(capfirst(messages.name_of(one.channel)), one.vendor, hint=rests)


def _pages(name: str, older: int | None, shown: int, **query: str) -> Pages:
    return Pages(
        newer_url="",
        older_url=_address(name, **query, before=str(older)) if older is not None else "",
        shown=str(shown),
    )


def _address(name: str, **query: str) -> str:
    given = {key: str(value) for key, value in query.items() if value}
    return f"{reverse(name)}?{urlencode(given)}" if given else reverse(name)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < len(str(2**63)) else None
