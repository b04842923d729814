"""What a merger may do."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from motcua.kernel.types import Refusal
from motcua.organisation.types import Agency, Replacement

ONE_DAY = timedelta(days=1)


def may_replace(
    replacements: Sequence[Replacement], agencies: Mapping[int, Agency], *, first_day: date
) -> Refusal | None:
    """Every agency that ends lives on the day before, has one heir, and no heir ends with the same merger.

    `agencies` are all that are named, as they stand on the day before or, for new ones, on the first day.
    """
    if not replacements:
        return Refusal("merger_of_nothing")
    ending = [replacement.predecessor_id for replacement in replacements]
    if len(set(ending)) < len(ending):
        return Refusal("merger_names_twice", {"code": agencies[_first_double(ending)].code})
    for replacement in replacements:
        refusal = _may_replace_one(replacement, agencies, frozenset(ending), first_day)
        if refusal is not None:
            return refusal
    return None


def _may_replace_one(
    replacement: Replacement, agencies: Mapping[int, Agency], ending: frozenset[int], first_day: date
) -> Refusal | None:
    named = (replacement.predecessor_id, *replacement.successor_ids)
    if any(agency_id not in agencies for agency_id in named):
        return Refusal("agency_absent")
    predecessor = agencies[replacement.predecessor_id]
    if replacement.heir_id not in replacement.successor_ids:
        return Refusal("heir_not_a_successor", {"code": predecessor.code})
    return _may_end(predecessor, first_day - ONE_DAY) or next(
        filter(None, (_may_follow(agencies[one], ending, first_day) for one in replacement.successor_ids)), None
    )


def _may_end(predecessor: Agency, last_day: date) -> Refusal | None:
    if not predecessor.exists_on(last_day):
        return Refusal("agency_absent_that_day", {"code": predecessor.code, "day": last_day})
    if predecessor.valid_to not in (None, last_day):
        return Refusal("agency_ends_otherwise", {"code": predecessor.code, "day": predecessor.valid_to})
    return None


def _may_follow(successor: Agency, ending: frozenset[int], first_day: date) -> Refusal | None:
    if successor.id in ending:
        return Refusal("successor_ends_too", {"code": successor.code})
    if not successor.exists_on(first_day):
        return Refusal("agency_absent_that_day", {"code": successor.code, "day": first_day})
    return None


def _first_double(ids: Sequence[int]) -> int:
    return next(agency_id for place, agency_id in enumerate(ids) if agency_id in ids[:place])
