"""Who is competent for which procedure, from when to when."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q

from motcua.catalogue import models
from motcua.catalogue.kinds import CatalogueKind
from motcua.catalogue.rules.competence import RESOLVES
from motcua.journal.commands import recording
from motcua.journal.types import HEAD_COLUMNS
from motcua.kernel.types import Actor, Refusal, Refused

EVERYWHERE: tuple[str, ...] = ("",)
"""The commune codes of a competence that is not limited to communes."""


def grant_competence(
    *,
    actor: Actor,
    at: datetime,
    agency_id: int,
    codes: Sequence[str],
    valid_from: date,
    decision: str,
    part: str = RESOLVES,
    commune_codes: Sequence[str] = EVERYWHERE,
    valid_to: date | None = None,
) -> int:
    """Gives an agency a part in these procedures, for these communes, and answers how many competences were new.

    What is already granted on the first day stays as it is. Refused: `procedure_unknown`, `days_not_in_order`.
    """
    if valid_to is not None and valid_to < valid_from:
        raise Refused(Refusal("days_not_in_order", {"first": valid_from, "last": valid_to}))
    with recording(actor=actor, at=at) as work:
        granted = 0
        for row in _locked(codes):
            there = set(
                models.Competence.objects.filter(
                    Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from),
                    procedure=row,
                    agency_id=agency_id,
                    part=part,
                    valid_from__lte=valid_from,
                ).values_list("commune_code", flat=True)
            )
            new = sorted(set(commune_codes) - there)
            if not new:
                continue
            models.Competence.objects.bulk_create(
                models.Competence(
                    procedure=row,
                    agency_id=agency_id,
                    part=part,
                    commune_code=commune_code,
                    valid_from=valid_from,
                    valid_to=valid_to,
                    decision=decision,
                )
                for commune_code in new
            )
            body = {
                "code": row.code,
                "agency_id": agency_id,
                "part": part,
                "commune_codes": new,
                "valid_from": valid_from.isoformat(),
                "valid_to": valid_to.isoformat() if valid_to else None,
                "decision": decision,
            }
            row.with_head(work.append(row.head, kind=CatalogueKind.COMPETENCE_GRANTED.value, version=1, body=body))
            row.save(update_fields=HEAD_COLUMNS)
            granted += len(new)
        return granted


def revoke_competence(
    *,
    actor: Actor,
    at: datetime,
    agency_id: int,
    codes: Sequence[str],
    last_day: date,
    decision: str,
    part: str = RESOLVES,
) -> int:
    """Ends an agency's part in these procedures after `last_day`; answers how many competences were ended."""
    with recording(actor=actor, at=at) as work:
        ended = 0
        for row in _locked(codes):
            open_ones = models.Competence.objects.filter(
                Q(valid_to__isnull=True) | Q(valid_to__gt=last_day),
                procedure=row,
                agency_id=agency_id,
                part=part,
                valid_from__lte=last_day,
            )
            count = open_ones.update(valid_to=last_day)
            if not count:
                continue
            body = {
                "code": row.code,
                "agency_id": agency_id,
                "part": part,
                "last_day": last_day.isoformat(),
                "decision": decision,
            }
            row.with_head(work.append(row.head, kind=CatalogueKind.COMPETENCE_REVOKED.value, version=1, body=body))
            row.save(update_fields=HEAD_COLUMNS)
            ended += count
        return ended


def _locked(codes: Sequence[str]) -> list[models.Procedure]:
    """The rows of these codes, locked in their order. Refuses the first code nobody knows."""
    rows = list(models.Procedure.objects.select_for_update(no_key=True).filter(code__in=set(codes)).order_by("code"))
    unknown = sorted(set(codes) - {row.code for row in rows})
    if unknown:
        raise Refused(Refusal("procedure_unknown", {"code": unknown[0]}))
    return rows
