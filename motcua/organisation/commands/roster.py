"""Bringing in officers and their posts from a file."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Q

from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation import models
from motcua.organisation.commands.officers import appoint, create_post, register_officer
from motcua.organisation.queries.roster import judged, report_of
from motcua.organisation.rules.roster import Appointment, Judged
from motcua.organisation.types import RosterReport

_ROWS_OF_A_UNIT = 300  # each writes at most three entries: officer, post, appointment


def import_officers(*, actor: Actor, at: datetime, text: str, is_dry_run: bool) -> RosterReport:
    """Reads a roster (CSV) and appoints its officers; each row is accepted, known already, or refused with its reason.

    Identifiers are read as they stand on the day of `at`. A dry run judges in the same way and writes nothing. Reading
    the same file twice changes nothing. Refused as a whole: a needed column is missing (`roster_columns_missing`).
    """
    rows = judged(text, on=at.date())
    if not is_dry_run:
        to_do = _to_do(rows)
        for start in range(0, len(to_do), _ROWS_OF_A_UNIT):
            _carry_out(to_do[start : start + _ROWS_OF_A_UNIT], actor, at)
    return report_of(rows, is_dry_run=is_dry_run)


def appoint_roster(
    *, actor: Actor, at: datetime, text: str, agency_ids: Collection[int], key: RequestKey | None = None
) -> int:
    """Appoints everybody a roster names to posts of these agencies, in one unit of work: all or nobody.

    Answers how many appointments were made; what is known already stays. Refused: `roster_columns_missing`,
    `roster_rows_refused` while any row cannot be, `roster_too_long`.
    """
    with recording(actor=actor, at=at, key=key) as work:
        if work.earlier_answer is not None:
            return int(work.earlier_answer["appointed"])
        rows = judged(text, on=at.date(), agency_ids=agency_ids)
        refused = sum(1 for row in rows if row.fault is not None)
        if refused:
            raise Refused(Refusal("roster_rows_refused", {"count": refused}))
        to_do = _to_do(rows)
        if len(to_do) > _ROWS_OF_A_UNIT:
            raise Refused(Refusal("roster_too_long", {"most": _ROWS_OF_A_UNIT}))
        _lock_in_order({one.place.agency_id for one in to_do})
        _carry_out(to_do, actor, at)
        work.answer({"appointed": len(to_do)})
        return len(to_do)


def _to_do(rows: Sequence[Judged]) -> list[Appointment]:
    return [row.appointment for row in rows if row.appointment is not None and not row.is_known]


def _lock_in_order(agency_ids: Collection[int]) -> None:
    """Two rosters that name the same agencies in another order wait for each other, and not for ever."""
    list(models.Agency.objects.select_for_update(no_key=True).filter(id__in=agency_ids).order_by("id"))


def _carry_out(appointments: Sequence[Appointment], actor: Actor, at: datetime) -> None:
    with recording(actor=actor, at=at):
        known = dict(
            models.Officer.objects.filter(code__in={one.officer_code for one in appointments}).values_list("code", "id")
        )
        for one in appointments:
            if one.officer_code not in known:
                known[one.officer_code] = register_officer(
                    actor=actor, at=at, code=one.officer_code, name=one.name, valid_from=one.service_from
                )
            appoint(
                actor=actor,
                at=at,
                officer_id=known[one.officer_code],
                post_id=_post_for(one, actor, at),
                valid_from=one.valid_from,
                valid_to=one.valid_to,
                decision=one.decision,
            )


def _post_for(one: Appointment, actor: Actor, at: datetime) -> int:
    """The post the row means, made when the agency has none like it on these days."""
    place = one.place
    lasting = Q(valid_to__isnull=True)
    if one.valid_to is not None:
        lasting |= Q(valid_to__gte=one.valid_to)
    same = models.Post.objects.filter(
        lasting & Q(unit_id=place.unit_id) & Q(desk_id=place.desk_id),
        agency_id=place.agency_id,
        role=place.role,
        title=place.title,
        capacity=place.capacity,
        valid_from__lte=one.valid_from,
    )
    found = same.order_by("id").values_list("id", flat=True).first()
    return found or create_post(
        actor=actor,
        at=at,
        agency_id=place.agency_id,
        role=place.role,
        title=place.title,
        valid_from=one.valid_from,
        capacity=place.capacity,
        unit_id=place.unit_id,
        desk_id=place.desk_id,
        decision=one.decision,
    )
