"""The apology: its reason begins with what the house knows, and once it is made its letter is drafted."""

from collections.abc import Mapping

from django.contrib import messages as flash
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.accounts.types import acting
from motcua.dossier.types import Action, Alarm, Facts
from motcua.kernel import clock, messages
from motcua.kernel.types import Refused
from motcua.organisation.types import Role
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.queries import DossierView

WHAT_FOLLOWS = {
    Action.APOLOGISE: gettext_lazy(
        "The letter of apology is drafted from this. It goes to the person once a leader has signed it and the clerk"
        " has sealed it."
    )
}
"""What an act leads to besides, for the page on which it is confirmed."""


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


def letter_drafted(request: HttpRequest, dossier_id: int) -> str | None:
    """Drafts the letter of an apology that was just made, and says what becomes of it.

    The address at which it can be drafted by hand where the house could not; the apology stands all the same.
    """
    me = acting(request)
    try:
        process.draft_apology(
            actor=me.actor(Role.OFFICER, Role.LEADER), scope=me.scope, at=clock.now(), dossier_id=dossier_id
        )
    except Refused as refused:
        why = messages.sentence_of(refused.refusal)
        flash.warning(request, _("The letter of apology is not drafted yet. {why}").format(why=why))
        return f"{reverse('office:dossier', args=[dossier_id])}#letters"
    flash.info(request, _("The letter of apology is drafted and waits for the signature of a leader."))
    return None
