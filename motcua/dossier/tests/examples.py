"""A procedure, a regime and a calendar to decide by, as the worked examples of the rules need them."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from motcua.catalogue.types import (
    ApplicantKind,
    AuthorityLevel,
    Channel,
    Component,
    ComponentKind,
    Field,
    Label,
    OnlineArrival,
    PauseReason,
    ProcedureVersion,
    ProlongationEffect,
    ProlongationRule,
    Regime,
    ServiceLevel,
    StartRule,
    SupplementEffect,
    SupplementRule,
    TermRule,
)
from motcua.dossier.rules.decide import decide, receive
from motcua.dossier.rules.evolve import evolve
from motcua.dossier.rules.law import Law
from motcua.dossier.types import Command, Facts, HeldComponent, Holder, Intake, Subject
from motcua.kernel.types import Refusal, Refused
from motcua.parties.types import DeclarationRef, TextRef
from motcua.worktime.types import Calendar, Desk, Term, packaged_calendar

TAX = PauseReason(
    key="tax",
    label=Label(
        "cơ quan thuế xác định và người dân nộp nghĩa vụ tài chính",
        "the tax office assesses and the person pays the financial obligation",
    ),
    opens=Label("chuyển thông tin đến cơ quan thuế"),
    closes=Label("có chứng từ nộp nghĩa vụ tài chính"),
    article="QĐ 1085/QĐ-UBND",
)
POSTING = PauseReason(
    key="posting",
    label=Label("niêm yết công khai", "public posting"),
    opens=Label("niêm yết"),
    closes=Label("kết thúc niêm yết"),
    article="NĐ 101/2024 Đ33",
)
TRANSPORT = PauseReason(
    key="transport",
    label=Label("luân chuyển hồ sơ giấy", "transport of the papers"),
    opens=Label("gửi hồ sơ giấy"),
    closes=Label("nhận hồ sơ giấy"),
    article="QĐ 1085/QĐ-UBND",
)
VERIFICATION = ProlongationRule(
    key="verification",
    label=Label("xác minh", "verification"),
    effect=ProlongationEffect.ADDS,
    term=Term.parse("3 working_day"),
    article="Luật Hộ tịch Đ28.2",
)

DECREE_118 = Regime(
    key="nd118",
    name="Nghị định 118/2025/NĐ-CP",
    valid_from=date(2025, 7, 1),
    valid_to=None,
    levels=frozenset({AuthorityLevel.PROVINCE, AuthorityLevel.COMMUNE}),
    online_arrives_at=OnlineArrival.NATIONAL_PORTAL,
    supplements_allowed=1,
    supplement_effect=SupplementEffect.RESTART,
    supplement_slip_deadline=Term.parse("3 working_day"),
    supplement_waiting_term=Term.parse("15 day"),
    closing_allowed=True,
    apology_days_before=1,
    apology_at_expiry_up_to=Term.parse("1 working_day"),
    reappointments_allowed=1,
    reappointment_moves_due=False,
    online_answer_term=Term.parse("8 working_hour"),
    online_alert_term=Term.parse("2 hour"),
    late_entry_limit=Term.parse("3 working_day"),
    forwarding_cut_off=time(15),
    same_day_cut_off=time(15),
    correction_term=Term.parse("3 working_day"),
    form_sets=(),
    report_layouts=(),
    articles={"supplement": "NĐ 118/2025 Đ19.5", "supplement_once": "NĐ 118/2025 Đ11.2c"},
)
DECREE_61 = replace(
    DECREE_118,
    key="nd61",
    name="Nghị định 61/2018/NĐ-CP",
    valid_from=date(2018, 6, 21),
    valid_to=date(2025, 6, 30),
    supplement_waiting_term=None,
    closing_allowed=False,
    articles={"supplement": "NĐ 61/2018 Đ19.4", "supplement_once": "NĐ 61/2018 Đ11.2c"},
)

APPLICATION = Component("application", Label("Tờ khai", "Application form"), ComponentKind.FORM, originals=1)
PROCEDURE = ProcedureVersion(
    id=7,
    code="1.001193",
    number=1,
    name="Đăng ký thử",
    field=Field("HT", "Hộ tịch"),
    decision="QĐ công bố 100/QĐ-UBND",
    effective_from=date(2018, 1, 1),
    effective_to=None,
    levels=frozenset({AuthorityLevel.COMMUNE}),
    subjects=frozenset(ApplicantKind),
    channels=frozenset(Channel),
    cases=(),
    terms=(TermRule(Term.parse("10 working_day")),),
    fees=(),
    components=(APPLICATION,),
    results=(),
    legal_basis=(),
    conditions=(),
    service_levels=(),
    supplement=SupplementRule(),
    pause_reasons=(TAX, POSTING, TRANSPORT),
    prolongations=(VERIFICATION,),
    start=StartRule(),
    process=None,
)
SUBJECT = Subject(
    procedure_version_id=7,
    procedure_code="1.001193",
    field_code="HT",
    level="commune",
    case_key="",
    channel=Channel.COUNTER,
    service_level=ServiceLevel.FULL,
    applicant_kind=ApplicantKind.CITIZEN,
    receiving_agency_id=1,
    resolving_agency_id=2,
    line="local",
)
HOLDER = Holder(agency_id=2, unit_id=None, officer_id=None, step_key="appraise")
DECLARATION = DeclarationRef(41, b"\x01" * 32)
REASON = TextRef(9, b"\x02" * 32)
INTAKE = Intake(subject=SUBJECT, declaration=DECLARATION, components=(HeldComponent("application", originals=1),))


def office() -> Calendar:
    """The packaged calendar of offices."""
    calendar = packaged_calendar()
    if isinstance(calendar, Refusal):
        raise Refused(calendar)
    return calendar


def law(
    term: str = "10 working_day",
    *,
    regime: Regime = DECREE_118,
    calendar: Calendar | None = None,
    desk: Desk | None = None,
    **special: Any,
) -> Law:
    """The law of a procedure of that term; `special` overrides fields of its version."""
    version = replace(PROCEDURE, terms=(TermRule(Term.parse(term)),), **special)
    return Law(version, regime, calendar or office(), desk)


def on(text: str, year: int = 2026) -> datetime:
    """`02/03 09:00` or `02/03/2025 09:00` as an instant."""
    day, hour = text.split()
    return datetime.strptime(f"{day}/{year} {hour}" if day.count("/") == 1 else f"{day} {hour}", "%d/%m/%Y %H:%M")


def taken_in(at: str | datetime, by: Law, **intake: Any) -> Facts:
    """A dossier received at that instant."""
    instant = on(at) if isinstance(at, str) else at
    subject = replace(SUBJECT, **intake.pop("subject", {}))
    received = receive(
        replace(INTAKE, subject=subject, **intake), at=instant, law=by, holder=HOLDER, calendar_key="vn-office"
    )
    if isinstance(received, Refusal):
        raise Refused(received)
    return evolve(None, replace(received, code="H49.16-260302-0001"), at=instant)


def after(facts: Facts, by: Law, *moves: tuple[str | datetime, Command]) -> Facts:
    """The facts after these commands; raises Refused when one is refused."""
    for at, command in moves:
        instant = on(at) if isinstance(at, str) else at
        events = decide(facts, command, at=instant, law=by)
        if isinstance(events, Refusal):
            raise Refused(events)
        for event in events:
            facts = evolve(facts, event, at=instant)
    return facts


def refused(facts: Facts, by: Law, at: str | datetime, command: Command) -> Refusal:
    """The refusal of a command that is expected to be refused."""
    answer = decide(facts, command, at=on(at) if isinstance(at, str) else at, law=by)
    assert isinstance(answer, Refusal), answer
    return answer


def without(calendar: Calendar, *days: date) -> Calendar:
    """The calendar as it was before these special days were decided."""
    gone = [special for special in calendar.definition.special_days if special.day in days]
    assert len(gone) == len(days)
    published_at = calendar.definition.published_at
    return Calendar.compiled(
        calendar.definition.followed_by((), version="earlier", published_at=published_at, withdrawn=gone)
    )
