"""What the room's refusals say, and what to do: of answers to whoever answers, of documents to whoever writes one."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.forms.types import Source
from motcua.kernel.messages import Wording, declare, name

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY

declare(
    {
        "form_answer_missing": Wording(_("Answer this; it is needed."), _WRONG),
        "form_answer_unreadable": Wording(_("This cannot be understood. Answer it again."), _WRONG),
        "form_tick_missing": Wording(_("Tick this when it is so; without it the form cannot be filed."), _WRONG),
        "form_choice_unknown": Wording(_("Choose one of the answers offered."), _WRONG),
        "form_text_too_short": Wording(_("Write at least {bound} characters."), _WRONG),
        "form_text_too_long": Wording(_("Write at most {bound} characters."), _WRONG),
        "form_integer_unreadable": Wording(_("Write a whole number in digits, for example 12 or 1.000.000."), _WRONG),
        "form_number_unreadable": Wording(_("Write a number in digits, for example 12 or 75,5."), _WRONG),
        "form_figure_too_small": Wording(_("This must be at least {bound}."), _WRONG),
        "form_figure_too_large": Wording(_("This must be at most {bound}."), _WRONG),
        "form_day_unreadable": Wording(_("Type the day as 31/12/2026."), _WRONG),
        "form_day_too_early": Wording(_("The day cannot be before {bound}."), _WRONG),
        "form_day_too_late": Wording(_("The day cannot be after {bound}."), _WRONG),
        "form_place_unclear": Wording(_("Several places answer to this. Choose the one that is meant."), _WRONG),
        "form_place_unknown": Wording(
            _("No commune answers to this. Write its name and that of its province, old names too."), _WRONG
        ),
        "form_rows_too_few": Wording(_("Give at least {bound}."), _WRONG),
        "form_rows_too_many": Wording(_("Give at most {bound}."), _WRONG),
        "form_row_twice": Wording(_("The same is given twice. Keep it once."), _WRONG),
        "form_part_missing": Wording(_("This part is missing. Add it."), _WRONG),
        "form_part_unknown": Wording(
            _("The language of forms knows no such part here. Remove it or mend its name."), _WRONG
        ),
        "form_name_wrong": Wording(
            _("A name has small letters without marks, digits and underscores, and begins with a letter."), _WRONG
        ),
        "form_part_unreadable": Wording(
            _("This is not written as the language of forms has it. Compare it with the guide."), _WRONG
        ),
        "form_part_wrong": Wording(
            _("The language of forms does not allow this here. Compare it with the guide."), _WRONG
        ),
        "form_text_unreadable": Wording(
            _("This is not JSON. Look at this line and the one before: a comma, a quotation mark or a bracket."), _WRONG
        ),
        "form_name_twice": Wording(_("This stands twice in one place. Keep it once."), _WRONG),
        "form_question_unknown": Wording(_("There is no such question among the properties."), _WRONG),
        "form_question_twice": Wording(_("This question is already asked before. Ask it once."), _WRONG),
        "form_question_unasked": Wording(_("No page asks this question. Put it on a page or remove it."), _WRONG),
        "form_order_wrong": Wording(_("Say in which order a row asks its questions: each of them once."), _WRONG),
        "form_page_twice": Wording(_("Another page has the same key. Give each its own."), _WRONG),
        "form_group_in_group": Wording(_("A row cannot hold rows. Ask them beside it."), _WRONG),
        "form_bounds_crossed": Wording(_("The least is more than the most. No answer could be right."), _WRONG),
        "form_part_unfit": Wording(_("A question of this kind has no such part. Remove it."), _WRONG),
        "form_looks_ahead": Wording(_("Only what is asked before can be looked at. Ask it earlier."), _WRONG),
        "form_condition_unfit": Wording(
            _("This can never be true of such an answer. Compare it with what the question offers."), _WRONG
        ),
        "form_asked_or_calculated": Wording(
            _("A value is either asked or worked out: what is worked out is a figure, read-only and not required."),
            _WRONG,
        ),
        "form_calculation_unfit": Wording(
            _("Nothing can be worked out from such answers. Name questions about figures, rows or days."), _WRONG
        ),
    }
)
name(
    {
        Source.FILING: _("Filled in from what you typed before. Change it if it is otherwise."),
        Source.LOG_IN: _("Filled in from your log-in. Change it if it is otherwise."),
        Source.EARLIER: _("Filled in from what you filed here last. Change it if it is otherwise."),
        Source.REGISTER: _("Filled in from our register of results. Change it if it is otherwise."),
    }
)
