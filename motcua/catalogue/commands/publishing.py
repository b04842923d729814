"""Publishing and withdrawing versions; listing procedures that have none yet."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from motcua.catalogue import models
from motcua.catalogue.kinds import CatalogueKind
from motcua.catalogue.language import loading
from motcua.catalogue.parts.codec import decode
from motcua.catalogue.parts.findings import Severity
from motcua.catalogue.parts.listing import Listing, SeedReport
from motcua.catalogue.parts.procedure import ProcedureVersion
from motcua.catalogue.rules.listing import comes_after, listing_of, same_content, sealed
from motcua.catalogue.rules.publication import check
from motcua.catalogue.wording import finding_in_words
from motcua.journal.commands import Unit as Work
from motcua.journal.commands import recording
from motcua.journal.types import HEAD_COLUMNS, RequestKey
from motcua.kernel.types import Actor, Refusal, Refused

_ONE_DAY = timedelta(days=1)
_WORDS = ("name", "field_code", "field_name", "levels", "keywords")


def publish(*, actor: Actor, at: datetime, version: ProcedureVersion, key: RequestKey | None = None) -> int:
    """Publishes a version and answers its id. From its first day on new dossiers stand on it; running ones keep theirs.

    Publishing what is already the newest version changes nothing. Refused: `version_not_publishable` (with the first
    finding), `version_not_later` where the newest version is in force and does not begin earlier.
    """
    with recording(actor=actor, at=at, key=key) as work:
        if work.earlier_answer is not None:
            return int(work.earlier_answer["version_id"])
        _require_publishable(version)
        row = _locked_or_new(listing_of(version))
        newest = row.versions.filter(annulled=False).order_by("-effective_from").first()
        if newest is not None:
            earlier = decode(ProcedureVersion, newest.body)
            if same_content(earlier, version):
                work.answer({"version_id": newest.id})
                return newest.id
            _give_way(newest, earlier, version, today=at.date())
        version_id = _store(work, row, version)
        work.answer({"version_id": version_id})
        return version_id


def publish_text(*, actor: Actor, at: datetime, name: str, text: str) -> int:
    """Publishes the version a YAML text describes. Raises `loading.BadSource` with the line of every fault."""
    return publish(actor=actor, at=at, version=loading.procedure(name, text))


def withdraw(*, actor: Actor, at: datetime, version_id: int, last_day: date, decision: str) -> None:
    """Ends a version: after `last_day` it takes no new dossiers; running ones keep it.

    Refused: `version_unknown`, `version_ends_otherwise` where the day lies outside what is left of its life.
    """
    with recording(actor=actor, at=at) as work:
        found = models.Version.objects.filter(id=version_id).values_list("procedure__code", flat=True).first()
        if found is None:
            raise Refused(Refusal("version_unknown", {"id": version_id}))
        row = models.Procedure.objects.select_for_update(no_key=True).get(code=found)
        version = models.Version.objects.get(id=version_id)
        if version.annulled or last_day < version.effective_from or _ended_before(version, last_day):
            raise Refused(Refusal("version_ends_otherwise", {"code": row.code, "day": last_day}))
        version.effective_to = last_day
        version.save(update_fields=["effective_to"])
        body = {"code": row.code, "number": version.number, "last_day": last_day.isoformat(), "decision": decision}
        _note(work, row, CatalogueKind.VERSION_WITHDRAWN, body)


def list_procedures(*, actor: Actor, at: datetime, listings: Sequence[Listing]) -> int:
    """Makes procedures findable that have no version here, and answers how many entries were new or changed.

    What a published version says about its procedure is never overwritten by a list. At most a thousand at a time:
    each new or changed one is an entry of this unit of work.
    """
    with recording(actor=actor, at=at) as work:
        codes = [listing.code for listing in listings]
        known = {row.code: row for row in locked_rows(codes)}
        versions = models.Version.objects.filter(procedure__code__in=codes)
        versioned = set(versions.values_list("procedure__code", flat=True))
        changed: dict[str, models.Procedure] = {}
        for listing in sorted(listings, key=lambda item: item.code):
            row = known[listing.code]
            if listing.code in versioned or not _take_words(row, listing):
                continue
            entry = {"code": listing.code, "name": listing.name}
            row.with_head(work.append(row.head, kind=CatalogueKind.PROCEDURE_LISTED.value, version=1, body=entry))
            changed[row.code] = row
        save_rows(changed.values())
        return len(changed)


def save_rows(rows: Iterable[models.Procedure]) -> None:
    """Writes the words and heads of locked rows in one statement."""
    models.Procedure.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=[*_WORDS, *HEAD_COLUMNS]
    )


def locked_rows(codes: Sequence[str]) -> list[models.Procedure]:
    """The procedures' rows, locked in the order of their codes; those nobody listed yet are made, still nameless."""
    wanted = set(codes)
    there = set(models.Procedure.objects.filter(code__in=wanted).values_list("code", flat=True))
    missing = [models.Procedure(code=code) for code in sorted(wanted - there)]
    models.Procedure.objects.bulk_create(missing, ignore_conflicts=True)
    return list(models.Procedure.objects.select_for_update(no_key=True).filter(code__in=wanted).order_by("code"))


def seed_starter_catalogue(*, actor: Actor, at: datetime) -> SeedReport:
    """Publishes the procedures that come with the house; those already published as they are stay untouched.

    A procedure of which a newer version was published here is left alone.
    """
    published: list[str] = []
    unchanged: list[str] = []
    with recording(actor=actor, at=at):
        there = set(models.Version.objects.values_list("procedure__code", flat=True).distinct())
        for version in loading.starter_catalogue():
            if version.code in there:
                unchanged.append(version.code)
            else:
                publish(actor=actor, at=at, version=version)
                published.append(version.code)
    return SeedReport(tuple(published), tuple(unchanged))


def _require_publishable(version: ProcedureVersion) -> None:
    findings = check(version, hours_a_day=loading.library().working_day_hours)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if errors:
        values = {"code": version.code, "count": len(errors), "finding": finding_in_words(errors[0])}
        raise Refused(Refusal("version_not_publishable", values))


def _give_way(newest: models.Version, earlier: ProcedureVersion, later: ProcedureVersion, *, today: date) -> None:
    """Ends the newest version the day before the later one begins, or annuls it where it never came into force."""
    if not comes_after(earlier, later, today=today):
        values = {"code": later.code, "day": later.effective_from, "newest": earlier.effective_from}
        raise Refused(Refusal("version_not_later", values))
    if later.effective_from <= newest.effective_from:
        newest.annulled = True
    elif not _ended_before(newest, later.effective_from):
        newest.effective_to = later.effective_from - _ONE_DAY
    newest.save(update_fields=["annulled", "effective_to"])


def _ended_before(version: models.Version, day: date) -> bool:
    return version.effective_to is not None and version.effective_to < day


def _store(work: Work, row: models.Procedure, version: ProcedureVersion) -> int:
    number = (row.versions.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    final, body, digest = sealed(version, number=number)
    models.Version.objects.create(
        id=final.id,
        procedure=row,
        number=number,
        decision=final.decision,
        effective_from=final.effective_from,
        effective_to=final.effective_to,
        body=body,
        digest=digest,
    )
    _take_words(row, listing_of(version))
    entry = {
        "code": row.code,
        "number": number,
        "version_id": final.id,
        "decision": final.decision,
        "effective_from": final.effective_from.isoformat(),
        "digest": digest.hex(),
    }
    _note(work, row, CatalogueKind.VERSION_PUBLISHED, entry)
    return final.id


def _locked_or_new(listing: Listing) -> models.Procedure:
    """The procedure's row, locked; made where there is none, so that two who publish at once meet at the row."""
    models.Procedure.objects.bulk_create([_new_row(listing)], ignore_conflicts=True)
    return models.Procedure.objects.select_for_update(no_key=True).get(code=listing.code)


def _new_row(listing: Listing) -> models.Procedure:
    row = models.Procedure(code=listing.code)
    _take_words(row, listing)
    return row


def _take_words(row: models.Procedure, listing: Listing) -> bool:
    """Takes over the listing's words; answers whether anything changed."""
    before = (row.name, row.field_code, row.field_name, row.levels, row.keywords)
    row.name, row.field_code, row.field_name = listing.name, listing.field_code, listing.field_name
    row.levels, row.keywords = sorted(level.value for level in listing.levels), list(listing.keywords)
    return before != (row.name, row.field_code, row.field_name, row.levels, row.keywords)


def _note(work: Work, row: models.Procedure, kind: CatalogueKind, body: dict[str, object]) -> None:
    row.with_head(work.append(row.head, kind=kind.value, version=1, body=body))
    row.save(update_fields=None if row._state.adding else [*_WORDS, *HEAD_COLUMNS])
