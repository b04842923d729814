"""A result at the desk: whether it is there, who may take it, and the slip that whoever takes it signs."""

from dataclasses import dataclass
from datetime import datetime

from motcua.catalogue.types import Presence, StepKind
from motcua.dossier import queries as dossier
from motcua.kernel.types import Actor
from motcua.organisation.types import Scope
from motcua.papers.types import HandOverSlip
from motcua.parties.types import Party, Role
from motcua.process.own_forms import own_form_on
from motcua.process.presenting import DossierView, dossier_view
from motcua.process.rows import open_work_of
from motcua.process.rules.scanned import code_scanned
from motcua.worktime.types import Language, term_words

_ERASED = "(đã xóa)"
_IN_PERSON = frozenset({Presence.AT_HAND_OVER, Presence.BOTH_AT_HAND_OVER})
_TAKES_IT = (Role.APPLICANT, Role.PROXY, Role.COLLECTOR, Role.SUBMITTER)


@dataclass(frozen=True, slots=True)
class MayCollect:
    """Somebody who stands in the application and may take the result. `authorisation` is by which paper, if by one."""

    role: Role
    party: Party
    authorisation: str = ""


@dataclass(frozen=True, slots=True)
class ResultAtDesk:
    """One dossier as whoever hands results over sees it.

    `is_here`: the result is at this desk to be given. `in_person`: the law wants the applicants themselves to come.
    """

    view: DossierView
    is_here: bool
    collectors: tuple[MayCollect, ...]
    in_person: bool
    collected_within: str


def dossier_scanned(scope: Scope, text: str) -> int:
    """The dossier whose receipt was scanned, or whose code was typed. Raises Refused (`no_such_dossier`)."""
    return dossier.by_code(scope, code_scanned(text))


def result_at_desk(scope: Scope, dossier_id: int, *, at: datetime, language: Language = "vi") -> ResultAtDesk:
    """What is known of the result of a dossier. Raises Refused (`no_such_dossier`)."""
    view = dossier_view(scope, dossier_id, at=at)
    limit = view.page.version.collection
    return ResultAtDesk(
        view=view,
        is_here=result_is_here(dossier_id),
        collectors=_collectors(view),
        in_person=not _IN_PERSON.isdisjoint(view.page.version.presence),
        collected_within=term_words(limit.term, language) if limit is not None else "",
    )


def result_is_here(dossier_id: int) -> bool:
    """Whether the result of a dossier lies at a desk to be given."""
    return any(one.kind == StepKind.HAND_OVER for one in open_work_of(dossier_id))


def hand_over_slip(scope: Scope, dossier_id: int, *, actor: Actor, at: datetime) -> HandOverSlip:
    """Phiếu trả kết quả as plain values. Raises Refused (`no_such_dossier`)."""
    view = dossier_view(scope, dossier_id, at=at)
    agency_id = view.facts.subject.receiving_agency_id
    return HandOverSlip(
        form=own_form_on("hand_over", at.date()),
        head=dossier.head_of(agency_id),
        code=view.code,
        procedure=view.procedure_name,
        applicants=", ".join(one.name for one in _applicants(view)) or _ERASED,
        result=view.facts.result_number,
        giver=dossier.signer_of(actor, agency_id),
    )


def _collectors(view: DossierView) -> tuple[MayCollect, ...]:
    declared = view.page.declaration
    if declared is None:
        return ()
    paper = declared.authorisation.paper if declared.authorisation is not None else ""
    return tuple(
        MayCollect(role, party, paper if role is Role.PROXY else "")
        for role in _TAKES_IT
        for party in declared.of(role)
    )


def _applicants(view: DossierView) -> tuple[Party, ...]:
    return view.page.declaration.applicants if view.page.declaration is not None else ()
