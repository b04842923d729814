"""How a dossier enters: one act that declares who stands behind it, works out what is owed, and receives it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import ProcedureVersion
from motcua.dossier.types import HeldComponent, Intake, NewPaper, OwedFee, ReservedCode, Subject
from motcua.intake.queries.sheets import crosses_boundary, fee_lines, resolving_agency
from motcua.intake.types import Application, Request
from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel import reference
from motcua.kernel.types import Actor, granted
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.parties import commands as parties
from motcua.parties.types import Identity, TextPurpose
from motcua.process import commands as process
from motcua.process.types import Receipt


def receive(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    receiving_agency_id: int,
    application: Application,
    key: RequestKey | None = None,
    late_reason: str = "",
    reserved: ReservedCode | None = None,
) -> Receipt:
    """Receives an application at the counter or by post: declaration, code, receipt and clock in one unit of work.

    `late_reason` makes it a late entry at the past instant `at` (nhập bù); `reserved` is the code on paper.
    Raises Refused with the refusals of the catalogue (unknown, expired, no term, nobody competent), of the parties (a
    wrong number), and of the heart.
    """
    with recording(actor=actor, at=at, key=key) as unit, reference.held():
        if unit.earlier_answer is not None:
            return Receipt(**unit.earlier_answer)
        intake = prepare(unit, application, receiving_agency_id)
        late = parties.write_text(unit, late_reason, TextPurpose.REASON) if late_reason.strip() else None
        return process.receive(
            actor=actor,
            scope=scope,
            at=at,
            intake=intake,
            late_reason=late,
            reused=application.reused,
            reserved=reserved,
        )


def file(
    *,
    actor: Actor,
    at: datetime,
    receiving_agency_id: int,
    application: Application,
    key: RequestKey | None = None,
    proven: Collection[Identity] = (),
    papers: Sequence[NewPaper] = (),
) -> Receipt:
    """Lets an online application arrive, with its files; the desk answers it within the regime's hours.

    `proven` are the identities that whoever files has proved to be his own, by the way he logged in: papers confirmed
    as theirs may be used again, wherever in the house they lie. Raises Refused as `receive`.
    """
    with recording(actor=actor, at=at, key=key) as unit, reference.held():
        if unit.earlier_answer is not None:
            return Receipt(**unit.earlier_answer)
        intake = prepare(unit, application, receiving_agency_id)
        return process.file(actor=actor, at=at, intake=intake, reused=application.reused, proven=proven, papers=papers)


def prepare(unit: Unit, application: Application, receiving_agency_id: int) -> Intake:
    """Declares who stands behind an application and says what the heart has to take in. Raises Refused as `receive`."""
    request = application.request
    # First, because its statement also tells whether agencies and competence are still as they were read.
    declaration = parties.declare(unit, application.declaration, confirmed=application.confirmed)
    version = granted(catalogue.current_version(request.procedure_code, unit.at.date()))
    resolving_agency_id = granted(resolving_agency(request, version, unit.at))
    note = application.note.strip()
    return Intake(
        subject=_subject(unit, request, version, receiving=receiving_agency_id, resolving=resolving_agency_id),
        declaration=declaration,
        components=_components(application),
        conditions=tuple(sorted(request.conditions | _reused_components(application))),
        fees=_fees(unit, application, version),
        return_method=application.return_method,
        desk_key=application.desk_key,
        request=parties.write_text(unit, note, TextPurpose.REQUEST) if note else None,
        filed_at=application.filed_at,
    )


def _subject(unit: Unit, request: Request, version: ProcedureVersion, *, receiving: int, resolving: int) -> Subject:
    on = unit.at.date()
    agencies = organisation.agencies_by_id({receiving, resolving}, on=on)
    agency = agencies[resolving]
    return Subject(
        procedure_version_id=version.id,
        procedure_code=version.code,
        field_code=version.field.code,
        level=agency.level.value,
        case_key=request.case_key,
        channel=request.channel,
        service_level=version.service_level_on(on),
        applicant_kind=request.applicant_kind,
        receiving_agency_id=receiving,
        resolving_agency_id=resolving,
        line=agency.line.value,
        commune_code=request.commune_code,
        area_key=request.area.value if request.area is not None else "",
        quantity=request.quantity,
        cross_boundary=crosses_boundary(agencies[receiving], agency, on=on),
    )


def _reused_components(application: Application) -> frozenset[str]:
    """The papers of the checklist for which something is used that the applicant has already."""
    return frozenset(component for component, _key in application.reused.papers) if application.reused else frozenset()


def _components(application: Application) -> tuple[HeldComponent, ...]:
    """What was handed in, and what nobody had to: that is there electronically."""
    reused = _reused_components(application)
    handed_in = [replace(one, electronic=True) if one.key in reused else one for one in application.components]
    known = {one.key for one in handed_in}
    return (*handed_in, *(HeldComponent(key, electronic=True) for key in sorted(reused - known)))


def _fees(unit: Unit, application: Application, version: ProcedureVersion) -> tuple[OwedFee, ...]:
    """What is owed and known. What only the provincial council's resolution fixes is assessed later by the desk."""
    return tuple(
        OwedFee(
            key=line.key,
            amount=line.amount,
            settled_at=unit.at if line.key in application.paid else None,
            settled_by=application.paid_by if line.key in application.paid else "",
            exemption=line.exemption,
        )
        for line in fee_lines(application.request, version, unit.at)
        if line.amount is not None
    )
