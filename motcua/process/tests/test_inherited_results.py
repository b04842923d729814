"""An agency ends: its heir keeps the registers it left, and takes back or replaces what it issued; nobody else does."""

from datetime import date, datetime
from typing import Any

import pytest

from motcua.dossier import queries as dossiers
from motcua.dossier.types import Filters, Listing, State
from motcua.journal.queries import verify
from motcua.kernel import checking
from motcua.kernel.types import Refused
from motcua.organisation import commands as organisation
from motcua.organisation import queries as agencies
from motcua.organisation.tests.factories import ACTOR, DECISION, establish, holder
from motcua.organisation.types import AgencyKind, Level, Replacement, Role
from motcua.papers import queries as papers
from motcua.papers.types import Result, ResultState
from motcua.process import commands, queries
from motcua.process.results import dossier_of
from motcua.process.tests.house import House, Person, at_work, facts, on

LAST_DAY, FIRST_DAY = date(2026, 3, 31), date(2026, 4, 1)
LATER = datetime(2026, 4, 2, 9, 0)


@pytest.fixture
def here(settled: House) -> House:
    return settled


def issued(here: House, *, handed_over: bool = True) -> Result:
    """A certificate under the number of the ward's register, which the person has."""
    dossier_id = here.decided()
    here.advance(here.clerk, dossier_id, "seal", on("03/03 16:00"))
    if handed_over:
        here.advance(here.desk, dossier_id, "hand_over", on("04/03 09:00"))
    (result,) = queries.results_of_dossier(here.officer.scope, dossier_id)
    return result


def parted(here: House) -> tuple[Person, Person]:
    """The ward ends with its centre and two come after it: the clerk of the one that inherits, and the other's."""
    heir = establish("H49.202", "UBND phường Hạ Long", level=Level.COMMUNE)
    centre = establish(
        "H49.202.99", "Trung tâm PVHCC phường Hạ Long", parent_id=heir, kind=AgencyKind.CENTRE, level=Level.COMMUNE
    )
    other = establish("H49.203", "UBND phường Bãi Cháy", level=Level.COMMUNE)
    merged = [
        Replacement(here.office.resolving, (heir, other), heir_id=heir),
        Replacement(here.office.receiving, (centre,), heir_id=centre),
    ]
    plan = agencies.plan_merger(replacements=merged, first_day=FIRST_DAY, decision=DECISION)
    organisation.merge(
        actor=ACTOR, at=on("20/03 08:00"), replacements=merged, first_day=FIRST_DAY, decision=DECISION, token=plan.token
    )
    organisation.hand_over_estates(actor=ACTOR, at=on("01/04 00:30"))
    clerks = holder(heir, Role.CLERK, "QN-21"), holder(other, Role.CLERK, "QN-22")
    first, second = (at_work(clerk, day=FIRST_DAY) for clerk in clerks)
    return first, second


def heir_id_of(day: date) -> int:
    """Where the old identifier of the ward leads on that day."""
    return agencies.agency_by_code("H49.201", on=day).id


def revoked(who: Person, result: Result, *, at: datetime = LATER) -> None:
    commands.revoke_result(actor=who.actor, scope=who.scope, at=at, result=result.key, reason="Cấp nhầm")


def replaced(who: Person, result: Result, *, at: datetime = LATER, **changes: Any) -> Result:
    key = commands.replace_result(
        actor=who.actor, scope=who.scope, at=at, result=result.key, reason="Sai tên đường", **changes
    )
    return papers.result(key)


def test_the_heir_revokes_what_the_ended_agency_issued(here: House) -> None:
    result = issued(here)
    heir, other = parted(here)
    for somebody in (other, here.stranger, here.clerk):
        with pytest.raises(Refused, match="result_absent"):
            revoked(somebody, result)
        with pytest.raises(Refused, match="result_absent"):
            replaced(somebody, result)
    revoked(heir, result)
    assert papers.verified(result.token, on=LATER.date()).state is ResultState.REVOKED
    assert papers.verified(result.token, on=LATER.date()).agency == "UBND phường Hồng Gai"


def test_until_the_day_has_come_it_is_the_agencys_own_and_not_the_heirs(here: House) -> None:
    result = issued(here)
    heir, _ = parted(here)
    evening = datetime(2026, 3, 31, 16, 0)
    with pytest.raises(Refused, match="result_absent"):
        revoked(heir, result, at=evening)
    revoked(here.clerk, result, at=evening)


def test_what_takes_the_place_of_it_is_issued_by_the_heir_from_its_own_register(here: House) -> None:
    result = issued(here)
    heir, _ = parted(here)
    after = replaced(heir, result)
    assert (after.number, after.agency_id) == ("01/GCN-UBND", heir_id_of(FIRST_DAY))
    assert (after.owner, after.holder) == (result.owner, result.holder)
    told = papers.verified(after.token, on=LATER.date())
    assert (told.agency, told.state) == ("UBND phường Hạ Long", ResultState.VALID)
    assert papers.verified(result.token, on=LATER.date()).state is ResultState.REPLACED
    dossier_id = int(result.holder.partition("/")[2])
    assert facts(dossier_id).subject.resolving_agency_id == here.office.resolving, "the dossier was over and stays"
    assert list(checking.run(["registers", "dossiers", "work"])) == []
    assert not verify().findings


def test_the_heir_of_an_heir_inherits_as_well(here: House) -> None:
    result = issued(here)
    heir, _ = parted(here)
    heir_id = heir_id_of(FIRST_DAY)
    last = establish("H49.204", "UBND phường Vịnh", level=Level.COMMUNE)
    merged = [Replacement(heir_id, (last,), heir_id=last)]
    first_day = date(2026, 5, 1)
    plan = agencies.plan_merger(replacements=merged, first_day=first_day, decision=DECISION)
    organisation.merge(
        actor=ACTOR, at=LATER, replacements=merged, first_day=first_day, decision=DECISION, token=plan.token
    )
    clerk = at_work(holder(last, Role.CLERK, "QN-23"), day=first_day)
    may = datetime(2026, 5, 4, 9, 0)
    with pytest.raises(Refused, match="result_absent"):
        revoked(heir, result, at=may)
    revoked(clerk, result, at=may)


def test_the_heir_reads_the_registers_that_were_left(here: House) -> None:
    result = issued(here)
    heir, other = parted(here)
    assert queries.registers(other.scope, on=FIRST_DAY) == []
    (register,) = queries.registers(heir.scope, on=FIRST_DAY)
    assert (register.agency, register.last) == ("UBND phường Hồng Gai", 1)
    (row,) = queries.register_page(heir.scope, register, at=LATER).rows
    assert (row.key, row.owner != "", row.may_open) == (result.key, True, True), "the heir may open the dossier"
    found = queries.search_registers(heir.scope, row.dossier_code, agency_id=register.agency_id, at=LATER)
    assert [one.key for one in found.rows] == [result.key]
    with pytest.raises(Refused, match="register_absent"):
        queries.register_page(other.scope, register, at=LATER)
    view = queries.result_view(heir.scope, result.key, at=LATER)
    assert (view.agency, view.kept_by, view.may_change) == ("UBND phường Hồng Gai", "UBND phường Hạ Long", True)
    with pytest.raises(Refused, match="result_absent"):
        queries.result_view(other.scope, result.key, at=LATER)


def test_the_heir_sees_what_the_ended_agency_finished_and_does_nothing_to_it(here: House) -> None:
    dossier_id = dossier_of(issued(here).holder)
    assert dossier_id is not None
    heir, other = parted(here)
    assert dossiers.page(heir.scope, dossier_id, at=LATER).facts.state is State.HANDED_OVER
    finished = Filters(listing=Listing.ENDED)
    assert dossier_id in [row.id for row in dossiers.dossiers(heir.scope, finished, at=LATER).rows]
    assert dossiers.by_code(heir.scope, facts(dossier_id).code) == dossier_id
    assert queries.choices(heir.scope, dossier_id, facts(dossier_id)) == []
    assert heir.scope.agency_ids is not None
    assert here.office.resolving not in heir.scope.agency_ids, "it is in nobody's figures but its own"
    with pytest.raises(Refused, match="no_such_dossier"):
        dossiers.page(other.scope, dossier_id, at=LATER)


def test_the_heir_voids_a_number_whose_paper_was_revoked(here: House) -> None:
    result = issued(here)
    heir, other = parted(here)
    revoked(heir, result)

    def void(who: Person) -> None:
        commands.void_result_number(
            actor=who.actor, scope=who.scope, at=LATER, place=result.place, reason="Ký số không thành công"
        )

    for somebody in (other, here.clerk):
        with pytest.raises(Refused, match="number_absent"):
            void(somebody)
    void(heir)
    (register,) = queries.registers(heir.scope, on=LATER.date())
    assert [row.voided_at for row in queries.register_page(heir.scope, register, at=LATER).rows] == [LATER]
