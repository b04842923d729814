"""Deciding whether dossiers that nobody supplements close by themselves."""

from datetime import datetime

from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Standing
from motcua.process import models
from motcua.process.numbering import numbered_by
from motcua.process.types import CLOSING_DECIDED, ClosingRule


def decide_closing(
    *, actor: Actor, standing: Standing, at: datetime, rule: ClosingRule, key: RequestKey | None = None
) -> None:
    """Enters what an agency decided about closing, for a later day on; into the journal.

    It holds for closings proposed from that day on: what was proposed to a person before, he still confirms. Raises
    Refused: `closing_not_yours_to_decide`, `closing_rule_too_soon`, `closing_rule_without_decision`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        if not numbered_by(standing).covers(rule.agency_id):
            raise Refused(Refusal("closing_not_yours_to_decide"))
        objection = rule.objection(today=unit.at.date())
        if objection is not None:
            raise Refused(objection)
        body = {
            "agency_id": rule.agency_id,
            "valid_from": rule.valid_from.isoformat(),
            "by_itself": rule.by_itself,
            "decision": rule.decided_by,
        }
        unit.append_named(f"closing/{rule.agency_id}", kind=CLOSING_DECIDED, version=1, body=body)
        models.ClosingRule.objects.update_or_create(
            agency_id=rule.agency_id,
            valid_from=rule.valid_from,
            defaults={"by_itself": rule.by_itself, "decided_by": rule.decided_by},
        )
        unit.answer({"valid_from": rule.valid_from.isoformat()})
