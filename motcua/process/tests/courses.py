"""Small process definitions for the tests of the course."""

from decimal import Decimal

from motcua.catalogue.types import (
    ApplicantKind,
    Channel,
    Label,
    Outcome,
    ProcessDefinition,
    Selector,
    ServiceLevel,
    Step,
    StepAction,
    StepKind,
)
from motcua.dossier.types import Subject
from motcua.organisation.types import Role


def action(key: str, to: str | None, outcome: Outcome = Outcome.ADVANCE) -> StepAction:
    """A way out called by its key."""
    return StepAction(key, Label(key), to, outcome)


def step(
    key: str, kind: StepKind, role: Role, at: str, *actions: StepAction, pause: str = "", may_supplement: bool = False
) -> Step:
    """A step of four working hours."""
    return Step(
        key, kind, Label(key), role, Selector.parse(at), Decimal(4), actions, may_supplement=may_supplement, pause=pause
    )


ON_SITE_5 = ProcessDefinition(
    model="on_site_5",
    supplement_returns_to="appraise",
    steps=(
        step("receive", StepKind.RECEIVE, Role.RECEPTIONIST, "receiving", action("pass_on", "appraise")),
        step("appraise", StepKind.APPRAISE, Role.OFFICER, "resolving", action("submit", "approve")),
        step(
            "approve",
            StepKind.APPROVE,
            Role.LEADER,
            "resolving",
            action("approve", "seal", Outcome.APPROVE),
            action("refuse", "hand_over", Outcome.REFUSE),
            action("send_back", "appraise", Outcome.RETURN),
        ),
        step("seal", StepKind.SEAL, Role.CLERK, "resolving", action("seal", "hand_over")),
        step(
            "hand_over",
            StepKind.HAND_OVER,
            Role.RECEPTIONIST,
            "receiving",
            action("hand_over", None, Outcome.HAND_OVER),
        ),
    ),
)

WITH_TAX = ProcessDefinition(
    model="land",
    supplement_returns_to="appraise",
    steps=(
        step("receive", StepKind.RECEIVE, Role.RECEPTIONIST, "receiving", action("pass_on", "appraise")),
        step(
            "appraise",
            StepKind.APPRAISE,
            Role.OFFICER,
            "resolving",
            action("send_to_tax", "tax"),
            action("submit", "approve"),
            may_supplement=True,
        ),
        step(
            "tax",
            StepKind.CONSULT,
            Role.OFFICER,
            "partner:tax",
            action("notify", "pay"),
            pause="financial_obligation",
        ),
        step(
            "pay",
            StepKind.PAY,
            Role.RECEPTIONIST,
            "receiving",
            action("paid", "approve"),
            pause="financial_obligation",
        ),
        step("approve", StepKind.APPROVE, Role.LEADER, "resolving", action("approve", "hand_over", Outcome.APPROVE)),
        step(
            "hand_over",
            StepKind.HAND_OVER,
            Role.RECEPTIONIST,
            "receiving",
            action("hand_over", None, Outcome.HAND_OVER),
        ),
    ),
)


def subject(*, receiving: int = 1, resolving: int = 2) -> Subject:
    """A dossier received by one agency and resolved by another."""
    return Subject(
        procedure_version_id=1,
        procedure_code="1.001193",
        field_code="ho_tich",
        level="commune",
        case_key="",
        channel=Channel.COUNTER,
        service_level=ServiceLevel.PART,
        applicant_kind=ApplicantKind.CITIZEN,
        receiving_agency_id=receiving,
        resolving_agency_id=resolving,
        line="local",
    )
