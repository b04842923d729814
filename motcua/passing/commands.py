"""Handing papers over and receiving them: each side signs once, by its own hand."""

from collections.abc import Collection
from datetime import datetime

from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel import numbers
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.organisation.types import Scope
from motcua.papers import commands as papers
from motcua.papers.types import Sheet
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.passing import entries, models
from motcua.passing.queries import list_sheet, papers_to_give
from motcua.passing.rules.signing import objection_to_giving, objection_to_taking
from motcua.passing.sight import require_side


def give(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    taker_id: int,
    dossier_ids: Collection[int],
    key: RequestKey | None = None,
) -> int:
    """Hands the papers of dossiers over to another agency, out of the giver's own (that of his post); answers the list.

    Raises Refused: `papers_not_yours`, `papers_none`, `papers_not_here`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return int(unit.earlier_answer["list_id"])
        giver_id, officer_id = require_side(actor, scope)
        # Those whose papers travelled before are locked first, so that two hands never carry the same ones.
        list(models.Place.objects.select_for_update().filter(dossier_id__in=sorted(dossier_ids)).order_by("dossier_id"))
        ready = {
            one.dossier_id
            for found in papers_to_give(scope, giver_id, at=at)
            if found.taker_id == taker_id
            for one in found.papers
        }
        granted(objection_to_giving(dossier_ids, ready))
        (number,) = numbers.draw(f"paper_lists/{giver_id}/{at.year}")
        row = models.PaperList.objects.create(
            giver_id=giver_id, taker_id=taker_id, year=at.year, number=number, given_at=at, given_by_id=officer_id
        )
        ids = sorted(set(dossier_ids))
        models.Line.objects.bulk_create(models.Line(list=row, dossier_id=one) for one in ids)
        models.Place.objects.bulk_create(
            (models.Place(dossier_id=one, agency_id=giver_id, carried_by=row) for one in ids),
            update_conflicts=True,
            unique_fields=["dossier_id"],
            update_fields=["agency_id", "carried_by"],
        )
        body = {"number": number, "giver_id": giver_id, "taker_id": taker_id, "dossiers": ids, "by": officer_id}
        row.with_head(unit.append(row.head, kind=entries.GIVEN, version=1, body=body)).save()
        unit.answer({"list_id": row.pk})
        return int(row.pk)


def take(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    list_id: int,
    missing: Collection[int] = (),
    remark: str = "",
    key: RequestKey | None = None,
) -> None:
    """Receives a list. What is missing of it lies with the giver again; why is written down.

    Raises Refused: `list_absent`, `papers_not_yours`, and those of `objection_to_taking`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        row = models.PaperList.objects.select_for_update(no_key=True).filter(id=list_id).first()
        if row is None or row.taker_id not in scope.own_agency_ids:
            raise Refused(Refusal("list_absent"))
        taker_id, officer_id = require_side(actor, scope)
        if taker_id != row.taker_id:
            raise Refused(Refusal("papers_not_yours"))
        lines = list(models.Line.objects.filter(list=row).values_list("dossier_id", flat=True))
        granted(
            objection_to_taking(
                given_by=row.given_by_id,
                taken_by=officer_id,
                taken_already=row.taken_at is not None,
                lines=lines,
                missing=missing,
                remark=remark,
            )
        )
        why = parties.write_text(unit, remark, TextPurpose.REMARK) if remark.strip() else None
        row.taken_at, row.taken_by_id = unit.at, officer_id
        row.remark_id, row.remark_digest = (why.id, why.digest) if why is not None else (None, None)
        models.Line.objects.filter(list=row, dossier_id__in=sorted(missing)).update(is_missing=True)
        carried = models.Place.objects.filter(carried_by=row)
        carried.filter(dossier_id__in=sorted(missing)).update(agency_id=row.giver_id, carried_by=None)
        carried.update(agency_id=taker_id, carried_by=None)
        body = {"missing": sorted(missing), "by": officer_id, "remark": why.body() if why is not None else None}
        row.with_head(unit.append(row.head, kind=entries.TAKEN, version=1, body=body)).save()
        unit.answer({"list_id": list_id})


def print_list(*, actor: Actor, scope: Scope, at: datetime, list_id: int, sheet: Sheet) -> bytes:
    """Danh sách bàn giao hồ sơ, as PDF; one that bears another signature since is no reprint.

    Raises Refused (`list_absent`).
    """
    paper, given_at = list_sheet(scope, list_id, at=at)
    name = f"paper_list/{list_id}/{'given' if paper.taken_at is None else 'taken'}"
    return papers.print_paper(paper, name=name, dated=given_at, actor=actor, scope=scope, at=at, sheet=sheet)
