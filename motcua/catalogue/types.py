"""What crosses the catalogue's door: the shapes of a procedure and a regime, and the pure rules over them."""

from motcua.catalogue.language.text import BadSource, Fault
from motcua.catalogue.parts.fees import Exemption, Fee, FeeFacts, FeeKind, FeeLine, FeeUnit, Tier, Why
from motcua.catalogue.parts.findings import Finding, Severity
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
from motcua.catalogue.parts.regime import FormKey, FormSet, OfficialForm, OnlineArrival, Regime, ReportLayout
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
from motcua.catalogue.rules.competence import RESOLVES
from motcua.catalogue.rules.fees import fees_owed
from motcua.catalogue.rules.terms import supplement_law, term_for

__all__ = [
    "RESOLVES",
    "ApplicantKind",
    "Area",
    "AuthorityLevel",
    "BadSource",
    "Case",
    "Channel",
    "ChecklistItem",
    "CollectionLimit",
    "Component",
    "ComponentKind",
    "Exemption",
    "Fault",
    "Fee",
    "FeeFacts",
    "FeeKind",
    "FeeLine",
    "FeeUnit",
    "Field",
    "Finding",
    "FormKey",
    "FormSet",
    "Found",
    "Label",
    "LegalText",
    "Listing",
    "Mark",
    "Necessity",
    "OfficialForm",
    "OnlineArrival",
    "Outcome",
    "PauseReason",
    "Place",
    "Presence",
    "ProcedureVersion",
    "ProcessDefinition",
    "ProlongationEffect",
    "ProlongationRule",
    "Regime",
    "ReportLayout",
    "Result",
    "SeedReport",
    "Selector",
    "ServiceLevel",
    "ServiceLevelPeriod",
    "Severity",
    "StartEvent",
    "StartRule",
    "Step",
    "StepAction",
    "StepKind",
    "SupplementEffect",
    "SupplementLaw",
    "SupplementRule",
    "TermRule",
    "Tier",
    "Why",
    "checklist",
    "fees_owed",
    "missing",
    "supplement_law",
    "term_for",
]
