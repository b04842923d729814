"""The lines of a receiving sheet, as its page shows them: fees, papers that are missing, exemptions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeeRow:
    """One fee as the desk sees it: what, how much and why, whether it can be waived, whether it was paid."""

    key: str
    label: str
    amount: int | None
    why: str
    is_optional: bool
    is_wanted: bool
    is_paid: bool


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A paper that is not on the desk, as an official slip names it, and why it is asked for, as far as was said."""

    key: str
    label: str
    reason_key: str
    words: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A box beside the fees: an exemption whose proof was seen."""

    key: str
    label: str
    hint: str
    is_checked: bool
