"""What was last asked of the person: which papers, why each, and until when."""

from dataclasses import dataclass
from datetime import date

from motcua.catalogue.types import FormKey
from motcua.dossier.law import law_of
from motcua.dossier.queries.page import active_language
from motcua.dossier.queries.sight import facts as facts_of_id
from motcua.dossier.rules.slips import told
from motcua.dossier.types import CompletionAsked, State, SupplementAsked, read_event
from motcua.journal import queries as journal
from motcua.kernel.types import Refusal, Refused
from motcua.parties import queries as parties

_ASKING = {State.INTAKE_COMPLETION, State.AWAITING_SUPPLEMENT}


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """A paper of the checklist that is asked for, and why; without a reason of its own the common one holds."""

    key: str
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class AskedOfPerson:
    """What is asked for. `until` is the last day on which it is awaited, where the law sets one; `sequence` is what
    whoever answers has looked at."""

    sequence: int
    papers: tuple[AskedPaper, ...]
    reason: str
    until: date | None


def asked_of_person(dossier_id: int) -> AskedOfPerson:
    """What the person is to hand in now. For whoever has found out that the reader may know it.

    Raises Refused: `no_such_dossier`; `nothing_asked_of_you`, also where it was answered already.
    """
    facts, entries = facts_of_id(dossier_id), list(journal.entries(f"dossier/{dossier_id}"))
    entry = told(FormKey.SUPPLEMENT_REQUEST, entries)
    asked = read_event(entry.kind, entry.body) if entry is not None else None
    if facts.state not in _ASKING or not isinstance(asked, CompletionAsked | SupplementAsked):
        raise Refused(Refusal("nothing_asked_of_you"))
    common = asked.reason if isinstance(asked, SupplementAsked) else asked.note
    each = {one.component: one.reason for one in asked.papers}
    texts = parties.texts(ref.id for ref in (*each.values(), common) if ref is not None)
    language = active_language()
    labels = {one.key: one.label.text(language) for one in law_of(facts).version.components}

    def words(number: int) -> str:
        return (texts[number].content or "") if number in texts else ""

    return AskedOfPerson(
        sequence=entries[-1].sequence,
        papers=tuple(
            AskedPaper(key, labels.get(key, key), words(each[key].id) if key in each else "") for key in asked.missing
        ),
        reason=words(common.id) if common is not None else "",
        until=asked.waiting_until if isinstance(asked, SupplementAsked) else None,
    )
