"""Several browsers of one citizen at the same moment, each with a connection of its own."""

from datetime import datetime

import pytest

from conftest import OwnDatabase
from motcua.accounts import citizen_commands, models, queries
from motcua.accounts.rules.claims import Claimed
from motcua.journal.queries import entries
from motcua.parties import commands as parties
from motcua.parties.models import Declaration
from motcua.parties.types import Identity, IdentityKind, Party, PartyKind

AT = datetime(2026, 3, 2, 12, 0)
LAN = Party(
    kind=PartyKind.PERSON, name="Nguyễn Thị Lan", identity=Identity(IdentityKind.PERSONAL_NUMBER, "022190001234")
)


def log_in(_number: int) -> int:
    return citizen_commands.open_session(
        at=AT, issuer="https://eid.example", claimed=Claimed("lan", LAN, "2"), browser="Firefox"
    )


@pytest.mark.parametrize("knows_its_key", [True, False])
def test_four_browsers_that_come_at_once_with_a_new_e_id_are_one_citizen_with_four_sessions(
    own_database: OwnDatabase, knows_its_key: bool
) -> None:
    """Also when they are the very first whose mark is made with the key of the house."""
    if knows_its_key:
        parties.mark_of("x", purpose="y")
    sessions = own_database.together(log_in, 4)
    assert len(set(sessions)) == 4
    found = {queries.citizen_in(session) is not None for session in sessions}
    assert found == {True}
    citizen = models.Citizen.objects.get()
    assert [entry.kind for entry in entries(f"citizen/{citizen.id}")] == ["accounts.citizen_joined"]
    assert Declaration.objects.count() == 1, "what the slower ones declared was taken back"
