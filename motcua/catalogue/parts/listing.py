"""A procedure as lists and the search know it, with or without a published version."""

from dataclasses import dataclass

from motcua.catalogue.parts.words import AuthorityLevel


@dataclass(frozen=True, slots=True)
class Listing:
    """The words of one procedure: what the national catalogue lists, or what its newest version says."""

    code: str
    name: str
    field_code: str
    field_name: str
    levels: frozenset[AuthorityLevel]
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One answer of the search. `score` orders the answers of one search and means nothing outside it."""

    listing: Listing
    score: float
    has_version: bool = False


@dataclass(frozen=True, slots=True)
class SeedReport:
    """What bringing in the starter catalogue did: codes published now, and codes that were there already."""

    published: tuple[str, ...]
    unchanged: tuple[str, ...]
