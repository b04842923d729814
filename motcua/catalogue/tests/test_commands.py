"""A procedure's life in the house: published, followed by a later version, withdrawn; and who is competent for it."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from pytest_django.fixtures import DjangoAssertNumQueries

from motcua.catalogue import commands, models, queries
from motcua.catalogue.parts.listing import Listing
from motcua.catalogue.rules.listing import sealed
from motcua.catalogue.tests.factories import ACTOR, AT, DECISION, TODAY, house_number
from motcua.catalogue.types import AuthorityLevel, ProcedureVersion
from motcua.journal.queries import entries
from motcua.journal.types import RequestKey
from motcua.kernel.messages import sentence_of
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.tests.factories import small_state

pytestmark = [pytest.mark.django_db, pytest.mark.own_sql]


def publish(*, term: str = "3 working_day", **changes: Any) -> int:
    return commands.publish(actor=ACTOR, at=AT, version=house_number(term=term, **changes))


def shorter() -> int:
    return publish(effective_from=date(2026, 7, 1), term="2 working_day")


def refused(answer: object) -> str:
    assert isinstance(answer, Refusal)
    return answer.code


def test_what_is_published_is_read_back_as_it_was() -> None:
    version_id = publish()
    found = queries.version(version_id)
    assert found.id == version_id
    assert found.number == 1
    assert found.terms == house_number().terms
    assert found.process == house_number().process
    assert queries.current_version("9.000001", TODAY) is found


def test_a_version_read_once_is_not_read_again(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    version_id = publish(keywords=("biển số nhà",))
    queries.version(version_id)
    with django_assert_num_queries(0):
        queries.version(version_id)


def test_the_same_text_gives_the_same_id_in_every_house() -> None:
    version_id = publish()
    assert version_id == sealed(house_number(), number=1)[0].id
    assert version_id != sealed(house_number(), number=2)[0].id
    assert version_id < 2**53
    with pytest.raises(Refused) as nothing:
        queries.version(version_id + 1)
    assert nothing.value.refusal.code == "version_unknown"


def test_a_later_version_ends_the_earlier_and_leaves_it_untouched() -> None:
    first, second = publish(), shorter()
    assert queries.version_of("9.000001", date(2026, 6, 30)) == queries.version(first)
    assert queries.version_of("9.000001", date(2026, 7, 1)) == queries.version(second)
    assert [found.number for found in queries.versions_of("9.000001")] == [2, 1]
    assert str(queries.version(first).terms[0].term) == "3 working_day"


def test_publishing_the_same_again_changes_nothing() -> None:
    assert publish() == publish()
    assert len(entries(stream="procedure/9.000001")) == 1


def test_a_double_click_publishes_once() -> None:
    key = RequestKey.of("form-1", {"code": "9.000001"})
    first = commands.publish(actor=ACTOR, at=AT, version=house_number(), key=key)
    assert commands.publish(actor=ACTOR, at=AT, version=house_number(), key=key) == first


def test_a_version_that_never_came_into_force_may_be_replaced() -> None:
    publish()
    mistaken = shorter()
    right = publish(effective_from=date(2026, 7, 1), term="1 working_day")
    assert queries.version_of("9.000001", date(2026, 7, 1)) == queries.version(right)
    assert queries.version(mistaken).number == 2


def test_a_version_in_force_is_not_overtaken_backwards() -> None:
    publish()
    with pytest.raises(Refused) as early:
        publish(effective_from=date(2025, 12, 1), decision="QĐ 2/QĐ-UBND")
    assert early.value.refusal.code == "version_not_later"


def test_the_journal_keeps_the_digest_of_what_was_published() -> None:
    publish()
    (entry,) = entries(stream="procedure/9.000001")
    row = models.Version.objects.get()
    assert entry.kind == "catalogue.version_published"
    assert entry.body["digest"] == bytes(row.digest).hex()


@pytest.mark.parametrize("change", [{"body": {}}, {"number": 7}, {"effective_from": date(2020, 1, 1)}])
def test_nobody_changes_what_was_published(change: dict[str, object]) -> None:
    version_id = publish()
    with pytest.raises(IntegrityError, match="refused"), transaction.atomic():
        models.Version.objects.filter(id=version_id).update(**change)
    with pytest.raises(IntegrityError, match="refused"), transaction.atomic():
        models.Version.objects.filter(id=version_id)._raw_delete("default")


def test_a_withdrawn_version_takes_no_new_dossiers_and_running_ones_keep_it() -> None:
    version_id = publish()
    commands.withdraw(actor=ACTOR, at=AT, version_id=version_id, last_day=date(2026, 3, 31), decision=DECISION)
    assert queries.version(version_id).code == "9.000001"
    answer = queries.current_version("9.000001", date(2026, 4, 1))
    assert isinstance(answer, Refusal)
    assert answer.code == "procedure_ended"
    with translation.override("vi"):
        assert "31/03/2026" in sentence_of(answer)


def test_a_version_cannot_end_before_it_begins_nor_twice() -> None:
    version_id = publish()
    commands.withdraw(actor=ACTOR, at=AT, version_id=version_id, last_day=TODAY, decision=DECISION)
    for day in (date(2025, 12, 31), date(2026, 3, 3)):
        with pytest.raises(Refused) as wrong:
            commands.withdraw(actor=ACTOR, at=AT, version_id=version_id, last_day=day, decision=DECISION)
        assert wrong.value.refusal.code == "version_ends_otherwise"
    with pytest.raises(Refused) as unknown:
        commands.withdraw(actor=ACTOR, at=AT, version_id=1, last_day=TODAY, decision=DECISION)
    assert unknown.value.refusal.code == "version_unknown"


def test_why_there_is_no_version_is_said() -> None:
    publish()
    listed = Listing("9.000002", "Thủ tục chỉ có tên", "khac", "Khác", frozenset({AuthorityLevel.COMMUNE}))
    commands.list_procedures(actor=ACTOR, at=AT, listings=[listed])
    assert refused(queries.current_version("9.000009", TODAY)) == "procedure_unknown"
    assert refused(queries.current_version("9.000002", TODAY)) == "procedure_without_version"
    assert refused(queries.current_version("9.000001", date(2025, 12, 31))) == "procedure_not_yet_in_force"


def test_a_procedure_without_a_decided_term_is_not_published() -> None:
    with pytest.raises(Refused) as undecided:
        publish(terms=())
    assert undecided.value.refusal.code == "version_not_publishable"
    with translation.override("en"):
        assert "no term was decided" in sentence_of(undecided.value.refusal)


def test_a_list_never_overwrites_what_a_version_says() -> None:
    publish()
    other = Listing("9.000001", "Tên khác", "khac", "Khác", frozenset())
    assert commands.list_procedures(actor=ACTOR, at=AT, listings=[other]) == 0
    found = queries.listing("9.000001")
    assert found is not None
    assert found.name == "Cấp Giấy chứng nhận số nhà"


def test_listing_twice_changes_nothing() -> None:
    listed = Listing("9.000002", "Thủ tục chỉ có tên", "khac", "Khác", frozenset({AuthorityLevel.COMMUNE}))
    assert commands.list_procedures(actor=ACTOR, at=AT, listings=[listed]) == 1
    assert commands.list_procedures(actor=ACTOR, at=AT, listings=[listed]) == 0


def test_the_starter_catalogue_is_brought_in_once() -> None:
    first = commands.seed_starter_catalogue(actor=ACTOR, at=AT)
    again = commands.seed_starter_catalogue(actor=ACTOR, at=AT)
    assert len(first.published) >= 13
    assert again.published == ()
    assert again.unchanged == first.published
    assert {"ho_tich", "dat_dai"} <= {field.code for field in queries.fields()}


def test_lists_need_the_same_number_of_statements_for_few_and_for_many(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    commands.seed_starter_catalogue(actor=ACTOR, at=AT)
    queries.list_published(TODAY)
    with django_assert_num_queries(1):
        everything = queries.list_published(TODAY)
    with django_assert_num_queries(1):
        one = queries.list_published(TODAY, field="chung_thuc", codes=["2.000815"])
    assert len(everything) > len(one) == 1
    assert all(isinstance(found, ProcedureVersion) for found in everything)
    assert {found.field.code for found in queries.list_published(TODAY, field="ho_tich")} == {"ho_tich"}
    assert queries.list_published(TODAY, level=AuthorityLevel.PROVINCE)


class TestCompetence:
    def grant(self, agency_id: int, **changes: Any) -> int:
        plain: dict[str, Any] = {"codes": ["9.000001"], "valid_from": date(2026, 1, 1), "decision": DECISION}
        return commands.grant_competence(actor=ACTOR, at=AT, agency_id=agency_id, **(plain | changes))

    def test_the_one_agency_is_competent_everywhere(self) -> None:
        publish()
        state = small_state()
        assert self.grant(state.department) == 1
        assert queries.competent_agency("9.000001", TODAY, commune_code="06652") == state.department

    def test_the_agency_of_the_commune_comes_first(self) -> None:
        publish()
        state = small_state()
        self.grant(state.department)
        self.grant(state.commune, commune_codes=["06652"])
        assert queries.competent_agency("9.000001", TODAY, commune_code="06652") == state.commune
        assert queries.competent_agency("9.000001", TODAY, commune_code="06655") == state.department

    def test_several_agencies_need_a_choice(self) -> None:
        publish()
        state = small_state()
        self.grant(state.department)
        self.grant(state.commune)
        assert refused(queries.competent_agency("9.000001", TODAY)) == "competence_unclear"
        assert queries.competent_agency("9.000001", TODAY, agency_id=state.commune) == state.commune
        assert queries.competent_agencies("9.000001", TODAY) == sorted([state.department, state.commune])

    def test_nobody_is_competent_before_and_after(self) -> None:
        publish()
        state = small_state()
        self.grant(state.department)
        assert refused(queries.competent_agency("9.000001", date(2025, 12, 31))) == "nobody_competent"
        ended = commands.revoke_competence(
            actor=ACTOR, at=AT, agency_id=state.department, codes=["9.000001"], last_day=TODAY, decision=DECISION
        )
        assert ended == 1
        assert queries.competent_agency("9.000001", TODAY) == state.department
        assert refused(queries.competent_agency("9.000001", date(2026, 3, 3))) == "nobody_competent"

    def test_a_partner_is_another_part(self) -> None:
        publish()
        state = small_state()
        self.grant(state.department, part="tax")
        assert refused(queries.competent_agency("9.000001", TODAY)) == "nobody_competent"
        assert queries.competent_agency("9.000001", TODAY, part="tax") == state.department
        assert queries.procedures_of_agency(state.department, TODAY, part="tax") == frozenset({"9.000001"})

    def test_granting_twice_grants_once(self) -> None:
        publish()
        state = small_state()
        assert self.grant(state.department) == 1
        assert self.grant(state.department) == 0
        assert self.grant(state.department, valid_from=TODAY) == 0

    def test_an_unknown_procedure_and_days_upside_down_are_refused(self) -> None:
        state = small_state()
        with pytest.raises(Refused) as unknown:
            self.grant(state.department, codes=["9.000009"])
        assert unknown.value.refusal.code == "procedure_unknown"
        with pytest.raises(Refused) as upside_down:
            self.grant(state.department, valid_to=date(2025, 1, 1))
        assert upside_down.value.refusal.code == "days_not_in_order"


class TestSearch:
    def test_what_is_published_is_found_at_once(self) -> None:
        assert queries.search("giấy chứng nhận số nhà") == []
        publish()
        (found,) = queries.search("giấy chứng nhận số nhà")
        assert (found.listing.code, found.has_version) == ("9.000001", True)

    def test_what_is_only_listed_is_found_too(self) -> None:
        listed = Listing("9.000002", "Đăng ký nuôi ong lấy mật", "khac", "Khác", frozenset({AuthorityLevel.COMMUNE}))
        commands.list_procedures(actor=ACTOR, at=AT, listings=[listed])
        (found,) = queries.search("nuoi ong")
        assert (found.listing.code, found.has_version) == ("9.000002", False)

    def test_a_desk_finds_only_what_it_may_receive(self) -> None:
        commands.seed_starter_catalogue(actor=ACTOR, at=AT)
        assert [found.listing.code for found in queries.search("khai sinh", codes={"1.004884"})] == ["1.004884"]
        assert queries.search("khai sinh", level=AuthorityLevel.MINISTRY) == []

    def test_a_question_costs_one_statement(self, django_assert_num_queries: DjangoAssertNumQueries) -> None:
        publish()
        queries.search("số nhà")
        with django_assert_num_queries(1):
            queries.search("số nhà")
