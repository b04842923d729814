"""What the heart's refusals say and what to do about them, and the names of its states and actions."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.catalogue.types import Channel
from motcua.dossier.types import (
    Action,
    Alarm,
    ClassesDiffer,
    DeclineReason,
    DigitalState,
    FileKind,
    InvolvementRole,
    Outcome,
    ReturnMethod,
    State,
    Timeliness,
)
from motcua.kernel.messages import Wording, declare, name

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY

declare(
    {
        # --- who may see it ---
        "no_such_dossier": Wording(
            _("There is no dossier with this number that you may see. Check the code as printed on the receipt."),
            HTTPStatus.NOT_FOUND,
        ),
        "person_has_running_dossier": Wording(
            _(
                "Dossier {code} of this person is not finished. Erase after its result is handed over, or after it "
                "ended."
            )
        ),
        "tracking_not_found": Wording(
            _(
                "Nothing was found for this code and this number. Check both: the code as printed on the receipt, "
                "and the last four digits of the phone or identity number given at filing."
            ),
            HTTPStatus.NOT_FOUND,
        ),
        # --- the table ---
        "wrong_state": Wording(
            _('A dossier that is "{state}" cannot be asked to "{action}". What is possible now: {possible}.')
        ),
        "dossier_ended": Wording(_('This dossier is "{state}": nothing more is done with it.')),
        "waiting_for_supplement": Wording(
            _(
                "The dossier is waiting for its supplement, so no date runs and nothing can be decided. First enter "
                "the full dossier, or close it when the waiting term is over."
            )
        ),
        "time_not_counted": Wording(
            _("Time is not being counted for this dossier. First enter the event that ends the pause, then go on.")
        ),
        "already_decided": Wording(
            _(
                "A decision on this dossier has been made already. Open its page to see it; if the decision was wrong, "
                "the one who made it can take it back before the result reaches the desk."
            )
        ),
        "not_completed": Wording(
            _("The result is not at the desk yet. It can be handed over once it is signed and recorded.")
        ),
        # --- intake ---
        "missing_component": Wording(
            _(
                "Papers are missing: {missing}. Ask for them with a request to complete; the dossier is received, and "
                "its clock starts, when they are there."
            ),
            _WRONG,
        ),
        "version_expired": Wording(
            _("This version of procedure {code} held until {day}. Choose the version in force and enter it again."),
        ),
        "version_not_yet_in_force": Wording(
            _("This version of procedure {code} takes effect on {day}. Until then use the one before it."),
        ),
        "channel_not_open": Wording(
            _("Procedure {code} does not take dossiers this way ({channel}). Choose another way of filing."), _WRONG
        ),
        "quantity_not_possible": Wording(
            _("A dossier of procedure {code} cannot ask for {quantity} items. Enter one dossier for each."), _WRONG
        ),
        # --- supplement ---
        "supplement_used": Wording(
            _(
                "The supplement was asked for already, at {asked_at}; the law allows {allowed}. Decide on what is "
                "there: approve, or refuse with the reason."
            )
        ),
        "supplement_never": Wording(
            _("The law of this procedure allows no request to supplement. Decide on what is there.")
        ),
        "slip_too_late_needs_reason": Wording(
            _(
                "A request to supplement was due by {until} at the latest. It can still be sent with a reason, which "
                "is kept as a breach of the term: enter the reason."
            ),
            _WRONG,
        ),
        "waiting_not_over": Wording(
            _("The person may still complete the dossier until the end of {until}. It can be closed after that.")
        ),
        "closing_not_allowed": Wording(
            _(
                "The law of the day this dossier was received does not close it for want of an answer (asked at "
                "{asked_at}). Remind the person, or record a stop at his request."
            )
        ),
        # --- on the way ---
        "clock_not_started": Wording(
            _(
                "The term of this procedure has not begun to run: the event it is counted from is not recorded. Record "
                "that event first."
            )
        ),
        "clock_started_already": Wording(
            _("The term has been running since {started_at}. Nothing has to be recorded.")
        ),
        "pause_not_listed": Wording(
            _("This procedure does not list that reason. Time is not counted only for: {listed}."), _WRONG
        ),
        "pause_never": Wording(
            _(
                "The law of this procedure lists no time that is not counted: consultation, field checks and councils "
                "run within the term. Send an apology if the term cannot be kept."
            )
        ),
        "paused_already": Wording(_("Time has not been counted for this reason since {since} already.")),
        "not_paused_for": Wording(_("Time is being counted: no pause is open for this reason."), _WRONG),
        "consultation_asked_already": Wording(
            _("This opinion has been asked for already. Give a further question a name of its own."), _WRONG
        ),
        "no_such_consultation": Wording(_("No opinion is awaited under this name."), _WRONG),
        "prolongation_not_listed": Wording(
            _("The law of this procedure does not know this prolongation for this case."), _WRONG
        ),
        "prolonged_already": Wording(
            _("The term was prolonged already, and the law allows it once. Send an apology if it cannot be kept.")
        ),
        "prolongation_too_late": Wording(
            _("The term ended at {due_at}: it can be prolonged only before that. Send an apology with a new date.")
        ),
        "apologised_already": Wording(_("The letter of apology went out at {at}; one is allowed.")),
        "reappoint_needs_apology": Wording(
            _("A new date is given only on a letter of apology of the resolving agency. Record the letter first.")
        ),
        "reappointed_already": Wording(
            _(
                "A new date was given already ({at}); the law allows {allowed}. Hand the result over as soon as it is "
                "there."
            )
        ),
        "appointment_in_the_past": Wording(_("The new date, {appointment_at}, is past. Enter a date to come."), _WRONG),
        "appointment_not_later": Wording(
            _("The new date, {appointment_at}, is not after the due date, {due_at}. Enter a later one."), _WRONG
        ),
        "adjust_only_online": Wording(
            _(
                "Only a dossier filed online is adjusted by the person who filed it. Papers of the counter or the post "
                "are completed on a request to supplement."
            )
        ),
        # --- fees ---
        "fee_not_settled": Wording(
            _("{amount} VND are still owed. Take the payment, or record why it is waived; then hand the result over.")
        ),
        "fee_owed_already": Wording(_("This fee is owed already. Give another one a name of its own."), _WRONG),
        "fee_negative": Wording(_("A fee cannot be below zero ({amount}). Enter what is owed."), _WRONG),
        "no_such_fee": Wording(_("This dossier does not owe that fee."), _WRONG),
        "fee_settled_already": Wording(_("This fee was settled at {at} ({by}). Nothing has to be paid again.")),
        # --- the end ---
        "refusal_needs_reason": Wording(
            _("A refusal after appraisal must say why. Enter the reason as the person will read it."), _WRONG
        ),
        "correction_open": Wording(_("An error of the agency is being repaired, due at {due_at}. Close that first.")),
        "no_correction_open": Wording(_("No error is being repaired in this dossier.")),
        "replaced_by_itself": Wording(
            _("Dossier {code} cannot be replaced by itself. Enter the code of the right one, or none."), _WRONG
        ),
        # --- late entry ---
        "in_the_future": Wording(
            _("{at} has not come yet. Enter when it really happened, or leave the time to the system."), _WRONG
        ),
        "past_needs_right": Wording(
            _("Only somebody with the right of late entry may record what happened at {at}. Ask the head of the desk."),
            HTTPStatus.FORBIDDEN,
        ),
        "past_needs_reason": Wording(
            _("What happened at {at} is recorded only with a reason (power cut, network failure …). Enter it."), _WRONG
        ),
        "past_too_far": Wording(
            _(
                "What happened at {at} could be entered until the end of {until}. It is too far back now: record it "
                "with the time of today and explain it in a note."
            ),
            _WRONG,
        ),
        "past_before_last_move": Wording(
            _("The dossier was moved at {last_at}; nothing can be entered before that ({at}). Enter a later time."),
            _WRONG,
        ),
        # --- taken over from another system ---
        "imported_state_unknown": Wording(
            _('Dossier {code} is "{state}" in the other system; only received dossiers are taken over.'), _WRONG
        ),
        "imported_due_before_receipt": Wording(
            _("Dossier {code} was due at {due_at}, before it was received. Correct its dates in the file."), _WRONG
        ),
        "imported_state_unfit": Wording(
            _(
                'Dossier {code} is "{state}", but what happened to it does not lead there. Correct its state or its '
                "events in the file."
            ),
            _WRONG,
        ),
        "imported_times_out_of_order": Wording(
            _("The times of dossier {code} do not follow one another. Correct them in the file."), _WRONG
        ),
        "reserved_code_other_agency": Wording(
            _("Code {code} was reserved for dossiers of {agency}, and this one is resolved by {resolving}.")
        ),
        "reserved_code_other_day": Wording(
            _("Code {code} was reserved for {day}: write the time of that day at which the papers were taken."), _WRONG
        ),
        "reserved_code_used": Wording(_("Code {code} is on another dossier already, or void.")),
        "code_taken": Wording(_("A dossier with the code {code} is here already.")),
        # --- papers ---
        "no_such_component": Wording(
            _('The procedure of this dossier asks for no paper "{key}". Choose one of its checklist.'), _WRONG
        ),
        "file_digitises_nothing": Wording(
            _('With a file a paper is never "{state}". Say how the file came into the dossier.'), _WRONG
        ),
        "no_such_paper": Wording(
            _("This file is not in the dossier (any more). Open the page again to see what is there."),
            HTTPStatus.NOT_FOUND,
        ),
        "paper_not_due": Wording(
            _("There is no such paper for this dossier now: what it would tell has not happened."), HTTPStatus.NOT_FOUND
        ),
        "paper_signed_already": Wording(_("This file is signed already; the signed copy stands in its place.")),
        "slip_told_anew": Wording(
            _("In the meantime something newer has happened that this slip tells of. Open it again, then sign.")
        ),
        "slip_signed_already": Wording(_("This slip is signed already.")),
        "line_signed_already": Wording(
            _("Some of these lines were signed in the meantime. Open the page again; it offers the rest.")
        ),
        "no_line_to_sign": Wording(
            _("There is no line of the control slip that you gave or took and have not signed yet.")
        ),
        "register_too_long": Wording(
            _("These days hold more than {most} dossiers, too many for one printing. Choose fewer days."), _WRONG
        ),
        "period_turned_round": Wording(
            _("The last day, {until}, lies before the first, {since}. Turn them round."), _WRONG
        ),
        # --- how codes are written ---
        "code_pattern_unreadable": Wording(
            _(
                "{template} is no pattern of codes. Use {{agency}} or {{agency_old}}, {{yymmdd}}, {{ddmmyy}} or "
                "{{yyyymmdd}}, {{number}}, and a width from 1 on."
            ),
            _WRONG,
        ),
        "code_pattern_ambiguous": Wording(
            _(
                "With {template} two dossiers could get the same code. Name the agency, the day, and the number once, "
                "with a separator before the number."
            ),
            _WRONG,
        ),
        "code_pattern_too_soon": Wording(
            _("A pattern of codes begins on a later day than today ({today}), not on {day}."), _WRONG
        ),
        "code_pattern_repeats": Wording(
            _(
                "{template} writes some days as {other} wrote other days, so two dossiers could get the same code. "
                "Keep the order of day, month and year, or change the signs between the parts."
            ),
            _WRONG,
        ),
        "code_pattern_without_decision": Wording(
            _("Name the decision by which the codes are written so: its number, day and agency."), _WRONG
        ),
    }
)

name(
    {
        State.FILED: pgettext_lazy("state", "filed, awaiting an answer"),
        State.INTAKE_COMPLETION: pgettext_lazy("state", "to be completed before receipt"),
        State.DECLINED_AT_INTAKE: pgettext_lazy("state", "declined at intake"),
        State.FILING_STOPPED: pgettext_lazy("state", "taken back before receipt"),
        State.IN_PROGRESS: pgettext_lazy("state", "in progress"),
        State.AWAITING_SUPPLEMENT: pgettext_lazy("state", "awaiting a supplement"),
        State.PAUSED: pgettext_lazy("state", "time not counted"),
        State.DECIDED: pgettext_lazy("state", "decided"),
        State.COMPLETED: pgettext_lazy("state", "result ready"),
        State.HANDED_OVER: pgettext_lazy("state", "handed over"),
        State.STOPPED: pgettext_lazy("state", "stopped at request"),
        State.CLOSED_UNANSWERED: pgettext_lazy("state", "closed, supplement not answered"),
        State.VOIDED: pgettext_lazy("state", "voided"),
        Action.ACCEPT: pgettext_lazy("action", "accept"),
        Action.ASK_COMPLETION: pgettext_lazy("action", "ask to complete"),
        Action.COMPLETE_FILING: pgettext_lazy("action", "complete the filing"),
        Action.DECLINE: pgettext_lazy("action", "decline"),
        Action.STOP_FILING: pgettext_lazy("action", "take the filing back"),
        Action.START_CLOCK: pgettext_lazy("action", "record the start event"),
        Action.ASK_SUPPLEMENT: pgettext_lazy("action", "ask for the supplement"),
        Action.ANSWER_SUPPLEMENT: pgettext_lazy("action", "enter the full dossier"),
        Action.CLOSE_UNANSWERED: pgettext_lazy("action", "close the dossier"),
        Action.PAUSE: pgettext_lazy("action", "stop counting time"),
        Action.RESUME: pgettext_lazy("action", "count time again"),
        Action.ASK_CONSULTATION: pgettext_lazy("action", "ask for an opinion"),
        Action.ANSWER_CONSULTATION: pgettext_lazy("action", "enter the opinion"),
        Action.WITHDRAW_CONSULTATION: pgettext_lazy("action", "take a question back"),
        Action.PROLONG: pgettext_lazy("action", "prolong by law"),
        Action.APOLOGISE: pgettext_lazy("action", "apologise"),
        Action.REAPPOINT: pgettext_lazy("action", "give a new date"),
        Action.ASSESS_FEE: pgettext_lazy("action", "assess a fee"),
        Action.SETTLE_FEE: pgettext_lazy("action", "settle a fee"),
        Action.DECIDE: pgettext_lazy("action", "decide"),
        Action.WITHDRAW_DECISION: pgettext_lazy("action", "take the decision back"),
        Action.COMPLETE: pgettext_lazy("action", "complete"),
        Action.HAND_OVER: pgettext_lazy("action", "hand over"),
        Action.STOP: pgettext_lazy("action", "stop at request"),
        Action.ADJUST_CONTENT: pgettext_lazy("action", "adjust the content"),
        Action.VOID: pgettext_lazy("action", "void the receipt"),
        Action.OPEN_CORRECTION: pgettext_lazy("action", "open a correction"),
        Action.CLOSE_CORRECTION: pgettext_lazy("action", "close the correction"),
        Action.RECOMPUTE_CLOCK: pgettext_lazy("action", "recompute the dates"),
        Action.ADD_PAPER: pgettext_lazy("action", "add a file"),
        Action.REMOVE_PAPER: pgettext_lazy("action", "take a file out"),
        Action.TAKE_FROM_STORE: pgettext_lazy("action", "say that a paper is from a national database"),
        DigitalState.NOT_DIGITISED: pgettext_lazy("digital state", "not digitised"),
        DigitalState.DIGITISED: pgettext_lazy("digital state", "digitised"),
        DigitalState.REUSED: pgettext_lazy("digital state", "re-used"),
        DigitalState.NATIONAL_STORE: pgettext_lazy("digital state", "from a national database"),
        FileKind.SUBMITTED: pgettext_lazy("file", "handed in as a file"),
        FileKind.SCAN: pgettext_lazy("file", "scanned"),
        FileKind.REUSED: pgettext_lazy("file", "re-used"),
        Outcome.GRANTED: pgettext_lazy("outcome", "granted"),
        Outcome.REFUSED: pgettext_lazy("outcome", "refused after appraisal"),
        Outcome.STOPPED: pgettext_lazy("outcome", "stopped"),
        Outcome.CLOSED_UNANSWERED: pgettext_lazy("outcome", "closed unanswered"),
        Timeliness.EARLY: pgettext_lazy("timeliness", "early"),
        Timeliness.ON_TIME: pgettext_lazy("timeliness", "on time"),
        Timeliness.LATE: pgettext_lazy("timeliness", "late"),
        ClassesDiffer.RESTARTED: _(
            "By law the supplement started the term anew; Decision 766 only leaves out the time of waiting."
        ),
        ClassesDiffer.BY_THE_MINUTE: _("The law compares days, Decision 766 hours and minutes."),
        ClassesDiffer.SECOND_SUPPLEMENT: _("Decision 766 takes a second request to supplement for a delay."),
        ClassesDiffer.ENDED_WAITING: _("It ended while no date ran: the law looks at when the waiting began."),
        ClassesDiffer.OTHER_COUNT: _("Both count, and come to other days."),
        ClassesDiffer.BROUGHT_OVER: _("It came with its classes from another system."),
        Channel.COUNTER: pgettext_lazy("channel", "at the counter"),
        Channel.ONLINE: pgettext_lazy("channel", "online"),
        Channel.POST: pgettext_lazy("channel", "by post"),
        ReturnMethod.COUNTER: pgettext_lazy("return", "collected at the counter"),
        ReturnMethod.POST: pgettext_lazy("return", "sent by post"),
        ReturnMethod.ELECTRONIC: pgettext_lazy("return", "sent electronically"),
        DeclineReason.INCOMPLETE: pgettext_lazy("decline", "incomplete"),
        DeclineReason.WRONG_COMPETENCE: pgettext_lazy("decline", "another agency is competent"),
        DeclineReason.NOT_ELIGIBLE: pgettext_lazy("decline", "the conditions are not met"),
        DeclineReason.OTHER: pgettext_lazy("decline", "another reason"),
        Alarm.FILING_ALERT: pgettext_lazy("alarm", "a filing awaits an answer"),
        Alarm.FILING_ANSWER_DUE: pgettext_lazy("alarm", "the answer to a filing is due"),
        Alarm.DUE_TOMORROW: pgettext_lazy("alarm", "due on the next working day"),
        Alarm.APOLOGY_DUE: pgettext_lazy("alarm", "last moment for an apology"),
        Alarm.EXPIRY: pgettext_lazy("alarm", "overdue"),
        Alarm.WAITING_OVER: pgettext_lazy("alarm", "the waiting term is over"),
        Alarm.CONSULTATION_DUE: pgettext_lazy("alarm", "an opinion is overdue"),
        Alarm.CORRECTION_DUE: pgettext_lazy("alarm", "a correction is overdue"),
        InvolvementRole.RECEIVES: pgettext_lazy("role", "receives"),
        InvolvementRole.RESOLVES: pgettext_lazy("role", "resolves"),
        InvolvementRole.CONSULTED: pgettext_lazy("role", "consulted"),
        InvolvementRole.CHAIN: pgettext_lazy("role", "takes part"),
    }
)
