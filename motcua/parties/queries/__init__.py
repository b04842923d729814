"""Every read of personal data. Who may read what is decided by the room that holds the reference."""

from motcua.parties.queries.reading import (
    as_kept,
    declaration,
    declaration_of,
    declarations,
    fault_of_email,
    fault_of_number,
    fault_of_phone,
    kind_of_number,
    masked,
    phone_number,
    read_card,
    review,
    texts,
)
from motcua.parties.queries.searching import known_parties, known_party, search
from motcua.parties.queries.subjects import (
    applications_of,
    erasure_plan,
    export,
    filings_for_others,
    subject_of,
    unfiled,
    unfiled_many,
)
from motcua.parties.queries.verifying import faults_in_words, faults_of_the_journal, verify_all, verify_refs
from motcua.parties.queries.wording import plan_in_words

__all__ = [
    "applications_of",
    "as_kept",
    "declaration",
    "declaration_of",
    "declarations",
    "erasure_plan",
    "export",
    "fault_of_email",
    "fault_of_number",
    "fault_of_phone",
    "faults_in_words",
    "faults_of_the_journal",
    "filings_for_others",
    "kind_of_number",
    "known_parties",
    "known_party",
    "masked",
    "phone_number",
    "plan_in_words",
    "read_card",
    "review",
    "search",
    "subject_of",
    "texts",
    "unfiled",
    "unfiled_many",
    "verify_all",
    "verify_refs",
]
