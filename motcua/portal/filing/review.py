"""The last look before it is sent: every answer with the way to change it, what is owed, and when it is answered."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import ApplicantKind, ComponentKind, FeeLine
from motcua.dossier.types import ReturnMethod
from motcua.forms import queries as forms
from motcua.intake import commands, queries
from motcua.intake.types import Objection
from motcua.kernel import messages
from motcua.organisation import queries as organisation
from motcua.parties.types import IdentityKind
from motcua.portal.filing.drafts import Filing, Slug
from motcua.portal.filing.forms import RETURN_WORDS, SectionForm
from motcua.portal.filing.pages import Page, born_typed, title_of
from motcua.portal.filing.ways import chosen_ways
from motcua.ui.types import Fact
from motcua.ui.wording import money
from motcua.worktime.types import Language, term_words

_CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered on one page, and where it is changed."""

    title: str
    url: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stands in the way of sending, and the page on which it is put right."""

    sentence: str
    url: str
    page: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something unusual that is right when the person says so."""

    code: str
    sentence: str
    url: str


class ReviewPage(Page):
    """Everything once more. Sent from here, and only once, however often it is pressed."""

    slug = Slug.REVIEW
    template = "portal/filing/review.html"

    def __init__(self, request: HttpRequest, filing: Filing) -> None:
        super().__init__(request, filing)
        self.refusal = ""

    @property
    def forms(self) -> Mapping[str, SectionForm]:
        """None: only doubts are ticked here."""
        return {}

    def keep(self) -> None:
        """Saves which doubts were confirmed."""
        confirmed = self.posted.getlist(_CONFIRM) if self.posted is not None else []
        self.filing.keep(review={"confirmed": [str(code) for code in confirmed]})

    def goes_on(self) -> bool:
        """Only when nothing stands in the way, doubts included."""
        return not self.filing.objections()

    def send(self) -> None:
        """Files it. Raises Refused as `intake.commands.file_draft`."""
        filing = self.filing
        commands.file_draft(at=filing.at, draft_id=filing.draft.id, citizen=filing.citizen)

    def next_url(self) -> str:
        """The page that acknowledges it."""
        return reverse("portal:draft_filed", args=[self.filing.key])

    def context(self) -> dict[str, Any]:
        """The answers, page by page; what stands in the way; what is owed; and the promise."""
        filing, on = self.filing, self.filing.at.date()
        sheet = filing.sheet()
        objections = filing.objections()
        receiving = queries.receiving_agency(queries.draft_request(filing.draft, at=filing.at), at=filing.at)
        ids = [one for one in (receiving, sheet.resolving_agency_id) if isinstance(one, int)]
        names = organisation.agency_names(ids, on=on)
        regime = catalogue.regime_on(on)
        return {
            "answers": list(self._answers()),
            "obstacles": [self._obstacle(one) for one in objections if not one.confirmable],
            "doubts": [_doubt(filing, one) for one in objections if one.confirmable],
            "confirmed": filing.section("review").get("confirmed") or [],
            "fees": [_fee(line) for line in sheet.fees],
            "total": sum(line.amount or 0 for line in sheet.fees),
            "receiving": names.get(receiving, "") if isinstance(receiving, int) else "",
            "resolving": names.get(sheet.resolving_agency_id or 0, ""),
            "answer_term": term_words(regime.online_answer_term, _language()),
            "term": term_words(sheet.term, _language()) if sheet.term is not None else "",
            "refusal": self.refusal,
        }

    def _answers(self) -> Iterator[Answers]:
        content = self.filing.draft.content
        people = [*_people(content.get("who") or {}, _("The applicant"))]
        if content.get("proxy"):
            people += _people(content["proxy"], _("Files for the applicant"))
        yield self._page(Slug.WHO, people)
        yield self._page(Slug.MATTER, self._matter())
        if self.filing.ways:
            yield self._page(Slug.WAYS, chosen_ways(self.filing.ways))
        for slug, (one, page) in self.filing.asked.items():
            yield self._page(slug, forms.answered(page.fields, one.counted))
        yield self._page(Slug.PAPERS, self._papers())
        yield self._page(Slug.RESULT, _result(content.get("result") or {}))

    def _page(self, slug: str, answers: Iterable[tuple[str, str]]) -> Answers:
        facts = tuple(Fact(label, value) for label, value in answers if value)
        return Answers(str(title_of(self.filing, slug)), self.filing.url(slug), facts)

    def _matter(self) -> Iterator[tuple[str, str]]:
        typed, version = self.filing.section("what"), self.filing.version
        case = version.case(str(typed.get("case") or ""))
        yield _("Applicant"), _name(ApplicantKind, str(typed.get("applicant_kind") or ""))
        yield _("Case"), case.label.text(_language()) if case is not None else ""
        communes = dict(organisation.communes_served(on=self.filing.at.date()))
        yield _("Commune or ward"), communes.get(str(typed.get("commune") or ""), "")
        yield _("How many"), str(typed.get("quantity") or "")
        yield _("Pages of one"), str(typed.get("pages") or "")
        wanted = set(typed.get("asked_for") or [])
        yield _("Also wanted"), ", ".join(fee.label.text(_language()) for fee in version.fees if fee.key in wanted)
        yield _("In your own words"), str(typed.get("note") or "")

    def _papers(self) -> Iterator[tuple[str, str]]:
        draft, reused = self.filing.draft, dict(self.filing.section("papers").get("reused") or {})
        for item in self.filing.sheet().items:
            for one in item.components:
                said = []
                if count := len(draft.files_of(one.key)):
                    said.append(_("{count} file(s)").format(count=count))
                if one.key in reused:
                    said.append(_("the one the house has already"))
                if one.kind is ComponentKind.DATA:
                    said.append(_("looked up by the agency"))
                yield one.label.text(_language()), ", ".join(said)

    def _obstacle(self, objection: Objection) -> Obstacle:
        slug, sentence = self.filing.page_of(objection.field), messages.sentence_of(objection.refusal)
        called = _question_of(self.filing, objection.field)
        said = f"{called}: {sentence}" if called else sentence
        return Obstacle(said, f"{self.filing.url(slug)}?check=1", str(title_of(self.filing, slug)))


def _doubt(filing: Filing, objection: Objection) -> Doubt:
    url = filing.url(filing.page_of(objection.field))
    return Doubt(objection.refusal.code, messages.sentence_of(objection.refusal), url)


def _question_of(filing: Filing, field: str) -> str:
    """The question of an e-form to which something is objected; empty for what is no such question."""
    section, _, rest = field.partition(".")
    component, _, path = rest.partition(".")
    found = [one for one in filing.forms if section == "forms" and one.component.key == component]
    names = {one.name: one.label for one in (found[0].published.form.fields() if found else ())}
    label = names.get(path.partition(".")[0])
    return label.text(_language()) if label is not None else ""


def _people(typed: Mapping[str, Any], heading: str) -> Iterator[tuple[str, str]]:
    """One party, under the words for the part it takes."""
    said = {name: str(value) for name, value in typed.items()}
    yield heading, said.get("name", "")
    yield capfirst(_name(IdentityKind, said.get("identity_kind", ""))) or _("Number"), said.get("number", "")
    yield _("Born"), born_typed(said.get("born", ""))
    yield _("Represented by"), said.get("represented_by", "")
    yield _("Phone"), said.get("phone", "")
    yield _("E-mail"), said.get("email", "")
    yield _("Address"), said.get("address", "")
    paper = [said.get("paper", ""), said.get("paper_number", ""), said.get("paper_certified_by", "")]
    yield _("Authorisation paper"), ", ".join(filter(None, paper))


def _result(typed: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """How it comes back; by post also where to, and the price that was shown."""
    said = {name: str(value) for name, value in typed.items()}
    method = said.get("method", "")
    is_known = method in {one.value for one in ReturnMethod}
    yield _("How it comes back"), str(RETURN_WORDS[ReturnMethod(method)]) if is_known else ""
    if method == ReturnMethod.POST:
        where = (said.get(one, "") for one in ("name", "address", "phone"))
        yield _("Address for the post"), ", ".join(filter(None, where))
        amount = said.get("amount", "")
        yield _("Postage"), money(int(amount)) if amount.isascii() and amount.isdigit() else ""


def _fee(line: FeeLine) -> tuple[str, int | None, str]:
    """What it is for, how much (None: set by the province), and why."""
    why = "; ".join(catalogue.reason(one) for one in line.why) if line.amount != 0 or len(line.why) > 1 else ""
    return line.label.text(_language()), line.amount, why


def _name(kind: type[StrEnum], typed: str) -> str:
    """The name of a choice, where it is one."""
    return messages.name_of(kind(typed)) if typed in {one.value for one in kind} else ""


def _language() -> Language:
    return "en" if (get_language() or "vi").startswith("en") else "vi"
