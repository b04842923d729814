"""Every write of the figures: the ledger, the books that close, and what ended dossiers took."""

from motcua.insight.commands.ledger import KINDS, LEDGER, SUBMITTED, follow, submit_report
from motcua.insight.commands.taken import TAKEN, note_ended, sum_months

__all__ = ["KINDS", "LEDGER", "SUBMITTED", "TAKEN", "follow", "note_ended", "submit_report", "sum_months"]
