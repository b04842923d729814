"""What the heart keeps about a person: for handing it out, and for erasing it (personal data law; parties asks)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from motcua.dossier import models
from motcua.dossier.rows import facts_of
from motcua.dossier.types import OPEN, State
from motcua.journal import queries as journal
from motcua.kernel.types import Refusal
from motcua.parties.types import Subject

_RUNNING = frozenset(OPEN | {State.FILED, State.INTAKE_COMPLETION, State.COMPLETED})


def export(subject: Subject) -> Iterator[Mapping[str, Any]]:
    """The dossiers that name the person: which procedure, how it stands, and every date."""
    for row in _of(subject):
        facts = facts_of(row.facts)
        yield {
            "code": facts.code or facts.filing_number,
            "procedure": facts.subject.procedure_code,
            "state": facts.state.value,
            "received_at": facts.received_at and facts.received_at.isoformat(),
            "appointment_at": facts.appointment_at and facts.appointment_at.isoformat(),
            "completed_at": facts.completed_at and facts.completed_at.isoformat(),
            "handed_over_at": facts.handed_over_at and facts.handed_over_at.isoformat(),
            "outcome": facts.outcome and facts.outcome.value,
            "result_number": facts.result_number,
        }


def typed_texts(subject: Subject) -> Iterator[int]:
    """The ids of everything that was typed in those dossiers: reasons, requests, notices."""
    for row in _of(subject):
        for entry in journal.entries(row.stream):
            yield from _text_ids(entry.body)


def objections(subject: Subject) -> Iterator[Refusal]:
    """A dossier that is not finished needs to know whose it is."""
    for row in _of(subject).filter(state__in=sorted(_RUNNING)):
        yield Refusal("person_has_running_dossier", {"code": row.code or row.filing_number})


def _of(subject: Subject) -> Any:
    return models.Dossier.objects.filter(declaration_id__in=subject.declaration_ids).order_by("id")


def _text_ids(body: object) -> Iterable[int]:
    """References look the same wherever they stand: {"text": id, "hmac": …}."""
    if isinstance(body, Mapping):
        if set(body) == {"text", "hmac"}:
            yield int(body["text"])
        for value in body.values():
            yield from _text_ids(value)
    elif isinstance(body, list):
        for value in body:
            yield from _text_ids(value)
