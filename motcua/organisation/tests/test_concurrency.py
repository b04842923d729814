"""Two at once: one wins, the other is told why, nothing is kept in half."""

from typing import Any

from motcua.kernel.types import Refused
from motcua.organisation import queries
from motcua.organisation.tests.factories import TODAY, establish


def test_eight_clerks_give_the_same_code_at_the_same_moment(own_database: Any) -> None:
    def one(number: int) -> str:
        try:
            establish("H49.16", f"Sở số {number}")
        except Refused as refused:
            return refused.refusal.code
        return "established"

    assert sorted(own_database.together(one, 8)) == ["agency_code_taken"] * 7 + ["established"]
    assert len(queries.agencies(on=TODAY)) == 1
