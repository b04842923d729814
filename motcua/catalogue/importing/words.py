"""The portal's own words and what they mean here, as they are written down in `data/portal_words.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, TypeVar

from pydantic import Field as Limit

from motcua.catalogue.language.loading import library, parse, shipped
from motcua.catalogue.language.models import Strict, Text
from motcua.catalogue.parts.words import ApplicantKind, AuthorityLevel, Channel
from motcua.kernel.text import fold

HOUR = "hour"
OTHER = "other"
Meaning = TypeVar("Meaning")
Texts = Annotated[list[Text], Limit(min_length=1)]


class WrittenWords(Strict):
    """The file of the portal's words."""

    channels: dict[Channel, Texts]
    units: dict[str, Texts]
    levels: dict[AuthorityLevel, Texts]
    subjects: dict[ApplicantKind, Texts]
    currencies: dict[str, Texts]
    free: Texts
    remarks: Texts
    cases: Texts
    harder_places: Texts
    vertical_fields: Texts
    cut_off_fields: Texts


@dataclass(frozen=True, slots=True)
class Words:
    """Meanings by folded word. `fields` are the keys of the house's fields by national code and by folded name."""

    channels: Mapping[str, Channel]
    units: Mapping[str, str]
    levels: Mapping[str, AuthorityLevel]
    subjects: Mapping[str, ApplicantKind]
    currencies: Mapping[str, str]
    fields: Mapping[str, str]
    free: frozenset[str]
    remarks: tuple[str, ...]
    cases: tuple[str, ...]
    harder_places: tuple[str, ...]
    vertical_fields: frozenset[str]
    cut_off_fields: frozenset[str]


@cache
def words() -> Words:
    """The words of the house's own file."""
    written = parse(WrittenWords, shipped("portal_words.yaml"))
    fields = library().fields
    return Words(
        channels=_backwards(written.channels),
        units=_backwards(written.units),
        levels=_backwards(written.levels),
        subjects=_backwards(written.subjects),
        currencies=_backwards(written.currencies),
        fields={fold(field.name): key for key, field in fields.items()}
        | {field.national_code: key for key, field in fields.items() if field.national_code},
        free=frozenset(map(fold, written.free)),
        remarks=_folded(written.remarks),
        cases=_folded(written.cases),
        harder_places=_folded(written.harder_places),
        vertical_fields=frozenset(map(fold, written.vertical_fields)),
        cut_off_fields=frozenset(map(fold, written.cut_off_fields)),
    )


def _backwards(meanings: Mapping[Meaning, list[str]]) -> Mapping[str, Meaning]:
    return {fold(text): meaning for meaning, texts in meanings.items() for text in texts}


def _folded(texts: list[str]) -> tuple[str, ...]:
    return tuple(map(fold, texts))
