"""Reading before receiving: which papers, which fees, which date."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import ChecklistItem, FeeFacts, FeeLine, ProcedureVersion, checklist, fees_owed, term_for
from motcua.intake.rules import boundary
from motcua.intake.types import Request, Sheet
from motcua.kernel.types import Refusal, granted
from motcua.organisation import queries as organisation
from motcua.organisation.types import Agency, Scope
from motcua.parties.types import DeclarationInput, Identity
from motcua.process import queries as process
from motcua.process.types import PersonalStore
from motcua.worktime import queries as worktime
from motcua.worktime.types import Due, Term, end_of_term


def sheet(request: Request, *, at: datetime, desk_key: str = "") -> Sheet:
    """Everything the desk needs to know before it receives, in constant statements.

    Raises Refused where the procedure is unknown or not in force: `procedure_unknown`, `procedure_without_version`,
    `version_not_in_force`. Whatever else stands in the way is the sheet's `obstacle`.
    """
    version = granted(catalogue.current_version(request.procedure_code, at.date()))
    agency_id = resolving_agency(request, version, at)
    term = term_of(request, version)
    due: Due | Refusal | None = None
    if isinstance(term, Term) and isinstance(agency_id, int):
        due = _due(term, agency_id, at, desk_key)
    obstacles = [answer for answer in (agency_id, term, due) if isinstance(answer, Refusal)]
    return Sheet(
        version=version,
        items=checklist(version, case=request.case_key or None, channel=request.channel),
        fees=fee_lines(request, version, at),
        resolving_agency_id=agency_id if isinstance(agency_id, int) else None,
        term=term if isinstance(term, Term) else None,
        due=due if isinstance(due, Due) else None,
        obstacle=obstacles[0] if obstacles else None,
    )


def known_papers(
    items: Iterable[ChecklistItem],
    declared: DeclarationInput,
    *,
    scope: Scope,
    at: datetime,
    proven: Collection[Identity] = (),
) -> PersonalStore:
    """What the applicants have already for the papers of a checklist (NĐ 118/2025 Đ17.1b).

    By the numbers that were typed; nobody's without one. `proven` as in `commands.file`; whoever files online has no
    scope. What is used of it is said in `Application.reused`.
    """
    identities = [party.identity for party in declared.applicants if party.identity is not None]
    components = [component for item in items for component in item.components]
    return process.known_papers(scope, identities, components, on=at.date(), proven=proven)


def resolving_agency(request: Request, version: ProcedureVersion, at: datetime) -> int | Refusal:
    """The agency competent to resolve for the place of the request."""
    return catalogue.competent_agency(
        version.code, at.date(), commune_code=request.commune_code, agency_id=request.agency_id
    )


def crosses_boundary(receiving: Agency, resolving: Agency, *, on: date) -> bool:
    """Whether what the one takes in for the other on that day is received for another place (NĐ 118/2025 Đ3.6–3.7)."""
    return boundary.crosses_boundary(
        receiving_level=receiving.level,
        resolving_level=resolving.level,
        same_house=receiving.id == resolving.id or receiving.id in organisation.house_of(resolving.id, on=on),
    )


def term_of(request: Request, version: ProcedureVersion) -> Term | Refusal:
    """The term of this case, channel, place and applicant (clock rule 17)."""
    rule = term_for(
        version,
        case=request.case_key or None,
        channel=request.channel,
        area=request.area,
        applicant=request.applicant_kind,
    )
    return rule if isinstance(rule, Refusal) else rule.term


def fee_lines(request: Request, version: ProcedureVersion, at: datetime) -> tuple[FeeLine, ...]:
    """What this request owes, and why."""
    facts = FeeFacts(
        channel=request.channel,
        applicant=request.applicant_kind,
        case=request.case_key or None,
        quantity=request.quantity,
        pages=request.pages,
        exemptions=request.exemptions,
        asked_for=request.asked_for,
    )
    return fees_owed(version, facts, on=at.date())


def _due(term: Term, agency_id: int, at: datetime, desk_key: str) -> Due | Refusal:
    calendar = worktime.calendar(organisation.calendar_key(agency_id, on=at.date()))
    return end_of_term(term, at, calendar=calendar, desk=worktime.desk(desk_key) if desk_key else None)
