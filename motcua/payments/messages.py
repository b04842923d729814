"""The sentences of the payments' refusals."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare, name
from motcua.payments.types import Ground, Method

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY

declare(
    {
        "payments_absent": Wording(_("There is no such thing among the money of your house."), HTTPStatus.NOT_FOUND),
        "payments_not_yours": Wording(
            _("Money is taken by the desk, and its books are kept by whoever heads it."), HTTPStatus.FORBIDDEN
        ),
        "payment_nothing_owed": Wording(_("Nothing is owed here any more.")),
        "payment_amount_changed": Wording(
            _("What is owed has changed from {expected} to {owed} dong. Look at it again before you take the money.")
        ),
        "payment_too_little": Wording(_("{given} dong do not pay {amount} dong."), _WRONG),
        "payment_reference": Wording(
            _("Enter the reference that the terminal or the bank gave: 3 to 40 letters, digits, “.”, “/” or “-”."),
            _WRONG,
        ),
        "day_closed": Wording(_("The day {day} was closed at {at}. No more money goes through it.")),
        "day_not_closed": Wording(_("The sheet is printed when the day has been counted and closed.")),
        "book_absent": Wording(_("Choose an open receipt book of your desk."), _WRONG),
        "book_used_up": Wording(_("The book is used up: {last} was its last receipt. Open a new one.")),
        "book_closed": Wording(_("The book {series} is closed.")),
        "book_series": Wording(
            _("A series has 2 to 15 capital letters, digits, “/” or “-”, such as AA-26P. “{series}” is none."), _WRONG
        ),
        "book_numbers": Wording(
            _("A book has numbers from 1 to 9,999,999, upwards; not from {first} to {last}."), _WRONG
        ),
        "book_overlaps": Wording(
            _("Another book of this series has the numbers {first} to {last}. No number is given twice."), _WRONG
        ),
        "receipt_day_closed": Wording(
            _("The day of this receipt is closed. Print it again, or give the money back today.")
        ),
        "refund_nothing": Wording(_("Enter what is given back, above zero."), _WRONG),
        "refund_too_much": Wording(_("Only {left} dong are left of this fee, not {amount}."), _WRONG),
        "refund_ground": Wording(_("The dossier has not ended so: {ground}."), _WRONG),
        "count_unknown_piece": Wording(_("There is no note or coin of {value} dong."), _WRONG),
        "count_below_zero": Wording(_("A number of notes cannot be below zero."), _WRONG),
        "count_unexplained": Wording(_("The cash differs by {difference} dong. Say why."), _WRONG),
        "account_absent": Wording(
            _("No account is known to which people could transfer. Whoever heads the desk enters it with the books.")
        ),
        "account_bank_code": Wording(_("The code of a bank has six digits. “{code}” is none."), _WRONG),
        "account_number": Wording(_("An account has at most 19 letters and digits. “{number}” is none."), _WRONG),
    }
)

name(
    {
        Method.CASH: _("cash"),
        Method.CARD: _("card"),
        Method.TRANSFER: _("bank transfer"),
        Ground.REFUSED: _("the dossier was refused"),
        Ground.STOPPED: _("the application was taken back"),
        Ground.WRONG_CHARGE: _("too much was taken"),
    }
)
