"""Pages come in, are cleaned one by one, looked over, put in order and bound; nobody reads here."""

import os
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from motcua.kernel.clock import outward
from motcua.kernel.types import Refused
from motcua.papers.scanning.sheet import separator_sheet
from motcua.papers.scanning.tests import sheets
from motcua.papers.scanning.tests.conftest import AT
from motcua.papers.scanning.tray import Tray, open_tray
from motcua.papers.scanning.types import TrayState
from motcua.papers.store.tests import corpus

SMALL = (827, 1169)
"""A4 at 100 dots per inch: quick to clean."""
pytestmark = pytest.mark.usefixtures("nobody_reads")
at_hand = pytest.mark.usefixtures("workshop_at_hand")


def small(*lines: str) -> Image.Image:
    return sheets.page(sheets.LETTER[:2] + lines).resize(SMALL, Image.Resampling.LANCZOS)


def put(tray: Tray, *contents: bytes, name: str = "anh.jpg", blanks_part: bool = False) -> TrayState:
    for content in contents:
        tray.add(BytesIO(content), name_hint=name, blanks_part=blanks_part)
    return worked(tray)


def worked(tray: Tray) -> TrayState:
    state = tray.state()
    for _ in range(60):
        if not state.is_at_work:
            return state
        state = tray.advance()
    raise AssertionError("the tray never comes to rest")


def keys(tray: Tray) -> list[str]:
    return [page.key for page in tray.state().pages]


def shape(state: TrayState) -> list[tuple[int, int]]:
    return [(page.paper, page.place) for page in state.pages]


def seen(tray: Tray, key: str) -> Image.Image:
    picture = tray.picture(key)
    return Image.open(BytesIO(b"".join(picture.read(0, picture.size))))


def test_photos_are_taken_in_at_once_and_cleaned_one_to_a_step(tray: Tray) -> None:
    for _ in range(2):
        tray.add(BytesIO(sheets.jpeg(small())), name_hint="anh.jpg")
    waiting = tray.state()
    assert (len(waiting.pages), waiting.to_clean, waiting.is_at_work) == (0, 2, True)
    tray.advance()
    one = tray.advance()
    assert (len(one.pages), one.to_clean) == (1, 1)
    assert shape(worked(tray)) == [(1, 1), (1, 2)]


@at_hand
def test_the_pages_of_a_scan_are_bound_in_their_order_untouched(tray: Tray) -> None:
    put(tray, sheets.scanned(small("một"), small("hai"), small("ba")), name="scan.pdf")
    first, second, third = keys(tray)
    tray.move(third, -1)
    assert keys(tray) == [first, third, second]
    bound = tray.bind(1)
    assert (bound.pages, bound.is_searchable) == (3, False)
    for place, key in enumerate([first, third, second]):
        kept = seen(tray, key)
        drawn = sheets.drawn(bound.pdf, page=place).resize(kept.size)
        assert (
            max(
                abs(a - b)
                for a, b in zip(drawn.resize((40, 56)).tobytes(), kept.resize((40, 56)).tobytes(), strict=True)
            )
            < 12
        )


@at_hand
def test_a_separator_begins_a_paper_and_is_not_kept(tray: Tray) -> None:
    separator = sheets.drawn(separator_sheet(at=AT), scale=1.4)
    stack = sheets.scanned(small("một"), small("hai"), separator, small("ba"))
    state = put(tray, stack, name="scan.pdf")
    assert shape(state) == [(1, 1), (1, 2), (2, 1)]
    assert [tray.bind(paper).pages for paper in (1, 2)] == [2, 1]


@pytest.mark.parametrize(("blanks_part", "expected"), [(False, [(1, 1), (1, 2), (1, 3)]), (True, [(1, 1), (2, 1)])])
@at_hand
def test_a_blank_page_parts_papers_only_when_it_is_said_to(
    tray: Tray, blanks_part: bool, expected: list[tuple[int, int]]
) -> None:
    stack = sheets.scanned(small("một"), Image.new("RGB", SMALL, (252, 252, 250)), small("hai"))
    state = put(tray, stack, name="scan.pdf", blanks_part=blanks_part)
    assert shape(state) == expected
    assert [page.is_blank for page in state.pages] == ([False, True, False] if not blanks_part else [False, False])


@at_hand
def test_papers_are_parted_and_joined_by_hand_and_dropping_a_first_page_joins_nothing(tray: Tray) -> None:
    put(tray, *[sheets.jpeg(small(name)) for name in ("một", "hai", "ba")])
    _, second, third = keys(tray)
    tray.part(second, begins=True)
    assert shape(tray.state()) == [(1, 1), (2, 1), (2, 2)]
    tray.drop(second)
    assert shape(tray.state()) == [(1, 1), (2, 1)]
    tray.part(third, begins=False)
    assert shape(tray.state()) == [(1, 1), (1, 2)]
    tray.drop_paper(1)
    assert tray.state().pages == ()
    with pytest.raises(Refused, match="scan_page_gone"):
        tray.bind(1)


@at_hand
def test_a_page_is_turned(tray: Tray) -> None:
    put(tray, sheets.jpeg(small()))
    (key,) = keys(tray)
    before = seen(tray, key)
    tray.turn(key, 90)
    turned = seen(tray, key)
    assert turned.size == before.size[::-1]
    assert tray.state().pages[0].edition == 2
    back = turned.transpose(Image.Transpose.ROTATE_90).resize((30, 40)).tobytes()
    assert max(abs(a - b) for a, b in zip(back, before.resize((30, 40)).tobytes(), strict=True)) < 16


@at_hand
def test_a_photo_lies_as_its_camera_was_held(tray: Tray) -> None:
    told = Image.Exif()
    told[0x0112] = 6
    lying = small().transpose(Image.Transpose.ROTATE_90)
    put(tray, sheets.jpeg(lying, exif=told))
    (key,) = keys(tray)
    assert seen(tray, key).height > seen(tray, key).width


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (corpus.signed(corpus.pdf()), "ket-qua.pdf", "scan_of_signed_paper"),
        (corpus.picture()[:900], "anh.jpg", "file_damaged"),
        ("Kính gửi: Ủy ban".encode(), "thu.txt", "scan_not_a_picture"),
        (corpus.locked(), "khoa.pdf", "file_encrypted"),
        (corpus.picture_said_to_be(60_000, 60_000), "bom.png", "file_too_many_pixels"),
    ],
)
@at_hand
def test_what_cannot_be_taken_is_told_by_name_and_the_rest_goes_on(
    tray: Tray, content: bytes, name: str, code: str
) -> None:
    tray.add(BytesIO(content), name_hint=name)
    state = put(tray, sheets.jpeg(small()))
    assert len(state.pages) == 1
    assert state.trouble is not None
    assert (state.trouble.code, state.trouble_about) == (code, name)


@at_hand
def test_a_tray_takes_only_so_many_pages(tray: Tray) -> None:
    state = put(tray, corpus.pdf(pages=201), name="dai.pdf")
    assert state.pages == ()
    assert state.trouble is not None
    assert state.trouble.code == "scan_tray_is_full"


@at_hand
def test_nobody_sees_the_pages_of_another_officer_or_of_another_dossier(tray: Tray, house: Path) -> None:
    put(tray, sheets.jpeg(small()))
    assert len(open_tray(holder="dossier/1", keeper="officer:lan", at=AT).state().pages) == 1
    assert open_tray(holder="dossier/1", keeper="officer:mai", at=AT).state().pages == ()
    assert open_tray(holder="dossier/2", keeper="officer:lan", at=AT).state().pages == ()


@at_hand
def test_a_tray_that_was_left_is_emptied_after_a_day(tray: Tray, house: Path) -> None:
    put(tray, sheets.jpeg(small()))
    (left,) = (house / "files" / "drafts").glob("tray-*")
    for hours, there in ((23, True), (25, False)):
        os.utime(left, times=(_stamp(hours), _stamp(hours)))
        open_tray(holder="dossier/9", keeper="officer:lan", at=AT)
        assert left.exists() is there


def _stamp(hours: int) -> float:
    return outward(AT - timedelta(hours=hours)).timestamp()


@at_hand
def test_scans_lie_ready_and_are_moved_aside_when_they_are_taken(house: Path) -> None:
    above = house / "scanner"
    (above / "desk-1").mkdir(parents=True)
    for path in (above / "chung.jpg", above / "desk-1" / "Đơn 01.jpg", above / "desk-1" / "note.txt"):
        path.write_bytes(sheets.jpeg(small()))
        os.utime(path, (_stamp(1), _stamp(1)))
    mine = open_tray(holder="dossier/1", keeper="officer:lan", at=AT, desk="desk-1")
    ours = open_tray(holder="dossier/2", keeper="officer:lan", at=AT, desk="desk-2")
    assert [scan.name for scan in mine.scans()] == ["Đơn 01.jpg"]
    assert [scan.name for scan in ours.scans()] == ["chung.jpg"]
    mine.take("Đơn 01.jpg")
    assert mine.scans() == ()
    assert len(worked(mine).pages) == 1
    assert [path.name.endswith("Đơn 01.jpg") for path in (above / "desk-1" / "taken").iterdir()] == [True]
    for name in ("Đơn 01.jpg", "../chung.jpg", "note.txt"):
        with pytest.raises(Refused, match="scan_gone"):
            mine.take(name)


@at_hand
def test_a_scan_that_is_still_being_written_waits(house: Path) -> None:
    (house / "scanner").mkdir(parents=True)
    path = house / "scanner" / "dang-quet.pdf"
    path.write_bytes(corpus.pdf())
    os.utime(path, (_stamp(0), _stamp(0)))
    assert open_tray(holder="dossier/1", keeper="officer:lan", at=AT).scans() == ()
    later = open_tray(holder="dossier/1", keeper="officer:lan", at=AT + timedelta(seconds=6))
    assert len(later.scans()) == 1


@at_hand
def test_where_nobody_reads_it_is_said_and_the_paper_is_a_plain_one(tray: Tray) -> None:
    put(tray, sheets.jpeg(small()))
    with pytest.raises(Refused, match="reading_not_installed"):
        tray.begin_reading()
    trouble = tray.reading_trouble()
    assert trouble is not None
    assert trouble.code == "reading_not_installed"
    bound = tray.bind(1)
    assert (bound.is_searchable, bound.is_archival) == (False, False)
    assert sheets.text_of(bound.pdf).strip() == ""
