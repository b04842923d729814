"""Which entry a slip of a dossier tells of, and so who made it and signs it. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final

from motcua.catalogue.types import FormKey
from motcua.dossier.types import Outcome
from motcua.journal.types import Entry

TOLD_BY: Final[Mapping[FormKey, tuple[str, ...]]] = {
    FormKey.RECEIPT: ("dossier.received", "dossier.imported"),
    FormKey.SUPPLEMENT_REQUEST: ("dossier.supplement_asked", "dossier.completion_asked"),
    FormKey.REFUSAL: ("dossier.declined", "dossier.decided"),
    FormKey.APOLOGY: ("dossier.apologised",),
    FormKey.STOP_NOTICE: ("dossier.stopped",),
}
"""The slips that one officer makes, each with the entries of which it tells the last."""
SIGNED_BY_ITS_MAKER: Final = frozenset(TOLD_BY) - {FormKey.APOLOGY}
"""The slips that whoever made them signs. An apology is its agency's: a leader signs it (NĐ 118/2025 Đ19.6)."""


def told(form: FormKey, entries: Sequence[Entry]) -> Entry | None:
    """The entry this slip tells of; None where nothing of the kind has happened."""
    last = next((entry for entry in reversed(entries) if entry.kind in TOLD_BY.get(form, ())), None)
    if last is None or (last.kind == "dossier.decided" and last.body.get("outcome") != Outcome.REFUSED):
        return None
    return last


def with_reason(paper: str, why: str) -> str:
    """A paper as a slip asks for it: what it is and, where that was said, why."""
    return f"{paper} – {why}" if why else paper
