"""The submission (tờ trình) of a dossier: drafted by whoever has the work, shown to whoever decides."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from motcua.accounts.types import acting, requires
from motcua.journal.types import RequestKey
from motcua.kernel import clock
from motcua.office.drafting import DRAFTERS, drafting_page
from motcua.papers.types import FieldValue
from motcua.process import commands as process
from motcua.process import queries as course
from motcua.process.queries import DossierView
from motcua.ui.requests import Posted


@requires(*DRAFTERS)
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, dossier_id: int) -> HttpResponse:
    """Fills in the submission; shows it as PDF, or keeps it as the draft that its officer signs."""
    me, at = acting(request), clock.now()
    actor = me.actor(*DRAFTERS)

    def keep(values: Mapping[str, FieldValue], sent: Posted) -> None:
        process.draft_submission(
            actor=actor,
            scope=me.scope,
            at=at,
            dossier_id=dossier_id,
            values=values,
            key=RequestKey(sent.key, sent.digest) if sent.key else None,
            seen=sent.seen,
        )

    return drafting_page(
        request,
        course.dossier_view(me.scope, dossier_id, at=at),
        course.submission_to_draft(me.scope, dossier_id, at=at),
        template="office/submission_draft.html",
        preview=lambda values: course.submission_preview(me.scope, dossier_id, values, actor=actor, at=at),
        keep=keep,
    )


def submissions_of(request: HttpRequest, view: DossierView) -> dict[str, object]:
    """What a dossier's page says of its submissions, and whether whoever looks may draft one."""
    scope = acting(request).scope
    return {
        "submissions": course.submissions_of(scope, view.id),
        "may_submit": scope.may(*DRAFTERS) and course.may_submit(scope, view.id, view.facts),
    }
