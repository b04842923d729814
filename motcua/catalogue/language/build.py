"""From what is written to the shape that is published: references resolved, shared models pinned by value."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from motcua.catalogue.language import models as written
from motcua.catalogue.language.text import Fault, Path
from motcua.catalogue.parts.fees import Exemption, Fee, Tier
from motcua.catalogue.parts.papers import Component, Result
from motcua.catalogue.parts.procedure import ProcedureVersion
from motcua.catalogue.parts.process import ProcessDefinition, Step, StepAction
from motcua.catalogue.parts.signatures import ResultSignature, SignaturePlace
from motcua.catalogue.parts.terms import (
    CollectionLimit,
    PauseReason,
    ProlongationRule,
    StartRule,
    SupplementRule,
    TermRule,
)
from motcua.catalogue.parts.words import ApplicantKind, Case, Field, Label, LegalText, Mark, ServiceLevelPeriod
from motcua.catalogue.rules.definition import share_of, shortest, working_hours

Entry = TypeVar("Entry")
_KINDS = frozenset(kind.value for kind in ApplicantKind)


@dataclass(frozen=True, slots=True)
class Library:
    """What procedures share, by key; and the templates the house has of letters and of what a signature shows."""

    fields: Mapping[str, written.WrittenField]
    subject_groups: Mapping[str, frozenset[str]]
    pauses: Mapping[str, written.WrittenPause]
    exemptions: Mapping[str, written.WrittenExemption]
    components: Mapping[str, written.WrittenComponent]
    fees: Mapping[str, written.WrittenFee]
    models: Mapping[str, written.WrittenModel]
    signatures: Mapping[str, Sequence[written.WrittenSignature]]
    working_day_hours: Decimal
    letters: frozenset[str]
    stamps: frozenset[str]


class Builder:
    """Builds one version; collects every reference that leads nowhere instead of stopping at the first."""

    def __init__(self, procedure: written.WrittenProcedure, library: Library) -> None:
        self.procedure = procedure
        self.library = library
        self.unknown: list[tuple[Path, str]] = []

    def version(self) -> ProcedureVersion:
        """The version as written, number 0 and id 0 until it is published."""
        source = self.procedure
        terms = tuple(self._term(place, rule) for place, rule in enumerate(source.terms))
        cases = tuple(Case(case.key, Label(case.vi, case.en)) for case in source.cases)
        return ProcedureVersion(
            id=0,
            code=source.code,
            number=0,
            name=source.name,
            field=self._field(),
            decision=source.decision,
            effective_from=source.effective_from,
            effective_to=source.effective_to,
            levels=source.levels,
            subjects=self._subjects(("subjects",), source.subjects),
            channels=source.channels,
            cases=cases,
            terms=terms,
            fees=tuple(self._fee(place, fee) for place, fee in self._shared(("fees",), source.fees, self.library.fees)),
            components=tuple(
                component_of(paper)
                for _, paper in self._shared(("components",), source.components, self.library.components)
            ),
            results=tuple(self._result(place, result) for place, result in enumerate(source.results)),
            legal_basis=tuple(LegalText(text.number, text.title) for text in source.legal_basis),
            conditions=tuple(source.conditions),
            service_levels=tuple(
                ServiceLevelPeriod(period.level, period.valid_from, period.valid_to, _label(period.reason))
                for period in source.service
            ),
            supplement=_supplement(source.supplement),
            pause_reasons=tuple(
                pause_of(pause) for _, pause in self._shared(("pauses",), source.pauses, self.library.pauses)
            ),
            prolongations=tuple(_prolongation(rule) for rule in source.prolongations),
            start=StartRule(source.start.event, source.start.article) if source.start else StartRule(),
            process=self._process(terms, [case.key for case in cases]),
            immediate=source.immediate,
            on_site_steps=int(source.on_site) if source.on_site else None,
            quantity=source.quantity,
            cross_boundary=source.cross_boundary,
            presence=source.presence,
            collection=_collection(source.collection),
            resolved_by=source.resolved_by,
            special_texts=tuple(text.label() for text in source.texts),
            notes=tuple(source.notes),
            keywords=tuple(source.keywords),
            marks=tuple(Mark(mark.kind, mark.where, mark.text) for mark in source.marks),
        )

    def _field(self) -> Field:
        named = self.procedure.field
        if isinstance(named, written.WrittenNewField):
            return Field(named.key, named.name)
        known = self.library.fields.get(named)
        if known is None:
            self.unknown.append((("field",), named))
        return Field(named, known.name if known else "")

    def _subjects(self, path: Path, names: Iterable[str]) -> frozenset[ApplicantKind]:
        """Names of single kinds or of groups of them."""
        kinds: set[ApplicantKind] = set()
        for name in sorted(names):
            for member in self.library.subject_groups.get(name, frozenset({name})):
                if member in _KINDS:
                    kinds.add(ApplicantKind(member))
                else:
                    self.unknown.append((path, member))
        return frozenset(kinds)

    def _term(self, place: int, rule: written.WrittenTermRule) -> TermRule:
        applicants = self._subjects(("terms", place, "applicants"), rule.applicants)
        return TermRule(rule.term, rule.cases, rule.channels, rule.areas, applicants, rule.article)

    def _result(self, place: int, result: written.WrittenResult) -> Result:
        where = ("results", place)
        if result.letter and result.letter not in self.library.letters:
            self.unknown.append(((*where, "letter"), result.letter))
        wanted = result.signatures
        if isinstance(wanted, str) and wanted not in self.library.signatures:
            self.unknown.append(((*where, "signatures"), wanted))
        plan = self.library.signatures.get(wanted, ()) if isinstance(wanted, str) else wanted
        for one in plan:
            if one.stamp not in self.library.stamps:
                self.unknown.append(((*where, "signatures"), one.stamp))
        return Result(
            key=result.key,
            code=result.code,
            name=result.name,
            number_series=result.number_series,
            term=result.term,
            letter=result.letter,
            signatures=tuple(signature_of(one) for one in plan),
        )

    def _fee(self, place: int, fee: written.WrittenFee) -> Fee:
        return Fee(
            key=fee.key,
            kind=fee.kind,
            label=Label(fee.vi, fee.en),
            amount=fee.amount,
            unit=fee.unit,
            tiers=tuple(Tier(tier.first, tier.amount) for tier in fee.tiers),
            cap=fee.cap,
            currency=fee.currency,
            valid_from=fee.valid_from,
            valid_to=fee.valid_to,
            decided_by=fee.decided_by,
            channels=fee.channels,
            cases=fee.cases,
            applicants=self._subjects(("fees", place, "applicants"), fee.applicants),
            exemptions=tuple(
                exemption_of(entry)
                for _, entry in self._shared(("fees", place, "exemptions"), fee.exemptions, self.library.exemptions)
            ),
            optional=fee.optional,
        )

    def _shared(
        self, path: Path, entries: Sequence[Entry | str], shelf: Mapping[str, Entry]
    ) -> Iterator[tuple[int, Entry]]:
        """The entries with their places; a bare name stands for the library's entry of that name."""
        for place, entry in enumerate(entries):
            meant = shelf.get(entry) if isinstance(entry, str) else entry
            if meant is None:
                self.unknown.append(((*path, place), str(entry)))
            else:
                yield place, meant

    def _process(self, terms: Sequence[TermRule], cases: Sequence[str]) -> ProcessDefinition | None:
        wanted = self.procedure.process
        if wanted.own is not None:
            self.unknown += [(("process", "steps", key), key) for key in sorted(wanted.steps)]
            own = tuple(_own_step(step, cases) for step in wanted.own.steps)
            return ProcessDefinition(wanted.model, own, wanted.own.supplement_returns_to, wanted.decision)
        model = self.library.models.get(wanted.model)
        if model is None:
            self.unknown.append((("process", "model"), wanted.model))
            return None
        known = {step.key for step in model.steps}
        self.unknown += [(("process", "steps", key), key) for key in sorted(wanted.steps.keys() - known)]
        keys: list[str | None] = [*cases] or [None]
        budgets = {key: self._budget(terms, key) for key in keys}
        steps = tuple(_step(step, wanted.steps.get(step.key), budgets) for step in model.steps)
        return ProcessDefinition(wanted.model, steps, model.supplement_returns_to, wanted.decision)

    def _budget(self, terms: Sequence[TermRule], case: str | None) -> Decimal:
        """Working hours of the shortest term of a case; one day where no term was decided."""
        hours_a_day = self.library.working_day_hours
        rule = shortest((rule for rule in terms if not rule.cases or case in rule.cases), hours_a_day=hours_a_day)
        return working_hours(rule.term, hours_a_day=hours_a_day) if rule else hours_a_day


def build(procedure: written.WrittenProcedure, library: Library) -> tuple[ProcedureVersion, list[tuple[Path, str]]]:
    """The version, and every reference that leads nowhere as (path, what was named)."""
    builder = Builder(procedure, library)
    return builder.version(), builder.unknown


def library_of(
    source: written.WrittenLibrary, *, letters: frozenset[str], stamps: frozenset[str]
) -> tuple[Library, list[Fault]]:
    """The library by key, and the faults of keys given twice. `letters` and `stamps` are the templates there are."""
    faults = [
        Fault("named_twice", 1, part, {"found": key})
        for part, keys in (
            ("pauses", [pause.key for pause in source.pauses]),
            ("exemptions", [exemption.key for exemption in source.exemptions]),
            ("components", [component.key for component in source.components]),
            ("fees", [fee.key for fee in source.fees]),
        )
        for key in sorted({key for key in keys if keys.count(key) > 1})
    ]
    library = Library(
        fields=source.fields,
        subject_groups={key: frozenset(names) for key, names in source.subject_groups.items()},
        pauses={pause.key: pause for pause in source.pauses},
        exemptions={exemption.key: exemption for exemption in source.exemptions},
        components={component.key: component for component in source.components},
        fees={fee.key: fee for fee in source.fees},
        models=source.models,
        signatures=source.signatures,
        working_day_hours=source.working_day_hours,
        letters=letters,
        stamps=stamps,
    )
    return library, faults


def _label(text: written.WrittenLabel | None) -> Label | None:
    return text.label() if text else None


def pause_of(source: written.WrittenPause) -> PauseReason:
    """The pause reason as a version pins it."""
    return PauseReason(
        source.key,
        Label(source.vi, source.en),
        source.opens.label(),
        source.closes.label(),
        source.article,
        source.expected,
    )


def exemption_of(source: written.WrittenExemption) -> Exemption:
    """The exemption as a version pins it."""
    return Exemption(source.key, Label(source.vi, source.en), source.proof, source.percent, source.article)


def component_of(source: written.WrittenComponent) -> Component:
    """The paper as a version pins it."""
    return Component(
        key=source.key,
        label=Label(source.vi, source.en),
        kind=source.kind,
        originals=source.originals,
        certified_copies=source.certified_copies,
        copies=source.copies,
        necessity=source.necessity,
        condition=_label(source.condition),
        one_of=source.one_of,
        cases=source.cases,
        channels=source.channels,
        form_number=source.form_number,
        result_code=source.result_code,
        note=source.note,
    )


def signature_of(source: written.WrittenSignature) -> ResultSignature:
    """The signature as a version pins it."""
    place = source.place
    return ResultSignature(
        key=source.key,
        label=Label(source.vi, source.en),
        turn=source.turn,
        step=source.step,
        stamp=source.stamp,
        by=source.by,
        capacities=source.capacities,
        place=None if place is None else SignaturePlace(**dict(place)),
    )


def _supplement(rule: written.WrittenSupplement | None) -> SupplementRule:
    if rule is None:
        return SupplementRule()
    return SupplementRule(rule.effect, rule.term, rule.slip_deadline, rule.waiting_term, rule.allowed, rule.article)


def _prolongation(rule: written.WrittenProlongation) -> ProlongationRule:
    return ProlongationRule(rule.key, Label(rule.vi, rule.en), rule.effect, rule.term, rule.article, rule.cases)


def _collection(limit: written.WrittenCollection | None) -> CollectionLimit | None:
    return CollectionLimit(limit.term, limit.consequence.label(), limit.article) if limit else None


def _step(
    source: written.WrittenStep, change: written.WrittenStepChange | None, budgets: Mapping[str | None, Decimal]
) -> Step:
    change = change or written.WrittenStepChange()
    by_case = {case: _hours(source, change, case, budget) for case, budget in budgets.items()}
    usual = min(by_case.values())
    return Step(
        key=source.key,
        kind=source.kind,
        label=Label(change.vi or source.vi, change.en or source.en),
        role=change.role or source.role,
        at=source.at if change.at is None else change.at,
        hours=usual,
        actions=_actions(source.actions),
        hours_by_case={case: hours for case, hours in by_case.items() if case is not None and hours != usual},
        may_supplement=source.may_supplement,
        pause=source.pause if change.pause is None else change.pause,
        join=source.join,
    )


def _own_step(source: written.WrittenOwnStep, cases: Sequence[str]) -> Step:
    """A step that follows no model. A case for which no hours are named has the fewest of the others."""
    named = {} if isinstance(source.hours, Decimal) else source.hours
    usual = source.hours if isinstance(source.hours, Decimal) else min(source.hours.values(), default=Decimal(0))
    return Step(
        key=source.key,
        kind=source.kind,
        label=Label(source.vi, source.en),
        role=source.role,
        at=source.at,
        hours=usual,
        actions=_actions(source.actions),
        hours_by_case={case: named[case] for case in cases if named.get(case, usual) != usual},
        may_supplement=source.may_supplement,
        pause=source.pause,
        join=source.join,
    )


def _actions(actions: Iterable[written.WrittenAction]) -> tuple[StepAction, ...]:
    return tuple(StepAction(one.key, Label(one.vi, one.en), one.next, one.outcome) for one in actions)


def _hours(
    source: written.WrittenStep, change: written.WrittenStepChange, case: str | None, budget: Decimal
) -> Decimal:
    """The hours the procedure names, else the model's share of the case's term."""
    named = change.hours
    if isinstance(named, Decimal):
        return named
    if named is not None and case in named:
        return named[case]
    return share_of(budget, source.share)
