"""The kind of entry a renewal writes."""

from typing import Final

from motcua.journal.types import Kind, declare_kinds

FILE_RENEWED: Final = "papers.file_renewed"
"""A paper got a new archive time stamp: `by` is its copy from then on, and lasts until."""

declare_kinds(Kind(FILE_RENEWED))
