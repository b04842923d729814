"""The drawings of the official slips: those that come with the program, and the house's own."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, replace
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any

from motcua.kernel.types import Refusal, Refused
from motcua.papers import own_templates, press
from motcua.papers.fields import names_of
from motcua.papers.own_templates import Edition, TemplateTrouble, must_print, read_each
from motcua.papers.parts import PLAIN
from motcua.papers.rules.altering import each_altered
from motcua.papers.rules.printed import printed
from motcua.papers.slips.samples import SLIPS, TITLES, sample_of
from motcua.papers.slips.types import SlipField, SlipTemplate
from motcua.papers.types import Form, Paper, Sheet

_KIND = own_templates.SLIPS
_SAMPLE_FORM = Form("00", "Mẫu thử", "Thông tư mẫu")
_SAMPLE_DAY = datetime(2026, 3, 2, 9, 0)


def slip_templates() -> Sequence[SlipTemplate]:
    """Every version of every slip, the house's own before the one that comes with the program."""
    own = _own(own_templates.edition(_KIND))[0]
    found = []
    for key in SLIPS:
        mine = sorted((one for one in own if one.key == key), key=lambda one: -one.number)
        found += [*mine, SlipTemplate(key, 1, _fields(key), title=TITLES.get(key, ""))]
    return found


def slip_version(key: str, number: int) -> SlipTemplate:
    """One version of a slip. Refused: `letter_template_absent`."""
    found = next((one for one in slip_templates() if (one.key, one.number) == (key, number)), None)
    if found is None:
        raise Refused(Refusal("letter_template_absent"))
    return found


def slip_troubles() -> Sequence[TemplateTrouble]:
    """The house's own slips that are not used, and why."""
    return _own(own_templates.edition(_KIND))[1]


def preview_slip(template: SlipTemplate, *, form: Form | None, at: datetime) -> bytes:
    """The slip filled with its sample on that form, or on an invented one, as PDF."""
    official = form or replace(_SAMPLE_FORM, title=template.title or _SAMPLE_FORM.title)
    return drawn(sample_of(template.key, official), template.drawing, at=at)


def slip_pdf(paper: Paper, *, at: datetime, sheet: Sheet = PLAIN) -> bytes:
    """The paper as PDF, as the version draws it that holds on its day."""
    return drawn(paper, _drawing_on(paper.template, at.date()), at=at, sheet=sheet)


def drawn(paper: Paper, drawing: str, *, at: datetime, sheet: Sheet = PLAIN) -> bytes:
    """The paper as PDF, by that drawing or, without one, by that of the program."""
    content = printed(paper, at=at, sheet=sheet)
    return press.letter_pdf(drawing, content, at=at) if drawing else press.pdf(paper.template, content, at=at)


def unsaid(template: SlipTemplate) -> None:
    """Raises Refused where the drawing cannot draw the sample, or leaves out what the slip must say."""
    sample = sample_of(template.key, _SAMPLE_FORM)
    parts = [(names_of([path])[0], partial(_pictured, other, template.drawing)) for path, other in each_altered(sample)]
    must_print(parts, partial(_pictured, sample, template.drawing))


def _pictured(paper: Paper, drawing: str) -> list[bytes]:
    content = printed(paper, at=_SAMPLE_DAY)
    return press.letter_svg(drawing, content) if drawing else press.svg(paper.template, content)


def _drawing_on(key: str, day: date) -> str:
    own = _own(own_templates.edition(_KIND))[0]
    held = [one for one in own if one.key == key and one.holds_on(day)]
    return max(held, key=lambda one: one.number).drawing if held else ""


@lru_cache(maxsize=2)
def _own(edition: Edition) -> tuple[tuple[SlipTemplate, ...], tuple[TemplateTrouble, ...]]:
    return read_each(_KIND, _made, unsaid) if edition else ((), ())


def _made(key: str, _document: Mapping[str, Any], version: Mapping[str, Any], drawing: str) -> SlipTemplate:
    if key not in SLIPS:
        raise ValueError(f"{key} is none of {', '.join(SLIPS)}")
    return SlipTemplate(
        key=key,
        number=version["number"],
        fields=_fields(key),
        drawing=drawing,
        valid_from=version["valid_from"],
        valid_to=version.get("valid_to"),
        title=TITLES.get(key, ""),
    )


def _fields(key: str) -> tuple[SlipField, ...]:
    return tuple(
        SlipField(
            key=field.name,
            label=names_of([field.name])[0],
            is_required=field.default is MISSING and field.default_factory is MISSING,
        )
        for field in fields(SLIPS[key])
    )
