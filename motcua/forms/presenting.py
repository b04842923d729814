"""A form as pages show it: questions with what was answered, and answers as facts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.utils.translation import get_language, pgettext

from motcua.forms import places
from motcua.forms.rules.drawing import attributes
from motcua.forms.rules.filling import asked_fields, asked_pages
from motcua.forms.rules.posting import encoded
from motcua.forms.types import Answers, Fault, Field, FieldKind, Form, Source, Words
from motcua.kernel import messages
from motcua.ui.types import Option, Question, QuestionKind, QuestionRow
from motcua.ui.wording import figure

_KINDS: Mapping[FieldKind, QuestionKind] = {
    FieldKind.DATE: QuestionKind.DAY,
    FieldKind.COMMUNE: QuestionKind.PLACE,
    FieldKind.CHOICE: QuestionKind.CHOICE,
    FieldKind.CHOICES: QuestionKind.CHOICES,
    FieldKind.TICK: QuestionKind.TICK,
    FieldKind.GROUP: QuestionKind.ROWS,
}
"""All others are texts of one line."""


def questions(
    fields: Iterable[Field],
    answers: Answers,
    *,
    faults: Iterable[Fault] = (),
    longer: str = "",
    sources: Mapping[str, Source] = MappingProxyType({}),
) -> tuple[Question, ...]:
    """The questions that are asked by these answers, each with its answer and what is wrong with it.

    `longer` names a group that is shown with one row more than there are; `sources` say of what was filled in whence
    it comes.
    """
    sentences = {fault.dotted: messages.sentence_of(fault.refusal) for fault in faults}
    return tuple(_Drawing(sentences, longer, sources).questions(fields, answers))


def answered(fields: Iterable[Field], answers: Answers) -> Iterator[tuple[str, str]]:
    """Every question that is asked with its answer in words; rows one after another, each under its number."""
    for one in asked_fields(fields, answers):
        answer = answers.get(one.name)
        label = said(one.label)
        if one.kind is FieldKind.GROUP and isinstance(answer, list):
            for number, row in enumerate(answer, start=1):
                if isinstance(row, Mapping):
                    yield from ((f"{label} {number}: {name}", value) for name, value in answered(one.fields, row))
        else:
            yield label, in_words(one, answer)


def declared(form: Form, counted: Answers) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Every page that is asked by these answers: its title, and each question with its answer in words."""
    for page in asked_pages(form, counted):
        yield said(page.title), tuple(answered(page.fields, counted))


def in_words(one: Field, answer: Any) -> str:
    """One answer as a person reads it; empty where there is none."""
    if answer is None or answer is False:
        return ""
    if one.kind is FieldKind.TICK:
        return pgettext("ticked", "Yes")
    if one.calculation is not None:
        return figure(answer)
    if one.choices:
        labels = {choice.value: said(choice.label) for choice in one.choices}
        chosen = answer if isinstance(answer, list) else [answer]
        return ", ".join(labels.get(value, str(value)) for value in chosen)
    return _written(one, answer)


class _Drawing:
    """What all questions of a page share."""

    def __init__(self, sentences: Mapping[str, str], longer: str, sources: Mapping[str, Source]) -> None:
        self._sentences = sentences
        self._longer = longer
        self._sources = sources

    def questions(self, fields: Iterable[Field], answers: Answers, *, within: str = "") -> Iterator[Question]:
        for one in asked_fields(fields, answers):
            yield self._question(one, answers.get(one.name), f"{within}{one.name}")

    def _question(self, one: Field, answer: Any, name: str) -> Question:
        kind = _kind(one)
        return Question(
            name=name,
            kind=kind,
            label=said(one.label),
            value=in_words(one, answer) if kind is QuestionKind.SHOWN else _written(one, answer),
            hint=said(one.hint) if one.hint is not None else "",
            source=messages.name_of(self._sources[name]) if name in self._sources else "",
            error=self._error(name, answer),
            is_optional=not one.is_required and kind not in {QuestionKind.TICK, QuestionKind.SHOWN},
            lines=one.lines,
            options=tuple(_options(one, answer)),
            attributes=attributes(one),
            rows=tuple(self._rows(one, answer, name)) if kind is QuestionKind.ROWS else (),
        )

    def _error(self, name: str, answer: Any) -> str:
        """What is wrong with the answer, or with one of several that were chosen."""
        inner = [f"{name}.{place}" for place in range(len(answer))] if isinstance(answer, list) else []
        return next((self._sentences[place] for place in (name, *inner) if place in self._sentences), "")

    def _rows(self, group: Field, answer: Any, name: str) -> Iterator[QuestionRow]:
        rows = [row if isinstance(row, Mapping) else {} for row in answer] if isinstance(answer, list) else []
        for place, row in enumerate([*rows, {}] if self._longer == name else rows):
            inner = tuple(self.questions(group.fields, row, within=f"{name}.{place}."))
            yield QuestionRow(str(place), place + 1, inner)


def _kind(one: Field) -> QuestionKind:
    if one.calculation is not None:
        return QuestionKind.SHOWN
    return QuestionKind.LINES if one.is_long else _KINDS.get(one.kind, QuestionKind.TEXT)


def _options(one: Field, answer: Any) -> Iterator[Option]:
    """What is offered; of a place that could not be understood, those that may be meant."""
    chosen = answer if isinstance(answer, list) else [answer]
    for choice in one.choices:
        yield Option(choice.value, said(choice.label), choice.value in chosen)
    if one.kind is FieldKind.COMMUNE and isinstance(answer, str) and not places.name_of(answer):
        yield from (Option(code, name) for code, name in places.meant_by(answer))


def _written(one: Field, answer: Any) -> str:
    """As it would be typed."""
    if one.kind is FieldKind.COMMUNE and isinstance(answer, str):
        return places.name_of(answer) or answer
    typed: Sequence[str] = encoded([one], {one.name: answer}).get(one.name, ()) if answer is not None else ()
    return typed[0] if typed and one.kind is not FieldKind.GROUP else ""


def wrong_ones(drawn: Iterable[Question]) -> Iterator[tuple[str, str]]:
    """Each question with something wrong, by the place of its control, those in rows as well."""
    for one in drawn:
        if one.error:
            yield one.id, f"{one.label} {one.error}" if str(one.label).endswith("?") else f"{one.label}: {one.error}"
        for row in one.rows:
            inner = wrong_ones(row.questions)
            yield from ((place, f"{one.label} {row.number}, {sentence}") for place, sentence in inner)


def said(words: Words) -> str:
    """The words in the reader's language."""
    return words.text(get_language() or "vi")
