"""What crosses the door of signing: who signs, with what, where it shows, in which order, and what became of it."""

import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from motcua.kernel.types import Refusal, Refused

if TYPE_CHECKING:
    from PIL.Image import Image

    from motcua.papers.signing.vendors.authorities import Authority

_ROLE = re.compile(r"[a-z0-9_-]{1,60}")

# --- who signs ------------------------------------------------------------------------------------------------------


class Pin:
    """What opens a key: a PIN or a passphrase. It is held for one session and shows itself to nobody.

    It has no equality, cannot be pickled and is not in any `repr`, so that it gets into no log and into no table.
    """

    __slots__ = ("_secret",)

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def disclosed(self) -> str:
        """The secret itself; only a vendor asks."""
        return self._secret

    def __repr__(self) -> str:
        return "Pin(…)"

    def __reduce__(self) -> str:
        raise TypeError("A PIN is kept nowhere.")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose certificate it is, and from when until when it may sign; local instants.

    `fingerprint` is SHA-256 of the certificate in hex: it names the certificate for ever.
    """

    name: str
    organisation: str
    issuer: str
    serial: str
    fingerprint: str
    valid_from: datetime
    valid_until: datetime
    is_sample: bool = False


class SigningError(Refused):
    """Something outside the house kept a signature from being made; the refusal says what, and what to do.

    `is_permanent`: trying again changes nothing (a wrong PIN, a certificate that has expired). Otherwise it may pass by
    itself (a token that was pulled out, a service that does not answer).
    """

    def __init__(self, refusal: Refusal, *, is_permanent: bool) -> None:
        super().__init__(refusal)
        self.is_permanent = is_permanent


@runtime_checkable
class SigningSession(Protocol):
    """A key that was opened with its PIN. `certificates` are DER, the signer's first, then those that vouch for it."""

    @property
    def certificates(self) -> Sequence[bytes]:
        """The signer's certificate and its issuers, in DER."""

    def sign(self, digest: bytes) -> bytes:
        """The signature over a SHA-256 digest: PKCS#1 v1.5 of RSA, DER of an elliptic curve. Raises SigningError."""


class SignerPlugin(Protocol):
    """A way to reach a key. Registered by the name of its vendor; each vendor passes the one contract suite."""

    @property
    def is_sample(self) -> bool:
        """Whether what it signs has no legal force."""

    def open(self, pin: Pin) -> AbstractContextManager[SigningSession]:
        """One session for one or many signatures. Raises SigningError: wrong PIN, absent token, silent service."""


# --- what a reader sees ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page. `page` counts from 1, from the end with -1; points (1/72 inch) from the lower left corner."""

    page: int
    left: float
    bottom: float
    width: float
    height: float


class Beside(StrEnum):
    """Where a stamp lies with regard to the words that fix it."""

    BELOW = "below"
    ABOVE = "above"
    OVER = "over"
    """With its lower left corner at that of the words."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place found by words that stand on the paper: their last occurrence. `right` and `up` shift it, in points."""

    words: str
    width: float
    height: float
    beside: Beside = Beside.BELOW
    right: float = 0
    up: float = 0
    occurrence: int = -1


class Shows(StrEnum):
    """Of what a picture is."""

    SIGNATURE = "signature"
    """A signature by hand."""

    SEAL = "seal"
    """The seal of an agency."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture that belongs to a key, cut to what can be seen of it, the rest transparent.

    `millimetres` is how wide it is in truth, and so on the paper; 0: as wide as there is room.
    """

    shows: Shows
    image: "Image"
    millimetres: float = 0


@dataclass(frozen=True, slots=True)
class KeyPicture:
    """A key of the house and what its picture is of; None: it has none. `has_signer`: something signs with that key.

    `trouble` is why nothing can be signed with it as long as the picture stands there, `remark` what is not as it
    should be.
    """

    key: str
    shows: Shows | None = None
    has_signer: bool = True
    trouble: Refusal | None = None
    remark: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What one signature shows, and in which role it is made.

    `role` names the signature in the paper: no two have the same. `template` is a key of stamps.yaml. `capacity` is
    KT., TL., TUQ. with the office stood in for; empty when one signs for oneself. `place` is that of the words; where
    the key has a picture, its template says where both stand by the words of the anchor. Without a `place` nothing is
    shown, and the signature is there all the same.
    """

    role: str
    template: str = "officer"
    capacity: str = ""
    title: str = ""
    agency: str = ""
    reason: str = ""
    number: str = ""
    place: Box | Anchor | None = None

    def __post_init__(self) -> None:
        if not _ROLE.fullmatch(self.role):
            raise ValueError("A role is written with small letters, digits, - and _.")


class Level(StrEnum):
    """How long a signature can be believed."""

    PLAIN = "b"
    """PAdES B-B: as long as the certificate; the time is the signer's own claim."""

    STAMPED = "b-t"
    """PAdES B-T: the time is vouched for by a time stamp authority."""

    LASTING = "b-lta"
    """PAdES B-LTA: what proves it (chain, revocation) lies in the file, under an archive time stamp."""


# --- the order of signatures ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PlannedSignature:
    """One signature that a paper needs. Those of the same `turn` may be made in any order among themselves.

    `fingerprint`, when given, is the only certificate that may sign here.
    """

    role: str
    turn: int
    is_required: bool = True
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class SignaturePlan:
    """Who signs a paper, in what role and order: data of the procedure version, handed in as a value."""

    signatures: tuple[PlannedSignature, ...] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        roles = [planned.role for planned in self.signatures]
        if len(set(roles)) != len(roles):
            raise ValueError("A role signs a paper once.")


# --- whether it holds -----------------------------------------------------------------------------------------------


class Outcome(StrEnum):
    """The verdict on a signature or on a paper."""

    HOLDS = "holds"
    """Whole, trusted, not revoked, nothing changed that matters."""

    UNCERTAIN = "uncertain"
    """Whole, but something cannot be known: the issuer, the revocation, the time; an officer looks at it."""

    FAILS = "fails"
    """Altered, revoked, or not readable: it proves nothing."""

    UNSIGNED = "unsigned"
    """There is no signature."""


class Integrity(StrEnum):
    """Whether the bytes are those that were signed."""

    INTACT = "intact"
    ALTERED = "altered"
    UNREADABLE = "unreadable"


class Trust(StrEnum):
    """Whether the certificate leads to somebody this house believes."""

    TRUSTED = "trusted"
    UNKNOWN_ISSUER = "unknown_issuer"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    REVOKED = "revoked"
    WRONG_USE = "wrong_use"
    """The certificate is not for signing papers."""
    UNPROVEN = "unproven"
    """The chain is there, and something else about it does not hold."""


class Revocation(StrEnum):
    """Whether the certificate was withdrawn by its issuer."""

    GOOD = "good"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


class TimeSource(StrEnum):
    """Who says when it was signed."""

    TIME_STAMP = "time_stamp"
    UNTRUSTED_STAMP = "untrusted_stamp"
    CLAIMED = "claimed"
    UNKNOWN = "unknown"


class Coverage(StrEnum):
    """How much of the file the signature is over."""

    WHOLE_FILE = "whole_file"
    REVISION = "revision"
    """A state of the file, after which something was appended."""
    PART = "part"
    """Less than a whole state of the file."""


class Change(StrEnum):
    """What was appended after signing, by its gravest part."""

    NONE = "none"
    SIGNATURES = "signatures"
    """Later signatures, time stamps, and what proves them."""
    FORM_FILLING = "form_filling"
    ANNOTATIONS = "annotations"
    CONTENT = "content"
    PAGES = "pages"
    """Pages were added or taken away."""
    OTHER = "other"


GRAVE = frozenset({Change.ANNOTATIONS, Change.CONTENT, Change.PAGES, Change.OTHER})
"""Changes that undo a signature."""


class Kind(StrEnum):
    """What was found in the paper."""

    SIGNATURE = "signature"
    TIME_STAMP = "time_stamp"
    PAPER = "paper"
    """The file itself, where its signatures cannot be reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is known of one signature (or of a time stamp over the whole paper, or of a file that cannot be read).

    `role` is the signature's name in the paper. `at` is when it was signed, local, as far as `time` says. `pages` are
    those whose appearance changed afterwards.
    """

    kind: Kind
    outcome: Outcome
    role: str = ""
    subject: Subject | None = None
    integrity: Integrity = Integrity.INTACT
    trust: Trust = Trust.UNPROVEN
    revocation: Revocation = Revocation.UNKNOWN
    time: TimeSource = TimeSource.UNKNOWN
    at: datetime | None = None
    stamped_by: str = ""
    coverage: Coverage = Coverage.PART
    change: Change = Change.NONE
    pages: tuple[int, ...] = ()
    trouble: str = ""
    """Why a file cannot be read: `damaged`, `encrypted`, `not_a_pdf`."""


@dataclass(frozen=True, slots=True)
class TrustAnchors:
    """Whom a house believes, DER: issuers of certificates, and besides them those who vouch only for time stamps.

    `revocation_lists` and `revocation_answers` (CRL, OCSP; DER) are known already; `asks_issuers` fetches what lacks,
    from the world outside and from the hosts `inside` the house's own network.
    """

    issuers: tuple[bytes, ...] = ()
    authorities: tuple[bytes, ...] = ()
    intermediates: tuple[bytes, ...] = ()
    revocation_lists: tuple[bytes, ...] = ()
    revocation_answers: tuple[bytes, ...] = ()
    asks_issuers: bool = False
    inside: tuple[str, ...] = ()


# --- an open key ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proof:
    """How long the house's signatures shall be believable, and who vouches: authority of time, anchors of trust."""

    level: Level = Level.PLAIN
    authority: "Authority | None" = None
    trust: TrustAnchors = field(default_factory=TrustAnchors)

    def __post_init__(self) -> None:
        if self.level is not Level.PLAIN and self.authority is None:
            raise ValueError("Without a time stamp authority a signature's time is only claimed.")


@dataclass(slots=True)
class Learnt:
    """What the first signature of a session teaches the ones after it: how much room one needs, what issuers said."""

    room: dict[Level, int] = field(default_factory=dict)
    trust: TrustAnchors | None = None
    client: Any = None


@dataclass(frozen=True, slots=True)
class OpenSigner:
    """A key that is open: who signs with it, how long that shall be believed, and the picture it shows, if any."""

    session: SigningSession
    subject: Subject
    is_sample: bool
    proof: Proof
    learnt: Learnt = field(default_factory=Learnt, repr=False, compare=False)
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class ToSign:
    """One paper to be signed. `key` is whatever the caller knows it by."""

    key: str
    pdf: bytes
    stamp: Stamp
    plan: SignaturePlan | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """What became of it: the signed paper, or why not. `may_pass`: trying again may help."""

    key: str
    pdf: bytes | None
    refusal: Refusal | None = None
    may_pass: bool = False
