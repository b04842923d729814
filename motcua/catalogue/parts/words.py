"""The words and kinds every part of a procedure shares."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Label:
    """A short text in Vietnamese, and in English where somebody wrote it; the Vietnamese one is the official one."""

    vi: str
    en: str = ""

    def text(self, language: str) -> str:
        """The label in that language ("vi", "en"), or in Vietnamese where no translation was written."""
        return self.en if language.startswith("en") and self.en else self.vi


class Channel(StrEnum):
    """How a dossier is filed (NĐ 118/2025 Đ15); filing in VNeID is online filing."""

    COUNTER = "counter"
    ONLINE = "online"
    POST = "post"


class Area(StrEnum):
    """What kind of place lengthens a term; for one dossier the place counts as the kind its agency entered it under."""

    MOUNTAINOUS = "mountainous"
    ISLAND = "island"
    REMOTE = "remote"
    HARD = "hard"


class ApplicantKind(StrEnum):
    """Who may apply (đối tượng thực hiện), as the national catalogue groups them."""

    CITIZEN = "citizen"
    OVERSEAS_VIETNAMESE = "overseas_vietnamese"
    FOREIGNER = "foreigner"
    OFFICIAL = "official"
    ENTERPRISE = "enterprise"
    FOREIGN_INVESTED_ENTERPRISE = "foreign_invested_enterprise"
    COOPERATIVE = "cooperative"
    ORGANISATION = "organisation"
    STATE_BODY = "state_body"
    FOREIGN_ORGANISATION = "foreign_organisation"
    COMMUNITY = "community"


class AuthorityLevel(StrEnum):
    """The level that resolves (cấp thực hiện). `district` exists until 30/6/2025."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    OTHER = "other"


class ServiceLevel(StrEnum):
    """How far a procedure can be done online. 3 and 4 until 2022; `part` and `full` since (NĐ 42/2022, NĐ 224/2026)."""

    NONE = "none"
    LEVEL_3 = "3"
    LEVEL_4 = "4"
    PART = "part"
    FULL = "full"


class Presence(StrEnum):
    """When somebody has to come in person."""

    AT_FILING = "at_filing"
    AT_SIGNING = "at_signing"
    AT_HAND_OVER = "at_hand_over"
    BOTH_AT_HAND_OVER = "both_at_hand_over"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of administration (lĩnh vực)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Case:
    """One of the situations a procedure distinguishes (trường hợp); it chooses the checklist, the term and the fee."""

    key: str
    label: Label


@dataclass(frozen=True, slots=True)
class ServiceLevelPeriod:
    """The level of online service from `valid_from` to `valid_to` inclusive (None: until further notice)."""

    level: ServiceLevel
    valid_from: date
    valid_to: date | None = None
    reason: Label | None = None

    def covers(self, day: date) -> bool:
        """Whether that day lies in the period."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class LegalText:
    """A text a procedure rests on: its number, and its title where it is known."""

    number: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in the published data that a person has to look at: the machine did not guess.

    `kind` is a stable key ("term_is_text", "amount_too_small", ...), `where` the place in the source, `text` what stood
    there word for word.
    """

    kind: str
    where: str
    text: str
