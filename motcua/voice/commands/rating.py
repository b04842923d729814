"""Somebody says how he was served, once for each dossier, and nobody can find out who said what."""

from collections.abc import Mapping
from datetime import datetime

from motcua.dossier import queries as dossier
from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, Refusal, Refused
from motcua.voice import models
from motcua.voice.rating import rating_rules_on
from motcua.voice.rules.rating import objection_to_rating


def rate(
    *, actor: Actor, at: datetime, dossier_id: int, answers: Mapping[str, int], key: RequestKey | None = None
) -> None:
    """Keeps the answers to the questions of the day, by agency, procedure and month; no entry tells of it.

    Whoever calls has found out that he may. The same press again changes nothing. Raises Refused: `no_such_dossier`,
    `rated_too_early`, `rated_too_late`, `rating_not_whole`, `rated_already`.
    """
    with recording(actor=actor, at=at, key=key) as unit:
        if unit.earlier_answer is not None:
            return
        facts = dossier.facts(dossier_id)
        objection = objection_to_rating(answers, ended_at=facts.completed_at, at=at, rules=rating_rules_on(at.date()))
        if objection is not None:
            raise Refused(objection)
        _row, is_first = models.RatedDossier.objects.get_or_create(dossier_id=dossier_id)
        if not is_first:
            raise Refused(Refusal("rated_already"))
        models.Rating.objects.create(
            agency_id=facts.subject.resolving_agency_id,
            procedure_code=facts.subject.procedure_code,
            month=at.date().replace(day=1),
            answers=dict(answers),
        )
        unit.answer({})
