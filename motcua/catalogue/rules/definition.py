"""Whether a process definition can be run: its shape, its decision, its hours (clock rule 22)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal

from motcua.catalogue.parts.findings import Finding, Severity
from motcua.catalogue.parts.process import Outcome, ProcessDefinition, Step, StepAction, StepKind
from motcua.catalogue.parts.terms import TermRule
from motcua.organisation.types import HANDLING_ROLES
from motcua.worktime.types import Phase, Term, TermUnit

_QUARTER = Decimal("0.25")
_DECISIONS = frozenset({Outcome.APPROVE, Outcome.REFUSE})
_WORKING_DAYS_OF = {
    TermUnit.WORKING_DAY: Decimal(1),
    TermUnit.SAME_DAY: Decimal(1),
    TermUnit.DAY: Decimal(5) / 7,
    TermUnit.WEEK: Decimal(5),
    TermUnit.MONTH: Decimal(20),
    TermUnit.YEAR: Decimal(240),
}
"""Working days in one unit; for calendar units a usual count, since holidays differ: they only ever warn."""
_EXACT_UNITS = frozenset({TermUnit.WORKING_DAY, TermUnit.SAME_DAY, TermUnit.WORKING_HOUR})


def working_hours(term: Term, *, hours_a_day: Decimal) -> Decimal:
    """How many working hours a term holds: n working days hold n days' hours (clock rule 22)."""
    hours = [_phase_hours(phase, hours_a_day) for phase in term.phases]
    return sum(hours, Decimal(0))


def _phase_hours(phase: Phase, hours_a_day: Decimal) -> Decimal:
    if phase.unit in (TermUnit.WORKING_HOUR, TermUnit.HOUR):
        return phase.amount
    days = max(phase.amount, Decimal(1)) if phase.unit is TermUnit.SAME_DAY else phase.amount
    return _whole_quarters(days * _WORKING_DAYS_OF[phase.unit] * hours_a_day)


def shortest(rules: Iterable[TermRule], *, hours_a_day: Decimal) -> TermRule | None:
    """The rule that leaves the fewest working hours."""
    return min(rules, key=lambda rule: working_hours(rule.term, hours_a_day=hours_a_day), default=None)


def share_of(hours: Decimal, percent: Decimal) -> Decimal:
    """That part of the hours, in whole quarters of an hour, rounded down so that the parts never exceed the whole."""
    return _whole_quarters(hours * percent / 100)


def _whole_quarters(hours: Decimal) -> Decimal:
    return (hours / _QUARTER).to_integral_value(ROUND_FLOOR) * _QUARTER


def check_shape(definition: ProcessDefinition, *, pause_keys: Iterable[str]) -> list[Finding]:
    """Errors of a definition whatever its term: keys, reachability, ends, the one decision, roles, pauses.

    Later checks need what earlier ones found sound, so the first group with an error is the one reported.
    """
    groups: Sequence[Callable[[ProcessDefinition], Iterator[Finding]]] = (_keys, _targets, _graph, _decisions)
    found: list[Finding] = [*_roles(definition), *_pauses(definition, frozenset(pause_keys))]
    for group in groups:
        broken = list(group(definition))
        if broken:
            return [*found, *broken]
    return found


def check_hours(
    definition: ProcessDefinition, terms: Mapping[str | None, Sequence[TermRule]], *, hours_a_day: Decimal
) -> list[Finding]:
    """Whether the longest path of each case fits the case's shortest term; calendar terms only warn."""
    found: list[Finding] = []
    for case, rules in terms.items():
        rule = shortest(rules, hours_a_day=hours_a_day)
        if rule is None:
            continue
        allowed = working_hours(rule.term, hours_a_day=hours_a_day)
        needed = longest_path(definition, case)
        if needed > allowed:
            exact = all(phase.unit in _EXACT_UNITS for phase in rule.term.phases)
            values = {"hours": needed, "allowed": allowed, "term": rule.term, "case": case or ""}
            severity = Severity.ERROR if exact else Severity.WARNING
            found.append(Finding("path_too_long", ("process",), values, severity))
    return found


def longest_path(definition: ProcessDefinition, case: str | None) -> Decimal:
    """Working hours of the longest way from receipt to hand-over in that case; paused steps cost nothing."""
    return _fold(
        definition,
        lambda step, rest: (Decimal(0) if step.pause else step.hours_for(case)) + max(rest, default=Decimal(0)),
    )[definition.first.key]


def _keys(definition: ProcessDefinition) -> Iterator[Finding]:
    for key in _repeated(step.key for step in definition.steps):
        yield Finding("step_named_twice", ("process",), {"step": key})
    for place, step in enumerate(definition.steps):
        for key in _repeated(action.key for action in step.actions):
            yield Finding("action_named_twice", ("process", "steps", place), {"step": step.key, "action": key})
    if not definition.steps or definition.first.kind is not StepKind.RECEIVE:
        yield Finding("first_step_receives", ("process",))


def _targets(definition: ProcessDefinition) -> Iterator[Finding]:
    known = {step.key for step in definition.steps}
    for step in definition.steps:
        for action in step.actions:
            if action.next is not None and action.next not in known:
                yield Finding("leads_nowhere", ("process",), {"step": step.key, "action": action.key})
            if (action.next is None) != (action.outcome is Outcome.HAND_OVER):
                yield Finding("ends_without_hand_over", ("process",), {"step": step.key, "action": action.key})
            if action.outcome is Outcome.HAND_OVER and step.kind is not StepKind.HAND_OVER:
                yield Finding("ends_without_hand_over", ("process",), {"step": step.key, "action": action.key})
        if step.join and step.join not in known:
            yield Finding("joins_nowhere", ("process",), {"step": step.key, "join": step.join})
        elif step.join and step.join not in {one.next for one in step.actions if one.outcome is Outcome.ADVANCE}:
            yield Finding("joins_without_way", ("process",), {"step": step.key, "join": step.join})
        if not step.actions:
            yield Finding("step_without_action", ("process",), {"step": step.key})
    returns_to = definition.supplement_returns_to
    if returns_to not in known or not definition.step(returns_to).may_supplement:
        yield Finding("supplement_returns_nowhere", ("process",), {"step": returns_to})


def _graph(definition: ProcessDefinition) -> Iterator[Finding]:
    reached: set[str] = set()
    waiting = [definition.first.key]
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting += [action.next for action in definition.step(key).actions if action.next is not None]
    for step in definition.steps:
        if step.key not in reached:
            yield Finding("step_unreachable", ("process",), {"step": step.key})
    circle = _circle(definition)
    if circle is not None:
        yield Finding("path_never_ends", ("process",), {"step": circle})
    for step in definition.steps:
        if not any(True for _ in _onward(step)) and step.kind is not StepKind.HAND_OVER:
            yield Finding("path_never_ends", ("process",), {"step": step.key})


def _decisions(definition: ProcessDefinition) -> Iterator[Finding]:
    counts: dict[str, frozenset[int]] = {}
    for step in _backwards(definition):
        ways = {
            (action.outcome in _DECISIONS) + later
            for action in _onward(step)
            for later in (counts[action.next] if action.next is not None else {0})
        }
        counts[step.key] = frozenset(ways)
    if counts[definition.first.key] != {1}:
        yield Finding("decided_not_once", ("process",), {"counts": sorted(counts[definition.first.key])})


def _roles(definition: ProcessDefinition) -> Iterator[Finding]:
    for step in definition.steps:
        if step.role not in HANDLING_ROLES:
            yield Finding("role_handles_nothing", ("process",), {"step": step.key, "role": step.role})


def _pauses(definition: ProcessDefinition, listed: frozenset[str]) -> Iterator[Finding]:
    for step in definition.steps:
        if step.pause and step.pause not in listed:
            yield Finding("pause_not_listed", ("process",), {"step": step.key, "pause": step.pause})


def _onward(step: Step) -> Iterator[StepAction]:
    return (action for action in step.actions if action.outcome is not Outcome.RETURN)


def _circle(definition: ProcessDefinition) -> str | None:
    """A step from which leading on alone comes back to itself, or None. Going back for rework is no circle."""
    done: set[str] = set()
    on_way: set[str] = set()

    def visit(key: str) -> str | None:
        if key in on_way:
            return key
        if key in done:
            return None
        on_way.add(key)
        found = next(
            (met for action in _onward(definition.step(key)) if action.next and (met := visit(action.next))), None
        )
        on_way.discard(key)
        done.add(key)
        return found

    return visit(definition.first.key)


def _backwards(definition: ProcessDefinition) -> list[Step]:
    """The steps so that each comes after everything it leads on to. The graph is known to have no circle."""
    order: list[str] = []

    def visit(key: str) -> None:
        if key not in order:
            for action in _onward(definition.step(key)):
                if action.next is not None:
                    visit(action.next)
            order.append(key)

    visit(definition.first.key)
    return [definition.step(key) for key in order]


def _fold(definition: ProcessDefinition, combine: Callable[[Step, list[Decimal]], Decimal]) -> Mapping[str, Decimal]:
    values: dict[str, Decimal] = {}
    for step in _backwards(definition):
        values[step.key] = combine(step, [values[action.next] for action in _onward(step) if action.next is not None])
    return values


def _repeated(keys: Iterable[str]) -> list[str]:
    return [key for key, times in Counter(keys).items() if times > 1]
