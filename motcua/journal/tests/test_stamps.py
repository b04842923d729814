"""An authority outside stamps the seals: what it vouches for, what a false stamp betrays, and a house without one."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from motcua.journal.commands import kept, seal, stamp_newest
from motcua.journal.queries import last_seal, outcome_in_words, verify
from motcua.journal.tests.story import moved
from motcua.journal.types import Flaw, Seal
from motcua.kernel import timestamps
from motcua.kernel.timestamps import StampReading, StampTrust, TimeStampError
from motcua.kernel.types import system

pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]
CLOSING = datetime(2026, 2, 13, 17, 0)
STAMPED_AT = datetime(2026, 2, 13, 17, 0, 2)
ACTOR = system("closing")


class Notary:
    """An authority of the tests: its token is a digest over the digest."""

    def __init__(self) -> None:
        self.is_there = True
        self.asked = 0

    def stamp(self, digest: bytes) -> bytes:
        self.asked += 1
        if not self.is_there:
            raise TimeStampError("away", is_permanent=False)
        return sha256(b"notary" + digest).digest()

    def read(self, token: bytes, digest: bytes) -> StampReading:
        if token != sha256(b"notary" + digest).digest():
            return StampReading(StampTrust.FALSE)
        return StampReading(StampTrust.HOLDS, STAMPED_AT, "Notary")


@pytest.fixture
def notary(monkeypatch: pytest.MonkeyPatch) -> Notary:
    one = Notary()
    monkeypatch.setattr(timestamps, "_SOURCES", [lambda: one])
    return one


@pytest.fixture
def no_authority(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timestamps, "_SOURCES", [])


def sealed() -> Seal:
    moved("folder/1", "folder/2")
    new = seal(actor=ACTOR, at=CLOSING)
    assert new is not None
    return new


def words() -> str:
    with translation.override("en"):
        return "\n".join(outcome_in_words(verify()))


def test_the_newest_seal_is_stamped_once(notary: Notary) -> None:
    sealed()
    first = stamp_newest(actor=ACTOR, at=CLOSING)
    assert first is not None
    assert first.token
    assert stamp_newest(actor=ACTOR, at=CLOSING) == first
    assert notary.asked == 1
    assert "on seals 1; the last was given at 17:00:02 13/02/2026 by Notary." in words()


def test_an_authority_that_is_away_is_asked_again_the_next_time(notary: Notary) -> None:
    notary.is_there = False
    sealed()
    with pytest.raises(TimeStampError):
        stamp_newest(actor=ACTOR, at=CLOSING)
    assert verify().holds
    assert "No seal bears a time stamp" in words()
    notary.is_there = True
    stamped = stamp_newest(actor=ACTOR, at=CLOSING + timedelta(hours=1))
    assert stamped is not None
    assert stamped.token


@pytest.mark.usefixtures("no_authority")
def test_a_house_without_an_authority_says_so() -> None:
    sealed()
    assert stamp_newest(actor=ACTOR, at=CLOSING) is None
    assert "No seal bears a time stamp" in words()


def test_a_stamp_over_something_else_is_found(notary: Notary) -> None:
    new = sealed()
    stamp_newest(actor=ACTOR, at=CLOSING)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE journal_sealstamp SET token = %s", [notary.stamp(sha256(b"other").digest())])
        cursor.execute("SET session_replication_role = origin")
    outcome = verify()
    assert [(finding.flaw, finding.seal) for finding in outcome.findings] == [(Flaw.SEAL_STAMP_FALSE, new.number)]


def test_a_stamp_is_neither_changed_nor_removed(notary: Notary) -> None:
    sealed()
    stamp_newest(actor=ACTOR, at=CLOSING)
    for statement in ("DELETE FROM journal_sealstamp", "UPDATE journal_sealstamp SET token = ''"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_stamp_is_carried_away_with_the_seal_and_stands_against_the_house(notary: Notary, tmp_path: Path) -> None:
    new = sealed()
    path = kept(new, tmp_path)
    assert "time_stamp" not in path.read_text()
    stamp_newest(actor=ACTOR, at=CLOSING)
    newest = last_seal()
    assert newest is not None
    assert kept(newest, tmp_path) == path
    elsewhere = Seal.read(path.read_text())
    assert elsewhere.token == newest.token
    assert kept(new, tmp_path) == path
    assert Seal.read(path.read_text()).token == newest.token
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM journal_sealstamp")
        cursor.execute("SET session_replication_role = origin")
    assert verify().stamps == ()
    outcome = verify(kept_elsewhere=[elsewhere])
    assert outcome.holds
    assert [stamp.reading.trust for stamp in outcome.stamps if stamp.reading] == [StampTrust.HOLDS]
