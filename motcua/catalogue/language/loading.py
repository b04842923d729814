"""Files to versions: the shared library, one procedure a file, the regimes, the synonyms."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from motcua.catalogue.language import models as written
from motcua.catalogue.language.build import Library, build, library_of
from motcua.catalogue.language.text import BadSource, Fault, Source, read
from motcua.catalogue.parts.findings import Finding, Severity
from motcua.catalogue.parts.procedure import ProcedureVersion
from motcua.catalogue.rules.publication import check

Model = TypeVar("Model", bound=BaseModel)
_DATA = files("motcua.catalogue") / "data"
_BRANCHES = ("Written", "constrained-", "literal[", "function-", "dict[", "decimal")
"""How pydantic names the branches of a union in a location."""


def parse(kind: type[Model], source: Source) -> Model:
    """The document as that model. Raises BadSource with the line of every fault."""
    try:
        return kind.model_validate(source.data if source.data is not None else {})
    except ValidationError as error:
        faults = [
            _fault(source, details) for details in error.errors(include_url=False) if not _is_other_branch(details)
        ]
        raise BadSource(source.name, faults) from error


@cache
def library() -> Library:
    """The shared library of the house. Raises BadSource when its file is at fault."""
    from motcua.papers import queries as papers  # noqa: PLC0415 - the shapes of this room load without a database

    source = _source(_DATA / "library.yaml")
    built, faults = library_of(
        parse(written.WrittenLibrary, source),
        letters=frozenset(template.key for template in papers.letter_templates()),
        stamps=frozenset(papers.stamp_templates()),
    )
    if faults:
        raise BadSource(source.name, faults)
    return built


def procedure(name: str, text: str, *, using: Library | None = None) -> ProcedureVersion:
    """The version one YAML text describes, checked whole. Raises BadSource when it could not be published."""
    shelf = using or library()
    source = read(name, text)
    version, unknown = build(parse(written.WrittenProcedure, source), shelf)
    faults = [Fault("reference_unknown", source.line(path), _dotted(path), {"found": named}) for path, named in unknown]
    if not unknown:
        findings = check(version, hours_a_day=shelf.working_day_hours)
        faults += [_found(source, finding) for finding in findings if finding.severity is Severity.ERROR]
    if faults:
        raise BadSource(name, faults)
    return version


def starter_catalogue() -> Iterator[ProcedureVersion]:
    """The procedures that come with the house, by field and code."""
    for file in _walk(_DATA / "procedures"):
        yield procedure(file.name, file.read_text(encoding="utf-8"))


def shipped(name: str) -> Source:
    """One of the house's own data files, read."""
    return _source(_DATA / name)


def _source(file: Traversable) -> Source:
    return read(file.name, file.read_text(encoding="utf-8"))


def _walk(folder: Traversable) -> Iterable[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir():
            yield from _walk(entry)
        elif entry.name.endswith(".yaml"):
            yield entry


def _fault(source: Source, details: ErrorDetails) -> Fault:
    path = tuple(part for part in details["loc"] if not _is_branch(part))
    found = "" if details["type"] == "missing" else _short(details.get("input"))
    expected = str((details.get("ctx") or {}).get("expected", ""))
    return Fault(details["type"], source.line(path), _dotted(path), {"found": found, "expected": expected})


def _is_branch(part: str | int) -> bool:
    """Whether a part of the location names a branch of a union instead of a place in the document."""
    return isinstance(part, str) and part.startswith(_BRANCHES)


def _is_other_branch(details: ErrorDetails) -> bool:
    """Whether this only says that a mapping is no bare name: the faults inside the mapping are the ones that help."""
    return details["type"] == "string_type" and isinstance(details.get("input"), dict)


def _found(source: Source, finding: Finding) -> Fault:
    return Fault(finding.code, source.line(finding.where), _dotted(finding.where), finding.values)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _dotted(path: Sequence[str | int]) -> str:
    return ".".join(str(part) for part in path)
