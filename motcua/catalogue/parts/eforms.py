"""E-forms as the catalogue publishes them: which document, in which number, for which papers of which procedures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.forms.types import Form, TextFault
from motcua.kernel.types import Refusal


@dataclass(frozen=True, slots=True, order=True)
class FormUse:
    """A paper of a procedure that is filled in instead of handed in."""

    procedure_code: str
    component: str

    def __str__(self) -> str:
        """As it is written: `1.001193/e_declaration`."""
        return f"{self.procedure_code}/{self.component}"

    @classmethod
    def read(cls, written: str) -> "FormUse":
        """What was written so; without a component where none was named."""
        procedure, _, component = written.partition("/")
        return cls(procedure.strip(), component.strip())


@dataclass(frozen=True, slots=True)
class FormText:
    """An e-form before it is published: its key, its document and what it is used for."""

    key: str
    document: Mapping[str, Any]
    uses: frozenset[FormUse]


@dataclass(frozen=True, slots=True)
class PublishedForm:
    """One number of an e-form. What was begun on it is finished on it, whatever is published after it."""

    id: int
    key: str
    number: int
    form: Form
    uses: frozenset[FormUse]
    published_at: datetime


@dataclass(frozen=True, slots=True)
class FormDraft:
    """The next number of an e-form as far as it is written: its document as typed, and its uses, one a line.

    `revision` 0: nothing is kept yet, the text is what one begins with.
    """

    key: str
    text: str
    uses: str
    revision: int
    kept_at: datetime | None = None
    kept_by: str = ""


@dataclass(frozen=True, slots=True)
class ReadDraft:
    """What a draft describes (None while its text has faults), for which papers, and everything wrong with either."""

    form: Form | None
    uses: frozenset[FormUse]
    faults: tuple[TextFault, ...] = ()
    use_faults: tuple[Refusal, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether it can be published."""
        return not (self.faults or self.use_faults)


@dataclass(frozen=True, slots=True)
class AdministeredForm:
    """An e-form in the administrators' list: its newest number, None before the first, and whether another is being
    written."""

    key: str
    published: PublishedForm | None
    has_draft: bool
