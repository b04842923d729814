"""What cleaning and reading a page costs, and how well it is read. `python -m bench.bench_scanning`.

Pages of Vietnamese are set in the house's own fonts, drawn as a scanner would see them, turned by a few degrees and
made grainy; then they are cleaned and read as at a desk. The share of wrong characters (edits over letters) counts
blanks once; what a page costs is processor time. These are clean drawings: stamps, handwriting and worn paper are read
worse; and the a of Be Vietnam Pro, which has one storey, is often taken for an o.
"""

import resource
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image, ImageChops, ImageFilter
from rapidfuzz.distance import Levenshtein

from motcua.kernel import clock
from motcua.papers import press
from motcua.papers.scanning import working

_DOTS = 200
_POINTS = 72
_GRAIN = 28
_MOST_WRONG = 0.04
_SEEN = (("level, clean", 0.0, False), ("turned by 1.5°, grainy", 1.5, True), ("turned by -4°, grainy", -4.0, True))
_FONTS = ("Libertinus Serif", "Be Vietnam Pro")
_DRAWING = """
#let draw(sheet) = {
  set document(title: "Đơn")
  set page(width: 210mm, height: 297mm, margin: 25mm)
  set text(font: sheet.font, size: 13pt, lang: "vi", region: "vn", hyphenate: false)
  set par(justify: false, leading: 0.75em)
  for line in sheet.lines { par(line) }
}
"""
_LINES = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "ĐƠN ĐỀ NGHỊ CẤP GIẤY PHÉP XÂY DỰNG NHÀ Ở RIÊNG LẺ",
    "Kính gửi: Ủy ban nhân dân phường Hồng Gai, tỉnh Quảng Ninh",
    "Tôi tên là Nguyễn Thị Thùy Dương, sinh ngày 17 tháng 9 năm 1986, số định danh cá nhân 022186004518.",
    "Nơi thường trú: số 8, ngõ 25, phố Cây Tháp, tổ dân phố 4, khu 7.",
    "Thửa đất số 143, tờ bản đồ số 26, diện tích 96,5 m2; quyền sử dụng đất được chứng nhận từ năm 2015.",
    "Tôi đề nghị được xây mới ngôi nhà ba tầng có chiều cao 11,4 m, mật độ xây dựng 75 %, mái bằng có lan can.",
    "Móng nhà không vượt quá ranh giới thửa đất; nước mưa và nước thải được dẫn về hệ thống chung của khu phố.",
    "Hồ sơ gồm bản vẽ mặt bằng, mặt đứng, mặt cắt và sơ đồ đấu nối điện, cấp nước, thoát nước.",
    "Tôi xin cam đoan những điều khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật.",
    "Quảng Ninh, ngày 05 tháng 3 năm 2026",
    "Người làm đơn",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One page: how much of it was read wrongly (None: not installed), and the milliseconds of cleaning and reading."""

    what: str
    wrong: float | None = None
    cleaning: float = 0.0
    reading: float = 0.0

    @property
    def value(self) -> str:
        """As the table shows it."""
        if self.wrong is None:
            return "not installed"
        return f"{self.wrong:.2%} wrong, {self.cleaning:,.0f} + {self.reading:,.0f} ms"

    @property
    def budget(self) -> str:
        """How much may be wrong."""
        return "" if self.wrong is None else f"at most {_MOST_WRONG:.0%}"

    @property
    def holds(self) -> bool:
        """Whether it is not more."""
        return self.wrong is None or self.wrong <= _MOST_WRONG

    def __str__(self) -> str:
        return f"{self.what:<58}{self.value:>32}"


def measure() -> list[Line]:
    """Cleans and reads a page as it is seen in each way, in each font."""
    if working.reading_trouble(clock.now().date()) is not None:
        return [Line("read a page with Tesseract, in Vietnamese")]
    return list(_read())


def _read() -> Iterator[Line]:
    on = clock.now().date()
    for font in _FONTS:
        drawn = _drawn(font)
        for seen, angle, is_grainy in _SEEN:
            with TemporaryDirectory(prefix="motcua-bench-") as name:
                folder = Path(name)
                _worn(drawn, angle=angle, is_grainy=is_grainy).save(folder / "seen.jpg", quality=85, dpi=(_DOTS, _DOTS))
                begun = _worked()
                working.clean(folder / "seen.jpg", page=1, output=folder / "clean.jpg", on=on)
                cleaned = _worked()
                said = working.read(folder / "clean.jpg", output=folder / "read.pdf", on=on)
                done = _worked()
            yield Line(
                f"clean and read a page, {font}, {seen}",
                _wrong(said),
                (cleaned - begun) * 1000,
                (done - cleaned) * 1000,
            )


def _worked() -> float:
    """The seconds that processes which have ended have kept a processor busy."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _drawn(font: str) -> Image.Image:
    pdf = press.letter_pdf(_DRAWING, {"font": font, "lines": list(_LINES)}, at=clock.now())
    with pypdfium2.PdfDocument(pdf) as document:
        picture: Image.Image = document[0].render(scale=_DOTS / _POINTS).to_pil().convert("RGB")
        return picture


def _worn(page: Image.Image, *, angle: float, is_grainy: bool) -> Image.Image:
    turned = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")
    if not is_grainy:
        return turned
    grain = Image.effect_noise(page.size, _GRAIN).convert("RGB")
    return ImageChops.add(turned.filter(ImageFilter.GaussianBlur(0.8)), grain, offset=-128)


def _wrong(said: str) -> float:
    meant, read = " ".join(_LINES), " ".join(said.split())
    return Levenshtein.distance(meant, read) / len(meant)


if __name__ == "__main__":
    found = measure()
    print(*found, sep="\n")
    print(f"Tesseract: {shutil.which('tesseract') or 'none'}")
    sys.exit(0 if all(line.holds for line in found) else 1)
