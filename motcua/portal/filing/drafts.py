"""The draft that a request is about, for whoever may have it: by the secret of its link, or by its number."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from motcua.accounts import queries as accounts
from motcua.accounts.types import Citizen
from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import ProcedureVersion
from motcua.forms import queries as forms
from motcua.forms.types import Field, Knowledge
from motcua.forms.types import Page as FormPage
from motcua.intake import commands, queries
from motcua.intake.types import Draft, DraftForm, Objection, Sheet, WaysToBring
from motcua.kernel import clock
from motcua.kernel.types import granted
from motcua.parties.types import PartyKind


class Slug(StrEnum):
    """How the pages of a draft are called in its address, in their order."""

    WHO = "nguoi-nop"
    MATTER = "noi-dung"
    WAYS = "cach-khai"
    PAPERS = "giay-to"
    RESULT = "ket-qua"
    REVIEW = "xem-lai"


_FORM = "khai"
"""How the pages of an e-form begin in an address: `khai.e_declaration.child`."""
_PAGE_OF_SECTION: Mapping[str, str] = {
    "who": Slug.WHO,
    "proxy": Slug.WHO,
    "what": Slug.MATTER,
    "ways": Slug.WAYS,
    "papers": Slug.PAPERS,
    "result": Slug.RESULT,
    "review": Slug.REVIEW,
}


def may_log_in() -> bool:
    """Whether citizens log in here: with the national e-ID, or as somebody of the sample province."""
    return accounts.has_eid() or settings.DEMO


class Filing:
    """One draft in one request. Raises Refused (`draft_absent`) for what is not there and for somebody else's alike."""

    def __init__(self, request: HttpRequest, key: str) -> None:
        self.key = key
        self.at: datetime = clock.now()
        self.citizen: Citizen | None = accounts.citizen_of(request)
        self.draft: Draft = queries.draft(key, self.citizen, at=self.at)

    @cached_property
    def version(self) -> ProcedureVersion:
        """The procedure as it is in force today. Raises Refused where it is not any more."""
        return granted(catalogue.current_version(self.draft.procedure_code, self.at.date()))

    @property
    def is_own(self) -> bool:
        """Whether the draft is a citizen's, found among his own; otherwise its link must be kept."""
        return self.draft.citizen_id is not None

    @property
    def may_claim(self) -> bool:
        """Whether whoever has logged in may put the draft among his own."""
        return queries.may_claim(self.draft, self.citizen)

    @property
    def may_log_in(self) -> bool:
        """Whether somebody who has not logged in could do so here."""
        return self.citizen is None and may_log_in()

    @cached_property
    def forms(self) -> tuple[DraftForm, ...]:
        """The e-forms that are filled in."""
        return queries.forms_in(self.draft, at=self.at)

    @cached_property
    def ways(self) -> tuple[WaysToBring, ...]:
        """The papers that can be filled in or brought otherwise."""
        return queries.ways_to_bring(self.draft, at=self.at)

    @cached_property
    def asked(self) -> Mapping[str, tuple[DraftForm, FormPage]]:
        """The pages of the e-forms that this person fills in, by how they are called in the address."""
        return {
            f"{_FORM}.{one.component.key}.{page.key}": (one, page)
            for one in self.forms
            for page in forms.asked_pages(one.published.form, one.counted)
        }

    @property
    def slugs(self) -> tuple[str, ...]:
        """All pages of the draft in their order."""
        ways = (Slug.WAYS,) if self.ways else ()
        return (Slug.WHO, Slug.MATTER, *ways, *self.asked, Slug.PAPERS, Slug.RESULT, Slug.REVIEW)

    def page_of(self, field: str) -> str:
        """The page on which something is put right: by the section and the name in it (`intake.types.Objection`)."""
        section, _, rest = field.partition(".")
        if section != "forms":
            return _PAGE_OF_SECTION[section]
        component, _, path = rest.partition(".")
        name = path.partition(".")[0]
        pages = [(slug, page) for slug, (one, page) in self.asked.items() if one.component.key == component]
        return next((slug for slug, page in pages if any(one.name == name for one in page.fields)), pages[0][0])

    def section(self, name: str) -> dict[str, Any]:
        """What was typed on one page."""
        return dict(self.draft.content.get(name) or {})

    def keep(self, **sections: Mapping[str, Any]) -> None:
        """Saves what was typed. Raises Refused as `intake.commands.keep_draft`."""
        for worked_out in ("forms", "asked", "ways"):
            self.__dict__.pop(worked_out, None)
        self.draft = commands.keep_draft(at=self.at, draft_id=self.draft.id, content=sections, citizen=self.citizen)

    def reload(self) -> None:
        """Reads the draft anew, after its files changed."""
        self.draft = queries.draft(self.key, self.citizen, at=self.at)

    def known(self, fields: Iterable[Field]) -> Knowledge:
        """What is known of the applicant that these questions can be filled in with."""
        return queries.known_answers(self.draft, self.citizen, forms.wanted(fields), at=self.at)

    def sheet(self) -> Sheet:
        """Papers, fees and the term of what is asked for so far."""
        return queries.draft_sheet(self.draft, at=self.at)

    def objections(self) -> tuple[Objection, ...]:
        """Everything that stands in the way of filing."""
        return queries.objections_to(self.draft, self.citizen, at=self.at)

    def proven(self) -> dict[str, str]:
        """What the log-in proves of whoever files, by the names of a draft; empty without a proven number."""
        who = self.citizen
        if who is None or who.identity is None:
            return {}
        return {
            "kind": who.kind.value,
            "name": who.name,
            "identity_kind": who.identity.kind.value,
            "number": who.identity.number,
            **({"represented_by": who.represented_by} if who.kind is PartyKind.ORGANISATION else {}),
        }

    def url(self, slug: str = "") -> str:
        """The address of one of its pages, or of the page about the draft itself."""
        return reverse("portal:draft_page", args=[self.key, slug]) if slug else reverse("portal:draft", args=[self.key])
