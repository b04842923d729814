"""What is wrong is said in plain words, and a house that is well is left in peace."""

from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from motcua.config import doctor
from motcua.journal.commands import recording, seal
from motcua.journal.types import Kind, declare_kinds
from motcua.kernel import clock
from motcua.kernel.types import system

SEEN = Kind("test.examined")
declare_kinds(SEEN)
pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]


def about(at: datetime) -> list[str]:
    return [complaint.about for complaint in doctor.examine(at=at)]


@pytest.fixture
def history(db: None) -> datetime:
    now = clock.now()
    with recording(actor=system("test"), at=now) as unit:
        unit.append_named("test/doctor", kind=SEEN.name, version=1, body={})
    return now


def test_a_journal_that_was_never_sealed(history: datetime) -> None:
    assert "seal" in about(history)
    seal(actor=system("test"), at=history)
    assert "seal" not in about(history)


def test_a_seal_that_is_too_old(history: datetime) -> None:
    seal(actor=system("test"), at=history - timedelta(days=5))
    with recording(actor=system("test"), at=history) as unit:
        unit.append_named("test/doctor", kind=SEEN.name, version=1, body={})
    assert "seal" in about(history)


def test_a_clock_that_was_set_back(history: datetime) -> None:
    assert "clock" not in about(history)
    assert about(history - timedelta(hours=3)).count("clock") == 2


def test_a_disk_that_is_nearly_full(history: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=10**6))
    assert about(history)[0] == "disk"


def test_a_house_without_a_time_stamp_authority_has_chosen_so(history: datetime) -> None:
    (complaint,) = [one for one in doctor.examine(at=history) if one.about == "time_stamp"]
    assert complaint.is_chosen


def test_settings_of_signing_that_are_wrong(history: datetime, tmp_path: Path, settings: Any) -> None:
    settings.HOME = tmp_path
    (tmp_path / "signing.yaml").write_text("signers: {seal: {vendor: nobody}}\n")
    assert "signing" in about(history)


def test_a_national_e_id_that_does_not_answer(history: datetime, settings: Any) -> None:
    assert "eid" not in about(history)
    settings.EID_ISSUER, settings.EID_CLIENT_ID, settings.EID_CLIENT_SECRET = "http://127.0.0.1:9", "motcua", "s3cret"
    (complaint,) = [one for one in doctor.examine(at=history) if one.about == "eid"]
    assert "MOTCUA_EID_ISSUER" in str(complaint.sentence)
    assert "không phản hồi" in str(complaint.sentence)
    assert not complaint.is_chosen
