"""What crosses the catalogue's door: the shapes of a procedure and a regime, and the pure rules over them."""

from motcua.catalogue.importing.reading import UnknownShape
from motcua.catalogue.importing.shapes import (
    Draft,
    ImportLine,
    ImportReport,
    Reading,
    ReadRow,
    RefusedRow,
    Shape,
    Status,
    StoredDraft,
)
from motcua.catalogue.language.text import BadSource, Fault
from motcua.catalogue.parts.drafting import AdministeredRow, VersionDraft, VersionLife
from motcua.catalogue.parts.eforms import AdministeredForm, FormDraft, FormText, FormUse, PublishedForm, ReadDraft
from motcua.catalogue.parts.fees import Exemption, Fee, FeeFacts, FeeKind, FeeLine, FeeUnit, Tier, Why
from motcua.catalogue.parts.findings import Finding, Severity
from motcua.catalogue.parts.life_events import LifeEvent, Needed
from motcua.catalogue.parts.listing import Found, Listing, SeedReport
from motcua.catalogue.parts.papers import ChecklistItem, Component, ComponentKind, Necessity, Result
from motcua.catalogue.parts.procedure import ProcedureVersion
from motcua.catalogue.parts.process import (
    Outcome,
    Place,
    ProcessDefinition,
    Selector,
    Step,
    StepAction,
    StepKind,
)
from motcua.catalogue.parts.reasons import Reason, ReasonKind
from motcua.catalogue.parts.regime import (
    FormInForce,
    FormKey,
    FormSet,
    OfficialForm,
    OnlineArrival,
    Regime,
    ReportLayout,
)
from motcua.catalogue.parts.signatures import ResultSignature, SignaturePlace, SignedBy
from motcua.catalogue.parts.terms import (
    CollectionLimit,
    PauseReason,
    ProlongationEffect,
    ProlongationRule,
    StartEvent,
    StartRule,
    SupplementEffect,
    SupplementLaw,
    SupplementRule,
    TermRule,
)
from motcua.catalogue.parts.words import (
    ApplicantKind,
    Area,
    AuthorityLevel,
    Case,
    Channel,
    Field,
    Label,
    LegalText,
    Mark,
    Presence,
    ServiceLevel,
    ServiceLevelPeriod,
)
from motcua.catalogue.rules.checklist import checklist, missing
from motcua.catalogue.rules.competence import RESOLVES, Part
from motcua.catalogue.rules.fees import fees_owed
from motcua.catalogue.rules.gaps import Gap, GapKind
from motcua.catalogue.rules.reasons import own_words, worded
from motcua.catalogue.rules.sheets import ChangeKind
from motcua.catalogue.rules.terms import supplement_law, term_for

__all__ = [
    "RESOLVES",
    "AdministeredForm",
    "AdministeredRow",
    "ApplicantKind",
    "Area",
    "AuthorityLevel",
    "BadSource",
    "Case",
    "ChangeKind",
    "Channel",
    "ChecklistItem",
    "CollectionLimit",
    "Component",
    "ComponentKind",
    "Draft",
    "Exemption",
    "Fault",
    "Fee",
    "FeeFacts",
    "FeeKind",
    "FeeLine",
    "FeeUnit",
    "Field",
    "Finding",
    "FormDraft",
    "FormInForce",
    "FormKey",
    "FormSet",
    "FormText",
    "FormUse",
    "Found",
    "Gap",
    "GapKind",
    "ImportLine",
    "ImportReport",
    "Label",
    "LegalText",
    "LifeEvent",
    "Listing",
    "Mark",
    "Necessity",
    "Needed",
    "OfficialForm",
    "OnlineArrival",
    "Outcome",
    "Part",
    "PauseReason",
    "Place",
    "Presence",
    "ProcedureVersion",
    "ProcessDefinition",
    "ProlongationEffect",
    "ProlongationRule",
    "PublishedForm",
    "ReadDraft",
    "ReadRow",
    "Reading",
    "Reason",
    "ReasonKind",
    "RefusedRow",
    "Regime",
    "ReportLayout",
    "Result",
    "ResultSignature",
    "SeedReport",
    "Selector",
    "ServiceLevel",
    "ServiceLevelPeriod",
    "Severity",
    "Shape",
    "SignaturePlace",
    "SignedBy",
    "StartEvent",
    "StartRule",
    "Status",
    "Step",
    "StepAction",
    "StepKind",
    "StoredDraft",
    "SupplementEffect",
    "SupplementLaw",
    "SupplementRule",
    "TermRule",
    "Tier",
    "UnknownShape",
    "VersionDraft",
    "VersionLife",
    "Why",
    "checklist",
    "fees_owed",
    "missing",
    "own_words",
    "supplement_law",
    "term_for",
    "worded",
]
