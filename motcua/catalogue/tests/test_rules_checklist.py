"""Which papers a dossier needs, and which are missing."""

from motcua.catalogue.tests.factories import starter
from motcua.catalogue.types import Channel, ChecklistItem, ComponentKind, Necessity, checklist, missing


def keys(items: tuple[ChecklistItem, ...]) -> list[str]:
    return [item.key for item in items]


def birth(channel: Channel = Channel.COUNTER) -> tuple[ChecklistItem, ...]:
    return checklist(starter("1.001193"), case="on_time", channel=channel)


def test_the_channel_chooses_the_form() -> None:
    assert "declaration" in keys(birth())
    assert "e_declaration" not in keys(birth())
    assert "e_declaration" in keys(birth(Channel.ONLINE))


def test_one_proof_of_three_is_enough() -> None:
    (proof,) = (item for item in birth() if item.key == "proof_of_birth")
    assert proof.is_choice
    assert [paper.key for paper in proof.components] == ["birth_note", "witness_statement", "own_statement"]
    assert "proof_of_birth" in keys(missing(birth(), held={"declaration", "identity_paper"}))
    assert "proof_of_birth" not in keys(missing(birth(), held={"witness_statement"}))


def test_the_case_chooses_the_papers() -> None:
    lease = {"lease", "floor_space_paper"}
    rented = checklist(starter("1.004222"), case="rented", channel=Channel.COUNTER)
    own = checklist(starter("1.004222"), case="own_home", channel=Channel.COUNTER)
    assert lease <= set(keys(rented))
    assert not lease & set(keys(own))


def test_what_a_database_knows_is_shown_but_never_missing() -> None:
    shown = [item for item in birth() if item.components[0].kind is ComponentKind.DATA]
    assert shown
    assert not set(keys(missing(birth(), held=()))) & {item.key for item in shown}


def test_a_conditional_paper_is_missing_only_when_its_condition_holds() -> None:
    everything = {"declaration", "birth_note", "identity_paper"}
    assert missing(birth(), held=everything) == ()
    assert keys(missing(birth(), held=everything, conditions={"foundling_record"})) == ["foundling_record"]


def test_an_optional_paper_is_never_missing() -> None:
    certification = checklist(starter("2.000815"), case=None, channel=Channel.COUNTER)
    assert [item.key for item in certification if item.necessity is Necessity.OPTIONAL] == ["copies"]
    assert missing(certification, held={"original"}) == ()


def test_the_longest_checklist_stays_short_for_each_case() -> None:
    permit = starter("1.013225")
    for case in permit.cases:
        items = checklist(permit, case=case.key, channel=Channel.COUNTER)
        assert 3 <= len(items) <= 8, case.key
        assert "land_right" in keys(items)
