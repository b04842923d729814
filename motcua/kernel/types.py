"""What every room may name: who acts, and how an expected no is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class ActorKind(StrEnum):
    """What sort of hand moved something."""

    OFFICER = "officer"
    CITIZEN = "citizen"
    SYSTEM = "system"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and in which capacity. Carries keys, never names: it is written into the journal.

    `key` is the officer's, account's or sweep's own key. `post_id` and `agency_id` say in which capacity an officer
    acts; `on_behalf_of` is the officer whose delegation he uses.
    """

    kind: ActorKind
    key: str
    post_id: int | None = None
    agency_id: int | None = None
    on_behalf_of: str | None = None

    def __str__(self) -> str:
        text = f"{self.kind}:{self.key}"
        if self.post_id is not None:
            text += f"/post:{self.post_id}"
        if self.on_behalf_of is not None:
            text += f"/for:{self.on_behalf_of}"
        return text


def system(key: str) -> Actor:
    """The machine itself, acting under the name of one of its sweeps or commands."""
    return Actor(ActorKind.SYSTEM, key)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An expected no: a stable code, the values its sentence needs, and the article it rests on.

    The sentence in the reader's language is found by `kernel.messages`, so that a pure rule can refuse without
    knowing who reads. `values` hold dates, numbers, codes and other refusals, never a person's name.
    """

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    article: str = ""


class Refused(Exception):  # noqa: N818 - it is an answer, not an error
    """Raised by a command so that its whole unit of work is undone; carries the refusal to the face.

    Rules return a `Refusal`; only commands raise. A face shows it the same way everywhere.
    """

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def granted(answer: T | Refusal) -> T:
    """The answer of a rule, or the command ends here with its refusal."""
    if isinstance(answer, Refusal):
        raise Refused(answer)
    return answer
