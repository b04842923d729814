"""The chairman is away: what waits for him stands in his delegate's own list, marked with his name."""

from datetime import date

import pytest

from motcua.kernel.types import system
from motcua.organisation import commands as lending
from motcua.organisation import queries as organisation
from motcua.organisation.types import Holding, Role
from tests.faces.people import ELSEWHERE, HONG_GAI, Desk, hidden, said


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


COVER = "/account/cover/"


@pytest.mark.parametrize(("language", "words"), [("vi", "Vắng mặt"), ("en", "Absence")])
def test_the_chairman_names_his_stand_in_himself(desk: Desk, language: str, words: str) -> None:
    chairman = desk.somebody(Role.LEADER, language=language)
    page = chairman.get(COVER)
    assert words in said(page)
    held, receiver = in_the_post(desk, Role.LEADER)[0], in_the_post(desk, Role.CLERK)[0].officer_id
    typed = {"receiver": str(receiver), "posts": [str(held.post.id)], "first_day": "2026-11-03"}
    sent = {**typed, "last_day": "2026-11-05", "decision": "Giấy ủy quyền 4", **hidden(page)}
    assert chairman.post(COVER, {**sent, "posts": []}).status_code == 422
    assert chairman.post(COVER, {**sent, "last_day": "2026-11-01"}).status_code == 422
    assert "Giấy ủy quyền 4" in chairman.post(COVER, {**sent, "last_day": ""}).content.decode(), "nothing typed is lost"
    assert chairman.post(COVER, sent).status_code == 302
    assert chairman.post(COVER, sent).status_code == 302, "a second press is the first one"
    (lent,) = organisation.delegations_to(receiver, on=date(2026, 11, 4))
    assert "Giấy ủy quyền 4" in said(chairman.get(COVER))
    assert organisation.officer(held.officer_id).name in said(desk.somebody(Role.CLERK, language=language).get(COVER))
    assert desk.somebody(Role.OFFICER).post(COVER, {"revoke": str(lent.id)}).status_code == 404, "it is not his"
    assert chairman.post(COVER, {"revoke": str(lent.id)}).status_code == 302
    assert organisation.delegations_to(receiver, on=date(2026, 11, 4)) == []


def test_the_clerk_enters_the_leave_of_a_colleague(desk: Desk) -> None:
    clerk, held = desk.somebody(Role.CLERK), in_the_post(desk, Role.OFFICER)[0]
    address = f"{COVER}{held.officer_id}/"
    assert address in clerk.get(COVER).content.decode()
    receiver = in_the_post(desk, Role.LEADER)[0].officer_id
    typed = {"receiver": str(receiver), "posts": [str(held.post.id)], "first_day": "2026-11-03"}
    sent = {**typed, "last_day": "2026-11-05", "decision": "Đơn nghỉ phép"}
    assert clerk.post(address, {**sent, **hidden(clerk.get(address))}).status_code == 302
    assert [one.giver_id for one in organisation.delegations_to(receiver, on=date(2026, 11, 4))] == [held.officer_id]
    assert desk.somebody(Role.CLERK, ELSEWHERE).get(address).status_code == 404
    assert desk.somebody(Role.LEADER).get(address).status_code == 404, "he is no clerk"
