"""What may be done next, as actions on the page: each leads to a page that says what it does before it is confirmed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.dossier.types import Action as Act
from motcua.dossier.types import Facts
from motcua.office.apologies import is_owed
from motcua.office.effects import in_short
from motcua.process.types import Choice
from motcua.ui.types import Action

GRAVE = frozenset({Act.VOID, Act.STOP, Act.CLOSE_UNANSWERED, Act.DECLINE})
_ICONS = {
    Act.ASK_SUPPLEMENT: "hourglass",
    Act.ANSWER_SUPPLEMENT: "file-plus",
    Act.PAUSE: "clock-pause",
    Act.RESUME: "clock-play",
    Act.STOP: "clock-stop",
    Act.VOID: "alert-triangle",
    Act.APOLOGISE: "clock-exclamation",
    Act.REAPPOINT: "calendar-due",
}


def actions_of(dossier_id: int, choices: Sequence[Choice], facts: Facts, *, at: datetime) -> list[Action]:
    """The choices as links, the ways out of the step first, each with what it does to the date and where it leads."""
    actions = [replace(_action(dossier_id, choice), effect=_effect(facts, choice, at=at)) for choice in choices]
    if any(choice.action is Act.ASK_CONSULTATION for choice in choices):
        actions.append(
            Action(_("Ask for verification"), reverse("office:verify", args=[dossier_id]), icon="file-search")
        )
    return actions


def _effect(facts: Facts, choice: Choice, *, at: datetime) -> str:
    """What becomes of the date, and where the dossier goes."""
    onward = _("next: {step}").format(step=choice.leads_to) if choice.leads_to else ""
    owed = _("owed to the person now") if choice.action is Act.APOLOGISE and is_owed(facts) else ""
    return "; ".join(filter(None, (owed, in_short(facts, choice, at=at), onward)))


def _action(dossier_id: int, choice: Choice) -> Action:
    if choice.work_number is not None and choice.signs:
        url = reverse("office:sign_result", args=[dossier_id, choice.work_number, choice.key])
        return Action(
            choice.label, url, icon="signature", is_main=choice.is_main, shortcut="a" if choice.is_main else ""
        )
    if choice.work_number is not None:
        url = reverse("office:way_out", args=[dossier_id, choice.work_number, choice.key])
        return Action(choice.label, url, is_main=choice.is_main, shortcut="a" if choice.is_main else "")
    icon = _ICONS.get(choice.action, "arrow-right") if choice.action is not None else "arrow-right"
    url = reverse("office:act", args=[dossier_id, choice.key])
    return Action(choice.label, url, icon=icon, is_grave=choice.action in GRAVE)
