"""What the room's refusals say, and what to do about them."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.catalogue.types import (
    ApplicantKind,
    ComponentKind,
    FeeKind,
    FeeUnit,
    Necessity,
    Outcome,
    Place,
    Presence,
    ProlongationEffect,
    ReasonKind,
    ServiceLevel,
    SignedBy,
    StartEvent,
    StepKind,
    SupplementEffect,
)
from motcua.kernel.messages import Wording, declare, name

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY
_ABSENT = HTTPStatus.NOT_FOUND

declare(
    {
        "procedure_unknown": Wording(_("There is no procedure {code}. Check the code, or search by words."), _ABSENT),
        "procedure_without_version": Wording(
            _("Procedure {code} is only listed; no version of it was published here. Ask the catalogue administrator."),
        ),
        "draft_unknown": Wording(
            _("Nothing was read about procedure {code} yet. Import the list or the details that have it."), _ABSENT
        ),
        "version_unknown": Wording(_("There is no version {id} of a procedure."), _ABSENT),
        "procedure_not_yet_in_force": Wording(
            _("Procedure {code} comes into force on {day}. It cannot be received before that day.")
        ),
        "procedure_ended": Wording(
            _("Procedure {code} ended on {day} and takes no new dossiers. Look for the procedure that replaced it.")
        ),
        "term_undecided": Wording(
            _(
                "No term was decided for procedure {code} in this case, so no dossier can be received. "
                "Ask the catalogue administrator to publish one."
            )
        ),
        "reason_absent": Wording(_("There is no such reason on the list."), _ABSENT),
        "reason_in_the_past": Wording(_("A reason begins today ({today}) or later."), _WRONG),
        "reason_without_decision": Wording(_("Name the decision by which the list is changed."), _WRONG),
        "reason_says_nothing": Wording(_("Write the reason, and choose at least one act that it is for."), _WRONG),
        "reason_there_already": Wording(
            _("“{reason}” is on the list already on that day. End it first, or write another wording of it."),
            HTTPStatus.CONFLICT,
        ),
        "reason_ended_already": Wording(_("This reason ended on {last}."), HTTPStatus.CONFLICT),
        "reason_ends_too_soon": Wording(_("Its last day can be {earliest} at the earliest."), _WRONG),
        "reason_not_chosen": Wording(_("Choose the reason from the list."), _WRONG),
        "reason_not_offered": Wording(_("This reason cannot be chosen here today. Choose another one."), _WRONG),
        "reason_needs_words": Wording(
            _("“{reason}” alone says too little: write the reason in your own words."), _WRONG
        ),
        "version_draft_absent": Wording(
            _("No next version of {code} is being written. It may have been published or dropped meanwhile."), _ABSENT
        ),
        "version_draft_moved_on": Wording(
            _(
                "Since you opened this page, somebody else has changed the next version of {code}. What you typed is"
                " still here; open the page anew beside it and compare."
            )
        ),
        "version_draft_too_long": Wording(_("The text is longer than {limit} characters. Shorten it."), _WRONG),
        "version_draft_at_fault": Wording(
            _("The next version of {code} has {count} faults. Mend them, then publish."), _WRONG
        ),
        "version_draft_of_another": Wording(
            _("The text is of procedure {named}, not of {code}. Put the code right."), _WRONG
        ),
        "version_not_publishable": Wording(
            _("This version of {code} cannot be published: {count} faults, the first is “{finding}”."),
            _WRONG,
        ),
        "version_not_later": Wording(
            _("The version of {code} in force begins on {newest}; a new one must begin later than that, not on {day}."),
            _WRONG,
        ),
        "version_ends_otherwise": Wording(
            _("The version of {code} cannot end on {day}: it has not begun then, or has already ended."), _WRONG
        ),
        "form_key_wrong": Wording(
            _("A key has small letters without marks, digits and underscores, and begins with a letter."), _WRONG
        ),
        "form_key_taken": Wording(_("There is an e-form {form} already. Choose another key."), _WRONG),
        "form_draft_absent": Wording(
            _("Nothing of this e-form is being written. Begin with its newest number."), _ABSENT
        ),
        "form_draft_moved_on": Wording(
            _(
                "Somebody else has changed what is being written. Look at it anew; what you typed is still in the"
                " field, so that you can copy it."
            ),
            HTTPStatus.CONFLICT,
        ),
        "form_draft_too_long": Wording(_("The text is longer than {limit} characters. Shorten it."), _WRONG),
        "form_draft_at_fault": Wording(
            _("The form has {count} fault(s). Mend them first; each is named with its line."), _WRONG
        ),
        "form_absent": Wording(_("There is no such e-form. Choose one from the list."), _ABSENT),
        "form_at_fault": Wording(_("The form is at fault at {place}: {fault}"), _WRONG),
        "form_use_unknown": Wording(
            _("Procedure {code} as it is in force has no paper {component} that is filled in. Compare with its page."),
            _WRONG,
        ),
        "form_use_taken": Wording(
            _("The paper {component} of procedure {code} already has the e-form {form}. Take it away there first."),
            _WRONG,
        ),
        "days_not_in_order": Wording(_("The last day {last} lies before the first, {first}. Exchange them."), _WRONG),
        "nobody_competent": Wording(
            _("No agency is competent for procedure {code} there. Check the place, or ask who resolves it."),
        ),
        "competence_unclear": Wording(
            _("{count} agencies are competent for procedure {code} there. Choose one of them."), _WRONG
        ),
        "regime_unknown": Wording(_("No law of the one-stop shop is known for {day}. Choose a later day."), _WRONG),
    }
)

name(
    {
        ApplicantKind.CITIZEN: _("Vietnamese citizen"),
        ApplicantKind.OVERSEAS_VIETNAMESE: _("Vietnamese living abroad"),
        ApplicantKind.FOREIGNER: _("Foreigner"),
        ApplicantKind.OFFICIAL: _("Official or civil servant"),
        ApplicantKind.ENTERPRISE: _("Enterprise"),
        ApplicantKind.FOREIGN_INVESTED_ENTERPRISE: _("Enterprise with foreign capital"),
        ApplicantKind.COOPERATIVE: _("Co-operative"),
        ApplicantKind.ORGANISATION: _("Organisation"),
        ApplicantKind.STATE_BODY: _("State body"),
        ApplicantKind.FOREIGN_ORGANISATION: _("Foreign organisation"),
        ApplicantKind.COMMUNITY: _("Community"),
    }
)
name(
    {
        ComponentKind.SUBMIT: pgettext_lazy("kind of paper", "handed in"),
        ComponentKind.PRESENT: pgettext_lazy("kind of paper", "shown"),
        ComponentKind.FORM: pgettext_lazy("kind of paper", "form"),
        ComponentKind.DATA: pgettext_lazy("kind of paper", "looked up"),
    }
)
name(
    {
        FeeKind.FEE: pgettext_lazy("kind of money", "fee"),
        FeeKind.CHARGE: pgettext_lazy("kind of money", "charge"),
    }
)
name(
    {
        FeeUnit.DOSSIER: pgettext_lazy("unit of a fee", "dossier"),
        FeeUnit.ITEM: pgettext_lazy("unit of a fee", "item"),
        FeeUnit.PAGE: pgettext_lazy("unit of a fee", "page"),
    }
)
name(
    {
        Necessity.REQUIRED: pgettext_lazy("paper", "always"),
        Necessity.CONDITIONAL: pgettext_lazy("paper", "on a condition"),
        Necessity.OPTIONAL: pgettext_lazy("paper", "welcome"),
    }
)
name(
    {
        Outcome.ADVANCE: pgettext_lazy("way out of a step", "goes on"),
        Outcome.RETURN: pgettext_lazy("way out of a step", "goes back"),
        Outcome.APPROVE: pgettext_lazy("way out of a step", "approves"),
        Outcome.REFUSE: pgettext_lazy("way out of a step", "refuses"),
        Outcome.HAND_OVER: pgettext_lazy("way out of a step", "hands over"),
    }
)
name(
    {
        Place.RECEIVING: _("the receiving agency"),
        Place.RESOLVING: _("the resolving agency"),
        Place.AGENCY: _("the agency"),
        Place.UNIT: _("the unit"),
        Place.PARTNER: _("an agency that takes part"),
    }
)
name(
    {
        Presence.AT_FILING: _("at filing"),
        Presence.AT_SIGNING: _("at signing"),
        Presence.AT_HAND_OVER: _("when the result is handed over"),
        Presence.BOTH_AT_HAND_OVER: _("both, when the result is handed over"),
    }
)
name(
    {
        ProlongationEffect.ADDS: _("is added to the term"),
        ProlongationEffect.BECOMES: _("takes the place of the term"),
    }
)
name(
    {
        ServiceLevel.NONE: pgettext_lazy("online service", "not online"),
        ServiceLevel.LEVEL_3: pgettext_lazy("online service", "level 3"),
        ServiceLevel.LEVEL_4: pgettext_lazy("online service", "level 4"),
        ServiceLevel.PART: pgettext_lazy("online service", "partly online"),
        ServiceLevel.FULL: pgettext_lazy("online service", "wholly online"),
    }
)
name(
    {
        ReasonKind.COMPLETION: pgettext_lazy("reason", "to be completed at intake"),
        ReasonKind.SUPPLEMENT: pgettext_lazy("reason", "supplement after appraisal"),
        ReasonKind.DECLINED: pgettext_lazy("reason", "declined at intake"),
        ReasonKind.REFUSED: pgettext_lazy("reason", "refused after appraisal"),
        ReasonKind.STOP: pgettext_lazy("reason", "stopped, withdrawn"),
        ReasonKind.VOID: pgettext_lazy("reason", "received by mistake"),
        ReasonKind.RETURNED: pgettext_lazy("reason", "sent back inside the house"),
        ReasonKind.CORRECTION: pgettext_lazy("reason", "the agency's own error"),
        ReasonKind.APOLOGY: pgettext_lazy("reason", "apology and new appointment"),
        ReasonKind.LATENESS: pgettext_lazy("reason", "cause of lateness"),
    }
)
name(
    {
        SignedBy.OFFICER: _("the key of whoever does the step"),
        SignedBy.AGENCY: _("the seal of the agency"),
    }
)
name(
    {
        StartEvent.RECEIVED: _("the receipt"),
        StartEvent.ARRIVED_AT_RESOLVING_AGENCY: _("the arrival at the resolving agency"),
        StartEvent.INSPECTION_BEGUN: _("the beginning of the inspection"),
        StartEvent.FEE_PAID: _("the payment of the fee"),
        StartEvent.ANSWERED_BY_AGENCY: _("the answer of an agency"),
    }
)
name(
    {
        StepKind.RECEIVE: pgettext_lazy("step", "receive"),
        StepKind.FORWARD: pgettext_lazy("step", "forward"),
        StepKind.APPRAISE: pgettext_lazy("step", "appraise"),
        StepKind.EXAMINE: pgettext_lazy("step", "examine"),
        StepKind.VERIFY: pgettext_lazy("step", "verify"),
        StepKind.CONSULT: pgettext_lazy("step", "consult"),
        StepKind.MEET: pgettext_lazy("step", "meet"),
        StepKind.POST_UP: pgettext_lazy("step", "post up"),
        StepKind.PAY: pgettext_lazy("step", "pay"),
        StepKind.APPROVE: pgettext_lazy("step", "approve"),
        StepKind.SEAL: pgettext_lazy("step", "seal"),
        StepKind.RETURN_RESULT: pgettext_lazy("step", "return the result"),
        StepKind.HAND_OVER: pgettext_lazy("step", "hand over"),
    }
)
name(
    {
        SupplementEffect.RESTART: _("the term begins anew"),
        SupplementEffect.CONTINUE: _("the term goes on"),
        SupplementEffect.RESTART_WITH: _("another term begins"),
    }
)
