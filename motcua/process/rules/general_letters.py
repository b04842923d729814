"""Who writes a letter about a dossier, and who signs it in which order."""

from collections.abc import Mapping, Sequence

from motcua.catalogue.types import Label, ResultSignature, SignaturePlace, SignedBy
from motcua.dossier.types import Action, Facts
from motcua.kernel.types import Refusal
from motcua.organisation.types import Role, Scope, SigningCapacity
from motcua.papers.types import Beside, PlannedSignature, SignaturePlan
from motcua.process.rules.authority import may_act, may_work
from motcua.process.rules.submissions import lies_with
from motcua.process.types import WorkItem

SERIES = "general_letters"
"""The register in which the clerk numbers letters."""
_BY_THE_LEADER = ResultSignature(
    key="leader",
    label=Label("Chữ ký số của người có thẩm quyền", "Signature of the person in charge"),
    turn=1,
    step="",
    stamp="leader",
    capacities=frozenset(SigningCapacity),
    place=SignaturePlace("{signer}", width=122, height=60, beside=Beside.ABOVE, right=45, up=22),
)
_BY_THE_AGENCY = ResultSignature(
    key="agency_seal",
    label=Label("Chữ ký số của cơ quan", "Seal of the agency"),
    turn=2,
    step="",
    stamp="agency_seal",
    by=SignedBy.AGENCY,
    place=SignaturePlace("{signer}", width=104, height=60, beside=Beside.ABOVE, right=-75, up=22),
)
SIGNATURES = (_BY_THE_LEADER, _BY_THE_AGENCY)
"""What a letter bears (NĐ 30/2020/NĐ-CP, Phụ lục I, II.7 and II.8): whoever is in charge signs, the agency seals it."""
PLAN = SignaturePlan(tuple(PlannedSignature(one.key, one.turn) for one in SIGNATURES))
FIRST, SEAL = SIGNATURES
_ROLES: Mapping[str, Role] = {_BY_THE_LEADER.key: Role.LEADER, _BY_THE_AGENCY.key: Role.CLERK}


def signature_called(key: str) -> ResultSignature | None:
    """The signature of that key; None where a letter bears no such one."""
    return next((one for one in SIGNATURES if one.key == key), None)


def next_after(made: Sequence[str]) -> str:
    """The key of the signature that comes next, once these were made; empty when the letter has all of them."""
    return next((one.key for one in SIGNATURES if one.key not in made), "")


def may_sign(scope: Scope, *, agency_id: int, signature: str) -> bool:
    """Whether this signature is his to make: a leader of the agency that issues the letter signs, its clerk seals."""
    role = _ROLES.get(signature)
    return role is not None and may_work(scope, agency_id=agency_id, role=role)


def signed_in(scope: Scope) -> Sequence[str]:
    """The signatures that somebody makes in his posts."""
    return [key for key, role in _ROLES.items() if scope.may(role)]


def objection_to_writing(scope: Scope, work: WorkItem | None) -> Refusal | None:
    """Why this person begins no letter: `letter_of_holder`, the work does not lie with him."""
    return None if work is not None and lies_with(scope, work) else Refusal("letter_of_holder")


def objection_to_apology_letter(scope: Scope, facts: Facts, *, is_drafted: bool) -> Refusal | None:
    """Why this person drafts no letter of apology: `not_yours_to_do`, `no_apology_yet`, `apology_drafted_already`.

    Whoever may apologise for the resolving agency drafts it, wherever the work lies (NĐ 118/2025 Đ19.6); there is one.
    """
    if not may_act(scope, Action.APOLOGISE, facts.subject):
        return Refusal("not_yours_to_do")
    if facts.apology is None:
        return Refusal("no_apology_yet")
    return Refusal("apology_drafted_already") if is_drafted else None


def objection_to_changing(
    scope: Scope, work: WorkItem | None, *, issuer_id: int, is_author: bool, is_signed: bool
) -> Refusal | None:
    """Why this person neither changes a letter nor takes it back: `letter_signed_already`, `letter_of_author`.

    Its author does, and whoever has the work in the agency that issues it.
    """
    if is_signed:
        return Refusal("letter_signed_already")
    lies_there = work is not None and work.placement.agency_id == issuer_id and lies_with(scope, work)
    return None if is_author or lies_there else Refusal("letter_of_author")
