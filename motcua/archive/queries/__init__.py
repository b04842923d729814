"""Every read of the archive: years and their lists, destructions and their minutes, packages."""

from motcua.archive.bag import check as check_package
from motcua.archive.queries.checking import in_words as faults
from motcua.archive.queries.contents import records_of
from motcua.archive.queries.listing import (
    agencies_in_sight,
    destruction,
    destructions,
    expired,
    not_proposed,
    proposed,
    record_page,
    year_row,
    years,
)
from motcua.archive.queries.minutes import minutes_pdf

__all__ = [
    "agencies_in_sight",
    "check_package",
    "destruction",
    "destructions",
    "expired",
    "faults",
    "minutes_pdf",
    "not_proposed",
    "proposed",
    "record_page",
    "records_of",
    "year_row",
    "years",
]
