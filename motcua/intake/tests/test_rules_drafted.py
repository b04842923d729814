"""From what was typed to an application: pure, whatever was typed."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.catalogue.tests.factories import house_number
from motcua.catalogue.types import (
    ApplicantKind,
    Case,
    Channel,
    Component,
    ComponentKind,
    Label,
    Necessity,
)
from motcua.dossier.types import ReturnMethod
from motcua.intake.rules import drafted
from motcua.intake.rules.arrival import receiving_agency
from motcua.intake.tests.drafting import CONTENT, PROXY, WHAT, WHO
from motcua.intake.types import Application, Objection
from motcua.kernel.types import Refusal
from motcua.organisation.types import AgencyKind, Ground, Spot
from motcua.parties.tests.factories import AN, CUONG
from motcua.parties.types import BirthDate, Identity, IdentityKind

VERSION = replace(
    house_number(),
    components=(
        Component("request", Label("Đơn đề nghị"), ComponentKind.FORM, originals=1),
        Component("plan", Label("Bản vẽ"), ComponentKind.SUBMIT, necessity=Necessity.CONDITIONAL),
        Component("card", Label("Căn cước"), ComponentKind.PRESENT),
        Component("residence", Label("Nơi cư trú"), ComponentKind.DATA),
    ),
)


def answer(
    *,
    files: frozenset[str] = frozenset({"request"}),
    proven: Identity | None = None,
    version: Any = VERSION,
    **typed: Any,
) -> Any:
    return drafted.application_of(CONTENT | typed, version=version, files=files, proven=proven)


def fields(found: Application | tuple[Objection, ...]) -> list[tuple[str, str]]:
    assert isinstance(found, tuple)
    return [(one.field, one.refusal.code) for one in found]


def test_a_whole_draft_is_an_application() -> None:
    whole = answer(files=frozenset({"request", "plan"}))
    assert isinstance(whole, Application)
    assert (whole.request.procedure_code, whole.request.channel) == (VERSION.code, Channel.ONLINE)
    assert (whole.request.commune_code, whole.request.applicant_kind) == ("06685", ApplicantKind.CITIZEN)
    assert whole.request.conditions == {"plan"}, "a conditional paper that was attached says that its condition holds"
    assert [held.key for held in whole.components] == ["plan", "request"]
    assert (whole.return_method, whole.note, whole.reused) == (ReturnMethod.COUNTER, WHAT["note"], None)
    (applicant,) = whole.declaration.applicants
    assert (applicant.name, applicant.born) == (AN.name, BirthDate(1995, 4, 15))
    assert (whole.declaration.proxy, whole.declaration.authorisation) == (None, None)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({"result": {"method": "pigeon"}}, ("result.method", "draft_choice_missing")),
        ({"who": WHO | {"born": "1995-02-30"}}, ("who.born", "birth_date_unreadable")),
        ({"who": WHO | {"sex": "none"}}, ("who.sex", "draft_choice_missing")),
        ({"who": WHO | {"identity_kind": "ticket"}}, ("who.identity_kind", "draft_choice_missing")),
        ({"proxy": PROXY | {"paper_signed_on": "hôm qua"}}, ("proxy.paper_signed_on", "draft_date_unreadable")),
        ({"what": WHAT | {"case": "first"}}, ("what.case", "draft_choice_missing")),
        ({"what": WHAT | {"applicant_kind": "foreigner"}}, ("what.applicant_kind", "draft_choice_missing")),
        ({"what": WHAT | {"area": "moon"}}, ("what.area", "draft_choice_missing")),
        ({"what": WHAT | {"quantity": "0"}}, ("what.quantity", "draft_number_wrong")),
        ({"what": WHAT | {"pages": "nhiều"}}, ("what.pages", "draft_number_wrong")),
        ({"what": WHAT | {"conditions": ["plan"]}}, ("papers.plan", "papers_lacking")),
        ({"files": frozenset()}, ("papers.request", "papers_lacking")),
        ({"files": frozenset({"request", "gone"})}, ("papers.gone", "draft_component_unknown")),
        ({"proven": CUONG.identity}, ("who.number", "identity_not_proven")),
        ({"proven": AN.identity, "proxy": PROXY}, ("proxy.number", "identity_not_proven")),
        ({"papers": {"reused": {"plan": "result/1"}}}, ("papers.reused", "known_papers_need_log_in")),
        (
            {"papers": {"reused": {"plan": "result/1"}}, "proven": CUONG.identity, "proxy": PROXY},
            ("papers.reused", "known_papers_need_log_in"),
        ),
        ({"papers": {"reused": {"plan": "result/1"}}, "proven": AN.identity}, ("papers.agreed", "consent_missing")),
    ],
)
def test_what_is_wrong_is_named_with_its_field(typed: dict[str, Any], found: tuple[str, str]) -> None:
    assert fields(answer(**typed)) == [found]


@pytest.mark.parametrize(
    ("result", "goes_to"),
    [
        ({"method": "counter", "address": "Số 9"}, None),
        ({"method": "post"}, None),
        ({"method": "post", "name": AN.name, "address": "Số 1", "phone": WHO["phone"]}, None),
        ({"method": "post", "address": "Số 9"}, (AN.name, "Số 9", WHO["phone"])),
        ({"method": "post", "name": CUONG.name, "phone": "0987654321"}, (CUONG.name, "Số 1", "0987654321")),
    ],
    ids=["collected", "as declared", "typed again", "another address", "another person"],
)
def test_where_a_result_goes_by_post(result: dict[str, Any], goes_to: tuple[str, str, str] | None) -> None:
    declared = drafted.declaration_of(CONTENT | {"who": WHO | {"address": "Số 1"}, "result": result})
    to = declared.collector
    assert (None if to is None else (to.name, to.address, to.phone)) == goes_to


def test_a_case_must_be_chosen_where_there_are_several() -> None:
    cases = (Case("new", Label("Cấp mới")), Case("again", Label("Cấp lại")))
    version = replace(VERSION, cases=cases)
    assert fields(answer(version=version)) == [("what.case", "draft_choice_missing")]
    assert isinstance(answer(version=version, what=WHAT | {"case": "again"}), Application)


def test_a_procedure_that_is_no_longer_filed_online_says_so() -> None:
    version = replace(VERSION, channels=frozenset({Channel.COUNTER}))
    assert ("what.case", "not_filed_online") in fields(answer(version=version))


def test_what_the_house_has_need_not_be_attached() -> None:
    reused = {"reused": {"request": "file/9"}, "agreed": True}
    whole = answer(files=frozenset(), papers=reused, proven=AN.identity)
    assert isinstance(whole, Application)
    assert whole.reused is not None
    assert (whole.reused.papers, whole.reused.agreed) == ((("request", "file/9"),), True)


def test_a_number_is_proven_however_it_was_spaced() -> None:
    assert isinstance(answer(who=WHO | {"number": "022 195 001 234"}, proven=AN.identity), Application)
    passport = WHO | {"identity_kind": "passport"}
    assert fields(answer(who=passport, proven=AN.identity)) == [("who.number", "identity_not_proven")]


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("applicants", "who.name"),
        ("applicants.0.name", "who.name"),
        ("applicants.0.identity", "who.number"),
        ("applicants.0.identity.number", "who.number"),
        ("applicants.0.identity.kind", "who.identity_kind"),
        ("applicants.0.identity.paper", "who.identity_paper"),
        ("applicants.0.phone", "who.phone"),
        ("proxy.identity.number", "proxy.number"),
        ("proxy.born", "proxy.born"),
        ("proxy", "proxy.name"),
        ("authorisation", "proxy.paper"),
    ],
)
def test_every_field_of_a_declaration_has_one_in_the_draft(path: str, field: str) -> None:
    assert drafted.field_of(path) == field


def test_of_a_draft_one_is_told_what_is_about_oneself() -> None:
    content = CONTENT | {"proxy": PROXY}
    assert AN.identity is not None
    assert drafted.about(content, AN.identity) == CONTENT
    sent_elsewhere = CONTENT | {"result": {"method": "post", "address": "Số 9"}}
    told = drafted.about(sent_elsewhere, Identity(IdentityKind.PASSPORT, "B1234567"))
    assert set(told) == {"what", "result"}
    assert told["result"] == {"method": "post"}


_TYPED = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 2000) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
_NAMES = st.sampled_from(
    [*WHO, *PROXY, *WHAT, "case", "born", "sex", "quantity", "reused", "agreed", "conditions", "method"]
)
_SECTIONS = st.sampled_from(["who", "proxy", "what", "papers", "result", "review"])


@given(st.dictionaries(_SECTIONS, st.dictionaries(_NAMES, _TYPED, max_size=8) | _TYPED))
@settings(max_examples=150)
def test_whatever_was_typed_is_answered(content: dict[str, Any]) -> None:
    found = drafted.application_of(content, version=VERSION, files={"request"}, proven=AN.identity)
    assert isinstance(found, Application) or found
    drafted.declaration_of(content)
    drafted.identities_in(content)


def test_a_filing_lies_with_the_nearest_centre() -> None:
    spots = {
        1: Spot(None, AgencyKind.AGENCY, "tỉnh"),
        2: Spot(1, AgencyKind.CENTRE, "trung tâm tỉnh"),
        3: Spot(1, AgencyKind.AGENCY, "sở"),
        4: Spot(1, AgencyKind.AGENCY, "phường"),
        5: Spot(4, AgencyKind.CENTRE, "trung tâm phường"),
    }
    found = {agency_id: receiving_agency(agency_id, Ground(spots)) for agency_id in spots}
    assert found == {1: 2, 2: 2, 3: 2, 4: 5, 5: 5}
    assert receiving_agency(3, Ground({3: spots[3]})) == Refusal("nowhere_to_file")


OF_AN = {"who": WHO}
FILED_BY_CUONG = {"who": WHO, "proxy": PROXY}


class TestWhoseADraftBecomes:
    """A draft that was begun without log-in, in the hands of somebody who has logged in since."""

    @pytest.mark.parametrize(
        ("content", "who", "refusal"),
        [
            ({}, AN, None),
            ({"what": WHAT}, AN, None),
            (OF_AN, AN, None),
            (OF_AN, CUONG, "draft_names_another"),
            (FILED_BY_CUONG, CUONG, None),
            (FILED_BY_CUONG, AN, "draft_names_another"),
        ],
        ids=["empty", "of nobody yet", "his", "another's", "filed by him for another", "filed by another for him"],
    )
    def test_it_becomes_only_that_of_whoever_files(self, content: Any, who: Any, refusal: str | None) -> None:
        answer = drafted.may_become(content, who.identity)
        assert (answer.code if answer is not None else None) == refusal
        without_number = drafted.may_become(content, None)
        assert (without_number is None) == ("who" not in content), "whoever proved no number is nobody's namesake"

    @pytest.mark.parametrize(
        ("before", "after", "is_his"),
        [
            (OF_AN, OF_AN, True),
            ({}, OF_AN, True),
            ({}, {"what": WHAT}, False),
            (FILED_BY_CUONG, OF_AN, False),
            (OF_AN, FILED_BY_CUONG, False),
        ],
        ids=["goes on", "names himself", "names nobody", "puts himself in another's place", "names another"],
    )
    def test_going_on_with_it_makes_it_his_once_it_names_him(self, before: Any, after: Any, is_his: bool) -> None:
        assert drafted.becomes(before, after, AN.identity) is is_his
        assert not drafted.becomes(before, after, None)
