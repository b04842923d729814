"""People of the tests: An files, Binh sits at the desk, Cuong is somebody's proxy. None of them exists."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from motcua.journal.commands import Unit, recording
from motcua.kernel.types import Actor, ActorKind
from motcua.parties.types import (
    Authorisation,
    BirthDate,
    DeclarationInput,
    Identity,
    IdentityKind,
    Party,
    PartyKind,
    Sex,
)

BINH = Actor(ActorKind.OFFICER, "binh", post_id=7, agency_id=3)
MORNING = datetime(2026, 3, 2, 9, 10)

AN = Party(
    kind=PartyKind.PERSON,
    name="Nguyễn Thị Thu An",
    identity=Identity(IdentityKind.PERSONAL_NUMBER, "022195001234"),
    born=BirthDate(1995, 4, 15),
    sex=Sex.FEMALE,
    address="Tổ 5, khu 2, phường Hồng Gai, tỉnh Quảng Ninh",
    commune="06637",
    phone="0912345678",
    email="an@example.vn",
)
CUONG = replace(
    AN,
    name="Đặng Quốc Cường",
    identity=Identity(IdentityKind.PERSONAL_NUMBER, "022090005678"),
    born=BirthDate(1990, 1, 2),
    sex=Sex.MALE,
    phone="0987654321",
)
HA_LONG_COMPANY = Party(
    kind=PartyKind.ORGANISATION,
    name="Công ty TNHH Thương mại và Dịch vụ Hạ Long Xanh",
    identity=Identity(IdentityKind.TAX_CODE, "0100233488"),
    address="Số 12 đường 25/4, phường Hồng Gai, tỉnh Quảng Ninh",
    phone="02033825123",
    represented_by="Phạm Văn Đức",
)
AUTHORISATION = Authorisation(paper="Giấy ủy quyền", number="12/2026", certified_by="Phòng Công chứng số 1")


def filing(*applicants: Party, **others: Any) -> DeclarationInput:
    """A declaration by these applicants, An alone unless said otherwise."""
    return replace(DeclarationInput(applicants=applicants or (AN,)), **others)


def number_of_an() -> Identity:
    """An's personal number."""
    assert AN.identity is not None
    return AN.identity


@contextlib.contextmanager
def at_the_desk() -> Iterator[Unit]:
    """What Binh does at the desk in the morning, in one unit of work."""
    with recording(actor=BINH, at=MORNING) as unit:
        yield unit
