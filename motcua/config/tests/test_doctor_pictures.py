"""What is wrong with the pictures that signatures show, before somebody wants to sign."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from PIL import Image, ImageDraw

from motcua.config import doctor
from motcua.kernel import clock
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role

RED, BLUE = (200, 20, 30, 255), (20, 40, 190, 255)
SEAL, SIGNATURE = "{shows: seal, file: good.png, millimetres: 36}", "{shows: signature, file: good.png}"


@pytest.fixture
def home(quang_ninh: None, tmp_path: Path, settings: Any) -> Iterator[Path]:
    settings.HOME, settings.DEMO = tmp_path, False
    with translation.override("en"):
        yield tmp_path


def pictured(home: Path, pictures: Mapping[str, str], *, colour: tuple[int, int, int, int] = RED) -> None:
    """A house whose keys have these pictures; `good.png` is one that can be laid over a paper."""
    picture = Image.new("RGBA", (200, 200))
    ImageDraw.Draw(picture).ellipse((10, 10, 190, 190), outline=colour, width=8)
    picture.save(home / "good.png")
    picture.convert("RGB").save(home / "opaque.png")
    lines = "\n".join(f"  {key}: {written}" for key, written in pictures.items())
    signers = "\n".join(f"  {key}: {{vendor: pkcs12, file: one.p12}}" for key in pictures if key != "other")
    (home / "signing.yaml").write_text(f"signers:\n  plain: {{vendor: pkcs12, file: one.p12}}\n{signers}\n")
    with (home / "signing.yaml").open("a") as file:
        file.write(f"pictures:\n{lines}\n" if lines else "")


def said(*, reminders: bool = False) -> list[str]:
    found = doctor.examine(at=clock.now())
    return [str(one.sentence) for one in found if one.about == "picture" and one.is_chosen is reminders]


@pytest.mark.parametrize(
    ("key", "written", "sentence"),
    [
        ("seal", "{shows: seal, file: absent.png, millimetres: 36}", "is not there (absent.png)"),
        ("seal", "{shows: seal, file: signing.yaml, millimetres: 36}", "cannot be read as PNG"),
        ("seal", "{shows: seal, file: opaque.png, millimetres: 36}", "not transparent"),
        ("seal", SIGNATURE, "is not blue"),
        ("other", SEAL, "nothing signs with that key"),
    ],
)
def test_a_picture_that_cannot_be_used_is_named(home: Path, key: str, written: str, sentence: str) -> None:
    pictured(home, {key: written})
    (complaint,) = said()
    assert sentence in complaint
    assert key in complaint


def test_an_officers_key_shows_no_seal_and_an_agencys_no_signature(home: Path) -> None:
    today = clock.now().date()
    agency = organisation.agency_by_code("H49.201", on=today)
    officer = organisation.officers_for(Role.LEADER, agency_id=agency.id, on=today)[0].code
    pictured(home, {officer: SEAL, "H49.201-seal-2": SIGNATURE})
    assert sum("wrong kind" in one for one in said()) == 2
    pictured(home, {officer: SIGNATURE, "H49.201-seal-2": SEAL}, colour=BLUE)
    assert said() == ["The picture of the seal of H49.201-seal-2 is not red (good.png)."]


def test_a_key_without_a_picture_is_only_a_reminder(home: Path) -> None:
    pictured(home, {"seal": SEAL})
    assert said() == []
    (reminder,) = said(reminders=True)
    assert reminder == "The key plain has no picture in signing.yaml: its signature shows words only."


def test_a_house_without_the_file_is_left_in_peace(home: Path, settings: Any) -> None:
    for is_demo in (False, True):
        settings.DEMO = is_demo
        assert said() == said(reminders=True) == []
