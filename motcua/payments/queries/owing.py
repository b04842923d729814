"""What dossiers owe: facts of the dossiers, said in the words of the catalogue."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import get_language

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Fee
from motcua.dossier import queries as dossier
from motcua.dossier.types import DossierRow, Facts, Filters, InvolvementRole, Listing
from motcua.organisation.types import Scope
from motcua.payments.types import OwedLine, Owing


def owing(scope: Scope, dossier_ids: Sequence[int], *, at: datetime) -> tuple[Owing, ...]:
    """What each of these dossiers owes, those in sight that owe something, in the order given."""
    return _told(dossier.by_ids(scope, dossier_ids, at=at))


def owing_since(scope: Scope, agency_id: int, day: date, *, at: datetime, limit: int) -> tuple[Owing, ...]:
    """The dossiers received at an agency since a day that owe something, the latest first."""
    filters = Filters(
        listing=Listing.RECEIVED, role=InvolvementRole.RECEIVES, agency_id=agency_id, since=day, owing=True
    )
    return _told(dossier.dossiers(scope, filters, at=at, limit=limit).rows)


def owed_lines(facts: Facts) -> tuple[OwedLine, ...]:
    """What a dossier with these facts owes."""
    known = _known(facts)
    return tuple(
        OwedLine(fee.key, label_of(facts, fee.key), fee.amount, known[fee.key].kind if fee.key in known else None)
        for fee in facts.fees_due
    )


def label_of(facts: Facts, key: str, *, language: str | None = None) -> str:
    """How a fee of a dossier is called: by its catalogue, else as the officer named it when he fixed it."""
    known = _known(facts).get(key)
    if known is not None:
        return known.label.text(language or get_language() or "vi")
    return next((fee.reason for fee in facts.fees if fee.key == key and fee.reason), key)


def _known(facts: Facts) -> Mapping[str, Fee]:
    return {fee.key: fee for fee in catalogue.version(facts.subject.procedure_version_id).fees}


def _told(rows: Sequence[DossierRow]) -> tuple[Owing, ...]:
    facts = dossier.facts_many([row.id for row in rows])
    told = (_owing(row, facts[row.id]) for row in rows)
    return tuple(one for one in told if one.lines)


def _owing(row: DossierRow, facts: Facts) -> Owing:
    return Owing(
        dossier_id=row.id,
        code=row.code or row.filing_number,
        procedure=row.procedure,
        applicant=row.applicant,
        received_at=row.received_at,
        receiving_agency_id=row.receiving_agency_id,
        lines=owed_lines(facts),
    )
