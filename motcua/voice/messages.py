"""The sentences of voice's refusals, and the words of its lists."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare, name
from motcua.voice.types import Stage

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY

declare(
    {
        "feedback_absent": Wording(
            _("There is no such feedback, or it is not yours to see. Open it by the link you were given."),
            HTTPStatus.NOT_FOUND,
        ),
        "rated_too_early": Wording(_("There is no result yet. Rate it when you have it.")),
        "rated_too_late": Wording(_("A result is rated within {days} days. Send feedback instead; it is answered.")),
        "rating_not_whole": Wording(_("Choose one answer to every question."), _WRONG),
        "rated_already": Wording(_("This dossier was rated already. It counts once, and cannot be changed.")),
        "feedback_kind_unknown": Wording(_("Choose what your feedback is about."), _WRONG),
        "feedback_words_missing": Wording(_("Write what you want to say."), _WRONG),
        "feedback_contact_missing": Wording(
            _("Give a telephone number or an e-mail address, so that the agency can ask you back."), _WRONG
        ),
        "feedback_reason_unknown": Wording(_("Choose a reason of the list."), _WRONG),
        "feedback_not_yours_to_handle": Wording(
            _("This is not yours to do now: somebody else has the feedback, or it is finished."), HTTPStatus.FORBIDDEN
        ),
        "feedback_officer_elsewhere": Wording(
            _("This officer does not work in the agency. Choose somebody else, or pass the feedback on."), _WRONG
        ),
        "feedback_there_already": Wording(_("The feedback lies with this agency already. Choose another one."), _WRONG),
        "person_has_open_feedback": Wording(
            _("The feedback {code} of this person waits for its answer. Erase the data when it is finished.")
        ),
    }
)

name(
    {
        Stage.RECEIVED: _("received"),
        Stage.ASSIGNED: _("being handled"),
        Stage.ANSWERED: _("answered"),
        Stage.RETURNED: _("shown to the right place"),
        Stage.DECLINED: _("not answered"),
    }
)
