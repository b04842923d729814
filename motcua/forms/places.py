"""Communes as people write them: by name and province, or by a name that is no more."""

from collections.abc import Mapping
from functools import cache

from motcua.kernel.types import Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Commune

_MOST_MEANT = 8


def code_of(typed: str) -> str:
    """The code of the commune that is meant; what was typed where it could be none or several.

    A code stays; `phường Hồng Gai, tỉnh Quảng Ninh` in whichever letters is that commune; any other words are, if only
    one commune of today answers to them, by its present name or one it had.
    """
    exactly = _codes().get(typed.casefold())
    if exactly is not None or name_of(typed):
        return exactly or typed
    found = organisation.search_communes(typed, limit=2)
    return found[0].commune.code if len(found) == 1 else typed


def name_of(code: str) -> str:
    """`phường Hồng Gai, tỉnh Quảng Ninh`; empty for what is no code of a commune of today."""
    try:
        return _full_name(organisation.commune(code))
    except Refused:
        return ""


def meant_by(typed: str) -> list[tuple[str, str]]:
    """The communes that may be meant, the likeliest first, each with its code and with the old name it answers to."""
    return [
        (one.commune.code, f"{_full_name(one.commune)} ({one.through})" if one.through else _full_name(one.commune))
        for one in organisation.search_communes(typed, limit=_MOST_MEANT)
    ]


@cache
def _codes() -> Mapping[str, str]:
    """The communes of the country come with the program and are the same for every house."""
    everywhere = (one for province in organisation.provinces() for one in organisation.communes(province.code))
    return {_full_name(one).casefold(): one.code for one in everywhere}


def _full_name(commune: Commune) -> str:
    return f"{commune.full_name}, {organisation.province(commune.province_code).full_name}"
