"""Components (thành phần hồ sơ) and results: what is brought, and what is taken home."""

from dataclasses import dataclass
from enum import StrEnum

from motcua.catalogue.parts.signatures import ResultSignature
from motcua.catalogue.parts.words import Channel, Label
from motcua.worktime.types import Term


class ComponentKind(StrEnum):
    """Handed in, shown, filled in, or looked up in a database instead of asked for."""

    SUBMIT = "submit"
    PRESENT = "present"
    FORM = "form"
    DATA = "data"


class Necessity(StrEnum):
    """Always asked for; only when its condition holds; or welcome but never missing."""

    REQUIRED = "required"
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Component:
    """One paper of the dossier. `one_of` names a group of which one paper is enough; empty `cases`: every case.

    `result_code` is the paper's kind in the national list of results, by which a person's store is searched.
    """

    key: str
    label: Label
    kind: ComponentKind
    originals: int = 0
    certified_copies: int = 0
    copies: int = 0
    necessity: Necessity = Necessity.REQUIRED
    condition: Label | None = None
    one_of: str = ""
    cases: frozenset[str] = frozenset()
    channels: frozenset[Channel] = frozenset()
    form_number: str = ""
    result_code: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One line of the checklist of a dossier: a paper, or a group of papers of which one is enough."""

    key: str
    components: tuple[Component, ...]
    necessity: Necessity

    @property
    def is_choice(self) -> bool:
        """Whether one paper of several is enough."""
        return len(self.components) > 1


@dataclass(frozen=True, slots=True)
class Result:
    """A paper the procedure ends with. `code` is its kind in the national list (KQ.G15.000031).

    `number_series` is the register its number is drawn from, empty where it carries none. `term` is the result's own
    time where one dossier has several results of different pace; the dossier's own term still covers them all.

    With `signatures` it is an electronic paper, printed from the letter template `letter`; without, a paper as ever.
    """

    key: str
    code: str
    name: str
    number_series: str = ""
    term: Term | None = None
    letter: str = ""
    signatures: tuple[ResultSignature, ...] = ()

    def signature_of(self, step: str) -> ResultSignature | None:
        """The signature that this step makes; None where it makes none."""
        return next((one for one in self.signatures if one.step == step), None)
