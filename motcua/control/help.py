"""What each page of supervisors and administrators is for: one short paragraph, behind the question mark."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HELP: Mapping[str, Promise] = {
    "control:board": _(
        "How the centre stands this minute: what came in today, what is due, what is late and what soon will be. Each"
        " number opens its dossiers, and from there a reminder can be sent."
    ),
    "control:digest": _(
        "What was to be looked at on a morning: due that day, late, apologies owed, filings and letters not answered."
        " It is made at half past seven on working days, and sent by e-mail to whoever wishes it."
    ),
    "control:period": _(
        "Received, resolved and open dossiers of any period, beside the same period of the year before. Each number"
        " opens the dossiers that it counts."
    ),
    "control:responsibility": _(
        "For each late dossier the steps that took longer than they may, who had them and for how many hours; by month"
        " for each agency."
    ),
    "control:classes": _(
        "Dossiers that are on time by the law and late by the rules of the national index, or the other way round, with"
        " the reason."
    ),
    "control:answers": _(
        "What agencies were asked about dossiers and have not answered: opinions and requests to verify, what was due"
        " first on top. From the dossier they can be reminded."
    ),
    "control:chasing": _("Letters that chase an agency about late dossiers: numbered, sent, and answered by a day."),
    "control:ratings": _(
        "How people rated what they were given: how many, how many were satisfied, and the mean of each question from 1"
        " to 5. Too few are put together or left out, so that nobody is known by his answer."
    ),
    "control:statistics": _(
        "How long procedures usually take, how often a supplement is asked for or a refusal given, and in which steps"
        " time is lost."
    ),
    "control:catalogue": _(
        "Find a procedure, write its next version in a form or as text, compare it with the published one and publish"
        " it. Dossiers under way keep the version they were received under."
    ),
    "control:publication": _(
        "Procedures and internal processes that should be published and are not, for each agency, with what is to be"
        " done."
    ),
    "control:notices": _(
        "Every message to people by e-mail, text or Zalo, with what became of it. What was given up can be tried again."
    ),
    "control:archive": _(
        "Finished years become lists with numbers here. Papers past their period go by a decision of the head of the"
        " agency only."
    ),
    "control:agencies": _(
        "The agencies, units, desks and posts you keep, and who holds them. Each change names its first or last day and"
        " its decision; what it does to others is shown first."
    ),
    "control:posts": _(
        "Roles that procedures need and nobody holds, with the work that waits for them. Appoint somebody, or delegate."
    ),
    "control:codes": _(
        "How the codes of dossiers and filings are written, and from which day on. A new pattern is shown before it is"
        " decided."
    ),
    "control:closings": _(
        "Whether dossiers whose supplement nobody answers close by themselves or are confirmed by a person, as each"
        " agency has decided."
    ),
    "control:letters": _(
        "The templates of results, letters and slips, each with its versions and fields, and how they look when"
        " printed."
    ),
    "control:eforms": _(
        "The forms that people fill in online. Each is published in numbers that never change; what was begun on one is"
        " finished on it."
    ),
    "control:reasons": _(
        "The reasons that desks and officers choose from when they ask for a supplement, decline, refuse, stop, send"
        " back or apologise. A reason is never reworded: it ends on a day, and another begins."
    ),
    "control:calendar": _(
        "The working days of a year. Enter a day off, a swapped Saturday or a closure by decision; first you see which"
        " running dates it moves."
    ),
    "control:board_list": _("The dossiers that a number of the board counts, as they stand this minute."),
    "control:chase": _(
        "A letter that chases an agency about its overdue dossiers: choose them, say until when it answers."
    ),
    "control:chasing_to_sign": _(
        "Chasing letters that wait for your signature, or for the agency's seal. One PIN signs all that are chosen."
    ),
    "control:chasing_letter": _("One chasing letter, its dossiers and the answer. Whoever it went to answers here."),
    "control:lost_time": _("The steps of one procedure that ran beyond their terms, where most time was lost first."),
    "control:behind": _("The dossiers that a cell of the table counts: as many as the number in it."),
    "control:roster": _(
        "Brings in officers and their posts from a file. Each row is judged first; then all are appointed, or nobody."
    ),
    "control:merger": _(
        "Agencies end and others come after them. First see what ends and what goes over, then confirm."
    ),
    "control:agency": _(
        "One agency: posts with who holds them, units, desks, who stands in, and everything that was recorded."
    ),
    **dict.fromkeys(
        ("control:change", "control:change_thing"),
        _("One change of the organisation, from a day on. Where it touches others you first see what follows."),
    ),
    "control:officer": _("One officer: what he holds and held, and his log-in, which is closed when he left."),
    **dict.fromkeys(
        ("control:slip", "control:letter"),
        _("One version of a template: what it says, its fields, and how it looks when printed."),
    ),
    "control:archive_year": _("The list of one year by its numbers, with the period of each dossier's papers."),
    "control:destruction": _(
        "Papers past their period that are proposed to be destroyed, the decision, and how far it is."
    ),
    "control:outbox": _(
        "What the demonstration would have sent, as the person would read it. Nothing leaves the house."
    ),
    "control:lift": _("End a closure earlier than it was decided. Later dates move, earlier ones stay as promised."),
    "control:recount": _(
        "Running dates are counted by the calendar as it is now, a stretch with each press; stop and go on as you like."
    ),
    "control:procedure": _("One procedure: its versions, the open dossiers on each, its process as a drawing."),
    **dict.fromkeys(
        ("control:draft", "control:draft_text", "control:own_steps"),
        _(
            "The next version of a procedure: decision, first day, terms and fees in a form, all else as text. Faults"
            " are named where they stand."
        ),
    ),
    "control:publish": _(
        "What the next version says otherwise and whom it concerns. Dossiers under way keep the version they were"
        " received under."
    ),
    **dict.fromkeys(
        ("control:eform", "control:new_eform"),
        _(
            "The next number of an e-form, as the text that docs/forms.md explains. It is kept with its faults, tried"
            " out as people see it, and published when it has none."
        ),
    ),
    "control:publish_eform": _(
        "What the next number asks otherwise, and which drafts stay on the one before. Publishing cannot be undone."
    ),
    "control:preview_eform": _("A trial of the form, page by page as people are asked. Nothing that is typed is kept."),
    **dict.fromkeys(
        ("control:reason", "control:new_reason"),
        _(
            "One reason of a list: how it reads in both languages, its article, from which day to which it may be"
            " chosen. What was given earlier stays as it was."
        ),
    ),
}
