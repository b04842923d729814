"""A paper's whole way: photographed, read, signed as a scan, found valid by others, recognised by the public's page.

Who reads and who checks is not the house: Tesseract, Poppler and OpenSSL. One byte changed, and each of them says so.
"""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.organisation.types import Role
from motcua.papers import models
from motcua.papers.scanning.tests import sheets
from motcua.papers.signing.vendors import demo
from tests.faces.people import Desk, said
from tests.faces.test_office import finish
from tests.faces.test_papers import links, read
from tests.faces.test_registers import clerk
from tests.faces.test_result_copies import pdf, replaced
from tests.faces.test_scanning import address, at_rest, paper_form, put
from tests.faces.test_signing import sign

NEEDED = ("tesseract", "pdftotext", "pdfsig", "openssl")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"not installed: {', '.join(MISSING)}; nobody else reads or checks"
)


@pytest.fixture(autouse=True)
def demonstration(settings: Any, tmp_path: Path) -> None:
    """A house in which everybody signs with a sample certificate."""
    settings.DEMO, settings.HOME, settings.FILES_URL = True, tmp_path / "home", ""


def test_from_the_photo_to_whoever_verifies_the_signed_file(desk: Desk, tmp_path: Path) -> None:
    dossier_id = desk.receive()
    searchable = scanned(desk, dossier_id)
    assert not signed_by(searchable, tmp_path)
    assert "022085001234" in words_of(searchable, tmp_path)

    (table,) = re.findall(r'value="(file:\d+)" checked', signing_page(desk, dossier_id))
    assert sign(desk, Role.RECEPTIONIST, dossier_id, table).status_code == 302
    paper = file_of(desk, dossier_id)
    assert paper.startswith(searchable), "what was scanned is still there, byte for byte; the signature came after it"
    assert b"pdfaid:part" in paper
    assert signed_by(paper, tmp_path) == ["Signature is Valid."]
    assert holds_for_openssl(paper, tmp_path)
    text = words_of(paper, tmp_path)
    for words in ("022085001234", "Nguyễn Văn Thắng", "125/GXN-UBND"):
        assert words in text

    finish(desk, dossier_id)
    found = models.Result.objects.get(holder=f"dossier/{dossier_id}")
    assert replaced(clerk(desk), found, copy=pdf(paper)).status_code == 302
    token = models.Result.objects.latest("id").token
    assert recognised(token, paper) is True

    changed = bytearray(paper)
    changed[paper.index(b"stream") + 40] ^= 1
    assert signed_by(bytes(changed), tmp_path) != ["Signature is Valid."]
    assert not holds_for_openssl(bytes(changed), tmp_path)
    assert recognised(token, bytes(changed)) is False


def scanned(desk: Desk, dossier_id: int) -> bytes:
    """The sheet is photographed askew on a table in poor light, cleaned, read and saved; the file that comes of it."""
    photo = sheets.in_poor_light(sheets.on_a_table(sheets.page(), angle=2.5))
    put(desk.receptionist, dossier_id, SimpleUploadedFile("anh.jpg", sheets.jpeg(photo), "image/jpeg"))
    desk.receptionist.post(address(dossier_id), {"read": "1"})
    at_rest(desk.receptionist, dossier_id)
    form = paper_form(desk.receptionist.get(address(dossier_id, "papers/1/")))
    answer = desk.receptionist.post(address(dossier_id, "papers/1/"), form)
    assert answer.status_code == 302, said(answer)
    return file_of(desk, dossier_id)


def file_of(desk: Desk, dossier_id: int) -> bytes:
    """The paper as the dossier's page opens it: the signed file stands before the one that was signed."""
    return read(desk.receptionist, links(desk.receptionist, dossier_id)[0])


def signing_page(desk: Desk, dossier_id: int) -> str:
    page: str = desk.receptionist.get(f"/office/dossiers/{dossier_id}/sign/").content.decode()
    return page


def recognised(token: str, content: bytes) -> Any:
    """Whether the public's page takes these bytes for the registered file."""
    return Client().post(f"/kiem-tra/{token}", {"file": pdf(content)}).context["is_the_file"]


def signed_by(content: bytes, folder: Path) -> list[str]:
    """What Poppler says of each signature."""
    (folder / "paper.pdf").write_bytes(content)
    return re.findall(r"Signature Validation: (.+)", told("pdfsig", "-nocert", folder / "paper.pdf").stdout)


def words_of(content: bytes, folder: Path) -> str:
    """The words that Poppler finds in the paper."""
    (folder / "paper.pdf").write_bytes(content)
    return told("pdftotext", folder / "paper.pdf", "-").stdout


def holds_for_openssl(content: bytes, folder: Path) -> bool:
    """Whether OpenSSL finds the one signature over the rest of the file, and its chain up to the issuer."""
    (ranges,) = re.findall(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]", content)
    first, length, second, rest = map(int, ranges)
    signature = bytes.fromhex(content[first + length : second].strip(b"<> \r\n").decode())
    (folder / "signature.der").write_bytes(signature)
    (folder / "content").write_bytes(content[first : first + length] + content[second : second + rest])
    root = x509.load_der_x509_certificate(demo.authority(folder / "home" / "signing-samples").root.certificate)
    (folder / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    answer = told(
        "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", folder / "signature.der",
        "-content", folder / "content", "-CAfile", folder / "root.pem", "-purpose", "any", "-out", folder / "out",
    )  # fmt: skip
    return answer.returncode == 0


def told(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
