"""The sentences of the payments' refusals."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.kernel.messages import Wording, declare, name
from motcua.payments.types import Excess, FileKind, Ground, Likeness, Method, OrderState, RepaymentState

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
        "refund_online": Wording(
            _("This was paid online and goes back the same way. Propose it; a second person approves it.")
        ),
        "refund_not_online": Wording(_("This was not paid online. Give it back at the desk.")),
        "gateway_not_here": Wording(_("It cannot be paid this way here. Choose another way, or pay at the desk.")),
        "gateway_away": Wording(
            _("The payment service does not answer now. Nothing was paid; try again in a while, or pay at the desk."),
            HTTPStatus.SERVICE_UNAVAILABLE,
        ),
        "notice_forged": Wording(_("This notice does not come from the payment service."), HTTPStatus.FORBIDDEN),
        "payment_waits": Wording(
            _("Your money has come and is used as soon as the agency has a receipt to give. Do not pay again.")
        ),
        "order_over": Wording(_("The time for this payment is over. Begin again: nothing was paid.")),
        "repayment_open": Wording(_("Money of this payment is going back already.")),
        "repayment_own": Wording(
            _("Whoever proposed that money goes back does not approve it. A second person does."), HTTPStatus.FORBIDDEN
        ),
        "repayment_moved_on": Wording(_("This has moved on: {state}. Look at it again.")),
        "repayment_not_ours": Wording(_("This money paid nothing, so it always goes back.")),
        "statement_unreadable": Wording(_("This is not a file of this payment service: {what}."), _WRONG),
        "statement_closed": Wording(_("This day was closed at {at}. Nothing of it changes any more.")),
        "statement_day_running": Wording(_("The day is not over yet. Close it tomorrow.")),
        "statement_unexplained": Wording(_("{count} line(s) are not the same on both sides. Say why, each."), _WRONG),
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
        Method.ONLINE: _("paid online"),
        Ground.REFUSED: _("the dossier was refused"),
        Ground.STOPPED: _("the application was taken back"),
        Ground.WRONG_CHARGE: _("too much was taken"),
        Excess.OTHER_AMOUNT: _("another amount than was asked for"),
        Excess.LATE: _("paid when the time was over"),
        Excess.TWICE: _("paid twice"),
        Excess.NOT_OWED: _("it was owed no more"),
        Likeness.SAME: pgettext_lazy("comparison", "the same"),
        Likeness.ONLY_OURS: pgettext_lazy("comparison", "only with us"),
        Likeness.ONLY_THEIRS: pgettext_lazy("comparison", "only in the file"),
        Likeness.DIFFERS: pgettext_lazy("comparison", "another amount"),
        FileKind.PAID: pgettext_lazy("comparison", "paid"),
        FileKind.GIVEN_BACK: pgettext_lazy("comparison", "given back"),
        OrderState.OPEN: pgettext_lazy("payment order", "waits for the money"),
        OrderState.PAID: pgettext_lazy("payment order", "paid"),
        OrderState.ENDED: pgettext_lazy("payment order", "over"),
        RepaymentState.PROPOSED: pgettext_lazy("repayment", "waits for a second person"),
        RepaymentState.APPROVED: pgettext_lazy("repayment", "approved, on its way"),
        RepaymentState.DONE: pgettext_lazy("repayment", "given back"),
        RepaymentState.FAILED: pgettext_lazy("repayment", "to be transferred by hand"),
        RepaymentState.WITHDRAWN: pgettext_lazy("repayment", "stays"),
    }
)
