"""A house says in one file who signs with what; without it nothing is signed, and a demonstration signs samples."""

from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from PIL import Image, ImageDraw

from motcua.kernel import timestamps
from motcua.papers import commands, queries
from motcua.papers.signing.tests import world
from motcua.papers.types import Box, Outcome, Pin, Shows, SigningError, Stamp

OFFICER = Stamp(role="officer", place=Box(1, 20, 20, 150, 50))


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    settings.HOME, settings.DEMO = tmp_path, False
    return tmp_path


def furnished(home: Path, stamps_at: str) -> None:
    one = world.issued()
    certificate = x509.load_der_x509_certificate(one.certificate)
    secret = BestAvailableEncryption(world.PIN.encode())
    (home / "dung.p12").write_bytes(serialize_key_and_certificates(b"dung", one.key, certificate, [], secret))
    root = x509.load_der_x509_certificate(world.issuer().root.certificate)
    (home / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    (home / "withdrawn.crl").write_bytes(world.issuer().withdrawn_list(at=world.NOW))
    (home / "signing.yaml").write_text(
        "signers:\n  dung: {vendor: pkcs12, file: dung.p12}\n"
        f"time_stamps: {{vendor: rfc3161, address: {stamps_at}}}\nlevel: b-lta\n"
        "trust: [root.pem]\nrevocation_lists: [withdrawn.crl]\nask_issuers: false\n"
    )


def test_a_house_signs_and_examines_as_its_file_says(home: Path) -> None:
    with world.service(world.stamping_service) as address:
        furnished(home, address)
        assert queries.signers() == ("dung",)
        assert queries.settings_trouble() is None
        with commands.signing("dung", pin=Pin(world.PIN), at=world.NOW) as signer:
            pdf = commands.sign(world.paper(), signer=signer, stamp=OFFICER, at=world.NOW)
        stamper = timestamps.stamper()
        assert stamper is not None
        assert stamper.read(stamper.stamp(b"d" * 32), b"d" * 32).trust is timestamps.StampTrust.HOLDS
    verdicts = queries.examine(pdf, at=world.NOW)
    assert len(verdicts) == 2
    assert queries.overall(verdicts) is Outcome.HOLDS


def picture(home: Path, name: str) -> None:
    """A ring with a margin, on nothing."""
    ring = Image.new("RGBA", (300, 300))
    ImageDraw.Draw(ring).ellipse((50, 50, 250, 250), outline=(200, 20, 30, 255), width=9)
    ring.save(home / name)


def test_a_key_shows_its_picture_and_without_a_usable_one_it_is_not_opened(home: Path) -> None:
    with world.service(world.stamping_service) as address:
        furnished(home, address)
        with (home / "signing.yaml").open("a") as file:
            file.write("pictures:\n  dung: {shows: signature, file: pictures/dung.png}\n")
        assert [(one.key, one.trouble and one.trouble.code) for one in queries.key_pictures()] == [
            ("dung", "picture_missing")
        ]
        with (
            pytest.raises(SigningError) as raised,
            commands.signing("dung", pin=Pin("a wrong one"), at=world.NOW),
        ):
            pytest.fail("It opened.")
        assert raised.value.refusal.code == "picture_missing"
        (home / "pictures").mkdir()
        picture(home, "pictures/dung.png")
        shown = queries.key_picture("dung", shows=Shows.SIGNATURE)
        assert shown is not None
        assert shown.startswith(b"\x89PNG")
        with commands.signing("dung", pin=Pin(world.PIN), at=world.NOW) as signer:
            assert signer.picture is not None
            assert signer.picture.image.size == (201, 201)
            pdf = commands.sign(world.paper(), signer=signer, stamp=OFFICER, at=world.NOW)
        with (
            pytest.raises(SigningError) as raised,
            commands.signing("dung", pin=Pin(world.PIN), at=world.NOW, shows=Shows.SEAL),
        ):
            pytest.fail("It opened.")
        assert raised.value.refusal.code == "picture_of_other_kind"
    assert b"/Picture" in pdf
    assert queries.overall(queries.examine(pdf, at=world.NOW)) is Outcome.HOLDS


def test_a_sample_picture_is_shown_only_with_a_sample_certificate(home: Path, settings: Any) -> None:
    settings.DEMO = True
    assert queries.key_picture("dung", shows=Shows.SEAL, bearer="Sở Tư pháp") is not None
    with world.service(world.stamping_service) as address:
        furnished(home, address)
        assert queries.key_picture("dung", shows=Shows.SEAL) is None
        assert queries.key_picture("another", shows=Shows.SEAL) is not None
    settings.DEMO = False
    assert queries.key_picture("another", shows=Shows.SEAL) is None


def test_a_house_without_the_file_signs_nothing_and_believes_nobody(home: Path) -> None:
    with (
        pytest.raises(SigningError) as raised,
        commands.signing("dung", pin=Pin(world.PIN), at=world.NOW),
    ):
        pytest.fail("It opened.")
    assert raised.value.refusal.code == "signer_unknown"
    assert timestamps.stamper() is None
    assert queries.settings_trouble() is None


def test_a_demonstration_signs_samples_that_still_verify_tomorrow(home: Path, settings: Any) -> None:
    settings.DEMO = True
    with commands.signing("CB-01", pin=Pin("123456"), at=world.NOW, bearer="Trần Thanh Bình") as signer:
        pdf = commands.sign(world.paper(), signer=signer, stamp=OFFICER, at=world.NOW)
    verdicts = queries.examine(pdf, at=world.NOW)
    assert queries.overall(verdicts) is Outcome.HOLDS
    assert verdicts[0].subject is not None
    assert verdicts[0].subject.is_sample
    assert verdicts[0].subject.name.startswith("Trần Thanh Bình")
    assert (home / "signing-samples" / "issuer.pem").stat().st_mode & 0o077 == 0
    assert any("no legal force" in line or "giá trị pháp lý" in line for line in queries.verdict_in_words(verdicts[0]))


@pytest.mark.parametrize(
    "written",
    [
        "signers: [",
        "colour: red\n",
        "signers: {dung: {vendor: nobody}}\n",
        "level: b-t\n",
        "trust: [missing.pem]\n",
        "time_stamps: {vendor: rfc3161}\n",
        "pictures: {seal: {shows: seal, file: seal.png}}\n",
        "pictures: {dung: {shows: signature, file: dung.png, millimetres: 36}}\n",
        "pictures: {dung: {shows: face, file: dung.png}}\n",
    ],
)
def test_a_file_that_is_wrong_is_said_to_be(home: Path, written: str) -> None:
    (home / "signing.yaml").write_text(written)
    trouble = queries.settings_trouble()
    assert trouble is not None
    assert trouble.refusal.code == "signing_settings_wrong"
    assert timestamps.stamper() is None
