"""Every English word of the interface has its Vietnamese one, with the same placeholders, and only one."""

import pytest

from tools import messages


@pytest.mark.parametrize("room", messages.rooms())
def test_the_room_is_wholly_vietnamese(room: str) -> None:
    found = [str(problem) for problem in messages.problems(room)]
    assert not found, "\n".join([f"run: python -m tools.messages extract {room}", *found])


def test_no_word_has_two_translations() -> None:
    found = messages.contradictions()
    assert not found, "\n".join(["give them a context (pgettext) or one translation:", *found])
