"""The sentences of intake's refusals."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY

declare(
    {
        "draft_absent": Wording(
            _("There is no such draft, or it is not yours, or it was removed because its time was over. Begin anew."),
            HTTPStatus.NOT_FOUND,
        ),
        "draft_filed": Wording(_("This has been filed already. Follow it by its filing number.")),
        "draft_names_another": Wording(
            _(
                "This draft names another number as the one who files. Correct it on the page “Who files”, or begin a"
                " draft of your own."
            ),
            HTTPStatus.CONFLICT,
        ),
        "draft_too_long": Wording(_("More was typed than a draft holds. Shorten the longest text."), _WRONG),
        "draft_component_unknown": Wording(
            _("This procedure does not ask for that paper. Attach the file to one of its list."), _WRONG
        ),
        "not_filed_online": Wording(_("This procedure is not filed online. Bring the papers to the one-stop shop.")),
        "filed_on_national_portal": Wording(
            _("This is filed on the national public service portal now, or at the one-stop shop."), HTTPStatus.CONFLICT
        ),
        "nowhere_to_file": Wording(
            _(
                "No one-stop shop receives this procedure online for that place. Choose another place, or come in"
                " person."
            ),
            _WRONG,
        ),
        "draft_choice_missing": Wording(_("Choose one of the answers."), _WRONG),
        "form_stopped": Wording(
            _("With these answers it cannot be filed; the reason stands on the page of the form."), _WRONG
        ),
        "draft_number_wrong": Wording(_("Enter a number from 1 to {most}."), _WRONG),
        "draft_date_unreadable": Wording(_("There is no such date. Enter it as day, month and year."), _WRONG),
        "papers_lacking": Wording(_("This paper is lacking: {papers}. Attach it as a file."), _WRONG),
        "identity_not_proven": Wording(
            _(
                "This is not the number with which you have logged in. File under your own number, or as somebody who"
                " is authorised."
            ),
            _WRONG,
        ),
        "known_papers_need_log_in": Wording(
            _("Papers that the house has already are used only for whoever has logged in and files for himself."),
            HTTPStatus.FORBIDDEN,
        ),
    }
)
