"""Every read of the heart: scoped to an actor, one refusal for absent and not-yours, plain data."""

from motcua.dossier.queries.alarms import concerned_by, due_alarms
from motcua.dossier.queries.book import PrintedBook, register_pdf
from motcua.dossier.queries.checking import faults, fold_entries, ids_after, in_words, silent_gaps
from motcua.dossier.queries.codes import code_pattern_of, code_patterns, next_codes, objection_to_code_pattern
from motcua.dossier.queries.effects import effect_of
from motcua.dossier.queries.listing import by_ids, count, dossiers, possible_actions, search
from motcua.dossier.queries.page import explain, page
from motcua.dossier.queries.printing import form_pdf, paper, receipt_pdf
from motcua.dossier.queries.sight import by_code, by_codes, facts, facts_many
from motcua.dossier.queries.slips import counter_slip_pdf
from motcua.dossier.queries.tracking import track

__all__ = [
    "PrintedBook",
    "by_code",
    "by_codes",
    "by_ids",
    "code_pattern_of",
    "code_patterns",
    "concerned_by",
    "count",
    "counter_slip_pdf",
    "dossiers",
    "due_alarms",
    "effect_of",
    "explain",
    "facts",
    "facts_many",
    "faults",
    "fold_entries",
    "form_pdf",
    "ids_after",
    "in_words",
    "next_codes",
    "objection_to_code_pattern",
    "page",
    "paper",
    "possible_actions",
    "receipt_pdf",
    "register_pdf",
    "search",
    "silent_gaps",
    "track",
]
