"""The receiving sheet: one form of many parts, read from what was posted and shown again with all that was typed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.accounts.types import Acting
from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import (
    ApplicantKind,
    Channel,
    ChecklistItem,
    Component,
    ComponentKind,
    Label,
    Necessity,
    ProcedureVersion,
    Reason,
    ReasonKind,
    Why,
    checklist,
    missing,
    worded,
)
from motcua.desk.filling import APPLICANT, CARD, Offer, words_of
from motcua.desk.forms import SLIP_WORDS, EntryForm, PartyForm, ProxyForm, SituationForm, declaration_of, initial_of
from motcua.desk.handed_in import FORM_WORDS, PaperForm, count_asked, form_asked, handed_in, is_asked_how
from motcua.desk.known_papers import KnownPapers
from motcua.desk.sheet_rows import Choice, FeeRow, MissingRow
from motcua.dossier import queries as dossier
from motcua.dossier.types import HeldComponent, ReturnMethod
from motcua.intake import queries as intake
from motcua.intake.types import Application, Request, Sheet
from motcua.kernel.days import read_instant
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.parties.types import Declaration
from motcua.process import queries as process
from motcua.ui.types import CheckRow
from motcua.worktime.types import Due

KIND_WORDS: Mapping[ComponentKind, object] = {
    ComponentKind.SUBMIT: _("hand in"),
    ComponentKind.PRESENT: _("show"),
    ComponentKind.FORM: _("form"),
}
_PAPER, _COPIES, _EXEMPT, _WANTED, _PAID = "paper-", "copies-", "exempt-", "wanted-", "paid-"
_WHY, _WORDS, _AS = "why-", "words-", "as-"
CONFIRM = "confirm-"
HAPPENED_AT = "happened_at"


class ReceivingSheet:
    """Everything of one receiving page. Nothing is written here."""

    def __init__(
        self,
        posted: QueryDict | None,
        acting: Acting,
        *,
        code: str,
        desk_key: str,
        at: datetime,
        person: Declaration | None = None,
        paper_day: date | None = None,
    ) -> None:
        """`person` is who stands there already, from an earlier sheet of the same visit: until anything is posted.

        `paper_day` is when it was received on paper, where that is known: it then says at what time.
        """
        self.posted = posted
        self.person = person
        self.at = at
        self.desk_key = desk_key
        self.is_late = paper_day is not None
        self.happened_at = _happened_at(posted, at)
        of_the_day = datetime.combine(paper_day, time.min) if paper_day is not None else at
        self.received_at = self.happened_at or of_the_day
        self.version, ended = _version_of(code, self.received_at, is_typed=posted is not None)
        self.communes = communes_of(acting)
        self.situation = SituationForm(self.posted, version=self.version, communes=self.communes)
        first, second, proxy = initial_of(person)
        self.applicant = PartyForm(self.posted, prefix=APPLICANT, initial=first)
        self.second = PartyForm(self.posted, prefix="second", initial=second)
        self.proxy = ProxyForm(self.posted, prefix="proxy", initial=proxy)
        self.entry = EntryForm(self.posted, reasons=_reasons_for(self.version, at), is_late=self.is_late)
        self.reused = process.reuse_ticked(self.posted)
        self.request = self._request()
        self.sheet: Sheet = (
            intake.sheet(self.request, at=self.received_at, desk_key=desk_key) if ended is None else self._closed(ended)
        )

    @property
    def due(self) -> Due | None:
        """What the receipt will say; nothing before the time is known that stands on the paper."""
        return None if self.is_late and self.happened_at is None else self.sheet.due

    @property
    def forms(self) -> tuple[SituationForm, PartyForm, PartyForm, ProxyForm, EntryForm]:
        """All parts of the page."""
        return self.situation, self.applicant, self.second, self.proxy, self.entry

    def is_valid(self) -> bool:
        """Whether every part could be read. All are read, so that every error is shown at once."""
        answers = [form.is_valid() for form in self.forms]
        return all(answers)

    def application(self, *, otherwise: frozenset[str] = frozenset()) -> Application:
        """The application as typed. Only after `is_valid`.

        `otherwise` are papers, by their keys, that are not as ticked: one of many dossiers lacks them or has them too.
        """
        ticked = self._ticked(_PAPER) ^ otherwise
        return Application(
            request=replace(self.request, conditions=ticked | self.reused.components),
            declaration=declaration_of(self.applicant, self.second, self.proxy),
            components=self._held(ticked),
            return_method=ReturnMethod(self.situation.cleaned_data["return_method"]),
            desk_key=self.desk_key,
            note=self.entry.cleaned_data["note"],
            filed_at=self.entry.cleaned_data["happened_at"] or self.at,
            confirmed=self._ticked(CONFIRM),
            paid=self._ticked(_PAID),
            paid_by=self.entry.cleaned_data["paid_by"],
            reused=self.reused if self.reused.papers else None,
        )

    def held(self) -> tuple[HeldComponent, ...]:
        """The papers ticked on the checklist, each as what it was handed in."""
        return self._held(self._ticked(_PAPER))

    def _held(self, ticked: frozenset[str]) -> tuple[HeldComponent, ...]:
        papers = [paper for item in self.sheet.items for paper in item.components if paper.key in ticked]
        return tuple(handed_in(paper, self._form(paper), self._count(paper)) for paper in papers)

    def missing(self) -> list[MissingRow]:
        """The papers that must be there and are not: one of a group is enough."""
        typed: Mapping[str, str] = self.posted if self.posted is not None else {}
        return [
            MissingRow(
                item.key,
                " hoặc ".join(paper.label.vi for paper in item.components),
                typed.get(_WHY + item.key, ""),
                typed.get(_WORDS + item.key, "").strip(),
            )
            for item in self._absent()
        ]

    def says_why(self) -> bool:
        """Whether a reason was given for one of them."""
        return any(row.reason_key or row.words for row in self.missing())

    def reasons_of_papers(self) -> list[tuple[str, str]]:
        """The listed reasons for which one paper may be asked for: key and words."""
        return [(one.key, self._said(one.label)) for one in self.entry.reasons[ReasonKind.COMPLETION]]

    def wanted(self) -> list[str] | Refusal:
        """What an official slip asks for: each missing paper, with why where that was said.

        Refused: `reason_needs_words`, `reason_not_offered`.
        """
        listed = {one.key: one for one in self.entry.reasons[ReasonKind.COMPLETION]}
        found = []
        for row in self.missing():
            if row.reason_key and row.reason_key not in listed:
                return Refusal("reason_not_offered")
            why = worded(listed.get(row.reason_key), row.words)
            if isinstance(why, Refusal):
                return why
            found.append(dossier.with_reason(row.label, why))
        return found

    def known(self, acting: Acting) -> KnownPapers:
        """What the applicants have already for the papers of this sheet, when the desk asks."""
        applicants = (self.applicant, self.second)
        scope, items = acting.scope, self.sheet.items
        return KnownPapers(self.posted, applicants, items, reused=self.reused, scope=scope, at=self.at)

    def check_rows(self, known: KnownPapers, missing: Collection[str] = ()) -> list[CheckRow]:
        """The checklist as rows to tick; `missing` are the keys of lines that were refused."""
        items = self.sheet.items
        return [row for item in items for row in self._rows_of(item, known, is_missing=item.key in missing)]

    def next_thing(self, offers: Iterable[Offer], *, has_errors: bool) -> str:
        """Where the cursor waits, by the name of the field: the time on a stub, the card, a person to choose, a paper,
        or receiving itself.

        Nowhere while something is wrong: the errors have the attention then.
        """
        if has_errors:
            return ""
        if self.is_late and self.happened_at is None:
            self.entry.fields[HAPPENED_AT].widget.attrs["autofocus"] = True
            return HAPPENED_AT
        if not (words_of(self.posted, APPLICANT) if self.posted is not None else self.person):
            self.entry.fields[CARD].widget.attrs["autofocus"] = True
            return CARD
        typed: Mapping[str, str] = self.posted if self.posted is not None else {}
        open_offer = next((one for one in offers if one.is_open(typed)), None)
        if open_offer is not None:
            return open_offer.field
        papers = (paper for item in self._absent() for paper in item.components)
        return next((_PAPER + paper.key for paper in papers if paper.kind is not ComponentKind.DATA), "receive")

    def paper_choices(self) -> list[tuple[str, str]]:
        """The papers somebody may bring, by key, as the checklist calls them."""
        papers = [paper for item in self.sheet.items for paper in item.components]
        return [(one.key, self._said(one.label)) for one in papers if one.kind is not ComponentKind.DATA]

    def looked_up(self) -> list[str]:
        """What the desk looks up itself and nobody has to bring."""
        papers = [paper for item in self.sheet.items for paper in item.components]
        return [self._said(paper.label) for paper in papers if paper.kind is ComponentKind.DATA]

    def fee_rows(self) -> list[FeeRow]:
        """The fees that the situation owes, and the optional ones that may be wanted."""
        wanted, paid = self._ticked(_WANTED), self._ticked(_PAID)
        lines = {line.key: line for line in self.sheet.fees}
        rows = [
            FeeRow(
                line.key,
                self._said(line.label),
                line.amount,
                self._why(line.why) if line.amount != 0 or len(line.why) > 1 else "",
                False,
                True,
                line.key in paid,
            )
            for line in lines.values()
        ]
        optional = {fee.key: fee for fee in self.version.fees if fee.optional and fee.key not in lines}
        rows += [
            FeeRow(fee.key, self._said(fee.label), fee.amount, "", True, fee.key in wanted, False)
            for fee in optional.values()
        ]
        return rows

    def exemption_choices(self) -> list[Choice]:
        """The exemptions that this procedure's fees know."""
        ticked = self._ticked(_EXEMPT)
        known = {exemption.key: exemption for fee in self.version.fees for exemption in fee.exemptions}
        return [Choice(one.key, self._said(one.label), one.proof, one.key in ticked) for one in known.values()]

    def total(self) -> int:
        """What is owed and known, in đồng."""
        return sum(line.amount or 0 for line in self.sheet.fees)

    def resolving_name(self) -> str:
        """Who will resolve it."""
        agency_id = self.sheet.resolving_agency_id
        return "" if agency_id is None else organisation.agency_names([agency_id]).get(agency_id, "")

    def _absent(self) -> Sequence[ChecklistItem]:
        """The lines of the checklist of which nothing is there that must be."""
        held = [*(paper.key for paper in self.held()), *self.reused.components]
        return missing(self.sheet.items, held=held, conditions=self.request.conditions)

    def _closed(self, ended: Refusal) -> Sheet:
        """The papers alone: nothing can be received any more, and so there is neither a fee nor a date."""
        items = checklist(self.version, case=self.request.case_key or None, channel=self.request.channel)
        return Sheet(
            self.version, items=tuple(items), fees=(), resolving_agency_id=None, term=None, due=None, obstacle=ended
        )

    def _request(self) -> Request:
        typed = self.situation
        values = typed.cleaned_data if typed.is_bound and typed.is_valid() else {}
        initial = {name: field.initial for name, field in typed.fields.items()}
        chosen = initial | {name: value for name, value in values.items() if value not in (None, "")}
        return Request(
            procedure_code=self.version.code,
            channel=Channel(chosen["channel"]),
            applicant_kind=ApplicantKind(chosen["applicant_kind"]),
            case_key=chosen["case"] or "",
            commune_code=chosen["commune"] or "",
            quantity=chosen.get("quantity") or 1,
            pages=chosen.get("pages") or 1,
            conditions=self._ticked(_PAPER) | self.reused.components,
            exemptions=self._ticked(_EXEMPT),
            asked_for=self._ticked(_WANTED),
        )

    def _rows_of(self, item: ChecklistItem, known: KnownPapers, *, is_missing: bool) -> list[CheckRow]:
        ticked = self._ticked(_PAPER)
        papers = [paper for paper in item.components if paper.kind is not ComponentKind.DATA]
        rows = []
        for paper in papers:
            hints = [self._said(paper.condition) if paper.condition is not None else "", paper.note]
            if len(papers) > 1:
                hints.insert(0, str(_("one of {count} that serve the same end")).format(count=len(papers)))
            rows.append(
                CheckRow(
                    name=_PAPER + paper.key,
                    label=self._said(paper.label),
                    is_checked=paper.key in ticked,
                    is_required=item.necessity is Necessity.REQUIRED,
                    kind=str(KIND_WORDS[paper.kind]),
                    hint=" · ".join(filter(None, hints)),
                    error=_("This paper is missing.") if is_missing and paper is papers[0] else "",
                    form_name=_AS + paper.key if is_asked_how(paper) else "",
                    forms=tuple((one.value, FORM_WORDS[one]) for one in PaperForm),
                    form=self._form(paper).value,
                    copies_name=_COPIES + paper.key if is_asked_how(paper) else "",
                    copies=self._count(paper),
                    known=known.beside(paper.key),
                )
            )
        return rows

    def _ticked(self, prefix: str) -> frozenset[str]:
        if self.posted is None:
            return frozenset()
        return frozenset(name.removeprefix(prefix) for name in self.posted if name.startswith(prefix))

    def _form(self, paper: Component) -> PaperForm:
        typed = self.posted.get(_AS + paper.key, "") if self.posted is not None and is_asked_how(paper) else ""
        return PaperForm(typed) if typed in set(PaperForm) else form_asked(paper)

    def _count(self, paper: Component) -> int:
        typed = self.posted.get(_COPIES + paper.key, "") if self.posted is not None and is_asked_how(paper) else ""
        return int(typed) if typed.isascii() and typed.isdigit() else count_asked(paper)

    @staticmethod
    def _said(label: Label) -> str:
        return label.text(get_language() or "vi")

    @staticmethod
    def _why(reasons: Iterable[Why]) -> str:
        return "; ".join(catalogue.reason(why) for why in reasons)


def _happened_at(posted: QueryDict | None, at: datetime) -> datetime | None:
    """When it was received on paper, as far as that can be read and has come."""
    try:
        said = read_instant(posted.get(HAPPENED_AT, "") if posted is not None else "")
    except ValueError:
        return None
    return said if said <= at else None


def _version_of(code: str, at: datetime, *, is_typed: bool) -> tuple[ProcedureVersion, Refusal | None]:
    """The version in force. Where the last one ended while its sheet was being filled in: that one, and the refusal, so
    that what was typed can be shown again. Raises Refused where there is none to show.
    """
    found = catalogue.current_version(code, at.date())
    if isinstance(found, ProcedureVersion):
        return found, None
    earlier = catalogue.versions_of(code) if is_typed else []
    if not earlier:
        raise Refused(found)
    return earlier[0], found


def _reasons_for(version: ProcedureVersion, at: datetime) -> dict[ReasonKind, Sequence[Reason]]:
    """The listed reasons for which whoever stands at the desk may be sent away with a slip."""
    about = {"procedure_code": version.code, "field_code": version.field.code}
    return {kind: catalogue.reasons_offered(kind, on=at.date(), **about) for kind in SLIP_WORDS}


def communes_of(acting: Acting) -> list[tuple[str, str]]:
    """The communes a desk may receive for, its own first: those of its province."""
    house = organisation.agencies_by_id(acting.scope.own_agency_ids, on=acting.on).values()
    own = {agency.place_code for agency in house}
    return sorted(organisation.communes_served(on=acting.on), key=lambda named: named[0] not in own)
