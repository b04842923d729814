"""When an answer of the person is one, and by which act he stops."""

from typing import Any

import pytest

from motcua.dossier.types import Action, State
from motcua.process.rules.of_the_person import asked_papers, objection_to_answer, stops_by


class _Facts:
    """What the rules look at."""

    def __init__(self, state: State, *missing: str) -> None:
        self.state = state
        self.completion_missing = missing if state is State.INTAKE_COMPLETION else ()
        self.open_supplement = self if state is State.AWAITING_SUPPLEMENT else None
        self.missing = missing


@pytest.mark.parametrize(
    ("state", "handed_in", "refused"),
    [
        (State.AWAITING_SUPPLEMENT, {"form", "proof"}, None),
        (State.INTAKE_COMPLETION, {"form", "proof"}, None),
        (State.AWAITING_SUPPLEMENT, {"form"}, "asked_papers_lacking"),
        (State.INTAKE_COMPLETION, set(), "asked_papers_lacking"),
        (State.AWAITING_SUPPLEMENT, {"form", "proof", "photo"}, "paper_not_asked_for"),
        (State.IN_PROGRESS, {"form", "proof"}, "nothing_asked_of_you"),
        (State.CLOSED_UNANSWERED, {"form", "proof"}, "nothing_asked_of_you"),
        (State.FILED, {"form"}, "nothing_asked_of_you"),
    ],
)
def test_only_a_full_answer_to_what_is_asked_counts(state: State, handed_in: set[str], refused: str | None) -> None:
    facts: Any = _Facts(state, "form", "proof")
    answer = objection_to_answer(facts, handed_in)
    assert (answer.code if answer is not None else None) == refused
    assert bool(asked_papers(facts)) is (refused != "nothing_asked_of_you")


@pytest.mark.parametrize(
    ("possible", "by"),
    [
        ({Action.STOP_FILING, Action.ADJUST_CONTENT}, Action.STOP_FILING),
        ({Action.STOP, Action.PAUSE}, Action.STOP),
        ({Action.COMPLETE}, None),
        (set(), None),
    ],
)
def test_it_is_stopped_by_the_act_of_its_stage(possible: set[Action], by: Action | None) -> None:
    assert stops_by(possible) is by
