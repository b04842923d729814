"""Every read of the heart: scoped to an actor, one refusal for absent and not-yours, plain data."""

from motcua.dossier.queries.alarms import concerned_by, due_alarms
from motcua.dossier.queries.answering import answer_wait
from motcua.dossier.queries.archiving import finished, finished_by_year, finished_ids
from motcua.dossier.queries.asked import AskedOfPerson, AskedPaper, asked_of_person
from motcua.dossier.queries.book import Book, register, result_list
from motcua.dossier.queries.checking import faults, fold_entries, ids_after, in_words, silent_gaps
from motcua.dossier.queries.classes import Differing, why_classes_differ
from motcua.dossier.queries.codes import (
    code_pattern_of,
    code_patterns,
    next_codes,
    numbers_of_pads,
    objection_to_code_pattern,
)
from motcua.dossier.queries.effects import effect_of, effect_on
from motcua.dossier.queries.endings import Ending, endings, endings_counted_by
from motcua.dossier.queries.frequent import received_most
from motcua.dossier.queries.listing import (
    by_ids,
    count,
    counts,
    dossiers,
    ids_of_procedure,
    members,
    possible_actions,
    search,
)
from motcua.dossier.queries.page import explain, page
from motcua.dossier.queries.papers import (
    confirmed_facts,
    most_bytes_of_a_file,
    open_paper,
    paper_of,
    paper_preview,
    papers_of,
)
from motcua.dossier.queries.printing import (
    OfficialPaper,
    form_pdf,
    head_of,
    official_paper,
    person_of,
    signer_of,
    tracking_address,
)
from motcua.dossier.queries.reusable import EarlierPaper, EarlierPapers, earlier_papers
from motcua.dossier.queries.sight import (
    by_code,
    by_codes,
    facts,
    facts_many,
    ids_in_sight,
    of_declarations,
    papers_arrive_at,
    sequence_of,
)
from motcua.dossier.queries.signatures import (
    Confirmation,
    Line,
    Slip,
    confirmation,
    control_lines,
    letterhead_of,
    slips_of,
)
from motcua.dossier.queries.slips import counter_slip
from motcua.dossier.queries.tracking import Proved, Sought, declares_number, proved, sought, tracked
from motcua.dossier.queries.versions import open_by_version
from motcua.dossier.rules.apology import due_when_made
from motcua.dossier.rules.slips import with_reason

__all__ = [
    "AskedOfPerson",
    "AskedPaper",
    "Book",
    "Confirmation",
    "Differing",
    "EarlierPaper",
    "EarlierPapers",
    "Ending",
    "Line",
    "OfficialPaper",
    "PrintedBook",
    "Proved",
    "Slip",
    "Sought",
    "answer_wait",
    "asked_of_person",
    "by_code",
    "by_codes",
    "by_ids",
    "code_pattern_of",
    "code_patterns",
    "concerned_by",
    "confirmation",
    "confirmed_facts",
    "control_lines",
    "count",
    "counter_slip",
    "counts",
    "declares_number",
    "dossiers",
    "due_alarms",
    "due_when_made",
    "earlier_papers",
    "effect_of",
    "effect_on",
    "endings",
    "endings_counted_by",
    "explain",
    "facts",
    "facts_many",
    "faults",
    "finished",
    "finished_by_year",
    "finished_ids",
    "fold_entries",
    "form_pdf",
    "head_of",
    "ids_after",
    "ids_in_sight",
    "ids_of_procedure",
    "in_words",
    "letterhead_of",
    "members",
    "most_bytes_of_a_file",
    "next_codes",
    "numbers_of_pads",
    "objection_to_code_pattern",
    "of_declarations",
    "official_paper",
    "open_by_version",
    "open_paper",
    "page",
    "paper_of",
    "paper_preview",
    "papers_arrive_at",
    "papers_of",
    "person_of",
    "possible_actions",
    "proved",
    "received_most",
    "register",
    "result_list",
    "search",
    "sequence_of",
    "signer_of",
    "silent_gaps",
    "slips_of",
    "sought",
    "tracked",
    "tracking_address",
    "why_classes_differ",
    "with_reason",
]
