"""E-forms as the catalogue publishes them: which document, in which number, for which papers of which procedures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.forms.types import Form


@dataclass(frozen=True, slots=True, order=True)
class FormUse:
    """A paper of a procedure that is filled in instead of handed in."""

    procedure_code: str
    component: str


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
