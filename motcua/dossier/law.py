"""Fetching the law a dossier stands under from the rooms that keep it."""

from datetime import date

from motcua.catalogue import queries as catalogue
from motcua.dossier.rules.law import Law
from motcua.dossier.types import Facts, Locked, Subject
from motcua.organisation import queries as organisation
from motcua.worktime import queries as worktime
from motcua.worktime.types import Calendar, Desk


def calendar_key_of(subject: Subject, *, on: date) -> str:
    """The calendar of the resolving agency: terms are counted by it, wherever the papers were taken (clock rule 3)."""
    return organisation.calendar_key(subject.resolving_agency_id, on=on)


def law_on(day: date, subject: Subject, *, calendar_key: str, desk_key: str) -> Law:
    """The law for what begins on that day: the pinned version, the regime of the day, the calendar as it is known now.

    Raises Refused when there is no such version, regime, calendar or desk.
    """
    version = catalogue.version(subject.procedure_version_id)
    calendar = _calendar(calendar_key, subject.resolving_agency_id)
    return Law(version, catalogue.regime_on(day), calendar, _desk(desk_key))


def law_of(facts: Facts) -> Law:
    """The law of a dossier that exists: the regime of the day it was received, or filed."""
    version = catalogue.version(facts.subject.procedure_version_id)
    calendar = _calendar(facts.calendar_key, facts.subject.resolving_agency_id)
    return Law(version, catalogue.regime(facts.regime), calendar, _desk(facts.desk_key))


def law_held(locked: Locked) -> Law:
    """The law as the locked dossier carries it."""
    return Law(locked.version, locked.regime, locked.calendar, locked.desk)


def _calendar(key: str, agency_id: int) -> Calendar:
    """The calendar, with the closures of that agency where any decision names one (clock rule 5)."""
    calendar = worktime.calendar(key)
    if not calendar.has_closures:
        return calendar
    return worktime.calendar(key, agency=organisation.agency(agency_id).code)


def _desk(desk_key: str) -> Desk | None:
    """The desk with reception hours of its own, None where the papers came over an ordinary counter."""
    return worktime.desk(desk_key) if desk_key else None
