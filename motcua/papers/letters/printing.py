"""A letter as PDF. What is missing stops it, and is named."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from django.utils.translation import get_language

from motcua.kernel.types import Refusal, Refused
from motcua.papers import press
from motcua.papers.fields import names_of
from motcua.papers.letters.types import Letter, LetterField, Letterhead, LetterTemplate
from motcua.papers.own_templates import must_print
from motcua.papers.rules.altering import altered, each_altered
from motcua.papers.rules.filling import filled, lacking, misfit, undeclared
from motcua.papers.rules.printed import qr_code
from motcua.papers.rules.wording import day_written

_SAMPLE_HEAD = Letterhead(
    superior="Tỉnh Mẫu",
    issuer="Ủy ban nhân dân phường Mẫu",
    place="Phường Mẫu",
    number="01/MẪU",
    capacity="KT. Chủ tịch",
    signer_title="Phó Chủ tịch",
    signer="Nguyễn Văn Mẫu",
)
_SAMPLE_DAY = datetime(2026, 3, 2, 9, 0)
_SAMPLE_ADDRESS = "https://mau.example/kiem-tra/mau"


def render_letter(letter: Letter, *, at: datetime) -> bytes:
    """The letter as PDF (PDF/A-2a, PDF/UA-1), dated `at`. Nothing is counted: the original is the one that gets signed.

    Refused: `letter_incomplete`, naming every field that is missing; `letter_field_misfit`, `letter_field_unknown`:
    what was given does not belong to this version of the template.
    """
    _require_whole(letter)
    return press.letter_pdf(letter.template.drawing, _content(letter, at), at=at)


def preview_letter(template: LetterTemplate, *, at: datetime) -> bytes:
    """The template filled with its sample, as PDF: invented people of an invented agency."""
    return render_letter(_sample(template), at=at)


def unsaid(template: LetterTemplate) -> None:
    """Raises Refused where the drawing cannot draw the sample, or leaves out what the letter must say: whatever its
    template requires, who issues it and signs it, and its number."""
    sample = _sample(template)
    _require_whole(sample)
    head = [(f"head.{path}", replace(sample, head=other)) for path, other in each_altered(sample.head)]
    if template.is_numbered:
        head.append(("head.number", replace(sample, head=replace(sample.head, number="02/MẪU"))))
    fields = [
        (one.key, replace(sample, values={**sample.values, one.key: altered(one.sample)}))
        for one in template.fields
        if one.is_required
    ]
    parts = [(_named(template, (key,))[0], partial(_pictured, other)) for key, other in (*head, *fields)]
    must_print(parts, partial(_pictured, sample))


def _sample(template: LetterTemplate) -> Letter:
    values = {one.key: one.sample for one in template.fields}
    address = _SAMPLE_ADDRESS if template.kind_code else ""
    head = _SAMPLE_HEAD if template.is_numbered else replace(_SAMPLE_HEAD, number="")
    return Letter(template=template, head=head, values=values, verify_address=address)


def _pictured(letter: Letter) -> list[bytes]:
    return press.letter_svg(letter.template.drawing, _content(letter, _SAMPLE_DAY))


def label_of(one: LetterField) -> str:
    """What the field is called, in the reader's language."""
    return one.label if (get_language() or "vi").startswith("vi") else one.label_en


def _require_whole(letter: Letter) -> None:
    title = letter.template.name
    if keys := lacking(letter):
        raise Refused(Refusal("letter_incomplete", {"title": title, "fields": _named(letter.template, keys)}))
    if keys := misfit(letter):
        raise Refused(Refusal("letter_field_misfit", {"title": title, "fields": _named(letter.template, keys)}))
    if keys := undeclared(letter):
        raise Refused(Refusal("letter_field_unknown", {"title": title, "fields": keys}))


def _named(template: LetterTemplate, keys: tuple[str, ...]) -> tuple[Any, ...]:
    labels = {one.key: label_of(one) for one in template.fields}
    return tuple(labels[key] if key in labels else names_of([key.removeprefix("head.")])[0] for key in keys)


def _content(letter: Letter, at: datetime) -> dict[str, Any]:
    head, template = letter.head, letter.template
    return {
        "form": {"title": template.title},
        "head": {"issuer": head.issuer, "superior": head.superior, "number": head.number, "place": head.place},
        "signer": {"name": head.signer, "title": head.signer_title, "capacity": head.capacity},
        "day": day_written(at.date()),
        "qr": qr_code(letter.verify_address) if letter.verify_address else None,
        "values": filled(template, letter.values),
    }
