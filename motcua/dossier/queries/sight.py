"""Who may see which dossier: one table, asked by every query. Absent and not-yours are one refusal."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from motcua.dossier import models
from motcua.dossier.law import law_of
from motcua.dossier.rows import facts_of
from motcua.dossier.rules import forwarding
from motcua.dossier.rules.codes import typed
from motcua.dossier.types import Facts
from motcua.kernel.types import Refusal, Refused
from motcua.organisation.types import EVERYTHING, Scope


def in_sight(scope: Scope) -> QuerySet[models.Dossier]:
    """The dossiers in which one of the agencies in sight is involved, or an ended one whose heir one of them is."""
    rows = models.Dossier.objects.all()
    if scope.sight is None:
        return rows
    involved = models.Involvement.objects.filter(dossier=OuterRef("pk"), agency_id__in=scope.sight)
    return rows.filter(Exists(involved))


def ids_in_sight(scope: Scope) -> QuerySet[models.Dossier, int]:
    """The ids of the dossiers in sight, as a condition for a statement by which another room reads its rows."""
    return in_sight(scope).values_list("id", flat=True)


def seen(scope: Scope, dossier_id: int) -> models.Dossier:
    """The row of a dossier in sight. Raises Refused (`no_such_dossier`)."""
    row = in_sight(scope).filter(id=dossier_id).first()
    if row is None:
        raise Refused(Refusal("no_such_dossier"))
    return row


def sequence_of(dossier_id: int) -> int:
    """Up to which entry the dossier has come: what a form that moves it has looked at. For whoever may read it."""
    return seen(EVERYTHING, dossier_id).stream_sequence


def by_code(scope: Scope, code: str) -> int:
    """The id of the dossier with this code, or of the filing with this number, as typed or scanned.

    Raises Refused (`no_such_dossier`).
    """
    wanted = typed(code)
    rows = in_sight(scope)
    for column in ("code", "filing_number"):
        found = rows.filter(**{column: wanted}).values_list("id", flat=True).first() if wanted else None
        if found is not None:
            return found
    raise Refused(Refusal("no_such_dossier"))


def of_declarations(scope: Scope, declaration_ids: Collection[int]) -> dict[int, int]:
    """The dossiers in sight that were handed in with these declarations, the latest first, each with its declaration.

    One statement.
    """
    rows = in_sight(scope).filter(declaration_id__in=sorted(declaration_ids)).order_by("-id")
    return dict(rows.values_list("id", "declaration_id"))


def by_codes(codes: Iterable[str]) -> dict[str, tuple[int, Facts]]:
    """Those of the codes that dossiers bear here, each with the dossier's id and facts, in one statement.

    For rooms that decide themselves who may see them.
    """
    rows = models.Dossier.objects.filter(code__in=set(codes)).values_list("code", "id", "facts")
    return {code: (dossier_id, facts_of(stored)) for code, dossier_id, stored in rows}


def facts(dossier_id: int) -> Facts:
    """The facts of a dossier, for rooms that decide themselves who may see them. Raises Refused (`no_such_dossier`)."""
    found = facts_many([dossier_id])
    if not found:
        raise Refused(Refusal("no_such_dossier"))
    return found[dossier_id]


def facts_many(dossier_ids: list[int]) -> dict[int, Facts]:
    """The facts of several dossiers, by id, in one statement; unknown ids are left out."""
    rows = models.Dossier.objects.filter(id__in=dossier_ids).values_list("id", "facts")
    return {dossier_id: facts_of(stored) for dossier_id, stored in rows}


def papers_arrive_at(facts: Facts) -> datetime | None:
    """The opening of a later day at which the agency gets the papers; None where they go on the day of the receipt.

    Papers received later than the cut-off of the regime wait for the next opening (clock rule 9). Moves no due date.
    """
    return forwarding.papers_arrive_at(facts, law_of(facts))
