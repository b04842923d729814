"""What an act does to the date, said before it is confirmed: computed by the heart's own rules, written nowhere."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from motcua.dossier import queries as dossier
from motcua.dossier.types import ClockTurn, Command, Effect, Facts
from motcua.kernel import messages
from motcua.office.forms import NEEDS, NO_TEXT, command_of
from motcua.process import queries as course
from motcua.process.types import Choice
from motcua.ui.wording import local_datetime

TURN_WORDS: Mapping[ClockTurn, object] = {
    ClockTurn.BEGINS: gettext_lazy("The time begins to run."),
    ClockTurn.RUNS_ON: gettext_lazy("The time runs on."),
    ClockTurn.STOPS: gettext_lazy("The time stops: nothing is counted until it goes on."),
    ClockTurn.STANDS: gettext_lazy("The time stands still, as before."),
    ClockTurn.GOES_ON: gettext_lazy("The time runs again from now on."),
    ClockTurn.ENDS: gettext_lazy("The time ends with this."),
    ClockTurn.NONE: gettext_lazy("No time runs, before or after."),
}
_TYPED = "–"
"""Stands for words that are still to be typed: what they say moves no date."""


def effect_of_choice(facts: Facts, choice: Choice, form: forms.Form | None, *, at: datetime) -> Effect | None:
    """The effect of an act as its form stands, or with what it most likely holds where nothing was typed yet.

    None where the date depends on something that is still to be typed.
    """
    commands: Sequence[Command] = choice.on_the_date
    if choice.action is not None:
        typed = _presumed(form) if form is not None else {}
        if typed is None:
            return None
        command = command_of(choice.action, typed, write=lambda _text, _key: NO_TEXT)
        commands = [command, *course.commands_that_follow(facts, command)]
    return dossier.effect_on(facts, *commands, at=at, language="en" if get_language() == "en" else "vi")


def told(effect: Effect | None) -> dict[str, object]:
    """What `office/effect_part.html` needs."""
    if effect is None:
        return {"effect": None}
    return {
        "effect": effect,
        "turn": TURN_WORDS[effect.turn],
        "is_refused": messages.sentence_of(effect.refusal) if effect.refusal is not None else "",
        "moves_appointment": effect.appointment_after not in {None, effect.appointment_before, effect.due_after},
    }


def in_short(facts: Facts, choice: Choice, *, at: datetime) -> str:
    """The effect in a few words, beside the name of an act; empty where it depends on what is typed."""
    if choice.action is not None and NEEDS.get(choice.action):
        return ""
    effect = effect_of_choice(facts, choice, None, at=at)
    if effect is None or effect.refusal is not None or effect.turn is ClockTurn.NONE:
        return ""
    if effect.moves and effect.due_after is not None:
        return _("new due date {due}").format(due=local_datetime(effect.due_after))
    if effect.turn is ClockTurn.RUNS_ON:
        return _("the due date stays, the time runs on")
    return str(TURN_WORDS[effect.turn])


def _presumed(form: forms.Form) -> dict[str, Any] | None:
    """What stands in the form, and elsewhere what it would most likely hold; None: an instant is missing that it asks
    for."""
    given = form.cleaned_data if form.is_bound and hasattr(form, "cleaned_data") else {}
    typed: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = given.get(name)
        typed[name] = value if value not in (None, "") else _likely(field)
        if typed[name] is None and field.required:
            return None
    return typed


def _likely(field: forms.Field) -> Any:
    match field:
        case forms.MultipleChoiceField() | forms.FileField():
            return []
        case forms.ChoiceField():
            return next((key for key, _words in cast("Iterable[tuple[str, str]]", field.choices) if key), None)
        case forms.IntegerField():
            return field.min_value or 1
        case forms.BooleanField():
            return False
        case forms.CharField():
            return _TYPED
        case _:
            return None
