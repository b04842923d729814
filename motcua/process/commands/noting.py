"""Notes to colleagues on a dossier. Nothing here moves the dossier or its date, and no citizen ever sees it."""

from collections.abc import Collection
from datetime import datetime

from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.process import models
from motcua.process.commands.moving import moved
from motcua.process.course import Course
from motcua.process.rules.notes import agencies_that_see, objection_to_note
from motcua.process.types import Moved, NoteEntry

_MENTION = """
INSERT INTO process_mention (dossier_id, number, officer_id, mentioned_at)
SELECT %s, %s, officer_id, %s FROM unnest(%s::bigint[]) AS officer_id
"""


def write_note(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    words: str,
    mentioned: Collection[int] = (),
    key: RequestKey | None = None,
) -> Moved:
    """Writes a note; officers of the agencies that see the dossier may be mentioned and have it unread until they look.

    Whatever happened to the dossier meanwhile, the note stands. Raises Refused: `no_such_dossier`, `note_not_yours`,
    `mentioned_sees_it_not`, `text_missing`, `text_too_long`.
    """

    def move(course: Course) -> None:
        refusal = objection_to_note(scope, mentioned, _may_be_mentioned(course) if mentioned else ())
        if refusal is not None:
            raise Refused(refusal)
        others = sorted(set(mentioned) - {scope.officer_id})
        text = parties.write_text(course.unit, words, TextPurpose.NOTE)
        course.note(NoteEntry.WRITTEN, {"words": text.body(), "mentioned": others})
        if others:
            course.send_along(_MENTION, [course.dossier_id, course.sequence, course.now, others])

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=None)


def read_notes(*, actor: Actor, scope: Scope, at: datetime, dossier_id: int) -> None:
    """Whoever was mentioned in notes on a dossier has read them. It is his own business: no entry tells of it."""
    with recording(actor=actor, at=at):
        models.Mention.objects.filter(
            dossier_id=dossier_id, officer_id=scope.officer_id or 0, read_at__isnull=True, mentioned_at__lte=at
        ).update(read_at=at)


def _may_be_mentioned(course: Course) -> frozenset[int]:
    held = organisation.holdings(on=course.now.date(), agency_ids=agencies_that_see(course.locked.facts, course.now))
    return frozenset(one.officer_id for one in held)
