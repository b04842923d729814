"""Writing the transfer package of a year: onto the disk, part by part, read back before it gets its name."""

from datetime import datetime
from pathlib import Path

from motcua import __version__
from motcua.archive import entries, models
from motcua.archive.bag import Bag
from motcua.archive.commands.closing import Progress
from motcua.archive.commands.keeping import KEEPER
from motcua.archive.queries.contents import LIST_NAME, contents, records_of, the_list
from motcua.archive.types import Packed
from motcua.journal.commands import recording
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation

_TOLD_EVERY = 25
_LIST = "danh-muc"


def pack(*, at: datetime, agency_id: int, year: int, place: Path, progress: Progress | None = None) -> Packed:
    """Writes the package of a closed year to `place`, which must not exist yet; goes on where a killed one stopped.

    What was destroyed stands in the list and not among the dossiers. Raises Refused: `archive_year_not_closed`,
    `archive_package_there`, `archive_package_of_another`, `archive_package_not_writable`, `archive_package_damaged`;
    and what the store refuses.
    """
    row = models.Year.objects.filter(agency_id=agency_id, year=year).first()
    if row is None or row.closed_at is None:
        raise Refused(Refusal("archive_year_not_closed", {"year": str(year)}))
    agency = organisation.agency(agency_id)
    bag = Bag(place, f"{agency.code}/{year}")
    bag.begin()
    whole = models.Record.objects.filter(year=row, destroyed_at__isnull=True).count()
    package = _begun(row, whole, at)
    done = 0
    for done, record in enumerate(records_of(agency_id, year, with_destroyed=False), start=1):
        part = f"ho-so/{record.number:06d}"
        if not bag.has(part):
            bag.write(part, contents(record, at=at))
        if done % _TOLD_EVERY == 0 or done == whole:
            _told(package, done, at)
            if progress is not None:
                progress(done, whole)
    bag.write(_LIST, [(LIST_NAME, the_list(records_of(agency_id, year)))])
    checked = bag.finish(
        {
            "Source-Organization": agency.name,
            "External-Identifier": f"{agency.code}-{year}",
            "External-Description": f"Hồ sơ thủ tục hành chính kết thúc năm {year}",
            "Bagging-Date": at.date().isoformat(),
            "Bag-Software-Agent": f"Motcua {__version__}",
        }
    )
    with recording(actor=KEEPER, at=at) as unit:
        locked = models.Year.objects.select_for_update(no_key=True).get(id=row.pk)
        body = {"dossiers": done, "files": checked.files, "bytes": checked.bytes, "manifest": checked.manifest}
        locked.with_head(unit.append(locked.head, kind=entries.PACKED, version=1, body=body)).save()
        package.done, package.files, package.bytes = done, checked.files, checked.bytes
        package.manifest, package.finished_at = checked.manifest, at
        package.save()
    return Packed(str(place), done, checked.files, checked.bytes, checked.manifest)


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
