"""What whoever follows a dossier is told of its course: with whom it is, until when, and what ordinarily comes then."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Place, ProcessDefinition, Step
from motcua.dossier import queries as dossier
from motcua.dossier.queries import Proved, Sought
from motcua.dossier.types import OPEN, Facts, State
from motcua.kernel import reference
from motcua.organisation import queries as organisation
from motcua.process.naming import label_of_step, said
from motcua.process.rules.course import ordinary_way, step_called
from motcua.process.types import BESIDE, Ahead, Followed, Whereabouts, WorkKind

_WITH_SOMEBODY = OPEN | {State.FILED, State.INTAKE_COMPLETION, State.COMPLETED}
_BESIDE = ", ".join(f"'{kind}'" for kind in sorted(BESIDE))
_ALONG = f"""(
SELECT json_build_array(w.due_at, {organisation.name_of("w.officer_id")})::text FROM process_workitem w
WHERE w.dossier_id = dossier_dossier.id AND w.closed_at IS NULL AND w.kind NOT IN ({_BESIDE})
ORDER BY w.number LIMIT 1)"""  # noqa: S608 - our own words only
"""The work that says where the dossier is, as the statement that finds the dossier brings it along."""


@dataclass(frozen=True, slots=True)
class _Work:
    """Until when the open work is to be done, and the name of the officer who has it."""

    due_at: datetime | None = None
    officer: str = ""

    @classmethod
    def brought(cls, along: str | None) -> Self:
        """As it came with the dossier; nothing where no work is open."""
        if along is None:
            return cls()
        due_at, officer = json.loads(along)
        return cls(datetime.fromisoformat(due_at) if due_at else None, officer or "")


def sought(code: str) -> Sought | None:
    """The dossier of a code or filing number with the work that is open for it, in one statement; told nobody yet."""
    return dossier.sought(code, along=_ALONG)


def follow(sought: Sought | None, second_fact: str, *, at: datetime) -> Followed:
    """How a dossier stands and goes on, for whoever proves that he may know.

    Raises Refused (`tracking_not_found`): one refusal whichever of the two was wrong, and for what was erased.
    """
    with reference.held():
        proved = dossier.proved(sought, second_fact)
        facts = proved.facts
        tracked = dossier.tracked(proved, at=at)
        definition = catalogue.version(facts.subject.procedure_version_id).process
        if facts.state not in _WITH_SOMEBODY or definition is None:
            return Followed(tracked)
        wait = dossier.answer_wait(facts, at=at)
        return Followed(tracked, _whereabouts(proved, at), _ahead(facts, definition), wait)


def _whereabouts(proved: Proved, at: datetime) -> Whereabouts:
    facts, work = proved.facts, _Work.brought(proved.row.along)
    agency_id = facts.holder.agency_id
    return Whereabouts(
        step=label_of_step(facts, facts.holder.step_key) if facts.holder.step_key else "",
        agency=organisation.agency_names({agency_id}).get(agency_id, ""),
        officer=work.officer,
        contact=organisation.contact_of(agency_id, on=at.date()),
        due_at=work.due_at if facts.state is State.IN_PROGRESS else None,
    )


def _ahead(facts: Facts, definition: ProcessDefinition) -> tuple[Ahead, ...]:
    """What ordinarily follows. A supplement leads back to a step, which then comes first."""
    here = step_called(definition, facts.holder.step_key)
    if here is None and facts.holder.step_key == WorkKind.AWAIT_SUPPLEMENT:
        here = definition.step(definition.supplement_returns_to)
        return tuple(_called(one, facts) for one in (here, *ordinary_way(definition, here.key)))
    here = here or definition.first
    return tuple(_called(one, facts) for one in ordinary_way(definition, here.key))


def _called(step: Step, facts: Facts) -> Ahead:
    subject = facts.subject
    agency_id = subject.receiving_agency_id if step.at.place is Place.RECEIVING else subject.resolving_agency_id
    own = step.at.place in {Place.RECEIVING, Place.RESOLVING, Place.UNIT}
    return Ahead(
        step=said(step.label),
        agency=organisation.agency_names({agency_id}).get(agency_id, "") if own else "",
        hours=step.hours_for(subject.case_key or None),
    )
