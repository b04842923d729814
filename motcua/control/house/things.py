"""What of the organisation a page is about. What is not kept by whoever asks is refused like what is not there."""

from dataclasses import dataclass

from motcua.accounts.types import Acting
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries
from motcua.organisation.types import Agency, Delegation, Desk, Holding, Officer, Post, Unit


@dataclass(frozen=True, slots=True)
class Place:
    """An agency, and the number of one of its things where the page is about one."""

    agency: Agency
    thing_id: int = 0


def wanted_place(me: Acting, agency_id: int, thing_id: int = 0) -> Place:
    """The agency as it stands last. Refused (`agency_absent`) where he does not keep it."""
    if agency_id not in queries.administered_by(me.standing):
        raise Refused(Refusal("agency_absent"))
    return Place(queries.agency(agency_id), thing_id)


def wanted_officer(me: Acting, officer_id: int) -> Officer:
    """The officer. Refused (`officer_absent`) where he is somebody else's to keep."""
    officer = queries.officer(officer_id)
    if not queries.keeps_officer(queries.administered_by(me.standing), officer_id, on=me.on):
        raise Refused(Refusal("officer_absent"))
    return officer


def called_unit(place: Place) -> str:
    """How the unit is called. Refused: `unit_absent`."""
    return wanted_unit(place).name


def called_desk(place: Place) -> str:
    """How the desk is called. Refused: `desk_absent`."""
    return wanted_desk(place).name


def called_post(place: Place) -> str:
    """The title of the post. Refused: `post_absent`."""
    return wanted_post(place).title


def called_holding(place: Place) -> str:
    """Who holds which post. Refused: `holding_absent`."""
    held = wanted_holding(place)
    return f"{queries.officer(held.officer_id).name}, {held.post.title}"


def called_delegation(place: Place) -> str:
    """Who stands in for whom. Refused: `delegation_absent`."""
    lent = wanted_delegation(place)
    names = queries.officer_names([lent.giver_id, lent.receiver_id])
    return f"{names[lent.receiver_id]} → {names[lent.giver_id]}, {lent.post.title}"


def wanted_unit(place: Place) -> Unit:
    """The unit. Refused: `unit_absent`."""
    found = queries.unit(place.thing_id)
    if found.agency_id != place.agency.id:
        raise Refused(Refusal("unit_absent"))
    return found


def wanted_desk(place: Place) -> Desk:
    """The desk. Refused: `desk_absent`."""
    found = queries.desk(place.thing_id)
    if found.agency_id != place.agency.id:
        raise Refused(Refusal("desk_absent"))
    return found


def wanted_post(place: Place) -> Post:
    """The post. Refused: `post_absent`."""
    found = queries.post(place.thing_id)
    if found.agency_id != place.agency.id:
        raise Refused(Refusal("post_absent"))
    return found


def wanted_holding(place: Place) -> Holding:
    """The appointment. Refused: `holding_absent`."""
    found = queries.holding(place.thing_id)
    if found.post.agency_id != place.agency.id:
        raise Refused(Refusal("holding_absent"))
    return found


def wanted_delegation(place: Place) -> Delegation:
    """The delegation. Refused: `delegation_absent`."""
    found = queries.delegation(place.thing_id)
    if found.post.agency_id != place.agency.id:
        raise Refused(Refusal("delegation_absent"))
    return found
