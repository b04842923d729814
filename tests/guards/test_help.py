"""Every page of the menu says what it is for, and nothing is said of pages that are no more."""

from motcua.control.help import HELP as CONTROL
from motcua.desk.help import HELP as DESK
from motcua.office.help import HELP as OFFICE
from motcua.ui.types import help_of, menu_items

PAGES = {item.url_name for item in menu_items()}


def test_every_page_of_the_menu_says_what_it_is_for() -> None:
    silent = sorted(name for name in PAGES if not help_of(name))
    assert not silent, f"say what they are for in help.py of their face: {silent}"


def test_help_is_given_for_pages_of_the_menu_only() -> None:
    assert {*DESK, *OFFICE, *CONTROL} - PAGES == set()
