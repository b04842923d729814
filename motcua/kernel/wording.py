"""Sentences of the floor of the house, which must be sayable before Django is there to translate them."""

from django.conf import settings
from django.utils.translation import gettext


def marked(sentence: str) -> str:
    """Marks a sentence for translation and returns it as it is. Imported as `_`, by which name it is found.

    Django's own marker reads the settings, which read the environment, which needs these sentences.
    """
    return sentence


def in_words(sentence: str, /, **values: object) -> str:
    """The sentence in the active language, its `{names}` filled in; else in English."""
    found = gettext(sentence) if settings.configured else sentence
    return found.format(**values)
