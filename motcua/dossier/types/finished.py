"""What the archive knows of a finished dossier."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FinishedDossier:
    """A dossier in which nothing more is to be done: whose it was, of which procedure, and the day it was finished."""

    dossier_id: int
    code: str
    agency_id: int
    version_id: int
    procedure_code: str
    field_code: str
    finished_on: date
