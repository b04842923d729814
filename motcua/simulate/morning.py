"""What a house did this morning beside its dossiers: papers on their way, parcels, reminders, letters that chase.

Whoever looks at a demonstration finds no page of these empty.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random

from motcua.dossier import queries as dossier
from motcua.dossier.types import DossierRow, Filters, InvolvementRole, Listing
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.passing import commands as passing
from motcua.passing import queries as papers
from motcua.postal import commands as postal
from motcua.postal import queries as parcels
from motcua.process import commands as process
from motcua.simulate import people
from motcua.simulate.staff import Staff, Worker

_CENTRE, _COMMITTEE, _COMMUNE = "H49.201.99", "H49.201", "06685"
_SEED, _PAPERS, _PARCELS, _REMINDED = 23, 10, 3, 2
_ANSWER_WITHIN = timedelta(days=3)
_REMINDER = "Đề nghị xử lý ngay, hồ sơ đã quá hạn."
_CHASING = "Các hồ sơ dưới đây đã quá hạn giải quyết. Đề nghị quý cơ quan giải quyết ngay và cho biết nguyên nhân."
_ANSWER = "Đã phân công thêm người; các hồ sơ sẽ có kết quả trong tuần này."
_NOTE = "Hồ sơ này còn vướng ở đâu? Báo lại trong buổi sáng."
_CAUSE = "overload"


def write(now: Callable[[], datetime]) -> None:
    """Invents it at the desk of a ward, by the real commands."""
    today, rng = now().date(), Random(_SEED)
    staff = Staff(today)
    centre_id, committee_id = (organisation.agency_by_code(code, on=today).id for code in (_CENTRE, _COMMITTEE))
    desk = staff.anybody(rng, Role.RECEPTIONIST, agency_id=centre_id)
    officer = staff.anybody(rng, Role.OFFICER, agency_id=committee_id)
    _hand_papers_over(desk, officer, centre_id, committee_id, now)
    if parcels.has_carrier():
        _send_results(desk, rng, centre_id, now)
    head = staff.anybody(rng, Role.SUPERVISOR, agency_id=centre_id)
    late = Filters(listing=Listing.OVERDUE, agency_id=committee_id)
    rows = [row for row in dossier.dossiers(head.scope, late, at=now()).rows if row.lapses_at is not None]
    if rows:
        leader = staff.anybody(rng, Role.LEADER, agency_id=committee_id)
        _oversee(head, leader, rows, now)
        letters = [_chase(head, about, centre_id, committee_id, now()) for about in (rows[:1], rows)]
        process.answer_chasing(actor=leader.actor, scope=leader.scope, at=now(), letter_id=letters[0], words=_ANSWER)


def _hand_papers_over(
    desk: Worker, officer: Worker, centre_id: int, committee_id: int, now: Callable[[], datetime]
) -> None:
    """The desk gives papers to the office that has their dossiers: one list was taken, the other is on its way."""
    found = (one for one in papers.papers_to_give(desk.scope, centre_id, at=now()) if one.taker_id == committee_id)
    ids = [one.dossier_id for those in found for one in those.papers][:_PAPERS]
    half = len(ids) // 2
    for given, is_taken in ((ids[:half], True), (ids[half:], False)):
        if not given:
            continue
        list_id = passing.give(actor=desk.actor, scope=desk.scope, at=now(), taker_id=committee_id, dossier_ids=given)
        if is_taken:
            passing.take(actor=officer.actor, scope=officer.scope, at=now(), list_id=list_id)


def _send_results(desk: Worker, rng: Random, centre_id: int, now: Callable[[], datetime]) -> None:
    """Somebody asked to have his result sent home after all; the first parcels were given to the post."""
    waiting = Filters(listing=Listing.UNCOLLECTED, role=InvolvementRole.RECEIVES, agency_id=centre_id)
    rows = [row for row in dossier.dossiers(desk.scope, waiting, at=now()).rows if not row.fees_due]
    for row in rows[:_PARCELS]:
        to = people.person(rng, commune=_COMMUNE, commune_name=organisation.commune(_COMMUNE).name)
        shipment_id = postal.order(
            actor=desk.actor,
            scope=desk.scope,
            at=now(),
            dossier_id=row.id,
            to=to,
            amount=parcels.quote(to).amount,
        )
        postal.look_after(shipment_id, now())


def _oversee(head: Worker, leader: Worker, rows: Sequence[DossierRow], now: Callable[[], datetime]) -> None:
    """The head of the centre reminds of what is late, and says why the first is; the leader asks who has it."""
    for row in rows[:_REMINDED]:
        process.remind(actor=head.actor, scope=head.scope, at=now(), dossier_id=row.id, words=_REMINDER)
    process.record_cause(actor=head.actor, scope=head.scope, at=now(), dossier_id=rows[0].id, cause=_CAUSE)
    holder = rows[0].holder.officer_id
    process.write_note(
        actor=leader.actor,
        scope=leader.scope,
        at=now(),
        dossier_id=rows[0].id,
        words=_NOTE,
        mentioned=[holder] if holder is not None else [],
    )


def _chase(head: Worker, about: Sequence[DossierRow], centre_id: int, committee_id: int, at: datetime) -> int:
    return process.chase(
        actor=head.actor,
        scope=head.scope,
        at=at,
        agency_id=centre_id,
        to_agency_id=committee_id,
        dossier_ids=[row.id for row in about],
        words=_CHASING,
        answer_due_on=at.date() + _ANSWER_WITHIN,
    )
