"""What a person has already is offered at the next intake, and used again only with his consent."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from motcua.catalogue import commands as catalogue
from motcua.catalogue.types import Component, ComponentKind, Label
from motcua.dossier import queries as dossiers
from motcua.dossier.types import DigitalState, HeldComponent
from motcua.intake import commands, queries
from motcua.intake.tests.test_intake import MAI, NOW, publish, scope_of, state
from motcua.intake.types import Application, Request
from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.kernel import checking
from motcua.kernel.types import Refused, system
from motcua.organisation.tests.factories import AT, DECISION, SmallState
from motcua.organisation.types import Scope
from motcua.papers import commands as papers
from motcua.papers.store.tests import corpus
from motcua.papers.types import NewResult, Result
from motcua.parties import commands as parties
from motcua.parties.tests.factories import AN, CUONG, filing
from motcua.parties.types import DeclarationInput, TextPurpose
from motcua.process import commands as process
from motcua.process.reusing import PAPERS_REUSED
from motcua.process.types import KnownPaper, Reuse

__all__ = ["state"]
pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]
BIRTH = "KQ.G15.000031"
AID = "9.000009"
"""A procedure that asks for a certificate of birth, a form and a note of the hamlet."""
COMPONENTS = (
    Component("declaration", Label("Tờ khai"), ComponentKind.FORM, originals=1),
    Component("birth", Label("Bản sao Giấy khai sinh"), ComponentKind.SUBMIT, copies=1, result_code=BIRTH),
    Component("note", Label("Giấy xác nhận của tổ dân phố"), ComponentKind.SUBMIT, originals=1),
)


@pytest.fixture
def commune(state: SmallState) -> SmallState:
    publish(code=AID, components=COMPONENTS)
    catalogue.grant_competence(
        actor=system("test"), at=AT, agency_id=state.commune, codes=[AID], valid_from=date(2026, 1, 1),
        decision=DECISION,
    )  # fmt: skip
    return state


def a_file(pages: int = 1) -> str:
    accepted = papers.accept_file(corpus.pdf(pages=pages), name_hint="ban.pdf", on=NOW.date())
    with recording(actor=MAI, at=NOW) as unit:
        return papers.keep_file(accepted, unit=unit).file.digest


def issued(commune: SmallState, *, owner: DeclarationInput | None = None, **changes: Any) -> Result:
    """A certificate of birth that An has from the register of the commune."""
    with recording(actor=MAI, at=NOW) as unit:
        declared = parties.declare(unit, owner or filing(), confirmed={"identity_doubtful", "party_known_otherwise"})
        given: dict[str, Any] = {
            "number": "07/2026", "kind_code": BIRTH, "kind_name": "Giấy khai sinh", "agency_id": commune.commune,
            "holder": "dossier/0", "owner": declared, "issued_on": NOW.date(), **changes,
        }  # fmt: skip
        return papers.enter_result(unit, NewResult(**given))


def known(
    scope: Scope, *, declared: DeclarationInput | None = None, on: datetime = NOW, **options: Any
) -> dict[str, list[KnownPaper]]:
    items = queries.sheet(Request(procedure_code=AID, commune_code="06685"), at=on).items
    found = queries.known_papers(items, declared or filing(), scope=scope, at=on, **options)
    return {key: list(found.beside(key)) for key in sorted({one.component for one in found.papers})}


def request(reused: Reuse | None, *held: str, **changes: Any) -> Application:
    handed_in = tuple(HeldComponent(key, originals=1) for key in ("declaration", "note", *held))
    asked = Request(procedure_code=AID, commune_code="06685")
    declared = changes.pop("declaration", None) or filing()
    return Application(request=asked, declaration=declared, components=handed_in, reused=reused, **changes)


def receive(commune: SmallState, whole: Application, *, at: datetime = NOW) -> int:
    centre = commune.commune_centre
    doubts = frozenset({"identity_doubtful", "party_known_otherwise"})
    with recording(actor=MAI, at=at, recorded_at=at):
        return commands.receive(
            actor=MAI, scope=scope_of(centre), at=at, receiving_agency_id=centre,
            application=replace(whole, confirmed=doubts),
        ).dossier_id  # fmt: skip


def test_a_result_in_the_register_is_offered_for_the_paper_of_its_kind(commune: SmallState) -> None:
    result = issued(commune, file=a_file(), valid_to=date(2026, 9, 1))
    ((component, (one,)),) = known(scope_of(commune.commune_centre)).items()
    assert (component, one.number, one.valid_to) == ("birth", "07/2026", date(2026, 9, 1))
    assert (one.issuer != "", one.file, one.may_be_used) == (True, result.file, True)
    assert known(scope_of(commune.commune_centre), declared=filing(CUONG)) == {}


def test_what_does_not_hold_or_is_only_on_paper_is_said_and_not_offered(commune: SmallState) -> None:
    here = scope_of(commune.commune_centre)
    issued(commune, file=a_file(), valid_to=date(2026, 3, 3))
    issued(commune, number="08/2026")
    after = NOW + timedelta(days=5)
    offered = {one.number: one.may_be_used for one in known(here, on=after)["birth"]}
    assert offered == {"07/2026": False, "08/2026": False}


def test_what_is_used_again_counts_as_such_and_nothing_is_asked_twice(commune: SmallState) -> None:
    result = issued(commune, file=a_file())
    (one,) = known(scope_of(commune.commune_centre))["birth"]
    dossier_id = receive(commune, request(Reuse((("birth", one.key),), agreed=True)))
    facts = dossiers.facts(dossier_id)
    (paper,) = facts.papers
    assert (paper.component, paper.file, paper.state) == ("birth", result.file, DigitalState.REUSED)
    assert facts.digital_state("birth") is DigitalState.REUSED
    assert HeldComponent("birth", electronic=True) in facts.components
    told = {entry.kind: entry for entry in journal.entries(f"dossier/{dossier_id}")}
    agreed = told[PAPERS_REUSED]
    assert (agreed.at, agreed.actor) == (NOW, MAI)
    assert agreed.body["agreed_by"] == facts.declaration.body()
    assert [paper["source"] for paper in agreed.body["papers"]] == [f"result/{result.key}"]
    assert told["dossier.paper_added"].body["state"] == DigitalState.REUSED
    assert AN.name not in str([entry.body for entry in told.values()])
    assert list(checking.run(["dossiers", "work"])) == []


def test_nothing_is_used_without_consent(commune: SmallState) -> None:
    issued(commune, file=a_file())
    (one,) = known(scope_of(commune.commune_centre))["birth"]
    with pytest.raises(Refused, match="consent_missing"):
        receive(commune, request(Reuse((("birth", one.key),), agreed=False)))
    assert journal.entries("dossier/1") == []


def test_what_was_revoked_in_between_is_not_used(commune: SmallState) -> None:
    result = issued(commune, file=a_file())
    (one,) = known(scope_of(commune.commune_centre))["birth"]
    with recording(actor=MAI, at=NOW) as unit:
        papers.revoke_result(unit, key=result.key, reason=parties.write_text(unit, "Cấp nhầm", TextPurpose.REASON))
    with pytest.raises(Refused, match="known_paper_gone"):
        receive(commune, request(Reuse((("birth", one.key),), agreed=True)))


def test_another_persons_paper_or_one_of_another_kind_is_never_used(commune: SmallState) -> None:
    foreign = issued(commune, owner=filing(CUONG), file=a_file())
    mine = issued(commune, number="09/2026", file=a_file(2))
    for component, key in (("birth", foreign.key), ("note", mine.key), ("birth", "nowhere")):
        with pytest.raises(Refused, match="known_paper_gone"):
            receive(commune, request(Reuse(((component, f"result/{key}"),), agreed=True), "birth"))


def test_what_was_digitised_for_an_earlier_dossier_is_there_for_the_next_of_those_who_see_it(
    commune: SmallState,
) -> None:
    here = scope_of(commune.commune_centre)
    earlier = receive(commune, request(None, "birth"))
    process.add_paper(
        actor=MAI, scope=here, at=NOW, dossier_id=earlier, component="note", content=corpus.pdf(pages=3),
        name_hint="xac-nhan.pdf",
    )  # fmt: skip
    (one,) = known(here)["note"]
    assert (one.dossier_code, one.handed_in_on) == (dossiers.facts(earlier).code, NOW.date())
    assert (one.number, one.is_result, one.is_confirmed, one.may_be_used) == ("", False, False, True)
    assert known(scope_of(commune.department)) == {}, "who does not see the dossier is not shown its files"
    whole = replace(request(Reuse((("note", one.key),), agreed=True), "birth"))
    whole = replace(whole, components=tuple(held for held in whole.components if held.key != "note"))
    later = receive(commune, whole, at=NOW + timedelta(hours=1))
    assert dossiers.facts(later).digital_state("note") is DigitalState.REUSED
    again = {paper.key for paper in known(here, on=NOW + timedelta(hours=2))["note"]}
    assert len(again) == 1, "the same file is offered once, however often it was used"


def test_a_filing_that_arrives_online_uses_results_of_the_registers_alike(commune: SmallState) -> None:
    issued(commune, file=a_file())
    (one,) = known(scope_of(commune.commune_centre))["birth"]
    whole = request(Reuse((("birth", one.key),), agreed=True))
    doubts = frozenset({"identity_doubtful", "party_known_otherwise"})
    receipt = commands.file(
        actor=system("portal"), at=NOW, receiving_agency_id=commune.commune_centre,
        application=replace(whole, confirmed=doubts),
    )  # fmt: skip
    assert dossiers.facts(receipt.dossier_id).digital_state("birth") is DigitalState.REUSED


def test_a_late_entry_uses_papers_again_too(commune: SmallState) -> None:
    issued(commune, file=a_file())
    (one,) = known(scope_of(commune.commune_centre))["birth"]
    centre, written = commune.commune_centre, NOW + timedelta(hours=3)
    whole = replace(request(Reuse((("birth", one.key),), agreed=True)), confirmed=frozenset({"party_known_otherwise"}))
    with recording(actor=MAI, at=NOW, recorded_at=written):
        dossier_id = commands.receive(
            actor=MAI, scope=scope_of(centre), at=NOW, receiving_agency_id=centre, application=whole,
            late_reason="Mất điện",
        ).dossier_id  # fmt: skip
    assert dossiers.facts(dossier_id).received_at == NOW
