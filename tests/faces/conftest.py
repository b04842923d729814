"""The sample province behind the four faces, and its people at their browsers.

The province is built once for each file; every test works in a savepoint that is taken back.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from motcua.accounts import commands as accounts
from motcua.accounts import queries as users
from motcua.accounts.models import User
from motcua.kernel import clock
from motcua.kernel.types import system
from motcua.organisation.types import Role
from motcua.simulate import province
from tests.faces.people import HONG_GAI, Desk

NOW = datetime(2026, 11, 2, 9, 0)
"""A Monday morning on which everything of the sample is in force."""


@contextmanager
def taken_back() -> Iterator[None]:
    """A transaction that never commits, in which durable units of work may open as in any test."""
    whole = transaction.atomic()
    whole._from_testcase = True  # type: ignore[attr-defined]  # what Django's own test cases set
    with whole:
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def quang_ninh(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The sample province with its officers and procedures."""
    with django_db_blocker.unblock(), taken_back():
        accounts.create_sample_users(actor=system("test"), at=NOW)
        province.establish(actor=system("test"), at=NOW)
        yield


@pytest.fixture
def desk(quang_ninh: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The people of Hồng Gai ward, and the clock on their wall."""
    with taken_back():
        wall = Desk(NOW, _log_in())
        monkeypatch.setattr(clock, "now", lambda: wall.at)
        yield wall


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
