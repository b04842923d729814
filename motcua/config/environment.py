"""The environment, read once: where the house lives, which database, which mode."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import translation
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from django.utils.functional import SimpleLazyObject

from motcua.catalogue.rules.filing_place import own_portal
from motcua.kernel.home import Home
from motcua.kernel.postgres import place
from motcua.kernel.wording import marked as _
from motcua.papers.store.places import BadPlaceError, place_of, scanner_of

Network = IPv4Network | IPv6Network
Mode = Literal["production", "demo", "training", "test"]
_MODES = ("production", "demo", "training", "test")
_OF_PRODUCTION = ("MOTCUA_DATABASE_URL", "MOTCUA_SECRET_KEY", "MOTCUA_HOSTS")
_OUTWARD = (
    "MOTCUA_FILES_URL",
    "MOTCUA_EMAIL",
    "MOTCUA_SMS",
    "MOTCUA_ZALO",
    "MOTCUA_POST",
    "MOTCUA_PAY",
    "MOTCUA_EID_ISSUER",
    "MOTCUA_EID_CLIENT_ID",
    "MOTCUA_EID_CLIENT_SECRET",
)
"""By what a house speaks outward, or keeps its papers with somebody else."""
_NOT_BESIDE: Mapping[str, tuple[str, ...]] = {
    "demo": _OF_PRODUCTION,
    "training": ("MOTCUA_DATABASE_URL", "MOTCUA_SECRET_KEY", *_OUTWARD),
}
"""What may not be set in a mode where anybody may log in as anybody. A training house is reached from the network."""
_DECISION_OF_THE_SAMPLE = "2025-07-01 Quyết định mẫu về tiếp nhận hồ sơ trực tuyến"
_SAMPLE_DECISION: Mapping[str, str] = dict.fromkeys(("demo", "training", "test"), _DECISION_OF_THE_SAMPLE)
"""An invented province that takes filings on its own portal; a house in production decides itself."""
_EID = ("eid_issuer", "eid_client_id", "eid_client_secret")
_YES_OR_NO = {"": False, "no": False, "yes": True}
_OWN_PROXIES = "127.0.0.0/8 ::1"
_LOCAL_HOSTS = "127.0.0.1 localhost [::1]"
_DATABASE_NAME = "motcua"
_POOL_TIMEOUT_SECONDS = 3.0  # a request that gets no connection in this time is answered with "try again"
# The pool waits twice as long after each vain attempt and lets nobody else try. Kept short, the first request after an
# outage of 15 seconds is served 0.7 seconds after the database is back; with the usual 5 minutes it was 11 seconds.
_RECONNECT_SECONDS = 1.0
_CONNECT_TIMEOUT_SECONDS = 5


class BadEnvironmentError(Exception):
    """The environment is contradictory or incomplete; the message says which variable to set and to what.

    In both languages, Vietnamese first: which one is wanted stands in settings that cannot be read yet.
    """

    def __init__(self, sentence: str, /, **values: object) -> None:
        vietnamese = translation("django", Path(__file__).with_name("locale"), ["vi"], fallback=True).gettext(sentence)
        super().__init__("\n".join(words.format(**values) for words in dict.fromkeys((vietnamese, sentence))))


@dataclass(frozen=True, slots=True)
class Environment:
    """What the surroundings decide. `database` is Django's own shape; `embedded` says that its server is our own.

    `secret_key` of a home is read, and the first time made, only when something is signed.
    """

    mode: Mode
    home: Path
    secret_key: str
    old_secret_keys: list[str]
    allowed_hosts: list[str]
    plain_http: bool
    proxies: tuple[Network, ...]
    database: dict[str, Any]
    embedded: bool
    files_url: str
    scanner_url: str
    eid_issuer: str
    eid_client_id: str
    eid_client_secret: str = field(repr=False)
    own_authority: str
    own_portal: str
    kiosks: tuple[Network, ...]


def read(variables: Mapping[str, str] = os.environ) -> Environment:
    """Reads the variables whose names begin with `MOTCUA_`; makes nothing.

    MODE            production (default), demo, training or test
    HOME            the folder of everything that is kept; ~/.motcua, in demo mode ~/.motcua-demo
    DATABASE_URL    a PostgreSQL of your own, 15 or newer; without it the embedded one
    SECRET_KEY      what signs, instead of the home's own; OLD_SECRET_KEYS: former ones, by blanks
    HOSTS           the names under which browsers reach the house, by blanks
    PLAIN_HTTP      yes: browsers reach it without encryption, on a network of its own
    PROXIES         addresses of reverse proxies that are believed about who asks and how, besides this machine
    FILES_URL       where papers lie: s3://bucket/prefix?endpoint=…; without it the folder `files` of the home
    CLAMD           a virus scanner asked about every upload: unix:///run/clamav/clamd.ctl or tcp://host:3310
    EID_ISSUER      the national e-ID with which citizens log in: its OpenID Connect address, with EID_CLIENT_ID and
                    EID_CLIENT_SECRET, as whom this house is known there; without them citizens do not log in
    OWN_AUTHORITY   the certificate of the house's own authority, by which it speaks HTTPS itself, and OWN_NAMES, under
                    which it does; both are set by `motcua serve --tls`
    OWN_PORTAL      the decision by which the house's own portal takes filings beside the national one:
                    `2025-07-01..2027-02-28 QĐ 41/QĐ-UBND`, without the last day for good
    KIOSKS          addresses of the machines at the one-stop shop, where people may file here all the same
    POOL_SIZE       connections one web process keeps open; set by `motcua serve`

    Raises BadEnvironmentError when they contradict one another.
    """
    mode = variables.get("MOTCUA_MODE", "production")
    if mode not in _MODES:
        raise BadEnvironmentError(
            _("MOTCUA_MODE is “{mode}”; it must be one of {known}."), mode=mode, known=", ".join(_MODES)
        )
    if contradicting := [name for name in _NOT_BESIDE.get(mode, ()) if variables.get(name)]:
        sentence = _(
            "MOTCUA_MODE is {mode}, where anybody may log in as anybody, but {names} is set as for a house in "
            "production. Unset one or the other."
        )
        raise BadEnvironmentError(sentence, mode=mode, names=", ".join(contradicting))
    plain_http = variables.get("MOTCUA_PLAIN_HTTP", "")
    if plain_http not in _YES_OR_NO:
        raise BadEnvironmentError(_("MOTCUA_PLAIN_HTTP is “{given}”; it must be yes or no."), given=plain_http)
    home = Path(variables.get("MOTCUA_HOME") or _usual_home(mode)).expanduser().resolve()
    url = variables.get("MOTCUA_DATABASE_URL", "")
    return Environment(
        mode=cast(Mode, mode),
        home=home,
        secret_key=variables.get("MOTCUA_SECRET_KEY") or _key_of(home, mode=mode),
        old_secret_keys=variables.get("MOTCUA_OLD_SECRET_KEYS", "").split(),
        allowed_hosts=[
            *_LOCAL_HOSTS.split(),
            *variables.get("MOTCUA_HOSTS", "").split(),
            *variables.get("MOTCUA_OWN_NAMES", "").split(),
        ],
        plain_http=_YES_OR_NO[plain_http],
        proxies=_networks(f"{_OWN_PROXIES} {variables.get('MOTCUA_PROXIES', '')}", name="MOTCUA_PROXIES"),
        database=_pooled(database_of(url or _embedded_address(home)), size=variables.get("MOTCUA_POOL_SIZE", "")),
        embedded=not url,
        files_url=_files_url(variables.get("MOTCUA_FILES_URL", "")),
        scanner_url=_scanner_url(variables.get("MOTCUA_CLAMD", "")),
        own_authority=variables.get("MOTCUA_OWN_AUTHORITY", ""),
        own_portal=_own_portal(variables.get("MOTCUA_OWN_PORTAL", "") or _SAMPLE_DECISION.get(mode, "")),
        kiosks=_networks(variables.get("MOTCUA_KIOSKS", ""), name="MOTCUA_KIOSKS"),
        **_eid(variables),
    )


def database_of(url: str) -> dict[str, Any]:
    """Django's shape of a `postgresql://` address. Raises BadEnvironmentError when it is another kind of address."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise BadEnvironmentError(
            _("MOTCUA_DATABASE_URL must begin with postgresql://; Motcua runs on PostgreSQL 15 or newer.")
        )
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return {
        "ENGINE": "motcua.kernel.engine",
        "NAME": unquote(parts.path.lstrip("/")) or _DATABASE_NAME,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": options.pop("port", "") or str(parts.port or ""),
        "OPTIONS": {"connect_timeout": _CONNECT_TIMEOUT_SECONDS, **options},
        # A connection that died while nobody used it is replaced before it is used again.
        "CONN_HEALTH_CHECKS": True,
    }


def address_of(database: Mapping[str, Any]) -> str:
    """The `postgresql://` address of a database in Django's shape; what concerns Django alone (its pool) stays out."""
    who = quote(database["USER"], safe="")
    if database["PASSWORD"]:
        who += f":{quote(database['PASSWORD'], safe='')}"
    where = {"host": database["HOST"], "port": str(database["PORT"])}
    options = {name: value for name, value in database["OPTIONS"].items() if isinstance(value, str | int)}
    said = urlencode({name: value for name, value in (where | options).items() if value != ""}, quote_via=quote)
    return f"postgresql://{who}@/{quote(database['NAME'], safe='')}?{said}"


def _networks(words: str, *, name: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(word) for word in words.split())
    except ValueError as error:
        sentence = _("{name} must be addresses such as 10.0.0.5 or 10.0.0.0/24, by blanks ({reason}).")
        raise BadEnvironmentError(sentence, name=name, reason=error) from error


def _own_portal(written: str) -> str:
    try:
        own_portal(written)
    except ValueError as error:
        sentence = _("MOTCUA_OWN_PORTAL is “{given}”; it must be like 2025-07-01..2027-02-28 and the decision.")
        raise BadEnvironmentError(sentence, given=written) from error
    return written


def _files_url(url: str) -> str:
    try:
        place_of(url)
    except BadPlaceError as error:
        sentence = _(
            "MOTCUA_FILES_URL must be like s3://bucket/prefix?endpoint=https://s3.example.vn, without an account in it "
            "(that is named by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY); without it files lie in MOTCUA_HOME."
        )
        raise BadEnvironmentError(sentence) from error
    return url


def _scanner_url(url: str) -> str:
    try:
        scanner_of(url)
    except BadPlaceError as error:
        sentence = _("MOTCUA_CLAMD is “{given}”; it must be like unix:///run/clamav/clamd.ctl or tcp://127.0.0.1:3310.")
        raise BadEnvironmentError(sentence, given=url) from error
    return url


def _eid(variables: Mapping[str, str]) -> dict[str, str]:
    """All three or none; and an address at which nobody on the way can pretend to be the provider."""
    given = {name: variables.get(f"MOTCUA_{name.upper()}", "").strip() for name in _EID}
    missing = [f"MOTCUA_{name.upper()}" for name, value in given.items() if not value]
    if missing and len(missing) < len(_EID):
        sentence = _("To log citizens in with the national e-ID, {names} must be set too; or none of the three.")
        raise BadEnvironmentError(sentence, names=", ".join(missing))
    parts = urlsplit(given["eid_issuer"])
    is_here = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1")
    if given["eid_issuer"] and not (parts.hostname and (parts.scheme == "https" or is_here)):
        sentence = _("MOTCUA_EID_ISSUER is “{given}”; it must begin with https://, as the provider itself writes it.")
        raise BadEnvironmentError(sentence, given=given["eid_issuer"])
    return given


def _usual_home(mode: str) -> str:
    return {"demo": "~/.motcua-demo", "training": "~/.motcua-training"}.get(mode, "~/.motcua")


def _key_of(home: Path, *, mode: str) -> str:
    if mode == "test":
        return "a-key-that-signs-nothing-outside-of-tests"
    return cast(str, SimpleLazyObject(Home(home).secret_key))


def _embedded_address(home: Path) -> str:
    """Where the home's own server listens, if it ever ran; else where none can be, so that no other is met there."""
    known = Home(home)
    if known.known_identity() is None:
        return f"postgresql://{place.SUPERUSER}@/{_DATABASE_NAME}?host={known.database / 'not-started-yet'}"
    return place.of_home(known).address(_DATABASE_NAME)


def _pooled(database: dict[str, Any], *, size: str) -> dict[str, Any]:
    """With a pool of so many connections for each process; without one, a connection ends with its request.

    Those of a pool are all opened at once, so that nobody waits for one to be opened while the machine is busiest; they
    are looked at by the house's own engine.
    """
    if not size:
        return database
    pool = {
        "min_size": int(size),
        "max_size": int(size),
        "timeout": _POOL_TIMEOUT_SECONDS,
        "reconnect_timeout": _RECONNECT_SECONDS,
    }
    return database | {"OPTIONS": {**database["OPTIONS"], "pool": pool}, "CONN_HEALTH_CHECKS": False}
