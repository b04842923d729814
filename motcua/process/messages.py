"""The sentences of the course's refusals."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel import messages
from motcua.kernel.messages import Wording


def declare() -> None:
    """Makes them known."""
    messages.declare(
        {
            "result_not_here": Wording(_("The result is not at this desk: it has not come yet, or was handed over.")),
            "not_done_at_once": Wording(
                _("Procedure {procedure} is not resolved on the spot. Receive it on its own sheet.")
            ),
            "signer_not_in_office": Wording(
                _("Choose who signed: a leader of the agency that resolves it, or whoever has the post today."),
                HTTPStatus.UNPROCESSABLE_ENTITY,
            ),
            "nothing_asked_of_you": Wording(
                _("Nothing is asked of you at the moment, or it was answered already. Nothing was sent.")
            ),
            "paper_not_asked_for": Wording(
                _("This paper is not asked for. Put files in only for the papers that are listed."),
                HTTPStatus.UNPROCESSABLE_ENTITY,
            ),
            "asked_papers_lacking": Wording(
                _("Every paper that is asked for needs a file. What cannot be sent online is brought to the desk."),
                HTTPStatus.UNPROCESSABLE_ENTITY,
            ),
            "stopped_too_late": Wording(
                _("It can be stopped only until it is decided; after that the result is yours.")
            ),
            "note_not_yours": Wording(
                _("Whoever only looks at a dossier writes no notes on it."), HTTPStatus.FORBIDDEN
            ),
            "mentioned_sees_it_not": Wording(
                _("Only officers of the agencies that see this dossier can be mentioned in a note on it."),
                HTTPStatus.UNPROCESSABLE_ENTITY,
            ),
            "no_such_ground": Wording(
                _("Choose the ground of law on which it is asked; the term of the answer follows from it."),
                HTTPStatus.UNPROCESSABLE_ENTITY,
            ),
            "verifies_itself": Wording(
                _("The agency that resolves the dossier verifies for itself. Choose another one."),
                HTTPStatus.UNPROCESSABLE_ENTITY,
            ),
            "not_competent_here": Wording(
                _(
                    "Only a receptionist of the receiving centre can take this dossier in."
                    " Switch to that post and try again."
                ),
                HTTPStatus.FORBIDDEN,
            ),
            "not_yours_to_do": Wording(
                _("Your post does not do this. Ask the desk or the officer who has the dossier."), HTTPStatus.FORBIDDEN
            ),
            "not_your_work": Wording(
                _("This step belongs to another agency or role. You can read the dossier, not move it."),
                HTTPStatus.FORBIDDEN,
            ),
            "not_yours_to_distribute": Wording(
                _("Only a leader or supervisor of the agency gives work to another officer."), HTTPStatus.FORBIDDEN
            ),
            "not_yours_to_recall": Wording(
                _("Only whoever passed the dossier on can take it back, and only the last step."), HTTPStatus.FORBIDDEN
            ),
            "codes_not_yours_to_decide": Wording(
                _(
                    "How codes are written is decided by the system administrator of the agency or of one above it; "
                    "for all agencies by that of the province."
                ),
                HTTPStatus.FORBIDDEN,
            ),
            "closing_not_yours_to_decide": Wording(
                _("This is entered by the system administrator of the agency that decided it, or of one above it."),
                HTTPStatus.FORBIDDEN,
            ),
            "days_not_yours_to_decide": Wording(
                _(
                    "You enter closures of the agencies you answer for; "
                    "days off of everybody are entered by the province."
                ),
                HTTPStatus.FORBIDDEN,
            ),
            "days_too_many": Wording(
                _("At most {most} days are entered at once. Enter the rest by another decision."),
                HTTPStatus.UNPROCESSABLE_ENTITY,
            ),
            "swap_without_worked_day": Wording(
                _("A swap names two days: the one that is off and another that is worked for it."),
                HTTPStatus.UNPROCESSABLE_ENTITY,
            ),
            "closing_rule_too_soon": Wording(
                _("What an agency decides about closing begins on a later day than today ({today}), not on {day}."),
                HTTPStatus.UNPROCESSABLE_ENTITY,
            ),
            "closing_rule_without_decision": Wording(
                _("Name the decision: without one, a person confirms every closing."),
                HTTPStatus.UNPROCESSABLE_ENTITY,
            ),
            "slip_of_another": Wording(
                _("A slip is signed by whoever made it. Ask that officer to sign."), HTTPStatus.FORBIDDEN
            ),
            "not_awaiting_you": Wording(
                _("This result does not wait for your signature any more, or was drafted anew. Look at it again.")
            ),
            "export_file_cut_short": Wording(
                _("Only the beginning of this file could be read. Ask for the export again."),
            ),
            "export_file_changed": Wording(
                _("This file is not what was kept: its digest differs. Tell whoever looks after this house."),
            ),
            "key_in_trouble": Wording(
                _("Not tried: your key was in trouble before. What the first one says, put right; then sign the rest.")
            ),
            "nothing_to_sign": Wording(_("Choose at least one paper to sign."), HTTPStatus.BAD_REQUEST),
            "not_yours_to_oversee": Wording(
                _("This is for supervisors and leaders who look after the agency that has the dossier."),
                HTTPStatus.FORBIDDEN,
            ),
            "not_late": Wording(_("The dossier is not late: there is no delay to answer for.")),
            "no_such_cause": Wording(_("Choose a cause from the list."), HTTPStatus.UNPROCESSABLE_ENTITY),
            "cause_needs_words": Wording(
                _("This cause says too little alone: write what it was."), HTTPStatus.UNPROCESSABLE_ENTITY
            ),
            "no_such_chasing_letter": Wording(
                _("There is no such chasing letter, or it concerns agencies you do not see."), HTTPStatus.NOT_FOUND
            ),
            "chasing_not_yours": Wording(
                _("A chasing letter is written by a supervisor or leader, for an agency of his own house."),
                HTTPStatus.FORBIDDEN,
            ),
            "chasing_about_nothing": Wording(
                _("Choose at least one dossier that the letter is about."), HTTPStatus.UNPROCESSABLE_ENTITY
            ),
            "chasing_of_another_agency": Wording(
                _("Dossier {code} is not with that agency any more. Take it out of the letter, and look again."),
                HTTPStatus.UNPROCESSABLE_ENTITY,
            ),
            "chasing_answer_too_soon": Wording(
                _("The answer is asked for on a later day than today."), HTTPStatus.UNPROCESSABLE_ENTITY
            ),
            "chasing_not_yours_to_answer": Wording(
                _("It is answered by a leader or supervisor of the agency it went to."), HTTPStatus.FORBIDDEN
            ),
            "chasing_not_signed_yet": Wording(_("The letter is not signed yet; it is answered after that.")),
            "chasing_answered_already": Wording(_("The letter was answered already.")),
            "nothing_to_remind_of": Wording(
                _("The dossier lies with nobody any more: its result was handed over, or it has ended.")
            ),
            "taken_by_another": Wording(_("Another officer has taken this work. Ask for it to be re-assigned.")),
            "nobody_asked": Wording(
                _("Choose at least one agency whose opinion is needed."), HTTPStatus.UNPROCESSABLE_ENTITY
            ),
            "opinions_awaited": Wording(
                _("Opinions are still awaited ({count}). Wait for them, or write why it goes on without them.")
            ),
            "signed_in_bulk": Wording(
                _("It is approved by signing: it waits with all others on the page of what is to be signed.")
            ),
            "typed_for_each": Wording(_("This step asks for something of its own: open the dossier and do it there.")),
            "work_done_already": Wording(
                _("Somebody has finished this step in the meantime. Open the dossier again to see where it is.")
            ),
            "work_is_held": Wording(
                _("The dossier is waiting and this step is held. It goes on when the answer or the payment is in.")
            ),
            "no_such_way_out": Wording(
                _("This step has no such action any more. Open the dossier again and choose one of those offered."),
                HTTPStatus.BAD_REQUEST,
            ),
            "nothing_before": Wording(_("There is no earlier step to send this dossier back to.")),
            "decided_already": Wording(
                _("The result is already decided; it cannot be taken back. An error is put right by a correction.")
            ),
            "completed_already": Wording(
                _("The result lies at the desk already; it does not go back. An error is put right by a correction.")
            ),
            "no_supplement_at_this_step": Wording(
                _(
                    "In the step “{step}” no supplement is asked for; the process provides it for: {steps}. Send the "
                    "dossier back to that step and ask there."
                )
            ),
            "not_of_that_post": Wording(
                _("That officer does not hold the post this work needs. Choose another one."), HTTPStatus.BAD_REQUEST
            ),
            "not_offered_now": Wording(
                _("This can no longer be done: the dossier is now “{state}”. Open it again to see what is possible.")
            ),
            "reason_missing": Wording(_("Write the reason; the person and the file need it."), HTTPStatus.BAD_REQUEST),
            "consent_missing": Wording(
                _("The person has not agreed that papers of an earlier procedure are used. Ask, and tick the consent."),
                HTTPStatus.UNPROCESSABLE_ENTITY,
            ),
            "known_paper_expired": Wording(
                _("The paper chosen for “{paper}” held until {until} only. Untick it, and ask for one that holds.")
            ),
            "known_paper_not_yet_valid": Wording(
                _("The paper chosen for “{paper}” holds from {since} on only. Untick it, and ask for one that holds.")
            ),
            "known_paper_gone": Wording(
                _("A paper that was to be used again no longer holds or is gone. Look for papers once more.")
            ),
            "register_absent": Wording(
                _("There is no such register, or it belongs to an agency you do not see."), HTTPStatus.NOT_FOUND
            ),
            "result_number_missing": Wording(
                _("Result {number} was numbered elsewhere: write the number of the paper that replaces it."),
                HTTPStatus.UNPROCESSABLE_ENTITY,
            ),
            "result_copy_not_pdf": Wording(
                _("The electronic copy of a result is a PDF, and this file is none. Save it as PDF, and choose that."),
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            ),
            "result_copy_known": Wording(
                _("This file is the electronic copy of a result already. Choose the file of the corrected paper.")
            ),
            "no_agency_for_step": Wording(
                _(
                    "The process of this procedure names an agency ({key}) that nobody has set up."
                    " Tell the catalogue administrator."
                )
            ),
            "step_unknown": Wording(
                _("The process of procedure {procedure} has no step “{step}”. It has: {steps}."), HTTPStatus.BAD_REQUEST
            ),
            "process_without_work": Wording(
                _("The process of procedure {procedure} has no step for anybody. Tell the catalogue administrator.")
            ),
            "result_on_paper": Wording(
                _("The result of this procedure is a paper; nothing is drafted or signed digitally.")
            ),
            "result_not_drafted": Wording(_("The result is not drafted yet. Draft it first, then it can be signed.")),
            "submission_of_holder": Wording(
                _("A submission is drafted by whoever has the work on his desk. Take the work first."),
                HTTPStatus.FORBIDDEN,
            ),
            "nothing_to_propose": Wording(
                _("From this step the dossier goes to nobody who examines or approves; no submission is drafted here.")
            ),
            "no_submission_to_sign": Wording(
                _(
                    "No submission of yours waits for your signature: it was signed already, drafted anew, or the "
                    "dossier is decided."
                )
            ),
            "letter_of_holder": Wording(
                _("A letter is begun by whoever has the work on his desk. Take the work first."), HTTPStatus.FORBIDDEN
            ),
            "letter_of_author": Wording(
                _("This draft is changed or taken back by whoever wrote it, or has the work on his desk."),
                HTTPStatus.FORBIDDEN,
            ),
            "no_apology_yet": Wording(
                _("Apologise first: the letter says what the apology says, and is drafted from it.")
            ),
            "apology_drafted_already": Wording(
                _("The letter of apology is drafted already; it stands among the letters of the dossier.")
            ),
            "no_such_letter": Wording(
                _("There is no such letter in the dossier; its draft was taken back."), HTTPStatus.NOT_FOUND
            ),
            "letter_signed_already": Wording(
                _("The letter bears that signature already. What it says is only changed by writing another letter.")
            ),
            "letter_not_yours_to_sign": Wording(
                _("A letter is signed by a leader of the agency that writes it, and sealed by its clerk."),
                HTTPStatus.FORBIDDEN,
            ),
            "letter_being_signed": Wording(
                _("The letter is just being signed under number {number}. Wait a few minutes and look again.")
            ),
            "letter_changed": Wording(
                _("The letter was drafted anew or signed by somebody else in the meantime. Look at it again.")
            ),
            "letter_not_signed": Wording(
                _("Not signed: {why} Number {number} was voided for that reason; the letter is still a draft.")
            ),
            "step_signs_nothing": Wording(_("No result is signed in this step.")),
            "result_being_signed": Wording(
                _("The result is just being signed under number {number}. Wait a few minutes and look again.")
            ),
            "capacity_not_allowed": Wording(
                _("The procedure does not allow this result to be signed in this capacity ({capacity})."),
                HTTPStatus.UNPROCESSABLE_ENTITY,
            ),
            "result_not_signed": Wording(
                _("Not signed: {why} Number {number} was voided for that reason; the dossier stays where it was.")
            ),
            "signature_needed": Wording(
                _("This step is done by signing the result digitally. Open the dossier and sign, or make it on paper.")
            ),
            "signatures_missing": Wording(
                _("The result cannot go out yet. Signatures that are missing: {signatures}. Send it back to be signed.")
            ),
            "draft_erased": Wording(_("What was drafted was erased with the person's data. Draft the result anew.")),
            "seal_of_another": Wording(_("The key {key} is not the seal of {agency}."), HTTPStatus.FORBIDDEN),
        }
    )
