"""A signature shows the picture of its key: a hand's in blue, an agency's seal in red and as large as it is."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter

from motcua.papers.queries import letter_template, preview_letter
from motcua.papers.signing import examining, pictures, signatures
from motcua.papers.signing.tests import world
from motcua.papers.signing.types import (
    Anchor,
    Beside,
    Box,
    Change,
    OpenSigner,
    Outcome,
    Picture,
    Shows,
    SigningError,
    Stamp,
)

BLUE, RED = (20, 40, 190, 255), (200, 20, 30, 255)
NAME = "Nguyễn Văn Mẫu"
ABOVE = Anchor(NAME, 130, 50, beside=Beside.ABOVE)
LEADER = Stamp(role="leader", template="leader", place=ABOVE)
SEAL = Stamp(role="seal", template="agency_seal", agency=world.AGENCY, number="45/STP", place=ABOVE)
OFFICER = Stamp(role="officer", place=Box(1, 20, 20, 190, 66))
POINTS = 72 / 25.4


@cache
def letter() -> bytes:
    """A result as it is printed for signing."""
    return preview_letter(letter_template("marital_status", on=world.NOW.date()), at=world.NOW)


def ring(colour: tuple[int, int, int, int], side: int = 300) -> Image.Image:
    """A circle on nothing, with a margin around it."""
    picture = Image.new("RGBA", (side, side))
    ImageDraw.Draw(picture).ellipse((side // 6, side // 6, side - side // 6, side - side // 6), outline=colour, width=9)
    return picture


def stroke() -> Image.Image:
    picture = Image.new("RGBA", (600, 200))
    ImageDraw.Draw(picture).line([(20, 180), (200, 20), (350, 180), (580, 60)], fill=BLUE, width=12)
    return picture


def kept(picture: Image.Image, folder: Path, name: str = "picture.png", kind: str = "PNG") -> Path:
    path = folder / name
    picture.save(path, kind)
    return path


def hand(folder: Path) -> Picture:
    path = kept(stroke(), folder)
    return pictures.read(path, key="dung", shows=Shows.SIGNATURE, millimetres=0).picture


def seal(folder: Path, millimetres: float = 36) -> Picture:
    path = kept(ring(RED), folder)
    return pictures.read(path, key="seal", shows=Shows.SEAL, millimetres=millimetres).picture


@contextmanager
def showing(picture: Picture | None) -> Iterator[OpenSigner]:
    with world.signer() as one:
        yield replace(one, picture=picture)


def signed(pdf: bytes, stamp: Stamp, picture: Picture | None) -> bytes:
    with showing(picture) as signer:
        return signatures.sign(pdf, signer=signer, stamp=stamp, at=world.NOW)


def seen(pdf: bytes, colour: str, *, above: float = 0) -> tuple[float, float, float, float]:
    """Where on the first page, above that height, the ink of that colour is; points from the lower left corner."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        document.init_forms()
        page = document[0].render(scale=2, crop=(0, above, 0, 0)).to_pil().convert("RGB")
        red, green, blue = page.split()
        strong, weak = (red, blue) if colour == "red" else (blue, red)
        mask = Image.eval(strong, lambda one: 255 if one > 150 else 0)
        for other in (weak, green):
            mask = Image.composite(mask, Image.new("L", page.size), Image.eval(other, lambda one: 255 * (one < 120)))
        edges = mask.filter(ImageFilter.MinFilter(3)).getbbox()  # what is thinner is the edge of a letter
        assert edges is not None, f"nothing {colour} is on the page"
        left, top, right, bottom = edges
        return left / 2, above + (page.height - bottom) / 2, right / 2, above + (page.height - top) / 2
    finally:
        document.close()


def name_on(pdf: bytes) -> tuple[float, float, float, float]:
    """Where the signer's printed name stands."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[0].get_textpage()
        first, count = list_of_last(text)
        boxes = [text.get_charbox(index) for index in range(first, first + count)]
        return boxes[0][0], min(one[1] for one in boxes), boxes[-1][2], max(one[3] for one in boxes)
    finally:
        document.close()


def list_of_last(text: pypdfium2.PdfTextPage) -> tuple[int, int]:
    search, hits = text.search(NAME), []
    while (hit := search.get_next()) is not None:
        hits.append(hit)
    last: tuple[int, int] = hits[-1]
    return last


def test_the_signature_stands_in_the_middle_above_the_name_and_its_words_below(tmp_path: Path) -> None:
    pdf = signed(letter(), LEADER, hand(tmp_path))
    left, bottom, right, _ = seen(pdf, "blue")
    name = name_on(letter())
    assert abs((left + right) / 2 - (name[0] + name[2]) / 2) < 2
    assert bottom > name[3]
    assert words_of(pdf, below=name[1]) == f"Ký bởi: {world.DUNG} Thời gian ký: {world.NOW:%d/%m/%Y %H:%M}"


@pytest.mark.parametrize("millimetres", [30, 36, 42])
def test_the_seal_is_as_large_as_it_is_and_covers_a_third_of_the_signature(tmp_path: Path, millimetres: float) -> None:
    by_hand = signed(letter(), LEADER, hand(tmp_path))
    pdf = signed(by_hand, SEAL, seal(tmp_path, millimetres))
    left, bottom, right, top = seen(pdf, "red", above=name_on(letter())[3])
    blue = seen(by_hand, "blue")
    assert right - left == pytest.approx(millimetres * POINTS, abs=1.5)
    assert (bottom + top) / 2 == pytest.approx((blue[1] + blue[3]) / 2, abs=4)
    assert left < blue[0]
    assert 0.25 < (right - blue[0]) / (blue[2] - blue[0]) < 0.42


def test_words_alone_go_where_no_picture_lies_once_there_is_one(tmp_path: Path) -> None:
    pdf = signed(signed(letter(), LEADER, hand(tmp_path)), SEAL, None)
    name = name_on(letter())
    below = words_of(pdf, below=name[1])
    assert f"Ký bởi: {world.DUNG}" in below
    assert below.endswith(f"{world.AGENCY} Số: 45/STP Thời gian ký: {world.NOW:%d/%m/%Y %H:%M}")


def test_a_signature_shows_no_seal_and_a_seal_no_signature(tmp_path: Path) -> None:
    for stamp, picture in ((LEADER, seal(tmp_path)), (SEAL, hand(tmp_path))):
        pdf = signed(letter(), stamp, picture)
        assert pdf.count(b"/Picture") == 0


def test_where_a_box_is_given_the_picture_stands_beside_the_words(tmp_path: Path) -> None:
    pdf = signed(letter(), OFFICER, hand(tmp_path))
    left, bottom, right, top = seen(pdf, "blue")
    assert 20 < left < right < 20 + 190 * 0.4 + 4
    assert 20 < bottom < top < 20 + 66
    with pikepdf.open(BytesIO(pdf)) as paper:
        (field,) = paper.pages[0].Annots
        assert [round(float(edge)) for edge in field.Rect] == [20, 20, 210, 86]


def test_the_paper_shows_through_between_the_lines(tmp_path: Path) -> None:
    pdf = signed(letter(), SEAL, seal(tmp_path))
    with pikepdf.open(BytesIO(pdf)) as paper:
        (field,) = paper.pages[0].Annots
        assert "/SMask" in field.AP.N.Resources.XObject["/Picture"]
    assert pdf.startswith(letter())


def test_pictures_break_no_signature_for_the_house_nor_for_another_validator(tmp_path: Path) -> None:
    pdf = signed(signed(letter(), LEADER, hand(tmp_path)), SEAL, seal(tmp_path))
    verdicts = examining.examine(pdf, trust=world.trust(), at=world.NOW)
    assert [(one.role, one.outcome, one.change) for one in verdicts] == [
        ("leader", Outcome.HOLDS, Change.SIGNATURES),
        ("seal", Outcome.HOLDS, Change.NONE),
    ]
    if shutil.which("pdfsig") is None:
        pytest.skip("pdfsig (poppler-utils) is not here")
    (tmp_path / "paper.pdf").write_bytes(pdf)
    said = subprocess.run(["pdfsig", "-nocert", "paper.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert said.stdout.count("Signature is Valid.") == 2


def test_a_picture_is_cut_to_what_is_seen_of_it_and_kept_small(tmp_path: Path) -> None:
    large = ring(RED, side=3_000)
    found = pictures.read(kept(large, tmp_path), key="seal", shows=Shows.SEAL, millimetres=36)
    assert found.is_right_colour
    assert found.picture.image.size == (800, 800)
    assert found.picture.image.getpixel((400, 400)) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("shows", "colour", "is_right"),
    [
        (Shows.SEAL, RED, True),
        (Shows.SEAL, BLUE, False),
        (Shows.SIGNATURE, BLUE, True),
        (Shows.SIGNATURE, (0, 0, 0, 255), False),
    ],
)
def test_a_seal_is_red_and_a_signature_blue(
    tmp_path: Path, shows: Shows, colour: tuple[int, int, int, int], *, is_right: bool
) -> None:
    found = pictures.read(kept(ring(colour), tmp_path), key="one", shows=shows, millimetres=0)
    assert found.is_right_colour is is_right


def test_what_cannot_be_laid_over_a_paper_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "words.png").write_bytes(b"no picture")
    (tmp_path / "half.png").write_bytes(kept(ring(RED), tmp_path).read_bytes()[:400])
    (tmp_path / "heavy.png").write_bytes(bytes(2_000_001))
    kept(ring(RED).convert("RGB"), tmp_path, "photo.jpg", "JPEG").rename(tmp_path / "photo.png")
    kept(ring(RED).convert("RGB"), tmp_path, "opaque.png")
    kept(Image.new("RGBA", (300, 300), RED), tmp_path, "full.png")
    kept(Image.new("RGBA", (300, 300)), tmp_path, "clear.png")
    kept(ring(RED, side=60), tmp_path, "small.png")
    refused = {
        "absent.png": "picture_missing",
        "words.png": "picture_not_png",
        "half.png": "picture_not_png",
        "heavy.png": "picture_too_large",
        "photo.png": "picture_not_png",
        "opaque.png": "picture_not_transparent",
        "full.png": "picture_not_transparent",
        "clear.png": "picture_empty",
        "small.png": "picture_wrong_size",
    }
    for name, why in refused.items():
        with pytest.raises(SigningError) as raised:
            pictures.read(tmp_path / name, key="seal", shows=Shows.SEAL, millimetres=36)
        assert raised.value.refusal.code == why, name
        assert raised.value.refusal.values["file"] == name


def test_samples_differ_from_name_to_name_and_are_of_their_colour(tmp_path: Path) -> None:
    one, other = (pictures.sample(Shows.SIGNATURE, name) for name in ("Lê Văn Hùng", "Vũ Thị Lan"))
    assert one.image.tobytes() != other.image.tobytes()
    for sample in (one, pictures.sample(Shows.SEAL, "UBND phường Mẫu")):
        path = kept(sample.image, tmp_path)
        assert pictures.read(path, key="x", shows=sample.shows, millimetres=0).is_right_colour


def words_of(pdf: bytes, *, below: float) -> str:
    """What stands below that height on the first page, signatures included."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        document.init_forms()
        pypdfium2.raw.FPDFPage_Flatten(document[0], 0)
        text: str = document[0].get_textpage().get_text_bounded(0, 0, 600, below - 2)
        return " ".join(text.split())
    finally:
        document.close()
