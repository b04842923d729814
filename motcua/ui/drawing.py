"""What is the same on every page is drawn once: the frame around a page costs as much as most pages do."""

from collections.abc import Sequence
from typing import Any

from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.safestring import SafeString
from django.utils.translation import get_language


class DrawnOnce(Node):
    """A part of a template that each process draws once in each language, for each set of the values it names.

    The part may use nothing of the page but these values, and there may be only few sets of them: all are kept.
    """

    def __init__(self, nodelist: NodeList, values: Sequence[FilterExpression]) -> None:
        self.nodelist = nodelist
        self._values = tuple(values)
        self._drawn: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """The part as it was drawn the first time. Two threads may both draw it; they draw the same."""
        kind = (get_language(), *(value.resolve(context, ignore_failures=True) for value in self._values))
        drawn = self._drawn.get(kind)
        if drawn is None:
            drawn = self._drawn[kind] = self.nodelist.render(context)
        return drawn


def drawn_once(parser: Parser, token: Token) -> DrawnOnce:
    """`{% drawn_once is_sample %} … {% enddrawn_once %}`: see `DrawnOnce`; the language is always one of the values."""
    values = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodelist = parser.parse(("enddrawn_once",))
    parser.delete_first_token()
    return DrawnOnce(nodelist, values)


class SaidOnce(Node):
    """A sentence that stands in the template itself: each process translates it once into each language."""

    child_nodelists = ()

    def __init__(self, sentence: TranslateNode) -> None:
        self._called, sentence.asvar = sentence.asvar, None
        self._sentence = sentence
        self._said: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """The sentence in the reader's language, or nothing where the template only gives it a name."""
        language = get_language()
        said = self._said.get(language)
        if said is None:
            said = self._said[language] = self._sentence.render(context)
        if not self._called:
            return said
        context[self._called] = said
        return ""


def translate(parser: Parser, token: Token) -> Node:
    """`{% translate "…" %}` as Django has it, only quicker where the sentence is a literal: a page has dozens."""
    node = do_translate(parser, token)
    sentence = node.filter_expression
    is_literal = sentence.var.literal is not None and not sentence.filters
    return SaidOnce(node) if is_literal and not node.noop and node.message_context is None else node
