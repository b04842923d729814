"""Procedures as open data: one with all there is to know, or the list of what is published."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from motcua.catalogue import models
from motcua.catalogue.open_data import as_open_data, summary
from motcua.catalogue.queries.versions import list_published, published_codes, version_of, versions_of


def open_data(code: str, on: date) -> tuple[Mapping[str, Any], datetime] | None:
    """What is published of a procedure on that day, and when it became so; None where nothing is."""
    version = version_of(code, on)
    if version is None:
        return None
    written = models.Procedure.objects.filter(code=code).values_list("stream_at", flat=True).first()
    began = datetime.combine(version.effective_from, time.min)
    return as_open_data(version, history=versions_of(code), on=on), max(written or began, began)


def open_data_list(on: date, *, after: str, most: int) -> Sequence[Mapping[str, Any]]:
    """Summaries of what is published on that day, by code, from behind the code `after` on."""
    codes = sorted(code for code in published_codes(on) if code > after)[:most]
    return [summary(one) for one in sorted(list_published(on, codes=codes), key=lambda one: one.code)]
