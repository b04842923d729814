"""Which papers that the house has serve for whom, and for which paper of a checklist (NĐ 118/2025 Đ17.1b, Đ22.4).

What an officer confirmed about a file outweighs what the checklist of the dossier says in which it lies.
"""

from collections.abc import Iterable

from motcua.catalogue.types import Component, ComponentKind
from motcua.kernel.text import fold
from motcua.kernel.types import Refusal
from motcua.papers.types import ResultState
from motcua.parties.types import Identity, IdentityKind, Party
from motcua.process.types import KnownPaper

_SERVED = frozenset({ComponentKind.SUBMIT, ComponentKind.PRESENT})
"""What is handed in or shown can be there already; a form is filled in anew, data are looked up anyway."""


def takes_result(component: Component, kind_code: str) -> bool:
    """Whether a result of that kind of the national list is this paper."""
    return bool(kind_code) and component.kind in _SERVED and component.result_code == kind_code


def is_same_paper(component: Component, earlier: Component, *, kind_code: str = "") -> bool:
    """Whether what was handed in for the one is the other: by the kind of the national list, else by its very name.

    `kind_code` is the kind that was confirmed, which may be another than the checklist's.
    """
    if kind_code and component.result_code:
        return takes_result(component, kind_code)
    if component.kind is not ComponentKind.SUBMIT or earlier.kind is not ComponentKind.SUBMIT:
        return False
    if component.result_code or earlier.result_code:
        return component.result_code == earlier.result_code
    return fold(component.label.vi) == fold(earlier.label.vi)


def is_owner(confirmed: Party | None, identities: Iterable[Identity], applicants: Iterable[Party] = ()) -> bool:
    """Whether a paper that was confirmed as somebody's belongs to one of these identities.

    By the identifier. A paper whose owner is known by the paper alone (Đ19.1: name, year of birth) is an applicant's of
    the dossier in which it lies when it bears his name and does not contradict his year of birth; `applicants` are all
    of them. Nobody's, when whoever it belonged to was erased.
    """
    wanted = tuple(identities)
    if confirmed is None or confirmed.identity is None:
        return False
    if confirmed.identity.kind is not IdentityKind.OTHER_PAPER:
        return any(confirmed.identity.is_same(one) for one in wanted)
    return any(
        party.identity is not None
        and any(party.identity.is_same(one) for one in wanted)
        and _may_be_the_same(party, confirmed)
        for party in applicants
    )


def objection_to(known: KnownPaper, *, label: str) -> Refusal | None:
    """Why it may not be used today for the paper of the checklist with that label; None where it may."""
    if known.may_be_used:
        return None
    if known.state is ResultState.EXPIRED:
        return Refusal("known_paper_expired", {"paper": label, "until": known.valid_to})
    if known.state is ResultState.NOT_YET:
        return Refusal("known_paper_not_yet_valid", {"paper": label, "since": known.valid_from})
    return Refusal("known_paper_gone")


def _may_be_the_same(party: Party, confirmed: Party) -> bool:
    born = party.born is None or confirmed.born is None or party.born.year == confirmed.born.year
    return born and _spaced(party.name) == _spaced(confirmed.name)


def _spaced(name: str) -> str:
    return " ".join(name.split()).casefold()
