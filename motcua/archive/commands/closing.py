"""Closing a year: its finished dossiers become a list with numbers, in batches, as often as it is asked."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from motcua.archive import entries, models
from motcua.archive.commands.keeping import KEEPER, keep_papers
from motcua.archive.queries.sight import kept_by
from motcua.archive.rules.deciding import objection_to_closing
from motcua.archive.types import Closing
from motcua.dossier import queries as dossier
from motcua.dossier.types import FinishedDossier
from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel import numbers
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Scope

AT_ONCE = 200
_OF_A_SWEEP = 1_000
_NEXT_PASS = timedelta(microseconds=1)

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""


def ask_closing(
    *, actor: Actor, scope: Scope, at: datetime, agency_id: int, year: int, key: RequestKey | None = None
) -> None:
    """Has the sweep close a year of an agency. Raises Refused: `archive_absent`, `archive_year_not_over`."""
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        if agency_id not in kept_by(scope, on=at.date()):
            raise Refused(Refusal("archive_absent"))
        objection = objection_to_closing(year, today=at.date())
        if objection is not None:
            raise Refused(objection)
        row = _locked(agency_id, year)
        row.asked_at, row.asked_by, row.next_at = at, str(actor), at
        row.save(update_fields=["asked_at", "asked_by", "next_at"])
        unit.answer({"year": row.pk})


def close_year(
    *,
    at: datetime,
    agency_id: int,
    year: int,
    actor: Actor = KEEPER,
    progress: Progress | None = None,
    dry_run: bool = False,
) -> Closing:
    """Lists what was finished in the year and stands in no list yet, each batch in a unit of work of its own.

    Killed at any point it has listed whole batches; called again it goes on, and finds nothing to do when all is done.
    Raises Refused: `archive_year_not_over`.
    """
    objection = objection_to_closing(year, today=at.date())
    if objection is not None:
        raise Refused(objection)
    before = models.Record.objects.filter(year__agency_id=agency_id, year__year=year).count()
    wanted = _unlisted(agency_id, year)
    if dry_run:
        return Closing(agency_id, year, before, len(wanted), is_dry_run=True)
    listed = 0
    for place in range(0, len(wanted), AT_ONCE):
        listed += _list(wanted[place : place + AT_ONCE], actor=actor, at=at, agency_id=agency_id, year=year)
        if progress is not None:
            progress(min(place + AT_ONCE, len(wanted)), len(wanted))
    _close(actor=actor, at=at, agency_id=agency_id, year=year, has_grown=listed > 0)
    return Closing(agency_id, year, before, listed)


def close_next(year_id: int, at: datetime) -> None:
    """The next stretch of a closing that was asked for; the act of the sweep."""
    row = models.Year.objects.get(id=year_id)
    wanted = _unlisted(row.agency_id, row.year)
    now, later = wanted[:_OF_A_SWEEP], wanted[_OF_A_SWEEP:]
    for place in range(0, len(now), AT_ONCE):
        _list(now[place : place + AT_ONCE], actor=KEEPER, at=at, agency_id=row.agency_id, year=row.year)
    if later:
        with recording(actor=KEEPER, at=at):
            models.Year.objects.filter(id=year_id).update(next_at=at + _NEXT_PASS)
    else:
        _close(actor=KEEPER, at=at, agency_id=row.agency_id, year=row.year, has_grown=bool(now))


def _unlisted(agency_id: int, year: int) -> Sequence[int]:
    """The dossiers of the year that stand in no list, in the order in which they were finished."""
    ids = dossier.finished_ids(agency_id, year)
    known: set[int] = set()
    for place in range(0, len(ids), 5_000):
        asked = models.Record.objects.filter(dossier_id__in=ids[place : place + 5_000])
        known.update(asked.values_list("dossier_id", flat=True))
    return [one for one in ids if one not in known]


def _list(ids: Sequence[int], *, actor: Actor, at: datetime, agency_id: int, year: int) -> int:
    """Gives these dossiers their numbers; those that got one in the meantime are passed over."""
    found = {one.dossier_id: one for one in dossier.finished(ids)}
    periods = {one: keep_papers(found[one], at=at) for one in ids if one in found}
    with recording(actor=actor, at=at) as unit:
        row = _locked(agency_id, year)
        known = set(models.Record.objects.filter(dossier_id__in=ids).values_list("dossier_id", flat=True))
        new = [one for one in ids if one in periods and one not in known]
        if not new:
            return 0
        drawn = numbers.draw(f"archive/{row.place}", len(new))
        records = [
            _record(row, number, found[one], retention=periods[one].retention, at=at)
            for number, one in zip(drawn, new, strict=True)
        ]
        for record in records:
            record.keep_until = periods[record.dossier_id].until
        models.Record.objects.bulk_create(records)
        _write_listed(unit, row, records)
    return len(new)


def _record(row: models.Year, number: int, finished: FinishedDossier, *, retention: str, at: datetime) -> models.Record:
    return models.Record(
        year=row,
        number=number,
        dossier_id=finished.dossier_id,
        code=finished.code,
        version_id=finished.version_id,
        finished_on=finished.finished_on,
        retention=retention,
        listed_at=at,
    )


def _write_listed(unit: Unit, row: models.Year, records: Sequence[models.Record]) -> None:
    body = {
        "agency_id": row.agency_id,
        "year": row.year,
        "dossiers": [[one.number, one.dossier_id, one.keep_until.isoformat()] for one in records],
    }
    row.listed += len(records)
    row.with_head(unit.append(row.head, kind=entries.LISTED, version=1, body=body)).save()


def _close(*, actor: Actor, at: datetime, agency_id: int, year: int, has_grown: bool) -> None:
    with recording(actor=actor, at=at) as unit:
        row = _locked(agency_id, year)
        if row.closed_at is None or has_grown:
            body = {"listed": row.listed} | ({"asked_by": row.asked_by} if row.asked_by else {})
            row.with_head(unit.append(row.head, kind=entries.YEAR_CLOSED, version=1, body=body))
            row.closed_at = at
        row.asked_at, row.asked_by, row.next_at = None, "", None
        row.save()


def _locked(agency_id: int, year: int) -> models.Year:
    row, _ = models.Year.objects.get_or_create(
        place=f"{agency_id}/{year}", defaults={"agency_id": agency_id, "year": year}
    )
    return models.Year.objects.select_for_update(no_key=True).get(id=row.id)
