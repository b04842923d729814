"""What happened at the end: decided, completed, handed over, stopped, voided, corrected. The other events: `events`."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from motcua.dossier.types.states import Outcome, ReturnMethod, Timeliness
from motcua.parties.types import DeclarationRef, TextRef


@dataclass(frozen=True, slots=True)
class Decided:
    """Approved, or refused after appraisal."""

    kind: ClassVar[str] = "dossier.decided"
    outcome: Outcome
    reason: TextRef | None = None
    reason_key: str = ""


@dataclass(frozen=True, slots=True)
class DecisionWithdrawn:
    """The decision was taken back before the result reached the desk."""

    kind: ClassVar[str] = "dossier.decision_withdrawn"
    reason: TextRef


@dataclass(frozen=True, slots=True)
class Completed:
    """The result is at the return desk or in the person's account: the clock stops, the classes are decided."""

    kind: ClassVar[str] = "dossier.completed"
    outcome: Outcome
    timeliness: Timeliness
    timeliness_766: Timeliness
    result_number: str = ""
    reappointment_kept: bool | None = None


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The person has it."""

    kind: ClassVar[str] = "dossier.handed_over"
    method: ReturnMethod
    collector: DeclarationRef | None = None
    by_proxy: bool = False
    reappointment_kept: bool | None = None


@dataclass(frozen=True, slots=True)
class Stopped:
    """Stopped at the applicant's request: never early (rule 28)."""

    kind: ClassVar[str] = "dossier.stopped"
    reason: TextRef
    timeliness: Timeliness
    timeliness_766: Timeliness
    reason_key: str = ""


@dataclass(frozen=True, slots=True)
class Voided:
    """The receipt was a mistake: reversed in the figures, the code kept."""

    kind: ClassVar[str] = "dossier.voided"
    reason: TextRef
    replaced_by: str = ""
    reason_key: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionOpened:
    """The agency's error is being repaired."""

    kind: ClassVar[str] = "dossier.correction_opened"
    due_at: datetime
    lapses_at: datetime
    reason: TextRef
    reason_key: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The corrected result is at the desk."""

    kind: ClassVar[str] = "dossier.corrected"
    late: bool
