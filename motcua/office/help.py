"""What each page of officers, leaders and clerks is for: one short paragraph, behind the question mark."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HELP: Mapping[str, Promise] = {
    "office:inbox": _(
        "Your own work, the work of your unit that nobody has taken yet, and what you wait for, ordered by the date by"
        " which it has to be done. Open a dossier to see what may be done with it next."
    ),
    "office:to_sign": _(
        "Results that wait for your signature. Read them, choose them, type your PIN once; each is signed by itself,"
        " and one that fails holds up no other."
    ),
    "office:to_seal": _(
        "Results that were signed and wait for the seal of the agency. Sealing gives each its number in the register"
        " and sends it to the desk."
    ),
    "office:letters": _(
        "Letters that were drafted: requests to supplement, apologies, answers. Whoever may sign them does so here,"
        " several with one PIN."
    ),
    "office:paper_lists": _(
        "Papers that go from the desk to an agency or back, as lists that both sides sign: who gave what to whom, and"
        " when."
    ),
    "office:workload": _(
        "How much work lies with whom in your agencies, how much comes in and is done in a week, and how long a piece"
        " usually takes. Open somebody's work to give a part of it to a colleague."
    ),
    "office:dossiers": _(
        "Every dossier you may see, by where it stands. Narrow the list by words or by a code; a list is the same for"
        " everybody of your agency."
    ),
    "office:feedbacks": _(
        "What people said about the work here, with the day by which they are answered. About conduct only leaders and"
        " inspectors read, and whoever they give it to."
    ),
    "office:registers": _(
        "Results that were issued, by their numbers. A result that is wrong is revoked or replaced from here; its"
        " number stays."
    ),
    "office:person": _(
        "Everything the house holds about one person, found by his number, to be handed out to him. Each look is"
        " recorded."
    ),
    "office:reminders": _("Of what you want to be reminded, and by which way: work due tomorrow, late work, new work."),
}
