"""What every carrier keeps: a price, one parcel for a key, where it is, trouble that lasts or may pass."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from pytest_django.fixtures import Settings

from motcua.parties.types import Party, PartyKind
from motcua.postal import models
from motcua.postal.carriers import VARIABLE, Vendor, carrier, register, vendors
from motcua.postal.types import BadCarrierError, Carrier, Parcel, PostalTrouble, ShipmentState, Trouble
from motcua.postal.vendors.demo import Demo, DemoOptions

NOON = datetime(2026, 3, 2, 12, 0)
BINH = Party(PartyKind.PERSON, "Trần Thị Bình", address="Số 5, phường Mẫu", phone="0912345678")
PARCEL = Parcel("shipment/7", "Trung tâm Mẫu", BINH)


@dataclass
class Case:
    """One carrier, somebody he finds, somebody he does not, and how he is when he does not answer."""

    carrier: Carrier
    nobody: Party
    away: Carrier
    arrives_within: timedelta


def made(monkeypatch: pytest.MonkeyPatch, address: str) -> Carrier:
    monkeypatch.setenv(VARIABLE, address)
    found = carrier()
    assert found is not None
    return found


@pytest.fixture(params=["demo"])
def case(request: pytest.FixtureRequest, db: None, monkeypatch: pytest.MonkeyPatch) -> Case:
    away = made(monkeypatch, "demo:?away=yes")
    return Case(made(monkeypatch, "demo:"), replace(BINH, phone="0912345699"), away, timedelta(days=2))


def test_every_vendor_of_the_house_is_tried_here() -> None:
    assert {one.name for one in vendors()} == {"demo"}


def test_the_price_is_told_before_and_holds(case: Case) -> None:
    quote = case.carrier.quote(BINH)
    assert (quote.amount > 0, quote.days > 0) == (True, True)
    assert case.carrier.book(PARCEL, at=NOON).amount == quote.amount


def test_a_key_is_booked_once(case: Case) -> None:
    first, again = (case.carrier.book(PARCEL, at=NOON + timedelta(hours=hour)) for hour in (0, 1))
    assert first == again
    assert first.reference
    other = case.carrier.book(replace(PARCEL, key="shipment/8"), at=NOON)
    assert other.reference != first.reference


def test_a_parcel_is_followed_until_it_is_there(case: Case) -> None:
    reference = case.carrier.book(PARCEL, at=NOON).reference
    assert case.carrier.track(reference, at=NOON) is None
    seen = case.carrier.track(reference, at=NOON + case.arrives_within)
    assert seen is not None
    assert seen.state is ShipmentState.DELIVERED
    assert NOON <= seen.at <= NOON + case.arrives_within


def test_what_can_never_be_carried_is_permanent_and_names_nobody(case: Case) -> None:
    for asked in (lambda: case.carrier.quote(case.nobody), lambda: case.carrier.track("NOBODY", at=NOON)):
        with pytest.raises(PostalTrouble) as refused:
            asked()
        assert (refused.value.why, refused.value.is_permanent) == (Trouble.REFUSED, True)
        assert case.nobody.phone not in f"{refused.value} {refused.value.about}"
    with pytest.raises(PostalTrouble):
        case.carrier.book(replace(PARCEL, to=case.nobody), at=NOON)


def test_who_does_not_answer_may_answer_later(case: Case) -> None:
    for asked in (lambda: case.away.quote(BINH), lambda: case.away.book(PARCEL, at=NOON)):
        with pytest.raises(PostalTrouble) as away:
            asked()
        assert (away.value.why, away.value.is_permanent) == (Trouble.NO_ANSWER, False)
    assert not models.DemoParcel.objects.exists()


@pytest.mark.parametrize(
    ("address", "says"),
    [("pigeon:", "MOTCUA_POST: pigeon (demo)"), ("demo:?colour=red", "MOTCUA_POST: colour")],
)
def test_a_wrong_address_says_what_is_wrong_with_it(monkeypatch: pytest.MonkeyPatch, address: str, says: str) -> None:
    monkeypatch.setenv(VARIABLE, address)
    with pytest.raises(BadCarrierError) as wrong:
        carrier()
    assert str(wrong.value).startswith(says)


def test_a_demonstration_sends_nothing_into_the_world(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.DEMO = True
    monkeypatch.setenv(VARIABLE, "https://carrier.example/")
    assert isinstance(carrier(), Demo)


def test_a_vendor_has_one_name() -> None:
    with pytest.raises(ValueError, match="registered twice"):
        register(Vendor("demo", DemoOptions, Demo))
