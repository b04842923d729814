"""Whether a proposal to refuse still stands when work reaches whoever decides; and the class of a finished step."""

from collections.abc import Sequence
from datetime import datetime

import pytest

from motcua.catalogue.types import Outcome, ProcessDefinition, StepKind
from motcua.dossier.types import Timeliness
from motcua.organisation.types import Role
from motcua.process.rules import timing
from motcua.process.rules.course import RECALLED
from motcua.process.rules.proposals import refusal_proposed
from motcua.process.tests.courses import action, step
from motcua.process.types import Because, Placement, WorkItem

AT = datetime(2026, 3, 2, 9, 0)
DUE = datetime(2026, 3, 3, 14, 0)
DESK = Placement(agency_id=1, unit_id=None, role=Role.OFFICER, officer_id=7, because=Because.ONLY_ONE)
SUBMITTED = ProcessDefinition(
    model="through_the_head",
    supplement_returns_to="appraise",
    steps=(
        step(
            "appraise",
            StepKind.APPRAISE,
            Role.OFFICER,
            "resolving",
            action("submit", "sign"),
            action("submit_refusal", "sign"),
        ),
        step(
            "sign",
            StepKind.EXAMINE,
            Role.LEADER,
            "resolving",
            action("forward", "approve"),
            action("return", "appraise", Outcome.RETURN),
        ),
        step("approve", StepKind.APPROVE, Role.LEADER, "resolving", action("approve", None, Outcome.APPROVE)),
    ),
)


def course_of(ended: Sequence[tuple[str, str]]) -> list[WorkItem]:
    """Work that ended so, one after another, and the work that lies open after it."""
    keys = [*ended, ("approve", "")]
    return [
        WorkItem(number, 1, key, key, DESK, AT, DUE, action_key=way, previous_number=number - 1 or None)
        for number, (key, way) in enumerate(keys, start=1)
    ]


@pytest.mark.parametrize(
    ("ended", "proposed_by"),
    [
        ([("appraise", "submit_refusal")], 1),
        ([("appraise", "submit_refusal"), ("sign", "forward")], 1),
        ([("appraise", "submit"), ("sign", "forward")], None),
        ([("appraise", "submit_refusal"), ("sign", "return"), ("appraise", "submit"), ("sign", "forward")], None),
        ([("appraise", "submit_refusal"), ("sign", RECALLED), ("appraise", "submit")], None),
        ([("appraise", "submit"), ("approve", "return"), ("appraise", "submit_refusal"), ("sign", "forward")], 3),
        ([], None),
    ],
)
def test_a_proposal_to_refuse_stands_until_somebody_appraises_anew(
    ended: list[tuple[str, str]], proposed_by: int | None
) -> None:
    history = course_of(ended)
    found = refusal_proposed(SUBMITTED, history, history[-1])
    assert (found.number if found else None) == proposed_by


@pytest.mark.parametrize(
    ("done_at", "held_since", "timeliness"),
    [
        (datetime(2026, 3, 2, 16, 50), None, Timeliness.EARLY),
        (datetime(2026, 3, 3, 14, 0, 59), None, Timeliness.ON_TIME),
        (datetime(2026, 3, 3, 14, 1), None, Timeliness.LATE),
        (datetime(2026, 3, 9, 9, 0), datetime(2026, 3, 2, 10, 0), Timeliness.EARLY),
    ],
)
def test_a_step_is_early_on_an_earlier_date_and_late_by_the_minute(
    done_at: datetime, held_since: datetime | None, timeliness: Timeliness
) -> None:
    assert timing.class_of(DUE, done_at=done_at, held_since=held_since) is timeliness
    assert timing.class_of(None, done_at=done_at) is None
