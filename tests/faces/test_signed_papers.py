"""A signed paper that comes in: whoever opens the dossier reads what its signatures are worth."""

from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.organisation.types import Role
from motcua.papers.signing.tests import world
from motcua.papers.signing.tests.test_examining import appended, one_signature, rewritten, three_signatures
from motcua.papers.store.tests import corpus
from tests.faces.people import Desk, said
from tests.faces.test_papers import add


@pytest.fixture(autouse=True)
def house(tmp_path: Path, settings: Any) -> Path:
    """It believes the issuer of the world and knows its list of withdrawn certificates."""
    settings.HOME, settings.FILES_URL = tmp_path, ""
    root = x509.load_der_x509_certificate(world.issuer().root.certificate)
    (tmp_path / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    (tmp_path / "withdrawn.crl").write_bytes(world.issuer().withdrawn_list(at=world.NOW))
    (tmp_path / "signing.yaml").write_text("trust: [root.pem]\nrevocation_lists: [withdrawn.crl]\nask_issuers: false\n")
    return tmp_path


def shown(desk: Desk, pdf: bytes) -> str:
    """What an officer reads of a paper that the desk has put in."""
    dossier_id = desk.receive()
    add(desk.receptionist, dossier_id, SimpleUploadedFile("giay-uy-quyen.pdf", pdf, "application/pdf"))
    return said(desk.somebody(Role.OFFICER).get(f"/office/dossiers/{dossier_id}/"))


def test_signatures_that_hold_are_said_to_hold_and_whose_they_are(desk: Desk) -> None:
    page = shown(desk, three_signatures())
    assert "chữ ký số hợp lệ" in page
    assert "Mọi chữ ký số trên văn bản này đều hợp lệ." in page
    assert world.DUNG in page
    assert "CA chuyên dùng thử nghiệm" in page


def test_a_paper_altered_after_signing_is_not_passed_over(desk: Desk) -> None:
    page = shown(desk, appended(one_signature(), rewritten))
    assert "chữ ký số không hợp lệ" in page
    assert "chữ ký số hợp lệ" not in page


def test_an_issuer_nobody_here_knows_leaves_it_open(desk: Desk, house: Path) -> None:
    (house / "signing.yaml").write_text("ask_issuers: false\n")
    page = shown(desk, one_signature())
    assert "chữ ký số chưa xác định được" in page
    assert "Cơ quan chưa khai báo tổ chức chứng thực nào được tin cậy." in page


def test_where_the_settings_are_wrong_the_paper_is_taken_and_waits(desk: Desk, house: Path) -> None:
    (house / "signing.yaml").write_text("colour: red\n")
    page = shown(desk, one_signature())
    assert "chưa kiểm tra chữ ký số" in page
    assert "đang chờ kiểm tra" in page


def test_of_a_signed_office_document_it_is_said_that_nobody_examines_its_signature(desk: Desk) -> None:
    dossier_id = desk.receive()
    content = corpus.office({"_xmlsignatures/sig1.xml": "<Signature/>"})
    add(desk.receptionist, dossier_id, SimpleUploadedFile("don.docx", content, "application/octet-stream"))
    page = said(desk.somebody(Role.OFFICER).get(f"/office/dossiers/{dossier_id}/"))
    assert "đã ký số chữ ký không được kiểm tra tại đây" in page
    assert "Tệp văn phòng hoặc XML có chữ ký số" in page
