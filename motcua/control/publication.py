"""Whether every agency has published its procedures and internal processes: looked up each time, with what to mend."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.accounts.types import acting, requires
from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import GapKind
from motcua.organisation import queries as organisation
from motcua.organisation.types import AgencyKind, Role
from motcua.ui.types import Column

READERS = (Role.SUPERVISOR, Role.LEADER, Role.INSPECTOR, Role.CATALOGUE_ADMINISTRATOR)
_SHOWN = 3
_WORDS: Mapping[GapKind, Promise] = {
    GapKind.NO_VERSION: gettext_lazy("No version in force: it cannot be received. Publish one, or end the competence."),
    GapKind.NEWER_DECISION: gettext_lazy("A source names a newer decision. Compare, and publish the next version."),
    GapKind.NO_PROCESS: gettext_lazy("No internal process. Approve one, and publish it with the next version."),
    GapKind.NOT_APPROVED: gettext_lazy("The internal process names no decision that approved it."),
    GapKind.NOTHING: gettext_lazy("Resolves no procedure at all. Grant its competence, or end the agency."),
}


@requires(*READERS)
@require_safe
def publication(request: HttpRequest) -> HttpResponse:
    """The list to mend of the agencies that somebody looks after, procedure by procedure."""
    me = acting(request)
    ground = organisation.ground(me.on)
    agencies = organisation.agencies_by_id(ground.answered_for(me.house, frozenset(READERS)), on=me.on)
    resolving = {one.id for one in agencies.values() if one.kind is AgencyKind.AGENCY}
    found = catalogue.publication_gaps(resolving, on=me.on)
    names = catalogue.procedure_names({one.code for one in found if one.code})
    return render(
        request,
        "control/publication.html",
        {
            "agencies": len(resolving),
            "rows": [
                {
                    "code": one.code,
                    "name": names.get(one.code, ""),
                    "words": _WORDS[one.kind],
                    "decision": one.decision,
                    "agencies": [agencies[agency_id].name for agency_id in one.agency_ids[:_SHOWN]],
                    "others": len(one.agency_ids) - _SHOWN,
                }
                for one in found
            ],
            "columns": [Column(_("Procedure")), Column(_("To be mended")), Column(_("Agencies"))],
        },
    )
