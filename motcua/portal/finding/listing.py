"""The procedures that a reader asks for: by words, field and agency, page by page."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Channel, Listing
from motcua.kernel.text import sort_key
from motcua.organisation import queries as organisation
from motcua.organisation.types import Level
from motcua.portal.finding.events import Tile, tiles
from motcua.portal.sheets import longest_and_shortest
from motcua.ui.types import Pages

PAGE = 20
"""So many procedures stand on a page."""
_MOST = 400
"""So many answers of a search are looked at; nobody reads further."""
_PAGE_NUMBER = r"[0-9]{1,4}"
_AGENCY_NUMBER = r"[0-9]{1,18}"
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks for, as it stands in the address."""

    words: str = ""
    field: str = ""
    agency: str = ""
    page: int = 1

    @classmethod
    def read(cls, query: QueryDict) -> "Asked":
        """What the address says; what cannot be read is left out."""
        page = query.get("page", "")
        return cls(
            words=query.get("q", "").strip(),
            field=query.get("field", ""),
            agency=agency if re.fullmatch(_AGENCY_NUMBER, agency := query.get("agency", "")) else "",
            page=max(int(page), 1) if re.fullmatch(_PAGE_NUMBER, page) else 1,
        )

    def url(self, **changes: str | int) -> str:
        """The address of the same question with some changes."""
        query = {"q": self.words, "field": self.field, "agency": self.agency, "page": self.page} | changes
        asked = {name: value for name, value in query.items() if value and (name, value) != ("page", 1)}
        return f"{reverse('portal:procedures')}{'?' if asked else ''}{urlencode(asked)}"


@dataclass(frozen=True, slots=True)
class Row:
    """One procedure in the list. `term` is empty where it is only listed and not published here."""

    code: str
    name: str
    field: str
    term: str = ""
    is_online: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of procedures, with what may be chosen to narrow it, and what else may have been meant."""

    rows: Sequence[Row]
    count: int
    pages: Pages
    fields: Choices
    agencies: Mapping[str, Choices]
    meant: str
    events: Sequence[Tile]


def shown(asked: Asked, *, on: date) -> Shown:
    """What is found on that day. A constant number of statements, however many there are."""
    found = _found(asked, on)
    fields = Counter((one.field_code, one.field_name) for one in found)
    chosen = (one for one in catalogue.listings().values() if one.field_code == asked.field)
    if (one := next(chosen, None)) is not None:
        fields[one.field_code, one.field_name] += 0
    listings = [one for one in found if not asked.field or one.field_code == asked.field]
    first = (asked.page - 1) * PAGE
    meant = catalogue.meant(asked.words, on=on) if asked.words else ""
    return Shown(
        rows=rows_of(listings[first : first + PAGE], on=on),
        count=len(listings),
        pages=_pages(asked, len(listings)),
        fields=[
            (code, _("{field} ({count})").format(field=name, count=count))
            for (code, name), count in sorted(fields.items(), key=lambda one: sort_key(one[0][1]))
        ],
        agencies=_agencies(on),
        meant=meant,
        events=tiles(catalogue.life_events_found(meant or asked.words, on)) if asked.words else (),
    )


def rows_of(listings: Sequence[Listing], *, on: date) -> list[Row]:
    """The rows of these procedures in their order, with what is published of them."""
    codes = [one.code for one in listings]
    versions = {version.code: version for version in catalogue.list_published(on, codes=codes)} if codes else {}
    return [
        Row(
            one.code,
            one.name,
            one.field_name,
            longest_and_shortest(version) if (version := versions.get(one.code)) is not None else "",
            version is not None and Channel.ONLINE in version.channels,
        )
        for one in listings
    ]


def _found(asked: Asked, on: date) -> list[Listing]:
    """Everything that answers the words at that agency, the best first; without words all that is published."""
    codes = catalogue.procedures_of_agency(int(asked.agency), on) if asked.agency else None
    if asked.words:
        return [one.listing for one in catalogue.search(asked.words, _MOST, on=on, codes=codes)]
    published = catalogue.published_codes(on)
    wanted = published if codes is None else published & codes
    listings = [one for code, one in catalogue.listings().items() if code in wanted]
    return sorted(listings, key=lambda one: (sort_key(one.field_name), sort_key(one.name), one.code))


def _agencies(on: date) -> dict[str, Choices]:
    """The agencies that resolve something, those of the province apart from those of the communes."""
    known = organisation.agencies_by_id(catalogue.resolving_agencies(on), on=on).values()
    communes = [(str(one.id), one.name) for one in known if one.level is Level.COMMUNE]
    others = [(str(one.id), one.name) for one in known if one.level is not Level.COMMUNE]
    groups = {_("Province"): others, _("Communes, wards"): communes}
    return {name: sorted(group, key=lambda one: sort_key(one[1])) for name, group in groups.items() if group}


def _pages(asked: Asked, count: int) -> Pages:
    last = -(-count // PAGE)
    if last <= 1:
        return Pages()
    return Pages(
        newer_url=asked.url(page=asked.page - 1) if asked.page > 1 else "",
        older_url=asked.url(page=asked.page + 1) if asked.page < last else "",
        shown=_("Page {page} of {last}").format(page=asked.page, last=last),
    )
