"""The sample province behind the four faces, and its people at their browsers.

Every test works in a transaction that is taken back.
"""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from motcua.accounts import queries as users
from motcua.accounts.models import User
from motcua.kernel import clock
from motcua.organisation.types import Role
from tests.faces.money import book_opened
from tests.faces.people import HONG_GAI, Desk

NOW = datetime(2026, 11, 2, 9, 0)
"""A Monday morning on which everything of the sample is in force."""


@pytest.fixture
def desk(quang_ninh: None, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The people of Hồng Gai ward, and the clock on their wall."""
    wall = Desk(NOW, _log_in())
    monkeypatch.setattr(clock, "now", lambda: wall.at)
    return wall


@pytest.fixture
def head(desk: Desk) -> Client:
    """Whoever heads the desk has opened a book of receipts."""
    return book_opened(desk)


def _log_in() -> Callable[[Role, str], Client]:
    people = users.sample_users(on=NOW.date())

    def log_in(role: Role, agency_code: str = HONG_GAI) -> Client:
        found = next(one for one in people if role in one.house.roles and one.agency_code == agency_code)
        browser = Client()
        browser.force_login(User.objects.get(id=found.user_id), backend="django.contrib.auth.backends.ModelBackend")
        session = browser.session
        session["house"] = found.house.agency_id
        session.save()
        return browser

    return log_in
