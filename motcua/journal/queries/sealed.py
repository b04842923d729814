"""The seals of the house, and what they cover."""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection

from motcua.journal import models
from motcua.journal.types import Seal

_AT_ONCE = 5_000


def seals() -> list[Seal]:
    """All seals of the house in order."""
    return [_seal_of(row) for row in models.Seal.objects.select_related("stamp").order_by("number")]


def last_seal() -> Seal | None:
    """The newest seal; None before the first."""
    row = models.Seal.objects.select_related("stamp").order_by("-number").first()
    return None if row is None else _seal_of(row)


def covered(after: int, upto: int) -> Iterator[tuple[int, datetime, bytes]]:
    """Position, time of writing and digest of the entries between two positions, in order, a few thousand at a time.

    Inside a transaction only.
    """
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            "SELECT position, recorded_at, digest FROM journal_entry WHERE position > %s AND position <= %s"
            " ORDER BY position",
            [after, upto],
        )
        while rows := cursor.fetchmany(_AT_ONCE):
            for position, recorded_at, digest in rows:
                yield position, recorded_at, bytes(digest)


def _seal_of(row: models.Seal) -> Seal:
    return Seal(
        number=row.number,
        after=row.after,
        upto=row.upto,
        entries=row.entries,
        sealed_at=row.sealed_at,
        previous=bytes(row.previous),
        digest=bytes(row.digest),
        token=bytes(row.stamp.token) if hasattr(row, "stamp") else b"",
    )
