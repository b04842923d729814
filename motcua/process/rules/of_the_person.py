"""What the person of a dossier does to it himself, online: what stands in the way."""

from collections.abc import Collection

from motcua.dossier.types import Action, Facts, State
from motcua.kernel.types import Refusal


def asked_papers(facts: Facts) -> tuple[str, ...]:
    """The papers of the checklist that are asked of him now: at intake, or by a supplement (NĐ 118/2025 Đ17, Đ19)."""
    if facts.state is State.INTAKE_COMPLETION:
        return facts.completion_missing
    if facts.state is State.AWAITING_SUPPLEMENT and facts.open_supplement is not None:
        return facts.open_supplement.missing
    return ()


def objection_to_answer(facts: Facts, handed_in: Collection[str]) -> Refusal | None:
    """Why these papers are no answer: nothing is asked, one is not, or one of those that are is lacking.

    Only a full answer counts: the term begins anew with the full dossier (NĐ 118/2025 Đ19.5).
    """
    asked = asked_papers(facts)
    if not asked:
        return Refusal("nothing_asked_of_you")
    if not set(handed_in) <= set(asked):
        return Refusal("paper_not_asked_for")
    lacking = tuple(key for key in asked if key not in handed_in)
    return Refusal("asked_papers_lacking", {"papers": lacking}) if lacking else None


def stops_by(possible: Collection[Action]) -> Action | None:
    """By which act he stops it now: takes a filing back before it is received, or stops the dossier until it is decided
    (NĐ 118/2025 Đ21); None where neither is possible any more."""
    return next((action for action in (Action.STOP_FILING, Action.STOP) if action in possible), None)
