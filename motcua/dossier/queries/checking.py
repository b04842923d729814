"""Whether every row says what its entries fold to, and every code drawn is somewhere: `motcua check` asks this."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from django.utils.translation import gettext as _

from motcua.dossier import models
from motcua.dossier.rows import facts_of, row_of
from motcua.dossier.rules.codes import SERIES, of_series
from motcua.dossier.rules.evolve import fold
from motcua.dossier.types import EVENTS, Facts, RowFault, read_event
from motcua.journal import queries as journal
from motcua.journal.types import Entry
from motcua.kernel import numbers

_AT_ONCE = 500
_NUMBER = re.compile(r"\d+$")


def faults(*, after_id: int = 0) -> Iterator[RowFault]:
    """Every dossier whose row and entries disagree, in order of id; reads them in batches and keeps none."""
    while rows := list(models.Dossier.objects.filter(id__gt=after_id).order_by("id")[:_AT_ONCE]):
        for row in rows:
            fault = _fault(row)
            if fault is not None:
                yield fault
        after_id = rows[-1].id


def ids_after(after_id: int, *, limit: int) -> list[int]:
    """The next dossiers by id, for rooms that go through all of them in batches."""
    return list(models.Dossier.objects.filter(id__gt=after_id).order_by("id").values_list("id", flat=True)[:limit])


def in_words() -> Iterator[str]:
    """Every fault and every gap as a sentence, for `motcua check`."""
    for fault in faults():
        named = fault.code or str(fault.dossier_id)
        if fault.trouble:
            yield _("The entries of dossier {code} do not fold: {trouble}.").format(code=named, trouble=fault.trouble)
        else:
            columns = ", ".join(fault.columns)
            yield _("Dossier {code} does not say what its entries say: {columns}.").format(code=named, columns=columns)
    for gap in silent_gaps():
        yield _("A number was drawn and is on no dossier: {gap}.").format(gap=gap)


def fold_entries(entries: Sequence[Entry]) -> Facts:
    """What the entries of a dossier's stream amount to; those of other rooms are passed over."""
    return fold((entry.at, read_event(entry.kind, entry.body)) for entry in entries if entry.kind in EVENTS)


def _fault(row: models.Dossier) -> RowFault | None:
    try:
        folded = fold_entries(journal.entries(row.stream))
    except (ValueError, KeyError, TypeError) as trouble:
        return RowFault(row.id, row.code, trouble=f"{type(trouble).__name__}: {trouble}")
    columns = row_of(folded)
    del columns["facts"]
    differing = [name for name, value in columns.items() if getattr(row, name) != value]
    if facts_of(row.facts) != folded:
        differing.append("facts")
    differing.extend(_misinvolved(row, folded))
    return RowFault(row.id, row.code, tuple(differing)) if differing else None


def _misinvolved(row: models.Dossier, folded: Facts) -> Iterator[str]:
    stored = {
        (one.agency_id, one.role, one.begins_at, one.ends_at)
        for one in models.Involvement.objects.filter(dossier_id=row.id)
    }
    if stored != {(one.agency_id, one.role.value, one.begins_at, one.ends_at) for one in folded.involved}:
        yield "involved"


def silent_gaps() -> Iterator[str]:
    """Every drawn number of a dossier code that no dossier carries and nobody set aside, as `series number`."""
    for series in sorted(numbers.begun(SERIES)):
        agency_id, day = of_series(series)
        since = datetime.combine(day, time.min)
        written = models.Dossier.objects.filter(
            resolving_agency_id=agency_id, received_at__gte=since, received_at__lt=since + timedelta(days=1)
        ).values_list("code", flat=True)
        used = [int(found.group()) for code in written if (found := _NUMBER.search(code)) is not None]
        for number in numbers.unaccounted(series, used):
            yield f"{series} {number}"
