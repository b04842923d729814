"""Years, records and destructions of the archive."""

from datetime import date, datetime

from motcua.archive.models import Destruction, Proposed, Record
from motcua.archive.models import Year as ArchiveYear
from tests.faces.crowds.copying import NUMBERS
from tests.faces.crowds.dossiers import dossiers
from tests.faces.crowds.house import agencies

DESTRUCTION = 990_001
"""The destruction that names crowds of dossiers."""


def lists_of_a_year(number: int) -> None:
    """The lists of 2020 of as many agencies."""
    ArchiveYear.objects.bulk_create(
        ArchiveYear(place=f"{agency.pk}/2020", agency_id=agency.pk, year=2020) for agency in agencies(number)
    )


def destructions(agency_id: int, number: int) -> None:
    """What was proposed to be destroyed, as often."""
    at = datetime(2026, 11, 1, 8, 0)
    Destruction.objects.bulk_create(
        Destruction(agency_id=agency_id, proposed_at=at, proposed_by="x", proposed=next(NUMBERS))
        for _number in range(number)
    )


def records(model: int, agency_id: int, number: int, *, proposed: bool = True) -> None:
    """Dossiers in the list of 2020, past their period; all of them proposed for destruction, where it is asked."""
    at = datetime(2026, 11, 1, 8, 0)
    year, _ = ArchiveYear.objects.get_or_create(place=f"{agency_id}/2020", agency_id=agency_id, year=2020)
    made = Record.objects.bulk_create(
        Record(
            year=year, number=next(NUMBERS), dossier_id=one.pk, code=one.code, version_id=one.version_id,
            finished_on=date(2020, 3, 2), retention="any", keep_until=date(2025, 12, 31), listed_at=at,
        )
        for one in dossiers(model, number)
    )  # fmt: skip
    if proposed:
        destruction, _ = Destruction.objects.get_or_create(
            id=DESTRUCTION, defaults={"agency_id": agency_id, "proposed_at": at, "proposed_by": "x", "proposed": number}
        )
        Proposed.objects.bulk_create(Proposed(destruction=destruction, record=one) for one in made)
