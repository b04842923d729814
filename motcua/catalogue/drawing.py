"""A process definition in words, ready to be drawn: who does what, where, in how many hours, and where it leads."""

from collections.abc import Iterator
from typing import Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.catalogue.parts.procedure import ProcedureVersion
from motcua.catalogue.parts.process import Outcome, Place, ProcessDefinition, Step, StepKind
from motcua.catalogue.rules.definition import longest_path
from motcua.kernel.messages import name_of
from motcua.ui import flow as pictures
from motcua.ui.types import Flow, FlowStep, FlowWay
from motcua.worktime.types import Language, number_words


def flow_of(version: ProcedureVersion, *, case: str | None = None) -> Flow | None:
    """The process of a version in the active language, with the hours of that case; None where it has none.

    Without a case, hours that differ by case are the fewest.
    """
    process = version.process
    if process is None:
        return None
    return Flow(
        title=_("Process of {code}: {name}").format(code=version.code, name=version.name),
        description=_description(process, case),
        steps=tuple(
            FlowStep(step.key, _said(step), tuple(_lines(version, step, case)), step.kind is StepKind.HAND_OVER)
            for step in process.steps
        ),
        ways=tuple(
            FlowWay(step.key, action.next, action.label.text(_speaks()), action.outcome is Outcome.RETURN)
            for step in process.steps
            for action in step.actions
            if action.next is not None
        ),
    )


def process_drawing(version: ProcedureVersion, *, case: str | None = None, form: Literal["svg", "mermaid"]) -> str:
    """The process as a picture, or in the language of Mermaid; empty where the version has none."""
    drawn = flow_of(version, case=case)
    if drawn is None:
        return ""
    return pictures.mermaid(drawn) if form == "mermaid" else f"{pictures.svg(drawn)}\n"


def _description(process: ProcessDefinition, case: str | None) -> str:
    hours = number_words(longest_path(process, case), _language())
    parts = [_("{count} steps, at most {hours} working hours.").format(count=len(process.steps), hours=hours)]
    if process.decision:
        parts.append(_("Approved by {decision}.").format(decision=process.decision))
    returns = process.step(process.supplement_returns_to)
    parts.append(_("An answered supplement returns to “{step}”.").format(step=_said(returns)))
    return " ".join(parts)


def _lines(version: ProcedureVersion, step: Step, case: str | None) -> Iterator[str]:
    key = "" if step.at.place is Place.PARTNER else step.at.key  # by its part, which only the catalogue's text names
    where = " ".join(filter(None, (name_of(step.at.place), key)))
    yield f"{name_of(step.role)}, {where}"
    if hours := step.hours_for(case):
        yield _("{hours} working hours").format(hours=number_words(hours, _language()))
    if step.pause:
        reason = version.pause_reason(step.pause)
        yield _("not counted: {reason}").format(reason=reason.label.text(_speaks()) if reason else step.pause)
    if step.may_supplement:
        yield _("a supplement may be asked for")
    if step.join and version.process is not None:
        yield _("meets again at “{step}”").format(step=_said(version.process.step(step.join)))


def _said(step: Step) -> str:
    return step.label.text(_speaks())


def _speaks() -> str:
    return get_language() or "vi"


def _language() -> Language:
    return "en" if _speaks().startswith("en") else "vi"
