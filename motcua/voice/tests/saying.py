"""What people say in these tests, and how the office handles it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from motcua.kernel.types import Refused
from motcua.organisation.tests.factories import establish
from motcua.papers.store.tests import corpus
from motcua.papers.types import Accepted
from motcua.parties.tests.factories import AN
from motcua.process.tests.house import MORNING, House, Person
from motcua.voice import commands
from motcua.voice.types import NewFeedback, Sent

WORDS = "Tôi đã chờ ba tuần mà chưa nhận được kết quả."
ANSWER = "Ủy ban nhân dân phường xin lỗi và đã trả kết quả cho ông bà sáng nay."


def said(here: House, *, files: Sequence[Accepted] = (), **changes: Any) -> Sent:
    """An says something to her commune on Monday morning."""
    options = {name: changes.pop(name) for name in ("at", "key", "citizen") if name in changes}
    new = NewFeedback(kind="dossier", agency_id=here.office.resolving, words=WORDS, sender=AN)
    return commands.send(replace(new, **changes), **{"at": MORNING, **options}, files=files)


def a_file(pages: int = 1) -> Accepted:
    ((accepted,), ()) = commands.accept_files([("anh.pdf", BytesIO(corpus.pdf(pages=pages)))], at=MORNING)
    return accepted


def by(who: Person, sent: Sent, **named: Any) -> dict[str, Any]:
    """He does something about it."""
    return {"actor": who.actor, "scope": who.scope, "at": MORNING, "feedback_id": sent.feedback_id, **named}


def refusal_of(act: Callable[..., object], *given: object, **named: object) -> str:
    """The code with which it is refused."""
    with pytest.raises(Refused) as refused:
        act(*given, **named)
    return refused.value.refusal.code


def a_department() -> int:
    """Another agency of the house, in which nobody of these people works."""
    return establish("H49.77", "Sở Nội vụ")
