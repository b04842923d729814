"""How faults in a source, findings of a check and reasons behind a fee read."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from functools import partial

from django.utils.functional import Promise, lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from motcua.catalogue.language.text import Fault
from motcua.catalogue.parts.fees import Why
from motcua.catalogue.parts.findings import Finding
from motcua.catalogue.parts.words import Label
from motcua.catalogue.sheet_wording import enum_words, place_words, spoken
from motcua.worktime.types import Term, number_words, term_words

Sentence = str | Promise

_FAULTS: Mapping[str, Sentence] = {
    "not_yaml": _("this is not YAML: {found}"),
    "named_twice": _("“{found}” is named twice"),
    "reference_unknown": _("“{found}” is not known in the shared library"),
    "missing": _("this key is missing"),
    "extra_forbidden": _("no such key is known; a text with a comma must stand in quotation marks"),
    "enum": _("“{found}” is none of {expected}"),
    "literal_error": _("“{found}” is none of {expected}"),
    "string_pattern_mismatch": _("“{found}” is not written as it must be"),
    "string_too_short": _("the text is empty"),
    "string_too_long": _("“{found}” is too long"),
    "string_type": _("a text is expected here"),
    "int_parsing": _("“{found}” is not a whole number"),
    "int_type": _("a whole number is expected here"),
    "greater_than": _("“{found}” is too small"),
    "greater_than_equal": _("“{found}” is too small"),
    "less_than_equal": _("“{found}” is too large"),
    "decimal_parsing": _("“{found}” is not a number"),
    "bool_parsing": _("“{found}” is neither true nor false"),
    "date_from_datetime_parsing": _("“{found}” is not a date; write it like 2025-07-01"),
    "date_parsing": _("“{found}” is not a date; write it like 2025-07-01"),
    "time_parsing": _("“{found}” is not a time; write it like 15:00"),
    "list_type": _("a list is expected here"),
    "frozen_set_type": _("a list is expected here"),
    "dict_type": _("a mapping is expected here"),
    "model_type": _("a mapping is expected here"),
    "too_short": _("at least one entry is needed"),
    "term_unreadable": _(
        "“{found}” is not a term such as 5 working days, 8 working hours, the same day"
        " (in the whole text: 5 working_day, 8 working_hour, same_day)"
    ),
    "selector_unreadable": _("“{found}” is no place; write receiving, resolving, agency:CODE, unit:KEY or partner:KEY"),
}

_FINDINGS: Mapping[str, Sentence] = {
    "ends_before_it_begins": _("the last day lies before the first"),
    "key_named_twice": _("the key “{key}” is used twice"),
    "case_unknown": _("the case “{case}” does not exist in this procedure"),
    "channel_closed": _("the channel “{channel}” is not open for this procedure"),
    "subject_unknown": _("“{subject}” may not apply for this procedure"),
    "terms_ambiguous": _("in the case “{case}” ({channel}) several terms are equally specific: {terms}"),
    "terms_ambiguous_without_case": _("for this way of filing ({channel}) several terms are equally specific: {terms}"),
    "term_missing_without_case": _("no term was decided for this way of filing: {channel}"),
    "term_missing": _("no term was decided for the case “{case}” ({channel})"),
    "fees_overlap": _("two amounts of the fee “{key}” hold at the same time"),
    "amount_too_small": _("{amount} dong is less than any fee; thousands may be missing"),
    "paper_without_count": _("the paper “{key}” says neither originals nor copies"),
    "condition_unsaid": _("the paper “{key}” is conditional but its condition is not said"),
    "restart_term_unclear": _("restart_with needs the new term, and only restart_with has one"),
    "process_missing": _("there is no process"),
    "awaits_a_person": _("a person has to look at this: {text}"),
    "path_too_long": _("the longest path takes {hours} working hours, the shortest term ({term}) holds {allowed}"),
    "step_named_twice": _("the step “{step}” is named twice"),
    "action_named_twice": _("the action “{action}” of the step “{step}” is named twice"),
    "first_step_receives": _("the first step has to be of the kind receive"),
    "leads_nowhere": _("the action “{action}” of the step “{step}” leads to a step that does not exist"),
    "ends_without_hand_over": _("a path ends only with the hand-over; look at “{action}” of the step “{step}”"),
    "joins_nowhere": _("the step “{step}” joins at “{join}”, which does not exist"),
    "joins_without_way": _("no way out of the step “{step}” leads on to “{join}”, where its opinions meet"),
    "step_without_action": _("no action leads out of the step “{step}”"),
    "supplement_returns_nowhere": _("an answered supplement returns to “{step}”, where none may be asked for"),
    "step_unreachable": _("the step “{step}” is never reached"),
    "path_never_ends": _("from the step “{step}” a path never ends"),
    "decided_not_once": _("every path has to decide exactly once"),
    "role_handles_nothing": _("the role “{role}” of the step “{step}” handles no dossiers"),
    "signatures_of_another_result": _("only the first result of a procedure is signed here, not “{result}”"),
    "signed_without_letter": _("the result “{result}” needs both signatures and the template of a letter, or neither"),
    "signed_without_register": _("the result “{result}” is signed, so it needs a register for its number"),
    "signature_named_twice": _("the signature “{signature}” is named twice"),
    "signature_without_step": _("the signature “{signature}” is made in the step “{step}”, which does not exist"),
    "step_signs_twice": _("the step “{step}” makes two signatures"),
    "signed_before_approval": _("the first signature, “{signature}”, has to be made by the step that approves"),
    "signature_out_of_order": _("the signature “{signature}” is made in a step that does not come after “{step}”"),
    "pause_not_listed": _("the step “{step}” pauses for “{pause}”, which the procedure does not list"),
}

_REASONS: Mapping[str, Sentence] = {
    "fee_set_locally": _("The amount is set by: {decided_by}."),
    "fee_once": _("{amount} once for the dossier."),
    "fee_per_item": _("{quantity} × {amount}."),
    "fee_per_page": _("{pages} pages are {amount} a copy, {quantity} copies."),
    "fee_capped": _("At most {cap} a copy."),
    "fee_exempt": _("{percent} % less for: {who}. Proof: {proof}."),
}

_NOT_UNDERSTOOD: Sentence = _("“{found}” cannot be understood here")


def fault_in_place(fault: Fault) -> str:
    """Where it stands and what is wrong, in the reader's words."""
    sentence = fault_sentence(fault)
    return f"{place_words(fault.path)}: {sentence}" if fault.path else sentence


def fault_sentence(fault: Fault) -> str:
    """What is wrong, in the active language, without file, line and path."""
    template = _FAULTS.get(fault.code) or _FINDINGS.get(fault.code) or _NOT_UNDERSTOOD
    return _filled(template, {"found": "", "expected": "", **fault.values})


def finding_sentence(finding: Finding) -> str:
    """What a check found, in the active language."""
    return _filled(_FINDINGS[finding.code], finding.values)


def finding_in_words(finding: Finding) -> str:
    """The same, put into words only when it is read, so that a refusal can carry it to a reader of any language."""
    return lazy(partial(finding_sentence, finding), str)()


def reason(why: Why) -> str:
    """One reason behind an amount, in the active language."""
    return _filled(_REASONS[why.code], why.values)


def _filled(template: Sentence, values: Mapping[str, object]) -> str:
    return str(template).format(**{key: _shown(value) for key, value in values.items()})


def _shown(value: object) -> str:
    if isinstance(value, Label):
        return value.text(get_language() or "vi")
    if isinstance(value, StrEnum):
        return enum_words(value)
    if isinstance(value, Term | Decimal):
        return term_words(value, spoken()) if isinstance(value, Term) else number_words(value, spoken())
    if isinstance(value, tuple):
        return ", ".join(map(_shown, value))
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    return str(value)
