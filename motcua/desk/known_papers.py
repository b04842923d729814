"""What the applicant has already: shown beside each paper of the sheet, and used again when he agrees to it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.http import QueryDict

from motcua.catalogue.types import ChecklistItem
from motcua.desk.forms import PartyForm
from motcua.intake import queries as intake
from motcua.organisation.types import Scope
from motcua.parties.types import DeclarationInput
from motcua.process import queries as process
from motcua.process.types import PersonalStore, Reuse
from motcua.ui.types import KnownChoice

ASKED = "known"


class KnownPapers:
    """What is known of the applicants for a checklist; looked up only when the desk asks."""

    def __init__(
        self,
        posted: QueryDict | None,
        applicants: Iterable[PartyForm],
        items: Sequence[ChecklistItem],
        *,
        reused: Reuse,
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
        return process.not_all_shown(self._found)

    def beside(self, component: str) -> tuple[KnownChoice, ...]:
        """What is known for one paper of the checklist, as far as it is shown."""
        return process.known_choices(self._found, component, self._reused)
