"""Letters that wait are signed and sealed with one PIN on the page that lists them."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from motcua.office import signing_runs
from motcua.organisation.types import Role
from tests.faces.people import ELSEWHERE, Desk, said
from tests.faces.test_dossier_letters import PIN, letters, write, written

ADDRESS = "/office/letters/"


@pytest.fixture(autouse=True)
def demonstration(settings: Any, tmp_path: Path) -> None:
    """A house in which everybody signs with a sample certificate."""
    settings.DEMO, settings.HOME = True, tmp_path


def offered(desk: Desk, role: Role) -> list[str]:
    page = desk.somebody(role).get(ADDRESS).content.decode()
    return re.findall(r'name="letter" value="([^"]+)"[^>]* checked', page)


def press(desk: Desk, role: Role, *chosen: str, pin: str = PIN) -> Any:
    desk.wait(minutes=1)
    return desk.somebody(role).post(ADDRESS, {"letter": chosen, "pin": pin})


def waiting(desk: Desk, number: int) -> int:
    """A dossier with so many letters that wait for this one of the ward's leaders."""
    dossier_id, _ = written(desk)
    for place in range(2, number + 1):
        kept = write(desk, reverse("office:draft_letter", args=[dossier_id]), subject=f"công văn thứ {place}")
        assert kept.status_code == 302, said(kept)
    return dossier_id


def test_the_leader_signs_and_the_clerk_seals_all_of_them_with_one_pin_each(desk: Desk) -> None:
    dossier_id = waiting(desk, 2)
    page = desk.somebody(Role.LEADER).get(ADDRESS).content.decode()
    for letter in letters(desk, dossier_id):
        picture = reverse("office:picture", args=[dossier_id, letter.attachment, 1])
        assert picture in page, "each can be looked at there"
        assert desk.somebody(Role.LEADER).get(picture).getvalue().startswith(b"\xff\xd8")
    signed = press(desk, Role.LEADER, *offered(desk, Role.LEADER))
    assert "Đã ký: 2. Chưa ký được: 0." in said(signed)
    assert f'href="{ADDRESS}"' in signed.content.decode()
    assert "Không có công văn nào chờ" in said(desk.somebody(Role.LEADER).get(ADDRESS))
    sealed = press(desk, Role.CLERK, *offered(desk, Role.CLERK))
    assert "Đã đóng dấu: 2." in said(sealed)
    assert [(one.is_whole, one.number) for one in letters(desk, dossier_id)] == [
        (True, "01/UBND-TTHC"),
        (True, "02/UBND-TTHC"),
    ]


def test_only_the_chosen_one_is_signed_and_many_are_told_of_while_they_are(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing_runs, "A_FEW", 0)
    waiting(desk, 2)
    first, second = offered(desk, Role.LEADER)
    answer = press(desk, Role.LEADER, first)
    assert answer.streaming
    assert "Đã ký: 1." in answer.getvalue().decode()
    assert offered(desk, Role.LEADER) == [second]


@pytest.mark.parametrize("pin", ["000000", ""])
def test_a_wrong_pin_signs_nothing_and_keeps_the_choice(desk: Desk, pin: str) -> None:
    waiting(desk, 2)
    first, second = offered(desk, Role.LEADER)
    answer = press(desk, Role.LEADER, first, pin=pin)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert re.findall(r'name="letter" value="([^"]+)"[^>]* checked', page) == [first]
    assert f'value="{pin or "x"}"' not in page
    assert offered(desk, Role.LEADER) == [first, second]


def test_nothing_chosen_is_said(desk: Desk) -> None:
    waiting(desk, 1)
    answer = press(desk, Role.LEADER)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert len(offered(desk, Role.LEADER)) == 1


def test_another_house_neither_sees_nor_signs_them(desk: Desk) -> None:
    waiting(desk, 1)
    (wanted,) = offered(desk, Role.LEADER)
    stranger = desk.somebody(Role.LEADER, ELSEWHERE)
    assert wanted not in stranger.get(ADDRESS).content.decode()
    answer = stranger.post(ADDRESS, {"letter": [wanted], "pin": PIN})
    assert "Đã ký: 0. Chưa ký được: 1." in said(answer)
    assert offered(desk, Role.LEADER) == [wanted]
    officer = desk.somebody(Role.OFFICER).post(ADDRESS, {"letter": [wanted], "pin": PIN})
    assert officer.status_code == 403
