"""Reading the course: whose desk, what is due first, what may be done next."""

from collections.abc import Mapping, Sequence

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Outcome as StepOutcome
from motcua.catalogue.types import Step, StepAction, StepKind
from motcua.dossier import queries as dossier
from motcua.dossier.types import Action, Command, Facts
from motcua.kernel.types import Refusal, granted
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role, Scope
from motcua.process import models
from motcua.process.apologies import may_draft_apology
from motcua.process.awaiting import awaiting_signature, count_awaiting_seal, count_awaiting_signature
from motcua.process.belongings.finding import person_papers
from motcua.process.belongings.own_store import open_own, own_papers
from motcua.process.boxes import Box, Near
from motcua.process.causes import cause_called, causes_on
from motcua.process.chasing import (
    chasing_letter,
    chasing_letter_pdf,
    chasing_letters,
    chasing_of_file,
    chasing_to_sign,
    chasing_unanswered,
    count_chasing_to_sign,
)
from motcua.process.closing import closing_rules
from motcua.process.course import definition_of
from motcua.process.days_closed import closures
from motcua.process.drafted import signing_posts
from motcua.process.electronic import (
    draft_preview,
    electronic_result,
    may_draft,
    result_paper,
    result_to_draft,
    result_to_sign,
)
from motcua.process.filing import may_file
from motcua.process.following import follow, sought
from motcua.process.foretelling import (
    commands_of_recalling,
    commands_of_sending_back,
    commands_of_way,
    commands_that_follow,
)
from motcua.process.general_letters import (
    count_letters_awaiting,
    letter_preview,
    letter_to_draft,
    letter_to_sign,
    letters_awaiting,
    letters_of,
    may_write_letter,
)
from motcua.process.handing_over import (
    MayCollect,
    ResultAtDesk,
    dossier_scanned,
    result_at_desk,
    result_is_here,
)
from motcua.process.inboxes import After, InboxRow, Narrowing, box_counts, inbox, near_counts
from motcua.process.keys import seals_of, signs_with_sample
from motcua.process.naming import ACT_WORDS, label_of_step, label_of_way, said, step_of
from motcua.process.notes import may_note, notes_on, to_mention, unread_mentions
from motcua.process.numbering import numbered_by
from motcua.process.offering import known_choices, not_all_shown, reuse_ticked
from motcua.process.oversight import Oversight, oversight
from motcua.process.personal_store import known_papers
from motcua.process.presenting import (
    DossierView,
    clock_state,
    dossier_view,
    result_standing,
    row_state,
)
from motcua.process.printing import form_pdf, is_chain
from motcua.process.proposing import reason_given
from motcua.process.questions import awaited_answers, count_late_answers
from motcua.process.registers import (
    number_to_void,
    register_lines,
    register_page,
    registers,
    result_to_change,
    result_view,
    search_registers,
    verification_qr,
)
from motcua.process.responsibility import answered_for, lateness_answer, responsibilities, responsibility
from motcua.process.result_copies import open_result_copy
from motcua.process.results import (
    is_the_registered_file,
    results_of_dossier,
    token_of_file,
    verified_result,
)
from motcua.process.rows import open_work_of, work_histories, work_history, work_of
from motcua.process.rules.at_once import is_done_at_once
from motcua.process.rules.authority import WHERE_IT_LIES, may_act, may_distribute, may_enter_late, may_work
from motcua.process.rules.course import step_called, way_out, work_before
from motcua.process.rules.opinions import joins, may_remind_of, opinion_work
from motcua.process.rules.proposals import PROPOSES_REFUSAL, reason_kind_of, refusal_proposed
from motcua.process.rules.signatures import first_of, signature_for
from motcua.process.rules.workload import overloaded
from motcua.process.scanning import (
    component_called,
    doubts_about_owner,
    facts_for,
    of_applicant,
    printer_test_pdf,
    proposed_facts,
    separator_pdf,
)
from motcua.process.sent_letters import letters_to_person, open_letter_to_person
from motcua.process.signatories import signatories
from motcua.process.signing import SigningTable, signing_table
from motcua.process.staffing import STAFFING_ROLES, vacancies, work_lying_with
from motcua.process.submissions import may_submit, submission_preview, submission_to_draft, submissions_of
from motcua.process.types import BESIDE, Choice, Handling, WorkItem, WorkKey
from motcua.process.verifications import grounds_on, verifications_of
from motcua.process.workloads import WEEKS, workloads

__all__ = [
    "STAFFING_ROLES",
    "WEEKS",
    "After",
    "Box",
    "DossierView",
    "InboxRow",
    "MayCollect",
    "Narrowing",
    "Near",
    "Oversight",
    "ResultAtDesk",
    "SigningTable",
    "answered_for",
    "awaited_answers",
    "awaiting_signature",
    "box_counts",
    "cause_called",
    "causes_on",
    "chasing_letter",
    "chasing_letter_pdf",
    "chasing_letters",
    "chasing_of_file",
    "chasing_to_sign",
    "chasing_unanswered",
    "choices",
    "clock_state",
    "closing_rules",
    "closures",
    "commands_that_follow",
    "component_called",
    "count_awaiting_seal",
    "count_awaiting_signature",
    "count_chasing_to_sign",
    "count_late_answers",
    "count_letters_awaiting",
    "dossier_scanned",
    "dossier_view",
    "doubts_about_owner",
    "draft_preview",
    "electronic_result",
    "facts_for",
    "follow",
    "form_pdf",
    "grounds_on",
    "handling",
    "inbox",
    "is_chain",
    "is_done_at_once",
    "is_the_registered_file",
    "known_choices",
    "known_papers",
    "label_of_step",
    "label_of_way",
    "lateness_answer",
    "letter_preview",
    "letter_to_draft",
    "letter_to_sign",
    "letters_awaiting",
    "letters_of",
    "letters_to_person",
    "may_draft",
    "may_draft_apology",
    "may_enter_late",
    "may_file",
    "may_note",
    "may_remind_of",
    "may_submit",
    "may_write_letter",
    "near_counts",
    "not_all_shown",
    "notes_on",
    "number_to_void",
    "numbered_by",
    "of_applicant",
    "on_recalling",
    "on_sending_back",
    "open_letter_to_person",
    "open_own",
    "open_result_copy",
    "open_work",
    "overloaded",
    "oversight",
    "own_papers",
    "person_papers",
    "posts_of_work",
    "printer_test_pdf",
    "proposed_facts",
    "register_lines",
    "register_page",
    "registers",
    "responsibilities",
    "responsibility",
    "result_at_desk",
    "result_is_here",
    "result_standing",
    "result_to_change",
    "result_to_draft",
    "result_to_sign",
    "result_view",
    "results_of_dossier",
    "reuse_ticked",
    "row_state",
    "seals_of",
    "search_registers",
    "separator_pdf",
    "signatories",
    "signing_posts",
    "signing_table",
    "signs_with_sample",
    "sought",
    "submission_preview",
    "submission_to_draft",
    "submissions_of",
    "to_mention",
    "token_of_file",
    "unread_mentions",
    "vacancies",
    "verification_qr",
    "verifications_of",
    "verified_result",
    "ways_in_bulk",
    "work_done",
    "work_lying_with",
    "workloads",
]


def open_work(dossier_id: int) -> list[WorkItem]:
    """The work that lies open for a dossier."""
    return open_work_of(dossier_id)


def handling(scope: Scope, dossier_id: int, facts: Facts) -> list[Handling]:
    """The work that lies open for a dossier, and how this person may move it between people."""
    history = work_history(dossier_id)
    works = [work for work in history if work.is_open]
    officers = organisation.officer_names({work.placement.officer_id for work in works if work.placement.officer_id})
    return [_handling(scope, work, facts, history, officers.get(work.placement.officer_id or 0, "")) for work in works]


def _handling(scope: Scope, work: WorkItem, facts: Facts, history: Sequence[WorkItem], officer: str) -> Handling:
    definition = definition_of(catalogue.version(facts.subject.procedure_version_id))
    mine, held = _may_work(scope, work), work.held_since is not None
    came_from = next((one for one in history if one.number == work.previous_number), None)
    both_are_steps = (
        came_from is not None
        and step_called(definition, came_from.step_key) is not None
        and step_called(definition, work.step_key) is not None
    )
    sent_by_me = came_from is not None and came_from.placement.officer_id == scope.officer_id is not None
    return Handling(
        work=work,
        step=label_of_step(facts, work.step_key),
        officer=officer,
        may_take=mine and scope.officer_id is not None and work.placement.officer_id is None,
        may_give=may_distribute(scope, agency_id=work.placement.agency_id),
        may_send_back=(
            mine and not held and facts.completed_at is None and work_before(definition, history, work) is not None
        ),
        may_recall=sent_by_me and both_are_steps and facts.decided_at is None,
    )


def work_done(dossier_ids: Sequence[int]) -> list[WorkItem]:
    """All work of these dossiers, open and closed, in the order in which it was opened."""
    rows = models.WorkItem.objects.filter(dossier_id__in=dossier_ids).order_by("dossier_id", "number")
    return [work_of(row) for row in rows.values()]


def choices(scope: Scope, dossier_id: int, facts: Facts) -> list[Choice]:
    """What somebody with this scope may do to a dossier now: the ways out of his step, then the acts beside it."""
    history = work_history(dossier_id)
    lying = [work for work in history if work.is_open]
    works = [work for work in lying if _may_work(scope, work)]
    ways = [choice for work in works for choice in _ways_out(work, history, facts)]
    possible = set(dossier.possible_actions(facts))
    if not all(_provides_supplement(work, facts) for work in lying if work.kind not in BESIDE):
        possible.discard(Action.ASK_SUPPLEMENT)
    lies_with_me = any(work.kind not in BESIDE for work in works)
    acts = [
        Choice(key=action.value, label=str(ACT_WORDS[action]), action=action)
        for action in ACT_WORDS
        if action in possible
        and (
            may_act(scope, action, facts.subject)
            or (lies_with_me and action in WHERE_IT_LIES)
            or (action is Action.ANSWER_CONSULTATION and bool(opinion_work(works)))
        )
    ]
    return ways + acts


def ways_in_bulk(scope: Scope, wanted: Sequence[WorkKey]) -> dict[WorkKey, list[Choice] | Refusal]:
    """What one press can do to each of these pieces of work among many, the first way as a rule; or why nothing can be.

    What is approved by signing goes to the page of signatures (`signed_in_bulk`), what asks for something that is typed
    to its own page (`typed_for_each`). Their dossiers are read in two statements.
    """
    ids = sorted({key.dossier_id for key in wanted})
    histories, facts = work_histories(ids), dossier.facts_many(ids)
    return {key: _ways_at_once(scope, key, histories.get(key.dossier_id, []), facts) for key in wanted}


def posts_of_work(wanted: Sequence[WorkKey]) -> set[tuple[Role, int]]:
    """The roles and agencies whose open work this is."""
    histories = work_histories(sorted({key.dossier_id for key in wanted}))
    works = {WorkKey(work.dossier_id, work.number): work.placement for one in histories.values() for work in one}
    return {(works[key].role, works[key].agency_id) for key in wanted if key in works}


def _ways_at_once(
    scope: Scope, key: WorkKey, history: Sequence[WorkItem], facts: Mapping[int, Facts]
) -> list[Choice] | Refusal:
    work = next((one for one in history if one.number == key.number and one.is_open), None)
    if work is None or not _may_work(scope, work):
        return Refusal("work_done_already")
    offered = _ways_out(work, history, facts[key.dossier_id])
    main = next((way for way in offered if way.is_main), None)
    if main is None:
        return Refusal("work_is_held")
    if main.signs:
        return Refusal("signed_in_bulk")
    if not _needs_no_words(main):
        return Refusal("typed_for_each")
    return [main, *(way for way in offered if way is not main and not way.signs and _needs_no_words(way))]


def _needs_no_words(way: Choice) -> bool:
    return set(way.needs) <= MAY_STAY_EMPTY


def _provides_supplement(work: WorkItem, facts: Facts) -> bool:
    step = step_of(facts, work.step_key)
    return step is None or step.may_supplement


def _ways_out(work: WorkItem, history: Sequence[WorkItem], facts: Facts) -> list[Choice]:
    """The ways out of a step. One press takes the first; but where a refusal was proposed, refuses for its reason."""
    step = step_of(facts, work.step_key)
    if step is None or not step.actions or (work.held_since is not None and not step.pause):
        return []
    refusing = next((action.key for action in step.actions if action.outcome is StepOutcome.REFUSE), "")
    definition = definition_of(catalogue.version(facts.subject.procedure_version_id))
    proposal = refusal_proposed(definition, history, work) if refusing else None
    main = refusing if proposal is not None else step.actions[0].key
    signing = _signed_ways(step, facts, work.dossier_id)
    ways = {action.key: granted(way_out(definition, step.key, action.key)) for action in step.actions}
    offered = reason_given(proposal) if proposal is not None else {}
    return [
        Choice(
            key=action.key,
            label=said(action.label),
            work_number=work.number,
            needs=signing[action.key][1] if action.key in signing else _needs_of_way(step, action, facts),
            is_main=action.key == main,
            values=offered if action.key == refusing else {},
            on_the_date=commands_of_way(definition, ways[action.key], facts),
            leads_to=_called(ways[action.key].next),
            signs=signing[action.key][0] if action.key in signing else "",
            reason_kind=reason_kind_of(action),
        )
        for action in step.actions
    ]


def _signed_ways(step: Step, facts: Facts, dossier_id: int) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The ways out that are taken by signing the result: the signature, and what making it on paper needs instead.

    After an approval on paper nothing more is signed.
    """
    kind = catalogue.version(facts.subject.procedure_version_id).result
    ways: dict[str, tuple[str, tuple[str, ...]]] = {}
    for action in step.actions:
        signature = signature_for(kind, step, action, decided=facts.outcome)
        if kind is None or signature is None:
            continue
        approves = signature == first_of(kind)
        paper = None if approves else result_paper(dossier_id)
        if approves or (paper is not None and paper.signed):
            ways[action.key] = (signature.key, ("paper_reason",) if approves else ())
    return ways


def _called(step: Step | None) -> str:
    return said(step.label) if step is not None else ""


def on_sending_back(facts: Facts, work: WorkItem) -> tuple[Command, ...]:
    """What sending the dossier back from this work would ask of the heart, for `dossier.queries.effect_on`."""
    definition = definition_of(catalogue.version(facts.subject.procedure_version_id))
    return commands_of_sending_back(definition, work_history(work.dossier_id), work, facts)


def on_recalling(facts: Facts, work: WorkItem) -> tuple[Command, ...]:
    """What taking the dossier back from this work would ask of the heart, for `dossier.queries.effect_on`."""
    definition = definition_of(catalogue.version(facts.subject.procedure_version_id))
    return commands_of_recalling(definition, work_history(work.dossier_id), work, facts)


MAY_STAY_EMPTY = frozenset({"result_number", "valid_to"})
"""What a way out asks for and does well without: the next number of the register, until further notice."""


def _needs_of_way(step: Step, action: StepAction, facts: Facts) -> tuple[str, ...]:
    if facts.open_consultations and joins(step, action):
        return ("reason",)
    if action.outcome in {StepOutcome.REFUSE, StepOutcome.RETURN} or action.key == PROPOSES_REFUSAL:
        return ("reason",)
    if action.outcome is StepOutcome.HAND_OVER:
        return ("method", "by_proxy")
    return ("result_number", "valid_to") if step.kind is StepKind.SEAL else ()


def _may_work(scope: Scope, work: WorkItem) -> bool:
    return may_work(scope, agency_id=work.placement.agency_id, role=work.placement.role)
