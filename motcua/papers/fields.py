"""How the fields of papers are called when one of them is missing."""

from collections.abc import Iterable

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from motcua.kernel.messages import Sentence

_NAMES: dict[str, Sentence] = {
    "form": _("the official form"),
    "number": _("the number"),
    "title": _("the title"),
    "circular": _("the circular"),
    "head": _("the head"),
    "issuer": _("the issuing agency"),
    "place": _("the place"),
    "code": _("the dossier's code"),
    "tracking_address": _("the address for tracking"),
    "desk": _("the receiving desk"),
    "applicants": _("the applicant"),
    "name": _("the name"),
    "procedure": _("the procedure"),
    "enclosures": _("the papers handed in"),
    "sets": _("the number of sets"),
    "term": _("the term"),
    "received_at": _("the time of receipt"),
    "appointment_at": _("the appointment"),
    "collected_at": _("where the result is collected"),
    "receiver": _("the receiving officer"),
    "amount": _("the amount"),
    "wanted": _("what is to be supplemented"),
    "reason": _("the reason"),
    "guide": _("the guiding officer"),
    "due_at": _("the due date"),
    "signer": _("the signer"),
    "signer_title": _("the signer's title"),
    "stage": _("the stage"),
    "requested_at": _("the time of the request"),
    "stopped_at": _("the time of the stop"),
    "resolver": _("the resolving agency"),
    "handovers": _("the handovers"),
    "giver": _("who gives"),
    "taker": _("who takes"),
    "at": _("the time"),
    "since": _("the first day"),
    "until": _("the last day"),
    "address": _("the address"),
    "applicant": _("the applicant"),
    "phone": _("the telephone"),
    "law": _("the legal basis"),
    "decision": _("the decision"),
    "decided_on": _("the day of the decision"),
    "decided_by": _("who decided"),
    "lines": _("the dossiers"),
    "finished_at": _("the end"),
    "submitter": _("who hands in the dossier"),
    "charges": _("fees and charges"),
    "book": _("the book"),
    "book_number": _("the place in the book"),
    "expected": _("that the appointment is expected only"),
    "hotline": _("the telephone for help"),
    "copies": _("the copies"),
    "contact": _("whom to ask"),
    "contact_phone": _("the telephone of whom to ask"),
    "new_appointment_at": _("the new appointment"),
    "recipients": _("who gets a copy"),
    "returned": _("the papers given back"),
    "money": _("the money given back"),
    "co_resolvers": _("the agencies that take part"),
    "field": _("the field of administration"),
}


def names_of(paths: Iterable[str]) -> tuple[Sentence, ...]:
    """These paths, such as `head.issuer`, in words that are translated when they are read."""
    return tuple(_name_of(path) for path in paths)


def _name_of(path: str) -> Sentence:
    known = [_NAMES[part] for part in path.split(".") if part in _NAMES]
    return format_lazy(" – ".join(["{}"] * len(known)), *known)
