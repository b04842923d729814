"""What is missing before an agency has published all that it resolves: procedures, and their internal processes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.catalogue.parts.procedure import ProcedureVersion
from motcua.catalogue.rules.competence import Part


class GapKind(StrEnum):
    """What is to be mended."""

    NO_VERSION = "no_version"
    """An agency resolves the procedure, and no version of it is in force."""
    NEWER_DECISION = "newer_decision"
    """A source that was read later names another decision than the version in force."""
    NO_PROCESS = "no_process"
    """The version in force has no internal process."""
    NOT_APPROVED = "not_approved"
    """No decision is named that approved the internal process."""
    NOTHING = "nothing"
    """The agency resolves nothing at all."""


@dataclass(frozen=True, slots=True)
class ReadDecision:
    """The decision that a source names for a procedure, and the day on which it was read."""

    decision: str
    read_on: date


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to mend, with the agencies it concerns. `decision` is the newer one, where there is one."""

    kind: GapKind
    code: str
    agency_ids: tuple[int, ...]
    decision: str = ""


def gaps(
    agency_ids: Iterable[int],
    parts: Iterable[Part],
    versions: Mapping[str, ProcedureVersion],
    read: Mapping[str, ReadDecision],
) -> list[Gap]:
    """What is to be mended for these agencies, procedure by procedure; `versions` are those in force."""
    resolving: dict[str, list[int]] = {}
    for part in parts:
        if part.resolves:
            resolving.setdefault(part.code, []).append(part.agency_id)
    found = [
        Gap(kind, code, tuple(sorted(set(ids))), decision)
        for code, ids in sorted(resolving.items())
        for kind, decision in _of(versions.get(code), read.get(code))
    ]
    busy = {agency_id for ids in resolving.values() for agency_id in ids}
    idle = tuple(sorted(set(agency_ids) - busy))
    return [*found, Gap(GapKind.NOTHING, "", idle)] if idle else found


def _of(version: ProcedureVersion | None, read: ReadDecision | None) -> Iterator[tuple[GapKind, str]]:
    if version is None:
        yield GapKind.NO_VERSION, read.decision if read is not None else ""
        return
    if read is not None and _is_newer(read, version):
        yield GapKind.NEWER_DECISION, read.decision
    if version.process is None:
        yield GapKind.NO_PROCESS, ""
    elif not version.process.decision:
        yield GapKind.NOT_APPROVED, ""


def _is_newer(read: ReadDecision, version: ProcedureVersion) -> bool:
    is_another = bool(read.decision) and _plain(read.decision) not in _plain(version.decision)
    return is_another and read.read_on > version.effective_from


def _plain(decision: str) -> str:
    return "".join(decision.split()).casefold()
