"""Reading notes to colleagues: those on one dossier, and in which somebody is mentioned and has not read them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from motcua.dossier.types import Facts
from motcua.organisation import queries as organisation
from motcua.organisation.types import Officer, Scope
from motcua.process import models
from motcua.process.presenting import DossierView
from motcua.process.rules.notes import agencies_that_see, objection_to_note
from motcua.process.types import Mention, Note, NoteEntry

_MOST_SHOWN = 20


def may_note(scope: Scope) -> bool:
    """Whether somebody who sees a dossier may write a note on it."""
    return objection_to_note(scope, (), ()) is None


def notes_on(view: DossierView) -> list[Note]:
    """The notes on a dossier, the newest first; one statement where officers are mentioned in any."""
    entries = [one for one in reversed(view.page.timeline) if one.kind == NoteEntry.WRITTEN]
    mentioned = {officer_id for one in entries for officer_id in one.body["mentioned"]}
    names = organisation.officer_names(mentioned) if mentioned else {}
    return [
        Note(
            number=one.sequence,
            at=one.at,
            by=one.actor_name,
            words=one.texts["words"].content or "" if "words" in one.texts else "",
            mentioned=tuple(names[officer_id] for officer_id in one.body["mentioned"] if officer_id in names),
        )
        for one in entries
    ]


def to_mention(scope: Scope, facts: Facts, words: str, *, at: datetime) -> list[Officer]:
    """The officers of the agencies that see the dossier whose name contains the words; not whoever asks."""
    found = organisation.search_officers(words, agency_ids=agencies_that_see(facts, at), on=at.date())
    return [one for one in found if one.id != scope.officer_id][:_MOST_SHOWN]


def unread_mentions(officer_id: int | None, dossier_ids: Collection[int] | None = None) -> Sequence[Mention]:
    """In which notes an officer is mentioned that he has not read, the newest first; all, or those on some dossiers."""
    rows = models.Mention.objects.filter(officer_id=officer_id or 0, read_at__isnull=True)
    if dossier_ids is not None:
        rows = rows.filter(dossier_id__in=dossier_ids)
    return [Mention(row.dossier_id, row.number, row.mentioned_at) for row in rows.order_by("-id")[:_MOST_SHOWN]]
