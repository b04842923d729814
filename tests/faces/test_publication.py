"""What is not published: the list to mend of the agencies that somebody looks after."""

from datetime import datetime

import pytest

from motcua.catalogue.models import Competence, Version
from motcua.organisation.types import Role
from tests.faces.people import A_BIRTH, ELSEWHERE, HONG_GAI, Desk, said

PAGE = "/control/publication/"
KEEPER = (Role.CATALOGUE_ADMINISTRATOR, "H49.01")
"""Who mends it is led to the procedure; all others only read."""


@pytest.mark.parametrize(
    ("role", "agency"),
    [(Role.SUPERVISOR, HONG_GAI), (Role.LEADER, HONG_GAI), (Role.INSPECTOR, "H49"), KEEPER],
)
def test_a_procedure_without_a_version_is_to_be_mended(desk: Desk, role: Role, agency: str) -> None:
    before = said(desk.somebody(role, agency).get(PAGE))
    assert "không thể tiếp nhận" not in before
    Version.objects.filter(procedure__code=A_BIRTH).update(effective_to=datetime(2026, 10, 1).date())
    answer = desk.somebody(role, agency).get(PAGE)
    after = said(answer)
    places = [after.index(words) for words in ("không thể tiếp nhận (1)", A_BIRTH, "chưa ghi quyết định phê duyệt (")]
    assert places == sorted(places), "what hinders most stands first"
    assert (f"/control/catalogue/{A_BIRTH}/" in answer.content.decode()) is ((role, agency) == KEEPER)


def test_only_the_own_agencies_are_looked_at(desk: Desk) -> None:
    elsewhere = Competence.objects.filter(agency__code_uses__code__code=ELSEWHERE)
    elsewhere.update(valid_to=datetime(2026, 10, 1).date())
    assert "không giải quyết thủ tục nào (1)" in said(desk.somebody(Role.SUPERVISOR, ELSEWHERE).get(PAGE))
    assert "không giải quyết thủ tục nào" not in said(desk.somebody(Role.SUPERVISOR).get(PAGE))
    assert desk.somebody(Role.OFFICER).get(PAGE).status_code == 403
