"""Papers as facts of the dossier: which one of the checklist has files, and how it got into the house."""

from dataclasses import replace
from datetime import datetime

from motcua.dossier.rules.law import Answer, Law
from motcua.dossier.rules.table import Topic
from motcua.dossier.types import (
    AddPaper,
    DigitalState,
    Facts,
    PaperAdded,
    PaperRemoved,
    PaperStateSaid,
    RemovePaper,
    TakeFromStore,
)
from motcua.kernel.types import Refusal


def add(facts: Facts, command: AddPaper, at: datetime, law: Law) -> Answer:
    """A file came for a paper that the procedure knows; the same file for it again changes nothing.

    Refused: a paper that is not in the checklist, a file that makes nothing digital, the signed copy of a file that is
    not there or has one already.
    """
    if all(command.component != component.key for component in law.version.components):
        return Refusal("no_such_component", {"key": command.component}, law.article(Topic.DIGITISATION))
    if command.state is DigitalState.NOT_DIGITISED:
        return Refusal("file_digitises_nothing", {"state": command.state})
    if any(paper.attachment == command.attachment for paper in facts.papers):
        return []
    if command.signs is not None:
        there = any((paper.attachment, paper.component) == (command.signs, command.component) for paper in facts.papers)
        if not there:
            return Refusal("no_such_paper")
        if all(paper.attachment != command.signs for paper in facts.files_in_force):
            return Refusal("paper_signed_already")
    return [
        PaperAdded(
            component=command.component,
            attachment=command.attachment,
            file=command.file,
            file_kind=command.file_kind,
            state=command.state,
            was=facts.digital_state(command.component),
            signs=command.signs,
        )
    ]


def remove(facts: Facts, command: RemovePaper, at: datetime, law: Law) -> Answer:
    """A file is taken out: the paper is then as the file before says. Refused: the dossier has no such file."""
    paper = next((paper for paper in facts.papers if paper.attachment == command.attachment), None)
    if paper is None:
        return Refusal("no_such_paper")
    was = facts.digital_state(paper.component)
    others = replace(facts, papers=tuple(other for other in facts.papers if other != paper))
    left = others.digital_state(paper.component)
    return [PaperRemoved(paper.component, paper.attachment, paper.file, left, was, command.reason)]


def take_from_store(facts: Facts, command: TakeFromStore, at: datetime, law: Law) -> Answer:
    """A paper is known from a national store, named anew if need be; or that is taken back, and its files say again
    how it is there. Taking back what nobody said changes nothing.

    Refused: a paper that is not in the checklist.
    """
    if all(command.component != component.key for component in law.version.components):
        return Refusal("no_such_component", {"key": command.component}, law.article(Topic.DIGITISATION))
    was = facts.digital_state(command.component)
    if command.store is not None:
        return [PaperStateSaid(command.component, DigitalState.NATIONAL_STORE, was, command.store)]
    others = replace(facts, stores=tuple(one for one in facts.stores if one.component != command.component))
    if others == facts:
        return []
    return [PaperStateSaid(command.component, others.digital_state(command.component), was)]
