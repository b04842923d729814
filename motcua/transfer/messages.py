"""What is said about files and their rows: what is wrong, in which way, and what to do."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.kernel.messages import Wording, declare, name
from motcua.transfer.types import Fate

COLUMN_WORDS: Mapping[str, Any] = {
    "code": pgettext_lazy("column of a file", "dossier code"),
    "procedure": pgettext_lazy("column of a file", "procedure"),
    "agency": pgettext_lazy("column of a file", "resolving agency"),
    "receiving": pgettext_lazy("column of a file", "receiving agency"),
    "channel": pgettext_lazy("column of a file", "channel"),
    "case": pgettext_lazy("column of a file", "case"),
    "quantity": pgettext_lazy("column of a file", "quantity"),
    "state": pgettext_lazy("column of a file", "state"),
    "filed": pgettext_lazy("column of a file", "filed"),
    "received": pgettext_lazy("column of a file", "received"),
    "due": pgettext_lazy("column of a file", "due date"),
    "reappointed": pgettext_lazy("column of a file", "re-appointed"),
    "supplement_asked": pgettext_lazy("column of a file", "supplement asked"),
    "supplement_answered": pgettext_lazy("column of a file", "supplement answered"),
    "paused": pgettext_lazy("column of a file", "paused since"),
    "pause_reason": pgettext_lazy("column of a file", "reason of the pause"),
    "decided": pgettext_lazy("column of a file", "decided"),
    "completed": pgettext_lazy("column of a file", "completed"),
    "handed_over": pgettext_lazy("column of a file", "handed over"),
    "ended": pgettext_lazy("column of a file", "ended"),
    "outcome": pgettext_lazy("column of a file", "outcome"),
    "class": pgettext_lazy("column of a file", "class"),
    "step": pgettext_lazy("column of a file", "step"),
    "officer": pgettext_lazy("column of a file", "officer"),
    "name": pgettext_lazy("column of a file", "applicant"),
    "applicant_kind": pgettext_lazy("column of a file", "kind of applicant"),
    "personal_number": pgettext_lazy("column of a file", "personal number"),
    "tax_code": pgettext_lazy("column of a file", "tax code"),
    "born": pgettext_lazy("column of a file", "date of birth"),
    "phone": pgettext_lazy("column of a file", "telephone"),
    "address": pgettext_lazy("column of a file", "address"),
}
"""How each column is called where something is said about it."""

_WRONG = HTTPStatus.BAD_REQUEST

name(
    {
        Fate.TAKEN_OVER: pgettext_lazy("fate of a row", "taken over"),
        Fate.KNOWN: pgettext_lazy("fate of a row", "here already"),
        Fate.REFUSED: pgettext_lazy("fate of a row", "refused"),
    }
)
declare(
    {
        "transfer_columns_missing": Wording(
            _("The file has no column for: {columns}. Add the columns with these headings in the first line."), _WRONG
        ),
        "transfer_line_unreadable": Wording(_("This line is no JSON object. Write one object on each line."), _WRONG),
        "transfer_cell_empty": Wording(_("The cell is empty. Fill it in; no dossier comes over without it."), _WRONG),
        "transfer_due_missing": Wording(
            _("No date was promised. Write the date that stands on the receipt; it is kept as it is."), _WRONG
        ),
        "transfer_moment_unreadable": Wording(
            _('"{text}" is no date. Write 2026-03-02 09:10, 02/03/2026 09:10, or the day alone.'), _WRONG
        ),
        "transfer_word_unknown": Wording(_('"{text}" is not known here. Write one of: {known}.'), _WRONG),
        "transfer_number_unreadable": Wording(_('"{text}" is no whole number above zero. Correct it.'), _WRONG),
        "transfer_code_twice": Wording(
            _("The code {code} stands in line {line} already. Delete one of the two lines."), _WRONG
        ),
        "transfer_code_of_another": Wording(
            _(
                "Another dossier bears the code {code} here, or it was brought over with other dates. Compare the two;"
                " nothing was changed."
            )
        ),
        "transfer_in_the_future": Wording(_("{instant} is in the future. Correct the date in the file."), _WRONG),
        "transfer_agency_of_later": Wording(
            _("The code {code} leads to an agency that began on {day}; the dossier is counted there."), _WRONG
        ),
        "transfer_other_version": Wording(
            _("On {day} no version of {code} was in force; the one in force from {effective_from} is used."), _WRONG
        ),
        "transfer_number_absent": Wording(
            _("There is no personal number or tax code; the dossier's own code stands for it."), _WRONG
        ),
        "transfer_class_differs": Wording(
            _('The other system says "{theirs}"; by the promised date it is "{ours}", and that is what is counted.')
        ),
    }
)
