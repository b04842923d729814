"""Merging, dividing and dissolving agencies, and handing over what they leave open."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q

from motcua.journal.commands import Unit as Work
from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation import models
from motcua.organisation.commands.agencies import change, locked_agency, note, note_change
from motcua.organisation.kinds import OrganisationKind
from motcua.organisation.queries.agencies import heir_of
from motcua.organisation.queries.mergers import estates_due, moving_below, plan_merger
from motcua.organisation.types import HeirCheck, Passing, Replacement, heir_checks

ONE_DAY = timedelta(days=1)
_BATCH = 200


def merge(
    *,
    actor: Actor,
    at: datetime,
    replacements: Sequence[Replacement],
    first_day: date,
    decision: str,
    token: str,
    key: RequestKey | None = None,
) -> tuple[int, ...]:
    """Ends agencies on the day before `first_day` and names who comes after them; answers the ids of those that end.

    `token` is that of the plan the person has seen (`queries.plan_merger`): a plan that reads otherwise by now is
    refused (`merger_changed`). Old codes keep leading to the heirs. What has dates of its own (competence) is written
    as theirs from that day on at once; what is open then passes to them by `hand_over_estates`.
    """
    with recording(actor=actor, at=at, key=key) as work:
        if work.earlier_answer is not None:
            return tuple(work.earlier_answer["agency_ids"])
        ending = [one.predecessor_id for one in replacements]
        named = {*ending, *(successor_id for one in replacements for successor_id in one.successor_ids)}
        rows = {agency_id: locked_agency(agency_id) for agency_id in sorted(named)}
        plan = plan_merger(replacements=replacements, first_day=first_day, decision=decision)
        if plan.token != token:
            raise Refused(Refusal("merger_changed"))
        for one in replacements:
            _move_those_below(work, one, set(ending), first_day, decision)
            _end(rows[one.predecessor_id], first_day)
            _name_successors(work, rows, one, first_day, decision)
            passing = Passing(one.predecessor_id, one.heir_id, first_day, decision)
            for check in heir_checks():
                check.pass_on(actor, at, passing)
        work.answer({"agency_ids": ending})
        return tuple(ending)


def hand_over_estates(*, actor: Actor, at: datetime) -> int:
    """Hands over everything that ended agencies left open and that is due; answers how many things were moved."""
    return sum(hand_over_estate(actor=actor, at=at, succession_id=one.id) for one in estates_due(at))


def hand_over_estate(*, actor: Actor, at: datetime, succession_id: int) -> int:
    """Hands over what one ended agency left open, room by room, in batches; answers how many things were moved.

    Every batch is a unit of work of its own, so this may be interrupted at any point and called again. It is not
    called inside a unit of work.
    """
    succession = estates_due(at).filter(id=succession_id).first()
    if succession is None:
        return 0
    heir_id = heir_of(succession.predecessor_id, on=at.date())
    moved = sum(_hand_over(actor, at, check, succession.predecessor_id, heir_id) for check in heir_checks())
    with recording(actor=actor, at=at) as work:
        row = locked_agency(succession.predecessor_id)
        succession.handed_over_at = work.at
        succession.save(update_fields=["handed_over_at"])
        note(work, row, OrganisationKind.ESTATE_HANDED_OVER, {"heir_id": heir_id, "moved": moved})
    return moved


def _hand_over(actor: Actor, at: datetime, check: HeirCheck, predecessor_id: int, heir_id: int) -> int:
    total = 0
    while moved := check.hand_over(actor, at, predecessor_id, heir_id, _BATCH):
        total += moved
    return total


def _move_those_below(work: Work, one: Replacement, ending: set[int], first_day: date, decision: str) -> None:
    for period in moving_below(one.predecessor_id, ending, first_day):
        row = locked_agency(period.agency_id)
        if period.valid_from < first_day:
            change(work, row, first_day, decision, {"parent_id": one.heir_id})
        else:
            period.parent_id = one.heir_id
            period.save(update_fields=["parent"])
            note_change(work, row, period.valid_from, decision, {"parent_id": one.heir_id})


def _end(row: models.Agency, first_day: date) -> None:
    last_day = first_day - ONE_DAY
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=first_day)
    models.Delegation.objects.filter(post__agency=row, valid_to__gte=first_day, revoked_from__isnull=True).update(
        revoked_from=first_day
    )
    models.Holding.objects.filter(lasting, post__agency=row).update(valid_to=last_day)
    for rows in (row.posts, row.desks, row.units, row.code_uses, row.periods):
        rows.filter(lasting).update(valid_to=last_day)
    row.valid_to = last_day
    row.save(update_fields=["valid_to"])


def _name_successors(
    work: Work, rows: dict[int, models.Agency], one: Replacement, first_day: date, decision: str
) -> None:
    models.Succession.objects.bulk_create(
        models.Succession(
            predecessor_id=one.predecessor_id,
            successor_id=successor_id,
            first_day=first_day,
            inherits=successor_id == one.heir_id,
            decision=decision,
        )
        for successor_id in one.successor_ids
    )
    body: dict[str, object] = {
        "predecessor_id": one.predecessor_id,
        "successor_ids": list(one.successor_ids),
        "heir_id": one.heir_id,
        "first_day": first_day.isoformat(),
        "decision": decision,
    }
    for agency_id in (one.predecessor_id, *one.successor_ids):
        note(work, rows[agency_id], OrganisationKind.AGENCY_SUCCEEDED, body)
