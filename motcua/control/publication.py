"""Whether every agency has published its procedures and internal processes: looked up each time, with what to mend."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from motcua.accounts.types import acting, requires
from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import Gap, GapKind
from motcua.organisation import queries as organisation
from motcua.organisation.types import AgencyKind, Role
from motcua.ui.types import Column

READERS = (Role.SUPERVISOR, Role.LEADER, Role.INSPECTOR, Role.CATALOGUE_ADMINISTRATOR)
_SHOWN = 3
_NAMES: Mapping[GapKind, Promise] = {
    GapKind.NO_VERSION: gettext_lazy("No version in force: cannot be received"),
    GapKind.NEWER_DECISION: gettext_lazy("A source names a newer decision"),
    GapKind.NO_PROCESS: gettext_lazy("No internal process"),
    GapKind.NOT_APPROVED: gettext_lazy("The internal process names no decision that approved it"),
    GapKind.NOTHING: gettext_lazy("Agencies that resolve no procedure at all"),
}
_REMEDIES: Mapping[GapKind, Promise] = {
    GapKind.NO_VERSION: gettext_lazy("Publish a version, or end the competence."),
    GapKind.NEWER_DECISION: gettext_lazy("Compare, and publish the next version."),
    GapKind.NO_PROCESS: gettext_lazy("Approve one, and publish it with the next version."),
    GapKind.NOT_APPROVED: gettext_lazy("Have it approved, and name the decision in the next version."),
    GapKind.NOTHING: gettext_lazy("Grant them competence, or end the agencies."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A procedure to mend, with some of its agencies and how many others; or an agency that resolves none."""

    code: str
    name: str
    decision: str
    agencies: tuple[str, ...] = ()
    others: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Everything that is to be mended in one way."""

    name: str
    remedy: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]


@requires(*READERS)
@require_safe
def publication(request: HttpRequest) -> HttpResponse:
    """The list to mend, what hinders most first: of the agencies that somebody looks after, or of all."""
    me = acting(request)
    ground, may_mend = organisation.ground(me.on), me.scope.may(Role.CATALOGUE_ADMINISTRATOR)
    # There is one catalogue: whoever administers it mends what is amiss anywhere.
    seen = frozenset(ground.spots) if may_mend else ground.answered_for(me.house, frozenset(READERS))
    agencies = organisation.agencies_by_id(seen, on=me.on)
    resolving = {one.id: one.name for one in agencies.values() if one.kind is AgencyKind.AGENCY}
    found = catalogue.publication_gaps(resolving.keys(), on=me.on)
    return render(
        request,
        "control/publication.html",
        {
            "agencies": len(resolving),
            "groups": _groups(found, resolving),
            "may_mend": may_mend,
        },
    )


def _groups(found: Sequence[Gap], agencies: Mapping[int, str]) -> list[Group]:
    names = catalogue.procedure_names({one.code for one in found if one.code})
    of_procedures = (Column(_("Procedure")), Column(_("Agencies")))
    groups = []
    for kind in GapKind:
        gaps = [one for one in found if one.kind is kind]
        if kind is GapKind.NOTHING:
            lines = [Line("", agencies[agency_id], "") for one in gaps for agency_id in one.agency_ids]
        else:
            lines = [_line(one, names, agencies) for one in gaps]
        columns = of_procedures if kind is not GapKind.NOTHING else of_procedures[1:]
        if lines:
            groups.append(Group(str(_NAMES[kind]), str(_REMEDIES[kind]), columns, tuple(lines)))
    return groups


def _line(gap: Gap, names: Mapping[str, str], agencies: Mapping[int, str]) -> Line:
    shown = tuple(agencies[agency_id] for agency_id in gap.agency_ids[:_SHOWN])
    return Line(gap.code, names.get(gap.code, ""), gap.decision, shown, len(gap.agency_ids) - len(shown))
