"""What a few invented people said to agencies: whoever looks at a demonstration finds feedback at each stage."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from importlib.resources import files
from random import Random
from typing import Any

import yaml

from motcua.journal.commands import recording
from motcua.kernel.types import Actor, ActorKind
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.simulate import people
from motcua.simulate.staff import Staff
from motcua.voice import commands
from motcua.voice.types import NewFeedback

_SEED = 22
_COMMUNE = "06685"


def write(at: datetime) -> int:
    """Invents them, up to that instant, by the real commands; how many there are."""
    staff, rng = Staff(at.date()), Random(_SEED)
    said = yaml.safe_load(files("motcua.simulate").joinpath("data/feedback.yaml").read_text(encoding="utf-8"))
    for one in said:
        _said(one, at=at - timedelta(days=one["days_ago"]), staff=staff, rng=rng)
    return len(said)


def _said(one: Mapping[str, Any], *, at: datetime, staff: Staff, rng: Random) -> None:
    """One of them, and what became of it, each step a day after the one before."""
    agency_id = organisation.agency_by_code(one["agency"], on=at.date()).id
    sender = people.person(rng, commune=_COMMUNE, commune_name=organisation.commune(_COMMUNE).name)
    new = NewFeedback(kind=one["kind"], agency_id=agency_id, words=one["words"], sender=sender)
    with recording(actor=Actor(ActorKind.CITIZEN, "portal"), at=at, recorded_at=at):
        feedback_id = commands.send(new, at=at).feedback_id
    role = Role.OFFICER if one.get("taken") else Role.LEADER
    worker = staff.anybody(rng, role, agency_id=agency_id)
    steps: tuple[tuple[Callable[..., None], Mapping[str, Any] | None], ...] = (
        (commands.assign, {"officer_id": worker.officer_id} if one.get("taken") else None),
        (commands.answer, {"words": one["answer"]} if "answer" in one else None),
        (commands.decline, one.get("decline")),
        (commands.pass_on, _forwarded(one, at)),
    )
    for step, given in steps:
        if given is not None:
            at += timedelta(days=1)
            with recording(actor=worker.actor, at=at, recorded_at=at):
                step(actor=worker.actor, scope=worker.scope, at=at, feedback_id=feedback_id, **given)


def _forwarded(one: Mapping[str, Any], at: datetime) -> Mapping[str, Any] | None:
    if "forward" not in one:
        return None
    to = organisation.agency_by_code(one["forward"]["to"], on=at.date()).id
    return {"agency_id": to, "remark": one["forward"]["remark"]}
