"""The tags and filters of all pages: `{% load ui %}`. What they write is decided in `ui.wording`."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from motcua.kernel import messages
from motcua.ui import drawing, flow, icons, requests, types, wording

register = template.Library()
register.tag(drawing.drawn_once)
register.tag(drawing.drawn_anew)
register.tag(drawing.translate)

register.filter("local_date", wording.local_date)
register.filter("local_time", wording.local_time)
register.filter("local_datetime", wording.local_datetime)
register.filter("weekday_date", wording.weekday_date)
register.filter("weekday_datetime", wording.weekday_datetime)
register.filter("figure", wording.figure)
register.filter("measure", wording.measure)
register.filter("money", wording.money)
register.filter("rate", wording.rate)
register.filter("points", wording.points)
register.filter("anything", wording.anything)
register.filter("iso", wording.iso)
register.filter("sentence", messages.sentence_of)


@register.filter
def name(text: str) -> str:
    """A name or a text that is Vietnamese whoever reads it: in another language's page marked as such (WCAG 3.1.2)."""
    words = conditional_escape(text)
    return format_html('<span lang="vi">{}</span>', words) if wording.is_foreign_here(words) else words


@register.simple_tag
@cache
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """One icon of the sprite. Without a label it is decoration and hidden from screen readers."""
    if name not in icons.NAMES:
        raise template.TemplateSyntaxError(
            f"There is no icon {name!r}; add it to motcua/ui/icons.py and run make setup."
        )
    classes = f"mc-icon mc-icon-{size}" if size else "mc-icon"
    address = f"{static('vendor/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>', classes, label, address
        )
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"></use></svg>', classes, address)


@register.simple_tag
def flow_picture(of: types.Flow) -> SafeString:
    """A process as a picture with a title and a description."""
    return flow.svg(of)


@register.simple_tag
def state(of: types.ClockState | str, detail: str = "") -> SafeString:
    """The badge of a clock state: colour, icon, word, and how much is left or over."""
    look = types.ClockState(of).look
    more = format_html(' <span class="mc-badge-detail">{}</span>', detail) if detail else ""
    return format_html(
        '<span class="mc-badge mc-tone-{}">{}<span>{}{}</span></span>',
        look.tone,
        icon(look.icon, "", "small"),
        look.word,
        more,
    )


@register.simple_tag
def request_key() -> SafeString:
    """The hidden field that makes a form safe to send twice: a fresh key, made when the form is shown."""
    return format_html('<input type="hidden" name="{}" value="{}">', requests.KEY_FIELD, requests.new_key())


@register.simple_tag
def seen(sequence: int) -> SafeString:
    """The hidden field that says which state of the thing the person looked at."""
    return format_html('<input type="hidden" name="{}" value="{}">', requests.SEEN_FIELD, str(sequence))


@register.filter
def figure_of(cell: types.Figure) -> str:
    """A cell of a period table as text. A column of rates says in its heading that they are per cent."""
    write: Callable[[Any], str] = wording.points if cell.is_points else wording.rate if cell.is_rate else wording.figure
    return write(cell.value).removesuffix("\u00a0%")


@register.filter
def control_of(field: BoundField) -> str:
    """How `c-field` draws a form field: `check`, `choices`, `select` or `text`."""
    match field.field.widget:
        case RadioSelect() | CheckboxSelectMultiple():
            return "choices"
        case CheckboxInput():
            return "check"
        case Select():
            return "select"
        case _:
            return "text"


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The control of a form field, with its class, its hint and its error tied to it for every reader."""
    described = [f"{field.auto_id}-hint"] if field.help_text else []
    described += [f"{field.auto_id}-error"] if field.errors else []
    kind = control_of(field)
    classes = {"check": "form-check-input", "select": "form-select", "choices": ""}.get(kind, "form-control")
    given = str(field.field.widget.attrs.get("class", ""))
    attributes: dict[str, Any] = {
        "class": " ".join(filter(None, (classes, given, "is-invalid" if field.errors else "")))
    }
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if field.errors:
        attributes["aria-invalid"] = "true"
    if kind == "select" and any(wording.is_foreign_here(str(choice.choice_label)) for choice in field):
        attributes["lang"] = "vi"
    return field.as_widget(attrs=attributes)


@register.simple_tag(takes_context=True)
def here_with(context: template.Context, **changes: object) -> str:
    """This page's address with some of its query fields changed; None removes a field."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    encoded = query.urlencode()
    return f"{request.path}?{encoded}" if encoded else request.path


@register.simple_tag
def attributes(question: types.Question) -> SafeString:
    """The attributes with which a control asks the browser to help."""
    parts = [(name, value) for name, value in question.attributes.items() if value]
    return format_html_join("", " {}", ((_attribute(name, value),) for name, value in parts))


@register.simple_tag
def described(question: types.Question) -> SafeString:
    """Ties hint, source and error to the control, for every reader."""
    ids = [f"{question.id}-hint"] if question.hint else []
    ids += [f"{question.id}-source"] if question.source else []
    ids += [f"{question.id}-error"] if question.error else []
    tied = format_html(' aria-describedby="{}"', " ".join(ids)) if ids else SafeString()
    return tied + SafeString(' aria-invalid="true"') if question.error and question.kind not in _GROUPED else tied


@register.simple_tag
def said(question: types.Question) -> SafeString:
    """The hint of a question, whence its answer was filled in, and what is wrong with it."""
    hint = format_html('<p class="mc-hint" id="{}-hint">{}</p>', question.id, name(str(question.hint)))
    source = format_html('<p class="mc-hint mc-whence" id="{}-source">{}</p>', question.id, question.source)
    wrong = format_html(
        '<p class="mc-error" id="{}-error">{}{}</p>', question.id, icon("alert-circle", "", "small"), question.error
    )
    said = ((question.hint, hint), (question.source, source), (question.error, wrong))
    return SafeString("".join(words for given, words in said if given))


_GROUPED = frozenset({types.QuestionKind.ROWS, types.QuestionKind.CHOICE, types.QuestionKind.CHOICES})
"""Groups of controls: what is wrong with them is said of the group, which has no state of its own."""


def _attribute(name: str, value: str | bool) -> SafeString:
    return format_html("{}", name) if value is True else format_html('{}="{}"', name, value)
