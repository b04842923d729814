"""What people say to the agency: lists worked off from the top, one whole, and what is done about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages as flash
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.types import Acting, ReadingKind, acting, note_reading, request_key, requires
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Role
from motcua.papers.types import MediaType
from motcua.ui.files import file_response
from motcua.ui.forms import choose_among
from motcua.ui.requests import posted, uploads
from motcua.ui.types import Column, Fact, Pages, Tab
from motcua.voice import commands, queries
from motcua.voice.types import Act, Box, FeedbackFile, FeedbackView, Place

HANDLERS = (Role.RECEPTIONIST, Role.OFFICER, Role.LEADER, Role.CLERK, Role.SUPERVISOR)
READERS = (*HANDLERS, Role.INSPECTOR)
BOX_WORDS = {
    Box.OPEN: gettext_lazy("Open"),
    Box.LATE: gettext_lazy("Late"),
    Box.MINE: gettext_lazy("Mine"),
    Box.ENDED: gettext_lazy("Ended"),
}
_ROWS = 4
_FILES = "files"


@dataclass(frozen=True, slots=True)
class Done:
    """An act as the page offers it: its words, icon, weight, and what is to be known before."""

    word: Promise
    icon: str
    variant: str = "secondary"
    warning: Promise | None = None


ACTS: Mapping[Act, Done] = {
    Act.ANSWER: Done(gettext_lazy("Answer"), "message", "primary"),
    Act.TAKE: Done(gettext_lazy("Take it"), "user-check"),
    Act.GIVE: Done(gettext_lazy("Give it to somebody"), "user"),
    Act.FORWARD: Done(
        gettext_lazy("Pass it on to another agency"),
        "mail-forward",
        warning=gettext_lazy("The day of the answer stays: whoever sent it waits for one answer, whoever gives it."),
    ),
    Act.DECLINE: Done(
        gettext_lazy("Do not answer it"),
        "ban",
        warning=gettext_lazy("Whoever sent it reads the reason and what you write; tell them where to turn instead."),
    ),
}


class ActForm(forms.Form):
    """What one act needs."""

    use_required_attribute = False

    def __init__(self, *args: Any, act: Act, view: FeedbackView, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _FIELDS[act](self, view, at)


def _long(label: object, hint: object = "") -> forms.CharField:
    return forms.CharField(
        label=str(label), max_length=10_000, help_text=str(hint), widget=forms.Textarea(attrs={"rows": _ROWS})
    )


def _nothing(_form: ActForm, _view: FeedbackView, _at: datetime) -> None:
    """Taking needs only the press."""


def _officer(form: ActForm, view: FeedbackView, at: datetime) -> None:
    form.fields["officer"] = forms.TypedChoiceField(label=_("Officer"), coerce=int)
    officers = queries.eligible_officers(view.feedback.agency_id, on=at.date())
    choose_among(form, "officer", [(one, name) for one, name in officers.items() if one != view.feedback.officer_id])


def _agency(form: ActForm, view: FeedbackView, at: datetime) -> None:
    form.fields["agency"] = forms.TypedChoiceField(label=_("Competent agency"), coerce=int)
    agencies = queries.addressed_agencies(on=at.date())
    others = [(one, name) for one, name in agencies.items() if one != view.feedback.agency_id]
    choose_among(form, "agency", [("", _("choose")), *others])
    form.fields["remark"] = _long(
        _("Why it is passed on"), _("For the other agency; whoever sent it does not read it.")
    )


def _answer(form: ActForm, _view: FeedbackView, _at: datetime) -> None:
    form.fields["words"] = _long(_("Answer"), _("What was found out, and what was or will be done about it."))


def _reason(form: ActForm, view: FeedbackView, _at: datetime) -> None:
    language = get_language() or "vi"
    form.fields["reason"] = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect)
    reasons = queries.rules_on(view.feedback.received_at.date()).reasons
    choose_among(form, "reason", [(one.key, one.label.text(language)) for one in reasons])
    form.fields["words"] = _long(_("What is told to whoever sent it"))


_FIELDS: Mapping[Act, Callable[[ActForm, FeedbackView, datetime], None]] = {
    Act.TAKE: _nothing,
    Act.GIVE: _officer,
    Act.FORWARD: _agency,
    Act.ANSWER: _answer,
    Act.DECLINE: _reason,
}


def waiting_feedback(request: HttpRequest) -> int | None:
    """How much waits for whoever looks, for the menu."""
    return queries.count_waiting(acting(request).scope)


@requires(*READERS)
@require_safe
def feedbacks(request: HttpRequest) -> HttpResponse:
    """What was said to the agencies in sight, what lapses first on top."""
    me, at = acting(request), clock.now()
    box = Box(request.GET["box"]) if request.GET.get("box") in set(Box) else Box.OPEN
    page = queries.feedback_page(me.scope, box, at=at, after=_after(request))
    here = f"{reverse('office:feedbacks')}?box={box}"
    older = ""
    if page.after is not None:
        older = f"{here}&{urlencode({'after': page.after.id, 'at': page.after.instant.isoformat()})}"
    language = get_language() or "vi"
    return render(
        request,
        "office/feedbacks.html",
        {
            "lines": [(row, row.feedback.kind.label.text(language)) for row in page.rows],
            "box": box,
            "tabs": [
                Tab(word, f"{reverse('office:feedbacks')}?box={one}", is_active=one is box)
                for one, word in BOX_WORDS.items()
            ],
            "columns": [Column(_("Feedback")), Column(_("Agency")), Column(_("Answer by")), Column(_("Standing"))],
            "pages": Pages(here if _after(request) else "", older, str(len(page.rows))),
        },
    )


@requires(*READERS)
@require_safe
def feedback(request: HttpRequest, feedback_id: int) -> HttpResponse:
    """One whole: what was said and by whom, until when it is answered, what happened, and what may be done."""
    me = acting(request)
    view = queries.feedback(me.scope, feedback_id, at=clock.now())
    note_reading(request, ReadingKind.FEEDBACK, str(feedback_id), purpose="page")
    return render(request, "office/feedback.html", _shown(view))


@requires(*READERS)
@require_safe
def feedback_file(request: HttpRequest, feedback_id: int, attachment_id: int) -> HttpResponseBase:
    """A file that came with it, or with its answer."""
    me = acting(request)
    reader = f"officer:{me.officer.code}"
    file = queries.open_file(me.scope, feedback_id, attachment_id, reader=reader, at=clock.now())
    note_reading(request, ReadingKind.FILE, f"feedback/{feedback_id}/{attachment_id}", purpose="page")
    return file_response(request, file)


@requires(*HANDLERS)
@require_http_methods(["GET", "POST"])
def feedback_act(request: HttpRequest, feedback_id: int, act: str) -> HttpResponse:
    """One act: asks what it needs, does it, and shows the page again with all that was typed when it may not be."""
    me, at = acting(request), clock.now()
    if act not in set(Act):
        raise Http404
    chosen = Act(act)
    view = queries.feedback(me.scope, feedback_id, at=at)
    note_reading(request, ReadingKind.FEEDBACK, str(feedback_id), purpose="page")
    if request.method != "POST" and chosen not in view.acts:
        raise Refused(Refusal("feedback_not_yours_to_handle"))
    form = ActForm(request.POST if request.method == "POST" else None, act=chosen, view=view, at=at)
    refusal, untaken = None, list[str]()
    if form.is_valid():
        try:
            untaken = _do(request, me, chosen, feedback_id=feedback_id, typed=form.cleaned_data, at=at)
        except Refused as refused:
            refusal = refused.refusal
        else:
            if not untaken:
                flash.success(request, _("Done: {what}.").format(what=ACTS[chosen].word))
                still_seen = chosen is not Act.FORWARD
                return redirect("office:feedback", feedback_id) if still_seen else redirect("office:feedbacks")
    is_wrong = bool(form.errors) or bool(untaken)
    context = {
        **_shown(view),
        "form": form,
        "done": ACTS[chosen],
        "with_files": chosen is Act.ANSWER,
        "accept": ",".join(MediaType),
        "untaken": untaken,
        "lost_files": bool(request.FILES),
        "refusal": messages.sentence_of(refusal) if refusal is not None else "",
        "has_errors": is_wrong or refusal is not None,
    }
    wrong = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    status = messages.status_of(refusal) if refusal is not None else wrong
    return render(request, "office/feedback_act.html", context, status=status)


def _do(
    request: HttpRequest, me: Acting, act: Act, *, feedback_id: int, typed: Mapping[str, Any], at: datetime
) -> list[str]:
    """Does it, as one press; the sentences about files that are not taken, and then nothing is done."""
    sent = posted(request)
    again: dict[str, Any] = {
        "actor": me.actor(*HANDLERS),
        "scope": me.scope,
        "at": at,
        "feedback_id": feedback_id,
        "key": request_key(sent),
        "seen": sent.seen,
    }
    match act:
        case Act.TAKE:
            commands.assign(**again, officer_id=me.officer.id)
        case Act.GIVE:
            commands.assign(**again, officer_id=typed["officer"])
        case Act.FORWARD:
            commands.pass_on(**again, agency_id=typed["agency"], remark=typed["remark"])
        case Act.DECLINE:
            commands.decline(**again, reason=typed["reason"], words=typed["words"])
        case Act.ANSWER:
            files, untaken = commands.accept_files(uploads(request, _FILES), at=at)
            if untaken:
                return untaken
            commands.answer(**again, words=typed["words"], files=files)
    return []


def _shown(view: FeedbackView) -> dict[str, Any]:
    """What every page about one feedback shows of it."""
    language = get_language() or "vi"
    return {
        "view": view,
        "kind": view.feedback.kind.label.text(language),
        "reason": view.said.reason.label.text(language) if view.said.reason is not None else "",
        "stage": messages.name_of(view.feedback.stage),
        "facts": _facts(view),
        "files": [_file(view, one, number) for number, one in enumerate(view.said.files, start=1)],
        "answer_files": [_file(view, one, number) for number, one in enumerate(view.said.answer_files, start=1)],
        "acts": [
            (ACTS[one], reverse("office:feedback_act", args=[view.feedback.id, one]))
            for one in ACTS
            if one in view.acts
        ],
    }


def _facts(view: FeedbackView) -> list[Fact]:
    sender, feedback = view.said.sender, view.feedback
    lines = [Fact(_("Agency"), view.agency), Fact(_("Handled by"), view.officer or _("nobody yet"))]
    if view.said.dossier_code:
        url = reverse("office:dossier", args=[view.dossier_id]) if view.dossier_id is not None else ""
        hint = "" if url else _("as it was typed")
        lines.append(Fact(_("Dossier"), view.said.dossier_code, url=url, hint=hint))
    lines.append(Fact(_("Sent by"), sender.name if sender is not None else _("(erased)")))
    if sender is not None:
        number = sender.identity.number if sender.identity is not None else ""
        contact = ((_("Number"), number), (_("Phone"), sender.phone), (_("E-mail"), sender.email))
        lines += [Fact(label, value) for label, value in (*contact, (_("Address"), sender.address)) if value]
    if feedback.is_open:
        lines.append(Fact(_("Declined at the latest by"), feedback.decline_due_at))
    return lines


def _file(view: FeedbackView, one: FeedbackFile, number: int) -> tuple[str, str]:
    """The address of a file, and what it is called."""
    address = reverse("office:feedback_file", args=[view.feedback.id, one.attachment])
    return address, queries.name_of_file(one, number)


def _after(request: HttpRequest) -> Place | None:
    number, instant = request.GET.get("after", ""), request.GET.get("at", "")
    if not (number.isascii() and number.isdigit()):
        return None
    try:
        return Place(datetime.fromisoformat(instant).replace(tzinfo=None), int(number[:18]))
    except ValueError:
        return None
