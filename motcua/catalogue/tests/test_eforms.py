"""E-forms in the life of a house: planted with the procedures, published anew, never changed."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from motcua.catalogue import commands, models, queries
from motcua.catalogue.tests.factories import ACTOR, AT, house_number, small_form
from motcua.catalogue.types import FormText, FormUse
from motcua.forms import queries as forms
from motcua.forms.types import Form
from motcua.journal.queries import entries
from motcua.journal.types import RequestKey
from motcua.kernel.types import Refused

pytestmark = pytest.mark.django_db


def test_the_forms_of_the_program_are_planted_once_for_papers_that_are_filled_in_online() -> None:
    commands.seed_starter_catalogue(actor=ACTOR, at=AT)
    assert commands.seed_forms(actor=ACTOR, at=AT) == len(commands.packaged_forms()) > 0
    assert commands.seed_forms(actor=ACTOR, at=AT) == 0
    birth = queries.forms_for("1.001193")["e_declaration"]
    assert (birth.key, birth.number) == ("birth", 1)
    assert birth.form.title.text("en") == "Declaration of a birth"
    assert {page.key for page in birth.form.pages} == {"child", "mother", "father", "request"}
    assert queries.forms_for("9.999999") == {}
    used = {use.procedure_code for form in queries.published_forms() for use in form.uses}
    assert len(used) >= 20


@pytest.mark.parametrize("text", commands.packaged_forms(), ids=lambda text: text.key)
def test_every_form_of_the_program_speaks_both_languages_and_asks_for_an_oath(text: FormText) -> None:
    form = forms.read(text.document)
    assert isinstance(form, Form)
    labels = [one.label for one in form.fields()] + [page.title for page in form.pages] + [form.title]
    labels += [choice.label for one in form.fields() for choice in one.choices]
    labels += [inner.label for one in form.fields() for inner in one.fields] + [stop.reason for stop in form.stops]
    assert all(words.vi and words.en for words in labels)
    assert form.field("sworn").schema["const"] is True


def test_a_form_that_is_published_anew_leaves_the_one_before_to_those_who_began_on_it() -> None:
    commands.publish(actor=ACTOR, at=AT, version=house_number())
    press = RequestKey("lan", b"dau")
    first = commands.publish_form(actor=ACTOR, at=AT, text=small_form(), key=press)
    assert commands.publish_form(actor=ACTOR, at=AT, text=small_form(), key=press) == first
    assert commands.publish_form(actor=ACTOR, at=AT, text=small_form()) == first, "it says the same"
    second = commands.publish_form(actor=ACTOR, at=AT, text=small_form(label="Số nhà đang dùng"))
    assert queries.forms_for("9.000001")["request"].id == second
    assert queries.published_form(first).form.field("old_number").label.vi == "Số nhà cũ"
    told = [(entry.kind, entry.body["number"]) for entry in entries("forms")]
    assert told == [("catalogue.form_published", 1), ("catalogue.form_published", 2)]
    with pytest.raises(IntegrityError, match="refused"), transaction.atomic():
        models.PublishedForm.objects.filter(pk=first).update(number=3)


def test_what_cannot_be_published_says_why() -> None:
    commands.publish(actor=ACTOR, at=AT, version=house_number())
    seen = queries.sequence_of_forms()
    commands.publish_form(actor=ACTOR, at=AT, text=small_form())
    elsewhere = frozenset({FormUse("9.999999", "request")})
    for text, refusal in (
        (replace(small_form(), document={"type": "object"}), "form_at_fault"),
        (small_form(use="certificate"), "form_use_unknown"),
        (replace(small_form(), uses=elsewhere), "form_use_unknown"),
        (small_form(key="another"), "form_use_taken"),
    ):
        with pytest.raises(Refused, match=refusal):
            commands.publish_form(actor=ACTOR, at=AT, text=text)
    with pytest.raises(Refused, match="moved_on"):
        commands.publish_form(actor=ACTOR, at=AT, text=small_form(label="Khác"), seen=seen)
    with pytest.raises(Refused, match="form_absent"):
        queries.published_form(0)
