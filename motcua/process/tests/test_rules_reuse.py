"""Which papers that the house has serve for whom, and for which paper of a checklist."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.catalogue.types import Component, ComponentKind, Label
from motcua.kernel.types import Refusal
from motcua.papers.types import ResultState
from motcua.parties.tests.factories import AN, CUONG, HA_LONG_COMPANY
from motcua.parties.types import BirthDate, Identity, IdentityKind, Party, PartyKind
from motcua.process.rules.reuse import is_owner, is_same_paper, objection_to, takes_result
from motcua.process.types import KnownPaper

BIRTH, DEATH = "KQ.G15.000031", "KQ.G15.000037"
BY_PAPER = Party(PartyKind.PERSON, AN.name, Identity(IdentityKind.OTHER_PAPER, "15/XN"), BirthDate(1995))
"""An, known by name, year of birth and the paper itself."""


def component(label: str, code: str = "", kind: ComponentKind = ComponentKind.SUBMIT) -> Component:
    return Component("x", Label(label), kind, result_code=code)


@pytest.mark.parametrize(
    ("asked_for", "earlier", "confirmed", "same"),
    [
        (component("Khai sinh", BIRTH), component("Giấy tờ khác"), BIRTH, True),
        (component("Khai sinh", BIRTH, ComponentKind.PRESENT), component("Giấy tờ khác"), BIRTH, True),
        (component("Khai sinh", BIRTH), component("Khai sinh", BIRTH), DEATH, False),
        (component("Khai sinh", BIRTH), component("Khai sinh", BIRTH), "", True),
        (component("Khai sinh", BIRTH), component("Khai sinh"), "", False),
        (component("Xác nhận cư trú"), component("XÁC NHẬN CƯ TRÚ"), DEATH, True),
        (component("Tờ khai", BIRTH, ComponentKind.FORM), component("Giấy tờ khác"), BIRTH, False),
        (component("Xác nhận", kind=ComponentKind.PRESENT), component("Xác nhận"), "", False),
    ],
)
def test_the_kind_that_was_confirmed_outweighs_the_checklist(
    asked_for: Component, earlier: Component, confirmed: str, same: bool
) -> None:
    assert is_same_paper(asked_for, earlier, kind_code=confirmed) is same


def test_a_result_serves_where_its_kind_is_asked_for() -> None:
    assert takes_result(component("Khai sinh", BIRTH), BIRTH)
    assert not takes_result(component("Khai sinh"), "")


def test_a_confirmed_identifier_says_whose_a_paper_is_whoever_applied() -> None:
    assert AN.identity is not None
    assert CUONG.identity is not None
    spaced = replace(CUONG.identity, number="022 090 005 678")
    assert is_owner(CUONG, [spaced], [AN])
    assert not is_owner(CUONG, [AN.identity], [AN, CUONG])
    assert HA_LONG_COMPANY.identity is not None
    assert is_owner(HA_LONG_COMPANY, [AN.identity, HA_LONG_COMPANY.identity])


@pytest.mark.parametrize(
    ("confirmed", "theirs"),
    [
        (BY_PAPER, True),
        (replace(BY_PAPER, name="  nguyễn thị   thu an"), True),
        (replace(BY_PAPER, born=None), True),
        (replace(BY_PAPER, born=BirthDate(1959)), False),
        (replace(BY_PAPER, name="Nguyễn Thị Thu Ân"), False),
        (replace(BY_PAPER, name=CUONG.name), False),
        (replace(BY_PAPER, identity=None), False),
        (None, False),
    ],
)
def test_without_an_identifier_the_name_and_the_year_of_birth_of_the_applicant_decide(
    confirmed: Party | None, theirs: bool
) -> None:
    assert AN.identity is not None
    assert is_owner(confirmed, [AN.identity], [CUONG, AN]) is theirs
    assert not is_owner(confirmed, [AN.identity]), "out of its dossier nobody knows whose it is"


def test_the_number_of_a_paper_is_nobodys_identifier() -> None:
    residence_card = Identity(IdentityKind.OTHER_PAPER, "15/XN", "Thẻ thường trú")
    assert not is_owner(BY_PAPER, [residence_card])


def known(state: ResultState, file: str = "ab") -> KnownPaper:
    return KnownPaper(
        key="file/1", component="x", name="Giấy xác nhận", number="", issuer="", issued_on=None,
        valid_from=date(2026, 3, 10), valid_to=date(2026, 3, 31), state=state, file=file, dossier_id=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("paper", "objection"),
    [
        (known(ResultState.VALID), None),
        (known(ResultState.EXPIRED), Refusal("known_paper_expired", {"paper": "A", "until": date(2026, 3, 31)})),
        (known(ResultState.NOT_YET), Refusal("known_paper_not_yet_valid", {"paper": "A", "since": date(2026, 3, 10)})),
        (known(ResultState.REVOKED), Refusal("known_paper_gone")),
        (known(ResultState.VALID, file=""), Refusal("known_paper_gone")),
    ],
)
def test_why_a_paper_may_not_be_used_today(paper: KnownPaper, objection: Refusal | None) -> None:
    assert objection_to(paper, label="A") == objection
    assert paper.may_be_used is (objection is None)
