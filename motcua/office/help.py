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
    "office:shared": _(
        "Papers that people let your house read until a day of their choice. Open one when you need it for their"
        " matter: they see who read it, and may take it back."
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
    "office:bulk": _(
        "What one press would do to each of the chosen dossiers. Each is done by itself, and one that fails holds"
        " up no other."
    ),
    "office:paper_list": _(
        "One list of papers on their way: who gives it signs, whoever takes it ticks what is there and signs."
    ),
    "office:search": _("Find a dossier by its code, or by the name or number of a person, without marks."),
    **dict.fromkeys(
        ("office:dossier", "office:beside"),
        _(
            "One dossier: whose it is, why its date is that one, what happened to it, and what may be done next. Each"
            " action says what it does to the date before you confirm."
        ),
    ),
    **dict.fromkeys(
        ("office:way_out", "office:act"),
        _(
            "What this does to the dossier and to its date, and by which article. Nothing happens until you confirm;"
            " a reason is asked where the law wants one."
        ),
    ),
    **dict.fromkeys(
        ("office:sign_result", "office:sign_letter", "office:sign"),
        _("Read the paper, type your PIN, and it is signed as you in your post. Where signing fails nothing is lost."),
    ),
    "office:draft_result": _(
        "Fill in what the result says; what the dossier knows stands there already. Look at the paper before you"
        " keep the draft."
    ),
    "office:draft_submission": _(
        "The submission with which the dossier goes to whoever decides, drafted from what the dossier knows."
    ),
    **dict.fromkeys(
        ("office:draft_letter", "office:change_letter"),
        _(
            "A letter to the person or to another agency about this dossier. It is sent out when it is signed and"
            " numbered."
        ),
    ),
    "office:take_back_letter": _("Take back a letter that nobody has signed yet."),
    **dict.fromkeys(
        ("office:work", "office:recall", "office:send_back"),
        _(
            "Move the work: take it, take back what was just passed on, or return it to the step before with the"
            " reason."
        ),
    ),
    "office:give": _("Give the work to a colleague of the same role, with the reason. Its own term stays as it is."),
    "office:papers": _(
        "The papers of this dossier. Add files, say for which paper of the checklist they are; each file is"
        " examined before it is kept."
    ),
    "office:from_store": _("Say that a paper was taken from a national store instead of being handed in."),
    "office:take_out": _("Take a file out of the dossier, with the reason. The house keeps it as long as it must."),
    "office:remind": _("Remind whoever has the dossier. The reminder stands in the dossier's history."),
    "office:cause": _("Say why a dossier is late, by the list of causes. The figures of delays are cut by it."),
    **dict.fromkeys(
        ("office:feedback", "office:feedback_act"),
        _(
            "What somebody said about the work here, by when he is answered, and what may be done: give it to an"
            " officer, pass it on, answer or decline."
        ),
    ),
    "office:void_number": _("A number that stands on no paper becomes void, with its reason, for ever."),
    "office:result": _(
        "One result: what the register says, whose it is, how anybody verifies it, and what happened to it."
    ),
    **dict.fromkeys(
        ("office:revoke_result", "office:replace_result"),
        _(
            "Take a result back, or put the corrected paper in its place. Both are shown to whoever verifies the old"
            " one."
        ),
    ),
    "office:remind_asked": _("Remind another agency of the answer it owes. The reminder stands in the history."),
    "office:note": _(
        "A note about this dossier to colleagues: it moves nothing, and nobody outside the office reads it. Whoever is"
        " mentioned is told in the morning."
    ),
    "office:verify": _(
        "Ask another agency to verify something in this dossier: what, on which ground of law, by when. The date"
        " says what the law lets it say meanwhile."
    ),
}
