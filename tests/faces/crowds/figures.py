"""What the tables count."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.catalogue import queries as catalogue
from motcua.insight.models import Movement
from motcua.insight.models import Standing as Books
from motcua.insight.types import Cell
from motcua.organisation.models import Officer
from tests.faces.crowds.copying import copies, in_rounds
from tests.faces.crowds.dossiers import dossiers


def counted(model: int, number: int, cell: Cell) -> None:
    """Dossiers that the books count in this cell."""
    stream = f"dossier/{model}"
    told = _MOVEMENTS[cell]
    movement = Movement.objects.filter(stream=stream, measure=told.get("measure", "received"))[:1]
    base = movement[0] if movement else Movement.objects.filter(stream=stream)[0]
    made = dossiers(model, number)
    copies(Books, stream, ({"stream": f"dossier/{one.pk}", "code": one.code} for one in made))
    copies(Movement, base.pk, ({"stream": f"dossier/{one.pk}", **told} for one in made))


def rows_of_figures(model: int, number: int) -> None:
    """Dossiers that came in and are open, each of another procedure and in the hands of another officer."""
    officers = list(Officer.objects.values_list("id", flat=True))
    fields = [field.code for field in catalogue.fields()]
    made = dossiers(model, number)
    for movement in Movement.objects.filter(stream=f"dossier/{model}"):
        copies(
            Movement,
            movement.pk,
            (
                {"stream": f"dossier/{one.pk}", "procedure_code": f"9.{one.pk}", "officer_id": officer, "field_code": f}
                for one, officer, f in zip(made, in_rounds(officers), in_rounds(fields), strict=False)
            ),
        )


_IN = datetime(2026, 11, 2).date()
_STOCK: Mapping[str, object] = {"measure": "stock", "sign": 1, "stock_kind": "running", "overdue_before": False}
_DONE: Mapping[str, object] = {
    "measure": "resolved", "sign": 1, "timeliness": "early", "outcome": "granted", "happened_on": _IN, "booked_on": _IN
}  # fmt: skip
_MOVEMENTS: Mapping[Cell, Mapping[str, Any]] = {
    Cell.RECEIVED: {},
    Cell.LATE: {**_DONE, "timeliness": "late"},
    Cell.OPEN: _STOCK,
    Cell.PAUSED: {**_STOCK, "stock_kind": "paused", "lapses_at": None},
}
