"""Who may be given a feedback, and to which agencies it may be sent or passed on."""

from collections.abc import Mapping
from datetime import date

from motcua.kernel.text import sort_key
from motcua.organisation import queries as organisation
from motcua.organisation.types import ACTING_ROLES


def eligible_officers(agency_id: int, *, on: date) -> Mapping[int, str]:
    """Everybody who acts in the house of an agency, by name in Vietnamese order; two statements."""
    house = organisation.house_of(organisation.heir_of(agency_id, on=on), on=on)
    held = organisation.holdings(on=on, agency_ids=house)
    names = organisation.officer_names(one.officer_id for one in held if one.post.role in ACTING_ROLES)
    return dict(sorted(names.items(), key=lambda named: sort_key(named[1])))


def addressed_agencies(*, on: date) -> Mapping[int, str]:
    """The agencies to which one may turn, without their one-stop places, which are of one house with them."""
    return {one.id: one.name for one in organisation.agencies(on=on) if not one.is_one_stop}
