"""Telling a fault of the surroundings from a fault of the matter, and naming a fault without repeating what it says."""

import traceback

import django.db
import psycopg

# Classes of SQLSTATE that say nothing about the statement: connection, rolled back by the server, no resources,
# object in use, ended by an operator, the system underneath.
_PASSING_CLASSES = frozenset({"08", "40", "53", "55", "57", "58"})


def is_passing(error: BaseException) -> bool:
    """Whether the surroundings failed (connection lost, server restarting, deadlock, disk full) and not the matter.

    Whoever meets such an error tries the same thing again later; it is never held against an entry or a row.
    """
    if isinstance(error, django.db.InterfaceError | psycopg.InterfaceError | ConnectionError):
        return True
    if isinstance(error, django.db.DatabaseError) and isinstance(error.__cause__, psycopg.Error):
        return is_passing(error.__cause__)
    if isinstance(error, psycopg.Error):
        if error.sqlstate is None:
            return isinstance(error, psycopg.OperationalError)
        return error.sqlstate[:2] in _PASSING_CLASSES
    return False


def name_of(error: BaseException) -> str:
    """The kind of the error and the place it arose, as `ValueError in rules.py:42`.

    Never its message: messages quote the values they stumbled over, and those may be a person's.
    """
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return type(error).__name__
    own = [frame for frame in frames if "motcua" in frame.filename] or list(frames)
    return f"{type(error).__name__} in {own[-1].filename.rpartition('/')[2]}:{own[-1].lineno}"
