"""The e-forms that were published, read once and kept."""

from collections.abc import Mapping

from motcua.catalogue import models
from motcua.catalogue.parts.eforms import FormUse, PublishedForm
from motcua.forms import queries as forms
from motcua.forms.types import Form
from motcua.journal import queries as journal
from motcua.kernel import reference
from motcua.kernel.types import Refusal, Refused

FORMS = "forms"
"""The stream in which it is written what becomes of the e-forms."""


def sequence_of_forms() -> int:
    """How often an e-form was published: what somebody has seen who looks at them now."""
    return journal.sequence_of(FORMS)


@reference.kept("catalogue")
def published_forms() -> tuple[PublishedForm, ...]:
    """The newest number of every e-form, by key."""
    newest = models.PublishedForm.objects.order_by("key", "-number").distinct("key")
    return tuple(map(form_of, newest))


@reference.kept("catalogue")
def published_form(form_id: int) -> PublishedForm:
    """One number of an e-form, whatever came after it. Raises Refused: `form_absent`."""
    row = models.PublishedForm.objects.filter(pk=form_id).first()
    if row is None:
        raise Refused(Refusal("form_absent"))
    return form_of(row)


def forms_for(procedure_code: str) -> Mapping[str, PublishedForm]:
    """The newest e-forms of a procedure by the component for which they are filled in."""
    return {
        use.component: form for form in published_forms() for use in form.uses if use.procedure_code == procedure_code
    }


def form_of(row: models.PublishedForm) -> PublishedForm:
    """A row of the table as a value. What was published was sound then, and the language only grows."""
    form = forms.read(row.document)
    if not isinstance(form, Form):
        raise TypeError(f"The e-form {row} is no form any more: {form[0]}")
    uses = frozenset(FormUse(procedure, component) for procedure, component in row.uses)
    return PublishedForm(row.pk, row.key, row.number, form, uses, row.published_at)
