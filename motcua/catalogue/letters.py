"""The templates in which results and letters are written, for whoever looks after the catalogue."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from motcua.catalogue.language.regimes import regimes
from motcua.catalogue.parts.regime import FormInForce, FormKey
from motcua.papers import queries as papers
from motcua.papers.types import Form, LetterTemplate, SlipTemplate, TemplateTrouble


def letter_templates() -> Sequence[LetterTemplate]:
    """Every version of every template, by name, the newest version first."""
    return papers.letter_templates()


def letter_version(key: str, number: int) -> LetterTemplate:
    """One version of a template. Raises Refused: `letter_template_absent`."""
    return papers.letter_version(key, number)


def letter_preview(template: LetterTemplate, *, at: datetime) -> bytes:
    """The template filled with its invented sample, as PDF."""
    return papers.preview_letter(template, at=at)


def slip_templates() -> Sequence[SlipTemplate]:
    """Every version of every official slip, the house's own before the one that comes with the program."""
    return papers.slip_templates()


def slip_version(key: str, number: int) -> SlipTemplate:
    """One version of a slip. Raises Refused: `letter_template_absent`."""
    return papers.slip_version(key, number)


def slip_preview(template: SlipTemplate, *, at: datetime) -> bytes:
    """The slip filled with its invented sample, on the form that is in force, as PDF."""
    forms = forms_of(template.key)
    form = Form(forms[-1].form.number, forms[-1].form.title, forms[-1].decided_by) if forms else None
    return papers.preview_slip(template, form=form, at=at)


def forms_of(slip: str) -> Sequence[FormInForce]:
    """Which form each circular made of a slip, the latest last; none of a paper that no circular knows."""
    if slip not in set(FormKey):
        return ()
    return sorted(_forms(FormKey(slip)), key=lambda one: one.valid_from)


def template_troubles() -> Sequence[TemplateTrouble]:
    """The house's own templates that are not used, and why."""
    return (*papers.letter_troubles(), *papers.slip_troubles())


def _forms(key: FormKey) -> Iterator[FormInForce]:
    for regime in regimes():
        for form_set in regime.form_sets:
            if key in form_set.forms:
                since = max(form_set.valid_from, regime.valid_from)
                decided_by = form_set.forms[key].decided_by or form_set.decided_by
                yield FormInForce(form_set.forms[key], regime.name, decided_by, since)
