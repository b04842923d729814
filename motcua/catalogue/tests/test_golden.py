"""Every kind of entry this room writes, as its commands write it today, against the kept ones."""

from datetime import date
from typing import Any

import pytest

from motcua.catalogue import commands
from motcua.catalogue.commands.passing import pass_to_heir
from motcua.catalogue.kinds import CatalogueKind
from motcua.catalogue.parts.listing import Listing
from motcua.catalogue.tests.factories import ACTOR, AT, DECISION, TODAY, house_number, small_form
from motcua.catalogue.types import AuthorityLevel, Draft, Label, Mark, Reading, ReadRow, Reason, ReasonKind, Shape
from motcua.journal.queries import entries_after
from motcua.journal.tests import golden
from motcua.organisation.tests.factories import small_state
from motcua.organisation.types import Passing

pytestmark = pytest.mark.django_db


def test_every_kind_is_written_as_it_always_was() -> None:
    by: dict[str, Any] = {"actor": ACTOR, "at": AT}
    state = small_state()
    version_id = commands.publish(**by, version=house_number())
    commands.withdraw(**by, version_id=version_id, last_day=TODAY, decision=DECISION)
    listed = Listing("9.000002", "Thủ tục chỉ có tên", "khac", "Khác", frozenset({AuthorityLevel.COMMUNE}))
    commands.list_procedures(**by, listings=[listed])
    draft = Draft(Shape.LIST, "9.000003", "Thủ tục mới đọc")
    read = Reading("danh-muc.csv", (ReadRow(2, draft, (Mark("field_missing", "fields", ""),)),), ())
    commands.import_drafts(**by, reading=read)
    part: dict[str, Any] = {"agency_id": state.department, "codes": ["9.000001"], "decision": DECISION}
    commands.grant_competence(**by, **part, valid_from=date(2026, 1, 1))
    commands.revoke_competence(**by, **part, last_day=TODAY)
    commands.grant_competence(**by, **(part | {"agency_id": state.commune}), valid_from=date(2026, 1, 1))
    pass_to_heir(ACTOR, AT, Passing(state.commune, state.department, date(2026, 4, 1), DECISION))
    seen = commands.keep_version_draft(**by, code="9.000001", text="code: 9.000001\n", seen=0)
    commands.drop_version_draft(**by, code="9.000001", seen=seen)
    reason = Reason(0, "", frozenset({ReasonKind.REFUSED}), Label("Chưa đủ tuổi"), TODAY, DECISION)
    reason_id = commands.begin_reason(**by, reason=reason)
    commands.end_reason(**by, reason_id=reason_id, last_day=TODAY, decision=DECISION)
    commands.publish_form(**by, text=small_form())
    seen = commands.begin_form(**by, form="another")
    commands.drop_form_draft(**by, form="another", seen=seen)
    written = {entry.kind: entry.body for entry in entries_after(0, limit=1000) if entry.kind in set(CatalogueKind)}
    assert set(written) == set(CatalogueKind)
    for kind, body in written.items():
        golden.check(kind, body)
