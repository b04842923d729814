"""A process as a picture."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FlowStep:
    """One step of a process as a picture and a list show it: what it is called, and short lines about it."""

    key: str
    label: str
    lines: tuple[str, ...] = ()
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class FlowWay:
    """One way from a step to another, by their keys. Ways back are drawn apart and may lead anywhere."""

    source: str
    target: str
    label: str
    is_back: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """A process: its steps in their order, the first where it begins. Ways that lead on never come back to a step."""

    title: str
    description: str
    steps: tuple[FlowStep, ...]
    ways: tuple[FlowWay, ...]

    def ways_of(self, key: str) -> list[tuple[FlowWay, str]]:
        """The ways out of a step, each with what the step is called to which it leads."""
        labels = {step.key: step.label for step in self.steps}
        return [(way, labels[way.target]) for way in self.ways if way.source == key]

    def listed(self) -> list[tuple[FlowStep, list[tuple[FlowWay, str]]]]:
        """Every step with its ways out, for the list beside the picture."""
        return [(step, self.ways_of(step.key)) for step in self.steps]
