"""How a field asks the browser to help: never so that the browser refuses what the schema accepts."""

from collections.abc import Mapping
from types import MappingProxyType

from motcua.forms.types import Field, FieldKind, Known

_INPUT_MODES: Mapping[FieldKind, str] = MappingProxyType(
    {
        FieldKind.INTEGER: "numeric",
        FieldKind.NUMBER: "decimal",
        FieldKind.DATE: "numeric",
        FieldKind.PERSONAL_NUMBER: "numeric",
        FieldKind.PHONE: "tel",
        FieldKind.EMAIL: "email",
    }
)
_AUTOCOMPLETE: Mapping[Known, str] = MappingProxyType(
    {
        Known.NAME: "name",
        Known.PHONE: "tel",
        Known.EMAIL: "email",
        Known.ADDRESS: "street-address",
    }
)


def attributes(one: Field) -> Mapping[str, str | bool]:
    """The HTML attributes of its control.

    Lengths, bounds and patterns are judged by the schema alone: a browser counts letters otherwise, knows no points
    between thousands, and cannot say what is wrong in the reader's words. What is asked only under a condition is not
    required by the browser either, which does not know whether the condition holds.
    """
    known = one.prefill.known if one.prefill is not None else None
    given: dict[str, str | bool] = {"autocomplete": _AUTOCOMPLETE.get(known, "off") if known is not None else "off"}
    if one.kind in _INPUT_MODES:
        given["inputmode"] = _INPUT_MODES[one.kind]
    if _is_always_asked(one):
        given["required"] = True
    return given


def _is_always_asked(one: Field) -> bool:
    """A box need not be ticked to be answered, but where only the tick is an answer; a group of boxes has no attribute
    for it."""
    if one.shown_when is not None or one.kind in {FieldKind.CHOICES, FieldKind.GROUP}:
        return False
    return "const" in one.schema if one.kind is FieldKind.TICK else one.is_required
