"""What the applicant has already: shown beside each paper of the sheet, and used again when he agrees to it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.catalogue.types import ChecklistItem
from motcua.desk.forms import PartyForm
from motcua.intake import queries as intake
from motcua.organisation.types import Scope
from motcua.papers.types import ResultState
from motcua.parties.types import DeclarationInput
from motcua.process.types import KnownPaper, Reuse
from motcua.ui.types import KnownChoice
from motcua.ui.wording import local_date

ASKED, CONSENT, REUSE = "known", "consent", "reuse-"
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
        self._found: Mapping[str, Sequence[KnownPaper]] = {}
        self.needs_number = False
        if self.is_asked:
            parties = [form.party() for form in applicants if form.is_valid()]
            declared = DeclarationInput(applicants=tuple(party for party in parties if party is not None))
            self.needs_number = all(party.identity is None for party in declared.applicants)
            self._found = intake.known_papers(items, declared, scope=scope, at=at)

    @property
    def has_any(self) -> bool:
        """Whether anything was found, usable or not."""
        return bool(self._found)

    @property
    def may_use_any(self) -> bool:
        """Whether something may be used again, so that consent has to be asked for."""
        return any(one.may_be_used for known in self._found.values() for one in known)

    @property
    def has_consent(self) -> bool:
        """Whether the consent was ticked."""
        return self._reused.agreed

    @property
    def dossier_ids(self) -> list[str]:
        """The dossiers from which something is shown."""
        ids = {one.dossier_id for known in self._found.values() for one in known if one.dossier_id is not None}
        return [str(one) for one in sorted(ids)]

    def beside(self, component: str) -> tuple[KnownChoice, ...]:
        """What is known for one paper of the checklist."""
        return tuple(
            KnownChoice(
                name=f"{REUSE}{component}",
                value=one.key,
                label=_label(one),
                hint=_hint(one),
                is_checked=(component, one.key) in self._reused.papers,
                may_choose=one.may_be_used,
            )
            for one in self._found.get(component, ())
        )


def _label(known: KnownPaper) -> str:
    if known.issuer:
        return f"{known.name} · {known.number}"
    return _("{paper}, handed in with dossier {code}").format(paper=known.name, code=known.number)


def _hint(known: KnownPaper) -> str:
    said = [known.issuer, local_date(known.issued_on) if known.issued_on is not None else ""]
    if known.state is not ResultState.VALID:
        said.append(str(_STATE_WORDS.get(known.state, "")))
    elif known.valid_to is not None:
        said.append(_("valid until {day}").format(day=local_date(known.valid_to)))
    if known.state is ResultState.VALID and not known.file:
        said.append(_("no electronic copy: look at the paper"))
    return " · ".join(part for part in said if part)
