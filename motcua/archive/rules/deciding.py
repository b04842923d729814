"""What a decision on destruction must say, and when a year is over."""

from datetime import date

from motcua.archive.types import Decision
from motcua.kernel.types import Refusal

LONGEST_NUMBER = 100


def objection_to(decision: Decision, *, proposed_on: date, today: date) -> Refusal | None:
    """Why papers cannot be destroyed by it: it lacks its number or who decided, or is of a day that cannot be.

    A decision is of the day of the proposal at the earliest, for what it decides on is that list.
    """
    if not decision.number.strip() or not decision.decided_by.strip():
        return Refusal("archive_decision_incomplete")
    if not proposed_on <= decision.decided_on <= today:
        return Refusal("archive_decision_day", {"from": proposed_on, "today": today})
    return None


def objection_to_closing(year: int, *, today: date) -> Refusal | None:
    """Why the list of a year cannot be made: the year is not over."""
    return None if year < today.year else Refusal("archive_year_not_over", {"year": str(year)})
