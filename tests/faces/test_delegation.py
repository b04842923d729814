"""The chairman is away: what waits for him stands in his delegate's own list, marked with his name."""

from datetime import date

import pytest

from motcua.kernel.types import system
from motcua.organisation import commands as lending
from motcua.organisation import queries as organisation
from motcua.organisation.types import Holding, Role
from tests.faces.people import ELSEWHERE, HONG_GAI, Desk, said


def in_the_post(desk: Desk, role: Role) -> list[Holding]:
    ward = organisation.agency_by_code(HONG_GAI, on=desk.at.date()).id
    found = organisation.holdings(on=desk.at.date(), agency_ids=[ward])
    return [holding for holding in found if holding.post.role is role]


@pytest.mark.parametrize(("language", "words"), [("vi", "thay mặt"), ("en", "on behalf of")])
def test_the_clerk_finds_the_chairmans_work_under_his_own(desk: Desk, language: str, words: str) -> None:
    dossier_id = desk.receive()
    way = next(way for way in desk.ways(Role.OFFICER, dossier_id) if way.startswith("Trình phê duyệt"))
    desk.press(Role.OFFICER, dossier_id, way)
    assert "H49.201-261102-0001" not in said(desk.somebody(Role.CLERK, language=language).get("/office/"))
    (receiver,) = {holding.officer_id for holding in in_the_post(desk, Role.CLERK)}
    givers = in_the_post(desk, Role.LEADER)
    for holding in givers:
        lending.delegate(
            actor=system("test"),
            at=desk.at,
            giver_id=holding.officer_id,
            receiver_id=receiver,
            post_id=holding.post.id,
            valid_from=desk.at.date(),
            valid_to=date(2026, 11, 6),
            decision="Giấy ủy quyền 3",
        )
    page = said(desk.somebody(Role.CLERK, language=language).get("/office/"))
    names = organisation.officer_names([holding.officer_id for holding in givers]).values()
    assert "H49.201-261102-0001" in page
    assert any(f"{words} {name}" in page for name in names)
    assert words not in said(desk.somebody(Role.LEADER, language=language).get("/office/")), "for him it is his own"
    assert "H49.201-261102-0001" not in said(desk.somebody(Role.CLERK, ELSEWHERE).get("/office/"))
    way = next(way for way in desk.ways(Role.CLERK, dossier_id) if way.startswith("Phê duyệt"))
    assert desk.press(Role.CLERK, dossier_id, way).status_code == 302
