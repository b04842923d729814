"""Versions of procedures, compiled once and kept: what was published never changes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet

from motcua.catalogue import models
from motcua.catalogue.language import loading
from motcua.catalogue.parts.codec import decode, encode
from motcua.catalogue.parts.listing import Listing
from motcua.catalogue.parts.procedure import ProcedureVersion
from motcua.catalogue.parts.words import AuthorityLevel, Field
from motcua.catalogue.queries.eras import era
from motcua.kernel import reference
from motcua.kernel.types import Refusal, Refused

_MOST_KEPT = 4_000
"""Compiled versions a process keeps: more than a province has in use."""

_KEPT: dict[int, ProcedureVersion] = {}
"""A version's id is made from its content, so what is kept under it is right for ever and in every database."""


def version(version_id: int) -> ProcedureVersion:
    """The version a dossier pinned, whatever came after it. One statement the first time, none afterwards.

    `effective_to` is as published; use `current_version` to ask whether it still takes dossiers.
    Refused as `version_unknown`.
    """
    found = _compiled([version_id])
    if not found:
        raise Refused(Refusal("version_unknown", {"id": version_id}))
    return found[0]


@reference.kept("catalogue", era=era)
def version_of(code: str, on: date) -> ProcedureVersion | None:
    """The version of that procedure in force on that day, or None."""
    version_id = _in_force(on).filter(procedure__code=code).values_list("id", flat=True).first()
    return None if version_id is None else version(version_id)


def current_version(code: str, on: date) -> ProcedureVersion | Refusal:
    """The version on which a dossier may be received that day, or why there is none.

    `procedure_unknown`; `procedure_without_version` (listed, never published here); `procedure_not_yet_in_force` and
    `procedure_ended` with the day.
    """
    found = version_of(code, on)
    if found is not None:
        return found
    if not models.Procedure.objects.filter(code=code).exists():
        return Refusal("procedure_unknown", {"code": code})
    lives = list(
        models.Version.objects.filter(procedure__code=code, annulled=False)
        .order_by("effective_from")
        .values_list("effective_from", "effective_to")
    )
    if not lives:
        return Refusal("procedure_without_version", {"code": code})
    first, last = lives[0][0], lives[-1][1]
    if on < first:
        return Refusal("procedure_not_yet_in_force", {"code": code, "day": first})
    return Refusal("procedure_ended", {"code": code, "day": last})


def versions_of(code: str) -> list[ProcedureVersion]:
    """All published versions of a procedure, newest first, also those that expired."""
    rows = models.Version.objects.filter(procedure__code=code, annulled=False).order_by("-number")
    return _compiled(list(rows.values_list("id", flat=True)))


def listing(code: str) -> Listing | None:
    """What lists show of a procedure, with or without a version; None where the code is unknown."""
    row = models.Procedure.objects.filter(code=code).first()
    return None if row is None else as_listing(row)


def list_published(
    on: date, *, field: str | None = None, level: AuthorityLevel | None = None, codes: Sequence[str] | None = None
) -> list[ProcedureVersion]:
    """The versions in force on that day, by field and code."""
    rows = _in_force(on)
    if field is not None:
        rows = rows.filter(procedure__field_code=field)
    if level is not None:
        rows = rows.filter(procedure__levels__contains=[level.value])
    if codes is not None:
        rows = rows.filter(procedure__code__in=codes)
    return _compiled(list(rows.order_by("procedure__field_code", "procedure__code").values_list("id", flat=True)))


@reference.kept("catalogue", era=era)
def published_codes(on: date) -> frozenset[str]:
    """The codes of the procedures of which a version is in force on that day."""
    return frozenset(_in_force(on).values_list("procedure__code", flat=True))


def fields() -> list[Field]:
    """The fields that have procedures, in the order of their codes."""
    rows = models.Procedure.objects.order_by("field_code").values_list("field_code", "field_name").distinct()
    return [Field(code, name) for code, name in rows]


def read_text(name: str, text: str) -> ProcedureVersion:
    """The version a YAML text describes, unpublished. Raises `language.text.BadSource` with the line of every fault."""
    return loading.procedure(name, text)


def as_json(version: ProcedureVersion) -> dict[str, object]:
    """The version as plain JSON values, for programs."""
    plain: dict[str, object] = encode(version)
    return plain


def as_listing(row: models.Procedure) -> Listing:
    """A procedure's row as what lists show of it."""
    levels = frozenset(AuthorityLevel(level) for level in row.levels)
    return Listing(row.code, row.name, row.field_code, row.field_name, levels, tuple(row.keywords))


def _in_force(day: date) -> QuerySet[models.Version]:
    return models.Version.objects.filter(
        Q(effective_to__isnull=True) | Q(effective_to__gte=day), annulled=False, effective_from__lte=day
    )


def _compiled(version_ids: Sequence[int]) -> list[ProcedureVersion]:
    """The versions of these ids in their order; one statement for all not kept yet. Unknown ids are left out."""
    wanted = [version_id for version_id in version_ids if version_id not in _KEPT]
    if wanted:
        if len(_KEPT) + len(wanted) > _MOST_KEPT:
            _KEPT.clear()
            wanted = list(version_ids)
        for version_id, body in models.Version.objects.filter(id__in=wanted).values_list("id", "body"):
            _KEPT[version_id] = replace(decode(ProcedureVersion, body), id=version_id)
    return [_KEPT[version_id] for version_id in version_ids if version_id in _KEPT]
