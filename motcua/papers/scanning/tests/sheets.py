"""Sheets of paper for the tests: drawn, laid askew on a table, photographed in poor light."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import fontpkg
import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFont

A4 = (1654, 2339)
"""At 200 dots per inch."""
TABLE = (92, 70, 52)
LETTER = (
    "ỦY BAN NHÂN DÂN PHƯỜNG HỒNG GAI",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 125/GXN-UBND",
    "Hồng Gai, ngày 15 tháng 3 năm 2026",
    "GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN",
    "V/v xác nhận tình trạng hôn nhân của công dân",
    "Họ, chữ đệm, tên: Nguyễn Văn Thắng",
    "Số định danh: 022085001234",
    "Sinh ngày 12 tháng 7 năm 1985",
    "Giấy này có giá trị trong thời hạn 6 tháng kể từ ngày cấp.",
)


def page(lines: Sequence[str] = LETTER, *, size: tuple[int, int] = A4) -> Image.Image:
    """A sheet with these lines on it."""
    sheet = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(Path(fontpkg.path("Be Vietnam Pro"))), 40)
    for place, line in enumerate(lines):
        pen.text((160, 180 + 110 * place), line, fill=(20, 20, 30), font=font)
    return sheet


def on_a_table(sheet: Image.Image, *, angle: float = 0.0, room: int = 300) -> Image.Image:
    """The sheet on a dark table, turned by so many degrees, with `room` around it."""
    turned = sheet.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=TABLE)
    table = Image.new("RGB", (turned.width + 2 * room, turned.height + 2 * room), TABLE)
    table.paste(turned, (room, room))
    return table


def in_poor_light(picture: Image.Image) -> Image.Image:
    """A shadow falls over it from above, and the lamp is yellow."""
    shade = Image.linear_gradient("L").resize(picture.size).point(lambda value: 140 + value * 115 // 255)
    yellow = shade.point(lambda value: value * 85 // 100)
    return ImageChops.multiply(picture, Image.merge("RGB", (shade, shade, yellow)))


def jpeg(picture: Image.Image, **options: object) -> bytes:
    """As a camera or a scanner writes it."""
    file = BytesIO()
    picture.save(file, "JPEG", quality=88, **options)
    return file.getvalue()


def scanned(*pages: Image.Image) -> bytes:
    """As a scanner with a feeder writes a stack: one PDF of pictures."""
    file = BytesIO()
    pages[0].save(file, "PDF", save_all=True, append_images=pages[1:], resolution=200)
    return file.getvalue()


def drawn(pdf: bytes, *, page: int = 0, scale: float = 1.5) -> Image.Image:
    """A page of a PDF as it is seen."""
    with pypdfium2.PdfDocument(pdf) as document:
        seen: Image.Image = document[page].render(scale=scale).to_pil().convert("RGB")
        return seen


def text_of(pdf: bytes) -> str:
    """The words that lie in a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(leaf.get_textpage().get_text_range() for leaf in document)
