"""What crosses the door of notices: events, channels, what became of a delivery, and the contract of the vendors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol

from motcua.ui.types import Tone


class Event(StrEnum):
    """What somebody is told. Most are for the person; `REMINDER` is for the officer who has a dossier, `DIGEST` for
    whoever oversees agencies, `DRAFT_LINK` for whoever asked that moment, and nobody keeps that it was sent."""

    FILED = "filed"
    TO_COMPLETE = "to_complete"
    DECLINED = "declined"
    RECEIVED = "received"
    SUPPLEMENT = "supplement"
    APOLOGY = "apology"
    REAPPOINTED = "reappointed"
    LETTER = "letter"
    """A letter to him bears its number, signature and seal: he may fetch it."""
    READY = "ready"
    REFUSED = "refused"
    STOPPED = "stopped"
    CLOSED = "closed"
    REMINDER = "reminder"
    DIGEST = "digest"
    DRAFT_LINK = "draft_link"


class Reminder(StrEnum):
    """What an officer is reminded of, as a delivery keeps it."""

    DOSSIERS = "dossiers"
    """That lie with him and are due tomorrow, or late."""
    ASKED = "asked"
    """Of which somebody who oversees them reminds him himself."""
    MENTIONED = "mentioned"
    ANSWERS = "answers"
    """Answers that his agency owes another one."""


class Channel(StrEnum):
    """A way to reach somebody."""

    EMAIL = "email"
    ZALO = "zalo"
    SMS = "sms"


PHONE_CHANNELS = (Channel.ZALO, Channel.SMS)
"""The ways to a telephone. The first that the house has is tried; the next only where that one cannot reach it."""


class DeliveryState(StrEnum):
    """What became of a delivery."""

    WAITING = "waiting"
    """It is tried when its time comes."""
    SENT = "sent"
    """The vendor has accepted it."""
    GIVEN_UP = "given_up"
    """It could not be sent. Somebody may try again by hand."""
    DROPPED = "dropped"
    """It was not to be sent any more: erased, not wanted, no longer true."""


class Why(StrEnum):
    """Why a delivery was given up, dropped, or waits for another try."""

    NO_ANSWER = "no_answer"
    """The vendor cannot be reached. The whole channel rests for a while."""
    NOT_NOW = "not_now"
    """The vendor did not take it this time."""
    REFUSED = "refused"
    """The vendor will never take it: no such mailbox, no such number."""
    UNCLEAR = "unclear"
    """It was cut off while it was being sent, by a vendor who cannot tell one message twice from two."""
    CHANNEL_OFF = "channel_off"
    FIELD_MISSING = "field_missing"
    """The template declares a field that nothing is known for."""
    ERASED = "erased"
    UNWANTED = "unwanted"
    NO_LONGER_TRUE = "no_longer_true"
    NO_ADDRESS = "no_address"
    OTHER_WAY = "other_way"
    """This way does not reach his telephone; another one was taken."""


# --- the contract of the vendors ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Message:
    """What a vendor is handed, at the instant `at`. `key` is the same at every try of one delivery; `short` is for
    telephones."""

    key: str
    at: datetime
    to: str
    subject: str
    body: str
    short: str


class Undelivered(Exception):  # noqa: N818 - an expected answer of a vendor
    """A vendor did not take a message. `about` is a code of his, never a person's address.

    Permanent: trying again changes nothing. Otherwise it may pass by itself. `UNCLEAR`: nobody knows whether he has
    taken it.
    """

    def __init__(self, why: Why, about: str = "") -> None:
        super().__init__(why.value)
        self.why, self.about = why, about

    @property
    def is_permanent(self) -> bool:
        """Whether it is not tried again by itself."""
        return self.why not in (Why.NO_ANSWER, Why.NOT_NOW)


class BadChannelError(Exception):
    """A variable of a channel is wrong; the message names it and says what is."""


class Plugin(Protocol):
    """A way to send, made by a vendor from his options. Each vendor passes the one contract suite."""

    @property
    def knows_keys(self) -> bool:
        """Whether the same key handed over twice reaches the person once."""

    def send(self, message: Message) -> str:
        """Hands the message over and answers the vendor's own reference, perhaps empty. Raises Undelivered."""


# --- dated data ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NoticeRules:
    """The rules of the house for messages from `since` on: quiet hours, tries, delays. See `data/rules.yaml`."""

    since: date
    quiet_from: time
    quiet_until: time
    reminder_at: time
    digest_at: time
    most_tries: int
    first_delay_minutes: int
    longest_delay_minutes: int
    cut_off_after_minutes: int
    untold_after_days: int
    at_once: int
    decision: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A template in one language. `lines` are an e-mail, `short` is for telephones."""

    subject: str
    lines: tuple[str, ...]
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """What is said of an event from `since` on. `fields` must be known; a line with an unknown one of `may` is left
    out."""

    event: Event
    version: int
    since: date
    fields: frozenset[str]
    may: frozenset[str]
    words: Mapping[str, Wording]


@dataclass(frozen=True, slots=True)
class Filled:
    """A template with its fields filled."""

    subject: str
    body: str
    short: str


# --- what faces show ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """One delivery as pages show it. `to` is masked, and empty where it was erased. `about` names a missing field or
    the vendor's code."""

    id: int
    event: Event
    channel: Channel
    state: DeliveryState
    to: str
    planned_at: datetime
    next_try_at: datetime | None
    sent_at: datetime | None
    tries: int
    why: Why | None
    about: str
    dossier_id: int | None
    code: str
    officer_id: int | None


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A delivery in the reader's words."""

    told: Told
    event: str
    channel: str
    state: str
    tone: Tone
    why: str
    officer: str
    is_given_up: bool


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """A message of the demonstration's vendor, as the person would read it."""

    id: int
    sent_at: datetime
    channel: Channel
    subject: str
    text: str
    to: str


@dataclass(frozen=True, slots=True)
class Outbox:
    """One page of the outbox; `older` is the last number on it where there are more."""

    messages: tuple[OutboxMessage, ...]
    older: int | None


@dataclass(frozen=True, slots=True)
class ChannelStanding:
    """A channel of the house: its vendor (empty: none), and until when it rests because he did not answer."""

    channel: Channel
    vendor: str
    rests_until: datetime | None
    waiting: int


@dataclass(frozen=True, slots=True)
class Wishes:
    """How somebody wants to be told."""

    by_email: bool = True
    by_phone: bool = True
    language: str = "vi"

    def wants(self, channel: Channel) -> bool:
        """Whether this channel may be used."""
        return self.by_email if channel is Channel.EMAIL else self.by_phone


class DigestWish(StrEnum):
    """When somebody who oversees agencies wants the digest of a morning by e-mail."""

    NEVER = "never"
    WHEN_NEEDED = "when_needed"
    """On mornings on which there is something to report."""
    ALWAYS = "always"


class Reported(StrEnum):
    """What a digest names, in its order. All but the last two are dossiers by the agency that resolves them."""

    DUE_TODAY = "due_today"
    LATE = "late"
    APOLOGIES = "apologies"
    """Due by the next working day or late already, and the letter of apology is not out."""
    FILINGS = "filings"
    """Online filings that were not answered, by the agency whose desk owes the answer."""
    CHASING = "chasing"
    """Chasing letters that were not answered, by the agency that owes the answer."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What was to be reported of some agencies at that instant: ids of dossiers, or of chasing letters, by agency."""

    made_at: datetime
    found: Mapping[Reported, Mapping[int, Sequence[int]]]

    def count(self, reported: Reported, agency_id: int | None = None) -> int:
        """How many of a kind, together or of one agency."""
        by_agency = self.found.get(reported, {})
        return len(by_agency.get(agency_id, ())) if agency_id is not None else sum(map(len, by_agency.values()))

    @property
    def agency_ids(self) -> frozenset[int]:
        """The agencies of which there is anything to report."""
        return frozenset(agency_id for by_agency in self.found.values() for agency_id in by_agency)


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What narrows the log of deliveries."""

    state: DeliveryState | None = None
    channel: Channel | None = None
    code: str = ""
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Log:
    """One page of the log; `older` is the last id on it where there are more."""

    rows: tuple[Told, ...]
    counts: Mapping[DeliveryState, int] = field(default_factory=dict)
    older: int | None = None
