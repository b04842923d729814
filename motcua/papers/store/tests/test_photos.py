"""Photos of one paper become one PDF: in their order, upright, no larger than reading needs."""

import base64
import hashlib
import io
import re
from datetime import date

import pikepdf
import pytest
from PIL import Image

from motcua.kernel.types import Refused
from motcua.papers.store.acceptance import accept_photos
from motcua.papers.store.limits import limits_on
from motcua.papers.store.photos import Photo, Photos, is_photo
from motcua.papers.store.stores.disk import DiskStore
from motcua.papers.store.stores.port import Pieces
from motcua.papers.store.tests import corpus
from motcua.papers.store.types import Accepted, MediaType

TODAY = date(2026, 3, 2)
_HEIC = (
    "0000SW^{RQXk}?*00000ZE0pPXk}?*ZE0a<0004fZDn*}000000000XXk=`10000000000aA{+700000000000000000000B57=IV*mgE07O6l0RRC20"
    "0001p#T8@00000003VA001LtX>Mi!000000RR916=`l}WdZ;I000310BCk&F#rGn01j|zbZr0t000010002}X>f9I0002pX>en20001XXm(>m0RwOV00"
    "58x000009`FGC{rLC*01pFT0096PKmiN^|NjGU00093kN^M!000939=ZZRVE_RDDnbDP18@KU0|1Z!00RI30{|YNAb|yz>g1-mxCm%4AOHXZ10VnZ0{|"
    "gn00967L;=Bbz=;3=025<xY;ta6Y<K_x01W^JfB*mh6lrsCWdHyG00000KmY&$KmY&$C}V74Z~y=RKmY&$0RR91FaQ7m0RR91000000{{R2@Bjb+0ssI"
    "25O8UDX#fBK00RgJ2mk;87-?{AVE_OC000000RRC7fdT^sga7~lXKiF*bN~PVTPOjq6M*;-;iv!ofT*wiGWCC)u9%f?dE<Zm16LREdcf}QZj_0#i+oxX"
    "p%<$Jm|s(Fs)K|v)IGz`flLg6K)X4Z8fF9}yfz-O8Mi(%J|p$6*EC5v>#$9*"
)
"""A picture of a phone, 64 by 48 dots: blue on its left, red on its right."""


def photo(content: bytes, name: str = "anh.jpg", turned: int = 0) -> Photo:
    return Photo(io.BytesIO(content), name, turned)


def two_halves(kind: str = "JPEG", size: tuple[int, int] = (640, 480), mode: str = "RGB", **saving: object) -> bytes:
    """Dark on its left, light on its right."""
    dark, light = ((20, 20, 200), (250, 250, 250)) if mode.startswith("RGB") else (30, 230)
    picture = Image.new(mode, size, light if mode != "RGBA" else (0, 0, 0, 0))
    picture.paste(dark if mode != "RGBA" else (20, 20, 200, 255), (0, 0, size[0] // 2, size[1]))
    whole = io.BytesIO()
    picture.save(whole, kind, **saving)
    return whole.getvalue()


def jpeg_of(page: pikepdf.Page) -> bytes:
    (drawn,) = dict(page.obj.Resources.XObject.items()).values()
    return bytes(drawn.read_raw_bytes())


def bound(disk: DiskStore, *photos: Photo) -> tuple[Accepted, list[Image.Image]]:
    """What was accepted, and the picture on each page of it."""
    accepted = accept_photos(Photos(photos), on=TODAY, store=disk)
    content = b"".join(Pieces(disk.open(accepted.file.digest), accepted.file.size))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        drawn = [Image.open(io.BytesIO(jpeg_of(page))).copy() for page in pdf.pages]
        turned = [page.mediabox[2] > page.mediabox[3] for page in pdf.pages]
    assert turned == [one.width > one.height for one in drawn], "a page lies as its photo does"
    return accepted, drawn


def is_dark(picture: Image.Image, where: str) -> bool:
    across, down = picture.size
    places = {
        "left": (2, down // 2),
        "right": (across - 3, down // 2),
        "top": (across // 2, 2),
        "foot": (across // 2, down - 3),
    }
    x, y = places[where]
    red, green, _blue = picture.convert("RGB").crop((x, y, x + 1, y + 1)).tobytes()
    return red + green < 120


def rotated_by_the_camera() -> bytes:
    """Held upright: the camera wrote the picture lying, and in its notes how it is to be turned."""
    notes = Image.Exif()
    notes[0x0112] = 6
    return two_halves(exif=notes.tobytes())


def test_pages_in_their_order_upright_in_their_colours_and_the_same_bytes_again(disk: DiskStore) -> None:
    """Through the walls of the workshop, as in life."""

    def pages() -> list[Photo]:
        return [
            photo(two_halves()),
            photo(rotated_by_the_camera()),
            photo(two_halves(), turned=90),
            photo(two_halves("PNG", mode="L"), "anh.png"),
            photo(two_halves("PNG", mode="RGBA"), "anh.png"),
            photo(two_halves("WEBP"), "zalo.jpg"),
            photo(base64.b85decode(_HEIC), "IMG_0001.HEIC"),
        ]

    accepted, drawn = bound(disk, *pages())
    assert (accepted.file.media_type, accepted.pages, accepted.stripped) == (MediaType.PDF, 7, ())
    sides = ["left", "top", "top", "left", "left", "left", "left"]
    assert [is_dark(one, side) for one, side in zip(drawn, sides, strict=True)] == [True] * 7
    assert [is_dark(one, "right") for one in drawn] == [False] * 7, "what was clear is white, not black"
    assert [one.mode for one in drawn] == ["RGB", "RGB", "RGB", "L", "RGB", "RGB", "RGB"]
    assert drawn[1].size == (480, 640)
    again, _ = bound(disk, *pages())
    assert again == accepted
    digests = "".join(hashlib.sha256(one.content.read()).hexdigest() for one in pages())
    assert accepted.original_digest == hashlib.sha256(digests.encode()).hexdigest()


@pytest.mark.usefixtures("workshop_at_hand")
class TestLimits:
    def test_a_large_photo_is_made_as_large_as_reading_needs(self, disk: DiskStore) -> None:
        edge = limits_on(TODAY).photo_edge
        accepted, (large, small) = bound(disk, photo(two_halves(size=(6000, 4000))), photo(two_halves()))
        assert large.size == (edge, edge * 2 // 3)
        assert small.size == (640, 480), "nothing is made larger than it is"
        assert accepted.file.size < 200_000

    def test_no_more_than_so_many_at_once(self, disk: DiskStore) -> None:
        with pytest.raises(Refused, match="photos_too_many"):
            bound(disk, *(photo(corpus.picture()) for _ in range(limits_on(TODAY).most_photos + 1)))

    def test_the_one_to_blame_is_numbered_and_none_is_kept(self, disk: DiskStore) -> None:
        for bad, code in (
            (b"", "file_empty"),
            (corpus.picture()[:-200], "file_damaged"),
            (corpus.picture_said_to_be(60_000, 60_000), "file_too_many_pixels"),
        ):
            with pytest.raises(Refused, match=code) as refused:
                bound(disk, photo(corpus.picture()), photo(bad), photo(corpus.picture()))
            assert refused.value.refusal.values["photo"] == 2
        assert list(disk.listing()) == []


def test_a_photo_is_told_by_its_first_bytes() -> None:
    photos = (two_halves(), two_halves("PNG"), two_halves("WEBP"), base64.b85decode(_HEIC))
    others = (corpus.pdf(), corpus.office(), corpus.picture("TIFF"), b"", b"\x00\x00\x00\x18ftypmp42" + bytes(20))
    assert all(is_photo(io.BytesIO(one)) for one in photos)
    assert not any(is_photo(io.BytesIO(one)) for one in others)
    content = io.BytesIO(two_halves())
    content.read()
    assert is_photo(content)
    assert re.match(rb"\xff\xd8\xff", content.read()), "and it is at its beginning again"
