"""What the applicant has already: shown beside each paper of the sheet, and used again when he agrees to it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from motcua.catalogue.types import ChecklistItem
from motcua.desk.forms import PartyForm
from motcua.intake import queries as intake
from motcua.organisation.types import Scope
from motcua.papers.types import ResultState
from motcua.parties.types import DeclarationInput
from motcua.process.types import KnownPaper, PersonalStore, Reuse
from motcua.ui.types import KnownChoice
from motcua.ui.wording import local_date

ASKED, CONSENT, REUSE = "known", "consent", "reuse-"
_MOST_SHOWN = 20
"""How many known papers stand beside one paper of the checklist."""
_STATE_WORDS: Mapping[ResultState, object] = {
    ResultState.NOT_YET: gettext_lazy("not valid yet"),
    ResultState.EXPIRED: gettext_lazy("its validity is over"),
    ResultState.REVOKED: gettext_lazy("revoked"),
}


class Reused:
    """What was ticked to be used again, as the browser sent it."""

    def __init__(self, posted: QueryDict | None) -> None:
        names = [name for name in posted if name.startswith(REUSE)] if posted is not None else []
        self.papers = tuple(
            (name.removeprefix(REUSE), key) for name in names for key in (posted.getlist(name) if posted else ())
        )
        self.agreed = posted is not None and CONSENT in posted

    @property
    def components(self) -> frozenset[str]:
        """The papers of the checklist that nobody has to bring."""
        return frozenset(component for component, _key in self.papers)

    def as_asked(self) -> Reuse | None:
        """What the application says of it; None where nothing is used again."""
        return Reuse(self.papers, self.agreed) if self.papers else None


class KnownPapers:
    """What is known of the applicants for a checklist; looked up only when the desk asks."""

    def __init__(
        self,
        posted: QueryDict | None,
        applicants: Iterable[PartyForm],
        items: Sequence[ChecklistItem],
        *,
        reused: Reused,
        scope: Scope,
        at: datetime,
    ) -> None:
        self.is_asked = posted is not None and ASKED in posted
        self._reused = reused
        self._found = PersonalStore()
        self.needs_number = False
        if self.is_asked:
            parties = [form.party() for form in applicants if form.is_valid()]
            declared = DeclarationInput(applicants=tuple(party for party in parties if party is not None))
            self.needs_number = all(party.identity is None for party in declared.applicants)
            self._found = intake.known_papers(items, declared, scope=scope, at=at)

    @property
    def has_any(self) -> bool:
        """Whether anything was found, usable or not."""
        return bool(self._found.papers)

    @property
    def may_use_any(self) -> bool:
        """Whether something may be used again, so that consent has to be asked for."""
        return any(one.may_be_used for one in self._found.papers)

    @property
    def has_consent(self) -> bool:
        """Whether the consent was ticked."""
        return self._reused.agreed

    @property
    def dossier_ids(self) -> list[str]:
        """The dossiers from which something is shown."""
        ids = {one.dossier_id for one in self._found.papers if one.dossier_id is not None}
        return [str(one) for one in sorted(ids)]

    @property
    def left_out(self) -> str:
        """That there is more than is shown, in words; empty where everything is."""
        said = []
        if self._found.looked_through:
            count = self._found.looked_through
            words = ngettext(
                "Only the latest file of this person was looked through.",
                "Only the latest {count} files of this person were looked through.",
                count,
            )
            said.append(words.format(count=count))
        if any(count > _MOST_SHOWN for count in Counter(one.component for one in self._found.papers).values()):
            words = _("Beside each paper at most {count} are shown, those that may be used and the latest first.")
            said.append(words.format(count=_MOST_SHOWN))
        return " ".join(said)

    def beside(self, component: str) -> tuple[KnownChoice, ...]:
        """What is known for one paper of the checklist, as far as it is shown."""
        return tuple(
            KnownChoice(
                name=f"{REUSE}{component}",
                value=one.key,
                label=_label(one),
                hint=_hint(one),
                is_checked=(component, one.key) in self._reused.papers,
                may_choose=one.may_be_used,
            )
            for one in self._found.beside(component)[:_MOST_SHOWN]
        )


def _label(known: KnownPaper) -> str:
    if known.is_result:
        return f"{known.name} · {known.number}"
    return _("{paper}, handed in with dossier {code}").format(paper=known.name, code=known.dossier_code)


def _hint(known: KnownPaper) -> str:
    said = [known.issuer, *_days(known)]
    if known.number and not known.is_result:
        said.insert(0, _("No. {number}").format(number=known.number))
    if known.state is not ResultState.VALID:
        said.append(str(_STATE_WORDS.get(known.state, "")))
    elif not known.file:
        said.append(_("no electronic copy: look at the paper"))
    elif not known.is_confirmed:
        said.append(_("nobody confirmed whose it is and how long it holds: look at it"))
    return " · ".join(part for part in said if part)


def _days(known: KnownPaper) -> Iterator[str]:
    """When it was issued or handed in, and from when until when it holds, as far as that is known."""
    if known.issued_on is not None:
        yield local_date(known.issued_on)
    elif known.handed_in_on is not None:
        yield local_date(known.handed_in_on)
    if known.state is ResultState.NOT_YET and known.valid_from is not None:
        yield _("valid from {day}").format(day=local_date(known.valid_from))
    if known.valid_to is not None:
        yield _("valid until {day}").format(day=local_date(known.valid_to))
