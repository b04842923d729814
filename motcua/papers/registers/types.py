"""What crosses the door of the registers: numbers, results, and what anybody may know of a result."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.parties.types import DeclarationRef, TextRef


class ResultState(StrEnum):
    """Whether a result may be relied upon."""

    VALID = "valid"
    NOT_YET = "not_yet"
    """Its first day is still to come."""
    EXPIRED = "expired"
    REPLACED = "replaced"
    REVOKED = "revoked"


def validity_on(day: date, *, valid_from: date | None, valid_to: date | None) -> ResultState:
    """Whether a paper holds on that day, first and last day included; what is None bounds nothing."""
    if valid_from is not None and day < valid_from:
        return ResultState.NOT_YET
    if valid_to is not None and valid_to < day:
        return ResultState.EXPIRED
    return ResultState.VALID


@dataclass(frozen=True, slots=True)
class RegisterNumber:
    """A number of a register: which one of the year, as it is written on the paper, and for whom it was drawn.

    `place` names it for ever: agency, register, year and number. `letter` is the name of the letter that bears it;
    empty where a result does, or nothing yet.
    """

    place: str
    agency_id: int
    series: str
    year: int
    number: int
    written: str
    holder: str
    drawn_at: datetime
    voided_at: datetime | None = None
    void_reason: TextRef | None = None
    letter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewResult:
    """A paper that was issued. `kind_code` is its kind in the national list of results, empty where it has none.

    `number` is as written on the paper; `place` the number of our own register, if it came from one. `holder` is what
    it was issued for (`dossier/12`), `owner` the declaration whose applicants it belongs to. Without `valid_to` it
    holds until further notice. `file` is the digest of the electronic copy in the store; `on_paper`: it was also given
    on paper. `token` is the one that stands on the paper already; empty, it gets one.
    """

    number: str
    kind_code: str
    kind_name: str
    agency_id: int
    holder: str
    owner: DeclarationRef
    issued_on: date
    valid_from: date | None = None
    valid_to: date | None = None
    place: str = ""
    file: str = ""
    on_paper: bool = True
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A result as the register has it. `key` names it inside the house, `token` to whoever holds the paper."""

    key: str
    token: str
    number: str
    place: str
    kind_code: str
    kind_name: str
    agency_id: int
    holder: str
    owner: DeclarationRef
    issued_on: date
    valid_from: date
    valid_to: date | None
    file: str
    on_paper: bool
    entered_at: datetime
    replaced_by: str = ""
    replaced_at: datetime | None = None
    replace_reason: TextRef | None = None
    revoked_at: datetime | None = None
    revoke_reason: TextRef | None = None

    def state_on(self, day: date) -> ResultState:
        """Whether it holds on that day. What was taken back outweighs what only ran out."""
        if self.revoked_at is not None:
            return ResultState.REVOKED
        if self.replaced_at is not None:
            return ResultState.REPLACED
        return validity_on(day, valid_from=self.valid_from, valid_to=self.valid_to)


@dataclass(frozen=True, slots=True)
class VerifiedResult:
    """What anybody who holds the paper may know of it: nothing about the person.

    `until` is since when, or until when, its state is so; `has_file` whether a file can be compared with it.
    """

    number: str
    kind_code: str
    kind_name: str
    agency: str
    issued_on: date
    valid_from: date
    valid_to: date | None
    state: ResultState
    changed_on: date | None
    has_file: bool


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One line of a register: the number, and the result that bears it; None where it was voided or waits for one.

    A result that was numbered elsewhere has no number of ours.
    """

    number: RegisterNumber | None
    result: Result | None
