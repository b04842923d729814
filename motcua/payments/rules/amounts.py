"""Amounts of money in Vietnamese words, as receipts must say them beside the figures."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS = ("", "nghìn", "triệu")
_BILLION = 10**9


def in_words(amount: int) -> str:
    """The amount as it is said, with a capital letter at its beginning.

    >>> in_words(1_005_021)
    'Một triệu không trăm linh năm nghìn không trăm hai mươi mốt đồng'
    """
    said = " ".join(_said(amount, whole=False)) or _DIGITS[0]
    return f"{said[0].upper()}{said[1:]} đồng"


def _said(amount: int, *, whole: bool) -> list[str]:
    billions, rest = divmod(amount, _BILLION)
    said = [*_said(billions, whole=whole), "tỷ"] if billions else []
    for place in (2, 1, 0):
        group = rest // 1000**place % 1000
        if group:
            said += filter(None, (_below_thousand(group, whole=whole or bool(said)), _GROUPS[place]))
    return said


def _below_thousand(number: int, *, whole: bool) -> str:
    """One group of three digits. Behind a higher group it is said whole: also the hundreds that are not there."""
    hundreds, rest = divmod(number, 100)
    said = [f"{_DIGITS[hundreds]} trăm"] if hundreds or whole else []
    return " ".join([*said, *_below_hundred(rest, behind=bool(said))])


def _below_hundred(number: int, *, behind: bool) -> list[str]:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return ([f"linh {_DIGITS[ones]}"] if behind else [_DIGITS[ones]]) if ones else []
    said = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    return [said, _ones(ones, tens)] if ones else [said]


def _ones(ones: int, tens: int) -> str:
    if ones == 5:
        return "lăm"
    return "mốt" if ones == 1 and tens > 1 else _DIGITS[ones]
