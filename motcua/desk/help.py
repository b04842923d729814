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
    "desk:pads": _(
        "Codes reserved for a power cut: print a pad while there is power and fill its stubs in by hand. Then enter"
        " each used code with the time on its stub, and make the others void with a reason, so that no code is missing."
    ),
    "desk:pad": _("One pad: print it, enter what was received on paper, and make void what was not used."),
    "desk:reserve_pad": _("Codes that were asked for: choose the agency, the day and how many, and reserve again."),
    "desk:void_stubs": _("Codes of a pad that were not used become void, with the reason; they stay visible."),
    "desk:cash": _(
        "Fees of the visit are paid here in cash, by card or by transfer, and each payment gets a receipt whose number"
        " leaves no gap. At the end of the day count the cash and close the day."
    ),
    "desk:online": _(
        "Money that was paid online: what goes back and waits for a second person, and the files of the payment"
        " services and the bank, one for each day. Put a file in, compare it, and close the day."
    ),
    "desk:statement": _(
        "A day of a payment service beside ours. Take in what only the file knows, say why where the rest differs, and"
        " close the day when it is over."
    ),
    "desk:printer": _(
        "A sheet on which you see what a printer does: margins in millimetres, the scale, codes for the scanner, greys"
        " and letters; and what to set in the printer's dialogue."
    ),
    "desk:days": _(
        "The days that were closed, with what was counted, what should have been there and the difference. Receipt"
        " books are opened and closed here."
    ),
    "desk:receive": _(
        "The receiving sheet: who comes, what is handed in, fees and date. One press receives; what is missing"
        " makes a supplement slip or a refusal with its reason; what was typed can be kept."
    ),
    "desk:received": _(
        "The dossier is in. Print the receipt, give the originals back, or undo a mistake while the person is"
        " still here."
    ),
    "desk:void": _("Undo a receipt that was a mistake, with its reason. The code stays and says so."),
    "desk:visit": _("Everything one person handed in at this visit: what it costs together, and its receipts."),
    "desk:register": _("Print the register book of a place for any days, with its cover."),
    "desk:pay": _(
        "Take the money for one dossier or for the whole visit, in cash, by card or by transfer; the receipt"
        " number is drawn when it is paid."
    ),
    "desk:payment": _("What was paid and its receipt. A spoilt receipt is replaced, money is given back from here."),
    "desk:replace_receipt": _("A spoilt receipt becomes void, with the reason, and the next number takes its place."),
    "desk:refund": _("Give money back, whole or in part, with the reason; a slip is printed for the signature."),
    "desk:day": _("One cashier's day: what should be in the till, what was counted, and the difference."),
    "desk:books": _("Receipt books of the agency: open one by its numbers, see what is left, close it."),
    "desk:close_book": _("Close a receipt book; the numbers left in it are never used."),
    "desk:hand_over": _(
        "Whether the result is there, who may take it and what is still owed; then hand it over and let the"
        " collector sign."
    ),
    "desk:send": _(
        "Where a result goes by post and what that costs; then the parcel is ordered and its label printed."
    ),
    "desk:certification_book": _("Print the register of certifications for any days."),
    "desk:scan": _("Pages from the scanner for one dossier: turn, sort and part them into papers of the checklist."),
    "desk:scan_paper": _(
        "Say which paper of the checklist it is and what it says; what was read from it is proposed, you confirm."
    ),
    "desk:describe": _("What a file of the dossier says: confirm what was read, or correct it."),
    "desk:receive_group": _(
        "Many dossiers of one kind for one person: the sheet is filled in once, and each gets its own code and receipt."
    ),
    "desk:answer_parcel": _("A parcel that is not received: what is missing or why, and the letter that goes back."),
}
