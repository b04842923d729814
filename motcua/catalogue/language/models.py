"""What may be written in a procedure's YAML: models that know every key and refuse every other.

A label is either one Vietnamese text or `{vi, en}`; a term is written as the clock writes it ("5 working_day").
References (`field`, `process.model`, names of shared pauses and exemptions) are resolved by `language.build`.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from motcua.catalogue.parts.fees import FeeKind, FeeUnit
from motcua.catalogue.parts.papers import ComponentKind, Necessity
from motcua.catalogue.parts.process import Outcome, Selector, StepKind
from motcua.catalogue.parts.signatures import SignedBy
from motcua.catalogue.parts.terms import ProlongationEffect, StartEvent, SupplementEffect
from motcua.catalogue.parts.words import Area, AuthorityLevel, Channel, Label, Presence, ServiceLevel
from motcua.kernel.types import Refused
from motcua.organisation.types import Role, SigningCapacity
from motcua.papers.types import Beside
from motcua.worktime.types import Term


def _as_label(value: Any) -> Any:
    return {"vi": value} if isinstance(value, str) else value


def _as_term(value: Any) -> Term:
    if isinstance(value, Term):
        return value
    try:
        return Term.parse(str(value))
    except Refused as error:
        raise PydanticCustomError("term_unreadable", "not a term") from error


def _as_selector(value: Any) -> Selector:
    try:
        return Selector.parse(str(value))
    except ValueError as error:
        raise PydanticCustomError("selector_unreadable", "not a place") from error


def _as_legal_text(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    number, _, title = value.partition("|")
    return {"number": number.strip(), "title": title.strip()}


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _one_line(text: str) -> str:
    return " ".join(text.split())


Text = Annotated[str, StringConstraints(min_length=1), AfterValidator(_one_line)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
ProcedureCode = Annotated[str, StringConstraints(pattern=r"^[0-9]\.[0-9]{6}$")]
WrittenTerm = Annotated[Any, AfterValidator(_as_term)]
WrittenSelector = Annotated[Any, AfterValidator(_as_selector)]
Amount = Annotated[int, Field(ge=0)]
Percent = Annotated[int, Field(ge=1, le=100)]
Points = Annotated[int, Field(ge=10, le=600)]


class Strict(BaseModel):
    """A mapping of which every key is known."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class WrittenLabel(Strict):
    """`vi` is the official text."""

    vi: Text
    en: Text = ""

    def label(self) -> Label:
        """The label as the house carries it."""
        return Label(self.vi, self.en)


LabelText = Annotated[WrittenLabel, BeforeValidator(_as_label)]
Keys = Annotated[frozenset[Key], BeforeValidator(_as_list)]
Channels = Annotated[frozenset[Channel], BeforeValidator(_as_list)]
Areas = Annotated[frozenset[Area], BeforeValidator(_as_list)]


class WrittenCase(Strict):
    """One case of the procedure."""

    key: Key
    vi: Text
    en: Text = ""


class WrittenTermRule(Strict):
    """A term and the situations it is for."""

    term: WrittenTerm
    cases: Keys = frozenset()
    channels: Channels = frozenset()
    areas: Areas = frozenset()
    applicants: Keys = frozenset()
    article: Text = ""


class WrittenExemption(Strict):
    """Who pays less or nothing. A bare name refers to the shared list."""

    key: Key
    vi: Text
    en: Text = ""
    proof: Text
    percent: Percent = 100
    article: Text = ""


class WrittenTier(Strict):
    """The amount from unit number `first` on."""

    first: Annotated[int, Field(ge=1)]
    amount: Amount


class WrittenFee(Strict):
    """A fee or charge. `amount: null` means: set by the provincial People's Council. A bare name: the shared one."""

    key: Key
    kind: FeeKind
    vi: Text
    en: Text = ""
    amount: Amount | None
    unit: FeeUnit = FeeUnit.DOSSIER
    tiers: list[WrittenTier] = []
    cap: Amount | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "VND"
    valid_from: date = date.min
    valid_to: date | None = None
    decided_by: Text
    channels: Channels = frozenset()
    cases: Keys = frozenset()
    applicants: Keys = frozenset()
    exemptions: list[WrittenExemption | Key] = []
    optional: bool = False


class WrittenComponent(Strict):
    """A paper. How many of which sort is said by the three counts; `data` needs none. A bare name: the shared one."""

    key: Key
    kind: ComponentKind
    vi: Text
    en: Text = ""
    originals: Amount = 0
    certified_copies: Amount = 0
    copies: Amount = 0
    necessity: Necessity = Necessity.REQUIRED
    condition: LabelText | None = None
    one_of: Key | Literal[""] = ""
    cases: Keys = frozenset()
    channels: Channels = frozenset()
    form_number: Text = ""
    result_code: Text = ""
    note: Text = ""


class WrittenSignaturePlace(Strict):
    """Where a signature shows, beside words of the paper; sizes and shifts in points."""

    words: Text
    width: Points
    height: Points
    beside: Beside = Beside.BELOW
    right: int = 0
    up: int = 0


class WrittenSignature(Strict):
    """One signature that a result needs."""

    key: Key
    vi: Text
    en: Text = ""
    turn: Annotated[int, Field(ge=1)]
    step: Key
    stamp: Key
    by: SignedBy = SignedBy.OFFICER
    capacities: Annotated[frozenset[SigningCapacity], BeforeValidator(_as_list)] = frozenset()
    place: WrittenSignaturePlace | None = None


class WrittenResult(Strict):
    """A paper the procedure ends with. A bare name for `signatures`: the shared plan."""

    key: Key
    code: Text = ""
    name: Text
    number_series: Key | Literal[""] = ""
    term: WrittenTerm | None = None
    letter: Key | Literal[""] = ""
    signatures: list[WrittenSignature] | Key = []


class WrittenLegalText(Strict):
    """A text of law the procedure rests on, also written `number | title`."""

    number: Text
    title: str = ""


LegalTextText = Annotated[WrittenLegalText, BeforeValidator(_as_legal_text)]


class WrittenServiceLevel(Strict):
    """The level of online service in a period."""

    level: ServiceLevel
    valid_from: date
    valid_to: date | None = None
    reason: LabelText | None = None


class WrittenSupplement(Strict):
    """What special law says about the supplement."""

    effect: SupplementEffect | None = None
    term: WrittenTerm | None = None
    slip_deadline: WrittenTerm | None = None
    waiting_term: WrittenTerm | None = None
    allowed: Annotated[int, Field(ge=0)] | None = None
    article: Text


class WrittenPause(Strict):
    """A reason for which time is not counted. A bare name refers to the shared list."""

    key: Key
    vi: Text
    en: Text = ""
    opens: LabelText
    closes: LabelText
    article: Text
    expected: WrittenTerm | None = None


class WrittenProlongation(Strict):
    """A prolongation special law allows."""

    key: Key
    vi: Text
    en: Text = ""
    effect: ProlongationEffect
    term: WrittenTerm
    article: Text
    cases: Keys = frozenset()


class WrittenStart(Strict):
    """The event from which the term runs, where it is not the receipt."""

    event: StartEvent
    article: Text


class WrittenCollection(Strict):
    """How long the person has to collect the result."""

    term: WrittenTerm
    consequence: LabelText
    article: Text


class WrittenAction(Strict):
    """One way out of a step."""

    key: Key
    vi: Text
    en: Text
    next: Key | None = None
    outcome: Outcome = Outcome.ADVANCE


class WrittenStep(Strict):
    """One step of a shared model. `share` is its part of the term's working hours, in percent."""

    key: Key
    kind: StepKind
    vi: Text
    en: Text
    role: Role
    at: WrittenSelector
    share: Annotated[Decimal, Field(ge=0, le=100)]
    actions: list[WrittenAction]
    may_supplement: bool = False
    pause: Key | Literal[""] = ""
    join: Key | Literal[""] = ""


class WrittenModel(Strict):
    """A process model shared by many procedures; a version pins it by value."""

    vi: Text
    en: Text
    supplement_returns_to: Key
    steps: list[WrittenStep]


class WrittenStepChange(Strict):
    """What one procedure does differently in a step of its model. `hours` may differ by case."""

    vi: Text | None = None
    en: Text | None = None
    role: Role | None = None
    at: WrittenSelector | None = None
    hours: Decimal | dict[Key, Decimal] | None = None
    pause: Key | Literal[""] | None = None


class WrittenOwnStep(Strict):
    """One step of a procedure's own process. `hours` are working hours and may differ by case."""

    key: Key
    kind: StepKind
    vi: Text
    en: Text
    role: Role
    at: WrittenSelector
    hours: Decimal | dict[Key, Decimal]
    actions: list[WrittenAction]
    may_supplement: bool = False
    pause: Key | Literal[""] = ""
    join: Key | Literal[""] = ""


class WrittenOwnProcess(Strict):
    """A process that follows no shared model."""

    supplement_returns_to: Key
    steps: list[WrittenOwnStep]


class WrittenProcess(Strict):
    """The internal process and the decision that approved it: a shared model with what the procedure changes in it.

    With `own` the steps are the procedure's own, and `model` is only where they came from.
    """

    model: Key
    steps: dict[Key, WrittenStepChange] = {}
    own: WrittenOwnProcess | None = None
    decision: Text = ""


class WrittenNewField(Strict):
    """A field the library does not have."""

    key: Key
    name: Text


class WrittenMark(Strict):
    """A question the importer could not answer. It forbids publication until somebody decides and removes it."""

    kind: Key
    where: str = ""
    text: str = ""


class WrittenProcedure(Strict):
    """One version of a procedure as it is written down."""

    code: ProcedureCode
    name: Text
    field: Key | WrittenNewField
    decision: Text
    effective_from: date
    effective_to: date | None = None
    levels: Annotated[frozenset[AuthorityLevel], Field(min_length=1)]
    resolved_by: Text
    subjects: Annotated[Keys, Field(min_length=1)]
    channels: Annotated[Channels, Field(min_length=1)]
    cases: list[WrittenCase] = []
    terms: list[WrittenTermRule]
    fees: list[WrittenFee | Key] = []
    components: list[WrittenComponent | Key] = []
    results: list[WrittenResult] = []
    legal_basis: Annotated[list[LegalTextText], Field(min_length=1)]
    conditions: list[Text] = []
    service: list[WrittenServiceLevel] = []
    supplement: WrittenSupplement | None = None
    pauses: list[WrittenPause | Key] = []
    prolongations: list[WrittenProlongation] = []
    start: WrittenStart | None = None
    process: WrittenProcess
    immediate: bool = False
    on_site: Literal["4", "5"] | None = None
    quantity: bool = False
    cross_boundary: bool = True
    presence: frozenset[Presence] = frozenset()
    collection: WrittenCollection | None = None
    texts: list[LabelText] = []
    notes: list[Text] = []
    keywords: list[Text] = []
    marks: list[WrittenMark] = []


class WrittenField(Strict):
    """A field of administration; `national_code` where the national portal's is known."""

    name: Text
    national_code: Text = ""


class WrittenLibrary(Strict):
    """What procedures share: fields, groups of subjects, pauses, exemptions, papers, fees, signatures, processes."""

    working_day_hours: Annotated[Decimal, Field(gt=0)]
    fields: dict[Key, WrittenField]
    subject_groups: dict[Key, Keys]
    pauses: list[WrittenPause]
    exemptions: list[WrittenExemption]
    components: list[WrittenComponent]
    fees: list[WrittenFee]
    signatures: dict[Key, list[WrittenSignature]] = {}
    models: dict[Key, WrittenModel]
