"""Telephone numbers: many ways to type one number, one way to keep it."""

import re

from motcua.kernel.types import Refusal

_NOISE = re.compile(r"[\s.\-()]+")
_HOME = re.compile(r"(?:\+84|0084|84(?=[2-9][0-9]{8,9}$))")
_MOBILE = re.compile(r"0[35789][0-9]{8}")
_LANDLINE = re.compile(r"02[0-9]{8,9}")
_SERVICE = re.compile(r"1[89]00[0-9]{4,6}")
_ABROAD = re.compile(r"\+[1-9][0-9]{6,14}")


def normal_form(text: str) -> str | Refusal:
    """The number as it is stored and searched: national form 0…, or +country… for a number abroad.

    >>> normal_form("+84 (0)912.345.678")
    '0912345678'
    """
    bare = _NOISE.sub("", text)
    national = re.sub(r"^00(?!84)", "+", bare)
    if _HOME.match(national):
        national = "0" + _HOME.sub("", national, count=1).removeprefix("0")
    if any(shape.fullmatch(national) for shape in (_MOBILE, _LANDLINE, _SERVICE)):
        return national
    if not national.startswith("+84") and _ABROAD.fullmatch(national):
        return national
    return Refusal("phone_unreadable")
