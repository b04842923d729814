"""How codes are written: the packaged patterns of the circulars, and what was decided beside them."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import yaml
from django.db.models import Q

from motcua.dossier import models
from motcua.dossier.rules.codes import CodePattern, pattern_on, repeats, written
from motcua.kernel.types import Refusal
from motcua.organisation import queries as organisation
from motcua.organisation.types import identifier


class Writing(NamedTuple):
    """How one agency writes its codes by one pattern: its identifier in both orders beside it."""

    pattern: CodePattern
    agency: str
    agency_old: str

    def code(self, day: date, number: int) -> str:
        """The code of the dossier of that day with that number."""
        return self._text(self.pattern.template, day, number)

    def filing_number(self, day: date, number: int) -> str:
        """The number of the online filing of that day with that number."""
        return self._text(self.pattern.filing_template, day, number)

    def _text(self, template: str, day: date, number: int) -> str:
        return written(
            template,
            width=self.pattern.width,
            agency=self.agency,
            agency_old=self.agency_old,
            day=day,
            number=number,
        )


def writing_on(agency_id: int, day: date, *, pattern: CodePattern | None = None) -> Writing:
    """How an agency writes its codes on a day; with a pattern, how it would write them by that one."""
    code = organisation.agency(agency_id, on=day).code
    known = identifier(code)
    old = code if isinstance(known, Refusal) else known.old_order()
    holding = pattern or pattern_on(day, [*packaged(), *decided([agency_id])], agency_id=agency_id)
    return Writing(holding, code, code if isinstance(old, Refusal) else old)


def objection_to(pattern: CodePattern, *, today: date) -> Refusal | None:
    """Why a pattern cannot be decided today: it begins too soon, is none, or would write a code a second time."""
    if pattern.valid_from <= today:
        return Refusal("code_pattern_too_soon", {"day": pattern.valid_from, "today": today})
    beside = [*packaged(), *decided([] if pattern.agency_id is None else [pattern.agency_id])]
    return pattern.objection() or repeats(pattern, beside)


def decided(agency_ids: Collection[int]) -> list[CodePattern]:
    """What was decided for these agencies and for all, the latest first; one statement."""
    rows = models.CodePattern.objects.filter(Q(agency_id__in=agency_ids) | Q(agency_id=None))
    return [
        CodePattern(row.valid_from, row.template, row.width, row.filing_template, row.decided_by, row.agency_id)
        for row in rows.order_by("-valid_from", "agency_id")
    ]


@lru_cache(maxsize=1)
def packaged() -> tuple[CodePattern, ...]:
    """The patterns of the circulars, as they come with the package."""
    document = yaml.safe_load((files("motcua.dossier") / "data" / "codes.yaml").read_text(encoding="utf-8"))
    return tuple(CodePattern(**pattern) for pattern in document["patterns"])
