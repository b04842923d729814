"""In which language a page is read."""

from django.utils.translation import get_language

from motcua.worktime.types import Language


def reading_language() -> Language:
    """The language of the page, for what rules say in words."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"
