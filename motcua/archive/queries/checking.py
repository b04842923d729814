"""Whether lists and counters say the same, and what was destroyed is gone: `motcua check` asks this."""

from collections.abc import Iterator

from django.db.models import Max
from django.utils.translation import gettext as _

from motcua.archive import models
from motcua.archive.queries.periods import holder_of
from motcua.kernel import numbers
from motcua.papers import queries as papers

_AT_ONCE = 500


def in_words() -> Iterator[str]:
    """Every fault as a sentence."""
    for row in models.Year.objects.order_by("agency_id", "year"):
        used = list(models.Record.objects.filter(year=row).order_by("number").values_list("number", flat=True))
        for number in numbers.unaccounted(f"archive/{row.place}", used):
            yield _("List {list}: number {number} was drawn and is on no dossier.").format(
                list=row.place, number=number
            )
        if len(used) != row.listed:
            told = {"list": row.place, "said": row.listed, "there": len(used)}
            yield _("List {list} says {said} dossiers and holds {there}.").format(**told)
    yield from _kept_too_short()


def _kept_too_short() -> Iterator[str]:
    """Listed dossiers with a file that could be destroyed at once; those for which the sweep has still to come wait."""
    last = models.Record.objects.aggregate(last=Max("id"))["last"] or 0
    for after in range(0, last, _AT_ONCE):
        rows = models.Record.objects.filter(id__gt=after, id__lte=after + _AT_ONCE, destroyed_at=None)
        awaited = models.Awaited.objects.values("dossier_id")
        codes = {holder_of(row.dossier_id): row.code for row in rows.exclude(dossier_id__in=awaited)}
        for holder in papers.without_period(codes):
            yield _("A file of dossier {code} has no period of retention yet.").format(code=codes[holder])
