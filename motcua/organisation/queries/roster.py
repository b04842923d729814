"""What a roster would do, row by row."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from motcua.kernel.types import granted
from motcua.organisation import models
from motcua.organisation.queries.agencies import agencies, covering
from motcua.organisation.queries.officers import officer_of, post_of
from motcua.organisation.rules.roster import Directory, Held, Judged, PlaceOfPost, judge
from motcua.organisation.types import RosterLine, RosterOutcome, RosterReport


def roster_report(text: str, *, on: date, agency_ids: Collection[int] | None = None) -> RosterReport:
    """What bringing in this roster (CSV) on that day would do; with `agency_ids` other agencies are unknown to it.

    Refused as a whole: a needed column is missing (`roster_columns_missing`).
    """
    return report_of(judged(text, on=on, agency_ids=agency_ids), is_dry_run=True)


def judged(text: str, *, on: date, agency_ids: Collection[int] | None = None) -> list[Judged]:
    """Every row with what becomes of it. Refused as above."""
    return granted(judge(text, _directory(on, agency_ids)))


def report_of(rows: Collection[Judged], *, is_dry_run: bool) -> RosterReport:
    """The same as it crosses the door."""
    return RosterReport(tuple(map(_line, rows)), is_dry_run)


def _line(row: Judged) -> RosterLine:
    if row.fault is not None:
        return RosterLine(row.line, row.officer_code, RosterOutcome.REFUSED, row.fault.refusal, row.fault.column)
    return RosterLine(row.line, row.officer_code, RosterOutcome.KNOWN if row.is_known else RosterOutcome.ACCEPTED)


def _directory(today: date, agency_ids: Collection[int] | None) -> Directory:
    held: defaultdict[tuple[str, PlaceOfPost], list[Held]] = defaultdict(list)
    for holding in models.Holding.objects.select_related("post", "officer"):
        held[holding.officer.code, _place(holding.post)].append((holding.valid_from, holding.valid_to))
    present = covering(today)
    return Directory(
        agencies={one.code: one for one in agencies(on=today) if agency_ids is None or one.id in agency_ids},
        units={(row.agency_id, row.code): row.id for row in models.Unit.objects.filter(present)},
        desks={(row.agency_id, row.code): row.id for row in models.Desk.objects.filter(present)},
        officers={row.code: officer_of(row) for row in models.Officer.objects.all()},
        held=held,
    )


def _place(row: models.Post) -> PlaceOfPost:
    post = post_of(row)
    return PlaceOfPost(post.agency_id, post.unit_id, post.desk_id, post.role, post.title, post.capacity)
