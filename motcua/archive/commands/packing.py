"""The transfer package of a year: written onto the disk and read back there, or made while somebody is sent it."""

import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from motcua import __version__
from motcua.archive import entries, models
from motcua.archive.bag import Bag, tag_files
from motcua.archive.commands.closing import Progress
from motcua.archive.commands.keeping import KEEPER
from motcua.archive.queries.contents import LIST_NAME, contents, records_of, the_list
from motcua.archive.queries.sight import kept_by
from motcua.archive.types import Packed
from motcua.journal.commands import recording
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Agency, Scope
from motcua.papers.types import ZipSink, zip_entry

_TOLD_EVERY = 25
_LIST = "danh-muc"


def pack(*, at: datetime, agency_id: int, year: int, place: Path, progress: Progress | None = None) -> Packed:
    """Writes the package of a closed year to `place`, which must not exist yet; goes on where a killed one stopped.

    What was destroyed stands in the list and not among the dossiers. Raises Refused: `archive_year_not_closed`,
    `archive_package_there`, `archive_package_of_another`, `archive_package_not_writable`, `archive_package_damaged`;
    and what the store refuses.
    """
    row = _closed(agency_id, year)
    agency = organisation.agency(agency_id)
    bag = Bag(place, f"{agency.code}/{year}")
    bag.begin()
    whole = models.Record.objects.filter(year=row, destroyed_at__isnull=True).count()
    package = _begun(row, whole, at)
    done = 0
    for done, record in enumerate(records_of(agency_id, year, with_destroyed=False), start=1):
        part = _part(record.number)
        if not bag.has(part):
            bag.write(part, contents(record, at=at))
        if done % _TOLD_EVERY == 0 or done == whole:
            _told(package, done, at)
            if progress is not None:
                progress(done, whole)
    bag.write(_LIST, [(LIST_NAME, the_list(records_of(agency_id, year)))])
    checked = bag.finish(_about(agency, year, at))
    packed = Packed(str(place), done, checked.files, checked.bytes, checked.manifest)
    _finished(package, packed, actor=KEEPER, at=at)
    return packed


def hand_out_package(*, actor: Actor, scope: Scope, at: datetime, agency_id: int, year: int) -> "HandedOutPackage":
    """The package of a closed year for whoever keeps that archive, as one ZIP file that is made while it is sent.

    Raises Refused: `archive_absent` (nobody's, or not one's own), `archive_year_not_closed`.
    """
    if agency_id not in kept_by(scope, on=at.date()):
        raise Refused(Refusal("archive_absent"))
    row = _closed(agency_id, year)
    return HandedOutPackage(row, organisation.agency(agency_id), actor=actor, at=at)


class HandedOutPackage:
    """A package that is made while it is sent. That it was is entered once its last byte is made."""

    def __init__(self, row: models.Year, agency: Agency, *, actor: Actor, at: datetime) -> None:
        self._row, self._agency, self._actor, self._at = row, agency, actor, at
        self._records = tuple(records_of(row.agency_id, row.year, with_destroyed=False))
        self._sums: dict[str, str] = {}
        self._bytes = 0

    @property
    def name(self) -> str:
        """What the file is called, and in it the folder that is the package."""
        return f"{self._folder}.zip"

    @property
    def dossier_ids(self) -> Sequence[int]:
        """The dossiers whose data and files are in it."""
        return [one.dossier_id for one in self._records]

    def pieces(self) -> Iterator[bytes]:
        """The file, piece by piece. Whoever stops asking has no whole file, and the page shows how far it came.

        Raises Refused what the store refuses: then the file ends without a manifest, and no program takes it for whole.
        """
        sink, whole = ZipSink(), len(self._records)
        package = _begun(self._row, whole, self._at)
        with zipfile.ZipFile(cast("BinaryIO", sink), "w", allowZip64=True) as file:
            for done, record in enumerate(self._records, start=1):
                for path, content in contents(record, at=self._at):
                    yield from self._file(file, sink, f"data/{_part(record.number)}/{path}", content)
                if done % _TOLD_EVERY == 0 or done == whole:
                    _told(package, done, self._at)
            the_whole = the_list(records_of(self._row.agency_id, self._row.year))
            yield from self._file(file, sink, f"data/{_LIST}/{LIST_NAME}", the_whole)
            tags = tag_files(self._sums, size=self._bytes, info=_about(self._agency, self._row.year, self._at))
            for path, written in tags.items():
                file.writestr(zip_entry(f"{self._folder}/{path}", at=self._at), written)
            mark = hashlib.sha256(list(tags.values())[-1]).hexdigest()
        yield sink.taken()
        packed = Packed("", whole, len(self._sums), self._bytes, mark)
        _finished(package, packed, actor=self._actor, at=self._at)

    def _file(self, file: zipfile.ZipFile, sink: ZipSink, path: str, content: Iterable[bytes]) -> Iterator[bytes]:
        summed = hashlib.sha256()
        with file.open(zip_entry(f"{self._folder}/{path}", at=self._at), "w", force_zip64=True) as entry:
            for piece in content:
                summed.update(piece)
                self._bytes += len(piece)
                entry.write(piece)
                yield sink.taken()
        self._sums[path] = summed.hexdigest()

    @property
    def _folder(self) -> str:
        return f"{self._agency.code}-{self._row.year}"


def _closed(agency_id: int, year: int) -> models.Year:
    row = models.Year.objects.filter(agency_id=agency_id, year=year).first()
    if row is None or row.closed_at is None:
        raise Refused(Refusal("archive_year_not_closed", {"year": str(year)}))
    return row


def _part(number: int) -> str:
    """Where a dossier lies in the package, by its number in the list."""
    return f"ho-so/{number:06d}"


def _about(agency: Agency, year: int, at: datetime) -> dict[str, str]:
    """What the package says of itself."""
    return {
        "Source-Organization": agency.name,
        "External-Identifier": f"{agency.code}-{year}",
        "External-Description": f"Hồ sơ thủ tục hành chính kết thúc năm {year}",
        "Bagging-Date": at.date().isoformat(),
        "Bag-Software-Agent": f"Motcua {__version__}",
    }


def _finished(package: models.Package, packed: Packed, *, actor: Actor, at: datetime) -> None:
    with recording(actor=actor, at=at) as unit:
        locked = models.Year.objects.select_for_update(no_key=True).get(id=package.year_id)
        body = {
            "dossiers": packed.dossiers,
            "files": packed.files,
            "bytes": packed.bytes,
            "manifest": packed.manifest,
        }
        locked.with_head(unit.append(locked.head, kind=entries.PACKED, version=1, body=body)).save()
        package.done, package.files, package.bytes = packed.dossiers, packed.files, packed.bytes
        package.manifest, package.finished_at = packed.manifest, at
        package.save()


def _begun(row: models.Year, dossiers: int, at: datetime) -> models.Package:
    """The state that the page shows; an unfinished one of before is gone on with."""
    with recording(actor=KEEPER, at=at):
        package, _ = models.Package.objects.update_or_create(
            year=row, finished_at=None, defaults={"dossiers": dossiers, "begun_at": at}
        )
    return package


def _told(package: models.Package, done: int, at: datetime) -> None:
    with recording(actor=KEEPER, at=at):
        models.Package.objects.filter(id=package.pk).update(done=done)
