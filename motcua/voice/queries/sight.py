"""Whose feedback somebody sees, and what he may do to it."""

from datetime import date

from django.db.models import Q, QuerySet

from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.voice import models
from motcua.voice.rules.handling import TRUSTED, acts_of
from motcua.voice.types import Act, Feedback


def in_sight(scope: Scope) -> QuerySet[models.Feedback]:
    """The feedback of the agencies in sight. What is about the conduct of officials, only for those trusted with it
    and for whoever was given it.
    """
    rows = models.Feedback.objects.all()
    if scope.sight is not None:
        rows = rows.filter(agency_id__in=scope.sight)
    return rows if scope.may(*TRUSTED) else rows.filter(Q(for_leaders=False) | Q(officer_id=scope.officer_id))


def seen(scope: Scope, feedback_id: int) -> models.Feedback:
    """The row of a feedback in sight. Raises Refused (`feedback_absent`)."""
    row = in_sight(scope).filter(id=feedback_id).first()
    if row is None:
        raise Refused(Refusal("feedback_absent"))
    return row


def acts_for(feedback: Feedback, scope: Scope, *, on: date) -> tuple[Act, ...]:
    """What somebody may do to it now. What an ended agency had is its heir's to handle."""
    is_ours = organisation.heir_of(feedback.agency_id, on=on) in scope.own_agency_ids
    return acts_of(feedback, scope, is_ours=is_ours)
