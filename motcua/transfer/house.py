"""What rows name, found in this house: each thing looked up once for a whole file."""

from datetime import date, datetime
from functools import cache

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import ProcedureVersion
from motcua.dossier.types import OPEN, State
from motcua.intake.queries import crosses_boundary
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Agency
from motcua.transfer.rules.reading import day_of
from motcua.transfer.rules.standing import Places
from motcua.transfer.types import Remark, Row
from motcua.worktime import queries as worktime
from motcua.worktime.types import Calendar


class House:
    """Lookups for one import at one instant. Agencies are those of the day of receipt; what is open goes to heirs."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self.version = cache(self._version)
        self._agency = cache(self._found_agency)
        self.calendar = cache(self._calendar)
        self.officer = cache(self._officer)
        self._crosses = cache(crosses_boundary)

    def places(self, row: Row) -> tuple[Places, tuple[Remark, ...]] | Remark:
        """Who resolves and who receives, with what there is to remark; refused when a code leads nowhere."""
        day, is_open = day_of(row.received), row.state in OPEN | {State.COMPLETED}
        remarks = []
        found: list[Agency] = []
        for column, code in (("agency", row.agency), ("receiving", row.receiving or row.agency)):
            agency = self._agency(code, day, is_open)
            if isinstance(agency, Refusal):
                return Remark(column, agency)
            if agency.valid_from > day:
                late = Refusal("transfer_agency_of_later", {"code": code, "day": agency.valid_from})
                remarks.append(Remark(column, late))
            found.append(agency)
        resolving, receiving = found
        crosses = self._crosses(receiving, resolving, on=max(day, receiving.valid_from, resolving.valid_from))
        places = Places(resolving, receiving, self.calendar(resolving.id, day), cross_boundary=crosses)
        return places, tuple(dict.fromkeys(remarks, None))

    def _version(self, code: str, day: date) -> tuple[ProcedureVersion, Refusal | None] | Refusal:
        """The version in force on that day, else the nearest one with a remark; refused where none was published."""
        current = catalogue.current_version(code, day)
        if isinstance(current, ProcedureVersion):
            return current, None
        known = catalogue.versions_of(code)
        if not known:
            return current
        nearest = min(known, key=lambda version: _distance(version, day))
        values = {"code": code, "day": day, "effective_from": nearest.effective_from}
        return nearest, Refusal("transfer_other_version", values)

    def _found_agency(self, code: str, day: date, is_open: bool) -> Agency | Refusal:
        today = self._now.date()
        try:
            agency = _by_code(code, day) or organisation.agency_by_code(code, on=today)
        except Refused as refused:
            return refused.refusal
        if not is_open:
            return agency
        heir_id = organisation.heir_of(agency.id, on=today)
        return agency if heir_id == agency.id else organisation.agency(heir_id, on=today)

    def _calendar(self, agency_id: int, day: date) -> Calendar:
        return worktime.calendar(organisation.calendar_key(agency_id, on=day))

    def _officer(self, code: str) -> int | Refusal:
        try:
            return organisation.officer_by_code(code).id
        except Refused as refused:
            return refused.refusal


def _by_code(code: str, day: date) -> Agency | None:
    """The agency that the code meant on that day; None where it was not in use yet."""
    try:
        return organisation.agency_by_code(code, on=day)
    except Refused as refused:
        if refused.refusal.code == "agency_code_unknown":
            return None
        raise


def _distance(version: ProcedureVersion, day: date) -> int:
    if day < version.effective_from:
        return (version.effective_from - day).days
    return (day - version.effective_to).days if version.effective_to is not None and version.effective_to < day else 0
