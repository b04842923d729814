"""Papers scanned at a desk: the tray in which their pages lie, and the saving of one that was looked over."""

from collections.abc import Collection
from datetime import datetime

from motcua.dossier import commands as dossier
from motcua.dossier import queries as dossiers
from motcua.dossier.types import Action, FileKind, NewPaper
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation.types import Scope
from motcua.papers import commands as papers
from motcua.papers import queries as kept
from motcua.papers.types import PaperFacts, Tray
from motcua.process.commands.acting import require_right
from motcua.process.commands.moving import moved
from motcua.process.commands.papers import accept_paper
from motcua.process.course import Course
from motcua.process.filing import may_file
from motcua.process.types import Moved


def scanning_tray(*, actor: Actor, scope: Scope, at: datetime, dossier_id: int, desk: str = "") -> Tray:
    """The pages that somebody has on his desk for a dossier; nobody else sees them. `desk` is the key of the desk
    whose scanner folder is looked into.

    Raises Refused: `no_such_dossier`, `not_yours_to_do`.
    """
    facts = dossiers.facts(dossier_id)
    if not scope.sees(one.agency_id for one in facts.involved):
        raise Refused(Refusal("no_such_dossier"))
    if not may_file(scope, dossier_id, facts):
        raise Refused(Refusal("not_yours_to_do"))
    return papers.open_tray(holder=f"dossier/{dossier_id}", keeper=str(actor), at=at, desk=desk)


def add_scanned(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    component: str,
    pdf: bytes,
    facts: PaperFacts,
    confirmed: Collection[str] = (),
    key: RequestKey | None = None,
) -> Moved:
    """Adds a scanned paper for one of the checklist together with what was confirmed about it, both or neither.

    Raises Refused: as `add_papers`; as `papers.commands.describe_file`, where `confirmed` are the codes of the doubts
    about the owner that were looked at.
    """
    kept.must_be_describable(facts)
    accepted = accept_paper(scope=scope, at=at, dossier_id=dossier_id, content=pdf, name_hint="scan.pdf")

    def move(course: Course) -> None:
        require_right(course, scope, Action.ADD_PAPER)
        course.locked = dossier.add_papers(course.unit, course.locked, [NewPaper(component, accepted, FileKind.SCAN)])
        papers.describe_file(course.unit, file=accepted.file.digest, facts=facts, confirmed=confirmed)

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=None)


def describe_paper(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    dossier_id: int,
    attachment_id: int,
    facts: PaperFacts,
    confirmed: Collection[str] = (),
    key: RequestKey | None = None,
    known_at: datetime | None = None,
) -> Moved:
    """Confirms what a file of the checklist says that is in the dossier already; said again, the latest counts.

    `confirmed` are the codes of the doubts about the owner that were looked at, `known_at` when that was confirmed
    which the person has seen, as in `papers.commands.describe_file`. Raises Refused: `no_such_dossier`,
    `not_yours_to_do` (also once nothing may be added), `no_such_paper`, and as there.
    """
    kept.must_be_describable(facts)

    def move(course: Course) -> None:
        require_right(course, scope, Action.ADD_PAPER)
        known = course.locked.facts
        if Action.ADD_PAPER not in dossiers.possible_actions(known):
            raise Refused(Refusal("not_yours_to_do"))
        file = next((one.file for one in known.papers if one.attachment == attachment_id), "")
        if not file:
            raise Refused(Refusal("no_such_paper"))
        papers.describe_file(course.unit, file=file, facts=facts, confirmed=confirmed, known_at=known_at)

    return moved(move, actor=actor, scope=scope, at=at, dossier_id=dossier_id, key=key, seen=None)
