"""The transfer package: everything is in it, anybody can check it, and a killed writing goes on."""

import csv
import io
import json
import stat
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import bagit
import pytest

from motcua.archive import commands, entries, models, queries
from motcua.archive.bag import Bag, check
from motcua.archive.commands import packing
from motcua.archive.queries.contents import contents
from motcua.archive.tests.stories import NEW_YEAR, Archive, all_is_well, digests
from motcua.archive.types import BagFlaw, Packed, RecordRow
from motcua.dossier import queries as dossier
from motcua.journal import queries as journal
from motcua.kernel.types import Refused
from motcua.papers.store.tests import corpus
from motcua.papers.types import PaperFacts

RESIDENCE = PaperFacts(
    kind_code="KQ.G15.000038",
    title="Giấy xác nhận cư trú",
    number="15/XN",
    issuer="Tổ dân phố 5",
    issued_on=date(2026, 2, 1),
    summary="xác nhận cho bà An",
    valid_from=date(2026, 2, 1),
    valid_to=date(2026, 8, 1),
    owner_name="Nguyễn Thị Thu An",
    owner_number="022195001234",
    owner_birth_year=1995,
)
"""What the desk confirmed of a scan; where it holds, nobody could say."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "ban-giao-2026"


def packed(here: Archive, place: Path) -> Packed:
    return commands.pack(at=NEW_YEAR, agency_id=here.agency_id, year=2026, place=place)


def a_bag(place: Path) -> Path:
    bag = Bag(place, "x/2026")
    bag.begin()
    bag.write("ho-so/000001", [("ho-so.json", [b"{}"]), ("giay-to/001.pdf", [b"%PDF", b"-1.7"])])
    bag.write("danh-muc", [("muc-luc-ho-so.csv", [b"1\r\n"])])
    bag.finish({"Source-Organization": "Ủy ban nhân dân phường"})
    return place


def flaws(place: Path) -> set[tuple[BagFlaw, str]]:
    return {(finding.flaw, finding.path) for finding in check(place).findings}


def test_a_package_holds_facts_people_entries_and_files_of_every_dossier(here: Archive, place: Path) -> None:
    one, other = here.finished(1, 2), here.finished(3)
    here.close()
    outcome = packed(here, place)
    assert outcome.dossiers == 2
    folder = place / "data/ho-so/000001"
    told = json.loads((folder / "ho-so.json").read_text(encoding="utf-8"))
    facts = dossier.facts(one)
    assert (told["code"], told["finished_on"], told["retention"]["keep_until"]) == (
        facts.code,
        "2026-03-03",
        "2046-12-31",
    )
    assert told["results"][0]["number"] == "01/GCN-UBND"
    assert any("Nguyễn" in json.dumps(person, ensure_ascii=False) for person in told["people"].values())
    assert "Đủ điều kiện" in told["texts"].values()
    assert {file["sha256"] for file in told["files"]} == digests(one)
    assert all((folder / file["path"]).read_bytes().startswith(b"%PDF") for file in told["files"])
    lines = [json.loads(line) for line in (folder / "nhat-ky.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["digest"] for line in lines] == [entry.digest.hex() for entry in journal.entries(f"dossier/{one}")]
    assert (folder / "phieu-kiem-soat.pdf").read_bytes().startswith(b"%PDF")
    text = (place / "data/danh-muc/muc-luc-ho-so.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [(row["Số hồ sơ"], row["Mã hồ sơ"], row["Số tệp"]) for row in rows] == [
        ("1", facts.code, "2"),
        ("2", dossier.facts(other).code, "1"),
    ]
    assert rows[0]["Lưu trữ đến hết ngày"] == "31/12/2046"
    assert all_is_well() == []


def test_a_package_says_of_each_paper_what_was_confirmed_and_what_its_signatures_are_worth(
    here: Archive, place: Path
) -> None:
    dossier_id, signed = here.house.receive().dossier_id, corpus.signed(corpus.pdf(pages=2))
    here.describe(dossier_id, corpus.pdf(pages=2), RESIDENCE)
    (scan,) = dossier.facts(dossier_id).papers
    here.scan(dossier_id, signed, signs=scan.attachment)
    here.scan(dossier_id, corpus.pdf(pages=3))
    here.hand_over(dossier_id)
    here.close()
    packed(here, place)
    told = json.loads((place / "data/ho-so/000001/ho-so.json").read_text(encoding="utf-8"))
    described, copy, undescribed = told["files"]
    for file in (described, copy):
        assert file["confirmed"] == {
            "kind_code": "KQ.G15.000038", "title": "Giấy xác nhận cư trú", "number": "15/XN", "issuer": "Tổ dân phố 5",
            "issued_on": "2026-02-01", "summary": "xác nhận cho bà An", "valid_from": "2026-02-01",
            "valid_to": "2026-08-01", "scope": "", "owner_number": "022195001234", "owner_name": "Nguyễn Thị Thu An",
            "owner_birth_year": 1995, "lacking": ["scope"], "confirmed_at": "2026-03-02T10:00:00",
            "confirmed_by": str(here.house.desk.actor),
        }  # fmt: skip
    assert (undescribed["confirmed"], undescribed["signatures"], described["signatures"]) == (None, None, None)
    found = copy["signatures"]
    assert (found["outcome"], found["examined_at"]) == ("uncertain", "2026-03-02T10:00:00")
    (verdict,) = found["verdicts"]
    assert (verdict["kind"], verdict["integrity"], verdict["trust"]) == ("signature", "intact", "wrong_use")
    assert verdict["subject"]["fingerprint"]


def test_a_program_of_somebody_else_finds_it_valid(here: Archive, place: Path) -> None:
    here.finished(1)
    here.close()
    outcome = packed(here, place)
    bag = bagit.Bag(str(place))
    bag.validate()
    assert bag.info["Payload-Oxum"] == f"{outcome.bytes}.{outcome.files}"
    assert bag.info["External-Identifier"].endswith("-2026")
    assert check(place).manifest == outcome.manifest
    (entry,) = [one for one in journal.entries(f"archive/{here.agency_id}/2026") if one.kind == entries.PACKED]
    assert entry.body == {
        "dossiers": 1, "files": outcome.files, "bytes": outcome.bytes, "manifest": outcome.manifest,
    }  # fmt: skip


def test_what_is_inside_is_its_owners_alone(place: Path) -> None:
    a_bag(place)
    modes = (
        {stat.S_IMODE(path.stat().st_mode) for path in [place, *place.rglob("*")] if path.is_dir()},
        {stat.S_IMODE(path.stat().st_mode) for path in place.rglob("*") if path.is_file()},
    )
    assert modes == ({0o700}, {0o600})


def test_only_a_closed_year_is_packed_and_nothing_is_written_over(here: Archive, place: Path) -> None:
    here.finished()
    with pytest.raises(Refused, match="archive_year_not_closed"):
        packed(here, place)
    here.close()
    packed(here, place)
    with pytest.raises(Refused, match="archive_package_there"):
        packed(here, place)


def test_a_killed_writing_goes_on_and_writes_nothing_twice(
    here: Archive, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pages in (1, 2, 3):
        here.finished(pages)
    here.close()
    whole = contents
    written: list[int] = []

    def killed(record: RecordRow, **options: Any) -> Iterator[tuple[str, Iterable[bytes]]]:
        written.append(record.number)
        for place_, file in enumerate(whole(record, **options)):
            if written == [1, 2] and place_ == 1:
                raise KeyboardInterrupt
            yield file

    monkeypatch.setattr(packing, "contents", killed)
    with pytest.raises(KeyboardInterrupt):
        packed(here, place)
    assert not place.exists()
    draft = place.with_name(place.name + ".partial")
    assert (draft / "data/ho-so/000002/ho-so.json").exists(), "it was killed in the middle of the second"
    packed(here, place)
    assert written == [1, 2, 2, 3]
    assert not draft.exists()
    bagit.Bag(str(place)).validate()
    (state,) = models.Package.objects.all()
    assert (state.dossiers, state.done, state.finished_at) == (3, 3, NEW_YEAR)


def test_what_was_destroyed_stands_in_the_list_only(here: Archive, place: Path) -> None:
    here.finished(1)
    here.close()
    models.Record.objects.update(destroyed_at=NEW_YEAR)
    here.finished(2)
    here.close()
    assert packed(here, place).dossiers == 1
    assert not (place / "data/ho-so/000001").exists()
    text = (place / "data/danh-muc/muc-luc-ho-so.csv").read_text(encoding="utf-8-sig")
    assert "Đã tiêu hủy tài liệu" in text.splitlines()[1]


def test_a_package_of_something_else_is_not_gone_on_with(place: Path) -> None:
    Bag(place, "H49/2025").begin()
    with pytest.raises(Refused, match="archive_package_of_another"):
        Bag(place, "H49/2026").begin()
    with pytest.raises(Refused, match="archive_package_not_writable"):
        Bag(place / "no" / "such", "H49/2026").begin()


def _removed(place: Path) -> None:
    (place / "data/ho-so/000001/giay-to/001.pdf").unlink()


def _changed(place: Path) -> None:
    (place / "data/ho-so/000001/ho-so.json").write_bytes(b"{ }")


def _added(place: Path) -> None:
    (place / "data/virus.exe").write_bytes(b"MZ")


def _pointing_outside(place: Path) -> None:
    (place / "manifest-sha256.txt").write_text(f"{'0' * 64}  ../../etc/passwd\n", encoding="utf-8")


def _linked(place: Path) -> None:
    file = place / "data/ho-so/000001/ho-so.json"
    file.unlink()
    file.symlink_to("/etc/hostname")


def _told_otherwise(place: Path) -> None:
    info = place / "bag-info.txt"
    info.write_text(info.read_text(encoding="utf-8").replace("Oxum: ", "Oxum: 9"), encoding="utf-8")


FILE = "data/ho-so/000001/giay-to/001.pdf"
JSON = "data/ho-so/000001/ho-so.json"


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        (_removed, (BagFlaw.MISSING, FILE)),
        (_changed, (BagFlaw.CHANGED, JSON)),
        (_added, (BagFlaw.UNLISTED, "data/virus.exe")),
        (_pointing_outside, (BagFlaw.OUTSIDE, "../../etc/passwd")),
        (_linked, (BagFlaw.OUTSIDE, JSON)),
        (_told_otherwise, (BagFlaw.CHANGED, "bag-info.txt")),
    ],
)
def test_whatever_is_done_to_a_package_is_named(
    place: Path, harm: Callable[[Path], None], found: tuple[BagFlaw, str]
) -> None:
    a_bag(place)
    assert check(place).holds
    harm(place)
    assert found in flaws(place)


def test_what_is_no_package_is_said_to_be_none(tmp_path: Path) -> None:
    assert flaws(tmp_path) == {(BagFlaw.NO_BAG, str(tmp_path))}
    place = a_bag(tmp_path / "goi")
    (place / "manifest-sha256.txt").write_text("no manifest at all\n", encoding="utf-8")
    assert flaws(place) == {(BagFlaw.NO_BAG, str(place))}


def test_what_the_disk_spoilt_is_written_anew(place: Path) -> None:
    bag = Bag(place, "x/2026")
    bag.begin()
    bag.write("ho-so/000001", [("ho-so.json", [b"{}"])])
    bag.write("ho-so/000002", [("ho-so.json", [b"{}"])])
    (place.with_name(place.name + ".partial") / "data/ho-so/000002/ho-so.json").write_bytes(b"")
    with pytest.raises(Refused, match="archive_package_damaged"):
        bag.finish({})
    assert (bag.has("ho-so/000001"), bag.has("ho-so/000002")) == (True, False)
    bag.write("ho-so/000002", [("ho-so.json", [b"{}"])])
    assert bag.finish({}).holds
    assert queries.check_package(place).holds
