"""How steps, ways out of them, and the work the law makes are called in the reader's language."""

from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Label, Step
from motcua.dossier.types import Action, Facts
from motcua.process.types import WorkKind

ACT_WORDS: Mapping[Action, object] = {
    Action.ACCEPT: _("Accept"),
    Action.ASK_COMPLETION: _("Ask to complete"),
    Action.DECLINE: _("Decline"),
    Action.STOP_FILING: _("Withdraw the filing"),
    Action.COMPLETE_FILING: _("Completed"),
    Action.START_CLOCK: _("The term begins to run"),
    Action.ASK_SUPPLEMENT: _("Ask for a supplement"),
    Action.ANSWER_SUPPLEMENT: _("Supplement received"),
    Action.CLOSE_UNANSWERED: _("Close the dossier"),
    Action.PAUSE: _("Time not counted"),
    Action.RESUME: _("Time counts again"),
    Action.ASK_CONSULTATION: _("Ask for an opinion"),
    Action.ANSWER_CONSULTATION: _("Opinion received"),
    Action.WITHDRAW_CONSULTATION: _("Take a question back"),
    Action.PROLONG: _("Prolong by law"),
    Action.APOLOGISE: _("Apologise and propose a new date"),
    Action.REAPPOINT: _("Re-appoint"),
    Action.ASSESS_FEE: _("Fix a financial obligation"),
    Action.SETTLE_FEE: _("Fee received"),
    Action.STOP: _("Stop at request"),
    Action.ADJUST_CONTENT: _("Content adjusted"),
    Action.VOID: _("Void a mistaken receipt"),
    Action.OPEN_CORRECTION: _("Correct an error"),
    Action.CLOSE_CORRECTION: _("Correction done"),
}
"""How each act beside the steps is called."""

WORK_WORDS: Mapping[str, object] = {
    WorkKind.ANSWER_FILING: _("Answer the online filing"),
    WorkKind.AWAIT_COMPLETION: _("Waiting for the person to complete"),
    WorkKind.AWAIT_SUPPLEMENT: _("Waiting for the supplement"),
    WorkKind.CONFIRM_CLOSING: _("Confirm that the dossier is closed"),
    WorkKind.CORRECT: _("Correct the result"),
    WorkKind.GIVE_OPINION: _("Give the opinion that was asked for"),
}
_OTHER_WAYS: Mapping[str, object] = {
    "ended": _("ended with the dossier"),
    "recall": _("taken back by the sender"),
    "send_back": _("sent back"),
    "waiting_over": _("waiting term over"),
    "went_on": _("not waited for any more"),
    "closed_by_itself": _("waiting term over, closed as the agency decided"),
}


def label_of_step(facts: Facts, step_key: str) -> str:
    """How a step of a dossier's process, or a piece of work that the law makes, is called."""
    if step_key in WORK_WORDS:
        return str(WORK_WORDS[step_key])
    found = step_of(facts, step_key)
    return said(found.label) if found is not None else step_key


def label_of_way(facts: Facts, step_key: str, action_key: str) -> str:
    """How a way out of a step is called; empty when nobody named it."""
    step = step_of(facts, step_key)
    action = step.action(action_key) if step is not None else None
    if action is not None:
        return said(action.label)
    if action_key in _OTHER_WAYS:
        return str(_OTHER_WAYS[action_key])
    return str(ACT_WORDS[Action(action_key)]) if action_key in set(Action) else ""


def step_of(facts: Facts, step_key: str) -> Step | None:
    """The step of that key in the process the dossier pinned."""
    definition = catalogue.version(facts.subject.procedure_version_id).process
    steps = definition.steps if definition is not None else ()
    return next((step for step in steps if step.key == step_key), None)


def said(label: Label) -> str:
    """A label in the reader's language."""
    return label.text(get_language() or "vi")
