"""How this room's refusals read."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Wording, declare

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY
_ABSENT = HTTPStatus.NOT_FOUND

declare(
    {
        "identifier_malformed": Wording(
            _("“{identifier}” is not an agency's identifier. Write it like H40.16 or 000.00.16.H40."), _WRONG
        ),
        "identifier_too_long": Wording(
            _("The identifier {identifier} is longer than {limit} characters. Shorten its lower groups."), _WRONG
        ),
        "identifier_of_no_agency": Wording(
            _("{identifier} identifies an organisation, not an agency of the State. Give the agency's identifier."),
            _WRONG,
        ),
        "identifier_too_deep_for_old_order": Wording(
            _("{identifier} has more than four levels and cannot be written in the old order. Use the new one."), _WRONG
        ),
        "identifier_ambiguous_in_old_order": Wording(
            _("{identifier} could be misread in the old order. Use the new one."), _WRONG
        ),
        "agency_absent": Wording(_("There is no such agency. Choose one from the list."), _ABSENT),
        "agency_absent_that_day": Wording(
            _("The agency {code} did not exist on {day}. Check the day, or choose another agency.")
        ),
        "agency_not_before_and_on": Wording(
            _("On {day} and on the day before, the agency must exist as it is now. Choose another day.")
        ),
        "agency_changes_later": Wording(
            _("Something is already recorded for {day}. Choose a later day, or take that record back first.")
        ),
        "agency_ends_otherwise": Wording(
            _("The agency {code} already ends on {day}. A successor begins the day after that.")
        ),
        "agency_code_unknown": Wording(
            _("No agency bears the identifier {code} on that day. Check it for typing errors."), _ABSENT
        ),
        "agency_code_taken": Wording(
            _("Another agency bears the identifier {code} on these days. Give another one, or end its use first.")
        ),
        "days_out_of_order": Wording(_("The end, {valid_to}, lies before the beginning, {valid_from}."), _WRONG),
        "days_outside_life": Wording(
            _("Only days from {outer_from} to {outer_to} are possible here. Change the days."), _WRONG
        ),
        "level_not_on_these_days": Wording(
            _("This level of government exists from {first_day} to {last_day} only. Give days within."), _WRONG
        ),
        "wrong_place_in_tree": Wording(
            _(
                "It cannot be placed there. A centre belongs to an agency, a branch to a centre, a reception point to a"
                " centre or a branch."
            ),
            _WRONG,
        ),
        "ring_in_tree": Wording(_("An agency cannot be placed under one that is below it. Choose another."), _WRONG),
        "parent_absent_that_day": Wording(
            _("The agency above did not exist on {day}. Choose another agency, or another first day."), _WRONG
        ),
        "merger_of_nothing": Wording(_("Name at least one agency that ends."), _WRONG),
        "merger_names_twice": Wording(_("The agency {code} is named twice among those that end."), _WRONG),
        "merger_changed": Wording(
            _("Since you looked, what this merger would do has changed. Look at it again, then confirm.")
        ),
        "heir_not_a_successor": Wording(
            _("Whoever inherits the open dossiers of {code} must be one of its successors. Choose one of them."), _WRONG
        ),
        "successor_ends_too": Wording(
            _("The agency {code} ends with the same merger and cannot succeed another. Choose one that remains."),
            _WRONG,
        ),
        "unit_absent": Wording(_("The agency has no such unit. Choose one of its units."), _ABSENT),
        "unit_code_taken": Wording(_("The agency has used the unit code {code} before. Give another one.")),
        "unit_has_posts": Wording(_("There are still posts in the unit {code}. Close or move them first.")),
        "desk_absent": Wording(_("There is no such desk. Choose one of the place's desks."), _ABSENT),
        "desk_code_taken": Wording(_("This place has used the desk code {code} before. Give another one.")),
        "desk_outside_one_stop": Wording(
            _("Desks are opened in a centre, a branch or a reception point only. Choose one of these."), _WRONG
        ),
        "post_absent": Wording(_("There is no such post. Choose one of the agency's posts."), _ABSENT),
        "post_held_already": Wording(_("The officer {officer} has held this post since {since}. End that first.")),
        "post_has_later_holder": Wording(_("Somebody is to hold this post later. Take that appointment back first.")),
        "receptionist_outside_one_stop": Wording(
            _("A receptionist works in a centre, a branch or a reception point. Choose one of these."), _WRONG
        ),
        "desk_without_receptionist": Wording(
            _("Only a receptionist has a desk. Leave the desk out, or choose that role."), _WRONG
        ),
        "officer_absent": Wording(_("There is no such officer. Search by name or personnel code."), _ABSENT),
        "officer_code_taken": Wording(
            _("The personnel code {officer} belongs to somebody else. Check the code and the name.")
        ),
        "officer_without_name": Wording(_("An officer needs a name and a personnel code."), _WRONG),
        "holding_absent": Wording(_("There is no such appointment."), _ABSENT),
        "holding_ends_earlier": Wording(_("This appointment already ends on {day}.")),
        "delegation_absent": Wording(_("There is no such delegation."), _ABSENT),
        "delegation_over": Wording(_("This delegation is already over on {day}.")),
        "delegation_to_oneself": Wording(_("Nobody delegates to himself. Choose another officer."), _WRONG),
        "delegation_of_a_post_not_held": Wording(
            _(
                "The officer {officer} does not hold this post himself on all these days. Only one's own post can be"
                " delegated, and what was delegated is not delegated on."
            ),
            _WRONG,
        ),
        "delegation_outside_house": Wording(
            _("The officer {officer} has no post in this agency then. Choose a colleague."), _WRONG
        ),
        "delegated_already": Wording(
            _("The officer {officer} may already act in this post during these days. Revoke that first.")
        ),
        "roster_columns_missing": Wording(_("The file lacks the columns {columns}. Add them and try again."), _WRONG),
        "roster_rows_refused": Wording(
            _("Nobody was appointed: rows of the file that cannot be: {count}. Mend them and send the file again."),
            _WRONG,
        ),
        "roster_too_long": Wording(
            _("A file may appoint at most {most} officers at once. Divide it, or have it brought in on the server."),
            _WRONG,
        ),
        "roster_cell_empty": Wording(_("In this row {columns} is empty. Fill it in."), _WRONG),
        "role_unknown": Wording(_("“{role}” is no role. Write one of: {roles}."), _WRONG),
        "capacity_unknown": Wording(
            _("“{capacity}” is no capacity of signing. Leave it empty or write one of: {capacities}."), _WRONG
        ),
        "day_unreadable": Wording(_("“{day}” is not a day. Write it like 01/07/2026."), _WRONG),
        "place_absent": Wording(
            _("No province or commune has the code {code}. Search it by its old or new name."), _ABSENT
        ),
    }
)
