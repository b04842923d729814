"""Why the class by law and the class by QĐ 766 differ."""

from motcua.dossier.rules.differing import why_classes_differ
from motcua.dossier.tests.examples import REASON, after, law, on, taken_in
from motcua.dossier.types import AnswerSupplement, AskSupplement, ClassesDiffer, Complete, Decide, Facts, Outcome

SLIP = AskSupplement(missing=("application",), reason=REASON)


def ended(at: str, *moves: tuple[str, object]) -> Facts:
    """Received on Monday, 2 March, ten working days, and done at that minute."""
    by = law()
    first = taken_in("02/03 09:00", by)
    done = [*moves, (at, Decide(Outcome.GRANTED)), (at, Complete(result_number="1"))]
    return after(first, by, *((on(when), move) for when, move in done))  # type: ignore[arg-type]  # moves are commands


def test_the_same_class_needs_no_reason() -> None:
    assert why_classes_differ(ended("13/03 10:00")) is None


def test_late_by_the_hour_and_on_time_by_the_day() -> None:
    assert why_classes_differ(ended("16/03 17:40")) is ClassesDiffer.BY_THE_MINUTE


def test_the_supplement_starts_the_term_anew_by_law_only() -> None:
    facts = ended("25/03 10:00", ("04/03 10:00", SLIP), ("12/03 15:30", AnswerSupplement()))
    assert why_classes_differ(facts) is ClassesDiffer.RESTARTED


def test_an_open_dossier_has_no_classes() -> None:
    assert why_classes_differ(taken_in("02/03 09:00", law())) is None
