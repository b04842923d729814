"""Every read of notices."""

from motcua.notices.queries.checking import faults
from motcua.notices.queries.digests import digest_of, digest_wish
from motcua.notices.queries.holdings import told_to
from motcua.notices.queries.log import log, outbox, passed_over, told_of
from motcua.notices.queries.showing import lines
from motcua.notices.queries.standing import channel_troubles, citizen_wishes, officer_wishes, standing

__all__ = [
    "channel_troubles",
    "citizen_wishes",
    "digest_of",
    "digest_wish",
    "faults",
    "lines",
    "log",
    "officer_wishes",
    "outbox",
    "passed_over",
    "standing",
    "told_of",
    "told_to",
]
