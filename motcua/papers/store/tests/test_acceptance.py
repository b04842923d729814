"""What the house takes, what it takes out first, and what it sends back with advice."""

import hashlib
import io
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from motcua.kernel import messages
from motcua.kernel.types import Refused
from motcua.papers.store import workbench
from motcua.papers.store.acceptance import accept
from motcua.papers.store.commands import accept_own
from motcua.papers.store.objections import ActiveContent, Objection
from motcua.papers.store.stores.disk import DiskStore
from motcua.papers.store.stores.port import Pieces
from motcua.papers.store.tests import corpus
from motcua.papers.store.types import Accepted, MediaType

pytestmark = pytest.mark.usefixtures("workshop_at_hand")
TODAY = date(2026, 3, 2)
A_MILLION = 10**6


def named(value: object) -> str:
    return value if isinstance(value, str) else getattr(value, "__name__", "-")


def taken(content: bytes, name: str, disk: DiskStore) -> Accepted:
    return accept(io.BytesIO(content), name_hint=name, on=TODAY, store=disk)


def refused(content: bytes, name: str, disk: DiskStore) -> str:
    """The code of the refusal; nothing was kept."""
    with pytest.raises(Refused) as answer:
        taken(content, name, disk)
    assert list(disk.listing()) == []
    assert "{" not in messages.sentence_of(answer.value.refusal)
    return answer.value.refusal.code


def content_of(accepted: Accepted, disk: DiskStore) -> bytes:
    return b"".join(Pieces(disk.open(accepted.file.digest), accepted.file.size))


@pytest.mark.parametrize(
    ("content", "is_signed"), [(corpus.pdf(pages=3), False), (corpus.signed(corpus.pdf(pages=3)), True)]
)
def test_a_paper_of_the_house_s_own_making_is_known_as_if_it_had_come_from_outside(
    content: bytes, is_signed: bool, disk: DiskStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from_outside = taken(content, "ket-qua.pdf", disk)
    monkeypatch.setattr(workbench, "done", lambda _: pytest.fail("It went through the workshop."))
    assert accept_own(content) == from_outside
    assert (from_outside.pages, from_outside.is_signed) == (3, is_signed)
    assert content_of(from_outside, disk) == content


def test_every_objection_has_a_sentence_and_every_active_content_a_name() -> None:
    assert set(Objection) <= set(messages.declared())
    assert all(messages.name_of(content) != content.value for content in ActiveContent)


@pytest.mark.parametrize(
    ("content", "name", "kind", "pages"),
    [
        (corpus.pdf(pages=3), "don.PDF", MediaType.PDF, 3),
        (corpus.picture("JPEG"), "anh.jpeg", MediaType.JPEG, 1),
        (corpus.picture("PNG"), "blob", MediaType.PNG, 1),
        (corpus.picture("TIFF", save_all=True), "quét.tif", MediaType.TIFF, 1),
        (corpus.office(), "to khai.docx", MediaType.DOCX, 0),
        (corpus.office(main="xl/workbook.xml"), "bang.xlsx", MediaType.XLSX, 0),
        (corpus.open_document(), "don.odt", MediaType.ODT, 0),
        (b'<?xml version="1.0"?><hoSo ma="1">N\xe1\xbb\x99i dung</hoSo>', "du-lieu.xml", MediaType.XML, 0),
        ("Đơn đề nghị\r\n".encode(), "don.txt", MediaType.TEXT, 0),
        ("Đơn đề nghị".encode("utf-16"), "don.txt", MediaType.TEXT, 0),
    ],
    ids=named,
)
def test_what_is_taken_is_kept_byte_for_byte_under_its_digest(
    content: bytes, name: str, kind: MediaType, pages: int, disk: DiskStore
) -> None:
    accepted = taken(content, name, disk)
    assert (accepted.file.media_type, accepted.pages, accepted.stripped) == (kind, pages, ())
    assert accepted.file.digest == accepted.original_digest == hashlib.sha256(content).hexdigest()
    assert content_of(accepted, disk) == content


def test_the_pages_of_a_scan_in_one_picture_file_are_counted(disk: DiskStore) -> None:
    more = [Image.new("RGB", (10, 10)) for _ in range(4)]
    assert taken(corpus.picture("TIFF", save_all=True, append_images=more), "quet.tiff", disk).pages == 5


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "rong.pdf", "file_empty"),
        (b"MZ\x90\x00" + bytes(200), "anh.jpg", "file_type_unknown"),
        (b"<html><script>alert(1)</script></html>", "don.html", "file_type_unknown"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "anh.svg", "file_type_unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "don.doc", "file_old_office"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(100), "IMG_0001.HEIC", "file_heic"),
        (corpus.pdf(), "anh.jpg", "file_type_differs"),
        (corpus.picture("PNG"), "don.pdf", "file_type_differs"),
        (corpus.pdf()[:-200], "don.pdf", "file_damaged"),
        (b"%PDF-1.7\n" + bytes(1000), "don.pdf", "file_damaged"),
        (corpus.picture("JPEG", (2000, 2000))[:-3000], "anh.jpg", "file_damaged"),
        (corpus.picture("PNG", (2000, 2000))[:-300], "anh.png", "file_damaged"),
        (b"<hoSo><ma></hoSo>", "du-lieu.xml", "file_damaged"),
        (corpus.office()[:-30], "don.docx", "file_damaged"),
        (corpus.locked(), "don.pdf", "file_encrypted"),
        (corpus.locked(to_open=""), "don.pdf", "file_encrypted"),
        (corpus.pdf(pages=501), "don.pdf", "file_too_many_pages"),
        (corpus.picture_said_to_be(60_000, 60_000), "anh.png", "file_too_many_pixels"),
        (corpus.office({"word/vbaProject.bin": b"Sub"}), "don.docx", "file_has_macros"),
        (corpus.open_document({"Basic/Standard/Module1.xml": "<m/>"}), "don.odt", "file_has_macros"),
        (corpus.office({"word/embeddings/oleObject1.bin": b"MZ"}), "don.docx", "file_active_content"),
        (
            corpus.office(
                {
                    "word/_rels/settings.xml.rels": '<Relationship Type="x/attachedTemplate" TargetMode="External" '
                    'Target="https://thief.example/t.dotm"/>'
                }
            ),
            "don.docx",
            "file_active_content",
        ),
        (
            b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
            "du-lieu.xml",
            "file_active_content",
        ),
    ],
    ids=named,
)
def test_what_is_not_taken_is_said_with_its_reason(content: bytes, name: str, code: str, disk: DiskStore) -> None:
    assert refused(content, name, disk) == code


def test_a_link_in_an_office_file_is_no_reason(disk: DiskStore) -> None:
    link = '<Relationship Type="x/hyperlink" Target="https://dichvucong.gov.vn" TargetMode="External"/>'
    assert taken(corpus.office({"word/_rels/document.xml.rels": link}), "don.docx", disk).stripped == ()


class _Endless(io.BytesIO):
    """Goes on for ever, and counts what was asked of it."""

    given = 0

    def read(self, size: int | None = -1) -> bytes:
        self.given += size or 0
        return bytes(size or 0)


def test_too_large_is_said_as_soon_as_it_is(disk: DiskStore) -> None:
    endless = _Endless()
    with pytest.raises(Refused, match="file_too_large"):
        accept(endless, name_hint="don.pdf", on=TODAY, store=disk)
    assert endless.given <= 51 * 1024**2
    assert not list((disk.folder / "drafts").iterdir()), "nothing is left of it"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (corpus.scripted, {ActiveContent.SCRIPT, ActiveContent.OPENING}),
        (corpus.with_named_script, {ActiveContent.SCRIPT}),
        (corpus.with_script_behind_a_link, {ActiveContent.SCRIPT}),
        (corpus.with_script_on_a_page, {ActiveContent.SCRIPT}),
        (corpus.launching, {ActiveContent.LAUNCH, ActiveContent.OPENING}),
        (corpus.sending, {ActiveContent.SENDING}),
        (corpus.with_a_programmed_form, {ActiveContent.SCRIPT}),
        (corpus.filming, {ActiveContent.MEDIA}),
        (corpus.embedding("cai-dat.exe", b"MZ\x90"), {ActiveContent.EMBEDDED}),
        (corpus.embedding("hoa-don.xml", b"MZ\x90"), {ActiveContent.EMBEDDED}),
    ],
    ids=named,
)
def test_active_content_is_taken_out_of_an_unsigned_pdf(
    change: Callable[[pikepdf.Pdf], None], what: set[ActiveContent], disk: DiskStore
) -> None:
    content = corpus.pdf(change, pages=2)
    accepted = taken(content, "don.pdf", disk)
    kept = content_of(accepted, disk)
    assert set(accepted.stripped) == what
    assert accepted.original_digest == hashlib.sha256(content).hexdigest() != accepted.file.digest
    assert accepted.pages == 2
    assert not any(word in kept for word in (b"alert", b"cmd.exe", b"thief", b"/XFA", b"/RichMedia", b"MZ\x90"))
    again = taken(kept, "don.pdf", disk)
    assert (again.file, again.stripped) == (accepted.file, ()), "what was cleaned stays as it is"
    assert taken(content, "don.pdf", disk).file == accepted.file, "the same original gives the same file"


@pytest.mark.parametrize(
    "change",
    [corpus.opening_at_its_second_page, corpus.embedding("hoa-don.xml", b"<hoaDon/>")],
    ids=["opening at a page", "data beside an invoice"],
)
def test_what_is_harmless_stays(change: Callable[[pikepdf.Pdf], None], disk: DiskStore) -> None:
    content = corpus.pdf(change, pages=2)
    assert content_of(taken(content, "don.pdf", disk), disk) == content


def test_a_signed_pdf_is_kept_byte_for_byte_and_its_signature_holds(disk: DiskStore) -> None:
    content = corpus.signed(corpus.pdf(corpus.embedding("hoa-don.xml", b"<hoaDon/>")))
    accepted = taken(content, "ket qua.pdf", disk)
    assert accepted.is_signed
    kept = content_of(accepted, disk)
    assert kept == content
    signature = PdfFileReader(io.BytesIO(kept)).embedded_signatures[0]
    trusting = ValidationContext(trust_roots=[signature.signer_cert])
    assert validate_pdf_signature(signature, trusting).intact


@pytest.mark.parametrize("change", [corpus.scripted, corpus.launching, corpus.embedding("cai-dat.exe", b"MZ")])
def test_a_signed_pdf_with_active_content_is_sent_back_rather_than_altered(
    change: Callable[[pikepdf.Pdf], None], disk: DiskStore
) -> None:
    assert refused(corpus.signed(corpus.pdf(change)), "ket qua.pdf", disk) == "file_signed_and_active"


def test_the_refusal_names_what_was_found(disk: DiskStore) -> None:
    with pytest.raises(Refused) as answer:
        taken(corpus.signed(corpus.pdf(corpus.scripted)), "ket qua.pdf", disk)
    assert "a script" in messages.sentence_of(answer.value.refusal)


# --- the virus scanner ---


@contextmanager
def scanner(answer: bytes, into: list[bytes]) -> Iterator[int]:
    """Somebody who speaks like clamd on a port, takes one stream, and says `answer` about it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            line, _ = listening.accept()
            with line, line.makefile("rb") as read:
                assert read.read(10) == b"zINSTREAM\0"
                while (size := struct.unpack(">I", read.read(4))[0]) > 0:
                    into.append(read.read(size))
                line.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1]
        thread.join(5)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"stream: Eicar-Test-Signature FOUND\0", "file_infected"),
        (b"INSTREAM size limit exceeded. ERROR\0", "file_check_unavailable"),
        (b"", "file_check_unavailable"),
    ],
)
def test_what_the_scanner_says_decides(answer: bytes, code: str, disk: DiskStore, settings: Any) -> None:
    heard: list[bytes] = []
    with scanner(answer, heard) as port:
        settings.SCANNER_URL = f"tcp://127.0.0.1:{port}"
        assert refused(b"X5O!P%@AP", "thu.txt", disk) == code
    assert b"".join(heard) == b"X5O!P%@AP"


def test_what_the_scanner_finds_clean_is_taken(disk: DiskStore, settings: Any) -> None:
    with scanner(b"stream: OK\0", []) as port:
        settings.SCANNER_URL = f"tcp://127.0.0.1:{port}"
        assert taken(b"an toan", "thu.txt", disk).file.size == 7


def test_a_scanner_that_is_away_is_no_reason_to_go_without(disk: DiskStore, settings: Any, tmp_path: Path) -> None:
    settings.SCANNER_URL = f"unix://{tmp_path}/nobody.ctl"
    assert refused(b"an toan", "thu.txt", disk) == "file_check_unavailable"
    assert messages.declared()["file_check_unavailable"].status == 503
