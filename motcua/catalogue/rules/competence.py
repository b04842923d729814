"""Which agency has a part in a procedure, chosen among those granted it."""

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.kernel.types import Refusal

RESOLVES = "resolves"
"""The part of the agency that resolves; every other part is a partner's key in a process definition."""


@dataclass(frozen=True, slots=True)
class Grant:
    """An agency that has the part on the day asked for; an empty `commune_code` is not limited to one commune."""

    agency_id: int
    commune_code: str


@dataclass(frozen=True, slots=True)
class Part:
    """That an agency has a part in a procedure on the day asked for: resolves it, or is the partner of that key."""

    agency_id: int
    code: str
    part: str

    @property
    def resolves(self) -> bool:
        """Whether it is the agency that resolves."""
        return self.part == RESOLVES


def choose(grants: Sequence[Grant], *, code: str, part: str, commune_code: str, agency_id: int | None) -> int | Refusal:
    """The competent agency for a place.

    The grants of the commune come before those without one. Where several remain, `agency_id` (the agency the desk or
    the applicant chose) decides; without a choice nobody guesses: `competence_unclear`.
    """
    of_commune = [grant for grant in grants if commune_code and grant.commune_code == commune_code]
    eligible = {grant.agency_id for grant in of_commune or [grant for grant in grants if not grant.commune_code]}
    if agency_id is not None and agency_id in eligible:
        return agency_id
    if len(eligible) == 1:
        return eligible.pop()
    values = {"code": code, "part": part, "commune": commune_code, "count": len(eligible)}
    if eligible:
        return Refusal("competence_unclear", values)
    return Refusal("nobody_competent", values)
