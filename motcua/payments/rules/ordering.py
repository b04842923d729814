"""How orders are called, so that a bank's file names them, and which receipts are electronic."""

import re

_SAID = re.compile(r"MC\s?(\d{10})(?!\d)")
_DIGITS = 9
_ELECTRONIC = "E"


def reference_of(order_id: int) -> str:
    """How an order is called: it fits into the purpose of a transfer, and a mistyped digit names no other order.

    >>> reference_of(12)
    'MC0000000125'
    """
    number = f"{order_id:0{_DIGITS}d}"
    return f"MC{number}{_check_digit(number)}"


def reference_in(text: str) -> str:
    """The order that a text names; empty where it names none.

    >>> reference_in("CK MC0000000125 le phi"), reference_in("MC0000000121")
    ('MC0000000125', '')
    """
    for digits in _SAID.findall(text.upper()):
        if _check_digit(digits[:-1]) == digits[-1]:
            return f"MC{digits}"
    return ""


def number_of(reference: str) -> int | None:
    """The order of that name; None where it is no such name.

    >>> number_of("MC0000000125"), number_of("MC0000000121")
    (12, None)
    """
    return int(reference[2:-1]) if reference_in(reference) == reference != "" else None


def is_electronic(series: str) -> bool:
    """Whether a series is of electronic receipts: its last letter says how receipts are made (E electronic, T printed
    by the agency itself, P printed to order).
    """
    return series.endswith(_ELECTRONIC)


def _check_digit(number: str) -> str:
    """The digit of Luhn, which finds one wrong digit and almost any two that changed places."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)
