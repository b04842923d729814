"""Who may decide how codes are written: the administrator of the agency or of one above, and nobody beside."""

from datetime import date, datetime

import pytest

from motcua.dossier import queries as dossiers
from motcua.dossier.types import CodePattern
from motcua.journal import queries as journal
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, ActorKind, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.tests.factories import holder
from motcua.organisation.types import Role, Standing
from motcua.process import commands, queries
from motcua.process.tests.house import TODAY, House

AT = datetime(2026, 3, 2, 9, 0)


@pytest.fixture
def here(settled: House) -> House:
    return settled


def administrator(agency_id: int, code: str = "QN-80", role: Role = Role.SYSTEM_ADMINISTRATOR) -> Standing:
    standing = organisation.standing_of(holder(agency_id, role, code, "Phan Ngọc Hưng"), on=TODAY)
    assert standing is not None
    return standing


def decide(standing: Standing, agency_id: int | None, key: RequestKey | None = None) -> None:
    wanted = CodePattern(
        valid_from=date(2026, 4, 1),
        template="{agency}.{yyyymmdd}.{number}",
        filing_template="{agency}.N{yyyymmdd}.{number}",
        width=5,
        decided_by="QĐ 12/QĐ-UBND",
        agency_id=agency_id,
    )
    actor = Actor(ActorKind.OFFICER, standing.officer.code)
    commands.decide_code_pattern(actor=actor, standing=standing, at=AT, pattern=wanted, key=key)


def province() -> int:
    return organisation.agency_by_code("H49", on=TODAY).id


def test_the_commune_decides_for_itself_and_for_nobody_else(here: House) -> None:
    commune = administrator(here.office.resolving)
    decide(commune, here.office.resolving)
    assert dossiers.code_pattern_of(here.office.resolving, on=date(2026, 4, 1)).width == 5
    for other in (here.office.other, province(), None):
        with pytest.raises(Refused, match="codes_not_yours_to_decide"):
            decide(commune, other)
    assert dossiers.code_pattern_of(here.office.other, on=date(2026, 4, 1)).width == 4


def test_the_province_decides_for_every_agency_below_and_for_all(here: House) -> None:
    above = administrator(province())
    assert queries.numbered_by(above).for_all
    decide(above, here.office.other)
    decide(above, None)
    assert dossiers.code_pattern_of(here.office.resolving, on=date(2026, 4, 1)).width == 5


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.SYSTEM_ADMINISTRATOR, Role.RECEPTIONIST}])
def test_no_other_post_decides(here: House, role: Role) -> None:
    with pytest.raises(Refused, match="codes_not_yours_to_decide"):
        decide(administrator(province(), role=role), None)


def test_a_double_click_decides_once(here: House) -> None:
    above, key = administrator(province()), RequestKey("codes-1", b"1")
    decide(above, None, key)
    decide(above, None, key)
    (entry,) = journal.entries("code_pattern/all")
    assert entry.actor.key == above.officer.code
