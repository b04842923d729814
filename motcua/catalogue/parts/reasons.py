"""Listed reasons: what may be chosen when something is asked for, refused, ended or late, and from when to when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.catalogue.parts.words import Label


class ReasonKind(StrEnum):
    """The kinds of act that are given a listed reason.

    Pauses and prolongations are not among them: theirs stand in the law of each procedure (`PauseReason`,
    `ProlongationRule`).
    """

    COMPLETION = "completion"  # not complete when handed in (hoàn thiện lúc tiếp nhận)
    SUPPLEMENT = "supplement"  # to be supplemented after appraisal
    DECLINED = "declined_at_intake"
    REFUSED = "refused"  # after appraisal
    STOP = "stop"  # at the applicant's request
    VOID = "void"  # received by mistake
    RETURNED = "returned"  # sent back to an earlier step
    CORRECTION = "correction"  # the agency's own error
    APOLOGY = "apology"  # what a person is told who waits too long
    LATENESS = "lateness"  # the cause that whoever oversees records


@dataclass(frozen=True, slots=True)
class Reason:
    """One listed reason, as it may be chosen from `valid_from` to `valid_to`, both included.

    `key` stays the same when another wording follows. `only`: codes of procedures or of fields, where it is not for
    all. `needs_words`: alone it says too little. `article` is printed behind it.
    """

    id: int
    key: str
    kinds: frozenset[ReasonKind]
    label: Label
    valid_from: date
    decision: str
    valid_to: date | None = None
    article: str = ""
    only: tuple[str, ...] = ()
    needs_words: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether it may be chosen on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
