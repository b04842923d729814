"""The figures: every dossier stands in its cell, every cell opens the dossiers that it counts."""

import re

import pytest
from django.test import Client

from motcua.journal.commands import catch_up
from motcua.journal.types import readers
from motcua.organisation.types import Role
from tests.faces.people import ELSEWHERE, Desk, said
from tests.faces.test_office import finish

NOVEMBER = "/control/period/?from=2026-10-15&to=2026-11-14"


def booked() -> None:
    for reader in readers():
        catch_up(reader.name)


@pytest.mark.parametrize(("language", "words"), [("vi", "Hộ tịch"), ("en", "Period table")])
def test_a_cell_opens_the_dossiers_it_counts(desk: Desk, language: str, words: str) -> None:
    desk.receive()
    desk.receive()
    booked()
    page = desk.somebody(Role.SUPERVISOR, language=language).get(NOVEMBER)
    assert page.status_code == 200
    assert words in said(page)
    cell = next(link for link in re.findall(r'href="([^"]+)"', page.content.decode()) if "/period/counter/" in link)
    behind = said(desk.somebody(Role.SUPERVISOR).get(cell.replace("&amp;", "&")))
    assert "H49.201-261102-0001" in behind
    assert "H49.201-261102-0002" in behind


def test_a_month_without_dossiers_says_so(desk: Desk) -> None:
    assert "Kỳ này chưa có số liệu" in said(desk.somebody(Role.SUPERVISOR).get(NOVEMBER))


@pytest.mark.parametrize("query", ["?from=x&to=y", "?name=nonsense", "?by=nobody", "?from=2026-12-01&to=2026-01-01"])
def test_a_period_that_is_none_shows_the_running_month(desk: Desk, query: str) -> None:
    assert desk.somebody(Role.SUPERVISOR).get(f"/control/period/{query}").status_code == 200


@pytest.mark.parametrize(
    ("query", "first", "last", "chosen"),
    [
        ("", "15/10/2026", "14/11/2026", "2026-11"),
        ("name=2026-10&shown=2026-11&from=15/10/2026&to=14/11/2026", "15/09/2026", "14/10/2026", "2026-10"),
        ("name=2026-11&shown=2026-11&from=01/10/2026&to=31/10/2026", "01/10/2026", "31/10/2026", ""),
        ("name=2026-11&shown=&from=01/10/2026&to=31/10/2026", "15/10/2026", "14/11/2026", "2026-11"),
        ("name=&shown=2026-11&from=15/09/2026&to=14/10/2026", "15/09/2026", "14/10/2026", "2026-10"),
    ],
)
def test_the_month_that_is_shown_is_the_one_chosen_and_days_that_are_changed_count(
    desk: Desk, query: str, first: str, last: str, chosen: str
) -> None:
    page = desk.somebody(Role.SUPERVISOR).get(f"/control/period/?{query}")
    assert f"{first} – {last}" in said(page)
    assert f'name="shown" value="{chosen}"' in page.content.decode()
    assert re.findall(r'<option value="(2026-\d\d)" selected', page.content.decode()) == ([chosen] if chosen else [])


def test_a_stranger_counts_nothing_of_ours(desk: Desk) -> None:
    desk.receive()
    booked()
    assert "Kỳ này chưa có số liệu" in said(desk.somebody(Role.SUPERVISOR, ELSEWHERE).get(NOVEMBER))
    assert desk.somebody(Role.CLERK).get(NOVEMBER).status_code == 403
    assert Client().get(NOVEMBER).status_code == 302
    assert desk.somebody(Role.SUPERVISOR).get("/control/period/nothing/").status_code == 404


def test_a_dossier_with_two_classes_is_listed_with_why(desk: Desk) -> None:
    desk.wait(hours=5, minutes=40)
    dossier_id = desk.receive()
    desk.wait(hours=2, minutes=50)
    finish(desk, dossier_id)
    page = said(desk.somebody(Role.SUPERVISOR).get("/control/classes/"))
    assert "H49.201-261102-0001" in page
    assert "đúng hạn" in page
    assert "quá hạn" in page
    assert "Luật so sánh theo ngày" in page
    stranger = desk.somebody(Role.SUPERVISOR, ELSEWHERE).get("/control/classes/")
    assert "Không có hồ sơ khác loại" in said(stranger)
    assert desk.somebody(Role.CLERK).get("/control/classes/").status_code == 403
