"""Which keys, pictures, authorities and anchors a house uses: `signing.yaml` in its home.

Without that file nothing can be signed. In the demonstration, where it is missing, everybody signs with a sample
certificate and a sample picture.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from motcua.kernel.types import Refusal
from motcua.papers.signing import pictures
from motcua.papers.signing.certificates import certificates_in
from motcua.papers.signing.plugins import AUTHORITIES, SIGNERS
from motcua.papers.signing.stamping import HouseStamper
from motcua.papers.signing.types import Level, Picture, Proof, Shows, SignerPlugin, SigningError, TrustAnchors
from motcua.papers.signing.vendors import demo
from motcua.papers.signing.vendors.authorities import Authority

FILE = "signing.yaml"
_SAMPLE_FOLDER = "signing-samples"


class WrittenPicture(BaseModel):
    """The picture of one key. `millimetres`: how wide a seal is in truth."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    shows: Shows
    file: Path
    millimetres: float = Field(default=0, ge=0, le=100)

    @model_validator(mode="after")
    def _seal_has_a_size(self) -> Self:
        if (self.shows is Shows.SEAL) != bool(self.millimetres):
            raise ValueError("A seal is shown in its true size, a signature in the room there is.")
        return self


class Written(BaseModel):
    """What stands in the file. Paths are relative to the home. See docs/how-to/sign-papers.md."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    signers: dict[str, dict[str, Any]] = Field(default_factory=dict)
    pictures: dict[str, WrittenPicture] = Field(default_factory=dict)
    time_stamps: dict[str, Any] | None = None
    level: Level | None = None
    trust: tuple[Path, ...] = ()
    trust_time_stamps: tuple[Path, ...] = ()
    intermediates: tuple[Path, ...] = ()
    revocation_lists: tuple[Path, ...] = ()
    ask_issuers: bool = True
    issuers_inside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class House:
    """A house's signing, ready for use."""

    written: Written
    home: Path
    trust: TrustAnchors
    authority: Authority | None
    is_demo: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The names of the signers."""
        return tuple(sorted(self.written.signers))

    @property
    def proof(self) -> Proof:
        """How long the house's signatures are believable: as the file says, else as well as it can."""
        usual = Level.PLAIN if self.authority is None else Level.STAMPED
        return Proof(self.written.level or usual, self.authority, self.trust)

    @property
    def stamper(self) -> HouseStamper | None:
        """The house's stamper; None where no authority is named."""
        return None if self.authority is None else HouseStamper(self.authority, self.trust)

    def signer(self, key: str, *, bearer: str = "") -> SignerPlugin:
        """The signer of that name. In the demonstration every name signs, as `bearer`. Raises SigningError."""
        if key in self.written.signers:
            return SIGNERS.made(_absolute(self.written.signers[key], self.home), where=f"signers.{key}")
        if self.is_demo:
            return demo.Demo(demo.DemoOptions(name=bearer or key, folder=self.home / _SAMPLE_FOLDER))
        raise SigningError(Refusal("signer_unknown", {"signer": key}), is_permanent=True)

    def picture(self, key: str, *, shows: Shows, bearer: str = "") -> Picture | None:
        """The picture of the key of that name; None where it has none. In the demonstration a sample, for samples.

        Raises SigningError: `picture_of_other_kind`, or that it cannot be used (`pictures.read`).
        """
        if key not in self.written.pictures:
            is_sample = self.is_demo and key not in self.written.signers
            return pictures.sample(shows, bearer or key) if is_sample else None
        if self.written.pictures[key].shows is not shows:
            raise SigningError(Refusal("picture_of_other_kind", {"key": key}), is_permanent=True)
        return self.picture_read(key).picture

    def picture_read(self, key: str) -> pictures.Read:
        """The picture that the file names for a key. Raises SigningError: it cannot be used."""
        named = self.written.pictures[key]
        return pictures.read(self.home / named.file, key=key, shows=named.shows, millimetres=named.millimetres)


def of(home: Path, *, is_demo: bool) -> House:
    """The signing of the house with this home, as its file says now. Raises SigningError for a file that is wrong."""
    path = home / FILE
    try:
        edition = path.stat().st_mtime_ns
    except FileNotFoundError:
        edition = 0
    return _read(home, edition, is_demo)


@lru_cache(maxsize=4)
def _read(home: Path, edition: int, is_demo: bool) -> House:
    if not edition:
        return _samples(home) if is_demo else House(Written(), home, TrustAnchors(), None)
    try:
        written = Written.model_validate(yaml.safe_load((home / FILE).read_text(encoding="utf-8")) or {})
    except (ValidationError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise _wrong(_places(error)) from error
    if written.level not in (None, Level.PLAIN) and written.time_stamps is None:
        raise _wrong("time_stamps")
    authority = None
    if written.time_stamps is not None:
        authority = AUTHORITIES.made(_absolute(written.time_stamps, home), where="time_stamps")
    return House(written, home, _anchors(written, home), authority, is_demo)


def _samples(home: Path) -> House:
    folder = home / _SAMPLE_FOLDER
    trust = TrustAnchors(
        issuers=(demo.authority(folder).root.certificate,),
        revocation_lists=(demo.withdrawn_list(folder),),
    )
    authority = demo.DemoAuthority(demo.DemoAuthorityOptions(folder=folder))
    return House(Written(), home, trust, authority, is_demo=True)


def _anchors(written: Written, home: Path) -> TrustAnchors:
    return TrustAnchors(
        issuers=_certificates(written.trust, home),
        authorities=_certificates(written.trust_time_stamps, home),
        intermediates=_certificates(written.intermediates, home),
        revocation_lists=tuple(_content(home / path) for path in written.revocation_lists),
        asks_issuers=written.ask_issuers,
        inside=written.issuers_inside,
    )


def _certificates(paths: tuple[Path, ...], home: Path) -> tuple[bytes, ...]:
    found: list[bytes] = []
    for path in paths:
        try:
            found += certificates_in(_content(home / path))
        except ValueError as error:
            raise _wrong(str(path)) from error
    return tuple(found)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _wrong(path.name) from error


def _absolute(options: Mapping[str, Any], home: Path) -> dict[str, Any]:
    """The options with the paths of files made absolute; a path that is so already stays."""
    return {
        key: str(home / value) if key in ("file", "chain", "folder", "module") else value
        for key, value in options.items()
    }


def _places(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return ", ".join(".".join(str(part) for part in one["loc"]) for one in error.errors())
    return type(error).__name__


def _wrong(what: str) -> SigningError:
    return SigningError(Refusal("signing_settings_wrong", {"where": FILE, "what": what}), is_permanent=True)
