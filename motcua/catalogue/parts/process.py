"""A process definition: which post does what, in which order, in how many working hours (quy trình nội bộ, điện tử)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from motcua.catalogue.parts.words import Label
from motcua.organisation.types import Role


class StepKind(StrEnum):
    """What is done in a step. `receive` is done by the receipt itself; `hand_over` is where the result waits."""

    RECEIVE = "receive"
    FORWARD = "forward"
    APPRAISE = "appraise"
    EXAMINE = "examine"
    VERIFY = "verify"
    CONSULT = "consult"
    MEET = "meet"
    POST_UP = "post_up"
    PAY = "pay"
    APPROVE = "approve"
    SEAL = "seal"
    RETURN_RESULT = "return_result"
    HAND_OVER = "hand_over"


class Place(StrEnum):
    """Where a step is done, seen from the dossier.

    `partner` names another agency by its part in the procedure ("tax"); which agency that is here, competence says.
    """

    RECEIVING = "receiving"
    RESOLVING = "resolving"
    AGENCY = "agency"
    UNIT = "unit"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Selector:
    """The agency or unit of a step: `receiving`, `resolving`, `agency:CODE`, `unit:KEY` or `partner:KEY`."""

    place: Place
    key: str = ""

    @classmethod
    def parse(cls, text: str) -> "Selector":
        """Reads the written form. Raises ValueError when the place is unknown or its key is missing or superfluous."""
        place, _, key = text.partition(":")
        selector = cls(Place(place), key)
        if bool(key) != (selector.place in _KEYED_PLACES):
            raise ValueError(text)
        return selector

    def __str__(self) -> str:
        return f"{self.place}:{self.key}" if self.key else str(self.place)


_KEYED_PLACES = frozenset({Place.AGENCY, Place.UNIT, Place.PARTNER})


class Outcome(StrEnum):
    """What an action means for the dossier. `advance` and `return` move only the work, the others also decide."""

    ADVANCE = "advance"
    RETURN = "return"
    APPROVE = "approve"
    REFUSE = "refuse"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, slots=True)
class StepAction:
    """One way out of a step. `next` is the key of the step it leads to, None where the process ends."""

    key: str
    label: Label
    next: str | None
    outcome: Outcome = Outcome.ADVANCE


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who (`role` is the role of the competent post) does what where, and in how many working hours.

    `hours` counts from the opening of the work item; `hours_by_case` says otherwise for some cases. `pause` is the key
    of the pause reason that holds while the step is open: its time is not counted. `join` names the step at which
    parallel consultations started here meet again. `may_supplement`: the one supplement may be asked for here.
    """

    key: str
    kind: StepKind
    label: Label
    role: Role
    at: Selector
    hours: Decimal
    actions: tuple[StepAction, ...]
    hours_by_case: Mapping[str, Decimal] = field(default_factory=dict)
    may_supplement: bool = False
    pause: str = ""
    join: str = ""

    def hours_for(self, case: str | None) -> Decimal:
        """Working hours allowed in this case."""
        return self.hours if case is None else self.hours_by_case.get(case, self.hours)

    def action(self, key: str) -> StepAction | None:
        """The action of that key, or None."""
        return next((action for action in self.actions if action.key == key), None)


@dataclass(frozen=True, slots=True)
class ProcessDefinition:
    """The steps of a procedure version; the first is where a received dossier begins.

    `model` is the name of the shared model it was pinned from ("on_site_5"), `decision` the decision that approved it.
    `supplement_returns_to` is the step to which an answered supplement goes.
    """

    model: str
    steps: tuple[Step, ...]
    supplement_returns_to: str
    decision: str = ""

    @property
    def first(self) -> Step:
        """The step a received dossier begins with."""
        return self.steps[0]

    def step(self, key: str) -> Step:
        """The step of that key. Raises KeyError when there is none."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)

    def completes(self, action: StepAction) -> bool:
        """Whether this action brings the result to the return desk: then the dossier is completed (clock section 1)."""
        return action.next is not None and self.step(action.next).kind is StepKind.HAND_OVER
