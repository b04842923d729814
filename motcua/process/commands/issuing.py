"""What a granted dossier ends with: a result under its number, in the register of results."""

from datetime import date

from motcua.dossier.types import Outcome
from motcua.papers import commands as papers
from motcua.papers.types import NewResult
from motcua.process.commands.result_papers import number_signed
from motcua.process.course import Course
from motcua.process.results import holder_of


def issue(course: Course, typed: str, *, valid_to: date | None = None) -> str:
    """Enters the result of a dossier that is being completed, and returns the number it goes out under.

    That is the one the clerk typed; left empty, the next one of the resolving agency's register for this kind of paper.
    A refusal is no result and draws none; a kind of paper without a register carries what was typed. One that was
    signed is entered already, and keeps its number and its validity. Raises Refused: `result_ends_before_it_begins`.
    """
    number, facts = typed.strip(), course.locked.facts
    kind = course.locked.version.result
    if kind is None or facts.outcome is not Outcome.GRANTED:
        return number
    if signed := number_signed(course):
        return signed
    result = NewResult(
        number=number,
        kind_code=kind.code,
        kind_name=kind.name,
        agency_id=facts.subject.resolving_agency_id,
        holder=holder_of(course.dossier_id),
        owner=facts.declaration,
        issued_on=course.now.date(),
        valid_to=valid_to,
    )
    if number or not kind.number_series:
        return papers.enter_result(course.unit, result, write=course.send_along).number
    return papers.issue_result(course.unit, result, series=kind.number_series, write=course.send_along).number
