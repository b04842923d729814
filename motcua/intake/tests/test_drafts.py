"""What is to be filed online is kept at every page, filed once, and goes when nobody goes on with it."""

from datetime import date, datetime, timedelta

import pytest

from motcua.accounts.types import Citizen
from motcua.catalogue import commands as catalogue
from motcua.catalogue.types import Channel
from motcua.dossier import queries as dossiers
from motcua.dossier.types import DigitalState, FileKind, HeldComponent, State
from motcua.intake import commands, queries
from motcua.intake.models import Draft
from motcua.intake.sweeps import EXPIRED_DRAFTS
from motcua.intake.tests.drafting import (
    AN_LOGGED_IN,
    CONTENT,
    CUONG_LOGGED_IN,
    PROXY,
    WHAT,
    WHO,
    attach,
    begun,
    filed,
    refusal_of,
)
from motcua.intake.tests.test_intake import CODE, NOW, publish, state
from motcua.intake.tests.test_known_papers import commune
from motcua.intake.types import DraftFile
from motcua.journal import queries as journal
from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel import checking, sweep
from motcua.kernel.types import system
from motcua.organisation.tests.factories import AT, DECISION, SmallState
from motcua.papers import queries as files
from motcua.parties import commands as parties
from motcua.parties import queries as people
from motcua.parties.models import Unfiled
from motcua.parties.tests.factories import AN, CUONG
from motcua.parties.types import Identity

__all__ = ["commune", "state"]
pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=31)


class TestAStory:
    def test_what_was_typed_is_there_again_on_another_device(self, state: SmallState) -> None:
        draft_id, secret = begun()
        commands.keep_draft(at=NOW, draft_id=draft_id, content={"what": WHAT | {"note": "Nhà mới"}})
        again = queries.draft(secret, None, at=NOW)
        assert again.content == CONTENT | {"what": WHAT | {"note": "Nhà mới"}}
        assert (again.files, again.filed) == ((), None)

    def test_with_everything_there_it_becomes_a_filing_with_its_files(self, state: SmallState) -> None:
        draft_id, secret = begun()
        file = attach(draft_id)
        draft = queries.draft(secret, None, at=NOW)
        assert (draft.files, queries.objections_to(draft, None, at=NOW)) == ((file,), ())

        receipt = filed(draft_id)

        facts = dossiers.facts(receipt.dossier_id)
        assert (facts.state, facts.subject.channel) == (State.FILED, Channel.ONLINE)
        assert facts.subject.receiving_agency_id == state.commune_centre
        assert facts.components == (HeldComponent("request", electronic=True),)
        (paper,) = facts.papers
        assert (paper.component, paper.file, paper.file_kind) == ("request", file.file.digest, FileKind.SUBMITTED)
        assert facts.digital_state("request") is DigitalState.DIGITISED
        assert files.holders_of(file.file.digest) == [f"dossier/{receipt.dossier_id}"]
        (applicant,) = people.declarations([facts.declaration.id])[facts.declaration.id].applicants
        assert applicant.name == AN.name
        assert list(checking.run(["dossiers", "work"])) == []

    def test_then_its_link_leads_to_what_was_filed_and_nothing_can_be_changed(self, state: SmallState) -> None:
        draft_id, secret = begun()
        file = attach(draft_id)
        receipt = filed(draft_id)
        draft = queries.draft(secret, None, at=NOW)
        assert (draft.filed, draft.filed_at, draft.content, draft.files) == (receipt, NOW, {}, ())
        assert Unfiled.objects.count() == 0
        for act in (
            lambda: commands.keep_draft(at=NOW, draft_id=draft_id, content={}),
            lambda: commands.remove_file(at=NOW, draft_id=draft_id, attachment=file.attachment),
            lambda: commands.drop_draft(at=NOW, draft_id=draft_id),
            lambda: attach(draft_id),
        ):
            assert refusal_of(act) == "draft_filed"

    def test_what_was_typed_and_who_stands_in_no_entry(self, state: SmallState) -> None:
        draft_id, _ = begun(proxy=PROXY)
        attach(draft_id)
        receipt = filed(draft_id)
        told = str([(entry.body, entry.actor) for entry in journal.entries(f"dossier/{receipt.dossier_id}")])
        assert not any(word in told for word in (AN.name, CUONG.name, WHO["number"], WHO["phone"], WHAT["note"]))

    def test_a_press_that_is_repeated_gets_the_same_receipt(self, state: SmallState) -> None:
        draft_id, _ = begun()
        attach(draft_id)
        key = RequestKey("press", b"review")
        receipts = [filed(draft_id, key=key), filed(draft_id, key=key), filed(draft_id), filed(draft_id)]
        assert len(set(receipts)) == 1

    def test_what_is_lacking_is_said_field_by_field_and_nothing_is_filed(self, state: SmallState) -> None:
        draft_id, secret = begun(who={"kind": "person", "number": "123"}, what={}, result={})
        found = queries.objections_to(queries.draft(secret, None, at=NOW), None, at=NOW)
        assert [(one.field, one.refusal.code) for one in found] == [
            ("who.name", "name_missing"),
            ("who.number", "personal_number_malformed"),
            ("papers.request", "papers_lacking"),
            ("result.method", "draft_choice_missing"),
        ]
        assert refusal_of(lambda: filed(draft_id)) == "name_missing"
        assert queries.draft(secret, None, at=NOW).filed is None

    def test_a_doubt_about_a_number_goes_when_it_is_confirmed(self, state: SmallState) -> None:
        draft_id, secret = begun(who=WHO | {"born": "1990"})
        attach(draft_id)
        (doubt,) = queries.objections_to(queries.draft(secret, None, at=NOW), None, at=NOW)
        assert (doubt.field, doubt.confirmable) == ("who.number", True)
        review = {"review": {"confirmed": [doubt.refusal.code]}}
        commands.keep_draft(at=NOW, draft_id=draft_id, content=review)
        assert dossiers.facts(filed(draft_id).dossier_id).state is State.FILED

    def test_somebody_who_is_authorised_files_for_another(self, state: SmallState) -> None:
        draft_id, _ = begun(CUONG_LOGGED_IN, proxy=PROXY)
        attach(draft_id, citizen=CUONG_LOGGED_IN)
        facts = dossiers.facts(filed(draft_id, citizen=CUONG_LOGGED_IN).dossier_id)
        declared = people.declarations([facts.declaration.id])[facts.declaration.id]
        assert declared.submitter is not None
        assert (declared.applicants[0].name, declared.submitter.name) == (AN.name, CUONG.name)

    def test_it_is_not_begun_for_a_procedure_that_is_not_filed_online(self, state: SmallState) -> None:
        publish(code="9.000002", channels=frozenset({Channel.COUNTER}))
        assert refusal_of(commands.begin_draft, at=NOW, procedure_code="9.000002", citizen=None) == "not_filed_online"

    def test_where_nobody_is_competent_the_place_is_asked_again(self, state: SmallState) -> None:
        publish(code="9.000004")
        draft_id, secret = begun(code="9.000004")
        attach(draft_id)
        (found,) = queries.objections_to(queries.draft(secret, None, at=NOW), None, at=NOW)
        assert (found.field, found.refusal.code) == ("what.commune", "nobody_competent")

    def test_a_place_that_does_not_exist_is_no_answer(self, state: SmallState) -> None:
        draft_id, secret = begun(what={"commune": "00000"})
        attach(draft_id)
        (found,) = queries.objections_to(queries.draft(secret, None, at=NOW), None, at=NOW)
        assert (found.field, found.refusal.code) == ("what.commune", "draft_choice_missing")

    def test_it_lies_with_the_centre_above_where_the_house_has_none(self, state: SmallState) -> None:
        publish(code="9.000003")
        catalogue.grant_competence(
            actor=system("test"), at=AT, agency_id=state.department, codes=["9.000003"], valid_from=date(2026, 1, 1),
            decision=DECISION,
        )  # fmt: skip
        draft_id, _ = begun(code="9.000003")
        attach(draft_id)
        assert dossiers.facts(filed(draft_id).dossier_id).subject.receiving_agency_id == state.centre


class TestStrangers:
    def test_a_wrong_secret_a_foreign_draft_and_one_that_is_over_are_one_refusal(self, state: SmallState) -> None:
        draft_id, secret = begun(AN_LOGGED_IN)
        _, of_nobody = begun()
        strangers: list[tuple[str, Citizen | None, datetime]] = [
            ("wrong", None, NOW),
            ("", AN_LOGGED_IN, NOW),
            (secret, None, NOW),
            (secret, CUONG_LOGGED_IN, NOW),
            (str(draft_id), CUONG_LOGGED_IN, NOW),
            (str(draft_id), None, NOW),
            (str(draft_id + 1), AN_LOGGED_IN, NOW),
            ("9" * 40, AN_LOGGED_IN, NOW),
            (secret, AN_LOGGED_IN, LATER),
            (of_nobody, None, LATER),
        ]
        for key, citizen, at in strangers:
            assert refusal_of(queries.draft, key, citizen, at=at) == "draft_absent"
        assert queries.draft(secret, AN_LOGGED_IN, at=NOW) == queries.draft(str(draft_id), AN_LOGGED_IN, at=NOW)
        assert queries.draft(of_nobody, CUONG_LOGGED_IN, at=NOW).citizen_id is None

    @pytest.mark.parametrize("stranger", [None, CUONG_LOGGED_IN], ids=["nobody", "another"])
    def test_nobody_else_writes_in_it_files_it_or_throws_it_away(
        self, state: SmallState, stranger: Citizen | None
    ) -> None:
        draft_id, secret = begun(AN_LOGGED_IN)
        file = attach(draft_id, citizen=AN_LOGGED_IN)
        for act in (
            lambda: commands.keep_draft(at=NOW, draft_id=draft_id, content={"who": {}}, citizen=stranger),
            lambda: attach(draft_id, citizen=stranger),
            lambda: commands.remove_file(at=NOW, draft_id=draft_id, attachment=file.attachment, citizen=stranger),
            lambda: commands.drop_draft(at=NOW, draft_id=draft_id, citizen=stranger),
            lambda: filed(draft_id, citizen=stranger),
        ):
            assert refusal_of(act) == "draft_absent"
        draft = queries.draft(secret, AN_LOGGED_IN, at=NOW)
        assert (draft.content, draft.files) == (CONTENT, (file,))

    def test_the_list_has_ones_own_that_are_not_filed(self, state: SmallState) -> None:
        mine, done = (begun(AN_LOGGED_IN)[0] for _ in range(2))
        begun(CUONG_LOGGED_IN)
        begun()
        attach(done, citizen=AN_LOGGED_IN)
        filed(done, citizen=AN_LOGGED_IN)
        assert [line.id for line in queries.drafts_of(AN_LOGGED_IN, at=NOW)] == [mine]
        assert queries.drafts_of(AN_LOGGED_IN, at=LATER) == []

    def test_whoever_has_logged_in_does_not_file_under_anothers_number(self, state: SmallState) -> None:
        draft_id, secret = begun(CUONG_LOGGED_IN)
        attach(draft_id, citizen=CUONG_LOGGED_IN)
        draft = queries.draft(secret, CUONG_LOGGED_IN, at=NOW)
        (found,) = queries.objections_to(draft, CUONG_LOGGED_IN, at=NOW)
        assert (found.field, found.refusal.code) == ("who.number", "identity_not_proven")
        assert refusal_of(lambda: filed(draft_id, citizen=CUONG_LOGGED_IN)) == "identity_not_proven"

    def test_of_the_secret_only_a_digest_is_known(self, state: SmallState) -> None:
        draft_id, secret = begun()
        row = Draft.objects.filter(id=draft_id).values().get()
        assert secret not in str(row)
        assert secret.encode() not in bytes(row["secret_digest"])


class TestTheEnd:
    def test_a_draft_that_nobody_went_on_with_goes_with_everything(self, state: SmallState) -> None:
        draft_id, _ = begun()
        kept, _ = begun()
        file: DraftFile = attach(draft_id)
        commands.keep_draft(at=NOW + timedelta(days=2), draft_id=kept, content={})
        days = queries.draft_rules_on(NOW.date()).days
        on_time = NOW + timedelta(days=days)
        assert sweep.run_once(on_time - timedelta(minutes=1), only=[EXPIRED_DRAFTS]).acted == 0
        assert sweep.run_once(on_time, only=[EXPIRED_DRAFTS]).acted == 1
        assert sweep.run_once(on_time, only=[EXPIRED_DRAFTS]).acted == 0
        assert list(Draft.objects.values_list("id", flat=True)) == [kept]
        assert Unfiled.objects.count() == 1
        assert files.attachments(f"draft/{draft_id}") == []
        stored = files.stored_file(file.file.digest)
        assert stored is not None
        assert (stored.destroyed_at, stored.decision != "") == (on_time, True)

    def test_of_one_that_was_filed_only_the_way_to_it_goes(self, state: SmallState) -> None:
        draft_id, _ = begun()
        file = attach(draft_id)
        receipt = filed(draft_id)
        sweep.run_once(LATER, only=[EXPIRED_DRAFTS])
        assert Draft.objects.count() == 0
        assert files.holders_of(file.file.digest) == [f"dossier/{receipt.dossier_id}"]
        stored = files.stored_file(file.file.digest)
        assert stored is not None
        assert stored.destroyed_at is None

    def test_thrown_away_it_is_gone_at_once(self, state: SmallState) -> None:
        draft_id, secret = begun()
        attach(draft_id)
        commands.drop_draft(at=NOW, draft_id=draft_id)
        assert refusal_of(lambda: queries.draft(secret, None, at=NOW)) == "draft_absent"
        assert (Draft.objects.count(), Unfiled.objects.count()) == (0, 0)


class TestWhatIsHeldOfAPerson:
    def test_a_person_is_handed_out_what_was_typed_about_him_and_nothing_about_others(self, state: SmallState) -> None:
        draft_id, _ = begun(proxy=PROXY)
        file = attach(draft_id)
        for who, other in ((AN, CUONG), (CUONG, AN)):
            held = people.export(number_of(who.identity))
            assert isinstance(held, dict)
            (one,) = held["drafts"]
            assert (who.name in str(held), other.name in str(held)) == (True, False)
            assert one["typed"]["what"] == WHAT
            assert [file["digest"] for file in one["files"]] == [file.file.digest]

    def test_a_citizens_draft_is_his_before_he_has_typed_anything(self, state: SmallState) -> None:
        commands.begin_draft(at=NOW, procedure_code=CODE, citizen=AN_LOGGED_IN)
        held = people.export(number_of(AN.identity))
        assert isinstance(held, dict)
        assert len(held["drafts"]) == 1

    def test_erased_it_is_gone_with_its_files(self, state: SmallState) -> None:
        draft_id, secret = begun(proxy=PROXY)
        file = attach(draft_id)
        begun(who=WHO | {"name": CUONG.name, "number": PROXY["number"], "born": "1990-01-02"})
        with recording(actor=system("test"), at=NOW) as unit:
            plan = parties.erase(unit, number_of(AN.identity), reason="Theo đơn")
        assert (len(plan.unfiled), plan.parties) == (1, ())
        assert refusal_of(lambda: queries.draft(secret, None, at=NOW)) == "draft_absent"
        assert files.holders_of(file.file.digest) == []
        assert AN.name not in str(list(Unfiled.objects.values_list("content", flat=True)))
        assert Draft.objects.count() == 1
        assert journal.verify().holds


def number_of(identity: Identity | None) -> Identity:
    assert identity is not None
    return identity
