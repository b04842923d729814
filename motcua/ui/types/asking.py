"""What pages ask: papers of a checklist, questions of an e-form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from motcua.ui.types.looks import Text


@dataclass(frozen=True, slots=True)
class KnownChoice:
    """Something that is there already for a component, beside its row: a box to tick where it may be used."""

    name: str
    value: str
    label: Text
    hint: Text = ""
    is_checked: bool = False
    may_choose: bool = True


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One component of a checklist: a box to tick, what is asked for, and beside it as what and how many of them were
    handed in: `form` is one of `forms` (value and word).

    `is_next` says that the cursor waits there.
    """

    name: str
    label: Text
    is_checked: bool = False
    is_required: bool = True
    hint: Text = ""
    kind: Text = ""
    form_name: str = ""
    forms: tuple[tuple[str, Text], ...] = ()
    form: str = ""
    copies_name: str = ""
    copies: int | None = None
    template_url: str = ""
    error: Text = ""
    known: tuple[KnownChoice, ...] = ()
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers a question offers."""

    value: str
    label: Text
    is_chosen: bool = False


class QuestionKind(StrEnum):
    """How a question of an e-form is drawn. `SHOWN` is not asked: its value follows from other answers."""

    TEXT = "text"
    LINES = "lines"
    DAY = "day"
    PLACE = "place"
    CHOICE = "choice"
    CHOICES = "choices"
    TICK = "tick"
    ROWS = "rows"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of an e-form, with what was answered so far and what is wrong with it.

    `name` is that of its control; rows hold questions of their own. `source` says whence an answer comes that nobody
    typed. `options` of a place are those that were meant, perhaps, by what was typed.
    """

    name: str
    kind: QuestionKind
    label: Text
    value: str = ""
    hint: Text = ""
    source: Text = ""
    error: Text = ""
    is_optional: bool = False
    lines: int = 1
    options: tuple[Option, ...] = ()
    attributes: Mapping[str, str | bool] = field(default_factory=dict)
    rows: "tuple[QuestionRow, ...]" = ()

    @property
    def id(self) -> str:
        """Of its control, or of what stands around its controls."""
        return f"q-{self.name.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One row of a question that has rows."""

    place: str
    number: int
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class AskedPage:
    """A page of an e-form as it stands before somebody.

    `shown` names the questions that stand on it, `wrong` what is to be looked at again, by the place of its control.
    `stop` says why it makes no sense to go on, `leads_to_more` that an answer made more questions necessary.
    """

    questions: tuple[Question, ...]
    shown: tuple[str, ...]
    wrong: tuple[tuple[str, str], ...] = ()
    hint: Text = ""
    stop: Text = ""
    stop_article: str = ""
    leads_to_more: bool = False
