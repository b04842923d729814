"""A sheet that is filled in from the stub of a pad: the code it bears on paper already, and when that was."""

from django.http import HttpRequest

from motcua.accounts.types import Acting
from motcua.counter import queries as counter
from motcua.counter.types import Stub, StubState
from motcua.kernel.types import Refusal, Refused

STUB = "stub"
"""In an address: the code of a pad that is entered."""
_LONGEST_NUMBER = 9


def is_number(text: str) -> bool:
    """Whether an address or a form names a row by it."""
    return text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER


def being_entered(request: HttpRequest, me: Acting) -> Stub | None:
    """The code of a pad that the address names; None where it names none.

    Raises Refused: `pad_absent`, and `stub_settled` where it was entered or made void before. A press is let through,
    since it may be the same once more.
    """
    named = request.GET.get(STUB, "")
    if not is_number(named):
        return None
    found = counter.stub(me.scope, int(named))
    if found.state is not StubState.OPEN and request.method != "POST":
        raise Refused(Refusal("stub_settled", {"code": found.code, "state": found.state}))
    return found
