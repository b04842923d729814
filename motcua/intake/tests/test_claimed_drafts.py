"""A draft that was begun without log-in becomes that of whoever proves that he files it, and nobody else's."""

from collections import Counter

import pytest

from conftest import OwnDatabase
from motcua.accounts.types import Citizen
from motcua.intake import commands, queries
from motcua.intake.models import Draft
from motcua.intake.tests.drafting import (
    AN_LOGGED_IN,
    CUONG_LOGGED_IN,
    PROXY,
    WHAT,
    attach,
    begun,
    filed,
    refusal_of,
)
from motcua.intake.tests.test_intake import CODE, NOW, competent_commune, state
from motcua.kernel.types import Refused
from motcua.organisation.tests.factories import SmallState
from motcua.parties import queries as people

__all__ = ["state"]


def empty() -> tuple[int, str]:
    draft, secret = commands.begin_draft(at=NOW, procedure_code=CODE, citizen=None)
    return draft.id, secret


def keep(draft_id: int, citizen: Citizen | None = None, **sections: object) -> None:
    commands.keep_draft(at=NOW, draft_id=draft_id, content=sections, citizen=citizen)


def claim(draft_id: int, citizen: Citizen) -> None:
    commands.claim_draft(at=NOW, draft_id=draft_id, citizen=citizen)


def drafts_of(citizen: Citizen) -> list[int]:
    return [one.id for one in queries.drafts_of(citizen, at=NOW)]


@pytest.mark.django_db
class TestClaimed:
    def test_he_finds_it_among_his_own_and_the_link_alone_opens_it_no_more(self, state: SmallState) -> None:
        draft_id, secret = begun()
        assert drafts_of(AN_LOGGED_IN) == []
        for _pressed in range(2):
            claim(draft_id, AN_LOGGED_IN)
        assert drafts_of(AN_LOGGED_IN) == [draft_id]
        for key in (secret, str(draft_id)):
            assert queries.draft(key, AN_LOGGED_IN, at=NOW).citizen_id == AN_LOGGED_IN.id
        for stranger in (None, CUONG_LOGGED_IN):
            assert refusal_of(queries.draft, secret, stranger, at=NOW) == "draft_absent"
        assert refusal_of(claim, draft_id, CUONG_LOGGED_IN) == "draft_absent"

    def test_one_that_names_somebody_else_is_not_to_be_had(self, state: SmallState) -> None:
        draft_id, secret = begun()
        assert refusal_of(claim, draft_id, CUONG_LOGGED_IN) == "draft_names_another"
        assert queries.draft(secret, None, at=NOW).citizen_id is None

    def test_one_in_which_nothing_is_typed_is_his_and_handed_out_with_his_data(self, state: SmallState) -> None:
        assert AN_LOGGED_IN.identity is not None
        draft_id, _ = empty()
        claim(draft_id, AN_LOGGED_IN)
        held = people.export(AN_LOGGED_IN.identity)
        assert isinstance(held, dict)
        assert [one["draft"] for one in held["drafts"]] == [draft_id]

    def test_what_was_filed_meanwhile_is_not_claimed(self, state: SmallState) -> None:
        draft_id, _ = begun()
        attach(draft_id)
        filed(draft_id)
        assert refusal_of(claim, draft_id, AN_LOGGED_IN) == "draft_filed"


@pytest.mark.django_db
class TestGoneOnWith:
    def test_whoever_goes_on_with_a_draft_that_names_him_has_it_from_then_on(self, state: SmallState) -> None:
        draft_id, secret = begun()
        keep(draft_id, what=WHAT)
        assert drafts_of(AN_LOGGED_IN) == [], "without log-in it stays nobody's"
        keep(draft_id, AN_LOGGED_IN, what=WHAT)
        assert drafts_of(AN_LOGGED_IN) == [draft_id]
        assert refusal_of(queries.draft, secret, None, at=NOW) == "draft_absent"

    def test_a_file_put_in_is_going_on_too(self, state: SmallState) -> None:
        draft_id, _ = begun(proxy=PROXY)
        attach(draft_id, citizen=CUONG_LOGGED_IN)
        assert drafts_of(CUONG_LOGGED_IN) == [draft_id], "he files it for An"

    def test_somebody_else_who_has_the_link_does_not_get_it_by_going_on(self, state: SmallState) -> None:
        draft_id, secret = begun()
        keep(draft_id, CUONG_LOGGED_IN, what=WHAT)
        attach(draft_id, citizen=CUONG_LOGGED_IN)
        assert drafts_of(CUONG_LOGGED_IN) == []
        assert queries.draft(secret, None, at=NOW).citizen_id is None, "whose it is still opens it"

    def test_one_that_names_nobody_is_nobodys_until_he_names_himself(self, state: SmallState) -> None:
        draft_id, _ = empty()
        keep(draft_id, AN_LOGGED_IN, what=WHAT)
        assert drafts_of(AN_LOGGED_IN) == []
        keep(draft_id, AN_LOGGED_IN, who={"kind": "person", "number": "022195001234"})
        assert drafts_of(AN_LOGGED_IN) == [draft_id]


def test_claimed_by_two_at_once_it_is_one_persons(own_database: OwnDatabase) -> None:
    competent_commune()
    draft_id, _ = empty()
    citizens = (AN_LOGGED_IN, CUONG_LOGGED_IN)

    def act(number: int) -> str:
        try:
            claim(draft_id, citizens[number])
        except Refused as refused:
            return refused.refusal.code
        return "claimed"

    assert Counter(own_database.together(act, 2)) == {"claimed": 1, "draft_absent": 1}
    (row,) = Draft.objects.all()
    assert row.citizen_id in {one.id for one in citizens}
