"""The tax code (mã số thuế), which is also an enterprise's registration number.

Ten digits, of which the last is a check digit over the first nine; a branch or dependent unit adds a dash and three
digits. From the day the personal number serves as tax code, a person's or household's code has twelve digits.
"""

import re

from motcua.kernel.types import Refusal

_SHAPE = re.compile(r"([0-9]{10})(?:-?([0-9]{3}))?")
_PERSONAL = re.compile(r"[0-9]{12}")
_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def tidy(text: str) -> str:
    """The code as it is written on papers: blanks and dots gone, a branch after a dash."""
    bare = re.sub(r"[\s.]+", "", text)
    match = _SHAPE.fullmatch(bare)
    return f"{match[1]}-{match[2]}" if match and match[2] else bare


def check_digit(first_nine: str) -> str | None:
    """The tenth digit that belongs to the first nine; None when no code begins with them."""
    remainder = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_nine, strict=True)) % 11
    return str(10 - remainder) if remainder else None


def check(code: str) -> Refusal | None:
    """A refusal when the code has the wrong shape."""
    if _PERSONAL.fullmatch(code) or _SHAPE.fullmatch(code):
        return None
    return Refusal("tax_code_malformed")


def doubts(code: str) -> tuple[Refusal, ...]:
    """The check digit does not fit, or the branch is 000. To be confirmed: registers err."""
    match = _SHAPE.fullmatch(code)
    if match is None:
        return ()
    if match[1][9] != check_digit(match[1][:9]) or match[2] == "000":
        return (Refusal("tax_code_check_digit"),)
    return ()
