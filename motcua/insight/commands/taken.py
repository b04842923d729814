"""What ended dossiers took, one narrow row each, so that a province is summed without opening a dossier.

The minutes are counted by the heart when the journal tells of an ending. A row says what holds for its dossier now,
however often and in whatever order it is told of. The months that those rows lie in are summed beside them.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import date

from django.db import connection

from motcua.dossier import queries as dossier
from motcua.dossier.queries import Ending
from motcua.insight import models
from motcua.insight.rules.periods import month_containing
from motcua.insight.usual import COUNTED
from motcua.journal.types import Entry, OnBadEntry, Reader

_DOSSIER, _CALENDAR = "dossier/", "calendar/"
_TELLING = frozenset(
    {"dossier.completed", "dossier.stopped", "dossier.closed_unanswered", "dossier.imported", "dossier.voided"}
)
"""The kinds of entry with which a dossier ends, or turns out to have been a mistake."""
_Month = tuple[int, str, date]
"""An agency, a procedure, the first day of a report month."""
_DAYS_ENTERED, _CALENDAR_PUBLISHED = "worktime.days_entered", "worktime.calendar_published"


def follow_endings(entries: Sequence[Entry]) -> None:
    """Notes what the dossiers took that ended in this batch; counts anew those whose calendar changed behind them."""
    told = {int(entry.stream.removeprefix(_DOSSIER)) for entry in entries if entry.kind in _TELLING}
    note_ended(told)
    for entry in entries:
        since = _changed_since(entry)
        if since is not None:
            _write(dossier.endings_counted_by(entry.stream.removeprefix(_CALENDAR), since=since))


def note_ended(dossier_ids: Collection[int]) -> None:
    """Notes what those of these dossiers took that have ended, and forgets the others. Seven statements."""
    if not dossier_ids:
        return
    found = dossier.endings(dossier_ids)
    gone = set(dossier_ids) - {one.dossier_id for one in found}
    left = _months_of(gone)
    models.Taken.objects.filter(dossier_id__in=gone).delete()
    _write(found, left=left)


def sum_months(months: Collection[_Month]) -> None:
    """Sums these months anew from what is noted of their dossiers; one in which nothing ended any more is no row."""
    if not months:
        return
    agencies, procedures, firsts = zip(*sorted(months), strict=True)
    values = {"agencies": list(agencies), "procedures": list(procedures), "months": list(firsts)}
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, values)
        cursor.execute(_SUM, values)


def _write(endings: Sequence[Ending], *, left: Collection[_Month] = ()) -> None:
    """Writes the rows, then sums the months they lie in, those they lay in before, and those that others left."""
    months = {(one.agency_id, one.procedure_code, month_containing(one.ended_on).first) for one in endings}
    before = _months_of(one.dossier_id for one in endings)
    models.Taken.objects.bulk_create(
        [models.Taken(**asdict(one)) for one in endings],
        update_conflicts=True,
        unique_fields=["dossier_id"],
        update_fields=["procedure_code", "agency_id", "ended_on", "refused", "supplemented", "late", "minutes"],
    )
    sum_months(months | before | set(left))


def _months_of(dossier_ids: Iterable[int]) -> set[_Month]:
    """The months in which these dossiers are noted now."""
    rows = models.Taken.objects.filter(dossier_id__in=list(dossier_ids))
    places = rows.values_list("agency_id", "procedure_code", "ended_on").distinct()
    return {(agency, code, month_containing(day).first) for agency, code, day in places}


def _changed_since(entry: Entry) -> date | None:
    """From which day an entry changes a calendar; None where it changes none."""
    if entry.kind == _CALENDAR_PUBLISHED:
        return date.fromisoformat(entry.body["reach"]["first"])
    if entry.kind != _DAYS_ENTERED:
        return None
    changed = [*entry.body["entered"], *entry.body["withdrawn"]]
    return min((date.fromisoformat(one["day"]) for one in changed), default=None)


def _clear() -> None:
    models.Taken.objects.all().delete()
    models.TakenInMonth.objects.all().delete()


TAKEN = Reader(name="insight.taken", handle=follow_endings, on_bad_entry=OnBadEntry.STOP, clear=_clear)

_TOUCHED = """
unnest(%(agencies)s::bigint[], %(procedures)s::text[], %(months)s::date[]) AS touched(agency_id, procedure_code, month)
"""
_FORGET = f"""
DELETE FROM insight_takeninmonth summed USING {_TOUCHED}
WHERE (summed.agency_id, summed.procedure_code, summed.month)
  = (touched.agency_id, touched.procedure_code COLLATE "C", touched.month)
"""  # noqa: S608 - built from this module's own words; every value is bound
_SUM = f"""
INSERT INTO insight_takeninmonth (agency_id, procedure_code, month, ended, decided, refused, supplemented, late)
SELECT taken.agency_id, taken.procedure_code, touched.month, {COUNTED}
FROM {_TOUCHED} JOIN insight_taken taken
  ON taken.agency_id = touched.agency_id AND taken.procedure_code = touched.procedure_code COLLATE "C"
  AND taken.ended_on >= touched.month AND taken.ended_on < touched.month + interval '1 month'
GROUP BY 1, 2, 3
"""  # noqa: S608 - built from this module's own words; every value is bound
