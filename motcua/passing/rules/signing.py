"""Who signs a list of papers, and what taking it means for each line."""

from collections.abc import Collection

from motcua.kernel.types import Refusal


def objection_to_giving(ticked: Collection[int], ready: Collection[int]) -> Refusal | None:
    """Why these papers are not handed over now. Refused: `papers_none`, `papers_not_here` (some have gone by now)."""
    if not ticked:
        return Refusal("papers_none")
    gone = set(ticked) - set(ready)
    return Refusal("papers_not_here", {"count": len(gone)}) if gone else None


def objection_to_taking(
    *, given_by: int, taken_by: int, taken_already: bool, lines: Collection[int], missing: Collection[int], remark: str
) -> Refusal | None:
    """Why a list is not received so.

    Refused: `list_taken_already`, `list_own_hand` (nobody receives what he gave himself), `list_line_unknown`,
    `list_remark_missing` (what is missing is explained).
    """
    if taken_already:
        return Refusal("list_taken_already")
    if given_by == taken_by:
        return Refusal("list_own_hand")
    if set(missing) - set(lines):
        return Refusal("list_line_unknown")
    return Refusal("list_remark_missing") if missing and not remark.strip() else None
