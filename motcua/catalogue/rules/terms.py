"""Which term a dossier has, and what holds for its supplement."""

from collections.abc import Iterable, Sequence
from itertools import product

from motcua.catalogue.parts.procedure import ProcedureVersion
from motcua.catalogue.parts.regime import Regime
from motcua.catalogue.parts.terms import SupplementEffect, SupplementLaw, TermRule
from motcua.catalogue.parts.words import ApplicantKind, Area, Channel
from motcua.kernel.types import Refusal

Situation = tuple[str | None, Channel, Area | None, ApplicantKind]


def term_for(
    version: ProcedureVersion,
    *,
    case: str | None,
    channel: Channel,
    area: Area | None,
    applicant: ApplicantKind,
) -> TermRule | Refusal:
    """The term rule of that situation: the most specific one that matches (clock rule 17).

    Refuses with `term_undecided` where the version has no term for it: no dossier can be received (clock rule 18).
    """
    best = _most_specific(version.terms, (case, channel, area, applicant))
    if not best:
        return Refusal("term_undecided", {"code": version.code, "case": case or ""})
    return best[0]


def ambiguities(version: ProcedureVersion) -> list[tuple[Situation, tuple[TermRule, ...]]]:
    """The situations in which two equally specific rules give different terms. Publication refuses them."""
    found = [(situation, _most_specific(version.terms, situation)) for situation in situations(version)]
    return [(situation, best) for situation, best in found if len({str(rule.term) for rule in best}) > 1]


def gaps(version: ProcedureVersion) -> list[Situation]:
    """The situations for which no term was decided."""
    return [situation for situation in situations(version) if not _most_specific(version.terms, situation)]


def situations(version: ProcedureVersion) -> Iterable[Situation]:
    """Every combination of case, open channel, area and subject that a dossier of this version can have."""
    cases: Sequence[str | None] = [case.key for case in version.cases] or [None]
    areas: Sequence[Area | None] = [None, *sorted({area for rule in version.terms for area in rule.areas})]
    return product(cases, sorted(version.channels), areas, sorted(version.subjects))


def terms_of_case(version: ProcedureVersion, case: str | None) -> list[TermRule]:
    """The rules a dossier of this case can meet, whatever its channel, place or applicant."""
    return [rule for rule in version.terms if not rule.cases or case in rule.cases]


def supplement_law(version: ProcedureVersion, regime: Regime) -> SupplementLaw:
    """What holds for a supplement: the procedure's special law over the regime (clock rule 19)."""
    special = version.supplement
    effect = special.effect or regime.supplement_effect
    return SupplementLaw(
        effect=effect,
        term=special.term if effect is SupplementEffect.RESTART_WITH else None,
        slip_deadline=special.slip_deadline or regime.supplement_slip_deadline,
        waiting_term=special.waiting_term or regime.supplement_waiting_term,
        allowed=regime.supplements_allowed if special.allowed is None else special.allowed,
        closing_allowed=regime.closing_allowed,
        article=special.article or regime.article("supplement"),
    )


def _most_specific(rules: Iterable[TermRule], situation: Situation) -> tuple[TermRule, ...]:
    matching = [rule for rule in rules if _matches(rule, situation)]
    return tuple(rule for rule in matching if not any(_narrower(other, rule) for other in matching))


def _matches(rule: TermRule, situation: Situation) -> bool:
    return all(not wanted or given in wanted for wanted, given in zip(_dimensions(rule), situation, strict=True))


def _narrower(one: TermRule, other: TermRule) -> bool:
    """Whether `one` speaks of a true part of the situations `other` speaks of."""
    pairs = list(zip(_dimensions(one), _dimensions(other), strict=True))
    inside = all(not theirs or (mine and mine <= theirs) for mine, theirs in pairs)
    return inside and any(mine != theirs for mine, theirs in pairs)


def _dimensions(rule: TermRule) -> tuple[frozenset[object], ...]:
    return (frozenset(rule.cases), frozenset(rule.channels), frozenset(rule.areas), frozenset(rule.applicants))
