"""Bringing in officers and their posts from a file."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q

from motcua.journal.commands import recording
from motcua.kernel.types import Actor, granted
from motcua.organisation import models
from motcua.organisation.commands.officers import appoint, create_post, register_officer
from motcua.organisation.queries.agencies import agencies, covering
from motcua.organisation.queries.officers import officer_of, post_of
from motcua.organisation.rules.roster import Appointment, Directory, Held, Judged, PlaceOfPost, judge
from motcua.organisation.types import RosterLine, RosterOutcome, RosterReport

_ROWS_OF_A_UNIT = 300  # each writes at most three entries: officer, post, appointment


def import_officers(*, actor: Actor, at: datetime, text: str, is_dry_run: bool) -> RosterReport:
    """Reads a roster (CSV) and appoints its officers; each row is accepted, known already, or refused with its reason.

    Identifiers are read as they stand on the day of `at`. A dry run judges in the same way and writes nothing. Reading
    the same file twice changes nothing. Refused as a whole: a needed column is missing (`roster_columns_missing`).
    """
    judged = granted(judge(text, _directory(at.date())))
    if not is_dry_run:
        to_do = [line.appointment for line in judged if line.appointment is not None and not line.is_known]
        for start in range(0, len(to_do), _ROWS_OF_A_UNIT):
            _carry_out(to_do[start : start + _ROWS_OF_A_UNIT], actor, at)
    return RosterReport(tuple(map(_line, judged)), is_dry_run)


def _line(judged: Judged) -> RosterLine:
    if judged.refusal is not None:
        return RosterLine(judged.line, judged.officer_code, RosterOutcome.REFUSED, judged.refusal)
    outcome = RosterOutcome.KNOWN if judged.is_known else RosterOutcome.ACCEPTED
    return RosterLine(judged.line, judged.officer_code, outcome)


def _directory(today: date) -> Directory:
    held: defaultdict[tuple[str, PlaceOfPost], list[Held]] = defaultdict(list)
    for holding in models.Holding.objects.select_related("post", "officer"):
        held[holding.officer.code, _place(holding.post)].append((holding.valid_from, holding.valid_to))
    present = covering(today)
    return Directory(
        agencies={agency.code: agency for agency in agencies(on=today)},
        units={(row.agency_id, row.code): row.id for row in models.Unit.objects.filter(present)},
        desks={(row.agency_id, row.code): row.id for row in models.Desk.objects.filter(present)},
        officers={row.code: officer_of(row) for row in models.Officer.objects.all()},
        held=held,
    )


def _place(row: models.Post) -> PlaceOfPost:
    post = post_of(row)
    return PlaceOfPost(post.agency_id, post.unit_id, post.desk_id, post.role, post.title, post.capacity)


def _carry_out(appointments: Sequence[Appointment], actor: Actor, at: datetime) -> None:
    with recording(actor=actor, at=at):
        known = dict(
            models.Officer.objects.filter(code__in={one.officer_code for one in appointments}).values_list("code", "id")
        )
        for one in appointments:
            if one.officer_code not in known:
                known[one.officer_code] = register_officer(
                    actor=actor, at=at, code=one.officer_code, name=one.name, valid_from=one.service_from
                )
            appoint(
                actor=actor,
                at=at,
                officer_id=known[one.officer_code],
                post_id=_post_for(one, actor, at),
                valid_from=one.valid_from,
                valid_to=one.valid_to,
                decision=one.decision,
            )


def _post_for(one: Appointment, actor: Actor, at: datetime) -> int:
    """The post the row means, made when the agency has none like it on these days."""
    place = one.place
    lasting = Q(valid_to__isnull=True)
    if one.valid_to is not None:
        lasting |= Q(valid_to__gte=one.valid_to)
    same = models.Post.objects.filter(
        lasting & Q(unit_id=place.unit_id) & Q(desk_id=place.desk_id),
        agency_id=place.agency_id,
        role=place.role,
        title=place.title,
        capacity=place.capacity,
        valid_from__lte=one.valid_from,
    )
    found = same.order_by("id").values_list("id", flat=True).first()
    return found or create_post(
        actor=actor,
        at=at,
        agency_id=place.agency_id,
        role=place.role,
        title=place.title,
        valid_from=one.valid_from,
        capacity=place.capacity,
        unit_id=place.unit_id,
        desk_id=place.desk_id,
        decision=one.decision,
    )
