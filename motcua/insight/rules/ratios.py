"""Ratios with named denominators, and the rounding that never flatters (clock rules 36 and 37)."""

from decimal import ROUND_HALF_UP, Decimal

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")
NO_DENOMINATOR = "–"


def percent(part: int, whole: int) -> Decimal | None:
    """`part` of `whole` in per cent, two decimals, half up; None without a denominator.

    A part smaller than the whole never reads 100, a part above zero never reads 0: 60,395 of 60,396 is 99.99.
    """
    if whole == 0:
        return None
    rounded = (Decimal(part) * _HUNDRED / Decimal(whole)).quantize(_CENT, rounding=ROUND_HALF_UP)
    if part < whole and rounded >= _HUNDRED:
        return _HUNDRED - _CENT
    if part > 0 and rounded <= 0:
        return _CENT
    return rounded


def points(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """The difference of two rates in percentage points (điểm phần trăm), never in per cent."""
    if now is None or before is None:
        return None
    return now - before


def growth(now: int, before: int) -> Decimal | None:
    """This over last in per cent ("bằng 92,33 % so với cùng kỳ"); None when there was nothing last year."""
    return percent(now, before)


def shown(rate: Decimal | None, *, signed: bool = False) -> str:
    """The rate as it is printed: two decimals, comma; a dash without a denominator."""
    if rate is None:
        return NO_DENOMINATOR
    text = f"{rate:+.2f}" if signed else f"{rate:.2f}"
    return text.replace(".", ",")
