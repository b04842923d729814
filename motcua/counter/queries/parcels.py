"""The parcels of a house: what is to be opened, and what became of the others."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import QuerySet

from motcua.counter import models
from motcua.counter.types import NewParcel, Parcel, ParcelState
from motcua.kernel.text import fold
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import Role, Scope
from motcua.parties import queries as people

PARCELS_SHOWN = 50
_MOST_SEARCHED = 1_000


def parcels(
    scope: Scope, states: Collection[ParcelState], *, words: str = "", after: int = 0
) -> tuple[list[Parcel], bool]:
    """The parcels of these states, what is due first on top, and whether more follow. Two statements.

    `words` are looked for in number, sender, phone and matter, with or without accents; `after` is how many were
    shown before.
    """
    rows = _of_the_house(scope).filter(state__in=sorted(one.value for one in states)).order_by("due_at", "id")
    if not words.strip():
        shown = list(rows[after : after + PARCELS_SHOWN + 1])
        return _parcels(shown[:PARCELS_SHOWN]), len(shown) > PARCELS_SHOWN
    sought = fold(words)
    found = [one for one in _parcels(rows.order_by("-id")[:_MOST_SEARCHED]) if sought in _searched(one)]
    return found[after : after + PARCELS_SHOWN], len(found) > after + PARCELS_SHOWN


def parcel(scope: Scope, parcel_id: int) -> Parcel:
    """One of them. Raises Refused (`parcel_absent`)."""
    rows = list(_of_the_house(scope).filter(id=parcel_id)) if scope.may(Role.RECEPTIONIST) else []
    if not rows:
        raise Refused(Refusal("parcel_absent"))
    return _parcels(rows)[0]


def parcels_waiting(scope: Scope, *, at: datetime) -> tuple[int, int]:
    """How many are to be opened, and how many of these should have been by now."""
    rows = _of_the_house(scope).filter(state=ParcelState.WAITING.value)
    dues = list(rows.values_list("due_at", flat=True))
    return len(dues), sum(due < at for due in dues)


def _of_the_house(scope: Scope) -> QuerySet[models.Parcel]:
    return models.Parcel.objects.filter(agency_id__in=sorted(scope.own_agency_ids))


def _parcels(rows: Iterable[models.Parcel]) -> list[Parcel]:
    known = list(rows)
    typed = people.unfiled_many([row.unfiled_id for row in known if row.unfiled_id is not None])
    return [
        Parcel(
            id=row.pk,
            number=row.number,
            arrived_at=row.arrived_at,
            due_at=row.due_at,
            state=ParcelState(row.state),
            typed=NewParcel(arrived_at=row.arrived_at, **typed[row.unfiled_id]) if row.unfiled_id in typed else None,
            answered_at=row.answered_at,
            dossier_id=row.dossier_id,
        )
        for row in known
    ]


def _searched(one: Parcel) -> str:
    typed = one.typed
    return fold(" ".join([one.number, *((typed.sender, typed.phone, typed.words, typed.note) if typed else ())]))
