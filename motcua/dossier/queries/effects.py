"""What a command would do to the dates, before anybody confirms it: decided like the real one, written nowhere."""

from dataclasses import replace
from datetime import datetime

from motcua.catalogue import queries as catalogue
from motcua.dossier.law import law_of
from motcua.dossier.queries.sight import seen
from motcua.dossier.rows import facts_of
from motcua.dossier.rules.decide import decide
from motcua.dossier.rules.evolve import evolve
from motcua.dossier.rules.explaining import lines_of
from motcua.dossier.types import Accept, Command, Effect, Facts
from motcua.kernel.types import Refusal
from motcua.organisation.types import Scope
from motcua.worktime.types import Language


def effect_of(scope: Scope, dossier_id: int, command: Command, *, at: datetime, language: Language = "vi") -> Effect:
    """The dates after the command, if it were given at that instant. Raises Refused (`no_such_dossier`).

    A command that would be refused says so in `refusal`; nothing is locked or written.
    """
    before = facts_of(seen(scope, dossier_id).facts)
    law = law_of(before)
    if isinstance(command, Accept):
        law = replace(law, regime=catalogue.regime_on(at.date()))
    answer = decide(before, command, at=at, law=law)
    if isinstance(answer, Refusal):
        return _effect(before, before, refusal=answer)
    after = before
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
        due_before=before.clock.due_at if before.clock is not None else None,
        due_after=after.clock.due_at if after.clock is not None else None,
        appointment_after=after.appointment_at,
        waiting_until=asked.waiting_until if asked is not None else None,
        timeliness=after.timeliness,
        lines=lines,
    )
