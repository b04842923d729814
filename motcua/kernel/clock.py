"""What time it is. The only module that reads the machine's clock, and the only one that knows the time zone.

Motcua serves one country with one zone that has not moved since 1975. Every instant inside the house is therefore a
*local* `datetime` without a zone, in Asia/Ho_Chi_Minh, and every day is a local date; zones appear only where a value
leaves the house (`outward`) or enters it (`inward`).
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
ONE_MINUTE = timedelta(minutes=1)


def now() -> datetime:
    """The local instant, to the microsecond, without a zone. Called at the edge only: faces, sweeps, commands."""
    return datetime.now(LOCAL_ZONE).replace(tzinfo=None)


def whole_minute(instant: datetime) -> datetime:
    """The instant with its seconds dropped: all legal comparisons are made on whole minutes (clock rule 1)."""
    return instant.replace(second=0, microsecond=0)


def outward(instant: datetime) -> datetime:
    """The instant with its zone, for anything that leaves the house."""
    return instant.replace(tzinfo=LOCAL_ZONE)


def inward(instant: datetime) -> datetime:
    """A foreign instant as a local one; one that carries no zone is taken as local."""
    if instant.tzinfo is None:
        return instant
    return instant.astimezone(LOCAL_ZONE).replace(tzinfo=None)
