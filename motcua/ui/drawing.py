"""What is the same on every page is drawn once: the frame around a page costs as much as most pages do."""

import re
from collections.abc import Sequence
from itertools import count
from typing import Any

from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.template.exceptions import TemplateSyntaxError
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.safestring import SafeString
from django.utils.translation import get_language

_PLACE = "\ue000{}\ue001"
"""Where a part that is drawn anew stands in the frame around it; written with letters that no language has."""
_PLACES = re.compile(_PLACE.format(r"(\d+)"))
_numbers = count(1)


class DrawnAnew(Node):
    """The part of a frame that is another each time: while the frame is drawn, only its place is marked."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.number = str(next(_numbers))

    def render(self, _context: Context) -> SafeString:
        """The mark."""
        return SafeString(_PLACE.format(self.number))


class DrawnOnce(Node):
    """A part of a template that each process draws once in each language, for each set of the values it names.

    The part may use nothing of the page but these values, and there may be only few sets of them: all are kept. What
    stands in it between `drawn_anew` and `enddrawn_anew` is drawn each time and may use the whole page.
    """

    def __init__(self, nodelist: NodeList, values: Sequence[FilterExpression]) -> None:
        self.nodelist = nodelist
        self._values = tuple(values)
        parts = nodelist.get_nodes_by_type(DrawnAnew)
        self._anew = {part.number: part.nodelist for part in parts if isinstance(part, DrawnAnew)}
        self._drawn: dict[tuple[Any, ...], list[str | NodeList]] = {}

    def render(self, context: Context) -> SafeString:
        """The part as it was drawn the first time. Two threads may both draw it; they draw the same."""
        kind = (get_language(), *(value.resolve(context, ignore_failures=True) for value in self._values))
        drawn = self._drawn.get(kind)
        if drawn is None:
            drawn = self._drawn[kind] = self._pieces(self.nodelist.render(context))
        return SafeString("".join([part if isinstance(part, str) else part.render(context) for part in drawn]))

    def _pieces(self, frame: str) -> list[str | NodeList]:
        """What was drawn, and between its pieces what is drawn anew."""
        words = _PLACES.split(frame)
        return [self._anew[word] if place % 2 else word for place, word in enumerate(words)]


def drawn_once(parser: Parser, token: Token) -> DrawnOnce:
    """`{% drawn_once is_sample %} … {% enddrawn_once %}`: see `DrawnOnce`; the language is always one of the values."""
    values = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodelist = parser.parse(("enddrawn_once",))
    parser.delete_first_token()
    return DrawnOnce(nodelist, values)


def drawn_anew(parser: Parser, _token: Token) -> DrawnAnew:
    """`{% drawn_anew %} … {% enddrawn_anew %}`: see `DrawnOnce`. Elsewhere there is no frame that it could stand in."""
    if not any(command == "drawn_once" for command, _ in parser.command_stack):
        raise TemplateSyntaxError("`drawn_anew` stands within `drawn_once`.")
    nodelist = parser.parse(("enddrawn_anew",))
    parser.delete_first_token()
    return DrawnAnew(nodelist)


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
