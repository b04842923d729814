"""What the house knows of one file, in words: what an officer confirmed about it, what is still lacking, and who of the
house signed it while nobody has looked at its signatures yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.dossier.types import FileKind, HeldFile
from motcua.kernel import messages
from motcua.papers.types import PaperFacts
from motcua.ui.types import Fact
from motcua.ui.wording import local_date, local_datetime

_DESCRIBED = {FileKind.SCAN, FileKind.SUBMITTED}
"""Of these the least must be known (NĐ 118/2025 Đ19); what the house had already was described where it came from."""


@dataclass(frozen=True, slots=True)
class ShownFacts:
    """What was confirmed, in one line and line by line; by whom and when; and the names of what is lacking still."""

    headline: str = ""
    lines: tuple[Fact, ...] = ()
    confirmed: str = ""
    lacking: str = ""

    @property
    def is_known(self) -> bool:
        """Whether anything was confirmed."""
        return bool(self.lines)

    @property
    def is_whole(self) -> bool:
        """Whether all that must be known is."""
        return self.is_known and not self.lacking


def facts_shown(file: HeldFile) -> ShownFacts | None:
    """What is known of a file of the checklist; None for one of which nothing has to be, and nothing is."""
    known = file.known
    if known is None:
        asked = file.in_force and file.kind in _DESCRIBED
        return ShownFacts() if asked else None
    at = local_datetime(known.confirmed_at)
    return ShownFacts(
        headline=_headline(known.facts),
        lines=tuple(_lines(known.facts)),
        lacking=", ".join(messages.name_of(fact) for fact in known.lacking),
        confirmed=_("Confirmed at {at} by {name}.").format(at=at, name=known.confirmed_by)
        if known.confirmed_by
        else _("Confirmed at {at}.").format(at=at),
    )


def signed_by(file: HeldFile, post: str = "") -> str:
    """Who of the house made the last signature of a file, in which capacity, and when; `post`: as it was signed.

    Empty where the house did not, or where somebody has looked at its signatures already: then that says more.
    """
    signed = file.signed_here
    if signed is None or (file.signatures is not None and not file.signatures.is_awaited):
        return ""
    title = post or " ".join(part for part in (signed.capacity, signed.title) if part)
    who = f"{signed.name} ({title})" if title else signed.name
    return _("Signed here, last by {who}, at {at}.").format(who=who, at=local_datetime(signed.at))


def _headline(facts: PaperFacts) -> str:
    parts = (
        facts.title,
        facts.number,
        facts.issuer,
        local_date(facts.issued_on) if facts.issued_on else "",
        facts.owner_name,
    )
    return " · ".join(part for part in parts if part)


def _lines(facts: PaperFacts) -> Iterator[Fact]:
    yield Fact(_("Name of the paper"), facts.title)
    numbered = (
        Fact(_("Number and sign"), facts.number),
        Fact(_("Issued by"), facts.issuer),
        Fact(_("Issued on"), facts.issued_on),
    )
    yield from (one for one in numbered if one.value)
    erased = pgettext("of a paper", "(erased)")
    yield Fact(pgettext("of a paper", "Owner"), facts.owner_name or erased, hint=_identity(facts))
    told = (
        Fact(pgettext("of a paper", "Summary"), facts.summary),
        Fact(pgettext("of a paper", "Holds"), _validity(facts)),
        Fact(_("Where it holds"), facts.scope),
        Fact(_("Code of the kind of paper"), facts.kind_code),
    )
    yield from (one for one in told if one.value)


def _identity(facts: PaperFacts) -> str:
    born = facts.owner_birth_year
    parts = (facts.owner_number, pgettext("person", "born {year}").format(year=born) if born else "")
    return " · ".join(part for part in parts if part)


def _validity(facts: PaperFacts) -> str:
    if facts.valid_from is None:
        return pgettext("of a paper", "until {day}").format(day=local_date(facts.valid_to)) if facts.valid_to else ""
    first = local_date(facts.valid_from)
    if facts.valid_to is None:
        return _("from {day}, without end").format(day=first)
    return _("from {first} until {last}").format(first=first, last=local_date(facts.valid_to))
