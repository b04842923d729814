"""The listed reasons: all of them, and those that are offered for an act."""

from collections.abc import Iterable
from datetime import date

from motcua.catalogue import models
from motcua.catalogue.parts.reasons import Reason, ReasonKind
from motcua.catalogue.parts.words import Label
from motcua.catalogue.rules import reasons as rules
from motcua.journal import queries as journal
from motcua.kernel import reference
from motcua.kernel.text import fold
from motcua.kernel.types import Refusal, Refused

REASONS = "reasons"
"""The stream in which it is written what becomes of the list."""


def sequence_of_reasons() -> int:
    """How often the list was changed: what somebody has seen who looks at it now."""
    return journal.sequence_of(REASONS)


@reference.kept("catalogue")
def reasons() -> tuple[Reason, ...]:
    """Every reason that was ever listed, the newest first."""
    return tuple(map(reason_of, models.ListedReason.objects.order_by("-valid_from", "-id")))


def listed_reason(reason_id: int) -> Reason:
    """One of them. Raises Refused: `reason_absent`."""
    found = next((one for one in reasons() if one.id == reason_id), None)
    if found is None:
        raise Refused(Refusal("reason_absent"))
    return found


def reasons_offered(
    kind: ReasonKind, *, on: date, procedure_code: str = "", field_code: str = ""
) -> tuple[Reason, ...]:
    """What may be chosen for that kind of act on that day, for a dossier of that procedure."""
    return rules.offered(reasons(), kind, on=on, about=(procedure_code, field_code))


def reason_called(key: str, *, on: date | None = None) -> Reason | None:
    """The reason of that key as it is worded on that day; without a day, or where it is not listed then, the newest."""
    same = [one for one in reasons() if one.key == key]
    return next((one for one in same if on is not None and one.holds_on(on)), same[0] if same else None)


def reasons_found(words: str, kind: ReasonKind | None) -> list[Reason]:
    """Those of that kind in which these words stand, with or without their accents."""
    wanted = fold(words).split()
    return [one for one in reasons() if (kind is None or kind in one.kinds) and _says(_said_by(one), wanted)]


def _said_by(reason: Reason) -> str:
    return fold(" ".join((reason.label.vi, reason.label.en, reason.article, reason.key, reason.decision, *reason.only)))


def _says(text: str, wanted: Iterable[str]) -> bool:
    return all(word in text for word in wanted)


def reason_of(row: models.ListedReason) -> Reason:
    """A row of the table as a value."""
    return Reason(
        id=row.pk,
        key=row.key,
        kinds=frozenset(map(ReasonKind, row.kinds)),
        label=Label(row.vi, row.en),
        valid_from=row.valid_from,
        decision=row.decision,
        valid_to=row.valid_to,
        article=row.article,
        only=tuple(row.only),
        needs_words=row.needs_words,
    )
