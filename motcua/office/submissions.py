"""The submission (tờ trình) of a dossier: drafted by whoever has the work, shown to whoever decides."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import acting, requires
from motcua.office.drafting import DRAFTERS, drafting_page
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.queries import DossierView


@requires(*DRAFTERS)
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Fills in the submission; shows it as PDF, or keeps it as the draft that its officer signs."""
    return drafting_page(
        request,
        dossier_id,
        template="office/submission_draft.html",
        begin=course.submission_to_draft,
        preview=partial(course.submission_preview, actor=acting(request).actor(*DRAFTERS)),
        keep=process.draft_submission,
    )


def submissions_of(request: HttpRequest, view: DossierView) -> dict[str, object]:
    """What a dossier's page says of its submissions, and whether whoever looks may draft one."""
    scope = acting(request).scope
    return {
        "submissions": course.submissions_of(scope, view.id),
        "may_submit": scope.may(*DRAFTERS) and course.may_submit(scope, view.id, view.facts),
    }
