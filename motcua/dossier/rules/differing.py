"""Why a dossier has one class by law and another by QĐ 766 (clock rule 30). Both are kept, and neither is corrected."""

from motcua.dossier.rules.timeliness import MOST_SUPPLEMENTS_OF_766
from motcua.dossier.types import ClassesDiffer, Facts, Timeliness


def why_classes_differ(facts: Facts) -> ClassesDiffer | None:
    """The reason; None where the classes are the same, or there are none yet."""
    by_law, by_766, clock = facts.timeliness, facts.timeliness_766, facts.clock
    if by_law is None or by_766 is None or by_law is by_766:
        return None
    if by_766 is Timeliness.LATE and len(facts.supplements) > MOST_SUPPLEMENTS_OF_766:
        return ClassesDiffer.SECOND_SUPPLEMENT
    if clock is None:
        return ClassesDiffer.BROUGHT_OVER
    if clock.due_at is None or clock.due_766_at is None:
        return ClassesDiffer.ENDED_WAITING
    if clock.due_at != clock.due_766_at:
        return ClassesDiffer.RESTARTED if facts.supplements else ClassesDiffer.OTHER_COUNT
    return ClassesDiffer.BY_THE_MINUTE if not facts.source else ClassesDiffer.BROUGHT_OVER
