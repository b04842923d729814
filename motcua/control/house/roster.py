"""Officers brought in from a file: an empty one to fill in, each row judged first, then all appointed or nobody."""

import csv
import io
from http import HTTPStatus

from django import forms
from django.contrib import messages as flash
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.accounts.types import ROLE_NAMES, Acting, acting, request_key, requires
from motcua.kernel import clock, messages
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import commands
from motcua.organisation import queries as organisation
from motcua.organisation.types import ROSTER_COLUMNS, Role, RosterLine, RosterOutcome, RosterReport
from motcua.ui.requests import posted
from motcua.ui.types import Column, Tone

ADMINISTRATOR = Role.SYSTEM_ADMINISTRATOR
_MOST_BYTES = 500_000
_OUTCOMES = {
    RosterOutcome.ACCEPTED: (Tone.SUCCESS, gettext_lazy("will be appointed")),
    RosterOutcome.KNOWN: (Tone.NEUTRAL, gettext_lazy("is there already")),
    RosterOutcome.REFUSED: (Tone.DANGER, gettext_lazy("cannot be")),
}


class RosterForm(forms.Form):
    """The file with the officers."""

    use_required_attribute = False
    file = forms.FileField(
        label=gettext_lazy("File with the officers"),
        help_text=gettext_lazy("CSV in UTF-8, as a spreadsheet saves it."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> str:
        """The text of the file."""
        sent: UploadedFile = self.cleaned_data["file"]
        if (sent.size or 0) > _MOST_BYTES:
            raise forms.ValidationError(_("The file is too large. Divide it."))
        try:
            return str(sent.read(), "utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("This is no CSV file in UTF-8. Save it anew as “CSV UTF-8”.")) from error


@requires(ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def roster(request: HttpRequest) -> HttpResponse:
    """Takes the file, shows what would become of each row, and appoints everybody once that is confirmed."""
    me = acting(request)
    if "confirmed" in request.POST:
        return _confirmed(request, me, request.POST.get("roster", ""))
    form = RosterForm(request.POST, request.FILES) if request.method == "POST" else RosterForm()
    if form.is_bound and form.is_valid():
        return _judged(request, me, form.cleaned_data["file"])
    return _page(request, form)


@requires(ADMINISTRATOR)
@require_safe
def empty_roster(request: HttpRequest) -> HttpResponse:
    """A file with nothing but the headings, as a spreadsheet of this country opens it."""
    written = io.StringIO()
    language = get_language() or "vi"
    csv.writer(written, delimiter=";").writerow(column.heading(language) for column in ROSTER_COLUMNS.values())
    answer = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="can-bo.csv"'
    return answer


def _confirmed(request: HttpRequest, me: Acting, text: str) -> HttpResponse:
    try:
        appointed = commands.appoint_roster(
            actor=me.actor(ADMINISTRATOR),
            at=clock.now(),
            text=text,
            agency_ids=organisation.administered_by(me.standing),
            key=request_key(posted(request)),
        )
    except Refused as refused:
        return _judged(request, me, text, refused.refusal)
    words = ngettext("{count} appointment was entered.", "{count} appointments were entered.", appointed)
    flash.success(request, words.format(count=appointed))
    return redirect("control:agencies")


def _judged(request: HttpRequest, me: Acting, text: str, refusal: Refusal | None = None) -> HttpResponse:
    kept = organisation.administered_by(me.standing)
    try:
        report = organisation.roster_report(text, on=me.on, agency_ids=kept)
    except Refused as refused:
        return _page(request, RosterForm(), refusal=refused.refusal)
    return _page(request, RosterForm(), refusal=refusal, report=report, text=text)


def _page(
    request: HttpRequest,
    form: RosterForm,
    *,
    refusal: Refusal | None = None,
    report: RosterReport | None = None,
    text: str = "",
) -> HttpResponse:
    refused = report.count(RosterOutcome.REFUSED) if report is not None else 0
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors or refused else HTTPStatus.OK
    return render(
        request,
        "control/roster.html",
        {
            "form": form,
            "refusal": messages.sentence_of(refusal) if refusal is not None else "",
            "has_errors": refusal is not None or bool(form.errors) or refused > 0,
            "report": report,
            "rows": [_shown(line) for line in report.lines] if report is not None else [],
            "accepted": report.count(RosterOutcome.ACCEPTED) if report is not None else 0,
            "refused": refused,
            "text": text,
            "columns": [
                Column(_("Row")),
                Column(_("Personnel code")),
                Column(_("Outcome of the check")),
                Column(_("Why")),
            ],
            "headings": [(column.heading(get_language() or "vi"), column) for column in ROSTER_COLUMNS.values()],
            "roles": [(role.value, words) for role, words in ROLE_NAMES.items()],
        },
        status=messages.status_of(refusal) if refusal is not None else status,
    )


def _shown(line: RosterLine) -> tuple[RosterLine, Tone, object, str, object]:
    """A line with its outcome in words, the heading of the column at fault, and the reason."""
    tone, words = _OUTCOMES[line.outcome]
    heading = ROSTER_COLUMNS[line.column].heading(get_language() or "vi") if line.column else ""
    return line, tone, words, heading, messages.sentence_of(line.refusal) if line.refusal is not None else ""
