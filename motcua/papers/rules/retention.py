"""How long papers are kept: which rule holds for a file, and the last day of its period."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

FOR_EVER = date.max
"""The last day of what is kept permanently: it never passes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule:
    """A period. `years` None is for ever. Empty selectors hold for everything; `law` is where the period stands."""

    years: int | None
    law: str
    procedure: str = ""
    field: str = ""
    kind: str = ""
    verified: bool = False

    @property
    def key(self) -> str:
        """The name under which a file bears it: `field:ho_tich kind:result`, or `any`."""
        named = (("procedure", self.procedure), ("field", self.field), ("kind", self.kind))
        return " ".join(f"{name}:{value}" for name, value in named if value) or "any"

    def until(self, finished_on: date) -> date:
        """The last day on which papers of a dossier that was finished on that day must still be kept.

        The period begins when the year in which the dossier was finished is over (Luật Lưu trữ: counted in years).
        """
        if self.years is None or finished_on.year + self.years > FOR_EVER.year:
            return FOR_EVER
        return date(finished_on.year + self.years, 12, 31)


def rule_for(rules: Collection[RetentionRule], *, procedure: str, field: str, kind: str = "") -> RetentionRule:
    """The most specific rule that covers it. Raises LookupError when none does.

    What is said of a procedure outweighs what is said of its field, and that what is said of all; within each, what is
    said of the kind of file outweighs what is said of every kind.
    """
    asked = (procedure, field, kind)
    covering = [
        rule
        for rule in rules
        if all(
            said in {"", wanted} for said, wanted in zip((rule.procedure, rule.field, rule.kind), asked, strict=True)
        )
    ]
    if not covering:
        raise LookupError(f"No period is known for procedure {procedure!r}, field {field!r}, kind {kind!r}.")
    return max(covering, key=lambda rule: (rule.procedure != "", rule.field != "", rule.kind != ""))


def flaws(rules: Collection[RetentionRule]) -> list[str]:
    """What is wrong with a table of periods: none for what no rule names, two for the same, a period of no years."""
    found = [
        f"{rule.key}: a period is of one year at least" for rule in rules if rule.years is not None and rule.years < 1
    ]
    keys = [(rule.procedure, rule.field, rule.kind) for rule in rules]
    found += [f"{rule.key}: said twice" for place, rule in enumerate(rules) if keys.index(keys[place]) != place]
    if ("", "", "") not in keys:
        found.append("nothing is said of what no rule names")
    return found
