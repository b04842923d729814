"""What receiving costs: five statements, and nothing more for the papers that might have been used again."""

from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.catalogue import commands as catalogue
from motcua.intake import commands
from motcua.intake.tests.test_intake import CODE, MAI, NOW, application, publish, scope_of
from motcua.kernel.types import system
from motcua.organisation.tests.factories import AT, DECISION, holder, small_state
from motcua.organisation.types import Role

MOST = 5


def test_receiving_takes_five_statements(own_database: Any) -> None:
    state = small_state()
    publish()
    grant: dict[str, Any] = {"actor": system("test"), "at": AT, "valid_from": date(2026, 1, 1), "decision": DECISION}
    catalogue.grant_competence(**grant, agency_id=state.commune, codes=[CODE])
    holder(state.commune_centre, Role.RECEPTIONIST, "QN-10", "Đỗ Thị Mai")
    holder(state.commune, Role.OFFICER, "QN-11", "Phạm Thị Dung")
    here = state.commune_centre
    whole = application(confirmed=frozenset({"identity_doubtful", "party_known_otherwise"}))

    def statements() -> list[str]:
        with CaptureQueriesContext(connection) as sent:
            commands.receive(actor=MAI, scope=scope_of(here), at=NOW, receiving_agency_id=here, application=whole)
        skipped = ("SAVEPOINT", "RELEASE", "SET ", "BEGIN", "COMMIT")
        return [one["sql"] for one in sent.captured_queries if not one["sql"].startswith(skipped)]

    for _met_before in range(3):
        statements()
    assert len(sent := statements()) <= MOST, sent
