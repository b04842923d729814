"""Every move of a dossier enters here: receiving and filing, acts of law, and the ways out of steps.

Also what comes over from another system, what a changed calendar moves, and how codes are written.
"""

from motcua.process.commands.acting import act, ring
from motcua.process.commands.answering import accept_answer_paper, answer_consultation, remind_asked
from motcua.process.commands.archiving import lose_papers
from motcua.process.commands.at_once import Beside, resolve_at_once
from motcua.process.commands.bulk_signing import seal_letters, seal_results, sign_letters, sign_results
from motcua.process.commands.chasing import answer_chasing, chase
from motcua.process.commands.chasing_signing import seal_chasing_letters, sign_chasing, sign_chasing_letters
from motcua.process.commands.closing import decide_closing
from motcua.process.commands.consulting import ask_opinions
from motcua.process.commands.days_off import (
    MOST_FORESEEN,
    enter_days,
    foresee_days,
    foresee_lifting,
    lift_closure,
    recount,
)
from motcua.process.commands.drafting import draft_result
from motcua.process.commands.entering import file, receive
from motcua.process.commands.exporting import export_person
from motcua.process.commands.handing_over import Collector, hand_over, hand_over_by_post
from motcua.process.commands.in_bulk import advance_each, give_each, take_each
from motcua.process.commands.letter_signing import sign_letter
from motcua.process.commands.noting import read_notes, write_note
from motcua.process.commands.numbering import decide_code_pattern, reserve_codes, void_reserved_codes
from motcua.process.commands.of_the_person import accept_from_person, adjust_as_person, answer_as_person, stop_as_person
from motcua.process.commands.papers import accept_paper, add_paper, add_papers, remove_paper, take_from_store
from motcua.process.commands.printing import (
    print_counter_slip,
    print_form,
    print_hand_over_slip,
    print_question,
    print_register,
    print_results,
)
from motcua.process.commands.recomputing import recompute_clocks
from motcua.process.commands.result_signing import sign_result
from motcua.process.commands.revoking import accept_result_copy, replace_result, revoke_result, void_result_number
from motcua.process.commands.scanning import add_scanned, describe_paper, scanning_tray
from motcua.process.commands.settling import settle_fees
from motcua.process.commands.signing import sign_on_process
from motcua.process.commands.submitting import draft_submission
from motcua.process.commands.supervising import record_cause, remind
from motcua.process.commands.taking_over import take_over
from motcua.process.commands.verifying import request_verification
from motcua.process.commands.working import Details, advance, reassign, recall, send_back, take
from motcua.process.commands.writing_letters import draft_apology, draft_letter, take_back_letter
from motcua.process.keys import opened_key, opened_seal

__all__ = [
    "MOST_FORESEEN",
    "Beside",
    "Collector",
    "Details",
    "accept_answer_paper",
    "accept_from_person",
    "accept_paper",
    "accept_result_copy",
    "act",
    "add_paper",
    "add_papers",
    "add_scanned",
    "adjust_as_person",
    "advance",
    "advance_each",
    "answer_as_person",
    "answer_chasing",
    "answer_consultation",
    "ask_opinions",
    "chase",
    "decide_closing",
    "decide_code_pattern",
    "describe_paper",
    "draft_apology",
    "draft_letter",
    "draft_result",
    "draft_submission",
    "enter_days",
    "export_person",
    "file",
    "foresee_days",
    "foresee_lifting",
    "give_each",
    "hand_over",
    "hand_over_by_post",
    "lift_closure",
    "lose_papers",
    "opened_key",
    "opened_seal",
    "print_counter_slip",
    "print_form",
    "print_hand_over_slip",
    "print_question",
    "print_register",
    "print_results",
    "read_notes",
    "reassign",
    "recall",
    "receive",
    "recompute_clocks",
    "record_cause",
    "recount",
    "remind",
    "remind_asked",
    "remove_paper",
    "replace_result",
    "request_verification",
    "reserve_codes",
    "resolve_at_once",
    "revoke_result",
    "ring",
    "scanning_tray",
    "seal_chasing_letters",
    "seal_letters",
    "seal_results",
    "send_back",
    "settle_fees",
    "sign_chasing",
    "sign_chasing_letters",
    "sign_letter",
    "sign_letters",
    "sign_on_process",
    "sign_result",
    "sign_results",
    "stop_as_person",
    "take",
    "take_back_letter",
    "take_each",
    "take_from_store",
    "take_over",
    "void_reserved_codes",
    "void_result_number",
    "write_note",
]
