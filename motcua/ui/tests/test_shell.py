"""The menu shows each viewer his places, and the frame says where he is."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils.translation import override

from motcua.ui import context, types
from motcua.ui.types import MenuItem, PostChoice, Viewer, menu

CLERK = Viewer(
    "Đỗ Quốc Bảo", frozenset({"clerk"}), (PostChoice("1", "Văn thư", "UBND phường Hồng Gai", is_current=True),)
)
LEADER = Viewer("Vũ Hà", frozenset({"leader"}))


@pytest.fixture(autouse=True)
def _menu_of_the_gallery(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menu, "_MENU", {})
    monkeypatch.setattr(menu, "_SEARCH", [])
    types.register_menu(
        MenuItem(
            "b", "Inbox", "ui:gallery_inbox", "inbox", frozenset({"clerk"}), group="Work", order=20, count=lambda _: 4
        ),
        MenuItem("a", "All", "ui:gallery", "home", order=10),
        MenuItem("c", "Approve", "ui:gallery_dossier", "check", frozenset({"leader"}), group="Work", order=30),
        MenuItem("d", "Not installed", "nowhere:page", "x", order=40),
    )


def _menu(viewer: Viewer | None, path: str = "/") -> list[tuple[str, str, bool, int | None]]:
    groups = context.menu_of(RequestFactory().get(path), viewer)
    return [
        (str(group.heading), str(link.label), link.is_active, link.count) for group in groups for link in group.links
    ]


def test_each_viewer_sees_his_places_in_order() -> None:
    assert _menu(CLERK) == [("", "All", False, None), ("Work", "Inbox", False, 4)]
    assert _menu(LEADER) == [("", "All", False, None), ("Work", "Approve", False, None)]
    assert _menu(None) == []


def test_the_longest_address_is_where_one_is() -> None:
    assert _menu(CLERK, "/_components/inbox/3/")[1] == ("Work", "Inbox", True, 4)
    assert _menu(CLERK, "/_components/elsewhere/")[0] == ("", "All", True, None)


def test_counts_are_asked_only_for_those_who_see_them() -> None:
    asked: list[str] = []

    def ask(request: HttpRequest) -> int:
        asked.append(request.path)
        return 0

    types.register_menu(MenuItem("e", "E", "ui:gallery", "x", frozenset({"leader"}), count=ask))
    _menu(CLERK, "/x/")
    assert asked == []
    _menu(LEADER, "/x/")
    assert asked == ["/x/"]


def test_a_key_is_registered_once() -> None:
    types.register_menu(MenuItem("a", "All", "ui:gallery", "home", order=10))
    with pytest.raises(ValueError, match="'a' is registered twice"):
        types.register_menu(MenuItem("a", "Other", "ui:gallery", "home"))


def test_search_is_offered_to_staff_when_a_face_answers_it() -> None:
    request = RequestFactory().get("/")
    assert context.shell(request)["search_url"] == ""
    types.register_search("ui:gallery")
    assert context.shell(request)["search_url"] == "", "nobody is logged in"
    request.viewer = CLERK  # type: ignore[attr-defined]  # set by accounts
    assert context.shell(request)["search_url"] == "/_components/"
    types.register_search("ui:gallery", roles=frozenset({"inspector"}))
    assert context.shell(request)["search_url"] == "", "the page is not for a clerk"


def test_a_viewer_has_initials_and_a_post() -> None:
    assert CLERK.initials == "ĐB"
    assert Viewer("Ẩn", frozenset()).initials == "Ẩ"
    assert CLERK.current_post == CLERK.posts[0]
    assert LEADER.current_post is None


def test_every_clock_state_has_its_own_word() -> None:
    with override("vi"):
        words = [str(state.look.word) for state in types.ClockState]
    assert len(set(words)) == len(words)
