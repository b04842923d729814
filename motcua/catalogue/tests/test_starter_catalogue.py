"""The sixty procedures that come with the house: each can be published, and together they are of every kind."""

import json

import pytest

from motcua.catalogue.language import loading
from motcua.catalogue.parts.codec import decode, encode
from motcua.catalogue.rules.publication import check
from motcua.catalogue.tests.factories import starter, starters
from motcua.catalogue.types import (
    Channel,
    ComponentKind,
    Presence,
    ProcedureVersion,
    ProlongationEffect,
    StartEvent,
    StepKind,
    SupplementEffect,
)
from motcua.worktime.types import TermUnit

EVERY = pytest.mark.parametrize("version", starters(), ids=lambda version: version.code)


def units(version: ProcedureVersion) -> set[TermUnit]:
    return {phase.unit for rule in version.terms for phase in rule.term.phases}


def test_there_are_sixty() -> None:
    assert len(starters()) >= 60
    assert len({version.code for version in starters()}) == len(starters())


@EVERY
def test_each_can_be_published_without_a_warning(version: ProcedureVersion) -> None:
    assert check(version, hours_a_day=loading.library().working_day_hours) == []


@EVERY
def test_each_is_written_and_read_back_the_same(version: ProcedureVersion) -> None:
    body = json.loads(json.dumps(encode(version)))
    assert decode(ProcedureVersion, body) == version
    assert encode(decode(ProcedureVersion, body)) == encode(version)


@EVERY
def test_each_can_be_asked_in_both_languages(version: ProcedureVersion) -> None:
    labels = [
        *(case.label for case in version.cases),
        *(reason.label for reason in version.pause_reasons),
        *(rule.label for rule in version.prolongations),
        *(fee.label for fee in version.fees),
        *(paper.label for paper in version.components),
    ]
    assert version.process is not None
    labels += [step.label for step in version.process.steps]
    labels += [action.label for step in version.process.steps for action in step.actions]
    assert all(label.en and label.vi for label in labels)
    assert version.results
    assert version.legal_basis


@EVERY
def test_each_asks_for_something_in_every_open_channel(version: ProcedureVersion) -> None:
    for channel in version.channels:
        assert any(
            not paper.channels or channel in paper.channels
            for paper in version.components
            if paper.kind is not ComponentKind.DATA
        ), channel


@pytest.mark.parametrize("unit", [unit for unit in TermUnit if unit not in (TermUnit.WEEK, TermUnit.YEAR)])
def test_every_unit_of_the_clock_is_there(unit: TermUnit) -> None:
    assert any(unit in units(version) for version in starters())


def test_every_kind_of_special_law_is_there() -> None:
    everything = starters()
    assert {version.supplement.effect for version in everything} >= {
        None,
        SupplementEffect.CONTINUE,
        SupplementEffect.RESTART_WITH,
    }
    assert {rule.effect for version in everything for rule in version.prolongations} == set(ProlongationEffect)
    assert {version.start.event for version in everything} >= {
        StartEvent.RECEIVED,
        StartEvent.FEE_PAID,
        StartEvent.INSPECTION_BEGUN,
    }
    assert {version.on_site_steps for version in everything} == {None, 4, 5}
    assert any(rule.term.single is None for version in everything for rule in version.terms)
    assert any(phase.fraction for version in everything for rule in version.terms for phase in rule.term.phases)
    assert sum(bool(version.pause_reasons) for version in everything) >= 5
    assert any(version.collection for version in everything)
    assert any(version.immediate and version.quantity for version in everything)
    assert any(Presence.BOTH_AT_HAND_OVER in version.presence for version in everything)
    assert any(version.channels == {Channel.ONLINE} for version in everything)
    assert any(fee.currency == "USD" for version in everything for fee in version.fees)
    assert any(fee.exemptions for version in everything for fee in version.fees)


def test_chains_lead_through_several_agencies() -> None:
    chain = starter("2.000986").process
    assert chain is not None
    assert [str(step.at) for step in chain.steps][3:5] == ["partner:police", "partner:social_insurance"]
    opinions = starter("1.009645").process
    assert opinions is not None
    assert opinions.step("consult").kind is StepKind.CONSULT


def test_steps_that_wait_pause_for_a_listed_reason() -> None:
    first = starter("1.013978")
    assert first.process is not None
    assert {step.pause for step in first.process.steps if step.pause} == {
        "public_posting",
        "measuring",
        "financial_obligation",
    }
    assert first.pause_reason("financial_obligation") is not None
    assert first.pause_reason("lunch") is None


def test_a_paper_that_another_procedure_issues_is_known_by_the_kind_of_its_result() -> None:
    """The personal store then offers it: each kind that a checklist names is a result of the catalogue itself."""
    issued = {result.code: result.name for version in starters() for result in version.results if result.code}
    asked = {
        (version.code, paper.key): paper.result_code
        for version in starters()
        for paper in version.components
        if paper.result_code
    }
    assert set(asked.values()) <= set(issued)
    assert issued[asked["1.001731", "death_certificate"]] == "Trích lục khai tử"
    assert issued[asked["2.001199", "household_certificate"]] == "Giấy chứng nhận đăng ký hộ kinh doanh"
    assert issued[asked["1.004873", "former_certificate"]] == "Giấy xác nhận tình trạng hôn nhân"
    assert all(
        paper.kind in {ComponentKind.SUBMIT, ComponentKind.PRESENT}
        for version in starters()
        for paper in version.components
        if paper.result_code
    ), "a form is filled in anew, and data are looked up anyway"
