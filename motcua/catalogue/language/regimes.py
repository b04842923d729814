"""The regimes of law as they are written, and as the house carries them."""

from datetime import date, time
from functools import cache
from typing import Annotated

from pydantic import Field

from motcua.catalogue.language.loading import parse, shipped
from motcua.catalogue.language.models import Key, Strict, Text, WrittenTerm
from motcua.catalogue.parts.regime import (
    FormKey,
    FormSet,
    NationalPortal,
    OfficialForm,
    OnlineArrival,
    Regime,
    ReportLayout,
)
from motcua.catalogue.parts.terms import SupplementEffect
from motcua.catalogue.parts.words import AuthorityLevel


class WrittenForm(Strict):
    """An official form."""

    number: Text
    title: Text
    decided_by: str = ""


class WrittenFormSet(Strict):
    """The forms of one circular."""

    valid_from: date
    decided_by: Text
    forms: dict[FormKey, WrittenForm]


class WrittenReportLayout(Strict):
    """A report layout and the day from which it is used."""

    key: Text
    valid_from: date
    decided_by: Text


class WrittenRegime(Strict):
    """One regime; every key must be written, so that nothing of the law is a default of the code."""

    key: Key
    name: Text
    valid_from: date
    valid_to: date | None
    levels: frozenset[AuthorityLevel]
    online_arrives_at: OnlineArrival
    supplements_allowed: Annotated[int, Field(ge=0)]
    supplement_effect: SupplementEffect
    supplement_slip_deadline: WrittenTerm
    supplement_waiting_term: WrittenTerm | None
    closing_allowed: bool
    apology_days_before: Annotated[int, Field(ge=0)]
    apology_at_expiry_up_to: WrittenTerm
    reappointments_allowed: Annotated[int, Field(ge=0)]
    reappointment_moves_due: bool
    online_answer_term: WrittenTerm
    online_alert_term: WrittenTerm
    late_entry_limit: WrittenTerm
    forwarding_cut_off: time
    same_day_cut_off: time
    correction_term: WrittenTerm
    form_sets: Annotated[list[WrittenFormSet], Field(min_length=1)]
    report_layouts: Annotated[list[WrittenReportLayout], Field(min_length=1)]
    articles: dict[Key, Text]

    def regime(self) -> Regime:
        """The regime as the house carries it."""
        plain = {name: getattr(self, name) for name in type(self).model_fields}
        plain["form_sets"] = tuple(
            FormSet(
                entry.valid_from,
                entry.decided_by,
                {key: OfficialForm(form.number, form.title, form.decided_by) for key, form in entry.forms.items()},
            )
            for entry in self.form_sets
        )
        plain["report_layouts"] = tuple(
            ReportLayout(entry.key, entry.valid_from, entry.decided_by) for entry in self.report_layouts
        )
        return Regime(**plain)


class WrittenPortal(Strict):
    """Where the national portal shows a procedure, from a day on."""

    valid_from: date
    address: Text


class WrittenRegimes(Strict):
    """The file of all regimes."""

    regimes: Annotated[list[WrittenRegime], Field(min_length=1)]
    national_portal: Annotated[list[WrittenPortal], Field(min_length=1)]


@cache
def regimes() -> tuple[Regime, ...]:
    """The regimes the house knows, oldest first. Raises BadSource when their file is at fault."""
    return tuple(sorted((entry.regime() for entry in _written().regimes), key=lambda regime: regime.valid_from))


@cache
def national_portal() -> tuple[NationalPortal, ...]:
    """Where the national portal showed procedures, oldest first. Raises BadSource when the file is at fault."""
    found = (NationalPortal(entry.valid_from, entry.address) for entry in _written().national_portal)
    return tuple(sorted(found, key=lambda entry: entry.valid_from))


@cache
def _written() -> WrittenRegimes:
    return parse(WrittenRegimes, shipped("regimes.yaml"))
