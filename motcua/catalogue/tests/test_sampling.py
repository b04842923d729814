"""Every e-form that comes with the house has an example that it accepts itself."""

from datetime import date

import pytest

from motcua.catalogue.commands import packaged_forms
from motcua.catalogue.parts.eforms import FormText
from motcua.catalogue.queries import form_sample
from motcua.forms import queries as forms
from motcua.forms.types import Form

TODAY = date(2026, 11, 2)


@pytest.mark.parametrize("text", packaged_forms(), ids=lambda text: text.key)
def test_the_form_accepts_its_own_example(text: FormText) -> None:
    form = forms.read(text.document)
    assert isinstance(form, Form)
    sample = form_sample(form, today=TODAY)
    assert forms.stopped(form, sample) is None
    assert forms.objections(form, sample, today=TODAY) == ()
    asked = [one for page in forms.asked_pages(form, sample) for one in page.fields if one.is_required]
    assert len(asked) > 3
