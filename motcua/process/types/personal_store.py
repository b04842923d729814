"""What a person or organisation has already for a checklist, and what is used of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from motcua.papers.types import ResultState

RESULT, FILE = "result", "file"
"""How the key of a known paper begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPaper:
    """Something that a person has already for a paper of a checklist, in the registers or in an earlier dossier.

    `key` names it (`result/…`, `file/…`). `number`, `issuer` and the days are what the paper says of itself, as the
    register has it or as an officer confirmed it; of a file that is not `is_confirmed` nobody said whose it is and how
    long it holds. `dossier_code` is the dossier it was handed in with, on `handed_in_on`, empty for a result and where
    the reader does not see that dossier. `file` is the digest of its electronic copy, empty where there is none;
    `described` that of the file about which its facts were confirmed, the unsigned one where `file` is its signed copy.
    """

    key: str
    component: str
    name: str
    number: str
    issuer: str
    issued_on: date | None
    valid_from: date | None
    valid_to: date | None
    state: ResultState
    file: str
    dossier_id: int | None
    dossier_code: str = ""
    handed_in_on: date | None = None
    is_confirmed: bool = True
    described: str = ""

    @property
    def may_be_used(self) -> bool:
        """Whether it may stand for the paper today: it holds, and it is there electronically."""
        return self.state is ResultState.VALID and bool(self.file)

    @property
    def is_result(self) -> bool:
        """Whether it stands in a register; otherwise it was handed in."""
        return self.key.startswith(f"{RESULT}/")


@dataclass(frozen=True, slots=True)
class PersonalStore:
    """Everything that is known. `looked_through` is how many of the latest files were looked at where there are more.

    It is 0 where all were.
    """

    papers: tuple[KnownPaper, ...] = ()
    looked_through: int = 0

    def beside(self, component: str) -> Sequence[KnownPaper]:
        """What is known for one paper of the checklist, what may be used before what may not."""
        found = [one for one in self.papers if one.component == component]
        return sorted(found, key=lambda one: not one.may_be_used)


@dataclass(frozen=True, slots=True)
class Reuse:
    """Which known papers are used for a dossier, each as the paper of the checklist and the key; and the consent."""

    papers: tuple[tuple[str, str], ...]
    agreed: bool

    @property
    def components(self) -> frozenset[str]:
        """The papers of the checklist that nobody has to bring."""
        return frozenset(component for component, _key in self.papers)
