"""Everything the heart knows of one dossier: what its entries fold to, and what its row says."""

from dataclasses import dataclass
from datetime import datetime

from motcua.dossier.types.parts import (
    Apology,
    ClockState,
    Consultation,
    Correction,
    FiredAlarm,
    HeldComponent,
    Holder,
    Involved,
    OwedFee,
    PaperFile,
    PauseTaken,
    StoreNamed,
    Subject,
    Supplement,
)
from motcua.dossier.types.states import DigitalState, Outcome, ReturnMethod, State, Timeliness
from motcua.parties.types import DeclarationRef, TextRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The legal state of one dossier, whole. Instants are local; lists are in the order in which things happened.

    `regime` is the key of the regime of the day it was received (or filed), `calendar_key` names the calendar of the
    resolving agency. `code`, `received_at` and `clock` exist from the receipt on. `appointment_at` is what the person
    was told last. `ended_at` is the instant at which it left the open ones, and the one its classes were decided by.
    """

    state: State
    subject: Subject
    regime: str
    calendar_key: str
    declaration: DeclarationRef
    holder: Holder
    desk_key: str = ""
    request: TextRef | None = None
    components: tuple[HeldComponent, ...] = ()
    fees: tuple[OwedFee, ...] = ()
    return_method: ReturnMethod = ReturnMethod.COUNTER

    filing_number: str = ""
    filed_at: datetime | None = None
    arrived_at: datetime | None = None
    alert_at: datetime | None = None
    answer_due_at: datetime | None = None
    completion_missing: tuple[str, ...] = ()

    code: str = ""
    received_at: datetime | None = None
    receipt_book: str = ""
    receipt_number: int | None = None
    clock: ClockState | None = None
    appointment_at: datetime | None = None
    source: str = ""

    supplements: tuple[Supplement, ...] = ()
    closing_proposed_at: datetime | None = None
    pauses: tuple[PauseTaken, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    prolongation: str = ""
    apology: Apology | None = None
    reappointments: int = 0

    outcome: Outcome | None = None
    reason_key: str = ""
    decided_at: datetime | None = None
    completed_at: datetime | None = None
    result_number: str = ""
    ended_at: datetime | None = None
    timeliness: Timeliness | None = None
    timeliness_766: Timeliness | None = None
    reappointment_kept: bool | None = None
    handed_over_at: datetime | None = None
    handed_over_by: ReturnMethod | None = None
    collector: DeclarationRef | None = None
    by_proxy: bool = False
    corrections: tuple[Correction, ...] = ()
    replaced_by: str = ""

    papers: tuple[PaperFile, ...] = ()
    stores: tuple[StoreNamed, ...] = ()

    involved: tuple[Involved, ...] = ()
    fired: tuple[FiredAlarm, ...] = ()

    @property
    def open_supplement(self) -> Supplement | None:
        """The request that is being waited for, if there is one."""
        last = self.supplements[-1] if self.supplements else None
        return last if last is not None and last.answered_at is None else None

    @property
    def open_pauses(self) -> tuple[PauseTaken, ...]:
        """The pauses that have not ended."""
        return tuple(pause for pause in self.pauses if pause.ends_at is None)

    @property
    def open_consultations(self) -> tuple[Consultation, ...]:
        """The opinions still awaited."""
        return tuple(asked for asked in self.consultations if asked.is_awaited)

    @property
    def open_correction(self) -> Correction | None:
        """The correction being made, if there is one."""
        last = self.corrections[-1] if self.corrections else None
        return last if last is not None and last.closed_at is None else None

    def digital_state(self, component: str) -> DigitalState:
        """How that paper is there electronically: as the file that came last and is still there says.

        That it was taken from a national store holds until it is taken back, or a file comes.
        """
        if any(one.component == component for one in self.stores):
            return DigitalState.NATIONAL_STORE
        states = [paper.state for paper in self.papers if paper.component == component]
        return states[-1] if states else DigitalState.NOT_DIGITISED

    @property
    def files_in_force(self) -> tuple[PaperFile, ...]:
        """The files without those in whose place a signed copy stands."""
        signed = {paper.signs for paper in self.papers}
        return tuple(paper for paper in self.papers if paper.attachment not in signed)

    @property
    def fees_due(self) -> tuple[OwedFee, ...]:
        """What has to be paid or waived before the result is handed over."""
        return tuple(fee for fee in self.fees if fee.amount and fee.settled_at is None)
