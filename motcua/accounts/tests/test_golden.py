"""Every kind of entry this room writes, as its commands write it today, against the kept ones."""

import pytest

from motcua.accounts import commands
from motcua.accounts.kinds import AccountKind, CitizenKind
from motcua.accounts.tests.factories import logged_in_citizen, user_with
from motcua.journal.queries import entries_after
from motcua.journal.tests import golden
from motcua.organisation.tests.factories import ACTOR, AT, small_state
from motcua.organisation.types import Role

pytestmark = pytest.mark.django_db


def test_every_kind_is_written_as_it_always_was() -> None:
    user = user_with(small_state().commune, Role.OFFICER)
    commands.issue_password_link(actor=ACTOR, at=AT, user_id=user.id)
    commands.close_user(actor=ACTOR, at=AT, user_id=user.id)
    commands.open_user(actor=ACTOR, at=AT, user_id=user.id)
    logged_in_citizen()
    logged_in_citizen(name="Nguyễn Thị Lan Hương")
    written = {entry.kind: entry.body for entry in entries_after(0, limit=1000) if entry.kind.startswith("accounts.")}
    assert set(written) == {*AccountKind, *CitizenKind}
    for kind, body in written.items():
        golden.check(kind, body)
