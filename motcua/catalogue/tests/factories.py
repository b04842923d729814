"""A small procedure to bend, and a fixed hand and time to act with."""

from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from motcua.catalogue.language import loading
from motcua.catalogue.types import FormText, FormUse, ProcedureVersion
from motcua.kernel.types import Actor, ActorKind

ACTOR = Actor(ActorKind.OFFICER, "quan-tri-danh-muc")
AT = datetime(2026, 3, 2, 9, 0)
TODAY = date(2026, 3, 2)
DECISION = "QĐ 12/QĐ-UBND"

HOUSE_NUMBER = """\
code: 9.000001
name: Cấp Giấy chứng nhận số nhà
field: xay_dung
decision: QĐ 1/QĐ-UBND
effective_from: 2026-01-01
levels: [commune]
resolved_by: Ủy ban nhân dân cấp xã
subjects: [citizen, organisation]
channels: [counter, online]
terms:
  - {term: 3 working_day}
components:
  - {key: request, kind: form, vi: Đơn đề nghị, originals: 1}
results:
  - {key: certificate, name: Giấy chứng nhận số nhà}
legal_basis:
  - 1/QĐ-UBND | Quy chế đánh số nhà
process: {model: on_site_5}
"""


def house_number(*, term: str = "3 working_day", **changes: Any) -> ProcedureVersion:
    """The small procedure with another term, or with some of its parts changed."""
    version = loading.procedure("house_number.yaml", HOUSE_NUMBER.replace("3 working_day", term))
    return replace(version, **changes) if changes else version


@cache
def _starter_catalogue() -> dict[str, ProcedureVersion]:
    return {version.code: version for version in loading.starter_catalogue()}


def starter(code: str) -> ProcedureVersion:
    """A procedure of the starter catalogue."""
    return _starter_catalogue()[code]


def starters() -> list[ProcedureVersion]:
    """The whole starter catalogue."""
    return list(_starter_catalogue().values())


def small_form(*, label: str = "Số nhà cũ", key: str = "house_number", use: str = "request") -> FormText:
    """The request for a house number as an e-form of one question."""
    document = {
        "type": "object",
        "properties": {"old_number": {"type": "string", "maxLength": 20}},
        "layout": {
            "title": {"vi": "Đơn đề nghị"},
            "pages": [{"key": "house", "title": {"vi": "Ngôi nhà"}, "fields": ["old_number"]}],
            "fields": {"old_number": {"label": {"vi": label}}},
        },
    }
    return FormText(key, document, frozenset({FormUse("9.000001", use)}))
