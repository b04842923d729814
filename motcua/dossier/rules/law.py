"""The law that one dossier stands under: its procedure version, its regime, the calendar it is counted by."""

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.catalogue.types import (
    Area,
    Channel,
    ProcedureVersion,
    Regime,
    SupplementLaw,
    TermRule,
    supplement_law,
    term_for,
)
from motcua.dossier.rules.table import Topic
from motcua.dossier.types import Event, Subject
from motcua.kernel.types import Refusal
from motcua.worktime.types import Calendar, Desk

Answer = Sequence[Event] | Refusal
"""What a decision answers: the events that follow, or why it is refused."""


@dataclass(frozen=True, slots=True)
class Law:
    """What a decision is made by. `desk` is the one that took the papers, where it has reception hours of its own."""

    version: ProcedureVersion
    regime: Regime
    calendar: Calendar
    desk: Desk | None = None

    def article(self, topic: Topic) -> str:
        """The article of the regime for this topic, empty where it names none."""
        return self.regime.article(topic)

    @property
    def supplement(self) -> SupplementLaw:
        """What holds for a supplement: special law over the regime (clock rule 19)."""
        return supplement_law(self.version, self.regime)

    def term_of(self, subject: Subject) -> TermRule | Refusal:
        """The term of this case, channel, place and applicant (clock rule 17); refused where none was decided (18)."""
        return term_for(
            self.version,
            case=subject.case_key or None,
            channel=subject.channel,
            area=Area(subject.area_key) if subject.area_key else None,
            applicant=subject.applicant_kind,
        )


def at_counter(subject: Subject) -> bool:
    """Whether an agency's own receipt cut-off concerns this dossier (clock rule 9: counter dossiers only)."""
    return subject.channel is Channel.COUNTER
