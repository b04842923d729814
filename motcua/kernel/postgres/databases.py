"""Making, copying and dropping whole databases on a server: for tests, benchmarks and for trying a backup."""

import contextlib
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import psycopg
from psycopg import sql


@dataclass(frozen=True, slots=True)
class Database:
    """One database, named by its address (`postgresql://…`). The role must be allowed to create databases."""

    address: str

    @property
    def name(self) -> str:
        """The last part of the address."""
        return unquote(urlsplit(self.address).path.lstrip("/"))

    def called(self, name: str) -> Self:
        """Another database of the same server."""
        return replace(self, address=urlunsplit(urlsplit(self.address)._replace(path=f"/{quote(name)}")))

    def exists(self) -> bool:
        """Whether the server has it."""
        with self.from_outside() as connection:
            return connection.execute("SELECT FROM pg_database WHERE datname = %s", [self.name]).fetchone() is not None

    def create(self, *, template: str | None = None) -> Self:
        """Creates it; from a template file by file, a sixth of what the way through the write-ahead log takes."""
        statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.name))
        if template is not None:
            statement += sql.SQL(" TEMPLATE {} STRATEGY file_copy").format(sql.Identifier(template))
        with self.from_outside() as connection:
            connection.execute(statement)
        return self

    def ensure(self) -> None:
        """Creates it unless it is there, also when others try to in the same moment."""
        if not self.exists():
            with contextlib.suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                self.create()

    def rename(self, name: str) -> Self:
        """Gives it another name, at once and whole. Nobody may be connected to it."""
        statement = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        with self.from_outside() as connection:
            connection.execute(statement.format(sql.Identifier(self.name), sql.Identifier(name)))
        return self.called(name)

    def drop(self) -> None:
        """Drops it if it is there, whoever is still connected to it."""
        with self.from_outside() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self.name)))

    def from_outside(self) -> psycopg.Connection:
        """A connection to the server that keeps this database free to be copied, renamed or dropped."""
        return psycopg.connect(self.called("postgres").address, autocommit=True)
