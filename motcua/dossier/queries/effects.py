"""What commands would do to the dates, before anybody confirms them: decided like the real ones, written nowhere."""

from dataclasses import replace
from datetime import datetime

from motcua.catalogue import queries as catalogue
from motcua.dossier.law import law_of
from motcua.dossier.queries.sight import seen
from motcua.dossier.rows import facts_of
from motcua.dossier.rules.decide import decide
from motcua.dossier.rules.evolve import evolve
from motcua.dossier.rules.explaining import lines_of
from motcua.dossier.rules.turning import turn_between
from motcua.dossier.types import Accept, Command, Effect, Facts
from motcua.kernel.types import Refusal
from motcua.organisation.types import Scope
from motcua.worktime.types import Language


def effect_of(scope: Scope, dossier_id: int, *commands: Command, at: datetime, language: Language = "vi") -> Effect:
    """The dates after the commands, if they were given at that instant. Raises Refused (`no_such_dossier`)."""
    return effect_on(facts_of(seen(scope, dossier_id).facts), *commands, at=at, language=language)


def effect_on(before: Facts, *commands: Command, at: datetime, language: Language = "vi") -> Effect:
    """The same for a dossier whose facts were read already, one command after the other; without any, as it stands.

    Commands of which one would be refused say so in `refusal`; nothing is locked or written.
    """
    law, after = law_of(before), before
    for command in commands:
        if isinstance(command, Accept):
            law = replace(law, regime=catalogue.regime_on(at.date()))
        answer = decide(after, command, at=at, law=law)
        if isinstance(answer, Refusal):
            return _effect(before, before, refusal=answer)
        for event in answer:
            after = evolve(after, event, at=at)
    known = len(before.clock.basis) if before.clock is not None else 0
    new_lines = lines_of(after.clock, law, language=language)[known:] if after.clock is not None else []
    return _effect(before, after, lines=tuple(new_lines))


def _effect(before: Facts, after: Facts, *, refusal: Refusal | None = None, lines: tuple[str, ...] = ()) -> Effect:
    asked = after.open_supplement
    return Effect(
        refusal=refusal,
        state=after.state,
        turn=turn_between(before, after),
        due_before=before.clock.due_at if before.clock is not None else None,
        due_after=after.clock.due_at if after.clock is not None else None,
        appointment_before=before.appointment_at,
        appointment_after=after.appointment_at,
        waiting_until=asked.waiting_until if asked is not None else None,
        timeliness=after.timeliness,
        lines=lines,
    )
