"""What is proposed to be destroyed, and the decision on it."""

from datetime import datetime

from motcua.archive import entries, models
from motcua.archive.queries.sight import decided_by, kept_by
from motcua.archive.rules.deciding import objection_to
from motcua.archive.types import Decision, Fate
from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Scope
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose

MOST_PROPOSED = 2_000
"""How many dossiers one decision names at most: a list that people still read."""


def propose_destruction(
    *, actor: Actor, scope: Scope, at: datetime, agency_id: int, key: RequestKey | None = None
) -> int:
    """Lists what is past its period in an agency's archive, for whoever decides; answers the destruction's id.

    The oldest first, at most `MOST_PROPOSED`; what another open proposal names is left out. Raises Refused:
    `archive_absent`, `archive_nothing_expired`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["destruction"])
        if agency_id not in kept_by(scope, on=at.date()):
            raise Refused(Refusal("archive_absent"))
        named = models.Proposed.objects.filter(outcome=Fate.OPEN).values("record_id")
        expired = models.Record.objects.filter(
            year__agency_id=agency_id, destroyed_at__isnull=True, keep_until__lt=at.date()
        ).exclude(id__in=named)
        ids = list(expired.order_by("year__year", "number").values_list("id", flat=True)[:MOST_PROPOSED])
        if not ids:
            raise Refused(Refusal("archive_nothing_expired"))
        row = models.Destruction.objects.create(
            agency_id=agency_id, proposed_at=at, proposed_by=str(actor), proposed=len(ids)
        )
        models.Proposed.objects.bulk_create(models.Proposed(destruction=row, record_id=one) for one in ids)
        body = {"agency_id": agency_id, "records": ids}
        row.with_head(unit.append(row.head, kind=entries.DESTRUCTION_PROPOSED, version=1, body=body)).save()
        unit.answer({"destruction": row.pk})
        return row.pk


def withdraw_destruction(
    *, actor: Actor, scope: Scope, at: datetime, destruction_id: int, key: RequestKey | None = None
) -> None:
    """Takes a proposal back that nobody has decided on. Raises Refused: `archive_absent`, `archive_decided_already`."""
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        row = _undecided(destruction_id)
        if row.agency_id not in kept_by(scope, on=at.date()):
            raise Refused(Refusal("archive_absent"))
        row.withdrawn_at = at
        row.with_head(unit.append(row.head, kind=entries.DESTRUCTION_WITHDRAWN, version=1, body={})).save()
        models.Proposed.objects.filter(destruction=row, outcome=Fate.OPEN).update(outcome=Fate.WITHDRAWN)
        unit.answer({"destruction": row.pk})


def decide_destruction(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    destruction_id: int,
    decision: Decision,
    key: RequestKey | None = None,
) -> None:
    """Enters the decision by which the proposed dossiers' papers are destroyed; the sweep carries it out.

    Raises Refused: `archive_absent`, `archive_not_yours_to_decide`, `archive_decided_already`,
    `archive_decision_incomplete`, `archive_decision_day`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        row = _undecided(destruction_id)
        if row.agency_id not in kept_by(scope, on=at.date()):
            raise Refused(Refusal("archive_absent"))
        if row.agency_id not in decided_by(scope, on=at.date()):
            raise Refused(Refusal("archive_not_yours_to_decide"))
        objection = objection_to(decision, proposed_on=row.proposed_at.date(), today=at.date())
        if objection is not None:
            raise Refused(objection)
        who = parties.write_text(unit, decision.decided_by, TextPurpose.REMARK)
        body = {
            "number": decision.number.strip(),
            "decided_on": decision.decided_on.isoformat(),
            "decided_by": who.body(),
        }
        row.with_head(unit.append(row.head, kind=entries.DESTRUCTION_DECIDED, version=1, body=body))
        row.decision, row.decided_on = decision.number.strip(), decision.decided_on
        row.decided_by_id, row.decided_by_digest = who.id, who.digest
        row.entered_at = row.next_at = at
        row.save()
        unit.answer({"destruction": row.pk})


def _undecided(destruction_id: int) -> models.Destruction:
    row = models.Destruction.objects.select_for_update(no_key=True).filter(id=destruction_id).first()
    if row is None:
        raise Refused(Refusal("archive_absent"))
    if row.entered_at is not None or row.withdrawn_at is not None:
        raise Refused(Refusal("archive_decided_already"))
    return row
