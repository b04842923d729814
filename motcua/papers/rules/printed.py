"""A paper as its template takes it: texts, numbers and lists, with every instant, day and amount already in words."""

from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import segno

from motcua.organisation.types import PageSize
from motcua.papers.parts import PLAIN, Sheet
from motcua.papers.rules.bars import bars_of
from motcua.papers.rules.wording import day_short, day_written, hour_short, moment_short, moment_written, money_written
from motcua.papers.types import Copy, DestroyedLine, Paper, RegisterLine, TakenLine

_MASK = 3
_MONEY = frozenset({"amount", "value"})
_SCALE = {PageSize.A5: 1, PageSize.A4: 1.3}
"""How much larger the letters are: 13 points on A4 (NĐ 30/2020), 10 on A5."""
_COPY_LABELS = {Copy.KEPT: "Lưu", Copy.GIVEN: "Giao khách hàng"}


def printed(paper: Paper, *, at: datetime, sheet: Sheet = PLAIN) -> dict[str, Any]:
    """What the template of this paper reads; `at` is the day the paper bears."""
    values: dict[str, Any] = _printed(paper)
    scale, is_bilingual = _SCALE[sheet.size or PageSize.A5], bool(sheet.is_bilingual)
    values["sheet"] = {"scale": scale, "bilingual": is_bilingual, "mark": sheet.mark}
    values["day"] = day_written(at.date())
    address = values.get("tracking_address")
    if address:
        values["qr"] = qr_code(address)
    if "transfer" in values:
        values["transfer_qr"] = qr_code(values["transfer"])
    bars = bars_of(values["code"]) if values.get("code") else None
    if bars is not None:
        values["bars"] = asdict(bars)
    if "received_at" in values:
        received_day = day_written(paper.received_at.date())  # type: ignore[union-attr] # the papers that have it
        values["received_day"] = received_day[0].upper() + received_day[1:]
    if "copies" in values:
        copies = enumerate(values["copies"], start=1)
        values["copies"] = [{"number": number, "label": _COPY_LABELS[copy]} for number, copy in copies]
    return values


def qr_code(address: str) -> str:
    """The QR code of an address as SVG, with the error correction of a paper that gets folded (M, 15 %).

    The mask is fixed: trying all eight costs four times the drawing, and a reader takes any.
    """
    drawing = BytesIO()
    segno.make(address, error="m", micro=False, mask=_MASK).save(
        drawing, kind="svg", border=1, xmldecl=False, svgns=True
    )
    return drawing.getvalue().decode()


def _printed(value: Any) -> Any:
    match value:
        case datetime():
            return moment_written(value)
        case date():
            return day_written(value)
        case tuple():
            return [_printed(one) for one in value]
        case _ if is_dataclass(value) and not isinstance(value, type):
            short = isinstance(value, RegisterLine)
            return {
                field.name: _field_printed(value, field.name, getattr(value, field.name), short=short)
                for field in fields(value)
            }
        case _:
            return value


def _field_printed(owner: object, name: str, value: Any, *, short: bool) -> Any:
    if short and isinstance(value, datetime):
        return moment_short(value)
    if isinstance(owner, TakenLine) and isinstance(value, datetime):
        return hour_short(value)
    if isinstance(owner, DestroyedLine) and isinstance(value, date):
        return day_short(value)
    if name in _MONEY:
        return money_written(value)
    return _printed(value)
