"""What a dossier owes and what was paid for it, on its page."""

from typing import Any

from django.http import HttpRequest

from motcua.accounts.types import acting
from motcua.organisation.types import Role
from motcua.payments import queries as payments
from motcua.process.queries import DossierView
from motcua.ui.wording import money


def money_of(request: HttpRequest, view: DossierView) -> dict[str, Any]:
    """What the part of the page about money needs; nothing where nothing was ever owed."""
    me = acting(request)
    if not view.facts.fees:
        return {"owed": (), "payments": ()}
    owed = payments.owed_lines(view.facts)
    receiving = view.facts.subject.receiving_agency_id
    return {
        "owed": owed,
        "owed_together": money(sum(line.amount for line in owed)),
        "payments": payments.payments_of_dossier(me.scope, view.id),
        "may_take_money": me.scope.may(Role.RECEPTIONIST) and receiving in me.scope.own_agency_ids,
    }
