"""The results of dossiers, as the faces may know them."""

from collections.abc import Sequence
from datetime import date

from motcua.dossier import queries as dossier
from motcua.dossier.types import Facts
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Scope
from motcua.papers import queries as papers
from motcua.papers.types import Result, VerifiedResult

_HOLDER = "dossier/"


def holder_of(dossier_id: int) -> str:
    """The name under which the registers know a dossier."""
    return f"{_HOLDER}{dossier_id}"


def dossier_of(holder: str) -> int | None:
    """The dossier that a holder of the registers names; None where it is something else."""
    number = holder.removeprefix(_HOLDER)
    return int(number) if number != holder and number.isdecimal() else None


def results_of_dossier(scope: Scope, dossier_id: int) -> Sequence[Result]:
    """What was issued for a dossier, in order. Raises Refused (`no_such_dossier`): absent, or out of sight."""
    facts_in_sight(scope, dossier_id)
    return papers.results_for(holder_of(dossier_id))


def facts_in_sight(scope: Scope, dossier_id: int) -> Facts:
    """The facts of a dossier. Raises Refused (`no_such_dossier`): absent, or out of sight."""
    facts = dossier.facts(dossier_id)
    if not scope.sees(one.agency_id for one in facts.involved):
        raise Refused(Refusal("no_such_dossier"))
    return facts


def verified_result(token: str, *, on: date) -> VerifiedResult:
    """What anybody who holds a paper may know of it, by the token on it. Raises Refused: `result_absent`."""
    return papers.verified(token, on=on)


def is_the_registered_file(token: str, digest: str) -> bool:
    """Whether a file of that SHA-256 is the registered electronic copy, byte for byte.

    Raises Refused: `result_absent`, `result_without_file`.
    """
    return papers.is_the_registered_file(token, digest)


def token_of_file(digest: str) -> str:
    """The token of the result whose electronic copy has that SHA-256. Raises Refused: `file_of_no_result`."""
    return papers.token_of_file(digest)
