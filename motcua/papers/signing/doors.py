"""Signing as this house has it: the settings of its home, found once.

The signing library takes a second to load, and most processes never sign: it is loaded at the first use.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from django.conf import settings

from motcua.kernel.timestamps import TimeStamper
from motcua.kernel.types import Refusal
from motcua.papers.signing.types import (
    KeyPicture,
    Level,
    OpenSigner,
    Pin,
    Shows,
    SignaturePlan,
    Signed,
    SigningError,
    Stamp,
    Subject,
    ToSign,
    TrustAnchors,
    Verdict,
)

if TYPE_CHECKING:
    from motcua.papers.signing.house import House

_STAMPS = Path(__file__).with_name("stamps.yaml")


@contextmanager
def signing(
    key: str, *, pin: Pin, at: datetime, bearer: str = "", shows: Shows = Shows.SIGNATURE
) -> Iterator[OpenSigner]:
    """Opens the key of that name (signing.yaml) for one or many signatures, with one entry of the PIN.

    `shows` is what the picture of the key must be of, where it has one; `bearer` whose name a sample certificate bears
    in the demonstration. No lock may be held and no transaction be open meanwhile: a token is slow. Raises
    SigningError: also when the picture cannot be used, before the key is asked for.
    """
    mine = _house()
    picture = mine.picture(key, shows=shows, bearer=bearer)
    plugin = mine.signer(key, bearer=bearer)
    with _works().opened(plugin, pin=pin, at=at, proof=mine.proof, picture=picture) as signer:
        yield signer


def sign(
    pdf: bytes,
    *,
    signer: OpenSigner,
    stamp: Stamp,
    at: datetime,
    plan: SignaturePlan | None = None,
    level: Level | None = None,
) -> bytes:
    """The paper with one signature more, made `at` in the role of the stamp; at the signer's level when none is given.

    Raises Refused: `paper_not_a_pdf`, `paper_damaged`, `paper_encrypted`, `signature_on_altered_paper` (an earlier one
    does not hold any more), `signed_already`, `signature_out_of_order` and its kin, `stamp_place_not_found`;
    SigningError for the troubles of keys and authorities.
    """
    signed: bytes = _works().sign(pdf, signer=signer, stamp=stamp, at=at, plan=plan, level=level)
    return signed


def sign_each(
    papers: Iterable[ToSign], *, signer: OpenSigner, at: datetime, level: Level | None = None
) -> Iterator[Signed]:
    """Signs one after the other and hands each out at once, so that it can be kept before the next is signed.

    A paper that cannot be signed does not stop the others. A trouble of the key does: a wrong PIN is not tried a second
    time (the token would lock itself), and a key that stays out of reach is not asked for every paper.
    """
    signed: Iterator[Signed] = _works().sign_each(papers, signer=signer, at=at, level=level)
    return signed


@cache
def stamp_templates() -> tuple[str, ...]:
    """The names of the templates of what a signature shows."""
    return tuple(yaml.safe_load(_STAMPS.read_text(encoding="utf-8")))


def signers() -> tuple[str, ...]:
    """The names of the keys of this house. In the demonstration every name signs besides."""
    return _house().keys


def examine(pdf: bytes, *, at: datetime, trust: TrustAnchors | None = None) -> tuple[Verdict, ...]:
    """A verdict on every signature of a paper, judged by those whom this house believes, or by `trust`.

    None for an unsigned paper; one of kind `paper` for a file that cannot be read. Nothing is raised.
    """
    verdicts: tuple[Verdict, ...] = _works().examine(pdf, trust=_house().trust if trust is None else trust, at=at)
    return verdicts


def renewed(pdf: bytes, *, at: datetime) -> bytes:
    """The paper with one archive time stamp more, by the authority of this house; nothing before it is touched.

    No transaction may be open meanwhile. Raises Refused: `paper_not_lasting`, `archive_stamp_broken`,
    `archive_stamp_no_longer`; SigningError (`time_stamps_unset`, and the troubles of the authority).
    """
    mine = _house()
    if mine.authority is None:
        raise SigningError(Refusal("time_stamps_unset"), is_permanent=True)
    lasting: bytes = _works().renewed(pdf, authority=mine.authority, trust=mine.trust, at=at)
    return lasting


def trusted() -> tuple[TrustAnchors, tuple[Subject, ...]]:
    """Whom this house believes, and their names. Raises SigningError for settings that are wrong."""
    trust = _house().trust
    return trust, tuple(_works().subject_of(one) for one in trust.issuers + trust.authorities)


def stamper() -> TimeStamper | None:
    """What the house has its digests stamped with; None without an authority, or with settings that are wrong."""
    try:
        return _house().stamper
    except SigningError:
        return None


def settings_trouble() -> SigningError | None:
    """What is wrong with signing.yaml, for whoever looks after the house."""
    try:
        mine = _house()
        for key in mine.keys:
            mine.signer(key)
    except SigningError as error:
        return error
    return None


def key_picture(key: str, *, shows: Shows, bearer: str = "") -> bytes | None:
    """The picture that a signature with that key shows, as it is laid over the paper; None where it shows none.

    Raises SigningError: it cannot be used.
    """
    picture = _house().picture(key, shows=shows, bearer=bearer)
    if picture is None:
        return None
    out = BytesIO()
    picture.image.save(out, "PNG")
    return out.getvalue()


def key_pictures() -> tuple[KeyPicture, ...]:
    """Every key that signing.yaml names, with its picture and what is wrong with that; settings that are wrong: none.

    In the demonstration also keys without a line there show one, a sample; they are not told of.
    """
    try:
        mine = _house()
    except SigningError:
        return ()
    keys = sorted(set(mine.keys) | set(mine.written.pictures))
    return tuple(_told(mine, key) for key in keys)


def _told(mine: "House", key: str) -> KeyPicture:
    named = mine.written.pictures.get(key)
    has_signer = key in mine.written.signers or mine.is_demo
    if named is None:
        return KeyPicture(key, has_signer=has_signer)
    try:
        read = mine.picture_read(key)
    except SigningError as error:
        return KeyPicture(key, named.shows, has_signer, trouble=error.refusal)
    if not read.is_right_colour:
        code = "seal_not_red" if named.shows is Shows.SEAL else "signature_not_blue"
        return KeyPicture(key, named.shows, has_signer, remark=Refusal(code, {"key": key, "file": named.file.name}))
    return KeyPicture(key, named.shows, has_signer)


def _house() -> "House":
    mine: House = _works().of(settings.HOME, is_demo=settings.DEMO)
    return mine


def _works() -> Any:
    return import_module("motcua.papers.signing.works")
