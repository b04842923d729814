"""Rows by the hundred for the lists of the house: copies of what one real dossier wrote, each a little different.

They are made in bulk and go through no command, so only lists are read of them, never a dossier's own page.
"""

from tests.faces.crowds.archive import DESTRUCTION, destructions, lists_of_a_year, records
from tests.faces.crowds.desk import (
    PAPER_LIST,
    TILL,
    books,
    certified,
    debts,
    kept_sheets,
    paper_lists,
    papers_in_a_list,
    payments,
    shipments,
    tills,
    to_send,
)
from tests.faces.crowds.dossiers import (
    dossiers,
    letters,
    resolved_elsewhere,
    results,
    standing_on,
    to_seal,
    to_sign,
    work,
)
from tests.faces.crowds.figures import counted, rows_of_figures
from tests.faces.crowds.house import (
    agencies,
    chasing_letters,
    closing_rules,
    code_patterns,
    feedbacks,
    fields,
    history_of,
    notices,
    officers,
    procedures,
    unpublished,
)

__all__ = [
    "DESTRUCTION",
    "PAPER_LIST",
    "TILL",
    "agencies",
    "books",
    "certified",
    "chasing_letters",
    "closing_rules",
    "code_patterns",
    "counted",
    "debts",
    "destructions",
    "dossiers",
    "feedbacks",
    "fields",
    "history_of",
    "kept_sheets",
    "letters",
    "lists_of_a_year",
    "notices",
    "officers",
    "paper_lists",
    "papers_in_a_list",
    "payments",
    "procedures",
    "records",
    "resolved_elsewhere",
    "results",
    "rows_of_figures",
    "shipments",
    "standing_on",
    "tills",
    "to_seal",
    "to_send",
    "to_sign",
    "unpublished",
    "work",
]
