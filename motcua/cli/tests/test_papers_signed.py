"""`motcua papers examine` and `renew`: what they say of signed files, and how they end."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.utils import translation

from motcua.cli.papers import papers
from motcua.config import startup
from motcua.journal.commands import recording
from motcua.kernel.types import system
from motcua.papers import commands, queries
from motcua.papers.signing.tests import world
from motcua.papers.signing.tests.test_examining import one_signature
from motcua.papers.signing.tests.test_signing import OFFICER, signed
from motcua.papers.types import Level, Outcome, Proof

pytestmark = pytest.mark.django_db
BELIEVING = "trust: [root.pem]\nrevocation_lists: [withdrawn.crl]\nask_issuers: false\n"


@pytest.fixture(autouse=True)
def house(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Iterator[Path]:
    """The database of the test is the house's; it believes nobody yet."""
    monkeypatch.setattr(startup, "house", lambda _progress: nullcontext())
    settings.HOME, settings.DEMO, settings.FILES_URL, settings.SCANNER_URL = tmp_path, False, "", ""
    root = x509.load_der_x509_certificate(world.issuer().root.certificate)
    (tmp_path / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    (tmp_path / "withdrawn.crl").write_bytes(world.issuer().withdrawn_list(at=world.NOW))
    (tmp_path / "signing.yaml").write_text("ask_issuers: false\n")
    with translation.override("en"):
        yield tmp_path


def called(*words: str) -> Result:
    return CliRunner().invoke(papers, words)


def kept(pdf: bytes) -> str:
    accepted = commands.accept_file(pdf, name_hint="a.pdf", on=world.NOW.date(), at=world.NOW)
    with recording(actor=system("test"), at=world.NOW) as unit:
        return commands.keep_file(accepted, unit=unit).file.digest


def test_what_is_uncertain_is_examined_again_when_the_house_has_learnt_whom_to_believe(house: Path) -> None:
    digest = kept(one_signature())
    unsure = called("examine")
    assert unsure.exit_code == 1
    assert f"{digest} The paper is as it was signed, but not everything" in unsure.stdout
    assert "  Nobody is believed here." in unsure.stdout
    (house / "signing.yaml").write_text(BELIEVING)
    sure = called("examine", "--json")
    said = json.loads(sure.stdout)
    assert (sure.exit_code, said["file"], said["outcome"]) == (0, digest, "holds")
    assert called("examine").stdout == "", "nothing is uncertain any more"
    assert called("examine", digest).exit_code == 0


def test_what_cannot_be_examined_is_said_with_its_reason() -> None:
    absent = called("examine", "0" * 64)
    assert absent.exit_code == 1
    assert absent.stdout.startswith("0" * 64)


def test_what_ends_soon_is_renewed_by_hand_too(house: Path) -> None:
    towers = [world.Tower(until=world.NOW + timedelta(days=20))]
    (house / "signing.yaml").write_text(BELIEVING)
    with world.signer(proof=Proof(Level.LASTING, towers[0], world.trust())) as signer:
        digest = kept(signed(world.paper(), signer, OFFICER))
    unset = called("renew")
    assert (unset.exit_code, "No time stamp authority" in unset.stdout) == (1, True)
    towers.append(world.Tower(until=world.NOW + 5 * world.YEAR))
    with world.service(world.stamping_of(towers[-1])) as address:
        (house / "signing.yaml").write_text(f"{BELIEVING}time_stamps: {{vendor: rfc3161, address: {address}}}\n")
        done = called("renew", "--json")
    said = json.loads(done.stdout)
    assert (done.exit_code, said["file"], said["outcome"]) == (0, digest, "renewed")
    new = said["sentence"].removeprefix("Renewed: ")
    assert queries.verdicts_of([new])[new].outcome is Outcome.HOLDS
    assert called("renew").stdout == ""
