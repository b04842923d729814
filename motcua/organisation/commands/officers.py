"""Posts, officers, who holds what, and delegation."""

from datetime import date, datetime

from motcua.journal.commands import recording
from motcua.kernel.text import fold, sort_key
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.organisation import models
from motcua.organisation.commands.agencies import locked_agency, note
from motcua.organisation.kinds import OrganisationKind
from motcua.organisation.queries.agencies import house_of
from motcua.organisation.queries.officers import holding_of, holdings, officer, post_of
from motcua.organisation.rules import periods, posts
from motcua.organisation.types import AgencyKind, Role, SigningCapacity


def create_post(
    *,
    actor: Actor,
    at: datetime,
    agency_id: int,
    role: Role,
    title: str,
    valid_from: date,
    capacity: SigningCapacity = SigningCapacity.OWN,
    unit_id: int | None = None,
    desk_id: int | None = None,
    decision: str = "",
) -> int:
    """Creates a post in an agency and answers its id.

    Refused: a receptionist outside a one-stop place, a desk for another role, a unit or desk of another agency.
    """
    with recording(actor=actor, at=at) as work:
        row = locked_agency(agency_id)
        granted(
            posts.may_create(role, AgencyKind(row.kind), has_desk=desk_id is not None)
            or periods.within(valid_from, row.valid_to, outer_from=row.valid_from, outer_to=row.valid_to)
        )
        if unit_id is not None and not models.Unit.objects.filter(id=unit_id, agency=row).exists():
            raise Refused(Refusal("unit_absent"))
        if desk_id is not None and not models.Desk.objects.filter(id=desk_id, agency=row).exists():
            raise Refused(Refusal("desk_absent"))
        post = models.Post.objects.create(
            agency=row,
            unit_id=unit_id,
            desk_id=desk_id,
            role=role,
            title=title,
            capacity=capacity,
            decision=decision,
            valid_from=valid_from,
            valid_to=row.valid_to,
        )
        body = {
            "post_id": post.id,
            "role": role.value,
            "title": title,
            "capacity": capacity.value,
            "unit_id": unit_id,
            "desk_id": desk_id,
            "decision": decision,
            "valid_from": valid_from.isoformat(),
        }
        note(work, row, OrganisationKind.POST_CREATED, body)
        return post.id


def close_post(*, actor: Actor, at: datetime, post_id: int, last_day: date, decision: str = "") -> None:
    """Ends a post, and with it whoever still holds it."""
    with recording(actor=actor, at=at) as work:
        row, post = _locked_post(post_id)
        granted(periods.in_order(post.valid_from, last_day))
        held = post.holdings.exclude(valid_to__lte=last_day)
        if held.filter(valid_from__gt=last_day).exists():
            raise Refused(Refusal("post_has_later_holder"))
        ended = held.update(valid_to=last_day)
        post.valid_to = last_day
        post.save(update_fields=["valid_to"])
        body = {
            "post_id": post.id,
            "last_day": last_day.isoformat(),
            "holdings_ended": ended,
            "decision": decision,
        }
        note(work, row, OrganisationKind.POST_CLOSED, body)


def register_officer(
    *, actor: Actor, at: datetime, code: str, name: str, valid_from: date, valid_to: date | None = None
) -> int:
    """Registers an officer under his personnel code and answers his id. Refused: a taken code, an empty name."""
    with recording(actor=actor, at=at) as work:
        granted(periods.in_order(valid_from, valid_to))
        if not fold(code) or not fold(name):
            raise Refused(Refusal("officer_without_name"))
        row, is_new = models.Officer.objects.get_or_create(
            code=code,
            defaults={
                "name": name,
                "name_folded": fold(name),
                "name_order": sort_key(name),
                "valid_from": valid_from,
                "valid_to": valid_to,
            },
        )
        if not is_new:
            raise Refused(Refusal("officer_code_taken", {"officer": code}))
        body = {
            "code": code,
            "valid_from": valid_from.isoformat(),
            "valid_to": valid_to.isoformat() if valid_to else None,
        }
        row.with_head(work.append(row.head, kind=OrganisationKind.OFFICER_REGISTERED, version=1, body=body))
        row.save(update_fields=["stream_sequence", "stream_digest", "stream_at"])
        return row.id


def appoint(
    *,
    actor: Actor,
    at: datetime,
    officer_id: int,
    post_id: int,
    valid_from: date,
    decision: str,
    valid_to: date | None = None,
) -> int:
    """Gives an officer a post from a day on and answers the holding's id. An absent end is that of the post.

    Refused: days outside the post's or the officer's own, or the same post twice at once.
    """
    with recording(actor=actor, at=at) as work:
        row, post = _locked_post(post_id)
        until = valid_to or post.valid_to
        person = officer(officer_id)
        held = [holding_of(one) for one in post.holdings.select_related("post").filter(officer_id=officer_id)]
        granted(posts.may_appoint(person, post_of(post), valid_from, until, holdings=held))
        holding = models.Holding.objects.create(officer_id=officer_id, post=post, valid_from=valid_from, valid_to=until)
        body = {
            "holding_id": holding.id,
            "officer": person.code,
            "post_id": post.id,
            "decision": decision,
            "valid_from": valid_from.isoformat(),
            "valid_to": until.isoformat() if until else None,
        }
        note(work, row, OrganisationKind.OFFICER_APPOINTED, body)
        return holding.id


def end_holding(*, actor: Actor, at: datetime, holding_id: int, last_day: date, decision: str) -> None:
    """Lets an officer hold a post only until that day. Refused: before it began, or when it ends earlier already."""
    with recording(actor=actor, at=at) as work:
        holding = models.Holding.objects.filter(id=holding_id).first()
        if holding is None:
            raise Refused(Refusal("holding_absent"))
        row, _ = _locked_post(holding.post_id)
        holding.refresh_from_db()
        granted(periods.in_order(holding.valid_from, last_day))
        if holding.valid_to is not None and holding.valid_to < last_day:
            raise Refused(Refusal("holding_ends_earlier", {"day": holding.valid_to}))
        holding.valid_to = last_day
        holding.save(update_fields=["valid_to"])
        body = {"holding_id": holding.id, "last_day": last_day.isoformat(), "decision": decision}
        note(work, row, OrganisationKind.HOLDING_ENDED, body)


def delegate(
    *,
    actor: Actor,
    at: datetime,
    giver_id: int,
    receiver_id: int,
    post_id: int,
    valid_from: date,
    valid_to: date,
    decision: str,
) -> int:
    """Lets an officer of the same house act in the giver's post during stated days; answers the delegation's id.

    Refused: to oneself, of a post not held on all those days (so also of one only received), to a stranger to the
    house, or a second one of the same kind at the same time.
    """
    with recording(actor=actor, at=at) as work:
        row, post = _locked_post(post_id)
        giver, receiver = officer(giver_id), officer(receiver_id)
        own = [holding_of(one) for one in post.holdings.select_related("post").filter(officer_id=giver_id)]
        agencies_of_receiver = {held.post.agency_id for held in holdings(on=valid_from, officer_id=receiver_id)}
        granted(
            posts.may_delegate(
                giver,
                receiver,
                post_of(post),
                valid_from,
                valid_to,
                holdings=own,
                receiver_agency_ids=agencies_of_receiver,
                house=house_of(post.agency_id, on=valid_from),
            )
        )
        same = post.delegations.filter(giver_id=giver_id, receiver_id=receiver_id, revoked_from__isnull=True)
        if same.filter(valid_from__lte=valid_to, valid_to__gte=valid_from).exists():
            raise Refused(Refusal("delegated_already", {"officer": receiver.code}))
        lent = models.Delegation.objects.create(
            giver_id=giver_id,
            receiver_id=receiver_id,
            post=post,
            decision=decision,
            valid_from=valid_from,
            valid_to=valid_to,
        )
        body = {
            "delegation_id": lent.id,
            "giver": giver.code,
            "receiver": receiver.code,
            "post_id": post.id,
            "decision": decision,
            "valid_from": valid_from.isoformat(),
            "valid_to": valid_to.isoformat(),
        }
        note(work, row, OrganisationKind.DELEGATION_GIVEN, body)
        return lent.id


def revoke_delegation(*, actor: Actor, at: datetime, delegation_id: int, first_day_without: date) -> None:
    """Makes a delegation void from a day on. Refused when it is over by then, or was revoked before."""
    with recording(actor=actor, at=at) as work:
        lent = models.Delegation.objects.filter(id=delegation_id).first()
        if lent is None:
            raise Refused(Refusal("delegation_absent"))
        row, _ = _locked_post(lent.post_id)
        lent.refresh_from_db()
        if lent.revoked_from is not None or lent.valid_to < first_day_without:
            raise Refused(Refusal("delegation_over", {"day": lent.revoked_from or lent.valid_to}))
        lent.revoked_from = first_day_without
        lent.save(update_fields=["revoked_from"])
        body = {"delegation_id": lent.id, "first_day_without": first_day_without.isoformat()}
        note(work, row, OrganisationKind.DELEGATION_REVOKED, body)


def _locked_post(post_id: int) -> tuple[models.Agency, models.Post]:
    """A post behind the lock of its agency. Refused (`post_absent`)."""
    row = models.Agency.objects.select_for_update(no_key=True, of=("self",)).filter(posts=post_id).first()
    if row is None:
        raise Refused(Refusal("post_absent"))
    return row, row.posts.get(id=post_id)
