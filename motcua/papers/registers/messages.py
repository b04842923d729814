"""What the refusals of the registers say, and what to do about them."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare

declare(
    {
        "number_absent": Wording(_("There is no such number in the registers."), HTTPStatus.NOT_FOUND),
        "number_voided_already": Wording(_("Number {number} has been voided already."), HTTPStatus.CONFLICT),
        "number_bears_result": Wording(
            _("Number {number} stands on a result that holds. Revoke the result instead."), HTTPStatus.CONFLICT
        ),
        "number_bears_letter": Wording(
            _("Number {number} stands on a letter that was signed. Take the letter back by writing another one."),
            HTTPStatus.CONFLICT,
        ),
        "result_absent": Wording(
            _("There is no such result in the register. Compare the address with the paper, or ask who issued it."),
            HTTPStatus.NOT_FOUND,
        ),
        "result_without_file": Wording(
            _("Result {number} has no electronic copy in the register; only the paper can be compared."),
            HTTPStatus.CONFLICT,
        ),
        "file_of_no_result": Wording(
            _("This file is not the electronic copy of any result in the register. Ask for the original file."),
            HTTPStatus.NOT_FOUND,
        ),
        "result_has_file": Wording(
            _("Result {number} has an electronic copy already. A corrected one is entered as a replacement."),
            HTTPStatus.CONFLICT,
        ),
        "result_revoked_already": Wording(_("Result {number} has been revoked already."), HTTPStatus.CONFLICT),
        "result_replaced_already": Wording(
            _("Result {number} has been replaced already; act on the one that replaced it."), HTTPStatus.CONFLICT
        ),
        "result_ends_before_it_begins": Wording(
            _("A result cannot end ({last}) before it begins ({first}). Correct the dates."),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        ),
    }
)
