"""A part of the frame is drawn once in each language, and a sentence translated once; other values are drawn anew."""

import pytest
from django.template import Context, Engine, TemplateSyntaxError
from django.utils.translation import override

FRAME = '{% drawn_once place %}<a href="{{ address }}">{% translate "Menu" %} {{ place }}</a>{% enddrawn_once %}'


@pytest.fixture
def engine() -> Engine:
    return Engine(
        libraries={"ui": "motcua.ui.templatetags.ui", "i18n": "django.templatetags.i18n"},
        builtins=["django.templatetags.i18n", "motcua.ui.templatetags.ui"],
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


def test_a_frame_is_drawn_once_and_what_stands_in_it_each_time(engine: Engine) -> None:
    page = engine.from_string(
        "{% drawn_once %}<p>{{ place }}: {% drawn_anew %}{{ words }}{% enddrawn_anew %}!</p>"
        "<i>{% drawn_anew %}{{ more }}{% enddrawn_anew %}</i>{% enddrawn_once %}"
    )
    first = page.render(Context({"place": "here", "words": "<one>", "more": 1}))
    assert first == "<p>here: &lt;one&gt;!</p><i>1</i>"
    second = page.render(Context({"place": "there", "words": "two", "more": 2}))
    assert second == "<p>here: two!</p><i>2</i>"


def test_a_mark_that_a_page_brings_is_nothing_but_letters(engine: Engine) -> None:
    page = engine.from_string(
        "{% drawn_once %}<p>{% drawn_anew %}{{ words }}{% enddrawn_anew %}</p>{% enddrawn_once %}"
    )
    page.render(Context({"words": ""}))
    mark = "\ue0001\ue001"
    assert page.render(Context({"words": mark})) == f"<p>{mark}</p>"


def test_a_part_drawn_anew_needs_a_frame(engine: Engine) -> None:
    with pytest.raises(TemplateSyntaxError, match="within"):
        engine.from_string("{% drawn_anew %}words{% enddrawn_anew %}")


def test_a_sentence_of_the_template_is_said_in_each_language(engine: Engine) -> None:
    page = engine.from_string('{% translate "Menu" %}')
    for _ in range(2):
        with override("en"):
            assert page.render(Context()) == "Menu"
        with override("vi"):
            assert page.render(Context()) == "Trình đơn"


def test_a_sentence_may_be_given_a_name(engine: Engine) -> None:
    page = engine.from_string('{% translate "Menu" as title %}[{{ title }}]')
    for _ in range(2):
        with override("vi"):
            assert page.render(Context()) == "[Trình đơn]"


def test_a_sentence_that_a_page_brings_is_translated_each_time(engine: Engine) -> None:
    page = engine.from_string("{% translate words %}")
    with override("vi"):
        assert [page.render(Context({"words": words})) for words in ("Menu", "Search")] == ["Trình đơn", "Tìm kiếm"]


def test_a_filter_of_a_sentence_still_holds(engine: Engine) -> None:
    with override("vi"):
        assert engine.from_string('{% translate "Menu"|upper %}').render(Context()) != "Trình đơn"
