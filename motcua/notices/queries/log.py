"""What was sent to whom, by which channel, and what was not."""

from collections.abc import Iterable, Sequence

from django.db.models import Count, QuerySet

from motcua.journal import queries as journal
from motcua.notices import models
from motcua.notices.rules.recipients import address_of, party_at
from motcua.notices.rules.wording import masked_email
from motcua.notices.types import Channel, DeliveryState, Event, Log, LogFilter, Outbox, OutboxMessage, Told, Why
from motcua.organisation.types import Scope
from motcua.parties import queries as parties
from motcua.parties.types import Declaration

_PAGE = 50
_READER = "notices.telling"


def in_sight(scope: Scope) -> QuerySet[models.Delivery]:
    """The deliveries about dossiers of the agencies in sight."""
    rows = models.Delivery.objects.all()
    return rows if scope.sight is None else rows.filter(agency_ids__overlap=sorted(scope.sight))


def log(scope: Scope, wanted: LogFilter, *, limit: int = _PAGE) -> Log:
    """One page of deliveries, the latest first, and how many there are in each state. Three statements."""
    seen = in_sight(scope)
    if wanted.channel is not None:
        seen = seen.filter(channel=wanted.channel.value)
    if wanted.code:
        seen = seen.filter(code=wanted.code)
    counted = {DeliveryState(state): number for state, number in seen.values_list("state").annotate(Count("id"))}
    rows = seen if wanted.state is None else seen.filter(state=wanted.state.value)
    if wanted.before is not None:
        rows = rows.filter(id__lt=wanted.before)
    found = list(rows.order_by("-id")[: limit + 1])
    shown = found[:limit]
    return Log(tuple(_told(shown)), counted, shown[-1].id if len(found) > limit else None)


def told_of(dossier_id: int) -> tuple[Told, ...]:
    """Everything people were told, or were to be told, of a dossier, in order. Whoever asks has seen to it that the
    reader may see the dossier."""
    return tuple(_told(list(models.Delivery.objects.filter(dossier_id=dossier_id).order_by("id"))))


def outbox(scope: Scope, *, before: int | None = None, limit: int = _PAGE) -> Outbox:
    """What the demonstration's vendor was handed, the latest first. Four statements."""
    rows = models.DemoMessage.objects.all()
    if scope.sight is not None:
        rows = rows.filter(key__in=in_sight(scope).values("key"))
    if before is not None:
        rows = rows.filter(id__lt=before)
    found = list(rows.order_by("-id")[: limit + 1])
    shown = found[:limit]
    told = {row.key: row for row in models.Delivery.objects.filter(key__in=[row.key for row in shown])}
    masked = _masked(told.values())
    messages = tuple(
        OutboxMessage(
            row.id, row.sent_at, Channel(row.channel), row.subject, row.text,
            to=masked.get(told[row.key].id, "") if row.key in told else "",
        )
        for row in shown
    )  # fmt: skip
    return Outbox(messages, shown[-1].id if len(found) > limit else None)


def passed_over() -> int:
    """How many entries of the journal could not be read, so that nobody was told of them."""
    return next((lag.skipped for lag in journal.lag() if lag.reader == _READER), 0)


def _told(rows: Sequence[models.Delivery]) -> Iterable[Told]:
    masked = _masked(rows)
    for row in rows:
        yield Told(
            id=row.id,
            event=Event(row.event),
            channel=Channel(row.channel),
            state=DeliveryState(row.state),
            to=masked.get(row.id, ""),
            planned_at=row.recorded_at,
            next_try_at=row.next_try_at,
            sent_at=row.sent_at,
            tries=row.tries,
            why=Why(row.why) if row.why else None,
            about=row.about,
            dossier_id=row.dossier_id,
            code=row.code,
            officer_id=row.officer_id,
        )


def _masked(rows: Iterable[models.Delivery]) -> dict[int, str]:
    """Where each delivery goes, as much of it as a page shows; two statements for all of them."""
    rows = list(rows)
    declared = parties.declarations({row.declaration_id for row in rows if row.declaration_id is not None})
    officers = {row.officer_id for row in rows if row.officer_id is not None}
    mailboxes = dict(models.OfficerWishes.objects.filter(officer_id__in=officers).values_list("officer_id", "email"))
    return {
        row.id: masked_email(mailboxes.get(row.officer_id, ""))
        if row.officer_id is not None
        else _masked_place(declared.get(row.declaration_id or 0), row)
        for row in rows
    }


def _masked_place(declaration: Declaration | None, row: models.Delivery) -> str:
    party = party_at(declaration, row.recipient) if declaration is not None else None
    address = address_of(party, Channel(row.channel))
    if not address or party is None:
        return ""
    return masked_email(address) if row.channel == Channel.EMAIL else parties.masked(party).phone
