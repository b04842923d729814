"""How often one address may do something on a public page: guessing is slow, and nobody floods the house."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest

from motcua.kernel import clock
from motcua.kernel.types import Refusal, Refused
from motcua.portal.commands import Try, begin_a_try


@dataclass(frozen=True, slots=True)
class Share:
    """What everybody may have: so many times within so long, counted for the address and for what it is about.

    `refusal` is the code of what whoever wants more is told; it says the minutes. `name` keeps the counts apart.
    """

    name: str
    allowed: int
    within: timedelta
    refusal: str = "too_many_tries"

    def spend(self, request: HttpRequest, *about: str) -> None:
        """Counts one more, here and now. Raises Refused with the share's refusal."""
        self.require(self.begin(request, *about))

    def begin(self, request: HttpRequest, *about: str) -> Try:
        """Counts one more; nobody waits for it until `require`."""
        address = f"address {request.META.get('REMOTE_ADDR', '')}"
        subjects = [f"{self.name} {one}" for one in (address, *about)]
        return begin_a_try(subjects, at=clock.now(), allowed=self.allowed, within=self.within)

    def require(self, begun: Try) -> None:
        """Raises Refused with the share's refusal when that was one too many."""
        if not begun.is_allowed():
            raise Refused(Refusal(self.refusal, {"minutes": int(self.within.total_seconds() // 60)}))
