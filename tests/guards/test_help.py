"""Every page of the staff says what it is for, and nothing is said of pages that are no more."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from motcua.accounts.help import HELP as ACCOUNTS
from motcua.accounts.types import Audience, Permission
from motcua.control.help import HELP as CONTROL
from motcua.desk.help import HELP as DESK
from motcua.office.help import HELP as OFFICE
from motcua.ui.types import help_of, menu_items

NO_PAGE = {
    "accounts:logout": "an act",
    "accounts:switch_post": "an act",
    "control:archive_close": "an act",
    "control:archive_package": "a file",
    "control:archive_propose": "an act",
    "control:destruction_withdraw": "an act",
    "control:drop_draft": "an act",
    "control:drop_eform": "an act",
    "control:judge_eform": "part of a page",
    "control:notice_again": "an act",
    "desk:approve_repayment": "an act",
    "desk:certification_fee": "part of a page",
    "desk:close_statement": "an act",
    "desk:explain_line": "an act",
    "desk:hand_back": "an act",
    "desk:mark_shipments": "an act",
    "desk:persons": "part of a page",
    "desk:repaid_by_hand": "an act",
    "desk:scan_step": "part of a page",
    "desk:take_in": "an act",
    "desk:withdraw_repayment": "an act",
    "office:file": "a file",
    "office:feedback_file": "a file",
    "office:keep_view": "an act",
    "office:person_export": "a file",
    "office:read_notes": "an act",
    "office:register_print": "a paper",
    "office:result_copy": "a file",
    "office:shared_file": "a file",
}
"""What is shown to nobody as a page, or is answered by another one."""
_PAPERS_AND_PICTURES = (".pdf", ".svg", ".jpg", ".csv")


def pages(resolver: URLResolver | None = None, space: str = "", prefix: str = "") -> Iterator[str]:
    """The names of all pages that only the staff sees."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from pages(pattern, pattern.namespace or space, route)
        elif isinstance(pattern, URLPattern) and not route.endswith(_PAPERS_AND_PICTURES):
            permission = getattr(pattern.callback, "permission", None)
            if isinstance(permission, Permission) and permission.audience in {Audience.STAFF, Audience.ROLES}:
                yield f"{space}:{pattern.name}"


PAGES = {*pages(), *(item.url_name for item in menu_items())}


def test_every_page_of_the_staff_says_what_it_is_for() -> None:
    silent = sorted(name for name in PAGES - NO_PAGE.keys() if not help_of(name))
    assert not silent, f"say what they are for in help.py of their face, or why they are no page: {silent}"


def test_help_is_given_for_pages_only() -> None:
    assert {*ACCOUNTS, *DESK, *OFFICE, *CONTROL} - PAGES == set()
    assert {name for name in NO_PAGE if help_of(name)} == set()
