"""What crosses the door of `parties`: what somebody declares, references to it, findings about it, and who holds it.

Everything personal is named here and nowhere else. Other rooms keep a `DeclarationRef` or a `TextRef`: an id and an
HMAC, which say nothing about anybody once the content is erased.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

from motcua.kernel.types import Refusal

if TYPE_CHECKING:  # the journal's commands know models, which are not there yet when types are read
    from motcua.journal.commands import Unit


class PartyKind(StrEnum):
    """A natural person (cá nhân), or an organisation (tổ chức, doanh nghiệp, cơ quan)."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Role(StrEnum):
    """The part somebody takes in a filing."""

    APPLICANT = "applicant"  # chủ hồ sơ
    SUBMITTER = "submitter"  # người nộp, when he is not the applicant
    PROXY = "proxy"  # người được ủy quyền
    COLLECTOR = "collector"  # người nhận kết quả, when named beforehand
    SENDER = "sender"  # người phản ánh, kiến nghị; of no filing


class IdentityKind(StrEnum):
    """The paper or register that says who a party is."""

    PERSONAL_NUMBER = "personal_number"  # số định danh cá nhân, 12 digits
    OLD_IDENTITY_CARD = "old_identity_card"  # chứng minh nhân dân, 9 digits
    PASSPORT = "passport"
    OTHER_PAPER = "other_paper"  # named in `paper`: a residence card, an elder's confirmation by the commune …
    TAX_CODE = "tax_code"  # mã số doanh nghiệp, mã số thuế
    AGENCY_IDENTIFIER = "agency_identifier"  # mã định danh điện tử of a state agency
    OTHER_REGISTER = "other_register"  # an organisation's founding decision or licence, named in `paper`


PERSON_IDENTITIES = frozenset(
    {
        IdentityKind.PERSONAL_NUMBER,
        IdentityKind.OLD_IDENTITY_CARD,
        IdentityKind.PASSPORT,
        IdentityKind.OTHER_PAPER,
    }
)
ORGANISATION_IDENTITIES = frozenset(
    {
        IdentityKind.TAX_CODE,
        IdentityKind.AGENCY_IDENTIFIER,
        IdentityKind.OTHER_REGISTER,
    }
)


class Sex(StrEnum):
    """As the identity card says it."""

    MALE = "male"
    FEMALE = "female"


_BIRTH_SHAPES = (
    re.compile(r"(?P<day>[0-9]{1,2})[/.\- ](?P<month>[0-9]{1,2})[/.\- ](?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
    re.compile(r"(?P<month>[0-9]{1,2})[/.\-](?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{2})(?P<month>[0-9]{2})(?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})"),
)


@dataclass(frozen=True, slots=True)
class BirthDate:
    """A date of birth, of which only the year may be known (many elders' papers say no more)."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, day: date) -> Self:
        """The whole date."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def read(cls, text: str) -> "BirthDate | Refusal":
        """As people type it and as it is kept: a whole date (03/05/1947), a month (05/1947) or only a year (1947).

        Refused: `birth_date_unreadable`, anything else.
        """
        for shape in _BIRTH_SHAPES:
            match = shape.fullmatch(text.strip())
            if match is None:
                continue
            parts = {name: int(value) for name, value in match.groupdict().items()}
            born = BirthDate(parts["year"], parts.get("month"), parts.get("day"))
            return born if born.exists else Refusal("birth_date_unreadable")
        return Refusal("birth_date_unreadable")

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a day, month or year."""
        try:
            date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            return False
        return self.day is None or self.month is not None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def written(self) -> str:
        """As Vietnamese papers write it: 03/05/1947, 05/1947 or 1947."""
        parts = [f"{part:02d}" for part in (self.day, self.month) if part is not None]
        return "/".join([*parts, f"{self.year:04d}"])


@dataclass(frozen=True, slots=True)
class Identity:
    """A number and the register it belongs to. `paper` names the paper where the kind leaves it open."""

    kind: IdentityKind
    number: str
    paper: str = ""
    issued_on: date | None = None
    issued_by: str = ""

    def is_same(self, other: "Identity") -> bool:
        """Whether both are the same number of the same register, however it was spaced."""
        return (self.kind, _bare(self.number)) == (other.kind, _bare(other.number))


def _bare(number: str) -> str:
    return "".join(sign for sign in number if sign.isalnum()).upper()


@dataclass(frozen=True, slots=True)
class Party:
    """One person or organisation as declared. Text is kept as typed, in Unicode NFC; nothing is looked up or improved.

    `address` is the text of the paper, `commune` the code of the commune it lies in. `represented_by` is the name of
    an organisation's lawful representative.
    """

    kind: PartyKind
    name: str
    identity: Identity | None = None
    born: BirthDate | None = None
    sex: Sex | None = None
    nationality: str = "VN"
    address: str = ""
    commune: str = ""
    phone: str = ""
    email: str = ""
    tax_code: str = ""
    represented_by: str = ""


@dataclass(frozen=True, slots=True)
class Authorisation:
    """The paper by which the applicant lets a proxy act (NĐ 118/2025 Đ6.2, Đ17.1a)."""

    paper: str
    number: str = ""
    signed_on: date | None = None
    certified_by: str = ""


@dataclass(frozen=True, slots=True)
class DeclarationInput:
    """Who stands behind one filing. `submitter` and `collector` are named only when other than the first applicant.

    At hand-over somebody may be declared as `collector` alone, and whoever sends a feedback as `sender` alone.
    `by_name`: the law asks for nothing but the applicants' names, as for a copy that is certified from its original.
    """

    applicants: tuple[Party, ...]
    submitter: Party | None = None
    proxy: Party | None = None
    authorisation: Authorisation | None = None
    collector: Party | None = None
    sender: Party | None = None
    by_name: bool = False

    def parties(self) -> tuple[tuple[Role, Party], ...]:
        """Everybody named, with their role, applicants first."""
        others = (
            (Role.SUBMITTER, self.submitter),
            (Role.PROXY, self.proxy),
            (Role.COLLECTOR, self.collector),
            (Role.SENDER, self.sender),
        )
        return (
            *((Role.APPLICANT, applicant) for applicant in self.applicants),
            *((role, party) for role, party in others if party is not None),
        )


@dataclass(frozen=True, slots=True)
class DeclarationRef:
    """What other rooms keep of a declaration: its id and its HMAC-SHA256."""

    id: int
    digest: bytes

    def body(self) -> dict[str, Any]:
        """As it stands in an entry of the journal, where `queries.faults_of_the_journal` finds it again."""
        return {"declaration": self.id, "hmac": self.digest.hex()}

    @classmethod
    def from_body(cls, body: Mapping[str, Any]) -> Self:
        """Back from an entry of the journal."""
        return cls(int(body["declaration"]), bytes.fromhex(body["hmac"]))


@dataclass(frozen=True, slots=True)
class TextRef:
    """What other rooms keep of a typed text: its id and its HMAC-SHA256."""

    id: int
    digest: bytes

    def body(self) -> dict[str, Any]:
        """As it stands in an entry of the journal, where `queries.faults_of_the_journal` finds it again."""
        return {"text": self.id, "hmac": self.digest.hex()}

    @classmethod
    def from_body(cls, body: Mapping[str, Any]) -> Self:
        """Back from an entry of the journal."""
        return cls(int(body["text"]), bytes.fromhex(body["hmac"]))


class TextPurpose(StrEnum):
    """Why somebody typed a text."""

    REASON = "reason"  # why an act is done: supplement, refusal, stop, late entry …
    REQUEST = "request"  # what a supplement asks for, what a consultation asks
    ANSWER = "answer"
    NOTICE = "notice"  # what was told to the person
    REMARK = "remark"  # one officer to another
    NOTE = "note"  # what officers note about a dossier, for each other only
    SUBJECT = "subject"  # nội dung yêu cầu giải quyết, where the person writes it
    RESULT = "result"  # what a result says, as an officer drafted it
    SUBMISSION = "submission"  # what an officer submits to whoever decides
    LETTER = "letter"  # what an agency writes to somebody about a dossier
    FEEDBACK = "feedback"  # what somebody reports or proposes: phản ánh, kiến nghị


@dataclass(frozen=True, slots=True)
class DeclaredParty:
    """One party as it stands in a declaration now. `party` is None once erased."""

    role: Role
    party: Party | None
    erased_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Declaration:
    """A stored declaration. Parties that were erased keep their place, without content."""

    ref: DeclarationRef
    declared_at: datetime
    declared: tuple[DeclaredParty, ...]
    authorisation: Authorisation | None = None

    def of(self, role: Role) -> tuple[Party, ...]:
        """The parties of one role that are not erased."""
        return tuple(one.party for one in self.declared if one.role is role and one.party is not None)

    @property
    def applicants(self) -> tuple[Party, ...]:
        """The applicants that are not erased, in the order declared."""
        return self.of(Role.APPLICANT)

    @property
    def submitter(self) -> Party | None:
        """Who handed it in: the one named, else the proxy, else the first applicant."""
        return next(iter((*self.of(Role.SUBMITTER), *self.of(Role.PROXY), *self.applicants)), None)

    @property
    def collector(self) -> Party | None:
        """Who was named to collect the result, else who handed it in."""
        return next(iter(self.of(Role.COLLECTOR)), None) or self.submitter


@dataclass(frozen=True, slots=True)
class Text:
    """A typed text. `content` is None once erased."""

    ref: TextRef
    purpose: str
    content: str | None
    written_at: datetime
    erased_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a declaration. A confirmable one is accepted when the typist confirms its code.

    `field` is the path of the input it belongs to, such as `applicants.0.identity.number`.
    """

    field: str
    refusal: Refusal
    confirmable: bool = False


@dataclass(frozen=True, slots=True)
class KnownParty:
    """Somebody who declared before, as last declared, offered while a receptionist types.

    `entry` is his place in that declaration, by which he is chosen; `declarations` are all in which he was found, the
    latest first.
    """

    entry: int
    party: Party
    last_declared_at: datetime
    declarations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MaskedParty:
    """What a public page shows: enough to recognise oneself, too little to learn about another."""

    name: str
    number: str
    phone: str


@dataclass(frozen=True, slots=True)
class CardReading:
    """What the QR code of an identity card says."""

    number: str
    name: str
    old_number: str = ""
    born: BirthDate | None = None
    sex: Sex | None = None
    address: str = ""
    issued_on: date | None = None


class Flaw(StrEnum):
    """How a stored record can fail its reference."""

    MISSING = "missing"
    OTHER_DIGEST = "other_digest"  # the row carries another HMAC than the journal
    CHANGED = "changed"  # the content does not give the HMAC of its row
    ERASED_IN_SILENCE = "erased_in_silence"  # the content is gone, and no entry says so
    INDEX_DIFFERS = "index_differs"  # a search column says something else than the content


@dataclass(frozen=True, slots=True)
class Fault:
    """One record of this room that does not verify."""

    record: str
    id: int
    flaw: Flaw


@dataclass(frozen=True, slots=True)
class Subject:
    """The person or organisation whose data are exported or erased, and the declarations that name it.

    `unfiled_ids` are what somebody has typed with its number and not filed (`queries.unfiled`).
    """

    identity: Identity
    declaration_ids: frozenset[int] = frozenset()
    unfiled_ids: frozenset[int] = frozenset()


Sight = Callable[[frozenset[int]], Collection[int]]
"""Which of these declarations somebody may read."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A room that keeps something about persons, registered by its `AppConfig.ready`.

    `export` returns what the room holds about the subject, as JSON-ready values. `texts` gives the ids of typed texts
    about the subject, so that they are erased too. `objections` says why the data may not be erased yet (a dossier
    still running, a retention term); an empty answer is consent. `forget` removes what hangs on something unfiled,
    which is gone with it, in the unit of work that erases.
    """

    key: str
    export: Callable[[Subject], Iterable[Mapping[str, Any]]]
    texts: Callable[[Subject], Iterable[int]] = field(default=lambda _: ())
    objections: Callable[[Subject], Iterable[Refusal]] = field(default=lambda _: ())
    forget: Callable[["Unit", Subject], None] = field(default=lambda _unit, _subject: None)


_HOLDERS: dict[str, Holder] = {}


def register_holder(holder: Holder) -> None:
    """Makes a room's holdings known to export and erasure. A key may be registered once."""
    if holder.key in _HOLDERS and _HOLDERS[holder.key] != holder:
        raise ValueError(f"The holder {holder.key!r} is registered twice.")
    _HOLDERS[holder.key] = holder


def holders() -> tuple[Holder, ...]:
    """Every registered holder, in order of key."""
    return tuple(_HOLDERS[key] for key in sorted(_HOLDERS))


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """What an erasure would remove, or has removed (ids of rows), and why it may not."""

    parties: tuple[int, ...]
    texts: tuple[int, ...]
    declarations: tuple[int, ...]
    objections: tuple[Refusal, ...] = ()
    unfiled: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is held about this identity."""
        return not self.parties and not self.unfiled
