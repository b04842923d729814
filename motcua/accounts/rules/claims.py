"""What the national e-ID says of whoever logs in: its claims, read into a party.

The names of the claims are the provider's own. A person is proven by his personal number, an organisation by its tax
code; an account that proves neither does not log in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.kernel.types import Refusal
from motcua.parties.types import BirthDate, Identity, IdentityKind, Party, PartyKind

_ORGANISATION = "2"
"""What `LoaiTaiKhoan` says of an organisation's account; 1 is a person's."""
_LONGEST_LEVEL = 20


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who the provider says it is. `account` is its own name for the account, the same at every log-in."""

    account: str
    party: Party
    level: str


def read(claims: Mapping[str, Any]) -> Claimed | Refusal:
    """Who logs in. Refused (`eid_proves_no_number`) when the account names nobody or proves no number.

    A date of birth that cannot be read is left out: the number and the name are what the account is for.
    """
    subject, kind = _text(claims, "sub"), _text(claims, "LoaiTaiKhoan")
    party = _organisation(claims) if kind == _ORGANISATION else _person(claims)
    if not subject or party.identity is None:
        return Refusal("eid_proves_no_number")
    # One person may come for himself today and for his company tomorrow: these are two accounts of ours.
    account = f"{subject} {party.identity.number}" if kind == _ORGANISATION else subject
    level = _text(claims, "IAL") or _text(claims, "loAs") or _text(claims, "acr")
    return Claimed(account, party, level[:_LONGEST_LEVEL])


def _person(claims: Mapping[str, Any]) -> Party:
    number = _text(claims, "SoDinhDanh")
    born = BirthDate.read(_text(claims, "NgayThangNamSinh"))
    return Party(
        kind=PartyKind.PERSON,
        name=_text(claims, "HoVaTen"),
        identity=Identity(IdentityKind.PERSONAL_NUMBER, number) if number else None,
        born=None if isinstance(born, Refusal) else born,
    )


def _organisation(claims: Mapping[str, Any]) -> Party:
    code = _text(claims, "MaSoThue") or _text(claims, "MaSoDoanhNghiep")
    return Party(
        kind=PartyKind.ORGANISATION,
        name=_text(claims, "TenDoanhNghiep"),
        identity=Identity(IdentityKind.TAX_CODE, code) if code else None,
        represented_by=_text(claims, "HoVaTen"),
    )


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name, "")
    return str(value).strip() if isinstance(value, str | int) else ""
