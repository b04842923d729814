"""The words of everyday speech, as they are written down."""

from datetime import date
from functools import cache
from typing import Annotated

from pydantic import Field

from motcua.catalogue.language.loading import parse, shipped
from motcua.catalogue.language.models import Strict, Text
from motcua.catalogue.rules.search import Synonym


class WrittenSynonym(Strict):
    """What people say and what the catalogue calls it; the days from and to which they do, if known."""

    says: Text
    means: Annotated[list[Text], Field(min_length=1)]
    valid_from: date | None = None
    valid_to: date | None = None
    note: Text = ""


class WrittenSpeech(Strict):
    """The file of everyday speech."""

    everyday: list[Text]
    synonyms: list[WrittenSynonym]


@cache
def _speech() -> WrittenSpeech:
    return parse(WrittenSpeech, shipped("synonyms.yaml"))


def everyday_words() -> tuple[str, ...]:
    """Words that say little about which procedure is meant."""
    return tuple(_speech().everyday)


def synonyms() -> tuple[Synonym, ...]:
    """What people say instead of what the catalogue calls it."""
    return tuple(
        Synonym(entry.says, tuple(entry.means), entry.valid_from, entry.valid_to) for entry in _speech().synonyms
    )
