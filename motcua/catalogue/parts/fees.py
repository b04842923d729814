"""Fees (phí) and charges (lệ phí): what a procedure costs, from when to when, and who does not pay."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from motcua.catalogue.parts.words import ApplicantKind, Channel, Label


class FeeKind(StrEnum):
    """Phí pays for a service, lệ phí is owed for the administrative act."""

    FEE = "fee"
    CHARGE = "charge"


class FeeUnit(StrEnum):
    """What an amount is counted by.

    `dossier`: once. `item`: per copy, case or transaction asked for. `page`: per page of one copy, then per copy.
    """

    DOSSIER = "dossier"
    ITEM = "item"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Tier:
    """The amount of each unit from number `first` on, until the next tier begins."""

    first: int
    amount: int


@dataclass(frozen=True, slots=True)
class Exemption:
    """Somebody who pays less or nothing, and the paper that proves it. `percent` is what is taken off (100: all)."""

    key: str
    label: Label
    proof: str
    percent: int = 100
    article: str = ""


@dataclass(frozen=True, slots=True)
class Fee:
    """One fee or charge, valid from day to day inclusive. Several rows may share a key: one a period, channel or case.

    `amount` is in whole units of `currency` (đồng unless said) per `unit`; None: the provincial People's Council sets
    it and this catalogue does not know it. `cap` is the most one copy may cost. Empty sets say "any".
    `optional` fees are owed only when asked for (a copy of an extract).
    """

    key: str
    kind: FeeKind
    label: Label
    amount: int | None
    unit: FeeUnit = FeeUnit.DOSSIER
    tiers: tuple[Tier, ...] = ()
    cap: int | None = None
    currency: str = "VND"
    valid_from: date = date.min
    valid_to: date | None = None
    decided_by: str = ""
    channels: frozenset[Channel] = frozenset()
    cases: frozenset[str] = frozenset()
    applicants: frozenset[ApplicantKind] = frozenset()
    exemptions: tuple[Exemption, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class FeeFacts:
    """What a dossier says about its fees: who files what how, how many items of how many pages, and what was proved.

    `exemptions` are the keys of exemptions whose proof was seen; `asked_for` the keys of optional fees wanted.
    """

    channel: Channel
    applicant: ApplicantKind
    case: str | None = None
    quantity: int = 1
    pages: int = 1
    exemptions: frozenset[str] = frozenset()
    asked_for: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Why:
    """One reason behind an amount: a stable code and the values its sentence needs; worded by `queries.reason`."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FeeLine:
    """What is owed under one key, and why. `amount` None: set by the provincial People's Council, ask the desk.

    `exemption` is the key of the one that was taken off, if any.
    """

    key: str
    kind: FeeKind
    label: Label
    amount: int | None
    currency: str
    decided_by: str
    why: tuple[Why, ...]
    exemption: str = ""
