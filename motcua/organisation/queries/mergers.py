"""The dry run of a merger: everything it would do, read and weighed, nothing written."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db.models import Q, QuerySet

from motcua.kernel.types import Refusal, Refused, granted
from motcua.organisation import models
from motcua.organisation.queries.agencies import agencies_by_id, covering
from motcua.organisation.rules import mergers, tree
from motcua.organisation.types import Agency, AgencyKind, MergerPlan, Replacement, ReplacementPlan, heir_checks

ONE_DAY = timedelta(days=1)


def plan_merger(*, replacements: Sequence[Replacement], first_day: date, decision: str) -> MergerPlan:
    """What replacing these agencies on that day would do. The plan's `token` is asked for by `commands.merge`.

    Refused as the real run would be: an agency absent on its day, two heirs, an heir that ends too, changes already
    recorded for later days.
    """
    last_day = first_day - ONE_DAY
    ending = {one.predecessor_id for one in replacements}
    named = ending | {successor for one in replacements for successor in one.successor_ids}
    known = {
        **agencies_by_id(named),
        **agencies_by_id(named, on=first_day),
        **agencies_by_id(ending, on=last_day),
    }
    granted(mergers.may_replace(replacements, known, first_day=first_day))
    steps = tuple(_step(one, known, ending, first_day) for one in replacements)
    warnings = tuple(warning for step in steps for estate in step.estates for warning in estate.warnings)
    return MergerPlan(first_day, decision, steps, _token(first_day, decision, steps), warnings)


def estates_due(at: datetime) -> QuerySet[models.Succession]:
    """The successions whose day has come and whose heir has not yet taken over: what the sweep wakes."""
    due = models.Succession.objects.filter(inherits=True, handed_over_at__isnull=True, first_day__lte=at.date())
    return due.order_by("first_day", "id")


def moving_below(predecessor_id: int, ending: set[int], first_day: date) -> list[models.AgencyPeriod]:
    """The agencies right below one that ends which do not end themselves: they go under its heir."""
    rows = models.AgencyPeriod.objects.filter(covering(first_day), parent_id=predecessor_id).select_related("agency")
    return list(rows.exclude(agency_id__in=ending).order_by("agency_id"))


def _step(one: Replacement, known: Mapping[int, Agency], ending: set[int], first_day: date) -> ReplacementPlan:
    predecessor, heir = known[one.predecessor_id], known[one.heir_id]
    _nothing_later(predecessor, first_day)
    moving = moving_below(predecessor.id, ending, first_day)
    for row in moving:
        granted(tree.may_hang(AgencyKind(row.agency.kind), heir.kind))
    lasting = Q(valid_to__isnull=True) | Q(valid_to__gte=first_day)
    posts = models.Post.objects.filter(lasting, agency_id=predecessor.id)
    return ReplacementPlan(
        replacement=one,
        code=predecessor.code,
        name=predecessor.name,
        heir_code=heir.code,
        heir_name=heir.name,
        posts_ended=posts.count(),
        holdings_ended=models.Holding.objects.filter(lasting, post__agency_id=predecessor.id).count(),
        delegations_ended=models.Delegation.objects.filter(
            post__agency_id=predecessor.id, valid_to__gte=first_day, revoked_from__isnull=True
        ).count(),
        units_ended=models.Unit.objects.filter(lasting, agency_id=predecessor.id).count(),
        desks_ended=models.Desk.objects.filter(lasting, agency_id=predecessor.id).count(),
        moved_under_heir=len(moving),
        estates=tuple(check.weigh(predecessor.id, first_day) for check in heir_checks()),
    )


def _nothing_later(predecessor: Agency, first_day: date) -> None:
    """A name, code, post or desk that begins only after the agency's end would have no days left."""
    later = Q(valid_from__gte=first_day)
    for model, column in (
        (models.AgencyPeriod, "agency_id"),
        (models.CodeUse, "agency_id"),
        (models.Unit, "agency_id"),
        (models.Desk, "agency_id"),
        (models.Post, "agency_id"),
        (models.Holding, "post__agency_id"),
    ):
        row = model._default_manager.filter(later, **{column: predecessor.id}).first()
        if row is not None:
            raise Refused(Refusal("agency_changes_later", {"day": row.valid_from}))


def _token(first_day: date, decision: str, steps: tuple[ReplacementPlan, ...]) -> str:
    """Names the plan but for the weight of estates, which moves while people work and changes nothing of the plan."""
    parts = [first_day.isoformat(), decision, *({**asdict(step), "estates": None} for step in steps)]
    return sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]
