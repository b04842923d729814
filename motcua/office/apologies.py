"""The letter of apology, drafted from what the house knows: at which step the dossier is, whose answer is awaited."""

from collections.abc import Mapping

from django.utils import translation

from motcua.dossier.types import Action, Alarm, Facts
from motcua.process import queries as course
from motcua.process.queries import DossierView


def drafted_for(action: Action, view: DossierView) -> Mapping[str, str]:
    """What the form of an apology begins with. An official letter is written in Vietnamese, whoever drafts it."""
    if action is not Action.APOLOGISE:
        return {}
    with translation.override("vi"):
        step = course.label_of_step(view.facts, view.facts.holder.step_key)
    awaited = [view.page.agency_names.get(one.agency_id, "") for one in view.facts.open_consultations]
    waits = f", đang chờ trả lời của {', '.join(filter(None, awaited))}" if any(awaited) else ""
    return {"reason": f"Hồ sơ đang ở bước “{step}”{waits}."}


def is_owed(facts: Facts) -> bool:
    """Whether the day has come by which the person is owed an apology, and none was made (NĐ 118/2025 Đ19.6)."""
    return facts.apology is None and any(one.alarm is Alarm.APOLOGY_DUE for one in facts.fired)
