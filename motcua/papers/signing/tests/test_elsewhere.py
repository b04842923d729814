"""What others say of the house's signatures: OpenSSL reads signature, time stamp and answers, and agrees."""

import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from motcua.papers.signing import reading
from motcua.papers.signing.tests import world
from motcua.papers.signing.tests.test_examining import one_signature, three_signatures
from motcua.papers.signing.tests.test_signing import OFFICER, signed
from motcua.papers.signing.types import Level, Proof

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed: nobody else checks")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The certificate of the one issuer that is believed."""
    return _pem(world.issuer().root.certificate, tmp_path / "root.pem")


def openssl(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["openssl", *map(str, words)], capture_output=True, text=True, check=False)


def parts(pdf: bytes, number: int, folder: Path) -> tuple[Path, Path]:
    """One signature of the paper, and the bytes it is over, as files."""
    one = reading.signatures_in(reading.opened_paper(pdf))[number]
    first, length, second, rest = (int(part) for part in one.byte_range)
    (folder / "signature.der").write_bytes(one.pkcs7_content)
    (folder / "content").write_bytes(pdf[first : first + length] + pdf[second : second + rest])
    return folder / "signature.der", folder / "content"


def verified(pdf: bytes, number: int, folder: Path, root: Path) -> bool:
    signature, content = parts(pdf, number, folder)
    said = openssl(
        "cms", "-verify", "-binary", "-inform", "DER", "-in", signature, "-content", content, "-CAfile", root,
        "-purpose", "any", "-out", folder / "out",
    )  # fmt: skip
    return said.returncode == 0


@pytest.mark.parametrize("number", [0, 1, 2])
def test_each_signature_is_valid_and_void_once_a_byte_is_changed(number: int, tmp_path: Path, root: Path) -> None:
    pdf = three_signatures()
    assert verified(pdf, number, tmp_path, root)
    spoilt = bytearray(pdf)
    spoilt[pdf.index(b"stream") + 40] ^= 1
    assert not verified(bytes(spoilt), number, tmp_path, root)


def test_nobody_vouches_for_a_stranger(tmp_path: Path) -> None:
    stranger = _pem(world.stranger().root.certificate, tmp_path / "stranger.pem")
    assert not verified(one_signature(), 0, tmp_path, stranger)


def test_the_archive_time_stamp_is_over_the_whole_paper(tmp_path: Path, root: Path) -> None:
    with world.signer(proof=Proof(Level.LASTING, world.tower(), world.trust())) as signer:
        pdf = signed(world.paper(), signer, OFFICER)
    token, content = parts(pdf, 1, tmp_path)
    whole = ("ts", "-verify", "-data", content, "-in", token, "-token_in", "-CAfile", root)
    assert "Verification: OK" in openssl(*whole).stdout
    content.write_bytes(content.read_bytes()[:-1] + b"!")
    assert "Verification: OK" not in openssl(*whole).stdout


def test_the_responder_of_these_tests_answers_as_others_understand_it(tmp_path: Path, root: Path) -> None:
    one, withdrawn = world.issued(), world.issued("Bùi Văn Thôi")
    responder = world.Responder()
    responder.withdraw(withdrawn.certificate, at=world.NOW - world.YEAR / 12)
    with world.service(responder) as address:
        for certificate, said in ((one, "good"), (withdrawn, "revoked")):
            path = _pem(certificate.certificate, tmp_path / "one.pem")
            answer = openssl("ocsp", "-issuer", root, "-cert", path, "-url", address, "-CAfile", root)
            assert "Response verify OK" in answer.stderr + answer.stdout
            assert f"{path}: {said}" in answer.stdout


def _pem(certificate: bytes, path: Path) -> Path:
    path.write_bytes(x509.load_der_x509_certificate(certificate).public_bytes(Encoding.PEM))
    return path
