"""Whether a version may be published: everything a dossier will rely on is there and says one thing."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from motcua.catalogue.parts.findings import Finding, Severity
from motcua.catalogue.parts.papers import ComponentKind, Necessity
from motcua.catalogue.parts.procedure import ProcedureVersion
from motcua.catalogue.parts.terms import SupplementEffect
from motcua.catalogue.rules.definition import check_hours, check_shape
from motcua.catalogue.rules.fees import overlaps
from motcua.catalogue.rules.signatures import check_signatures
from motcua.catalogue.rules.terms import ambiguities, gaps, terms_of_case

SMALLEST_LIKELY_AMOUNT = 1_000
"""Đồng below which a published amount is more likely thousands mis-typed (100 for 100,000)."""


def check(version: ProcedureVersion, *, hours_a_day: Decimal) -> list[Finding]:
    """All findings, errors and warnings, in the order of the version's parts."""
    return [
        *_dates(version),
        *_keys(version),
        *_references(version),
        *_terms(version),
        *_fees(version),
        *_papers(version),
        *_supplement(version),
        *_process(version, hours_a_day),
        *check_signatures(version),
        *(
            Finding("awaits_a_person", ("marks", place), {"mark": mark.kind, "text": mark.text or mark.kind})
            for place, mark in enumerate(version.marks)
        ),
    ]


def _dates(version: ProcedureVersion) -> Iterator[Finding]:
    if version.effective_to is not None and version.effective_to < version.effective_from:
        yield Finding("ends_before_it_begins", ("effective_to",))


def _keys(version: ProcedureVersion) -> Iterator[Finding]:
    keyed: tuple[tuple[str, Iterable[str]], ...] = (
        ("cases", (case.key for case in version.cases)),
        ("components", (component.key for component in version.components)),
        ("results", (result.key for result in version.results)),
        ("pauses", (reason.key for reason in version.pause_reasons)),
        ("prolongations", (rule.key for rule in version.prolongations)),
    )
    for part, keys in keyed:
        for key, times in Counter(keys).items():
            if times > 1:
                yield Finding("key_named_twice", (part,), {"key": key})


def _references(version: ProcedureVersion) -> Iterator[Finding]:
    """Cases and channels named anywhere exist in the version."""
    cases = {case.key for case in version.cases}
    parts = (
        *((("terms", place), rule.cases, rule.channels) for place, rule in enumerate(version.terms)),
        *((("fees", place), fee.cases, fee.channels) for place, fee in enumerate(version.fees)),
        *((("components", place), part.cases, part.channels) for place, part in enumerate(version.components)),
        *((("prolongations", place), rule.cases, frozenset()) for place, rule in enumerate(version.prolongations)),
    )
    for where, named, channels in parts:
        for case in sorted(named - cases):
            yield Finding("case_unknown", where, {"case": case})
        for channel in sorted(channels - version.channels):
            yield Finding("channel_closed", where, {"channel": channel})
    for place, rule in enumerate(version.terms):
        for applicant in sorted(rule.applicants - version.subjects):
            yield Finding("subject_unknown", ("terms", place), {"subject": applicant})


def _terms(version: ProcedureVersion) -> Iterator[Finding]:
    for (case, channel, *_rest), rules in ambiguities(version)[:1]:
        terms = tuple(rule.term for rule in rules)
        if case is None:
            yield Finding("terms_ambiguous_without_case", ("terms",), {"channel": channel, "terms": terms})
        else:
            yield Finding("terms_ambiguous", ("terms",), {"case": case, "channel": channel, "terms": terms})
    for case, channel, *_rest in gaps(version)[:1]:
        if case is None:
            yield Finding("term_missing_without_case", ("terms",), {"channel": channel})
        else:
            yield Finding("term_missing", ("terms",), {"case": case, "channel": channel})


def _fees(version: ProcedureVersion) -> Iterator[Finding]:
    for one, other in overlaps(version.fees):
        yield Finding("fees_overlap", ("fees", version.fees.index(other)), {"key": one.key})
    for place, fee in enumerate(version.fees):
        if fee.currency == "VND" and fee.amount is not None and 0 < fee.amount < SMALLEST_LIKELY_AMOUNT:
            yield Finding("amount_too_small", ("fees", place), {"amount": fee.amount}, Severity.WARNING)


def _papers(version: ProcedureVersion) -> Iterator[Finding]:
    for place, paper in enumerate(version.components):
        count = paper.originals + paper.certified_copies + paper.copies
        if paper.kind is not ComponentKind.DATA and count == 0:
            yield Finding("paper_without_count", ("components", place), {"key": paper.key})
        if paper.necessity is Necessity.CONDITIONAL and paper.condition is None:
            yield Finding("condition_unsaid", ("components", place), {"key": paper.key})


def _supplement(version: ProcedureVersion) -> Iterator[Finding]:
    rule = version.supplement
    if (rule.effect is SupplementEffect.RESTART_WITH) != (rule.term is not None):
        yield Finding("restart_term_unclear", ("supplement",))


def _process(version: ProcedureVersion, hours_a_day: Decimal) -> Iterator[Finding]:
    if version.process is None:
        yield Finding("process_missing", ("process",))
        return
    shape = check_shape(version.process, pause_keys=(reason.key for reason in version.pause_reasons))
    yield from shape
    if not shape:
        cases: list[str | None] = [case.key for case in version.cases] or [None]
        terms = {case: terms_of_case(version, case) for case in cases}
        yield from check_hours(version.process, terms, hours_a_day=hours_a_day)
