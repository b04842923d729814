"""The templates of results, letters and official slips: which there are, what they ask for, and how they look."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.accounts.types import acting, requires
from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import FormInForce
from motcua.kernel import clock, messages
from motcua.kernel.messages import Sentence
from motcua.organisation.types import Role
from motcua.papers.types import FieldKind, LetterField, SlipTemplate
from motcua.ui.files import printed
from motcua.ui.types import Column

_READERS = (Role.CATALOGUE_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR)
_KINDS: Mapping[FieldKind, Sentence] = {
    FieldKind.TEXT: gettext_lazy("text"),
    FieldKind.DAY: gettext_lazy("day"),
    FieldKind.INSTANT: gettext_lazy("day and time"),
    FieldKind.MONEY: gettext_lazy("amount of money"),
    FieldKind.LIST: gettext_lazy("several lines"),
}


@dataclass(frozen=True, slots=True)
class ShownSlip:
    """A version of a slip as the pages show it. `is_own`: the house made it itself."""

    template: SlipTemplate
    forms: tuple[FormInForce, ...]
    name: str
    is_own: bool
    holds: bool

    @property
    def by_circular(self) -> list[FormInForce]:
        """The forms without those that a later regime took over unchanged."""
        first = {(one.form, one.decided_by): one for one in reversed(self.forms)}
        return sorted(first.values(), key=lambda one: one.valid_from)


@requires(*_READERS)
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Every version of every template; the one that holds today is marked."""
    today = acting(request).on
    return render(
        request,
        "control/letters.html",
        {
            "rows": [(one, one.holds_on(today)) for one in catalogue.letter_templates()],
            "columns": [Column(_("Template")), Column(_("Version")), Column(_("Holds")), Column(_("Fields"))],
            "slips": [_slip(one, today) for one in catalogue.slip_templates()],
            "slip_columns": [Column(_("Slip")), Column(_("Version")), Column(_("Form number")), Column(_("Fields"))],
            "troubles": [(one.file, messages.sentence_of(one.refusal)) for one in catalogue.template_troubles()],
        },
    )


@requires(*_READERS)
@require_safe
def slip(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """One version of a slip: what it must say, and which form each circular made of it."""
    template = catalogue.slip_version(key, number)
    return render(
        request,
        "control/slip.html",
        {
            "slip": _slip(template, acting(request).on),
            "columns": [Column(_("What it says")), Column(_("Required")), Column(_("Key"))],
            "form_columns": [Column(_("Form number")), Column(_("Title")), Column(_("Circular")), Column(_("From"))],
        },
    )


@requires(*_READERS)
@require_safe
def slip_preview(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The slip filled with invented people, on the form in force, as PDF."""
    pdf = catalogue.slip_preview(catalogue.slip_version(key, number), at=clock.now())
    return printed(pdf, f"{key.replace('_', '-')}-{number}.pdf")


@requires(*_READERS)
@require_safe
def letter(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """One version: its fields, what they hold, and whether they may be left empty."""
    template = catalogue.letter_version(key, number)
    return render(
        request,
        "control/letter.html",
        {
            "template": template,
            "holds": template.holds_on(acting(request).on),
            "fields": [(_label(one), _KINDS[one.kind], one) for one in template.fields],
            "columns": [Column(_("Merge field")), Column(_("Filled with")), Column(_("Required")), Column(_("Key"))],
        },
    )


@requires(*_READERS)
@require_safe
def letter_preview(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The template filled with invented people, as PDF."""
    pdf = catalogue.letter_preview(catalogue.letter_version(key, number), at=clock.now())
    return printed(pdf, f"{key.replace('_', '-')}-{number}.pdf")


def _slip(template: SlipTemplate, on: date) -> ShownSlip:
    forms = tuple(catalogue.forms_of(template.key))
    begun = [one for one in forms if one.valid_from <= on] or forms[:1]
    own = template.number != 1
    return ShownSlip(
        template=template,
        forms=forms,
        name=template.title or begun[-1].form.title,
        is_own=own,
        holds=own and template.holds_on(on),
    )


def _label(one: LetterField) -> str:
    return one.label if (get_language() or "vi").startswith("vi") else one.label_en
