"""A form is tried out as a citizen sees it, page by page; nothing that is typed into it is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.accounts.types import acting, requires
from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import FormDraft, ReadDraft
from motcua.control.eforms.trying import Tryout
from motcua.control.eforms.views import ADMINISTRATOR
from motcua.forms import queries as forms
from motcua.intake import queries as intake
from motcua.kernel import clock
from motcua.kernel.types import Refusal, Refused
from motcua.ui.types import Fact


@requires(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def preview_eform(request: HttpRequest, key: str) -> HttpResponse:
    """The page of the form that comes next by what was typed so far; in the end all answers once more."""
    draft, read = _read(request, key)
    if read.form is None:
        return redirect("control:eform", key)
    sent = dict(request.POST.lists()) if request.method == "POST" else None
    tryout = Tryout(read.form, today=acting(request).on, posted=sent)
    asking = tryout.asking
    asked = asking.asked_page(asking.faults if tryout.was_sent else ()) if asking is not None else None
    is_wrong = bool(asked and asked.wrong)
    context = {
        "draft": draft,
        "tryout": tryout,
        "asked": asked,
        "judge": reverse("control:judge_eform", args=[key]),
        "title": forms.said(asking.page.title if asking is not None else read.form.title),
        "steps": [*(forms.said(page.title) for page in tryout.pages), _("All answers")],
        "answers": [
            (title, [Fact(label, value) for label, value in answers if value])
            for title, answers in forms.declared(read.form, tryout.counted)
        ],
        "has_errors": is_wrong,
    }
    return render(request, "control/eforms/preview.html", context, status=422 if is_wrong else 200)


@requires(ADMINISTRATOR)
@require_POST
def judge_eform(request: HttpRequest, key: str) -> HttpResponse:
    """What would be asked and what would be wrong if the page that is tried out were sent as it is."""
    _draft, read = _read(request, key)
    if read.form is None:
        raise Refused(Refusal("form_absent"))
    tryout = Tryout(read.form, today=acting(request).on, posted=dict(request.POST.lists()))
    return render(request, "ui/asked.html", {"asked": tryout.judged()})


@requires(ADMINISTRATOR)
@require_POST
def preview_eform_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The paper that would be filed with these answers, marked as what nobody declared."""
    draft, read = _read(request, key)
    if read.form is None:
        return redirect("control:eform", key)
    at = clock.now()
    tryout = Tryout(read.form, today=at.date(), posted=dict(request.POST.lists()))
    codes = sorted(use.procedure_code for use in read.uses)
    named = catalogue.procedure_names(codes[:1])
    paper = intake.declaration_preview(
        read.form, tryout.counted, procedure="".join(named.values()), edition=draft.key, at=at
    )
    return HttpResponse(paper, content_type="application/pdf")


def _read(request: HttpRequest, key: str) -> tuple[FormDraft, ReadDraft]:
    draft = catalogue.form_draft(key)
    return draft, catalogue.read_draft(draft, on=acting(request).on)
