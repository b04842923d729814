"""A published version of a procedure: everything a dossier needs to know about it, compiled and frozen."""

from dataclasses import dataclass
from datetime import date

from motcua.catalogue.parts.fees import Exemption, Fee
from motcua.catalogue.parts.papers import Component, Result
from motcua.catalogue.parts.process import ProcessDefinition
from motcua.catalogue.parts.terms import (
    CollectionLimit,
    PauseReason,
    ProlongationRule,
    StartRule,
    SupplementRule,
    TermRule,
)
from motcua.catalogue.parts.words import (
    ApplicantKind,
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


@dataclass(frozen=True, slots=True)
class ProcedureVersion:
    """One version of a procedure as promulgated (NĐ 63/2010 Đ8, Đ15). Never changes; a dossier pins its `id`.

    `id` is 0 until it is stored. `effective_from` and `effective_to` are days, both inclusive. `immediate`: the result
    is given at once (NĐ 118/2025 Đ17.4). `on_site_steps` is 4 or 5 where everything is done at the counter. `quantity`:
    one dossier may ask for several items (copies). `resolved_by` names the resolving agency as the law does.
    `notes` are the publisher's remarks; `marks` what awaits a person.
    """

    id: int
    code: str
    number: int
    name: str
    field: Field
    decision: str
    effective_from: date
    effective_to: date | None
    levels: frozenset[AuthorityLevel]
    subjects: frozenset[ApplicantKind]
    channels: frozenset[Channel]
    cases: tuple[Case, ...]
    terms: tuple[TermRule, ...]
    fees: tuple[Fee, ...]
    components: tuple[Component, ...]
    results: tuple[Result, ...]
    legal_basis: tuple[LegalText, ...]
    conditions: tuple[str, ...]
    service_levels: tuple[ServiceLevelPeriod, ...]
    supplement: SupplementRule
    pause_reasons: tuple[PauseReason, ...]
    prolongations: tuple[ProlongationRule, ...]
    start: StartRule
    process: ProcessDefinition | None
    immediate: bool = False
    on_site_steps: int | None = None
    quantity: bool = False
    cross_boundary: bool = True
    presence: frozenset[Presence] = frozenset()
    collection: CollectionLimit | None = None
    resolved_by: str = ""
    special_texts: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()

    def in_force(self, day: date) -> bool:
        """Whether the version holds on that day."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

    def case(self, key: str) -> Case | None:
        """The case of that key, or None."""
        return next((case for case in self.cases if case.key == key), None)

    def exemption(self, key: str) -> Exemption | None:
        """The exemption of that key among those of its fees, or None."""
        return next((one for fee in self.fees for one in fee.exemptions if one.key == key), None)

    def pause_reason(self, key: str) -> PauseReason | None:
        """The listed pause reason of that key, or None: then nothing may pause for it."""
        return next((reason for reason in self.pause_reasons if reason.key == key), None)

    def prolongation(self, key: str) -> ProlongationRule | None:
        """The prolongation of that key, or None."""
        return next((rule for rule in self.prolongations if rule.key == key), None)

    def service_level_on(self, day: date) -> ServiceLevel:
        """The level of online service on that day; `none` where nothing was published."""
        return next((period.level for period in self.service_levels if period.covers(day)), ServiceLevel.NONE)

    @property
    def result(self) -> Result | None:
        """The main result, None where the procedure ends without a paper."""
        return self.results[0] if self.results else None
