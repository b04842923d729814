"""Making the digests of a morning, once, and planning the e-mails to whoever oversees agencies and wishes one."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.kernel.types import system
from motcua.notices import models
from motcua.notices.channels import addresses
from motcua.notices.digesting import digest_at
from motcua.notices.queries.digests import within
from motcua.notices.reading import rules_on
from motcua.notices.types import Channel, DeliveryState, Digest, DigestWish, Event, Reported
from motcua.organisation import queries as organisation
from motcua.organisation.types import EVERYTHING, Role
from motcua.worktime import queries as worktime

_MAKER = system("sweep:notices.digests")
OVERSEERS = (Role.SUPERVISOR, Role.LEADER)


def begin_digests(at: datetime) -> None:
    """Has a house make its first digests, on the day it is installed."""
    with recording(actor=system("seed:notices.digests"), at=at):
        if not models.DigestRound.objects.filter(made_at__isnull=True).exists():
            _plan(at.date())


def digests_due(at: datetime) -> QuerySet[models.DigestRound]:
    """The round that is to be made at that instant."""
    return models.DigestRound.objects.filter(made_at__isnull=True, due_at__lte=at).order_by("due_at")


def make_digests(round_id: int, at: datetime) -> None:
    """Makes the digests of today and plans the next round; days that nobody was there to make are left out.

    Whoever comes before the hour of today finds the round put off until then. An agency that does not work today has
    none.
    Does nothing where somebody else has made them meanwhile.
    """
    with recording(actor=_MAKER, at=at):
        row = digests_due(at).select_for_update(no_key=True).filter(id=round_id).first()
        if row is None:
            return
        row.day, row.due_at = at.date(), _hour(at.date())
        row.made_at = at if at >= row.due_at else None
        row.save(update_fields=["day", "due_at", "made_at"])
        if row.made_at is None:
            return
        _plan(at.date() + timedelta(days=1))
        whole = digest_at(EVERYTHING, at)
        working = {one for one in whole.agency_ids if _works(one, at.date())}
        models.AgencyDigest.objects.bulk_create(
            models.AgencyDigest(
                round=row,
                agency_id=agency_id,
                found={kind: list(ids[agency_id]) for kind, ids in whole.found.items() if agency_id in ids},
            )
            for agency_id in sorted(working)
        )
        if Channel.EMAIL in addresses():
            planned = list(_deliveries(within(whole, working), at))
            models.Delivery.objects.bulk_create(planned, ignore_conflicts=True)


def _plan(day: date) -> None:
    models.DigestRound.objects.get_or_create(day=day, defaults={"due_at": _hour(day)})


def _hour(day: date) -> datetime:
    return datetime.combine(day, rules_on(day).digest_at)


def _works(agency_id: int, day: date) -> bool:
    calendar = worktime.calendar(organisation.calendar_key(agency_id, on=day))
    return calendar.roll(day) == day


def _deliveries(whole: Digest, at: datetime) -> Iterator[models.Delivery]:
    """One e-mail for everybody who wishes one and whose agency works today; its key is his and the day's."""
    position = journal.last_position()
    wishing = models.OfficerWishes.objects.exclude(email="").exclude(digest=DigestWish.NEVER)
    for officer_id, wish in wishing.order_by("officer_id").values_list("officer_id", "digest"):
        standing = organisation.standing_of(officer_id, on=at.date())
        if standing is None or not standing.scope.may(*OVERSEERS) or not _works(standing.house.agency_id, at.date()):
            continue
        mine = within(whole, standing.scope.sight)
        counts = {kind.value: mine.count(kind) for kind in Reported if mine.count(kind)}
        if not counts and wish != DigestWish.ALWAYS:
            continue
        recipient = f"officer/{officer_id}"
        yield models.Delivery(
            key=f"digest.{at.date()}.{recipient}.{Channel.EMAIL}",
            position=position,
            recipient=recipient,
            channel=Channel.EMAIL.value,
            event=Event.DIGEST.value,
            recorded_at=at,
            agency_ids=[standing.house.agency_id],
            officer_id=officer_id,
            said={"counts": counts},
            state=DeliveryState.WAITING.value,
            next_try_at=at,
        )
