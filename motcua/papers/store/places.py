"""Reading where the files are to lie. No Django here: the environment is read before there is any."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

SCANNER_PORT = 3310


class BadPlaceError(ValueError):
    """The address names no place for files."""


@dataclass(frozen=True, slots=True)
class S3Place:
    """A bucket, and where in it. `prefix` ends with a slash or is empty."""

    bucket: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""


def place_of(url: str) -> S3Place | None:
    """The place named by `s3://bucket/prefix?endpoint=…&region=…`; None for an empty address: the disk of the house.

    Raises BadPlaceError.
    """
    if not url:
        return None
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    if parts.scheme != "s3" or not parts.netloc or set(options) - {"endpoint", "region"}:
        raise BadPlaceError(url)
    if parts.username or parts.password:
        raise BadPlaceError(url)
    prefix = parts.path.strip("/")
    return S3Place(
        parts.netloc,
        f"{prefix}/" if prefix else "",
        options.get("endpoint", ""),
        options.get("region", ""),
    )


@dataclass(frozen=True, slots=True)
class ScannerPlace:
    """Where a virus scanner listens: a socket in the file system, or a host and its port."""

    socket: str = ""
    host: str = ""
    port: int = SCANNER_PORT


def scanner_of(url: str) -> ScannerPlace | None:
    """The place named by `unix:///run/clamav/clamd.ctl` or `tcp://host:3310`; None for an empty address.

    Raises BadPlaceError.
    """
    if not url:
        return None
    parts = urlsplit(url)
    try:
        port = parts.port or SCANNER_PORT
    except ValueError as error:
        raise BadPlaceError(url) from error
    if parts.scheme == "unix" and parts.path and not parts.netloc:
        return ScannerPlace(socket=parts.path)
    if parts.scheme == "tcp" and parts.hostname:
        return ScannerPlace(host=parts.hostname, port=port)
    raise BadPlaceError(url)
