"""The environment, read once: where the house lives, which database, which mode."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import parse_qsl, unquote, urlsplit

Mode = Literal["production", "demo", "test"]
_MODES = ("production", "demo", "test")
_CONNECTION_AGE_SECONDS = 600


class BadEnvironment(Exception):
    """The environment is contradictory or incomplete; the message says which variable to set and to what."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the surroundings decide. `database` is Django's own shape; empty host means the embedded server's socket."""

    mode: Mode
    home: Path
    secret_key: str
    allowed_hosts: list[str]
    database: dict[str, Any]


def read() -> Environment:
    """Reads `MOTCUA_MODE`, `MOTCUA_HOME`, `MOTCUA_DATABASE_URL`, `MOTCUA_SECRET_KEY` and `MOTCUA_HOSTS`.

    Raises BadEnvironment when the mode is unknown or the database address is not a PostgreSQL one.
    """
    mode = os.environ.get("MOTCUA_MODE", "production")
    if mode not in _MODES:
        raise BadEnvironment(f"MOTCUA_MODE is {mode!r}; it must be one of {', '.join(_MODES)}.")
    home = Path(os.environ.get("MOTCUA_HOME") or Path.home() / ".motcua").expanduser().resolve()
    return Environment(
        mode=cast(Mode, mode),
        home=home,
        secret_key=os.environ.get("MOTCUA_SECRET_KEY", "insecure-until-home-is-set-up"),
        allowed_hosts=os.environ.get("MOTCUA_HOSTS", "127.0.0.1 localhost [::1] testserver").split(),
        database=database_of(os.environ.get("MOTCUA_DATABASE_URL", "")),
    )


def database_of(url: str) -> dict[str, Any]:
    """Django's shape of a `postgresql://` address. Raises BadEnvironment when it is another kind of address."""
    base: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql", "NAME": "motcua"}
    if not url:
        return base
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise BadEnvironment(
            "MOTCUA_DATABASE_URL must begin with postgresql://; Motcua runs on PostgreSQL 15 or newer."
        )
    options = dict(parse_qsl(parts.query))
    return base | {
        "NAME": unquote(parts.path.lstrip("/")) or "motcua",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": _CONNECTION_AGE_SECONDS,
    }
