"""The pages on which something is typed, but for the papers: who files, what for, and how the result comes back."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import ApplicantKind
from motcua.dossier.types import ReturnMethod
from motcua.intake.types import Objection
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.parties.types import BirthDate, Party, PartyKind
from motcua.portal.filing.drafts import Filing, Slug
from motcua.portal.filing.forms import (
    OTHER,
    SELF,
    MatterForm,
    PartyForm,
    ProxyForm,
    ResultForm,
    SectionForm,
    SituationForm,
    kind_of_party,
)
from motcua.postal import queries as postal
from motcua.postal.types import Quote

TITLES: Mapping[str, object] = {
    Slug.WHO: _("Who files"),
    Slug.MATTER: _("What for"),
    Slug.WAYS: _("How you bring it"),
    Slug.PAPERS: _("Papers"),
    Slug.RESULT: _("The result"),
    Slug.REVIEW: _("Check and send"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One page in the list of all; done when nothing on it stands in the way of filing but doubts that are asked about
    at the end."""

    title: object
    url: str
    is_done: bool


def title_of(filing: Filing, slug: str) -> object:
    """What a page of the draft is called; those of an e-form are called as the form calls them."""
    if slug not in filing.asked:
        return TITLES[slug]
    return filing.asked[slug][1].title.text(get_language() or "vi")


def steps_of(filing: Filing) -> tuple[Step, ...]:
    """The pages of a draft. The last one is done when it is filed, and then there is no draft."""
    lacking = (one for one in filing.objections() if not one.confirmable)
    unfinished = {Slug.REVIEW, *(filing.page_of(one.field) for one in lacking)}
    return tuple(Step(title_of(filing, slug), filing.url(slug), slug not in unfinished) for slug in filing.slugs)


_SHOWN = "shown"
"""For which situation the fields of the first page were drawn."""


class Page(ABC):
    """One page of a draft. `keep` saves what was posted, whatever it is; `goes_on` says whether the next follows."""

    slug: str
    template: ClassVar[str]

    def __init__(self, request: HttpRequest, filing: Filing) -> None:
        self.request = request
        self.filing = filing
        self.posted = request.POST if request.method == "POST" else None

    @property
    @abstractmethod
    def forms(self) -> Mapping[str, SectionForm]:
        """The forms of the page by the section they fill."""

    @abstractmethod
    def keep(self) -> None:
        """Saves what was posted. Raises Refused as `intake.commands.keep_draft`."""

    def goes_on(self) -> bool:
        """Whether nothing on this page is wrong, so that the next one follows; what is wrong stands at its field."""
        for form in self.forms.values():
            form.is_valid()
        for one in self.objections():
            section, _dot, name = one.field.partition(".")
            if section in self.forms:
                self.forms[section].object_to(name, one.refusal)
        return not any(form.errors for form in self.forms.values())

    @property
    def asks_anew(self) -> bool:
        """Whether the page is shown again without anything being wrong with what was posted."""
        return False

    def objections(self) -> Iterable[Objection]:
        """What stands in the way of filing and belongs to this page; doubts are asked about at the end."""
        for one in self.filing.objections():
            if self.filing.page_of(one.field) == self.slug and not one.confirmable:
                yield one

    def context(self) -> dict[str, Any]:
        """What the template needs."""
        return {"forms": self.forms}

    def next_url(self) -> str:
        """The address of the page that follows."""
        slugs = self.filing.slugs
        return self.filing.url(slugs[slugs.index(self.slug) + 1])

    def earlier_url(self) -> str:
        """The address of the page before this one."""
        slugs = self.filing.slugs
        number = slugs.index(self.slug)
        return self.filing.url(slugs[number - 1] if number else "")


class WhoPage(Page):
    """Who files, for whom, and under which number. What the log-in proves is shown and cannot be typed over."""

    slug = Slug.WHO
    template = "portal/filing/who.html"

    def __init__(self, request: HttpRequest, filing: Filing) -> None:
        super().__init__(request, filing)
        self.proven = filing.proven()
        self.situation = SituationForm(self.posted, version=filing.version, initial=self._situation())
        if self.situation.is_bound and self.situation.is_valid():
            said = self.situation.cleaned_data
        else:
            said = {name: self.situation[name].initial for name in self.situation.fields}
        self.has_proxy = said["behalf"] == OTHER
        self.kind = kind_of_party(ApplicantKind(said["applicant_kind"]))
        fits = self.posted is None or self.posted.get(_SHOWN) == self.shown
        self.has_new_fields = not fits
        self._parties = self._forms(fits)

    @property
    def shown(self) -> str:
        """For which situation the fields are drawn."""
        return f"{SELF if not self.has_proxy else OTHER} {self.kind}"

    @property
    def forms(self) -> Mapping[str, SectionForm]:
        """Those of the page, the situation first."""
        return {"situation": self.situation, **self._parties}

    def keep(self) -> None:
        """Saves who it is. A situation for which other fields are asked is saved as well."""
        who = {**self._typed("who"), "kind": self.kind.value}
        proxy = {**self._typed("proxy"), "kind": PartyKind.PERSON.value} if self.has_proxy else {}
        if self.proven and not self.has_proxy:
            who |= self.proven
        elif self.proven:
            proxy |= self.proven
        what = self.filing.section("what") | {"applicant_kind": self.situation["applicant_kind"].data or ""}
        self.filing.keep(who=who, proxy=proxy, what=what)
        if self.has_new_fields:
            self._parties = self._forms(fits=False)

    @property
    def asks_anew(self) -> bool:
        """For a situation for which other fields are asked than were posted."""
        return self.has_new_fields

    def goes_on(self) -> bool:
        """Not before the fields that fit the situation have been shown."""
        return False if self.has_new_fields else super().goes_on()

    def context(self) -> dict[str, Any]:
        """What the log-in proves besides."""
        return super().context() | {
            "situation": self.situation,
            "who": self._parties["who"],
            "proxy": self._parties.get("proxy"),
            "proven": self.proven,
            "shown": self.shown,
            "has_new_fields": self.has_new_fields,
        }

    def _situation(self) -> dict[str, str]:
        proxy = {name: typed for name, typed in self.filing.section("proxy").items() if name != "identity_kind"}
        initial = {"behalf": OTHER if any(proxy.values()) else SELF}
        typed = self.filing.section("what").get("applicant_kind")
        offered = [kind for kind in ApplicantKind if kind in self.filing.version.subjects]
        if typed in set(offered):
            initial["applicant_kind"] = str(typed)
        elif self.proven:
            fitting = [kind for kind in offered if kind_of_party(kind).value == self.proven["kind"]]
            initial["applicant_kind"] = (fitting or offered)[0].value
        return initial

    def _forms(self, fits: bool) -> Mapping[str, SectionForm]:
        """Bound to what was posted, unless other fields were posted than are asked for now."""
        posted = self.posted if fits else None
        forms: dict[str, SectionForm] = {
            "who": PartyForm(
                posted,
                prefix="who",
                kind=self.kind,
                is_proven=bool(self.proven) and not self.has_proxy,
                is_filer=not self.has_proxy,
                initial=self._initial("who"),
            )
        }
        if self.has_proxy:
            forms["proxy"] = ProxyForm(
                posted,
                prefix="proxy",
                kind=PartyKind.PERSON,
                is_proven=bool(self.proven),
                is_filer=True,
                initial=self._initial("proxy"),
            )
        return forms

    def _initial(self, section: str) -> dict[str, Any]:
        """What was typed before; before anything was, what is known of whoever has logged in."""
        typed = self.filing.section(section)
        who = self.filing.citizen
        if not typed and section == "who" and not self.has_proxy and who is not None:
            typed = {"name": who.name, "born": str(who.born) if who.born is not None else ""}
        born = typed.get("born")
        return typed | {"born": born_typed(str(born))} if born else typed

    def _typed(self, section: str) -> dict[str, Any]:
        """What was posted of a party, over what is kept of it; all of it where other fields were posted."""
        form = self._parties[section]
        if form.is_bound:
            return self.filing.section(section) | form.as_typed()
        prefix = f"{section}-"
        posted = self.posted or QueryDict()
        return self.filing.section(section) | {
            name.removeprefix(prefix): str(posted[name]).strip() for name in posted if name.startswith(prefix)
        }


class MatterPage(Page):
    """What is asked for: the case, the place and with it who receives, and how many."""

    slug = Slug.MATTER
    template = "portal/filing/matter.html"

    def __init__(self, request: HttpRequest, filing: Filing) -> None:
        super().__init__(request, filing)
        commune = self.posted.get("commune", "") if self.posted is not None else filing.section("what").get("commune")
        self._form = MatterForm(
            self.posted,
            version=filing.version,
            communes=organisation.communes_served(on=filing.at.date()),
            agencies=self._agencies(str(commune or "")),
            needs_commune=self._needs_commune(),
            initial=filing.section("what"),
        )

    @property
    def forms(self) -> Mapping[str, SectionForm]:
        """The one form of the page."""
        return {"what": self._form}

    def keep(self) -> None:
        """Saves it beside what the first page knows of the applicant."""
        self.filing.keep(what=self.filing.section("what") | self._form.as_typed())

    def _needs_commune(self) -> bool:
        """Whether nobody is competent before the place is known."""
        answer = catalogue.competent_agency(self.filing.draft.procedure_code, self.filing.at.date())
        return isinstance(answer, Refusal) and answer.code == "nobody_competent"

    def _agencies(self, commune: str) -> list[tuple[int, str]]:
        """Among whom to choose, where several are competent for that place."""
        code, on = self.filing.draft.procedure_code, self.filing.at.date()
        answer = catalogue.competent_agency(code, on, commune_code=commune)
        if not isinstance(answer, Refusal) or answer.code != "competence_unclear":
            return []
        eligible = [
            one
            for one in catalogue.competent_agencies(code, on)
            if catalogue.competent_agency(code, on, commune_code=commune, agency_id=one) == one
        ]
        return list(organisation.agency_names(eligible, on=on).items())


class ResultPage(Page):
    """How the result comes back. Who wants it by post sees what that costs before he goes on."""

    slug = Slug.RESULT
    template = "portal/filing/result.html"

    def __init__(self, request: HttpRequest, filing: Filing) -> None:
        super().__init__(request, filing)
        is_electronic = any(result.signatures for result in filing.version.results)
        self._form = ResultForm(self.posted, is_electronic=is_electronic, initial=self._initial())
        self._quote: Quote | None = None
        self._is_new_price = False

    @property
    def forms(self) -> Mapping[str, SectionForm]:
        """The one form of the page."""
        return {"result": self._form}

    def keep(self) -> None:
        """Saves the choice."""
        self.filing.keep(result=self._form.as_typed())

    def goes_on(self) -> bool:
        """What is sent by post needs an address and a phone, and its price must have been seen."""
        if not super().goes_on():
            return False
        typed = self._form.cleaned_data
        return typed["method"] != ReturnMethod.POST or self._price_was_seen(typed)

    @property
    def asks_anew(self) -> bool:
        """Whether only the price is to be seen and agreed to."""
        return self._is_new_price

    def context(self) -> dict[str, Any]:
        """The price, once the carrier has told it."""
        return super().context() | {"quote": self._quote}

    def _price_was_seen(self, typed: Mapping[str, Any]) -> bool:
        """A carrier who does not answer holds nobody up: the price is then told when the result is sent."""
        to = Party(PartyKind.PERSON, typed["name"], address=typed["address"], phone=typed["phone"])
        try:
            self._quote = postal.quote(to)
        except Refused as refused:
            if refused.refusal.code == "shipment_refused":
                self._form.object_to("address", refused.refusal)
                return False
            return True
        self._is_new_price = typed["amount"] != str(self._quote.amount)
        return not self._is_new_price

    def _initial(self) -> Mapping[str, Any]:
        """What was chosen; as long as nothing was, the address of whoever files."""
        filer = self.filing.section("proxy") or self.filing.section("who")
        known = {name: filer.get(name, "") for name in ("name", "address", "phone")}
        return known | {name: value for name, value in self.filing.section("result").items() if value}


def born_typed(born: str) -> str:
    """A kept date of birth as a form shows it: 1990-03-02 as 02/03/1990, what cannot be read as it is."""
    read = BirthDate.read(born)
    return born if isinstance(read, Refusal) else read.written
