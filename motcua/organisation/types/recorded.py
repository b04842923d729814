"""What the journal tells of the organisation."""

from enum import StrEnum


class OrganisationKind(StrEnum):
    """What can happen to the tree. All but OFFICER_REGISTERED stand in the stream of the agency concerned."""

    AGENCY_ESTABLISHED = "organisation.agency_established"
    AGENCY_CHANGED = "organisation.agency_changed"
    AGENCY_FORMS_CHOSEN = "organisation.agency_forms_chosen"
    AGENCY_CONTACT_SAID = "organisation.agency_contact_said"
    AGENCY_RECODED = "organisation.agency_recoded"
    AGENCY_SUCCEEDED = "organisation.agency_succeeded"
    ESTATE_HANDED_OVER = "organisation.estate_handed_over"
    UNIT_OPENED = "organisation.unit_opened"
    UNIT_CLOSED = "organisation.unit_closed"
    DESK_OPENED = "organisation.desk_opened"
    DESK_CLOSED = "organisation.desk_closed"
    POST_CREATED = "organisation.post_created"
    POST_CLOSED = "organisation.post_closed"
    OFFICER_REGISTERED = "organisation.officer_registered"
    OFFICER_APPOINTED = "organisation.officer_appointed"
    HOLDING_ENDED = "organisation.holding_ended"
    DELEGATION_GIVEN = "organisation.delegation_given"
    DELEGATION_REVOKED = "organisation.delegation_revoked"
