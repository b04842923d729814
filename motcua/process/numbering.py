"""Who decides how codes are written, and for which agencies."""

from motcua.organisation import queries as organisation
from motcua.organisation.types import AgencyKind, Line, Role, Standing
from motcua.process.types import Numbered

NUMBERING_ROLES = frozenset({Role.SYSTEM_ADMINISTRATOR})


def numbered_by(standing: Standing) -> Numbered:
    """What the system administrator decides: his own agency's codes and those of all below it.

    Also for all agencies at once, where his post is with the province itself: no agency stands above it, and it is not
    the office of a ministry.
    """
    ground = organisation.ground(standing.on)
    below = ground.answered_for(standing.house, NUMBERING_ROLES)
    own = organisation.agencies_by_id(standing.house.agencies_of(NUMBERING_ROLES), on=standing.on)
    return Numbered(
        agency_ids=frozenset(one for one in below if ground.spots[one].kind is AgencyKind.AGENCY),
        for_all=any(one.parent_id is None and one.line is Line.LOCAL for one in own.values()),
    )
