"""The dated data of the certification desk: the forms of its books, and the papers people often bring."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from motcua.certification.types import BookForm


@cache
def _editions(name: str) -> tuple[Mapping[str, Any], ...]:
    rows = yaml.safe_load(files("motcua.certification").joinpath(f"data/{name}.yaml").read_text(encoding="utf-8"))
    return tuple(sorted(rows, key=lambda row: row["since"], reverse=True))


def _on(name: str, day: date) -> Mapping[str, Any]:
    editions = _editions(name)
    return next((row for row in editions if row["since"] <= day), editions[-1])


def book_form_on(series: str, day: date) -> BookForm | None:
    """The form of a register book that holds on that day; None for a register of another kind."""
    edition = _on("books", day)
    book = edition["books"].get(series)
    return None if book is None else BookForm(since=edition["since"], circular=edition["circular"], **book)


def papers_often(day: date) -> tuple[str, ...]:
    """What is brought most often, to be chosen while typing."""
    return tuple(_on("papers", day)["papers"])
