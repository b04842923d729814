"""Drafts of coming versions, and the list that the catalogue's administrators work with."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Exists, F, OuterRef, Subquery

from motcua.catalogue import models
from motcua.catalogue.language import loading
from motcua.catalogue.language import text as source
from motcua.catalogue.language.rewording import reworded, scalars, with_part_of
from motcua.catalogue.language.text import BadSource, Path
from motcua.catalogue.language.writing import text_of
from motcua.catalogue.parts.drafting import AdministeredRow, VersionDraft, VersionLife
from motcua.catalogue.parts.findings import Severity
from motcua.catalogue.parts.procedure import ProcedureVersion
from motcua.catalogue.queries.drafts import draft, draft_text
from motcua.catalogue.queries.versions import as_listing, versions_of
from motcua.catalogue.rules.publication import check
from motcua.catalogue.wording import finding_sentence

_ONE_THING = ("decision", "effective_from", "effective_to", "name", "resolved_by")
_OF_EACH = {"terms": ("term", "article"), "fees": ("vi", "amount", "decided_by", "valid_from", "valid_to")}


def version_draft(code: str) -> VersionDraft:
    """The draft kept of the procedure; where there is none, the newest version or what was imported, to begin with."""
    row = models.VersionDraft.objects.filter(procedure__code=code).first()
    if row is not None:
        return VersionDraft(code, row.text, row.revision, row.kept_at, row.kept_by)
    versions = versions_of(code)
    if versions:
        return VersionDraft(code, text_of(versions[0], loading.library()), 0)
    read = draft(code)
    return VersionDraft(code, draft_text(read) if read else f"code: {code}\n", 0)


def plain_words(text: str) -> dict[Path, str]:
    """The words of the text that a form can ask for: decision, days, terms, fees. Empty where it is no YAML."""
    try:
        source.read("", text)
    except BadSource:
        return {}
    return {path: word for path, word in scalars(text).items() if _is_plain(path)}


def with_plain_words(text: str, words: Mapping[Path, str]) -> str:
    """The text with these words in it; everything else of it stays as it was typed."""
    known = plain_words(text)
    return reworded(text, {path: word for path, word in words.items() if path in known and known[path] != word})


def with_own_steps(code: str, text: str) -> str:
    """The text in which the steps of the process are written out, to be changed; all else stays as it was typed.

    Raises BadSource: it cannot be read.
    """
    version = loading.procedure(code, text)
    return with_part_of(text, text_of(version, loading.library(), with_own_steps=True), "process")


def warnings_of(version: ProcedureVersion) -> list[str]:
    """What a check finds worth a look that does not forbid publication."""
    found = check(version, hours_a_day=loading.library().working_day_hours)
    return [finding_sentence(one) for one in found if one.severity is Severity.WARNING]


def version_lives(code: str) -> list[VersionLife]:
    """Every version that was ever published of a procedure, the newest first, with the days on which it holds."""
    rows = models.Version.objects.filter(procedure__code=code).order_by("-number")
    return [
        VersionLife(row.id, row.number, row.decision, row.effective_from, row.effective_to, row.annulled)
        for row in rows.defer("body")
    ]


def administered(
    on: date, *, after: str = "", limit: int, codes: Sequence[str] | None = None, drafted: bool = False
) -> list[AdministeredRow]:
    """Procedures by code, from the one after that code on; of these codes, or with a draft. One statement."""
    lives = models.Version.objects.filter(procedure=OuterRef("pk"), annulled=False)
    now = lives.filter(effective_from__lte=on).order_by("-effective_from")
    later = lives.filter(effective_from__gt=on).order_by("effective_from")
    rows = models.Procedure.objects.annotate(
        number=Subquery(now.values("number")[:1]),
        first_day=Subquery(now.values("effective_from")[:1]),
        last_day=Subquery(now.values("effective_to")[:1]),
        begins_later=Subquery(later.values("effective_from")[:1]),
        has_draft=Exists(models.VersionDraft.objects.filter(procedure=OuterRef("pk"))),
    )
    if codes is not None:
        rows = rows.filter(code__in=codes)
    if drafted:
        rows = rows.filter(has_draft=True)
    return [
        AdministeredRow(as_listing(row), row.number, row.first_day, row.last_day, row.begins_later, row.has_draft)
        for row in rows.filter(code__gt=after).order_by(F("code"))[:limit]
    ]


def _is_plain(path: Path) -> bool:
    if len(path) == 1:
        return path[0] in _ONE_THING
    return len(path) == len(("terms", 0, "term")) and str(path[-1]) in _OF_EACH.get(str(path[0]), ())
