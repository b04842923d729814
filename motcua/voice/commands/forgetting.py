"""Who sent a feedback is erased: what he said goes with his data (`queries.persons`), and his files here."""

from motcua.journal.commands import Unit
from motcua.papers import commands as papers
from motcua.papers import queries as kept
from motcua.parties.types import Subject
from motcua.voice.queries.persons import feedback_of
from motcua.voice.reading import rules_on


def forget_person(unit: Unit, subject: Subject) -> None:
    """The files of what somebody sent, and of the answers, are let go."""
    decision = rules_on(unit.at.date()).decision
    for row in feedback_of(subject).select_for_update(no_key=True):
        files = kept.attachments(row.holder)
        papers.let_go(files, holder=row.holder, since=row.received_at, decision=decision, unit=unit)
