"""The desk's sheet and the one act that receives, with everything bad input can be; and filings that arrive online."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from motcua.catalogue import commands as catalogue
from motcua.catalogue import queries as published
from motcua.catalogue.tests.factories import house_number
from motcua.catalogue.types import (
    ApplicantKind,
    Area,
    Channel,
    Exemption,
    Fee,
    FeeKind,
    FeeUnit,
    Label,
    ProcedureVersion,
)
from motcua.dossier import queries as dossiers
from motcua.dossier.types import Facts, HeldComponent, OwedFee, State
from motcua.intake import commands, queries
from motcua.intake.rules.boundary import crosses_boundary
from motcua.intake.types import Application, Request
from motcua.journal.commands import recording
from motcua.journal.types import RequestKey
from motcua.kernel.types import Actor, ActorKind, Refused, system
from motcua.organisation.tests.factories import AT, DECISION, SmallState, holder, small_state
from motcua.organisation.types import Level, Role, Scope
from motcua.parties import queries as parties
from motcua.parties.tests.factories import AN, filing
from motcua.parties.types import Identity, IdentityKind
from motcua.process.types import Receipt

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, 0)
CODE = "9.000001"
MAI = Actor(ActorKind.OFFICER, "QN-10")
POOR = Exemption("poor", Label("Hộ nghèo"), "Giấy chứng nhận hộ nghèo")
FEES = (
    Fee("certificate", FeeKind.CHARGE, Label("Lệ phí"), 50_000, exemptions=(POOR,)),
    Fee("copies", FeeKind.FEE, Label("Phí bản sao"), 8_000, FeeUnit.ITEM, optional=True),
    Fee("survey", FeeKind.FEE, Label("Phí thẩm định"), None, decided_by="Nghị quyết của Hội đồng nhân dân tỉnh"),
)


def publish(**changes: Any) -> ProcedureVersion:
    version = replace(house_number(), fees=FEES, quantity=True, **changes)
    catalogue.publish(actor=system("test"), at=datetime(2026, 1, 1, 8, 0), version=version)
    return version


@pytest.fixture
def state() -> SmallState:
    """A commune that is competent, with somebody at the desk of its centre and an officer."""
    return competent_commune()


def competent_commune() -> SmallState:
    """The same, in whatever database the test has."""
    state = small_state()
    publish()
    catalogue.grant_competence(
        actor=system("test"), at=AT, agency_id=state.commune, codes=[CODE], valid_from=date(2026, 1, 1),
        decision=DECISION,
    )  # fmt: skip
    holder(state.commune_centre, Role.RECEPTIONIST, "QN-10", "Đỗ Thị Mai")
    holder(state.commune, Role.OFFICER, "QN-11", "Phạm Thị Dung")
    return state


def scope_of(agency_id: int) -> Scope:
    here = frozenset({agency_id})
    return Scope(here, here, 1, frozenset({Role.RECEPTIONIST}))


def application(**changes: Any) -> Application:
    """A complete application by An."""
    request = Request(procedure_code=CODE, commune_code="06685", **changes.pop("request", {}))
    whole = Application(request=request, declaration=filing(), components=(HeldComponent("request", originals=1),))
    return replace(whole, **changes)


def receive(
    state: SmallState,
    *,
    at: datetime = NOW,
    recorded_at: datetime | None = None,
    late_reason: str = "",
    key: RequestKey | None = None,
    scope: Scope | None = None,
    **changes: Any,
) -> Receipt:
    with recording(actor=MAI, at=at, recorded_at=recorded_at or at, key=key):
        return commands.receive(
            actor=MAI,
            scope=scope or scope_of(state.commune_centre),
            at=at,
            receiving_agency_id=state.commune_centre,
            application=application(**changes),
            key=key,
            late_reason=late_reason,
        )


def facts(receipt: Receipt) -> Facts:
    return dossiers.facts(receipt.dossier_id)


class TestTheSheet:
    def test_says_papers_fees_term_and_date(self, state: SmallState) -> None:
        sheet = queries.sheet(Request(procedure_code=CODE, commune_code="06685"), at=NOW)
        assert sheet.obstacle is None
        assert [paper.key for item in sheet.items for paper in item.components] == ["request"]
        assert {fee.key: fee.amount for fee in sheet.fees} == {"certificate": 50_000, "survey": None}
        assert sheet.resolving_agency_id == state.commune
        assert sheet.due is not None
        assert sheet.due.due_at == datetime(2026, 3, 5, 17, 0)

    def test_who_is_exempt_pays_nothing_and_copies_count(self, state: SmallState) -> None:
        request = Request(
            procedure_code=CODE,
            commune_code="06685",
            quantity=12,
            exemptions=frozenset({"poor"}),
            asked_for=frozenset({"copies"}),
        )
        sheet = queries.sheet(request, at=NOW)
        assert {fee.key: fee.amount for fee in sheet.fees} == {"certificate": 0, "copies": 96_000, "survey": None}

    def test_receipt_and_sheet_promise_the_same_date(self, state: SmallState) -> None:
        sheet = queries.sheet(application().request, at=NOW)
        clock = facts(receive(state)).clock
        assert clock is not None
        assert sheet.due is not None
        assert clock.due_at == sheet.due.due_at

    def test_nobody_competent_is_an_obstacle(self, state: SmallState) -> None:
        catalogue.revoke_competence(
            actor=system("test"),
            at=AT,
            agency_id=state.commune,
            codes=[CODE],
            last_day=date(2026, 2, 1),
            decision="QĐ 2",
        )
        sheet = queries.sheet(Request(procedure_code=CODE, commune_code="06685"), at=NOW)
        assert sheet.obstacle is not None
        assert sheet.obstacle.code == "nobody_competent"
        assert (sheet.due, sheet.resolving_agency_id) == (None, None)
        with pytest.raises(Refused, match="nobody_competent"):
            receive(state)

    @pytest.mark.parametrize(
        ("code", "at", "refusal"),
        [
            ("9.999999", NOW, "procedure_unknown"),
            (CODE, datetime(2025, 12, 31, 9, 0), "procedure_not_yet_in_force"),
        ],
    )
    def test_a_procedure_that_is_not_there(self, state: SmallState, code: str, at: datetime, refusal: str) -> None:
        with pytest.raises(Refused, match=refusal):
            queries.sheet(Request(procedure_code=code, commune_code="06685"), at=at)

    def test_an_ended_procedure_takes_no_dossiers(self, state: SmallState) -> None:
        (version,) = published.list_published(NOW.date(), codes=[CODE])
        catalogue.withdraw(
            actor=system("test"), at=AT, version_id=version.id, last_day=date(2026, 3, 1), decision="QĐ 3"
        )
        with pytest.raises(Refused, match="procedure_ended"):
            queries.sheet(Request(procedure_code=CODE, commune_code="06685"), at=NOW)
        with pytest.raises(Refused, match="procedure_ended"):
            receive(state)


class TestReceiving:
    def test_one_act_declares_works_out_what_is_owed_and_receives(self, state: SmallState) -> None:
        receipt = receive(state, paid=frozenset({"certificate"}), paid_by="BL 15", note="Cấp số nhà 5 khu 2")
        received = facts(receipt)
        assert receipt.code == "H49.201-260302-0001"
        assert received.fees == (OwedFee("certificate", 50_000, settled_at=NOW, settled_by="BL 15"),)
        assert received.fees_due == ()
        assert (received.subject.level, received.subject.line) == ("commune", "local")
        assert not received.subject.cross_boundary
        assert received.request is not None
        declared = parties.declarations([received.declaration.id])[received.declaration.id]
        assert declared.applicants[0].name == AN.name

    def test_what_is_not_paid_is_owed(self, state: SmallState) -> None:
        assert [fee.amount for fee in facts(receive(state)).fees_due] == [50_000]

    def test_twelve_copies_are_one_dossier_of_quantity_twelve(self, state: SmallState) -> None:
        assert facts(receive(state, request={"quantity": 12})).subject.quantity == 12

    def test_a_missing_component_is_refused_and_leaves_no_gap(self, state: SmallState) -> None:
        with pytest.raises(Refused, match="missing_component"):
            receive(state, components=())
        assert receive(state).code.endswith("-0001")

    def test_twelve_wrong_digits_are_refused(self, state: SmallState) -> None:
        eleven = replace(AN, identity=Identity(IdentityKind.PERSONAL_NUMBER, "02219500123"))
        with pytest.raises(Refused, match="personal_number_malformed"):
            receive(state, declaration=filing(eleven))

    def test_a_birth_year_that_does_not_match_is_confirmed_by_the_desk(self, state: SmallState) -> None:
        other = replace(AN, identity=Identity(IdentityKind.PERSONAL_NUMBER, "022196001234"))
        with pytest.raises(Refused, match="personal_number_birth_year_differs"):
            receive(state, declaration=filing(other))
        confirmed = frozenset({"personal_number_birth_year_differs"})
        assert receive(state, declaration=filing(other), confirmed=confirmed).code

    def test_only_the_desk_of_the_centre_receives(self, state: SmallState) -> None:
        for agency_id in (state.department, state.commune, state.centre):
            with pytest.raises(Refused, match="not_competent_here"):
                receive(state, scope=scope_of(agency_id))

    def test_a_double_click_receives_once(self, state: SmallState) -> None:
        key = RequestKey("press", b"sheet")
        assert receive(state, key=key) == receive(state, key=key)

    def test_after_a_power_cut_it_is_entered_late(self, state: SmallState) -> None:
        receipt = receive(state, at=NOW, recorded_at=datetime(2026, 3, 4, 8, 0), late_reason="Mất điện")
        assert facts(receipt).received_at == NOW
        assert receipt.code == "H49.201-260302-0001"

    @pytest.mark.parametrize(
        ("at", "refusal"),
        [(datetime(2026, 2, 24, 9, 0), "past_too_far"), (datetime(2026, 3, 4, 8, 1), "in_the_future")],
    )
    def test_but_not_too_late_and_never_ahead(self, state: SmallState, at: datetime, refusal: str) -> None:
        with pytest.raises(Refused, match=refusal):
            receive(state, at=at, recorded_at=datetime(2026, 3, 4, 8, 0), late_reason="Mất điện")

    def test_another_place_than_its_own_is_received_for_others(self, state: SmallState) -> None:
        holder(state.centre, Role.RECEPTIONIST, "QN-20", "Ngô Thị Hoa")
        with recording(actor=MAI, at=NOW, recorded_at=NOW):
            receipt = commands.receive(
                actor=MAI, scope=scope_of(state.centre), at=NOW, receiving_agency_id=state.centre,
                application=application(),
            )  # fmt: skip
        subject = facts(receipt).subject
        assert (subject.receiving_agency_id, subject.resolving_agency_id) == (state.centre, state.commune)
        assert subject.cross_boundary


def test_a_filing_has_no_code_and_the_desk_owes_an_answer(state: SmallState) -> None:
    with recording(actor=system("portal"), at=NOW, recorded_at=NOW):
        receipt = commands.file(
            actor=system("portal"),
            at=NOW,
            receiving_agency_id=state.commune_centre,
            application=application(request={"channel": Channel.ONLINE}, components=()),
        )
    filed = facts(receipt)
    assert (filed.state, receipt.code, filed.code) == (State.FILED, "", "")
    assert filed.answer_due_at == datetime(2026, 3, 3, 9, 0)


@pytest.mark.parametrize(
    ("receiving", "resolving", "same_house", "crosses"),
    [
        (Level.COMMUNE, Level.COMMUNE, True, False),
        (Level.COMMUNE, Level.COMMUNE, False, True),
        (Level.COMMUNE, Level.PROVINCE, False, True),
        (Level.PROVINCE, Level.PROVINCE, False, False),
        (Level.PROVINCE, Level.PROVINCE, True, False),
        (Level.PROVINCE, Level.COMMUNE, False, True),
        (Level.PROVINCE, Level.MINISTRY, False, True),
    ],
)
def test_when_a_dossier_is_received_for_another_place(
    receiving: Level, resolving: Level, same_house: bool, crosses: bool
) -> None:
    assert crosses_boundary(receiving_level=receiving, resolving_level=resolving, same_house=same_house) is crosses


def test_an_area_without_a_term_of_its_own_has_the_ordinary_one(state: SmallState) -> None:
    request = Request(
        procedure_code=CODE, commune_code="06685", area=Area.MOUNTAINOUS, applicant_kind=ApplicantKind.CITIZEN
    )
    assert str(queries.sheet(request, at=NOW).term) == "3 working_day"


class TestAnInstantThatIsPast:
    WRITTEN_AT = NOW + timedelta(minutes=1)

    @pytest.mark.parametrize("blank", ["", "   "])
    def test_one_minute_is_enough_to_be_asked_why(self, state: SmallState, blank: str) -> None:
        with pytest.raises(Refused) as refused:
            receive(state, recorded_at=self.WRITTEN_AT, late_reason=blank)
        assert refused.value.refusal.code == "past_needs_reason"

    def test_within_the_minute_nobody_asks(self, state: SmallState) -> None:
        assert facts(receive(state, recorded_at=NOW + timedelta(seconds=59))).received_at == NOW

    def test_with_the_reason_it_is_received_when_it_was(self, state: SmallState) -> None:
        receipt = receive(state, recorded_at=self.WRITTEN_AT, late_reason="Mất điện")
        assert facts(receipt).received_at == NOW

    def test_a_filing_arrives_when_it_arrives(self, state: SmallState) -> None:
        portal = system("portal")
        with pytest.raises(Refused) as refused, recording(actor=portal, at=NOW, recorded_at=self.WRITTEN_AT):
            commands.file(
                actor=portal,
                at=NOW,
                receiving_agency_id=state.commune_centre,
                application=application(request={"channel": Channel.ONLINE}),
            )
        assert refused.value.refusal.code == "past_needs_reason"
