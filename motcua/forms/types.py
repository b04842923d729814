"""What a form is made of, and what is said of answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from motcua.kernel.types import Refusal

Answers = Mapping[str, Any]
"""Answers by the names of their fields, in JSON: what has no answer is absent."""
Posted = Mapping[str, Sequence[str]]
"""What a browser sends: every name with the texts it was sent with."""
Path = tuple[str | int, ...]
"""A place: in a document `("layout", "pages", 0)`, in answers `("members", 2, "name")`."""


class FieldKind(StrEnum):
    """What a field asks for. It follows from the schema of its answer, and decides how it is drawn and read."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"
    TICK = "tick"
    COMMUNE = "commune"
    PERSONAL_NUMBER = "personal_number"
    TAX_CODE = "tax_code"
    PHONE = "phone"
    EMAIL = "email"
    GROUP = "group"


FIGURES = frozenset({FieldKind.INTEGER, FieldKind.NUMBER})
"""What can be counted with."""


class Known(StrEnum):
    """What the house may know of the applicant, so that it need not be typed; of a result, that the house issued."""

    NAME = "name"
    NUMBER = "number"
    TAX_CODE = "tax_code"
    BORN = "born"
    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    COMMUNE = "commune"
    RESULT_NUMBER = "result_number"
    RESULT_DAY = "result_day"
    RESULT_AGENCY = "result_agency"


OF_RESULTS = frozenset({Known.RESULT_NUMBER, Known.RESULT_DAY, Known.RESULT_AGENCY})
"""What is known of a result of one kind, the last that was issued to the applicant."""


class Source(StrEnum):
    """Where an answer that was filled in comes from."""

    FILING = "filing"
    LOG_IN = "log_in"
    EARLIER = "earlier"
    REGISTER = "register"


class Operation(StrEnum):
    """How a value is worked out from others."""

    SUM = "sum"
    PRODUCT = "product"
    DIFFERENCE = "difference"
    COUNT = "count"
    SUM_OF = "sum_of"
    YEARS_SINCE = "years_since"


@dataclass(frozen=True, slots=True)
class Words:
    """A text in the languages of the interface. English may be missing; then the Vietnamese stands."""

    vi: str
    en: str = ""

    def text(self, language: str) -> str:
        """The text in that language ("vi", "en"), or in Vietnamese where no translation was written."""
        return self.en if language.startswith("en") and self.en else self.vi


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers a field offers."""

    value: str
    label: Words


@dataclass(frozen=True, slots=True)
class Condition:
    """What answers must be like: for each named field, what its answer must satisfy. A missing one never does."""

    demands: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Calculation:
    """How the answer of a field is worked out; `SUM_OF` names a group and a field of its rows."""

    operation: Operation
    operands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefill:
    """What a field is filled in with, `when` earlier answers are so; of a result also its kind in the national list."""

    known: Known
    result: str = ""
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class KnownAnswer:
    """An answer that the house knows, and whence."""

    answer: Any
    source: Source


Knowledge = Mapping[tuple[Known, str], KnownAnswer]
"""What is known of the applicant, by what it is and, of results, by their kind (otherwise empty)."""


@dataclass(frozen=True, slots=True)
class DayLimits:
    """Between which days a date may lie, both included; None is open, `today` the day on which it is judged."""

    earliest: date | None = None
    latest: date | None = None
    not_before_today: bool = False
    not_after_today: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `schema` is the JSON Schema of its answer; a group has the fields of each of its rows."""

    name: str
    kind: FieldKind
    label: Words
    schema: Mapping[str, Any]
    is_required: bool = False
    hint: Words | None = None
    lines: int = 1
    choices: tuple[Choice, ...] = ()
    shown_when: Condition | None = None
    calculation: Calculation | None = None
    prefill: Prefill | None = None
    limits: DayLimits = DayLimits()
    fields: "tuple[Field, ...]" = ()

    @property
    def is_long(self) -> bool:
        """Whether its text has several lines."""
        return self.lines > 1

    def of(self, name: str) -> "Field":
        """The field of that name in each row of the group. Raises KeyError."""
        return _named(self.fields, name)


@dataclass(frozen=True, slots=True)
class Page:
    """One step: the questions that are asked together."""

    key: str
    title: Words
    fields: tuple[Field, ...]
    hint: Words | None = None
    shown_when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """Answers with which it makes no sense to go on: the person is told so at once, and why."""

    when: Condition
    reason: Words
    article: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it was read: nothing in it contradicts itself."""

    title: Words
    pages: tuple[Page, ...]
    stops: tuple[Stop, ...] = ()
    document: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def page(self, key: str) -> Page:
        """The page of that key. Raises KeyError."""
        for page in self.pages:
            if page.key == key:
                return page
        raise KeyError(key)

    def fields(self) -> Iterator[Field]:
        """All fields in the order in which they are asked."""
        for page in self.pages:
            yield from page.fields

    def field(self, name: str) -> Field:
        """The field of that name. Raises KeyError."""
        return _named(tuple(self.fields()), name)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at one place, of a document or of answers."""

    path: Path
    refusal: Refusal

    @property
    def dotted(self) -> str:
        """The place as it is named in a posted form: `members.2.name`."""
        return ".".join(str(part) for part in self.path)


@dataclass(frozen=True, slots=True)
class TextFault(Fault):
    """What is wrong with a document as it was typed, and on which line (from 1; 0: not known)."""

    line: int = 0


def _named(fields: Sequence[Field], name: str) -> Field:
    for one in fields:
        if one.name == name:
            return one
    raise KeyError(name)
