"""Pages bound into one PDF, each picture as it is: nothing is drawn or pressed anew."""

from collections.abc import Sequence
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

_POINTS = 72


def bound(pages: Sequence[Path], *, output: Path) -> None:
    """Binds pictures (JPEG) and read pages (PDF), in this order."""
    with Pdf.new() as book:
        for path in pages:
            if path.suffix == ".pdf":
                with Pdf.open(path) as read:
                    book.pages.extend(read.pages)
            else:
                _add_picture(book, path)
        book.docinfo[Name.Producer] = "Motcua"
        book.save(output, deterministic_id=True)


def _add_picture(book: Pdf, path: Path) -> None:
    with Image.open(path, formats=["JPEG"]) as picture:
        wide, high = picture.size
        dots = float(picture.info["dpi"][0])
        is_grey = picture.mode == "L"
    drawing = Stream(book, path.read_bytes())
    drawing.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=wide,
        Height=high,
        ColorSpace=Name.DeviceGray if is_grey else Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    box = wide * _POINTS / dots, high * _POINTS / dots
    leaf = book.add_blank_page(page_size=box)
    leaf.obj[Name.Resources] = Dictionary(XObject=Dictionary(Picture=book.make_indirect(drawing)))
    leaf.obj[Name.MediaBox] = Array([0, 0, *(pikepdf.Object.parse(f"{side:.2f}".encode()) for side in box)])
    leaf.obj[Name.Contents] = Stream(book, f"q {box[0]:.2f} 0 0 {box[1]:.2f} 0 0 cm /Picture Do Q".encode())
