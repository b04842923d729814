"""Drafting a letter (công văn) about a dossier, drafting it anew, and taking the draft back."""

from collections.abc import Mapping
from datetime import datetime

from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refused
from motcua.organisation.types import Scope
from motcua.papers import commands as papers
from motcua.papers.types import FieldValue
from motcua.parties.types import TextPurpose
from motcua.process import models
from motcua.process.apologies import has_apology_letter
from motcua.process.commands.attempts import Attempt, settle
from motcua.process.commands.keeping import keep_draft
from motcua.process.commands.moving import moved
from motcua.process.course import Course
from motcua.process.drafted import draft_pdf
from motcua.process.general_letters import at_writing, is_shared, letter_to_draft, template_of
from motcua.process.results import holder_of
from motcua.process.rules.general_letters import FIRST
from motcua.process.types import APOLOGY_LETTER, GENERAL_LETTER, LetterEntry, Moved

DRAFT = "letter_draft"
"""As what the draft lies in the dossier; the signed letter lies there as `GENERAL_LETTER`."""


def attempt_at(about: int) -> Attempt:
    """How an attempt to sign a letter is told."""
    return Attempt(
        drawn=LetterEntry.NUMBERED,
        voided=LetterEntry.UNNUMBERED,
        busy="letter_being_signed",
        failed="letter_not_signed",
        beside={"about": about},
    )


def draft_letter(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    values: Mapping[str, FieldValue],
    about: int | None = None,
    letter: str = GENERAL_LETTER,
    to_person: bool = False,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> Moved:
    """Drafts a letter, or drafts the one that is called `about` anew: a file of the dossier, before anybody signs.

    Whoever has the work begins one, whatever state the dossier is in; he or its author changes it. A new one is written
    in the template `letter`; one `to_person` he is told of once it is sealed, and an apology is always to him. Printing
    and storing happen outside the unit of work. Raises Refused as `at_writing` of letters, and `letter_being_signed`;
    `letter_incomplete` (naming every field that is missing) and its kin, `moved_on`.
    """
    _, written, agency_id = at_writing(scope, dossier_id, about, actor=actor, on=at.date(), letter=letter)
    template = template_of(written, letter, on=at.date())
    pdf = draft_pdf(template, values, agency_id=agency_id, at=at)
    accepted = papers.accept_own(pdf)

    def move(course: Course) -> None:
        _, row, issuer_id = at_writing(scope, dossier_id, about, actor=actor, on=at.date(), letter=letter)
        if row is not None:
            settle(course, row, attempt_at(row.about))
        kept = keep_draft(
            course,
            accepted,
            values,
            template=template,
            purpose=TextPurpose.LETTER,
            kind=DRAFT,
            instead_of=row.attachment_id if row is not None and not is_shared(row) else None,
        )
        if row is None:
            row = models.WrittenLetter(
                dossier_id=dossier_id,
                about=course.sequence + 1,
                awaits=FIRST.key,
                to_person=to_person or letter == APOLOGY_LETTER,
            )
        row.letter, row.letter_version = template.key, template.number
        row.values_id, row.values_digest = kept.text.id, kept.text.digest
        row.agency_id, row.attachment_id = issuer_id, kept.attachment
        row.drafted_at, row.drafted_by = course.now, str(actor)
        row.save()
        whom = {"to_person": True} if row.to_person else {}
        course.note(LetterEntry.DRAFTED, {**kept.told, "about": row.about, "agency": row.agency_id, **whom})

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=seen)


def draft_apology(*, actor: Actor, scope: Scope, at: datetime, dossier_id: int) -> None:
    """Drafts the letter of apology from what the act said, once; where it is drafted already nothing is done.

    It comes after the act and outside its unit of work: the apology stands, whether or not its letter can be printed.
    Raises Refused as `draft_letter`.
    """
    if has_apology_letter(dossier_id):
        return
    begin = letter_to_draft(scope, dossier_id, actor=actor, at=at, letter=APOLOGY_LETTER)
    try:
        draft_letter(actor=actor, scope=scope, at=at, dossier_id=dossier_id, values=begin.values, letter=APOLOGY_LETTER)
    except Refused as refused:
        if refused.refusal.code != "apology_drafted_already":  # another press of the same button was quicker
            raise


def take_back_letter(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    about: int,
    key: RequestKey | None = None,
    seen: int | None = None,
) -> Moved:
    """Takes back a letter that nobody has signed: the draft leaves the dossier, and its stream says so.

    Raises Refused: `no_such_dossier`, `no_such_letter`, `letter_of_author`, `letter_signed_already`,
    `letter_being_signed`, `moved_on`.
    """

    def move(course: Course) -> None:
        _, row, _ = at_writing(scope, dossier_id, about, actor=actor, on=at.date())
        if row is None:
            raise LookupError("A letter that is taken back has a row.")
        settle(course, row, attempt_at(about))
        if not is_shared(row):
            papers.drop(row.attachment_id, holder=holder_of(dossier_id), unit=course.unit)
        row.delete()
        course.note(LetterEntry.TAKEN_BACK, {"about": about})

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=seen)
