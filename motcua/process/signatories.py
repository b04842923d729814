"""Who signs on paper for an agency on a day: its leaders, and whoever has the post of one of them for that day."""

from datetime import date

from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.process.types import Signatory


def signatories(agency_id: int, *, on: date) -> tuple[Signatory, ...]:
    """Everybody who signs for the agency, the holders of posts first: three statements."""
    held = [(one.officer_id, one.post) for one in organisation.holdings(on=on, agency_ids=[agency_id])]
    lent = [(one.receiver_id, one.post) for one in organisation.delegations_in([agency_id], on=on)]
    posts = {officer_id: post for officer_id, post in [*lent, *held] if post.role is Role.LEADER}
    names = organisation.officer_names(posts)
    first_holders = [officer_id for officer_id, _post in held if officer_id in posts]
    return tuple(
        Signatory(officer_id, names.get(officer_id, ""), posts[officer_id].title)
        for officer_id in dict.fromkeys([*first_holders, *posts])
    )
