"""Sheets that wait for somebody who ran home: kept, gone on with, filed or removed. And what a place pins."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from motcua.counter import models
from motcua.counter.tables import rules_on
from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused, system
from motcua.organisation.types import Role, Scope
from motcua.parties import commands as parties
from motcua.parties.types import Identity, Subject


def keep_sheet(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    agency_id: int,
    procedure_code: str,
    typed: Mapping[str, str],
    identities: Iterable[Identity],
    earlier: int | None = None,
    key: RequestKey | None = None,
) -> int:
    """Keeps a sheet for somebody who comes back, in the place of the `earlier` one; its number.

    `identities` are the numbers that stand on it: by them it is handed out and erased. Raises Refused:
    `not_competent_here`, `sheet_absent`, `sheet_too_long`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["sheet"])
        _require_desk(scope, agency_id)
        rules = rules_on(at.date())
        if len(json.dumps(dict(typed), ensure_ascii=False)) > rules.most_typed:
            raise Refused(Refusal("sheet_too_long"))
        row = _of_the_house(scope, earlier) if earlier is not None else None
        before = row.unfiled_id if row is not None else None
        kept = {
            "procedure_code": procedure_code,
            "unfiled_id": parties.keep_unfiled(unit, typed, identities=identities, earlier=before),
            "kept_at": unit.at,
            "expires_at": unit.at + timedelta(days=rules.kept_days),
        }
        if row is None:
            row = models.KeptSheet.objects.create(agency_id=agency_id, **kept)
        else:
            models.KeptSheet.objects.filter(id=row.pk).update(**kept)
        unit.answer({"sheet": row.pk})
        return int(row.pk)


def drop_sheet(*, actor: Actor, scope: Scope, at: datetime, sheet_id: int, key: RequestKey | None = None) -> None:
    """Removes a sheet that nobody comes back for. Raises Refused (`sheet_absent`)."""
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is None:
            finished(unit, scope, sheet_id)
            unit.answer({})


def finished(_unit: Unit, scope: Scope, sheet_id: int) -> None:
    """Removes a sheet within the unit in which it was filed or dropped. Raises Refused (`sheet_absent`)."""
    _remove(_of_the_house(scope, sheet_id))


def remove_expired(sheet_id: int, at: datetime) -> None:
    """Removes a sheet whose time is over, with all that was typed on it."""
    with recording(actor=system("counter"), at=at):
        row = models.KeptSheet.objects.select_for_update().filter(id=sheet_id, expires_at__lte=at).first()
        if row is not None:
            _remove(row)


def pin(*, actor: Actor, scope: Scope, at: datetime, agency_id: int, procedure_code: str, is_pinned: bool) -> None:
    """Pins a procedure at a place, so that it is found first, or takes the pin away. Raises Refused."""
    with recording(actor=actor, at=at) as unit:
        _require_desk(scope, agency_id)
        if is_pinned:
            models.Favourite.objects.get_or_create(
                agency_id=agency_id, procedure_code=procedure_code, defaults={"pinned_at": unit.at}
            )
        else:
            models.Favourite.objects.filter(agency_id=agency_id, procedure_code=procedure_code).delete()


def forget_person(_unit: Unit, subject: Subject) -> None:
    """Removes the sheets on which somebody stands whose data are erased."""
    models.KeptSheet.objects.filter(unfiled_id__in=subject.unfiled_ids).delete()


def _of_the_house(scope: Scope, sheet_id: int) -> models.KeptSheet:
    rows = models.KeptSheet.objects.select_for_update().filter(agency_id__in=sorted(scope.own_agency_ids))
    row = rows.filter(id=sheet_id).first() if scope.may(Role.RECEPTIONIST) else None
    if row is None:
        raise Refused(Refusal("sheet_absent"))
    return row


def _remove(row: models.KeptSheet) -> None:
    parties.forget_unfiled(row.unfiled_id)
    row.delete()


def _require_desk(scope: Scope, agency_id: int) -> None:
    if agency_id not in scope.own_agency_ids or not scope.may(Role.RECEPTIONIST):
        raise Refused(Refusal("not_competent_here"))
