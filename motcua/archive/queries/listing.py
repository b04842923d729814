"""The years of agencies, the list of one, and what is to be destroyed: plain data, a fixed number of statements."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db.models import Count, Q

from motcua.archive import models
from motcua.archive.queries.contents import as_record
from motcua.archive.queries.sight import sees
from motcua.archive.types import (
    Decision,
    DestructionRow,
    Fate,
    PackageState,
    ProposedRow,
    RecordRow,
    Stage,
    YearRow,
)
from motcua.dossier import queries as dossier
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Scope
from motcua.papers.types import FOR_EVER
from motcua.parties import queries as parties


def years(agency_ids: Collection[int] | None, *, today: date, only: int | None = None) -> list[YearRow]:
    """Every year in which these agencies (None: all) finished dossiers or have a list, the latest first.

    `only` is one year. Five statements, however many rows.
    """
    finished = dossier.finished_by_year(agency_ids)
    rows = models.Year.objects.all()
    if agency_ids is not None:
        rows = rows.filter(agency_id__in=agency_ids)
    kept = {(row.agency_id, row.year): row for row in rows}
    counted = _counted((row.pk for row in kept.values()), today)
    packages = _packages(row.pk for row in kept.values())
    found = []
    for agency_id, year in sorted({*finished, *kept}, key=lambda one: (-one[1], one[0])):
        if only is None or year == only:
            row = kept.get((agency_id, year))
            number = finished.get((agency_id, year), 0)
            found.append(_year(agency_id, year, number, row, counts=counted, packages=packages))
    return found


def year_row(scope: Scope, agency_id: int, year: int, *, today: date) -> YearRow:
    """One year. Raises Refused (`archive_absent`): nothing was finished in it, or it is not one's own."""
    if not sees(scope, agency_id, on=today):
        raise Refused(Refusal("archive_absent"))
    found = years([agency_id], today=today, only=year)
    if not found:
        raise Refused(Refusal("archive_absent"))
    return found[0]


def record_page(agency_id: int, year: int, *, after: int = 0, limit: int = 50) -> list[RecordRow]:
    """A page of a year's list, by its numbers."""
    rows = models.Record.objects.filter(year__agency_id=agency_id, year__year=year, number__gt=after)
    return _described(rows.select_related("year").order_by("number")[:limit])


def expired(agency_ids: Collection[int] | None, *, today: date, limit: int | None = None) -> list[RecordRow]:
    """What is past its period in these agencies' archives (None: all) and has not been destroyed, the oldest first."""
    rows = models.Record.objects.filter(destroyed_at__isnull=True, keep_until__lt=today)
    if agency_ids is not None:
        rows = rows.filter(year__agency_id__in=agency_ids)
    return _described(rows.select_related("year").order_by("year__agency_id", "year__year", "number")[:limit])


def not_proposed(agency_ids: Collection[int], *, today: date) -> dict[int, int]:
    """How much is past its period in each of these agencies' archives that no open proposal names; one statement."""
    named = models.Proposed.objects.filter(outcome=Fate.OPEN).values("record_id")
    rows = models.Record.objects.filter(
        year__agency_id__in=agency_ids, destroyed_at__isnull=True, keep_until__lt=today
    ).exclude(id__in=named)
    counted = rows.values_list("year__agency_id").annotate(number=Count("id")).order_by("year__agency_id")
    return dict(counted)


def destructions(agency_ids: Collection[int] | None, *, limit: int = 50) -> list[DestructionRow]:
    """What was proposed to be destroyed there, the latest first; three statements."""
    rows = models.Destruction.objects.order_by("-id")
    if agency_ids is not None:
        rows = rows.filter(agency_id__in=agency_ids)
    return _destructions(list(rows[:limit]))


def destruction(scope: Scope, destruction_id: int, *, today: date) -> DestructionRow:
    """One destruction. Raises Refused (`archive_absent`), also for another agency's."""
    row = models.Destruction.objects.filter(id=destruction_id).first()
    if row is None or not sees(scope, row.agency_id, on=today):
        raise Refused(Refusal("archive_absent"))
    return _destructions([row])[0]


def proposed(destruction_id: int, *, after: int = 0, limit: int | None = 50) -> list[ProposedRow]:
    """What a destruction names, in order, from behind the record `after`."""
    rows = models.Proposed.objects.filter(destruction_id=destruction_id, record_id__gt=after)
    return [
        ProposedRow(as_record(row.record), Fate(row.outcome), row.files_destroyed, row.files_left)
        for row in rows.select_related("record__year").order_by("record_id")[:limit]
    ]


def _year(
    agency_id: int,
    year: int,
    finished: int,
    row: models.Year | None,
    *,
    counts: dict[int, dict[str, int]],
    packages: dict[int, PackageState],
) -> YearRow:
    if row is None:
        return YearRow(agency_id, year, listed=0, waiting=finished)
    return YearRow(
        agency_id,
        year,
        listed=row.listed,
        waiting=max(0, finished - row.listed),
        **counts.get(row.pk, {}),
        asked_at=row.asked_at,
        closed_at=row.closed_at,
        package=packages.get(row.pk),
    )


def _counted(year_ids: Iterable[int], today: date) -> dict[int, dict[str, int]]:
    living = Q(destroyed_at__isnull=True)
    rows = (
        models.Record.objects.filter(year_id__in=list(year_ids))
        .values("year_id")
        .annotate(
            permanent=Count("id", filter=living & Q(keep_until=FOR_EVER)),
            expired=Count("id", filter=living & Q(keep_until__lt=today)),
            destroyed=Count("id", filter=~living),
        )
        .order_by("year_id")
    )
    return {row.pop("year_id"): row for row in rows}


def _packages(year_ids: Iterable[int]) -> dict[int, PackageState]:
    """The last package of each year."""
    rows = models.Package.objects.filter(year_id__in=list(year_ids)).order_by("id")
    return {
        row.year_id: PackageState(
            row.begun_at, row.dossiers, row.done, row.files, row.bytes, row.manifest, row.finished_at
        )
        for row in rows
    }


def _described(rows: Iterable[models.Record]) -> list[RecordRow]:
    return [as_record(row) for row in rows]


def _destructions(rows: Sequence[models.Destruction]) -> list[DestructionRow]:
    spared = dict(
        models.Proposed.objects.filter(destruction__in=[row.pk for row in rows], outcome=Fate.SPARED)
        .values_list("destruction_id")
        .annotate(number=Count("id"))
    )
    texts = parties.texts([row.decided_by_id for row in rows if row.decided_by_id is not None])
    found = []
    for row in rows:
        decision = None
        if row.decided_on is not None and row.decided_by_id is not None:
            text = texts.get(row.decided_by_id)
            decision = Decision(row.decision, row.decided_on, (text.content or "") if text is not None else "")
        found.append(
            DestructionRow(
                id=row.pk,
                agency_id=row.agency_id,
                stage=_stage(row),
                proposed_at=row.proposed_at,
                proposed=row.proposed,
                done=row.done,
                decision=decision,
                entered_at=row.entered_at,
                files_destroyed=row.files_destroyed,
                files_left=row.files_left,
                finished_at=row.finished_at,
                spared=spared.get(row.pk, 0),
            )
        )
    return found


def _stage(row: models.Destruction) -> Stage:
    if row.finished_at is not None:
        return Stage.FINISHED
    if row.withdrawn_at is not None:
        return Stage.WITHDRAWN
    return Stage.PROPOSED if row.entered_at is None else Stage.DECIDED
