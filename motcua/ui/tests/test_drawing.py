"""A part of the frame is drawn once in each language, and again only for other values."""

import pytest
from django.template import Context, Engine, TemplateSyntaxError
from django.utils.translation import override

FRAME = '{% drawn_once place %}<a href="{{ address }}">{% translate "Menu" %} {{ place }}</a>{% enddrawn_once %}'


@pytest.fixture
def engine() -> Engine:
    return Engine(
        libraries={"ui": "motcua.ui.templatetags.ui", "i18n": "django.templatetags.i18n"},
        builtins=["motcua.ui.templatetags.ui", "django.templatetags.i18n"],
    )


def test_what_was_drawn_stays_whatever_the_page_says(engine: Engine) -> None:
    frame = engine.from_string(FRAME)
    first = frame.render(Context({"place": "track", "address": "/one/"}))
    assert 'href="/one/"' in first
    assert frame.render(Context({"place": "track", "address": "/two/"})) == first


def test_another_value_is_drawn_by_itself(engine: Engine) -> None:
    frame = engine.from_string(FRAME)
    assert frame.render(Context({"place": "track"})) != frame.render(Context({"place": "home"}))


def test_each_language_has_its_own(engine: Engine) -> None:
    frame = engine.from_string(FRAME)
    with override("en"):
        assert "Menu" in frame.render(Context({"place": "track"}))
    with override("vi"):
        assert "Trình đơn" in frame.render(Context({"place": "track"}))


def test_what_is_not_known_counts_as_nothing(engine: Engine) -> None:
    frame = engine.from_string(FRAME)
    assert frame.render(Context({"place": None})) == frame.render(Context({}))


def test_two_parts_of_one_template_are_two(engine: Engine) -> None:
    two = engine.from_string("{% drawn_once %}a{% enddrawn_once %}{% drawn_once %}b{% enddrawn_once %}")
    assert two.render(Context()) == "ab"


def test_a_part_without_an_end_is_said_when_the_template_is_read(engine: Engine) -> None:
    with pytest.raises(TemplateSyntaxError, match="drawn_once"):
        engine.from_string("{% drawn_once %}for ever")
