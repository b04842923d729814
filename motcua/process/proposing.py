"""Why somebody proposes to refuse, in his own words: whoever decides is offered them."""

from motcua.journal import queries as journal
from motcua.parties import queries as parties
from motcua.process.types import WorkEntry, WorkItem


def reason_given(work: WorkItem) -> str:
    """The text typed when this work was ended; empty where none was, or it was erased."""
    for entry in journal.entries(f"dossier/{work.dossier_id}"):
        if entry.kind == WorkEntry.CLOSED and entry.body.get("number") == work.number:
            reference = entry.body.get("reason")
            number = int(reference["text"]) if reference else 0
            found = parties.texts([number]).get(number) if number else None
            return (found.content or "") if found is not None else ""
    return ""
