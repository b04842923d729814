"""What agencies and those who lead them answer for: what was resolved late or is overdue, and the hours beyond terms.

Whoever led an agency while a step ran over answers for it, not whoever leads it on the day somebody asks. A dossier
that was resolved late is his who led the resolving agency when the result was there.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from motcua.process.types import Charge, Headship, Lying, Responsibility

_Answering = tuple[int, tuple[int, ...]]
"""An agency, and who led it."""


def under_heads(stretches: Iterable[Lying], heads: Mapping[int, Sequence[Headship]]) -> list[Lying]:
    """The same, divided at each midnight at which somebody began or ceased to lead the agency."""
    return [part for one in stretches for part in _divided(one, _changes(heads.get(one.agency_id, ())))]


def charges(
    late: Sequence[Responsibility],
    overdue: Sequence[Responsibility],
    heads: Mapping[int, Sequence[Headship]],
    *,
    seen: Collection[int] | None,
) -> tuple[Charge, ...]:
    """What each agency answers for under each of its heads, most hours first; none where nothing was late.

    Steps count of the agencies in `seen` (None: of all) and of those that resolve.
    """
    resolved, open_ones, beyond = Counter[_Answering](), Counter[_Answering](), Counter[_Answering]()
    overran: defaultdict[_Answering, set[int]] = defaultdict(set)
    resolving = {one.resolving_agency_id for one in (*late, *overdue)}
    for counted, ones in ((resolved, late), (open_ones, overdue)):
        for one in ones:
            counted[_answering(one.resolving_agency_id, one.until - timedelta(minutes=1), heads)] += 1
    for one in (*late, *overdue):
        for over in one.overruns:
            if seen is None or over.agency_id in seen or over.agency_id in resolving:
                who = _answering(over.agency_id, over.since, heads)
                overran[who].add(one.dossier_id)
                beyond[who] += over.beyond_minutes
    found = [
        Charge(
            agency_id=who[0],
            head_ids=who[1],
            late=resolved[who],
            overdue=open_ones[who],
            overran=len(overran[who]),
            beyond_minutes=beyond[who],
        )
        for who in {*resolved, *open_ones, *overran}
    ]
    return tuple(sorted(found, key=lambda one: (-one.beyond_minutes, -one.late, one.agency_id, one.head_ids)))


def _answering(agency_id: int, at: datetime, heads: Mapping[int, Sequence[Headship]]) -> _Answering:
    leading = {one.officer_id for one in heads.get(agency_id, ()) if _covers(one, at.date())}
    return agency_id, tuple(sorted(leading))


def _covers(one: Headship, day: date) -> bool:
    return one.since <= day and (one.until is None or day <= one.until)


def _changes(heads: Iterable[Headship]) -> list[datetime]:
    began = {one.since for one in heads}
    ceased = {one.until + timedelta(days=1) for one in heads if one.until is not None}
    return [datetime.combine(day, time()) for day in sorted(began | ceased)]


def _divided(whole: Lying, changes: Iterable[datetime]) -> list[Lying]:
    within = [one for one in changes if whole.begins_at < one < whole.ends_at]
    begins, ends = [whole.begins_at, *within], [*within, whole.ends_at]
    return [replace(whole, begins_at=begun, ends_at=ended) for begun, ended in zip(begins, ends, strict=True)]
