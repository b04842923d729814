"""Whose registers somebody keeps or sees: those of his agencies, and of the ended agencies that these came after."""

from dataclasses import replace
from datetime import date

from motcua.organisation import queries as organisation
from motcua.organisation.types import Role, Scope
from motcua.process.rules.authority import may_work

OF_THE_REGISTER = (Role.CLERK, Role.LEADER)
"""Who of an agency voids its numbers, and revokes and replaces its results."""


def keeps_register(scope: Scope, agency_id: int, *, on: date) -> bool:
    """Whether somebody with this scope keeps the registers of that agency on that day.

    Of an agency that ended by then its heir keeps them, or the heir's heir; whoever else came after it does not.
    """
    keeper_id = organisation.heir_of(agency_id, on=on)
    return any(may_work(scope, agency_id=keeper_id, role=role) for role in OF_THE_REGISTER)


def with_inherited(scope: Scope, *, on: date) -> Scope:
    """The scope as it reads registers: it sees as well what the agencies in sight have inherited by that day.

    It finds the dossiers behind the results of an ended agency too, which nobody else answers for any more.
    """
    if scope.agency_ids is None:
        return scope
    return replace(scope, agency_ids=organisation.with_predecessors(scope.agency_ids, on=on))
