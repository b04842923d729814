"""Every read of the archive: years and their lists, destructions and their minutes, packages."""

from motcua.archive.bag import check as check_package
from motcua.archive.queries.checking import in_words as faults
from motcua.archive.queries.contents import records_of
from motcua.archive.queries.listing import (
    destruction,
    destructions,
    expired,
    not_proposed,
    proposed,
    record_page,
    year_row,
    years,
)
from motcua.archive.queries.minutes import minutes
from motcua.archive.queries.sight import decided_by, kept_by, seen_by

__all__ = [
    "check_package",
    "decided_by",
    "destruction",
    "destructions",
    "expired",
    "faults",
    "kept_by",
    "minutes",
    "not_proposed",
    "proposed",
    "record_page",
    "records_of",
    "seen_by",
    "year_row",
    "years",
]
