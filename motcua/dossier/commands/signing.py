"""What officers signed on the way of a dossier: it becomes one of the dossier's files, and the stream tells of it."""

from collections.abc import Collection, Sequence

from motcua.catalogue.types import FormKey
from motcua.dossier.commands.moving import record
from motcua.dossier.entries import COLLECTOR_SIGNED, LINES_SIGNED, SLIP_SIGNED
from motcua.dossier.queries.way import SignedLines
from motcua.dossier.rules.slips import told
from motcua.dossier.types import COLLECTOR_SIGNATURE, SIGNED_SLIP, Locked
from motcua.journal import queries as journal
from motcua.journal.commands import Unit
from motcua.kernel.types import Refusal, Refused
from motcua.papers import commands as papers
from motcua.papers.types import Accepted, Attached

SIGNED_LINES = "signed_lines"


def keep_signed_slip(unit: Unit, locked: Locked, file: Accepted, *, form: FormKey, about: int) -> Locked:
    """Keeps the slip that tells of the entry `about`, signed by whoever made it.

    Raises Refused: `slip_told_anew` (something newer of the kind has happened), `slip_signed_already`.
    """
    entries = journal.entries(locked.head.stream)
    newest = told(form, entries)
    if newest is None or newest.sequence != about:
        raise Refused(Refusal("slip_told_anew"))
    if any(entry.kind == SLIP_SIGNED and entry.body["about"] == about for entry in entries):
        raise Refused(Refusal("slip_signed_already"))
    held = _held(unit, locked, file, kind=SIGNED_SLIP, component=form)
    body = {"form": form.value, "about": about, "attachment": held.id, "file": held.file.digest}
    return record(unit, locked, kind=SLIP_SIGNED, version=1, body=body)


def keep_signed_lines(
    unit: Unit, locked: Locked, file: Accepted, *, given: Sequence[int], taken: Sequence[int]
) -> Locked:
    """Keeps the paper by which an officer confirmed his lines of the control slip, named by their entries.

    Raises Refused: `line_signed_already`.
    """
    signed = SignedLines.among(journal.entries(locked.head.stream))
    if _any_of(given, signed.given) or _any_of(taken, signed.taken):
        raise Refused(Refusal("line_signed_already"))
    held = _held(unit, locked, file, kind=SIGNED_LINES, component=FormKey.CONTROL_SLIP)
    body = {"given": list(given), "taken": list(taken), "attachment": held.id, "file": held.file.digest}
    return record(unit, locked, kind=LINES_SIGNED, version=1, body=body)


def keep_collector_signature(unit: Unit, locked: Locked, file: Accepted) -> Locked:
    """Keeps the picture of the signature of whoever takes the result: the file alone, never how it was drawn."""
    held = _held(unit, locked, file, kind=COLLECTOR_SIGNATURE, component="")
    body = {"attachment": held.id, "file": held.file.digest}
    return record(unit, locked, kind=COLLECTOR_SIGNED, version=1, body=body)


def _held(unit: Unit, locked: Locked, file: Accepted, *, kind: str, component: str) -> Attached:
    kept = papers.keep_file(file, unit=unit)
    return papers.attach(kept, holder=locked.head.stream, kind=kind, component=component, unit=unit)


def _any_of(numbers: Sequence[int], signed: Collection[int]) -> bool:
    return any(number in signed for number in numbers)
