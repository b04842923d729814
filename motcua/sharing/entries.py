"""The kinds of entries of what people share. They name the paper by its key and nobody by his name."""

from typing import Final

from motcua.journal.types import Kind, declare_kinds

SHARED: Final = "sharing.shared"
ENDED: Final = "sharing.ended"
"""Whoever shared it has taken it back before its last day."""

declare_kinds(Kind(SHARED), Kind(ENDED))
