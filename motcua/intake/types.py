"""What crosses the door of intake: what the desk typed, what it is shown before it receives, and drafts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.catalogue.types import (
    ApplicantKind,
    Area,
    Channel,
    ChecklistItem,
    Component,
    FeeLine,
    Necessity,
    ProcedureVersion,
    PublishedForm,
)
from motcua.dossier.types import DossierRow, HeldComponent, ReturnMethod
from motcua.forms.types import Answers
from motcua.kernel.types import Refusal
from motcua.papers.types import Allowance, FileRef
from motcua.parties.types import DeclarationInput, Party
from motcua.process.types import Receipt, Reuse
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


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody who stands in dossiers in sight, as last declared, with the latest of these. `entry` names him."""

    entry: int
    party: Party
    last_declared_at: datetime
    dossiers: tuple[DossierRow, ...]


@dataclass(frozen=True, slots=True)
class DraftRules:
    """For how long a draft is kept, and how much it may hold: dated data. `decision` is by what its files go."""

    since: date
    days: int
    days_after_filing: int
    most_files: int
    most_bytes: int
    most_typed: int
    decision: str

    @property
    def allowance(self) -> Allowance:
        """How many files, and how large, a draft may have."""
        return Allowance(self.most_files, self.most_bytes)


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file that a draft has for one paper of the checklist. `attachment` names it to remove and to read it."""

    attachment: int
    component: str
    file: FileRef
    pages: int
    is_signed: bool
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody is going to file online, as far as he has come.

    `content` is what was typed, by sections; all values are text unless said otherwise, and what is empty may be left
    out:

    - `who`, the applicant: `kind` (person, organisation), `name`, `identity_kind`, `number`, `identity_paper`, `born`
      (1990, 1990-03 or 1990-03-02), `sex`, `nationality`, `address`, `commune`, `phone`, `email`, `represented_by`;
    - `proxy`, whoever files for him, by the same names, with `paper`, `paper_number`, `paper_signed_on` (1990-03-02)
      and `paper_certified_by` of the authorisation; empty where he files himself;
    - `what`: `case`, `commune`, `agency` (number), `applicant_kind`, `area`, `quantity`, `pages` (numbers), `note`, and
      the lists `conditions`, `exemptions`, `asked_for`;
    - `forms`: for each paper that is filled in, by its key: `form`, the number of the published form on which it was
      begun, and `answers`;
    - `papers`: `reused`, the keys of known papers by component, and `agreed` (true, false);
    - `result`: `method`; by post `name`, `address` and `phone` where it goes elsewhere than to whoever files, and
      `amount`, the postage that was shown to him in đồng;
    - `review`: `confirmed`, the list of the codes of doubts that were confirmed.

    `filed` is what became of it; then there is neither content nor a file any more.
    """

    id: int
    procedure_code: str
    citizen_id: int | None
    begun_at: datetime
    changed_at: datetime
    expires_at: datetime
    content: Mapping[str, Any]
    files: tuple[DraftFile, ...] = ()
    filed: Receipt | None = None
    filed_at: datetime | None = None

    def files_of(self, component: str) -> tuple[DraftFile, ...]:
        """What was attached for one paper of the checklist."""
        return tuple(one for one in self.files if one.component == component)

    @property
    def components(self) -> frozenset[str]:
        """The papers of the checklist for which there is a file."""
        return frozenset(one.component for one in self.files)


@dataclass(frozen=True, slots=True)
class DraftForm:
    """An e-form of a draft, filled in for a paper of the checklist. `counted` is what of the answers counts today,
    `sent` names the questions that were sent, answered or not."""

    component: Component
    published: PublishedForm
    answers: Answers
    counted: Answers
    sent: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WaysToBring:
    """A line of the checklist of which one way to bring it is filled in online, and which way was chosen.

    `online` are the papers that are filled in, the others are put in; `chosen` is the key of one of them, empty while
    nobody has chosen, and for a line that may be left out also when it is.
    """

    item: ChecklistItem
    online: frozenset[str]
    chosen: str

    @property
    def may_be_left_out(self) -> bool:
        """Whether nothing of it need be brought."""
        return self.item.necessity is not Necessity.REQUIRED

    @property
    def filled_in(self) -> Component | None:
        """The paper that is filled in, as was chosen; None where another way was, or none yet."""
        found = (one for one in self.item.components if one.key == self.chosen and one.key in self.online)
        return next(found, None)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft in the list of its citizen, who finds it by its number."""

    id: int
    procedure_code: str
    changed_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Objection:
    """One thing that stands in the way of filing a draft. `field` is the section and the name in it: `who.number`.

    `papers.` is followed by the key of the line of the checklist, `forms.` by the paper and its field. A doubt that is
    `confirmable` goes when its code stands among `review.confirmed`.
    """

    field: str
    refusal: Refusal
    confirmable: bool = False
