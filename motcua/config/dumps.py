"""One database into one file and back, with PostgreSQL's own programs, also between servers of different versions.

`pg_dump` must not be older than the server: it is refused by its own program when the major version is older, and an
older minor version does not know what a later one keeps in its catalogue. So the programs that came with the server are
taken where this machine has them, else the embedded ones. What is restored goes through `psql` as a script: there the
few words that only the server of origin understands are left out.
"""

import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psycopg
from django.utils.translation import gettext as _
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from motcua.kernel.postgres import binaries

_SHIPPED_AT = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "usr/local/pgsql/bin", "opt/postgresql/*/bin")
_VERSION = re.compile(r"(\d+)\.(\d+)")
_TRANSACTION_TIMEOUT_SINCE = 17_0000
# Since the fixes of November 2026 a server marks each column in its catalogue for its own use. Its own pg_dump leaves
# the mark out; one that is older copies it into a statement that no other server accepts.
_MARK_OF_A_COLUMN = re.compile(rb"ALTER TABLE (?:ONLY )?\S+ ALTER COLUMN \S+ SET \(pg_attver=\d+\);\s*")
_COPY = re.compile(rb"COPY .+ FROM stdin;\s*")
_END_OF_COPY = rb"\."


class DumpError(Exception):
    """A program of PostgreSQL is missing or failed; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Programs:
    """One installation's programs. `version` as PostgreSQL numbers it: 150020 is 15.20."""

    folder: Path
    version: int

    def __str__(self) -> str:
        return f"PostgreSQL {self.version // 10_000}.{self.version % 10_000}"


def write(address: str, target: Path, *, without_rows_of: Iterable[str] = ()) -> None:
    """Writes the database at this address into a file of PostgreSQL's own format. Raises DumpError.

    Of the tables named only the shape is written, and where their numbers stand.
    """
    programs = fitting(version_of(address), installed())
    plain, surroundings = _without_secret(address)
    left_out = [f"--exclude-table-data=public.{table}" for table in without_rows_of]
    words: list[str | Path] = [
        programs.folder / "pg_dump",
        "--format=custom",
        f"--file={target}",
        f"--dbname={plain}",
        *left_out,
    ]
    _run(words, surroundings)


def read(source: Path, address: str) -> None:
    """Restores such a file into the empty database at this address, whole or not at all. Raises DumpError."""
    reading = max(installed(), key=lambda programs: programs.version)
    plain, surroundings = _without_secret(address)
    version = version_of(address)
    script = subprocess.Popen(  # noqa: S603 - PostgreSQL's own program, our own words
        [reading.folder / "pg_restore", "--no-owner", "--no-privileges", "--file=-", source],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    into = subprocess.Popen(  # noqa: S603 - PostgreSQL's own program, our own words
        [reading.folder / "psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null", plain],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=surroundings,
    )
    with script, into:
        _pass_on(_piped(script.stdout), _piped(into.stdin), version=version)
        said = _piped(script.stderr).read()
        if script.wait():
            into.kill()  # it may be in the middle of a table, where no word would end it; the server undoes everything
            raise DumpError(_failed("pg_restore", said.decode(errors="replace"), script.returncode))
        with contextlib.suppress(BrokenPipeError):  # psql has stopped; what it said is told below
            _piped(into.stdin).write(b"COMMIT;\n")
            _piped(into.stdin).close()
        answered = _piped(into.stderr).read()
    if into.returncode:
        raise DumpError(_failed("psql", answered.decode(errors="replace"), into.returncode))


def version_of(address: str) -> int:
    """The version of the server at this address, as PostgreSQL numbers it."""
    with psycopg.connect(address) as session:
        return session.info.server_version


def installed() -> list[Programs]:
    """The embedded programs, and those that this machine has beside them."""
    own = Path(binaries.of_the_wheel().program("pg_dump"))
    found = [path / "pg_dump" for pattern in _SHIPPED_AT for path in sorted(Path("/").glob(pattern))]
    if (on_path := shutil.which("pg_dump")) is not None:
        found.append(Path(on_path))
    programs = [_described(path) for path in dict.fromkeys([own, *found]) if (path.parent / "psql").is_file()]
    return [one for one in programs if one is not None]


def fitting(server: int, programs: Iterable[Programs]) -> Programs:
    """Whose `pg_dump` writes this server's database best. Raises DumpError when all are older than the server.

    Those of the same major version and no older than the server; else the oldest of a newer major version, else
    whatever there is of the same one.
    """
    known = sorted(programs, key=lambda one: one.version)
    same = [one for one in known if one.version // 10_000 == server // 10_000]
    newer = [one for one in known if one.version // 10_000 > server // 10_000]
    for one in (*(one for one in same if one.version >= server), *newer, *reversed(same)):
        return one
    sentence = _(
        "The database is PostgreSQL {major}, and this machine has no pg_dump that new. Install the client programs of "
        "PostgreSQL {major} (on Debian: postgresql-client-{major})."
    )
    raise DumpError(sentence.format(major=server // 10_000))


def understood(lines: Iterable[bytes], *, version: int) -> Iterator[bytes]:
    """The lines of a script that a server of this version understands; what is data passes untouched."""
    is_data = False
    for line in lines:
        if is_data:
            is_data = line.rstrip(b"\r\n") != _END_OF_COPY
        elif _MARK_OF_A_COLUMN.fullmatch(line) or (
            version < _TRANSACTION_TIMEOUT_SINCE and line.startswith(b"SET transaction_timeout")
        ):
            continue
        else:
            is_data = _COPY.fullmatch(line) is not None
        yield line


def _pass_on(script: IO[bytes], into: IO[bytes], *, version: int) -> None:
    try:
        into.write(b"BEGIN;\n")
        for line in understood(script, version=version):
            into.write(line)
        into.flush()
    except BrokenPipeError:
        # psql has stopped at an error, which undoes everything; the rest is read so that pg_restore can end.
        for _line in script:
            pass


def _described(pg_dump: Path) -> Programs | None:
    try:
        said = subprocess.run(  # noqa: S603 - PostgreSQL's own program
            [pg_dump, "--version"], capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    number = _VERSION.search(said)
    return Programs(pg_dump.parent, int(number[1]) * 10_000 + int(number[2])) if number is not None else None


def _without_secret(address: str) -> tuple[str, dict[str, str]]:
    """The address without its password, and the environment that hands it on: everybody may list running programs."""
    words = conninfo_to_dict(address)
    secret = words.pop("password", None)
    surroundings = {**os.environ, "LC_ALL": "C"} | ({"PGPASSWORD": str(secret)} if secret is not None else {})
    return make_conninfo("", **words), surroundings


def _run(words: list[str | Path], surroundings: dict[str, str]) -> None:
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own program, our own words
        words, env=surroundings, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise DumpError(_failed(Path(words[0]).name, done.stderr, done.returncode))


def _failed(program: str, said: str, code: int) -> str:
    return _("{program} failed: {reason}").format(program=program, reason=said.strip() or code)


def _piped(end: IO[bytes] | None) -> IO[bytes]:
    if end is None:
        raise RuntimeError("A program was started without its pipes.")
    return end
