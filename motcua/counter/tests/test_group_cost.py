"""What a group costs: each further dossier no more than one received alone."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.counter.tests.test_groups import alike, take_in_group
from motcua.intake.tests.test_cost import MOST
from motcua.intake.tests.test_intake import competent_commune


def test_each_further_dossier_costs_what_one_costs_alone(own_database: Any) -> None:
    state = competent_commune()

    def statements(count: int) -> int:
        with CaptureQueriesContext(connection) as sent:
            take_in_group(state, alike(count))
        return len(sent.captured_queries)

    for _met_before in range(3):
        statements(2)
    assert statements(9) - statements(3) <= 6 * MOST
