"""What somebody declared in an e-form, as a paper of his dossier: every question with the answer he gave."""

from dataclasses import asdict, dataclass
from datetime import datetime

from motcua.papers import press


@dataclass(frozen=True, slots=True)
class DeclaredPage:
    """A page of the form: its title, and each question that was asked with its answer in words."""

    title: str
    answers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredForm:
    """Tờ khai điện tử. `edition` names the form and its number, so that the questions can be read as they stood.

    `is_preview`: nobody declared it; every page says so.
    """

    title: str
    procedure: str
    addressee: str
    applicant: str
    filed_at: str
    edition: str
    pages: tuple[DeclaredPage, ...]
    is_preview: bool = False


def declared_pdf(declared: DeclaredForm, *, at: datetime) -> bytes:
    """The declaration as an archival, accessible PDF. The layout is the house's, the words are his."""
    return press.pdf("declared_form", asdict(declared), at=at)
