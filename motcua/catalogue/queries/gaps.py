"""Whether agencies have published what they resolve: the list to mend, as things stand on a day."""

from collections.abc import Collection
from datetime import date

from motcua.catalogue import models
from motcua.catalogue.queries.parts import parts_of_agencies
from motcua.catalogue.queries.versions import list_published
from motcua.catalogue.rules.gaps import Gap, ReadDecision, gaps


def publication_gaps(agency_ids: Collection[int], *, on: date) -> list[Gap]:
    """What these agencies have to publish or have approved; a fixed number of statements."""
    parts = parts_of_agencies(agency_ids, on)
    codes = sorted({part.code for part in parts if part.resolves})
    versions = {version.code: version for version in list_published(on, codes=codes)}
    drafts = models.ImportedDraft.objects.filter(procedure__code__in=codes).order_by("read_at")
    read = {
        code: ReadDecision(decision or "", read_at.date())
        for code, decision, read_at in drafts.values_list("procedure__code", "body__decision", "read_at")
    }
    return gaps(agency_ids, parts, versions, read)
