"""From a row to the dossier it means: instants, what is open, who stands behind it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from motcua.catalogue.types import ApplicantKind, ProcedureVersion
from motcua.dossier.types import Facts, Outcome, PauseTaken, State, Subject, Supplement, TakenOver
from motcua.kernel.types import Refusal
from motcua.organisation.types import Agency
from motcua.parties.types import (
    BirthDate,
    DeclarationInput,
    DeclarationRef,
    Finding,
    Identity,
    IdentityKind,
    Party,
    PartyKind,
)
from motcua.transfer.rules.reading import MOMENTS
from motcua.transfer.types import Moment, Remark, Row
from motcua.worktime.types import Calendar

_OLD_PAPER = "Hồ sơ chuyển từ hệ thống khác"
_PERSONS = frozenset(
    {
        ApplicantKind.CITIZEN,
        ApplicantKind.OVERSEAS_VIETNAMESE,
        ApplicantKind.FOREIGNER,
        ApplicantKind.OFFICIAL,
    }
)
_OPENING = frozenset({"received", "filed"})
_BEFORE_NOW = ("received", *(column for column in MOMENTS if column != "reappointed"))


@dataclass(frozen=True, slots=True)
class Places:
    """The agencies of a row as they were found, the calendar of the one that resolves, and whether the other received
    for another place than its own.
    """

    resolving: Agency
    receiving: Agency
    calendar: Calendar
    cross_boundary: bool


Unsigned = Callable[[DeclarationRef], TakenOver]
"""A dossier that only lacks the reference to who stands behind it."""


def unsigned(row: Row, version: ProcedureVersion, places: Places, *, source: str, now: datetime) -> Unsigned | Remark:
    """The dossier a row means. Refused with its column: the future, an unknown case or pause reason."""
    at = _Instants(row, places.calendar)
    objection = _objection(row, version, at, now)
    if objection is not None:
        return objection
    asked, paused = at.of("supplement_asked"), at.of("paused")
    supplements = () if asked is None else (Supplement(0, asked, (), answered_at=at.of("supplement_answered")),)
    pauses = () if paused is None else (PauseTaken(row.pause_reason, paused),)
    subject = _subject(row, version, places, at.received)

    def signed(declaration: DeclarationRef) -> TakenOver:
        return TakenOver(
            source=source,
            code=row.code,
            state=row.state,
            subject=subject,
            declaration=declaration,
            received_at=at.received,
            due_at=at.due,
            filed_at=at.of("filed"),
            supplements=supplements,
            pauses=pauses,
            reappointed_at=at.of("reappointed"),
            outcome=row.outcome or _outcome_of(row.state),
            decided_at=at.of("decided"),
            completed_at=at.of("completed"),
            handed_over_at=at.of("handed_over"),
            ended_at=at.of("ended"),
            result_number=row.result_number,
        )

    return signed


def says_the_same(row: Row, facts: Facts, calendar: Calendar) -> bool:
    """Whether the dossier that bears the code here is the one of the row, brought over before."""
    at = _Instants(row, calendar)
    promised = facts.clock.basis[0].due_at if facts.clock is not None and facts.clock.basis else None
    same = (facts.received_at, promised, facts.subject.procedure_code) == (at.received, at.due, row.procedure)
    return bool(facts.source) and same


def declaration_of(row: Row) -> DeclarationInput:
    """Who stands behind it, as the file says. Without any number the old dossier itself is the paper."""
    person = row.applicant_kind in _PERSONS
    if person and row.personal_number:
        identity = Identity(IdentityKind.PERSONAL_NUMBER, row.personal_number)
    elif not person and row.tax_code:
        identity = Identity(IdentityKind.TAX_CODE, row.tax_code)
    else:
        identity = _by_old_paper(row, row.code)
    party = Party(
        kind=PartyKind.PERSON if person else PartyKind.ORGANISATION,
        name=row.name,
        identity=identity,
        born=BirthDate.of(row.born) if row.born is not None and person else None,
        address=row.address,
        commune=row.commune,
        phone=row.phone,
    )
    return DeclarationInput(applicants=(party,))


def kept_in_doubt(row: Row, declared: DeclarationInput, found: tuple[Finding, ...]) -> DeclarationInput | Remark:
    """The declaration without what its register could never have written: numbers stay as another paper's.

    Doubts stay as they are. Refused where the name cannot be one.
    """
    party = declared.applicants[0]
    for finding in found:
        part = finding.field.split(".")[2] if finding.field.count(".") >= 2 else ""
        if finding.confirmable:
            continue
        if part == "identity":
            party = replace(party, identity=_by_old_paper(row, row.personal_number or row.tax_code or row.code))
        elif part in {"phone", "email", "tax_code"}:
            party = replace(party, **{part: ""})  # type: ignore[arg-type]  # text fields by name
        elif part == "born":
            party = replace(party, born=None)
        else:
            return Remark("name", finding.refusal)
    return replace(declared, applicants=(party,))


COLUMNS_OF_PARTS = {"identity": "personal_number", "phone": "phone", "born": "born", "name": "name"}


def doubts(row: Row, found: tuple[Finding, ...]) -> tuple[Remark, ...]:
    """What is wrong or doubtful with who stands behind it, each with its column: kept, and said."""
    remarks = []
    for finding in found:
        part = finding.field.split(".")[2] if finding.field.count(".") >= 2 else "name"
        column = COLUMNS_OF_PARTS.get(part, part)
        if column == "personal_number" and not row.personal_number:
            column = "tax_code"
        remarks.append(Remark(column, finding.refusal))
    if not row.personal_number and not row.tax_code:
        remarks.append(Remark("personal_number", Refusal("transfer_number_absent")))
    return tuple(remarks)


class _Instants:
    """The moments of a row as instants: a day alone means its opening for what came in, else its closing."""

    def __init__(self, row: Row, calendar: Calendar) -> None:
        self._row = row
        self._calendar = calendar
        self.received = self._instant(row.received, "received")
        self.due = self._instant(row.due, "due")

    def of(self, column: str) -> datetime | None:
        moment = self._row.moments.get(column)
        return None if moment is None else self._instant(moment, column)

    def _instant(self, moment: Moment, column: str) -> datetime:
        if isinstance(moment, datetime):
            return moment
        hour = self._opening(moment) if column in _OPENING else self._closing(moment)
        return datetime.combine(moment, hour)

    def _opening(self, day: date) -> time:
        opening = self._calendar.opening(day)
        return opening.time() if opening is not None else time.min

    def _closing(self, day: date) -> time:
        """That of the day, or of the working day before it."""
        closing = self._calendar.closing(day) or self._calendar.closing(self._calendar.previous_working_day(day))
        return closing.time() if closing is not None else time.max.replace(second=0, microsecond=0)


def _objection(row: Row, version: ProcedureVersion, at: _Instants, now: datetime) -> Remark | None:
    for column in _BEFORE_NOW:
        instant = at.received if column == "received" else at.of(column)
        is_day = not isinstance(row.moments.get(column, row.received), datetime)
        if instant is not None and (instant.date() > now.date() if is_day else instant > now):
            return Remark(column, Refusal("transfer_in_the_future", {"instant": instant}))
    if row.case and version.case(row.case) is None:
        known = tuple(case.key for case in version.cases)
        return Remark("case", Refusal("transfer_word_unknown", {"text": row.case, "known": known}))
    if "paused" in row.moments and version.pause_reason(row.pause_reason) is None:
        reasons = tuple(reason.key for reason in version.pause_reasons)
        return Remark("pause_reason", Refusal("transfer_word_unknown", {"text": row.pause_reason, "known": reasons}))
    return None


def _subject(row: Row, version: ProcedureVersion, places: Places, received_at: datetime) -> Subject:
    return Subject(
        procedure_version_id=version.id,
        procedure_code=version.code,
        field_code=version.field.code,
        level=places.resolving.level.value,
        case_key=row.case,
        channel=row.channel,
        service_level=version.service_level_on(received_at.date()),
        applicant_kind=row.applicant_kind,
        receiving_agency_id=places.receiving.id,
        resolving_agency_id=places.resolving.id,
        line=places.resolving.line.value,
        commune_code=row.commune,
        quantity=row.quantity,
        cross_boundary=places.cross_boundary,
    )


def _outcome_of(state: State) -> Outcome | None:
    """A result without a word about it was granted."""
    return Outcome.GRANTED if state in {State.DECIDED, State.COMPLETED, State.HANDED_OVER} else None


def _by_old_paper(row: Row, number: str) -> Identity:
    person = row.applicant_kind in _PERSONS
    return Identity(IdentityKind.OTHER_PAPER if person else IdentityKind.OTHER_REGISTER, number, paper=_OLD_PAPER)
