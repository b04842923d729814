"""A post falls empty: the supervisor sees it beside the figures, and what it means; strangers see nothing of it."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.kernel.types import system
from motcua.organisation import commands as lending
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from tests.faces.people import ELSEWHERE, HONG_GAI, Desk, said

POSTS = "/control/posts/"


def leaves(desk: Desk, role: Role) -> None:
    """Everybody who holds that role in the ward was there yesterday for the last time."""
    ward = organisation.agency_by_code(HONG_GAI, on=desk.at.date()).id
    for holding in organisation.holdings(on=desk.at.date(), agency_ids=[ward]):
        if holding.post.role is role:
            lending.end_holding(
                actor=system("test"), at=desk.at, holding_id=holding.id, last_day=date(2026, 11, 1), decision="QĐ 9"
            )


def test_where_everybody_is_at_his_post_the_page_says_so(desk: Desk) -> None:
    assert "đều đã có người giữ" in said(desk.somebody(Role.SUPERVISOR).get(POSTS))
    assert "vị trí mà thủ tục cần đang trống" not in said(desk.somebody(Role.SUPERVISOR).get("/control/period/"))


@pytest.mark.parametrize(
    ("language", "words", "notice"),
    [
        ("vi", ("Ý nghĩa và việc cần làm", "Văn thư"), "1 vị trí mà thủ tục cần đang trống"),
        ("en", ("What this means and what to do", "Clerk"), "1 post that procedures need is empty"),
    ],
)
def test_the_clerk_left_and_the_supervisor_is_told(
    desk: Desk, language: str, words: tuple[str, ...], notice: str
) -> None:
    watcher = desk.somebody(Role.SUPERVISOR, language=language)
    leaves(desk, Role.CLERK)
    assert notice in said(watcher.get("/control/period/"))
    page = watcher.get(POSTS)
    assert all(word in said(page) for word in words)
    assert HONG_GAI in said(page)


def test_nobody_else_is_told(desk: Desk) -> None:
    leaves(desk, Role.CLERK)
    assert HONG_GAI not in said(desk.somebody(Role.SUPERVISOR, ELSEWHERE).get(POSTS))
    assert desk.somebody(Role.OFFICER).get(POSTS).status_code == 403
    assert Client().get(POSTS).status_code == 302


def test_more_empty_posts_cost_no_more_statements(desk: Desk) -> None:
    watcher = desk.somebody(Role.SUPERVISOR)

    def statements() -> int:
        watcher.get(POSTS)
        with CaptureQueriesContext(connection) as captured:
            assert watcher.get(POSTS).status_code == 200
        return len(captured)

    leaves(desk, Role.CLERK)
    few = statements()
    for role in (Role.OFFICER, Role.LEADER):
        leaves(desk, role)
    assert statements() <= few
