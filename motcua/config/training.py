"""A training house beside the live one: what it takes over from there, and nothing else.

It takes the organisation, the calendars, the catalogue and the decisions that hold for dossiers, with the entries that
tell of them. It takes no person, no dossier, no paper, no account and no message: what may be taken is listed, so a
table that comes later stays behind until somebody has thought of it.
"""

from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.apps import apps
from psycopg import sql

from motcua.config import dumps
from motcua.journal.types import StreamColumns

DUMP, ENTRIES = "taken-over.dump", "taken-over.entries"
_ROOMS = frozenset({"organisation", "worktime", "catalogue"})
"""Rooms that are taken over whole."""
_SINGLE = frozenset({"process.closingrule", "dossier.codepattern", "kernel.edition"})
_SHAPE = frozenset({"django_migrations", "django_content_type"})
"""What says which shape the tables have."""
_ENTRIES = "journal_entry"


def is_taken_over(home: Path) -> bool:
    """Whether a live house was taken over into this home already."""
    return (home / ENTRIES).is_file()


def take_over(address: str, home: Path) -> None:
    """Writes down what a training house in that home takes from the database at this address. Raises DumpError.

    The second file appears only when both are whole.
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with psycopg.connect(address) as live:
        rows = live.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        left = sorted({name for (name,) in rows} - _tables())
        dumps.write(address, home / DUMP, without_rows_of=left)
        draft = home / f".{ENTRIES}"
        with draft.open("wb") as file:
            for piece in _entries_of(live):
                file.write(piece)
        draft.replace(home / ENTRIES)


def settle(address: str, home: Path) -> None:
    """Brings what was taken over into the empty database at this address. Raises DumpError."""
    dumps.read(home / DUMP, address)
    with (
        psycopg.connect(address) as training,
        training.cursor() as cursor,
        (home / ENTRIES).open("rb") as file,
        cursor.copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(_ENTRIES))) as copy,
    ):
        while piece := file.read(1 << 16):
            copy.write(piece)


def _tables() -> set[str]:
    taken = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in _ROOMS or model._meta.label_lower in _SINGLE
    }
    return taken | _SHAPE


def _streams() -> list[str]:
    """The beginnings of the streams whose heads lie in rows that are taken over."""
    taken = _tables()
    return sorted(
        model.stream_prefix
        for model in apps.get_models()
        if issubclass(model, StreamColumns) and model._meta.db_table in taken
    )


def _entries_of(live: psycopg.Connection) -> Iterator[bytes]:
    wanted = sql.SQL("COPY (SELECT * FROM {} WHERE split_part(stream, '/', 1) = ANY({}) ORDER BY position) TO STDOUT")
    statement = wanted.format(sql.Identifier(_ENTRIES), sql.Literal(_streams()))
    with live.cursor() as cursor, cursor.copy(statement) as copy:
        for piece in copy:
            yield bytes(piece)
