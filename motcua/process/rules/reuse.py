"""Which papers that the house has already serve for which paper of a checklist (NĐ 118/2025 Đ17.1b, Đ22.4)."""

from motcua.catalogue.types import Component, ComponentKind
from motcua.kernel.text import fold

_SERVED = frozenset({ComponentKind.SUBMIT, ComponentKind.PRESENT})
"""What is handed in or shown can be there already; a form is filled in anew, data are looked up anyway."""


def takes_result(component: Component, kind_code: str) -> bool:
    """Whether a result of that kind of the national list is this paper."""
    return bool(kind_code) and component.kind in _SERVED and component.result_code == kind_code


def is_same_paper(component: Component, earlier: Component) -> bool:
    """Whether what was handed in for the one is the other: by the kind of the national list, else by its very name."""
    if component.kind is not ComponentKind.SUBMIT or earlier.kind is not ComponentKind.SUBMIT:
        return False
    if component.result_code or earlier.result_code:
        return component.result_code == earlier.result_code
    return fold(component.label.vi) == fold(earlier.label.vi)
