"""Why somebody proposes to refuse, as he chose and wrote it: whoever decides is offered the same."""

from collections.abc import Mapping

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import own_words
from motcua.journal import queries as journal
from motcua.parties import queries as parties
from motcua.process.types import WorkEntry, WorkItem


def reason_given(work: WorkItem) -> Mapping[str, str]:
    """What a form for the same reason begins with: the key of the listed one, and the words beside it.

    Without words where none were written, or they were erased.
    """
    for entry in journal.entries(f"dossier/{work.dossier_id}"):
        if entry.kind == WorkEntry.CLOSED and entry.body.get("number") == work.number:
            reference, key = entry.body.get("reason"), entry.body.get("reason_key", "")
            number = int(reference["text"]) if reference else 0
            found = parties.texts([number]).get(number) if number else None
            words = (found.content or "") if found is not None else ""
            return {"reason_key": key, "reason": own_words(catalogue.reason_called(key, on=entry.at.date()), words)}
    return {}
