"""The code that a bank's program reads as a transfer (VietQR of NAPAS, after EMVCo's merchant-presented codes).

A payload is a row of fields: two digits that name it, two that count its characters, and the value. Fields may hold
fields. Everything is plain ASCII, and the last field is a checksum over all that stands before its own four digits.
"""

import unicodedata

from motcua.kernel.types import Refusal

_GUID = "A000000727"
_TO_AN_ACCOUNT = "QRIBFTTA"
_FORMAT, _DYNAMIC = "01", "12"
_DONG, _COUNTRY = "704", "VN"
_LONGEST_PURPOSE = 25
"""What banks carry of the purpose without cutting it."""
_LONGEST_ACCOUNT = 19
_LONGEST_AMOUNT = 13
_BANK_DIGITS = 6


def payload(*, bank_code: str, account: str, amount: int, purpose: str) -> str:
    """The code for one transfer of exactly this amount, with the purpose by which it is recognised."""
    beneficiary = _field("00", bank_code) + _field("01", account)
    merchant = _field("00", _GUID) + _field("01", beneficiary) + _field("02", _TO_AN_ACCOUNT)
    body = "".join(
        (
            _field("00", _FORMAT),
            _field("01", _DYNAMIC),
            _field("38", merchant),
            _field("53", _DONG),
            _field("54", str(amount)),
            _field("58", _COUNTRY),
            _field("62", _field("08", plain(purpose)[:_LONGEST_PURPOSE].strip())),
        )
    )
    return with_checksum(body)


def with_checksum(body: str) -> str:
    """The fields followed by the checksum over them."""
    covered = f"{body}6304"
    return f"{covered}{checksum(covered):04X}"


def checksum(text: str) -> int:
    """CRC-16 with the polynomial 0x1021 that begins with 0xFFFF.

    >>> f"{checksum('123456789'):04X}"
    '29B1'
    """
    remainder = 0xFFFF
    for byte in text.encode("ascii"):
        remainder ^= byte << 8
        for _ in range(8):
            remainder = ((remainder << 1) ^ 0x1021 if remainder & 0x8000 else remainder << 1) & 0xFFFF
    return remainder


def fields(text: str) -> dict[str, str]:
    """The fields of a payload, or of a field that holds some. Raises ValueError where they do not fit."""
    found: dict[str, str] = {}
    place = 0
    while place < len(text):
        name, length = text[place : place + 2], text[place + 2 : place + 4]
        if not (name.isdigit() and length.isdigit()) or place + 4 + int(length) > len(text):
            raise ValueError(f"No field begins at character {place + 1}.")
        found[name] = text[place + 4 : place + 4 + int(length)]
        place += 4 + int(length)
    return found


def plain(text: str) -> str:
    """The text in ASCII, without the marks of Vietnamese.

    >>> plain("Lệ phí hồ sơ Đông Triều")
    'Le phi ho so Dong Trieu'
    """
    folded = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(sign for sign in folded if " " <= sign <= "~")


def objection_to_account(*, bank_code: str, number: str) -> Refusal | None:
    """Why nothing can be transferred there: the bank has six digits, an account letters and digits."""
    if not (bank_code.isascii() and bank_code.isdigit() and len(bank_code) == _BANK_DIGITS):
        return Refusal("account_bank_code", {"code": bank_code})
    if not (number.isascii() and number.isalnum() and len(number) <= _LONGEST_ACCOUNT):
        return Refusal("account_number", {"number": number})
    return None


def _field(name: str, value: str) -> str:
    return f"{name}{len(value):02d}{value}"
