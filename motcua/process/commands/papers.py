"""Files into a dossier and out of it, and papers known without any: by the desk, and by whoever works on it."""

from collections.abc import Sequence
from datetime import datetime

from motcua.dossier import commands as dossier
from motcua.dossier import queries as dossiers
from motcua.dossier.types import Action, DigitalState, FileKind, NewPaper, TakeFromStore
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Scope
from motcua.papers.types import Accepted, Content
from motcua.parties import commands as parties
from motcua.parties.types import TextPurpose
from motcua.process.commands.acting import require_right
from motcua.process.commands.moving import moved
from motcua.process.course import Course
from motcua.process.filing import files_it
from motcua.process.types import Moved


def accept_paper(*, scope: Scope, at: datetime, dossier_id: int, content: Content, name_hint: str) -> Accepted:
    """Examines a content for a dossier and writes it into the store: the first half of adding, outside any unit.

    Raises Refused: `no_such_dossier`, `not_yours_to_do` (both before the content is touched), and what is wrong with
    the file (`papers.commands.accept_file`).
    """
    facts = dossiers.facts(dossier_id)
    if not scope.sees(one.agency_id for one in facts.involved):
        raise Refused(Refusal("no_such_dossier"))
    if not files_it(scope, dossier_id, facts):
        raise Refused(Refusal("not_yours_to_do"))
    return dossier.accept_paper(content, name_hint=name_hint, at=at)


def add_papers(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    papers: Sequence[NewPaper],
    seen: int | None = None,
    key: RequestKey | None = None,
) -> Moved:
    """Adds accepted files, all or none, in one unit of work; a file that is there already changes nothing.

    Raises Refused: `no_such_dossier`, `not_yours_to_do`, `no_such_component`, `file_digitises_nothing`, `wrong_state`,
    `dossier_ended`, `moved_on`, `file_store_unreachable`.
    """

    def move(course: Course) -> None:
        require_right(course, scope, Action.ADD_PAPER)
        course.locked = dossier.add_papers(course.unit, course.locked, papers)

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=seen)


def add_paper(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    component: str,
    content: Content,
    name_hint: str,
    kind: FileKind = FileKind.SCAN,
    state: DigitalState = DigitalState.DIGITISED,
    seen: int | None = None,
    key: RequestKey | None = None,
) -> Moved:
    """Accepts one content and adds it for a paper of the checklist. Raises Refused as the two halves do."""
    file = accept_paper(scope=scope, at=at, dossier_id=dossier_id, content=content, name_hint=name_hint)
    return add_papers(
        actor=actor,
        scope=scope,
        at=at,
        dossier_id=dossier_id,
        papers=[NewPaper(component, file, kind, state)],
        seen=seen,
        key=key,
    )


def remove_paper(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    attachment_id: int,
    reason: str,
    seen: int | None = None,
    key: RequestKey | None = None,
) -> Moved:
    """Takes a file out of a dossier, for a reason that is kept; the file itself stays until its retention is over.

    Raises Refused: `no_such_dossier`, `not_yours_to_do`, `reason_missing`, `no_such_paper`, `wrong_state`,
    `dossier_ended`, `moved_on`.
    """

    def move(course: Course) -> None:
        require_right(course, scope, Action.REMOVE_PAPER)
        typed = reason.strip()
        if not typed:
            raise Refused(Refusal("reason_missing"))
        text = parties.write_text(course.unit, typed, TextPurpose.REASON)
        course.locked = dossier.remove_paper(course.unit, course.locked, attachment_id, reason=text)

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=seen)


def take_from_store(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    component: str,
    store: str,
    seen: int | None = None,
    key: RequestKey | None = None,
) -> Moved:
    """Says that a paper of the checklist was taken from the national store of that name; an empty name takes it back.

    Raises Refused: `no_such_dossier`, `not_yours_to_do`, `no_such_component`, `text_too_long`, `wrong_state`,
    `dossier_ended`, `moved_on`.
    """

    def move(course: Course) -> None:
        require_right(course, scope, Action.TAKE_FROM_STORE)
        name = store.strip()
        text = parties.write_text(course.unit, name, TextPurpose.REMARK) if name else None
        course.act(TakeFromStore(component, text))

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=seen)
