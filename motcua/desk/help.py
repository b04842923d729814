"""What each page of the desk is for: one short paragraph, behind the question mark."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HELP: Mapping[str, Promise] = {
    "desk:home": _(
        "Find the procedure by its code or in everyday words, then open its receiving sheet. What was filed online and"
        " waits for an answer stands beside it, with the hour by which it has to be answered."
    ),
    "desk:certification": _(
        "Copies and signatures certified while the person waits: type pages and copies, and the fee, the number in the"
        " register and the hand-over are done with one press."
    ),
    "desk:results": _(
        "Scan the code of the receipt to see whether the result is there, who may collect it and what is still owed."
        " Results that nobody collects are listed."
    ),
    "desk:shipments": _(
        "Results that go to people by public post: what is to be sent, what is on its way, and what came back."
    ),
    "desk:parcels": _(
        "Dossiers that came by public post. Write the parcels down as they come, with the time; open each into its"
        " receiving sheet, ask the sender for what is missing, or send it back. What waits too long stands out."
    ),
    "desk:cash": _(
        "Fees of the visit are paid here in cash, by card or by transfer, and each payment gets a receipt whose number"
        " leaves no gap. At the end of the day count the cash and close the day."
    ),
    "desk:printer": _(
        "A sheet on which you see what a printer does: margins in millimetres, the scale, codes for the scanner, greys"
        " and letters; and what to set in the printer's dialogue."
    ),
    "desk:days": _(
        "The days that were closed, with what was counted, what should have been there and the difference. Receipt"
        " books are opened and closed here."
    ),
}
