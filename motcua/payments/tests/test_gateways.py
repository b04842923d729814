"""What every gateway keeps: one payment for an order, notices that cannot be forged, money that goes back once."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from django.utils.translation import gettext_lazy as _
from pytest_django.fixtures import Settings

from motcua.payments import demo_commands
from motcua.payments.gateways import VARIABLE, Vendor, gateways, register, vendors
from motcua.payments.rules import vietqr as codes
from motcua.payments.rules.ordering import number_of, reference_in, reference_of
from motcua.payments.tests.online import demo
from motcua.payments.types import (
    Account,
    Asked,
    Back,
    BadGatewayError,
    FileKind,
    ForgedNoticeError,
    Gateway,
    GatewayFault,
    GatewayTrouble,
)
from motcua.payments.vendors.demo import SIGNATURE, Demo, DemoOptions

NOON = datetime(2026, 3, 2, 12, 0)
REFERENCE = reference_of(7)
ACCOUNT = Account(1, 1, "970403", "Sacombank", "0011012345678", "PHUONG MAU")
ASKED = Asked(REFERENCE, 50_000, REFERENCE, NOON + timedelta(minutes=30), "/thanh-toan/x/", ACCOUNT)
STATEMENT = (
    "Số giao dịch,Thời gian,Số tiền,Nội dung\n"
    f'FT1,02/03/2026 12:05,"50.000",CK {REFERENCE} le phi\n'
    'FT2,02/03/2026 12:06,"-20.000",rut tien\n'
    'FT3,02/03/2026 12:07,"30.000",cam on\n'
)


@dataclass
class Case:
    """A gateway, its file of a day on which 50,000 were paid for the order, and how it is when it does not answer."""

    gateway: Gateway
    file: bytes
    away: Gateway | None


def made(monkeypatch: pytest.MonkeyPatch, addresses: str) -> Gateway:
    monkeypatch.setenv(VARIABLE, addresses)
    (found,) = gateways().values()
    return found


@pytest.fixture(params=["demo", "vietqr"])
def case(request: pytest.FixtureRequest, db: None, monkeypatch: pytest.MonkeyPatch) -> Case:
    if request.param == "vietqr":
        return Case(made(monkeypatch, "vietqr:"), STATEMENT.encode(), None)
    away = made(monkeypatch, "demo:?away=yes")
    gateway = made(monkeypatch, "demo:")
    demo_commands.pay(REFERENCE, amount=50_000, paid_at=NOON + timedelta(minutes=5))
    return Case(gateway, demo().file_of(NOON.date()), away)


def test_every_vendor_of_the_house_is_tried_here() -> None:
    assert {one.name for one in vendors()} == {"demo", "vietqr"}


def test_somebody_is_told_one_way_to_pay_the_same_at_every_try(case: Case) -> None:
    way = case.gateway.begin(ASKED)
    assert case.gateway.begin(ASKED) == way
    assert bool(way.url) != bool(way.code)
    assert REFERENCE in way.url + way.code


def test_what_nobody_signed_is_no_notice(case: Case) -> None:
    for body, headers in ((b"{}", {}), (b"{}", {SIGNATURE: "0" * 64}), (b"\xff", {SIGNATURE: "é"})):
        with pytest.raises(ForgedNoticeError):
            case.gateway.read_notice(body, headers)


def test_money_of_the_file_is_known_by_its_order(case: Case) -> None:
    lines = case.gateway.read_file(case.file)
    ours = [line for line in lines if line.reference == REFERENCE]
    assert [(line.kind, line.amount, line.at) for line in ours] == [
        (FileKind.PAID, 50_000, NOON + timedelta(minutes=5))
    ]
    assert all(line.amount > 0 and line.transaction for line in lines)
    with pytest.raises(ValueError, match=r"\w"):
        case.gateway.read_file(b"nothing,of,the,kind\n1,2,3,4\n")


def test_money_that_never_came_does_not_go_back(case: Case) -> None:
    with pytest.raises(GatewayTrouble) as refused:
        case.gateway.give_back(Back("repayment/1", "NOBODY", 50_000), at=NOON)
    assert (refused.value.why, refused.value.is_permanent) == (GatewayFault.REFUSED, True)


def test_who_does_not_answer_may_answer_later(case: Case) -> None:
    if case.away is None:
        assert case.gateway.ask(REFERENCE) is None, "nobody can be asked, so nobody is away"
        return
    away = case.away
    for asked in (lambda: away.begin(ASKED), lambda: away.ask(REFERENCE)):
        with pytest.raises(GatewayTrouble) as trouble:
            asked()
        assert not trouble.value.is_permanent


def test_the_demonstration_signs_what_it_sends_and_gives_a_key_back_once(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = made(monkeypatch, "demo:?secret=thầm%20kín")
    told = demo_commands.pay(REFERENCE, amount=50_000, paid_at=NOON)
    body, headers = demo().notice(told)
    assert gateway.read_notice(body, headers) == told
    assert gateway.ask(REFERENCE) == told
    failed, signed = demo().notice(told, is_paid=False)
    assert gateway.read_notice(failed, signed) is None
    with pytest.raises(ForgedNoticeError):
        gateway.read_notice(body.replace(b"50000", b"90000"), headers)
    back = Back("repayment/1", told.transaction, 50_000)
    assert gateway.give_back(back, at=NOON) == gateway.give_back(back, at=NOON + timedelta(hours=1))
    assert gateway.give_back(replace(back, key="repayment/2"), at=NOON) != gateway.give_back(back, at=NOON)


def test_the_code_of_a_transfer_says_what_for_and_needs_an_account(monkeypatch: pytest.MonkeyPatch) -> None:
    gateway = made(monkeypatch, "vietqr:")
    fields = codes.fields(gateway.begin(ASKED).code)
    assert (fields["54"], codes.fields(fields["62"])["08"]) == ("50000", REFERENCE)
    with pytest.raises(GatewayTrouble):
        gateway.begin(replace(ASKED, account=None))


@pytest.mark.parametrize(
    ("text", "order"),
    [
        (REFERENCE, 7),
        (f"nop le phi {REFERENCE.lower()}.FT260302", 7),
        (REFERENCE.replace("MC", "MC "), 7),
        (REFERENCE[:-1] + str((int(REFERENCE[-1]) + 1) % 10), None),
        (REFERENCE + "0", None),
        ("", None),
    ],
    ids=["alone", "in a bank's text", "with a gap", "a wrong digit", "a digit too many", "nothing"],
)
def test_an_order_is_found_in_what_a_bank_writes(text: str, order: int | None) -> None:
    assert number_of(reference_in(text)) == order


@pytest.mark.parametrize(
    ("addresses", "says"),
    [("cowrie:", "MOTCUA_PAY: cowrie (demo, vietqr)"), ("demo:?colour=red", "MOTCUA_PAY: colour")],
)
def test_a_wrong_address_says_what_is_wrong_with_it(monkeypatch: pytest.MonkeyPatch, addresses: str, says: str) -> None:
    monkeypatch.setenv(VARIABLE, addresses)
    with pytest.raises(BadGatewayError) as wrong:
        gateways()
    assert str(wrong.value).startswith(says)


def test_a_demonstration_asks_nobody_for_real_money(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.DEMO = True
    monkeypatch.setenv(VARIABLE, "https://bank.example/")
    assert isinstance(gateways()["demo"], Demo)


def test_a_vendor_has_one_name() -> None:
    with pytest.raises(ValueError, match="registered twice"):
        register(Vendor("demo", _("Another"), DemoOptions, Demo))
