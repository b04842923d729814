"""Establishing, renaming, moving and recoding agencies; opening and closing their units and desks."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from motcua.journal.commands import Unit as Work
from motcua.journal.commands import recording
from motcua.journal.types import RequestKey, current_version
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.organisation import models
from motcua.organisation.kinds import OrganisationKind
from motcua.organisation.queries.agencies import agencies_by_id, covering, ground
from motcua.organisation.queries.levels import level_lives
from motcua.organisation.rules import periods, tree
from motcua.organisation.types import AgencyKind, Contact, FormChoice, Level, Line, identifier

ONE_DAY = timedelta(days=1)


def establish_agency(
    *,
    actor: Actor,
    at: datetime,
    code: str,
    name: str,
    valid_from: date,
    decision: str,
    level: Level,
    kind: AgencyKind = AgencyKind.AGENCY,
    line: Line = Line.LOCAL,
    short_name: str = "",
    parent_id: int | None = None,
    place_code: str = "",
    calendar_key: str = "",
    order: int = 0,
    valid_to: date | None = None,
    key: RequestKey | None = None,
) -> int:
    """Puts an agency, a centre, a branch or a reception point into the tree and answers its id.

    Refused: a malformed or taken identifier, a level that does not exist on its days, a parent that is absent on its
    first day or cannot have it below.
    """
    with recording(actor=actor, at=at, key=key) as work:
        if work.earlier_answer is not None:
            return int(work.earlier_answer["agency_id"])
        granted(
            periods.in_order(valid_from, valid_to)
            or periods.level_allows(level_lives(), level, valid_from, valid_to)
            or tree.may_hang(kind, _kind_of_parent(parent_id, valid_from))
        )
        row = models.Agency.objects.create(kind=kind, line=line, level=level, valid_from=valid_from, valid_to=valid_to)
        models.AgencyPeriod.objects.create(
            agency=row,
            name=name,
            short_name=short_name,
            parent_id=parent_id,
            place_code=place_code,
            calendar_key=calendar_key,
            order=order,
            valid_from=valid_from,
            valid_to=valid_to,
        )
        written = _use_code(row, code, valid_from, valid_to)
        note(
            work,
            row,
            OrganisationKind.AGENCY_ESTABLISHED,
            {
                "code": written,
                "name": name,
                "kind": kind.value,
                "line": line.value,
                "level": level.value,
                "parent_id": parent_id,
                "place_code": place_code,
                "calendar_key": calendar_key,
                "decision": decision,
                **_days(valid_from, valid_to),
            },
        )
        work.answer({"agency_id": row.id})
        return row.id


def rename_agency(
    *, actor: Actor, at: datetime, agency_id: int, name: str, first_day: date, decision: str, short_name: str = ""
) -> None:
    """Gives an agency another name from a day on."""
    with recording(actor=actor, at=at) as work:
        row = locked_agency(agency_id)
        change(work, row, first_day, decision, {"name": name, "short_name": short_name})


def move_agency(
    *, actor: Actor, at: datetime, agency_id: int, parent_id: int | None, first_day: date, decision: str
) -> None:
    """Puts an agency under another one from a day on. Refused: a ring, or a place where its kind cannot hang."""
    with recording(actor=actor, at=at) as work:
        row = locked_agency(agency_id)
        granted(
            tree.may_hang(AgencyKind(row.kind), _kind_of_parent(parent_id, first_day))
            or tree.no_ring(agency_id, parent_id, ground(first_day))
        )
        change(work, row, first_day, decision, {"parent_id": parent_id})


def set_calendar(
    *, actor: Actor, at: datetime, agency_id: int, calendar_key: str, first_day: date, decision: str
) -> None:
    """Lets an agency follow a working calendar of its own, or with an empty key that of the agency above."""
    with recording(actor=actor, at=at) as work:
        change(work, locked_agency(agency_id), first_day, decision, {"calendar_key": calendar_key})


def choose_forms(
    *, actor: Actor, at: datetime, agency_id: int, choice: FormChoice, first_day: date, decision: str
) -> None:
    """Has an agency's forms printed in a size and in languages of its own, or as the agency above it has them."""
    size, languages = choice.size or "", choice.languages or ""
    with recording(actor=actor, at=at) as work:
        row = locked_agency(agency_id)
        _begin_period(row, first_day, {"form_size": size, "form_languages": languages})
        body = {"form_size": size, "form_languages": languages, "first_day": first_day.isoformat()}
        note(work, row, OrganisationKind.AGENCY_FORMS_CHOSEN, {**body, "decision": decision})


def say_contact(*, actor: Actor, at: datetime, agency_id: int, contact: Contact) -> None:
    """Says where the public finds an agency, in place of what was said before. An empty one takes it away."""
    with recording(actor=actor, at=at) as work:
        row = locked_agency(agency_id)
        said = {"address": contact.address, "phone": contact.phone, "email": contact.email}
        models.Contact.objects.update_or_create(agency=row, defaults=said)
        note(work, row, OrganisationKind.AGENCY_CONTACT_SAID, said)


def recode_agency(*, actor: Actor, at: datetime, agency_id: int, code: str, first_day: date, decision: str) -> None:
    """Gives an agency another identifier from a day on; the old one keeps leading to it."""
    with recording(actor=actor, at=at) as work:
        row = locked_agency(agency_id)
        use = models.CodeUse.objects.filter(covering(first_day), agency=row).select_related("code").first()
        if use is None or use.valid_from >= first_day:
            raise Refused(Refusal("agency_not_before_and_on", {"day": first_day}))
        until, old = use.valid_to, use.code.code
        use.valid_to = first_day - ONE_DAY
        use.save(update_fields=["valid_to"])
        written = _use_code(row, code, first_day, until)
        body = {"old_code": old, "code": written, "first_day": first_day.isoformat(), "decision": decision}
        note(work, row, OrganisationKind.AGENCY_RECODED, body)


def open_unit(
    *,
    actor: Actor,
    at: datetime,
    agency_id: int,
    code: str,
    name: str,
    valid_from: date,
    parent_id: int | None = None,
    decision: str = "",
) -> int:
    """Opens a unit in an agency and answers its id. Refused: a code the agency has used, days outside its life."""
    with recording(actor=actor, at=at) as work:
        row = locked_agency(agency_id)
        granted(periods.within(valid_from, row.valid_to, outer_from=row.valid_from, outer_to=row.valid_to))
        if models.Unit.objects.filter(agency=row, code=code).exists():
            raise Refused(Refusal("unit_code_taken", {"code": code}))
        if parent_id is not None and not models.Unit.objects.filter(agency=row, id=parent_id).exists():
            raise Refused(Refusal("unit_absent"))
        unit = models.Unit.objects.create(
            agency=row,
            parent_id=parent_id,
            code=code,
            name=name,
            decision=decision,
            valid_from=valid_from,
            valid_to=row.valid_to,
        )
        body = {
            "unit_id": unit.id,
            "code": code,
            "name": name,
            "parent_id": parent_id,
            "decision": decision,
            **_days(valid_from, row.valid_to),
        }
        note(work, row, OrganisationKind.UNIT_OPENED, body)
        return unit.id


def close_unit(*, actor: Actor, at: datetime, unit_id: int, last_day: date, decision: str = "") -> None:
    """Ends a unit. Refused (`unit_has_posts`) while posts in it live longer."""
    with recording(actor=actor, at=at) as work:
        unit = models.Unit.objects.filter(id=unit_id).first()
        if unit is None:
            raise Refused(Refusal("unit_absent"))
        row = locked_agency(unit.agency_id)
        granted(periods.in_order(unit.valid_from, last_day))
        if models.Post.objects.filter(unit=unit).exclude(valid_to__lte=last_day).exists():
            raise Refused(Refusal("unit_has_posts", {"code": unit.code}))
        unit.valid_to = last_day
        unit.save(update_fields=["valid_to"])
        body = {"unit_id": unit.id, "last_day": last_day.isoformat(), "decision": decision}
        note(work, row, OrganisationKind.UNIT_CLOSED, body)


def open_desk(
    *,
    actor: Actor,
    at: datetime,
    agency_id: int,
    code: str,
    name: str,
    desk_key: str,
    valid_from: date,
    calendar_key: str = "",
    is_priority: bool = False,
    decision: str = "",
) -> int:
    """Opens a counter in a one-stop place and answers its id. Refused elsewhere (`desk_outside_one_stop`)."""
    with recording(actor=actor, at=at) as work:
        row = locked_agency(agency_id)
        if AgencyKind(row.kind) is AgencyKind.AGENCY:
            raise Refused(Refusal("desk_outside_one_stop", {}, "NĐ 118/2025 Đ7"))
        granted(periods.within(valid_from, row.valid_to, outer_from=row.valid_from, outer_to=row.valid_to))
        if models.Desk.objects.filter(agency=row, code=code).exists():
            raise Refused(Refusal("desk_code_taken", {"code": code}))
        desk = models.Desk.objects.create(
            agency=row,
            code=code,
            name=name,
            desk_key=desk_key,
            calendar_key=calendar_key,
            is_priority=is_priority,
            decision=decision,
            valid_from=valid_from,
            valid_to=row.valid_to,
        )
        body = {
            "desk_id": desk.id,
            "code": code,
            "desk_key": desk_key,
            "decision": decision,
            **_days(valid_from, row.valid_to),
        }
        note(work, row, OrganisationKind.DESK_OPENED, body)
        return desk.id


def close_desk(*, actor: Actor, at: datetime, desk_id: int, last_day: date, decision: str = "") -> None:
    """Ends a counter."""
    with recording(actor=actor, at=at) as work:
        desk = models.Desk.objects.filter(id=desk_id).first()
        if desk is None:
            raise Refused(Refusal("desk_absent"))
        row = locked_agency(desk.agency_id)
        granted(periods.in_order(desk.valid_from, last_day))
        desk.valid_to = last_day
        desk.save(update_fields=["valid_to"])
        body = {"desk_id": desk.id, "last_day": last_day.isoformat(), "decision": decision}
        note(work, row, OrganisationKind.DESK_CLOSED, body)


def locked_agency(agency_id: int) -> models.Agency:
    """The agency's row, locked against every other command on it. Refused (`agency_absent`)."""
    row = models.Agency.objects.select_for_update(no_key=True).filter(id=agency_id).first()
    if row is None:
        raise Refused(Refusal("agency_absent"))
    return row


def require_unchanged(work: Work, agency_id: int, *, seen: int | None) -> None:
    """Refuses (`moved_on`) when anything was recorded about the agency since somebody looked at it. It stays locked."""
    work.require_seen(locked_agency(agency_id).head, seen)


def note(work: Work, row: models.Agency, kind: OrganisationKind, body: Mapping[str, object]) -> None:
    """Appends an entry to the agency's stream and keeps its head in the locked row."""
    row.with_head(work.append(row.head, kind=kind.value, version=current_version(kind.value), body=body))
    row.save(update_fields=["stream_sequence", "stream_digest", "stream_at"])


def change(
    work: Work, row: models.Agency, first_day: date, decision: str, changes: Mapping[str, str | int | None]
) -> None:
    """Another name, place or calendar from a day on, with its entry. Refused as a period that cannot begin then."""
    _begin_period(row, first_day, changes)
    note_change(work, row, first_day, decision, changes)


def _begin_period(row: models.Agency, first_day: date, changes: Mapping[str, str | int | None]) -> None:
    """Ends the period that runs into `first_day` and lets another begin that differs in `changes`.

    Refused when the agency does not live on both days, or when a later change is already recorded.
    """
    period = models.AgencyPeriod.objects.filter(covering(first_day), agency=row).first()
    if period is None or period.valid_from >= first_day:
        raise Refused(Refusal("agency_not_before_and_on", {"day": first_day}))
    if period.valid_to != row.valid_to:
        raise Refused(Refusal("agency_changes_later", {"day": period.valid_to or first_day}))
    models.AgencyPeriod.objects.filter(id=period.id).update(valid_to=first_day - ONE_DAY)
    period.pk = None
    period.valid_from = first_day
    for column, value in changes.items():
        setattr(period, column, value)
    period.save(force_insert=True)


def note_change(
    work: Work, row: models.Agency, first_day: date, decision: str, changes: Mapping[str, str | int | None]
) -> None:
    """The entry about a change: every column that can change, and which of them did."""
    body = {column: changes.get(column) for column in ("name", "short_name", "parent_id", "calendar_key")}
    days = {"first_day": first_day.isoformat(), "decision": decision}
    note(work, row, OrganisationKind.AGENCY_CHANGED, {"changed": sorted(changes), **body, **days})


def _use_code(row: models.Agency, code: str, valid_from: date, valid_to: date | None) -> str:
    """Lets the agency bear the identifier. The code's row is the lock under which overlapping uses are looked for."""
    written = str(granted(identifier(code)))
    models.Code.objects.bulk_create([models.Code(code=written)], ignore_conflicts=True)
    named = models.Code.objects.select_for_update(no_key=True).get(code=written)
    overlapping = named.uses.exclude(valid_to__lt=valid_from)
    if valid_to is not None:
        overlapping = overlapping.filter(valid_from__lte=valid_to)
    if overlapping.exists():
        raise Refused(Refusal("agency_code_taken", {"code": written}))
    models.CodeUse.objects.create(code=named, agency=row, valid_from=valid_from, valid_to=valid_to)
    return written


def _kind_of_parent(parent_id: int | None, day: date) -> AgencyKind | None:
    if parent_id is None:
        return None
    found = agencies_by_id([parent_id], on=day).get(parent_id)
    if found is None:
        raise Refused(Refusal("parent_absent_that_day", {"day": day}))
    return found.kind


def _days(valid_from: date, valid_to: date | None) -> dict[str, object]:
    return {"valid_from": valid_from.isoformat(), "valid_to": valid_to.isoformat() if valid_to else None}
