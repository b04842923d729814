"""Every vendor keeps the one contract: whose key it is, a signature that holds, errors that last or may pass."""

import logging
import os
import pickle
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from motcua.kernel.timestamps import StampTrust, TimeStampError
from motcua.papers.signing import examining, signatures
from motcua.papers.signing.plugins import AUTHORITIES, SIGNERS
from motcua.papers.signing.stamping import HouseStamper
from motcua.papers.signing.tests import world
from motcua.papers.signing.types import Integrity, Outcome, Pin, SignerPlugin, SigningError, Stamp, TrustAnchors
from motcua.papers.signing.vendors import demo
from motcua.papers.signing.vendors.own_authority import Issued
from motcua.papers.signing.words import overall

SOFT_TOKEN = Path("/usr/lib/softhsm/libsofthsm2.so")
_HAS_SOFT_TOKEN = SOFT_TOKEN.exists() and all(shutil.which(tool) for tool in ("softhsm2-util", "pkcs11-tool"))


@dataclass
class Case:
    """One vendor, ready to sign."""

    plugin: SignerPlugin
    pin: str = world.PIN
    trust: TrustAnchors = field(default_factory=world.trust)
    away: Callable[[], object] | None = None
    """Takes the key out of reach."""


def _pkcs12(folder: Path, one: Issued) -> Case:
    file = folder / "dung.p12"
    certificate, root = (
        x509.load_der_x509_certificate(der) for der in (one.certificate, world.issuer().root.certificate)
    )
    file.write_bytes(
        serialize_key_and_certificates(
            b"dung", one.key, certificate, [root], BestAvailableEncryption(world.PIN.encode())
        )
    )
    return Case(SIGNERS.made({"vendor": "pkcs12", "file": str(file)}, where="test"))


def _remote(stack: ExitStack, one: Issued) -> Case:
    service = world.SigningService(one)
    address = stack.enter_context(world.service(service))
    plugin = SIGNERS.made(
        {"vendor": "remote", "address": f"{address}/csc/v1", "credential": "dung", "timeout_seconds": 5}, where="test"
    )
    return Case(plugin, away=lambda: setattr(service, "status", 503))


def _token(folder: Path, one: Issued, label: str) -> Case:
    """A software token with the key on it."""
    settings = folder / "softhsm2.conf"
    tokens = folder / "tokens"
    tokens.mkdir()
    settings.write_text(f"directories.tokendir = {tokens}\n")
    key, certificate = folder / "key.pem", folder / "certificate.der"
    key.write_bytes(one.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    certificate.write_bytes(one.certificate)
    surroundings = os.environ | {"SOFTHSM2_CONF": str(settings)}
    for words in (
        ["softhsm2-util", "--init-token", "--free", "--label", label, "--pin", world.PIN, "--so-pin", "99999999"],
        ["softhsm2-util", "--import", str(key), "--token", label, "--label", "dung", "--id", "01", "--pin", world.PIN],
        ["pkcs11-tool", "--module", str(SOFT_TOKEN), "--token-label", label, "--login", "--pin", world.PIN,
         "--write-object", str(certificate), "--type", "cert", "--id", "01", "--label", "dung"],
    ):  # fmt: skip
        subprocess.run(words, check=True, capture_output=True, env=surroundings)
    root = folder / "root.der"
    root.write_bytes(world.issuer().root.certificate)
    plugin = SIGNERS.made(
        {"vendor": "pkcs11", "module": str(SOFT_TOKEN), "token": label, "chain": str(root)}, where="test"
    )
    return Case(plugin)


def _demo() -> Case:
    trust = TrustAnchors(
        issuers=(demo.authority(None).root.certificate,), revocation_lists=(demo.withdrawn_list(None),)
    )
    return Case(SIGNERS.made({"vendor": "demo", "name": world.DUNG}, where="test"), pin=demo.PIN, trust=trust)


_TOKEN = pytest.param(
    "pkcs11", marks=pytest.mark.skipif(not _HAS_SOFT_TOKEN, reason="softhsm2 and opensc are not installed")
)


@pytest.fixture(scope="module")
def soft_token(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The library of the token reads its settings once in a process, so all tests share one."""
    folder = tmp_path_factory.mktemp("token")
    case = _token(folder, world.issued(is_rsa=True), "vgca")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    return case


@pytest.fixture(params=["pkcs12", "pkcs12-rsa", _TOKEN, "remote", "remote-rsa", "demo"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    name, _, kind = str(request.param).partition("-")
    one = world.issued(is_rsa=kind == "rsa")
    with ExitStack() as stack:
        match name:
            case "pkcs12":
                yield _pkcs12(tmp_path, one)
            case "pkcs11":
                yield request.getfixturevalue("soft_token")
            case "remote":
                yield _remote(stack, one)
            case _:
                yield _demo()


def test_it_says_whose_key_it_is(case: Case) -> None:
    with signatures.opened(case.plugin, pin=Pin(case.pin), at=world.NOW) as signer:
        assert signer.subject.name == world.DUNG
        assert signer.is_sample == case.plugin.is_sample == signer.subject.is_sample


def test_what_it_signs_holds(case: Case) -> None:
    with signatures.opened(case.plugin, pin=Pin(case.pin), at=world.NOW) as signer:
        for role in ("officer", "leader"):
            pdf = signatures.sign(world.paper(), signer=signer, stamp=Stamp(role=role), at=world.NOW)
            verdicts = examining.examine(pdf, trust=case.trust, at=world.NOW)
            assert overall(verdicts) is Outcome.HOLDS, verdicts
            assert verdicts[0].at == world.NOW


def test_a_wrong_pin_is_wrong_for_good(case: Case) -> None:
    wrong = signatures.opened(case.plugin, pin=Pin("000000"), at=world.NOW)
    with pytest.raises(SigningError) as raised, wrong as signer:
        signatures.sign(world.paper(), signer=signer, stamp=Stamp(role="officer"), at=world.NOW)
    assert (raised.value.refusal.code, raised.value.is_permanent) == ("signing_pin_wrong", True)


def test_an_expired_certificate_signs_nothing(case: Case) -> None:
    late = signatures.opened(case.plugin, pin=Pin(case.pin), at=world.NOW + 20 * world.YEAR)
    with pytest.raises(SigningError) as raised, late:
        pytest.fail("It opened.")
    assert (raised.value.refusal.code, raised.value.is_permanent) == ("signing_certificate_expired", True)


def test_the_pin_is_in_no_log_and_in_no_error(case: Case, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), signatures.opened(case.plugin, pin=Pin(case.pin), at=world.NOW) as signer:
        signatures.sign(world.paper(), signer=signer, stamp=Stamp(role="officer"), at=world.NOW)
        assert case.pin not in repr(signer)
    assert case.pin not in caplog.text


def test_a_pin_is_kept_nowhere() -> None:
    assert world.PIN not in repr(Pin(world.PIN))
    with pytest.raises(TypeError):
        pickle.dumps(Pin(world.PIN))


def test_a_remote_service_that_is_away_may_come_back(tmp_path: Path) -> None:
    with ExitStack() as stack:
        case = _remote(stack, world.issued())
        assert case.away is not None
        case.away()
        with pytest.raises(SigningError) as raised, case.plugin.open(Pin(case.pin)):
            pytest.fail("It opened.")
    assert (raised.value.refusal.code, raised.value.is_permanent) == ("signing_out_of_reach", False)
    with pytest.raises(SigningError) as raised, case.plugin.open(Pin(case.pin)):
        pytest.fail("It opened.")
    assert not raised.value.is_permanent


def test_a_remote_service_is_sent_digests_only() -> None:
    service = world.SigningService(world.issued())
    with world.service(service) as address:
        plugin = SIGNERS.made({"vendor": "remote", "address": address, "credential": "dung"}, where="test")
        with signatures.opened(plugin, pin=Pin(world.PIN), at=world.NOW) as signer:
            signatures.sign(world.paper(), signer=signer, stamp=Stamp(role="officer"), at=world.NOW)
    assert max(len(str(heard)) for heard in service.heard) < 400
    assert [len(heard.get("hash", [])) for heard in service.heard] == [0, 1, 1]


def test_a_key_that_is_unknown_to_the_service() -> None:
    with world.service(world.SigningService(world.issued())) as address:
        plugin = SIGNERS.made({"vendor": "remote", "address": address, "credential": "nobody"}, where="test")
        with pytest.raises(SigningError) as raised, plugin.open(Pin(world.PIN)):
            pytest.fail("It opened.")
    assert (raised.value.refusal.code, raised.value.is_permanent) == ("signing_key_absent", True)


@pytest.mark.skipif(not _HAS_SOFT_TOKEN, reason="softhsm2 and opensc are not installed")
def test_a_token_that_was_pulled_out_may_come_back(soft_token: Case) -> None:
    plugin = SIGNERS.made({"vendor": "pkcs11", "module": str(SOFT_TOKEN), "token": "pulled out"}, where="test")
    with pytest.raises(SigningError) as raised, plugin.open(Pin(world.PIN)):
        pytest.fail("It opened.")
    assert (raised.value.refusal.code, raised.value.is_permanent) == ("signing_out_of_reach", False)


@pytest.mark.parametrize("content", [b"", b"not a key", None])
def test_a_key_file_that_is_spoilt_or_gone(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "key.p12"
    if content is not None:
        file.write_bytes(content)
    plugin = SIGNERS.made({"vendor": "pkcs12", "file": str(file)}, where="test")
    with pytest.raises(SigningError) as raised, plugin.open(Pin(world.PIN)):
        pytest.fail("It opened.")
    assert (raised.value.refusal.code, raised.value.is_permanent) == ("signing_key_absent", True)


@pytest.mark.parametrize(
    "written",
    [{}, {"vendor": "nobody"}, {"vendor": "pkcs12"}, {"vendor": "demo", "name": "x", "colour": "red"},
     {"vendor": "remote", "address": "ftp://x", "credential": "y"}],
)  # fmt: skip
def test_options_that_are_wrong_are_named(written: dict[str, str]) -> None:
    with pytest.raises(SigningError) as raised:
        SIGNERS.made(written, where="signers.x")
    assert raised.value.refusal.code == "signing_settings_wrong"
    assert raised.value.refusal.values["where"] == "signers.x"


# --- authorities of time ----------------------------------------------------------------------------------------------


@pytest.fixture(params=["rfc3161", "demo"])
def stamper(request: pytest.FixtureRequest) -> Iterator[HouseStamper]:
    if request.param == "demo":
        anchors = TrustAnchors(issuers=(demo.authority(None).root.certificate,))
        yield HouseStamper(AUTHORITIES.made({"vendor": "demo"}, where="test"), anchors)
        return
    with world.service(world.stamping_service) as address:
        yield HouseStamper(AUTHORITIES.made({"vendor": "rfc3161", "address": address}, where="test"), world.trust())


def test_a_digest_is_stamped_and_the_stamp_is_read(stamper: HouseStamper) -> None:
    token = stamper.stamp(b"d" * 32)
    reading = stamper.read(token, b"d" * 32)
    assert reading.trust is StampTrust.HOLDS
    assert reading.at is not None
    assert stamper.read(token, b"e" * 32).trust is StampTrust.FALSE
    spoilt = bytearray(token)
    spoilt[-20] ^= 1
    assert stamper.read(bytes(spoilt), b"d" * 32).trust is StampTrust.FALSE
    assert stamper.read(b"nonsense", b"d" * 32).trust is StampTrust.FALSE


def test_an_authority_that_is_not_known_here(stamper: HouseStamper) -> None:
    token = stamper.stamp(b"d" * 32)
    elsewhere = HouseStamper(stamper.authority, TrustAnchors(issuers=(world.stranger().root.certificate,)))
    assert elsewhere.read(token, b"d" * 32).trust is StampTrust.UNKNOWN_AUTHORITY


@pytest.mark.parametrize(
    ("answer", "is_permanent"),
    [((503, "text/plain", b""), False), ((403, "text/plain", b"no"), True),
     ((200, "application/timestamp-reply", b"nonsense"), True)],
)  # fmt: skip
def test_an_authority_in_trouble(answer: world.Answer, is_permanent: bool) -> None:
    with world.service(lambda _path, _content: answer) as address:
        stamper = HouseStamper(AUTHORITIES.made({"vendor": "rfc3161", "address": address}, where="t"), world.trust())
        with pytest.raises(TimeStampError) as raised:
            stamper.stamp(b"d" * 32)
    assert raised.value.is_permanent is is_permanent


def test_integrity_is_not_a_matter_of_trust() -> None:
    with world.signer(one=world.issued()) as signer:
        pdf = signatures.sign(world.paper(), signer=signer, stamp=Stamp(role="officer"), at=world.NOW)
    (verdict,) = examining.examine(pdf, trust=TrustAnchors(), at=world.NOW)
    assert (verdict.integrity, verdict.outcome) == (Integrity.INTACT, Outcome.UNCERTAIN)
