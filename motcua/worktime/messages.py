"""What the room's refusals say, and what to do about them."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY

declare(
    {
        "term_unreadable": Wording(
            _("“{text}” is no term. Write an amount and a unit, like 5 working_day, or phases joined by +."), _WRONG
        ),
        "term_unit_unknown": Wording(_("The unit “{unit}” is not known. Use one of: {units}."), _WRONG),
        "term_amount_missing": Wording(_("The amount is missing. Write how many of {unit}."), _WRONG),
        "term_amount_unreadable": Wording(
            _("The amount “{amount}” is no number. Write it with digits, like 5 or 6.25."), _WRONG
        ),
        "term_amount_not_positive": Wording(_("A term of {amount} {unit} is none. Enter more than zero."), _WRONG),
        "term_amount_too_large": Wording(
            _("{amount} {unit} is longer than any term of law; at most {largest} are taken. Check the amount."), _WRONG
        ),
        "term_amount_not_whole": Wording(
            _("{amount} {unit}: only working days and hours may be fractions. Enter a whole number."), _WRONG
        ),
        "term_amount_too_fine": Wording(
            _("{amount} has more than {decimals} decimals. Round it to what the decision says."), _WRONG
        ),
        "term_phases_too_many": Wording(
            _("A term has 1 to {most} phases, not {count}. Join phases of the same unit."), _WRONG
        ),
        "term_same_day_alone": Wording(
            _("“The same day” cannot follow or precede another phase. Enter it alone."), _WRONG
        ),
        "term_fraction_not_last": Wording(
            _("Only the last phase may be a fraction of a working day. Change the order or the amounts."), _WRONG
        ),
        "hours_unreadable": Wording(
            _("“{text}” are no hours. Write them like 07:30-11:30, within one day and under English weekdays."), _WRONG
        ),
        "hours_overlap": Wording(
            _("The hours {text} overlap, touch or are out of order. Leave a gap between each two."), _WRONG
        ),
        "beyond_calendar": Wording(
            _(
                "The calendar {calendar} reaches from {first} to {last}; {day} lies outside. Shorten the term, or "
                "publish a version that reaches further."
            ),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        ),
        "calendar_unknown": Wording(_("There is no calendar “{key}”. Use one of: {known}."), HTTPStatus.NOT_FOUND),
        "calendar_version_unknown": Wording(
            _("The calendar “{key}” has no version {version}. Use one of: {known}."), HTTPStatus.NOT_FOUND
        ),
        "calendar_version_taken": Wording(
            _("The calendar “{key}” has a version {version} already. Give the new one another number.")
        ),
        "desk_hours_unknown": Wording(
            _("There are no reception hours “{key}”. Use one of: {known}."), HTTPStatus.NOT_FOUND
        ),
        "special_day_without_decision": Wording(
            _("{day}: no decision is named. Enter the number and date of the decision."), _WRONG
        ),
        "special_day_twice": Wording(
            _("{day} is entered twice. Withdraw the earlier entry, or leave the day out."), _WRONG
        ),
        "special_day_outside": Wording(
            _("{day} lies outside the calendar, which reaches from {first} to {last}. Check the date."), _WRONG
        ),
        "special_day_not_entered": Wording(
            _("{day} is not entered, so it cannot be withdrawn. Check the date."), _WRONG
        ),
        "special_days_missing": Wording(_("No day is entered or withdrawn. Enter at least one."), _WRONG),
        "closure_without_agencies": Wording(
            _("{day}: a closure holds only for the agencies that the decision names. Enter their identifiers."), _WRONG
        ),
        "closure_days_in_wrong_order": Wording(
            _("The closure ends on {last}, before it begins on {first}. Check both dates."), _WRONG
        ),
        "closure_too_long": Wording(
            _("A closure of {days} days is longer than {most}. Enter it in parts, each with its decision."), _WRONG
        ),
    }
)
