"""A regime: what the one-stop decree of a time says about every dossier received in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from motcua.catalogue.parts.terms import SupplementEffect
from motcua.catalogue.parts.words import AuthorityLevel
from motcua.worktime.types import Term


class FormKey(StrEnum):
    """The official slips and books, by what they are for; their numbers differ from regime to regime."""

    RECEIPT = "receipt"
    SUPPLEMENT_REQUEST = "supplement_request"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP_NOTICE = "stop_notice"
    CONTROL_SLIP = "control_slip"
    REGISTER_BOOK = "register_book"
    TRANSFER_SLIP = "transfer_slip"
    RESULT_LIST = "result_list"


class OnlineArrival(StrEnum):
    """Where a person files online: a portal of the province, or the one national portal (NĐ 118/2025 Đ3.5)."""

    PROVINCIAL_PORTAL = "provincial_portal"
    NATIONAL_PORTAL = "national_portal"


@dataclass(frozen=True, slots=True)
class NationalPortal:
    """Where the page of a procedure lies on the national portal, from a day on; `{code}` stands for its code."""

    valid_from: date
    address: str


@dataclass(frozen=True, slots=True)
class OwnPortal:
    """A decision of the house that its own portal takes filings beside the national one."""

    valid_from: date
    valid_to: date | None
    decision: str

    def in_force(self, day: date) -> bool:
        """Whether it holds on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class FilingPlace:
    """Where a procedure is filed online. `national` is its page on the national portal, empty where the law knows none;
    `decision` by which the own portal takes filings beside it, and `article` that moved them."""

    is_here: bool
    national: str = ""
    decision: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class OfficialForm:
    """One official form: its number and its title as printed; `decided_by` where the circular did not make it."""

    number: str
    title: str
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class FormInForce:
    """The number and title that a circular gives to a slip, under which regime, and from which day on."""

    form: OfficialForm
    regime: str
    decided_by: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class FormSet:
    """The forms of one circular, from the day they are used."""

    valid_from: date
    decided_by: str
    forms: Mapping[FormKey, OfficialForm]


@dataclass(frozen=True, slots=True)
class ReportLayout:
    """The report layout used for periods that end on or after `valid_from`."""

    key: str
    valid_from: date
    decided_by: str


@dataclass(frozen=True, slots=True)
class Regime:
    """The dated law of the one-stop shop. A dossier keeps the regime of the day it was received (clock section 5).

    Terms count by the clock's rules. `apology_days_before` calendar days before the due date is the latest lawful day
    of the apology; terms up to `apology_at_expiry_up_to` owe it at expiry instead. `article(topic)` gives the article
    that `explain` and refusals print.
    """

    key: str
    name: str
    valid_from: date
    valid_to: date | None
    levels: frozenset[AuthorityLevel]
    online_arrives_at: OnlineArrival
    supplements_allowed: int
    supplement_effect: SupplementEffect
    supplement_slip_deadline: Term
    supplement_waiting_term: Term | None
    closing_allowed: bool
    apology_days_before: int
    apology_at_expiry_up_to: Term
    reappointments_allowed: int
    reappointment_moves_due: bool
    online_answer_term: Term
    online_alert_term: Term
    late_entry_limit: Term
    forwarding_cut_off: time
    same_day_cut_off: time
    correction_term: Term
    form_sets: tuple[FormSet, ...]
    report_layouts: tuple[ReportLayout, ...]
    articles: Mapping[str, str]

    def in_force(self, day: date) -> bool:
        """Whether a dossier received on that day stands under this regime."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def article(self, topic: str) -> str:
        """The article for a topic ("start", "supplement", ...), empty where this regime has none for it."""
        return self.articles.get(topic, "")

    def form(self, key: FormKey, *, on: date) -> OfficialForm | None:
        """The official form used on that day, None where the regime knows none (a stop notice before 2025)."""
        sets = [form_set for form_set in self.form_sets if form_set.valid_from <= on] or [self.form_sets[0]]
        return max(sets, key=lambda form_set: form_set.valid_from).forms.get(key)

    def report_layout(self, *, on: date) -> ReportLayout:
        """The layout for a period that ends on that day."""
        layouts = [layout for layout in self.report_layouts if layout.valid_from <= on] or [self.report_layouts[0]]
        return max(layouts, key=lambda layout: layout.valid_from)
