"""A procedure whose result is signed digitally says who signs it, in which order and in which step; all of it fits."""

from dataclasses import replace
from typing import Any

import pytest

from motcua.catalogue.language import loading
from motcua.catalogue.language.text import BadSource
from motcua.catalogue.parts.codec import decode, encode
from motcua.catalogue.rules.signatures import check_signatures
from motcua.catalogue.tests.factories import HOUSE_NUMBER, TODAY, starter, starters
from motcua.catalogue.types import ProcedureVersion, Result, SignedBy
from motcua.organisation.types import SigningCapacity
from motcua.papers.queries import letter_template

RESULT = "  - {key: certificate, name: Giấy chứng nhận số nhà}"


def signed(**changes: Any) -> ProcedureVersion:
    """The procedure that is signed by the leader and sealed by the agency, with something changed in its result."""
    version = starter("1.004873")
    return replace(version, results=(replace(version.results[0], **changes),))


def found(version: ProcedureVersion) -> list[str]:
    return [finding.code for finding in check_signatures(version)]


def test_the_shared_plan_has_the_leader_sign_and_then_the_agency() -> None:
    leader, seal = signed().results[0].signatures
    assert (leader.key, leader.step, leader.by) == ("leader", "approve", SignedBy.OFFICER)
    assert (seal.key, seal.step, seal.by) == ("agency_seal", "seal", SignedBy.AGENCY)
    assert leader.turn < seal.turn
    assert {SigningCapacity.OWN, SigningCapacity.KT} <= leader.capacities
    assert found(signed()) == []


def test_every_starter_procedure_fits_its_process_and_most_end_with_a_paper_as_before() -> None:
    assert all(found(version) == [] for version in starters())
    electronic = {version.code for version in starters() if any(result.signatures for result in version.results)}
    assert {"1.004873", "1.000656", "1.001022", "1.004859", "1.001731", "1.002693", "1.009141"} <= electronic
    assert len(electronic) < len(starters()) / 2


def test_a_starter_procedure_whose_result_is_not_signed_says_why() -> None:
    for version in starters():
        assert version.result is not None
        assert version.result.signatures or any("ký số" in note for note in version.notes), version.code


def test_a_starter_procedure_prints_its_result_with_the_template_of_its_kind() -> None:
    """A template for several kinds names none."""
    for version in starters():
        for result in (one for one in version.results if one.letter):
            template = letter_template(result.letter, on=max(version.effective_from, TODAY))
            assert template.kind_code in {"", result.code}, version.code
            assert template.is_numbered, version.code


def test_what_was_published_before_results_were_signed_reads_as_a_paper() -> None:
    plain = Result("certificate", "KQ.1", "Giấy chứng nhận", number_series="house_number")
    assert set(encode(plain)) == {"key", "code", "name", "number_series"}
    assert decode(Result, encode(plain)) == plain
    assert decode(Result, encode(signed().results[0])) == signed().results[0]


def test_signatures_and_the_template_that_prints_the_result_go_together() -> None:
    assert found(signed(letter="")) == ["signed_without_letter"]
    assert found(signed(signatures=())) == ["signed_without_letter"]


def test_a_signed_result_has_a_register_for_its_number() -> None:
    assert found(signed(number_series="")) == ["signed_without_register"]


def test_only_the_main_result_is_signed() -> None:
    version = signed()
    other = replace(version.results[0], key="other")
    assert found(replace(version, results=(*version.results, other))) == ["signatures_of_another_result"]


def test_each_signature_is_made_in_a_step_of_its_own_that_is_there() -> None:
    leader, seal = signed().results[0].signatures
    assert found(signed(signatures=(leader, replace(seal, step="nowhere")))) == ["signature_without_step"]
    assert "step_signs_twice" in found(signed(signatures=(leader, replace(seal, step="approve"))))
    assert "signature_named_twice" in found(signed(signatures=(leader, replace(seal, key="leader"))))


def test_whoever_approves_signs_first_and_the_turns_follow_the_process() -> None:
    leader, seal = signed().results[0].signatures
    assert found(signed(signatures=(seal,))) == ["signed_before_approval"]
    swapped = (replace(leader, turn=2), replace(seal, turn=1))
    assert found(signed(signatures=swapped)) == ["signed_before_approval", "signature_out_of_order"]


@pytest.mark.parametrize(
    ("written", "unknown"),
    [
        ("letter: nowhere, signatures: signed_and_sealed", "nowhere"),
        ("letter: marital_status, signatures: nobody", "nobody"),
        (
            "letter: marital_status, signatures: [{key: a, vi: A, turn: 1, step: approve, stamp: unseen}]",
            "unseen",
        ),
    ],
)
def test_a_template_or_a_plan_that_the_house_does_not_have_is_named(written: str, unknown: str) -> None:
    result = RESULT.replace("}", f", number_series: house_number, {written}}}")
    with pytest.raises(BadSource) as bad:
        loading.procedure("house_number.yaml", HOUSE_NUMBER.replace(RESULT, result))
    assert unknown in [fault.values["found"] for fault in bad.value.faults]
