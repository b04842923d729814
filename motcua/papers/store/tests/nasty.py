"""More than two hundred files that nobody should send: each with the name it bears, made when it is asked for."""

import hashlib
import io
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import product
from typing import Literal

import pikepdf
from PIL import Image

from motcua.papers.store.tests import corpus

Nasty = tuple[str, Callable[[], bytes], str]
"""What it is, its content, the name it bears."""


def _kept(content: bytes) -> Callable[[], bytes]:
    return lambda: content


def _noise(seed: int, size: int) -> bytes:
    return hashlib.shake_256(bytes([seed])).digest(size)


_PROGRAMS: dict[str, bytes] = {
    "windows program": b"MZ\x90\x00" + bytes(300),
    "linux program": b"\x7fELF\x02\x01\x01" + bytes(300),
    "java class": b"\xca\xfe\xba\xbe\x00\x00\x00\x37" + bytes(200),
    "web assembly": b"\x00asm\x01\x00\x00\x00" + bytes(100),
    "gif": b"GIF89a\x01\x00\x01\x00\x80\x00\x00" + bytes(60),
    "bitmap": b"BM" + bytes(200),
    "film": b"\x00\x00\x00\x18ftypmp42" + bytes(200),
    "avif": b"\x00\x00\x00\x1cftypavif" + bytes(200),
    "sound": b"ID3\x03\x00\x00\x00\x00" + bytes(200),
    "rar": b"Rar!\x1a\x07\x01\x00" + bytes(200),
    "7z": b"7z\xbc\xaf\x27\x1c" + bytes(200),
    "gzip": b"\x1f\x8b\x08\x00" + bytes(200),
    "sqlite": b"SQLite format 3\x00" + bytes(200),
    "shortcut": b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(200),
    "old office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "web page": b"<!doctype html><script>alert(1)</script>",
    "page in capitals": b"  <HTML><BODY onload=alert(1)>",
    "drawing that runs": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "nothing but zeros": bytes(1000),
    "noise": _noise(1, 1000),
}
_ENDINGS = ("pdf", "jpg", "docx")


def _zip(parts: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return whole.getvalue()


@cache
def webp() -> bytes:
    return corpus.picture("WEBP")


@cache
def _good() -> dict[str, bytes]:
    noise = Image.frombytes("RGB", (200, 200), _noise(2, 120_000))
    kinds = {}
    for kind in ("JPEG", "PNG", "TIFF"):
        whole = io.BytesIO()
        noise.save(whole, kind)
        kinds[kind.lower()] = whole.getvalue()
    return kinds | {"pdf": corpus.pdf(pages=3), "docx": corpus.office(), "xml": b"<hoSo><ma>1</ma></hoSo>"}


def _wrong_types() -> Iterator[Nasty]:
    for (what, content), ending in product(_PROGRAMS.items(), _ENDINGS):
        yield f"{what} as {ending}", _kept(content), f"don.{ending}"


def _renamed() -> Iterator[Nasty]:
    for kind, ending in product(_good(), ("pdf", "jpeg", "png", "tiff", "docx", "xml", "txt", "exe")):
        if kind != ending:
            yield f"{kind} named {ending}", _kept(_good()[kind]), f"don.{ending}"


def _cut_off() -> Iterator[Nasty]:
    for kind, tenths in product(("jpeg", "png", "pdf", "docx"), range(1, 10)):
        content = _good()[kind]
        part = content[: len(content) * tenths // 10]
        yield f"{kind} cut at {tenths} tenths", _kept(part), f"don.{kind}"


def _torn() -> Iterator[Nasty]:
    """The right beginning, and then nothing that belongs to it."""
    for kind, seed in product(("jpeg", "png", "tiff", "pdf", "docx"), range(4)):
        torn = _good()[kind][:12] + _noise(seed, 3000)
        yield f"{kind} torn {seed}", _kept(torn), f"don.{kind}"


def _claiming(width: int, height: int) -> bytes:
    """A JPEG whose head claims that size."""
    content = bytearray(corpus.picture("JPEG", (16, 16)))
    frame = content.index(b"\xff\xc0")
    content[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def _holding_picture(width: int, height: int) -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        drawn = document.make_stream(b"x", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        drawn.Width, drawn.Height = width, height
        document.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=drawn))

    return corpus.pdf(change)


def _laughs(levels: int) -> bytes:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels))
    return f'<!DOCTYPE a [<!ENTITY l0 "ha">{lines}]><a>&l{levels - 1};</a>'.encode()


def _bombs() -> Iterator[Nasty]:
    for width, height in ((60_000, 60_000), (2**31 - 1, 1), (1, 2**31 - 1), (200_000, 1_000)):
        claimed = corpus.picture_said_to_be(width, height)
        yield f"png of {width} by {height}", _kept(claimed), "anh.png"
    yield "jpeg of 65,000 by 65,000", lambda: _claiming(65_000, 65_000), "anh.jpg"
    for width, height in ((60_000, 60_000), (10**9, 10**9)):
        yield f"pdf with a picture of {width}", _kept(_holding_picture(width, height)), "don.pdf"
    for levels in (2, 5, 12):
        yield f"laughs of {levels} levels", _kept(_laughs(levels)), "don.xml"
    yield "foreign entity", lambda: b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "don.xml"
    yield "501 pages", lambda: corpus.pdf(pages=501), "don.pdf"
    yield "2,100 parts", lambda: corpus.office({f"word/{n}.xml": b"" for n in range(2_100)}), "don.docx"
    yield "a zip in a zip", lambda: _zip({"a.zip": _zip({"b.zip": bytes(10**6)})}), "don.docx"
    yield "deep nesting", lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 5000, "don.pdf"
    yield "six filters", _of_six_filters, "don.pdf"


def _of_six_filters() -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        packed = b"a"
        for _ in range(6):
            packed = zlib.compress(packed)
        stream = pikepdf.Stream(document, b"")
        stream.write(packed, filter=pikepdf.Array([pikepdf.Name.FlateDecode] * 6))
        document.pages[0].obj.Contents = document.make_indirect(stream)

    return corpus.pdf(change, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


_REVISIONS: tuple[Literal[2, 3, 4, 6], ...] = (2, 3, 4, 6)


def _locked() -> Iterator[Nasty]:
    for revision, word in product(_REVISIONS, ("", "1234")):
        is_new = revision >= 4
        locked = pikepdf.Encryption(owner="owner", user=word, R=revision, aes=is_new, metadata=is_new)
        yield f"locked {revision} {word!r}", _kept(corpus.pdf(encryption=locked)), "don.pdf"


def _programmed() -> Iterator[Nasty]:
    for name in ("word/vbaProject.bin", "xl/vbaProject.bin", "word/VBAPROJECT.BIN"):
        yield f"macros in {name}", _kept(corpus.office({name: b"Sub"})), "don.docx"
    for name in ("word/embeddings/oleObject1.bin", "word/activeX/activeX1.bin"):
        yield f"programs in {name}", _kept(corpus.office({name: b"MZ"})), "don.docx"
    for change in (corpus.scripted, corpus.launching, corpus.embedding("cai-dat.exe", b"MZ")):
        yield f"signed {change.__name__}", partial(_signed, change), "don.pdf"


def _signed(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    return corpus.signed(corpus.pdf(change))


def _two_in_one() -> Iterator[Nasty]:
    """What one program takes for this and another for that, under a name that is neither."""
    yield "photo, then a page", lambda: _good()[_J] + b"<script>alert(1)</script>", "anh.html"
    yield "photo, then a program", lambda: _good()[_J] + b"MZ" + bytes(100), "anh.exe"
    yield "photo, then a package", lambda: _good()[_J] + _zip({"a": b"b"}), "anh.zip"
    yield "page before a PDF", lambda: b"<html><script>1</script>" + corpus.pdf(), "don.pdf"
    yield "program before a PDF", lambda: b"MZ" + bytes(50) + corpus.pdf(), "don.pdf"
    yield "package named PDF", lambda: _zip({"don.pdf": corpus.pdf()}), "don.pdf"
    yield "package named photo", lambda: _zip({"anh.jpg": b"\xff\xd8\xff"}), "anh.jpg"


_J = "jpeg"


def refused() -> list[Nasty]:
    """All that are sent back, whatever is done with them."""
    empty: list[Nasty] = [(f"nothing as {name!r}", lambda: b"", name) for name in ("don.pdf", "anh.jpg", "", ".")]
    parts = (_wrong_types, _renamed, _cut_off, _torn, _bombs, _locked, _programmed, _two_in_one)
    return [*empty, *(one for part in parts for one in part())]


NAMES = [
    "../../../etc/passwd.pdf",
    "..\\..\\windows\\system32\\don.pdf",
    "/etc/cron.d/don.pdf",
    "C:\\don.pdf",
    "\\\\server\\share\\don.pdf",
    "file:///etc/don.pdf",
    "don\x00.exe.pdf",
    "don\r\nSet-Cookie: a=b.pdf",
    "\u202efdp.nod.pdf",
    "don\u200f\u202e.pdf",
    "\ufeffdon.pdf",
    unicodedata.normalize("NFC", "Đơn đề nghị của Nguyễn Thị Thử.pdf"),
    unicodedata.normalize("NFD", "Đơn đề nghị của Nguyễn Thị Thử.pdf"),
    "don.PDF",
    "don.exe.pdf",
    "-rf.pdf",
    "$(reboot).pdf",
    "`reboot`.pdf",
    "don;reboot|.pdf",
    "<script>alert(1)</script>.pdf",
    "%2e%2e%2fdon.pdf",
    "CON.pdf",
    "a" * 5000 + ".pdf",
    "." * 300 + ".pdf",
    "😀.pdf",
    " .pdf",
]
"""Names that a careless house would write to its disk. Ours keeps none, so a good PDF comes in under each."""
