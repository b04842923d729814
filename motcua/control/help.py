"""What each page of supervisors and administrators is for: one short paragraph, behind the question mark."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HELP: Mapping[str, Promise] = {
    "control:board": _(
        "How the centre stands this minute: what came in today, what is due, what is late and what soon will be. Each"
        " number opens its dossiers, and from there a reminder can be sent."
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
    "control:chasing": _("Letters that chase an agency about late dossiers: numbered, sent, and answered by a day."),
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
    "control:reasons": _(
        "The reasons that desks and officers choose from when they ask for a supplement, decline, refuse, stop, send"
        " back or apologise. A reason is never reworded: it ends on a day, and another begins."
    ),
    "control:calendar": _(
        "The working days of a year. Enter a day off, a swapped Saturday or a closure by decision; first you see which"
        " running dates it moves."
    ),
}
