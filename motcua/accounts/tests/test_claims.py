"""What the national e-ID says, read: persons, organisations, and what is no proof."""

from typing import Any

import pytest

from motcua.accounts.rules import browsers, claims
from motcua.accounts.rules.claims import Claimed
from motcua.kernel.types import Refusal
from motcua.parties.types import BirthDate

LAN = {"sub": "a1", "LoaiTaiKhoan": 1, "SoDinhDanh": "022190001234", "HoVaTen": " Nguyễn Thị Lan "}
COMPANY = {"sub": "a1", "LoaiTaiKhoan": "2", "TenDoanhNghiep": "Công ty Than", "HoVaTen": "Trần Văn Bình"}


def read(said: dict[str, Any]) -> Claimed:
    found = claims.read(said)
    assert isinstance(found, Claimed)
    return found


@pytest.mark.parametrize(
    ("written", "born"),
    [
        ("03/05/1990", BirthDate(1990, 5, 3)),
        ("1990-05-03", BirthDate(1990, 5, 3)),
        ("1990", BirthDate(1990)),
        ("", None),
        ("không rõ", None),
        ("31/02/1990", None),
    ],
)
def test_a_date_of_birth_is_read_or_left_out(written: str, born: BirthDate | None) -> None:
    assert read(LAN | {"NgayThangNamSinh": written}).party.born == born


def test_a_person_is_known_by_his_account_whatever_his_number_becomes() -> None:
    assert read(LAN).account == read(LAN | {"SoDinhDanh": "022190009999"}).account == "a1"
    assert read(LAN).party.name == "Nguyễn Thị Lan"


def test_an_organisation_is_another_account_of_the_same_person_and_two_are_two() -> None:
    one, other = read(COMPANY | {"MaSoThue": "5700100256"}), read(COMPANY | {"MaSoDoanhNghiep": "0100109106"})
    assert len({one.account, other.account, read(LAN).account}) == 3
    assert (one.party.name, one.party.represented_by) == ("Công ty Than", "Trần Văn Bình")


@pytest.mark.parametrize(
    "said",
    [{}, {"sub": "a1"}, LAN | {"sub": ""}, LAN | {"SoDinhDanh": ""}, LAN | {"SoDinhDanh": ["022190001234"]}, COMPANY],
)
def test_who_proves_no_number_is_nobody(said: dict[str, Any]) -> None:
    assert claims.read(said) == Refusal("eid_proves_no_number")


@pytest.mark.parametrize(
    ("said", "level"),
    [({"IAL": 2, "loAs": "1"}, "2"), ({"loAs": "LoA3"}, "LoA3"), ({"acr": "x" * 50}, "x" * 20), ({}, "")],
)
def test_the_level_is_what_the_provider_writes(said: dict[str, Any], level: str) -> None:
    assert read(LAN | said).level == level


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0",
            "Edge, Windows",
        ),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox, Linux"),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_a_browser_is_named_by_its_kind_alone(header: str, name: str) -> None:
    assert browsers.name_of(header) == name
