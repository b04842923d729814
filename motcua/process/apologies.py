"""The letter of apology (NĐ 118/2025 Đ19.6): what the act of apology and the dossier know of it."""

from django.utils import translation

from motcua.catalogue.types import ProcedureVersion
from motcua.dossier import queries as dossier
from motcua.dossier.types import Facts
from motcua.organisation.types import Scope
from motcua.papers.types import FieldValue
from motcua.parties import queries as parties
from motcua.process import models
from motcua.process.naming import label_of_step
from motcua.process.rules.general_letters import objection_to_apology_letter
from motcua.process.types import APOLOGY_LETTER


def has_apology_letter(dossier_id: int) -> bool:
    """Whether the letter was drafted, signed or not."""
    return models.WrittenLetter.objects.filter(dossier_id=dossier_id, letter=APOLOGY_LETTER).exists()


def may_draft_apology(scope: Scope, dossier_id: int, facts: Facts) -> bool:
    """Whether the letter is still to be drafted, by this person. No statement where nobody has apologised."""
    if objection_to_apology_letter(scope, facts, is_drafted=False) is not None:
        return False
    return not has_apology_letter(dossier_id)


def known_of_apology(facts: Facts, version: ProcedureVersion) -> dict[str, FieldValue]:
    """What the letter begins with, by the names under which the template's fields ask for it; nothing before the act.

    The step is left out where the reason names it already. An official letter is written in Vietnamese, whoever drafts
    it.
    """
    apology, clock = facts.apology, facts.clock
    if apology is None or clock is None:
        return {}
    text = parties.texts([apology.reason.id]).get(apology.reason.id)
    reason = (text.content or "") if text is not None else ""
    with translation.override("vi"):
        step = label_of_step(facts, facts.holder.step_key)
    known: dict[str, FieldValue] = {
        "dossier.code": facts.code,
        "procedure.name": version.name,
        "apology.due_at": dossier.due_when_made(clock, apology.made_at),
        "apology.step": "" if step in reason else step,
        "apology.reason": reason,
    }
    promised = facts.appointment_at if facts.reappointments else apology.proposed_at
    if promised is not None:
        known["apology.new_appointment"] = promised
    if facts.received_at is not None:
        known["dossier.received"] = facts.received_at
    return known
