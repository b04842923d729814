"""What crosses the door of intake: what the desk typed, and what it is shown before it receives."""

from dataclasses import dataclass
from datetime import datetime

from motcua.catalogue.types import ApplicantKind, Area, Channel, ChecklistItem, FeeLine, ProcedureVersion
from motcua.dossier.types import HeldComponent, ReturnMethod
from motcua.kernel.types import Refusal
from motcua.parties.types import DeclarationInput
from motcua.process.types import Reuse
from motcua.worktime.types import Due, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for: the procedure and everything that decides its checklist, its fees and its term.

    `agency_id` chooses the resolving agency where several are competent. `conditions` are the keys of conditional
    papers that apply; `exemptions` those whose proof was seen; `asked_for` optional fees that are wanted.
    """

    procedure_code: str
    channel: Channel = Channel.COUNTER
    applicant_kind: ApplicantKind = ApplicantKind.CITIZEN
    case_key: str = ""
    area: Area | None = None
    commune_code: str = ""
    agency_id: int | None = None
    quantity: int = 1
    pages: int = 1
    conditions: frozenset[str] = frozenset()
    exemptions: frozenset[str] = frozenset()
    asked_for: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """A whole application as it lies on the desk: the request, who stands behind it, and the papers handed in.

    `paid` are the keys of fees that were settled at once, `paid_by` the receipt they were settled with. `confirmed` are
    the codes of findings about the persons that the desk has looked at and confirms. `note` is typed freely. `reused`
    are papers the applicant has already and that nobody asks for again, with his consent (`queries.known_papers`).
    """

    request: Request
    declaration: DeclarationInput
    components: tuple[HeldComponent, ...] = ()
    return_method: ReturnMethod = ReturnMethod.COUNTER
    desk_key: str = ""
    note: str = ""
    filed_at: datetime | None = None
    confirmed: frozenset[str] = frozenset()
    paid: frozenset[str] = frozenset()
    paid_by: str = ""
    reused: Reuse | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the desk sees before it receives: the checklist, the fees with their reasons, the term and the date.

    `due` is what the receipt would say if it were printed now; `obstacle` says why it cannot be received at all.
    """

    version: ProcedureVersion
    items: tuple[ChecklistItem, ...]
    fees: tuple[FeeLine, ...]
    resolving_agency_id: int | None
    term: Term | None
    due: Due | None
    obstacle: Refusal | None = None
