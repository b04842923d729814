"""Numbers are drawn and voided, results entered, replaced and revoked; all inside the caller's unit of work."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from django.db import connection

from motcua.journal.commands import Unit
from motcua.journal.types import StreamHead
from motcua.kernel import numbers, statements
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.papers import models
from motcua.papers.registers import entries
from motcua.papers.registers.reading import as_number, as_result
from motcua.papers.registers.types import NewResult, RegisterNumber, Result
from motcua.papers.registers.writing import edition_on
from motcua.parties.types import TextRef

_TOKEN_BYTES = 16

Write = Callable[[str, Sequence[Any]], None]
"""How a data-changing statement with its parameters reaches the server."""


def new_token() -> str:
    """A token for a result that is to be printed before it is entered."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def draw_number(unit: Unit, *, agency_id: int, series: str, holder: str) -> RegisterNumber:
    """The next number of the agency's register for the year of the unit's instant. Two statements.

    Whoever draws it uses it in this very unit, or voids it later with a reason: a register has no silent gap.
    """
    row = _drawn(unit, agency_id=agency_id, series=series, holder=holder)
    row.save(force_insert=True)
    return as_number(row)


def issue_result(unit: Unit, new: NewResult, *, series: str, write: Write = statements.execute) -> Result:
    """Draws the next number of the register and enters the result under it: three statements.

    `new.number` and `new.place` are those of the drawn number, whatever they say. `write` and refusals are those of
    `enter_result`.
    """
    drawn = _drawn(unit, agency_id=new.agency_id, series=series, holder=new.holder)
    row = _entered(unit, replace(new, number=drawn.written, place=drawn.place))
    _insert(drawn, write=write)
    _insert(row, write=write)
    return as_result(row)


def void_number(unit: Unit, *, place: str, reason: TextRef) -> RegisterNumber:
    """Says for ever that a drawn number is on no valid paper, and why; the next one drawn is another.

    Refused: `number_absent`; `number_voided_already`; `number_bears_letter`; `number_bears_result`, while a result that
    holds bears it: that is revoked instead.
    """
    row = _number_in_force(place)
    if row.letter:
        raise Refused(Refusal("number_bears_letter", {"number": row.written}))
    if models.Result.objects.filter(place=place, revoked_at=None).exists():
        raise Refused(Refusal("number_bears_result", {"number": row.written}))
    numbers.void(
        _counter(row.agency_id, row.series, row.year), row.number, reason=f"text/{reason.id}", by=unit.actor, at=unit.at
    )
    row.voided_at, row.void_reason_id, row.void_reason_digest = unit.at, reason.id, reason.digest
    row.with_head(unit.append(row.head, kind=entries.NUMBER_VOIDED, version=1, body={"reason": reason.body()}))
    row.save()
    return as_number(row)


def enter_letter(unit: Unit, *, place: str, name: str) -> RegisterNumber:
    """Says that a letter of that name, signed, bears a number that was drawn for it; it is not voided any more.

    Refused: `number_absent`, `number_voided_already`.
    """
    row = _number_in_force(place)
    row.letter = name
    row.with_head(unit.append(row.head, kind=entries.LETTER_ENTERED, version=1, body={"name": name}))
    row.save()
    return as_number(row)


def enter_result(unit: Unit, new: NewResult, *, write: Write = statements.execute) -> Result:
    """Enters a result into the register and gives it the token by which anybody can verify it. One statement.

    `write` sends it: at once, unless the caller has a statement of his own with which it goes to the server.
    Refused: `result_ends_before_it_begins`; `file_absent`, when a digest is given that the store does not have.
    """
    row = _entered(unit, new)
    _insert(row, write=write)
    return as_result(row)


def file_result(unit: Unit, *, key: str, file: str) -> Result:
    """Says which file of the store is the electronic copy; once. Refused: `result_absent`, `result_has_file`,
    `file_absent`."""
    row = _locked(key)
    if row.file:
        raise Refused(Refusal("result_has_file", {"number": row.number}))
    _require_file(file)
    row.file = file
    row.with_head(unit.append(row.head, kind=entries.RESULT_FILED, version=1, body={"file": file}))
    row.save()
    return as_result(row)


def renew_copies(unit: Unit, *, file: str, by: str) -> list[Result]:
    """Says of every result whose electronic copy is `file` that from now on it is `by`: the same paper under a new
    archive time stamp. Also of one that was revoked or replaced: its paper is kept as long. Refused: `file_absent`."""
    _require_file(by)
    rows = list(models.Result.objects.select_for_update(no_key=True).filter(file=file).order_by("id"))
    for row in rows:
        body = {"file": by, "instead_of": file}
        row.file = by
        row.with_head(unit.append(row.head, kind=entries.RESULT_COPY_RENEWED, version=1, body=body))
        row.save()
    return [as_result(row) for row in rows]


def replace_result(unit: Unit, *, key: str, by: NewResult, reason: TextRef, series: str = "") -> Result:
    """Enters the result that takes the place of another; the other says so from then on, and why.

    With a `series` it is issued under the next number of that register, as `issue_result` does.
    Refused: `result_absent`; `result_revoked_already`, `result_replaced_already`; and as `enter_result`.
    """
    old = _standing(key)
    entered = issue_result(unit, by, series=series) if series else enter_result(unit, by)
    old.replaced_by, old.replaced_at = entered.key, unit.at
    old.replace_reason_id, old.replace_reason_digest = reason.id, reason.digest
    body = {"by": entered.key, "reason": reason.body()}
    old.with_head(unit.append(old.head, kind=entries.RESULT_REPLACED, version=2, body=body))
    old.save()
    return entered


def revoke_result(unit: Unit, *, key: str, reason: TextRef) -> Result:
    """Takes a result back; its number stays its own. Refused: as `replace_result`."""
    row = _standing(key)
    row.revoked_at, row.revoke_reason_id, row.revoke_reason_digest = unit.at, reason.id, reason.digest
    row.with_head(unit.append(row.head, kind=entries.RESULT_REVOKED, version=1, body={"reason": reason.body()}))
    row.save()
    return as_result(row)


def _drawn(unit: Unit, *, agency_id: int, series: str, holder: str) -> models.RegisterNumber:
    """The row of a number that was just drawn, with its entry queued; not written yet."""
    year = unit.at.year
    (number,) = numbers.draw(_counter(agency_id, series, year))
    name = organisation.agency(agency_id, on=unit.at.date()).name
    row = models.RegisterNumber(
        place=f"{agency_id}/{series}/{year}/{number}",
        agency_id=agency_id,
        series=series,
        year=year,
        number=number,
        written=edition_on(unit.at.date()).written(number, series=series, year=year, agency=name),
        holder=holder,
        drawn_at=unit.at,
        drawn_by=str(unit.actor),
    )
    body = {
        "agency_id": agency_id,
        "series": series,
        "year": year,
        "number": number,
        "written": row.written,
        "holder": holder,
    }
    return row.with_head(unit.append(StreamHead(row.stream), kind=entries.NUMBER_DRAWN, version=1, body=body))


def _entered(unit: Unit, new: NewResult) -> models.Result:
    """The row of a new result, with its entry queued; not written yet."""
    row = _new_row(unit, new)
    body = _body(new, row.valid_from)
    return row.with_head(unit.append(StreamHead(row.stream), kind=entries.RESULT_ENTERED, version=1, body=body))


def _insert(row: models.RegisterNumber | models.Result, *, write: Write) -> None:
    """Writes a new row as a statement that can go along with another: the statements of a move are counted."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    places = ", ".join(f"%s::{field.db_type(connection)}" for field in fields)
    names = ", ".join(field.column for field in fields)
    statement = f"INSERT INTO {row._meta.db_table} ({names}) VALUES ({places})"  # noqa: S608 - our own columns; every value is bound
    write(statement, [getattr(row, field.attname) for field in fields])


def _new_row(unit: Unit, new: NewResult) -> models.Result:
    valid_from = new.valid_from or new.issued_on
    if new.valid_to is not None and new.valid_to < valid_from:
        raise Refused(Refusal("result_ends_before_it_begins", {"first": valid_from, "last": new.valid_to}))
    if new.file:
        _require_file(new.file)
    return models.Result(
        key=uuid4().hex,
        token=new.token or new_token(),
        number=new.number,
        place=new.place,
        kind_code=new.kind_code,
        kind_name=new.kind_name,
        agency_id=new.agency_id,
        holder=new.holder,
        declaration_id=new.owner.id,
        declaration_digest=new.owner.digest,
        issued_on=new.issued_on,
        valid_from=valid_from,
        valid_to=new.valid_to,
        file=new.file,
        on_paper=new.on_paper,
        entered_at=unit.at,
        entered_by=str(unit.actor),
    )


def _body(new: NewResult, valid_from: date) -> dict[str, Any]:
    """What the journal keeps: the owner only as a reference, and nothing by which the paper could be looked up."""
    return {
        "number": new.number,
        "place": new.place,
        "kind_code": new.kind_code,
        "kind_name": new.kind_name,
        "agency_id": new.agency_id,
        "holder": new.holder,
        "owner": new.owner.body(),
        "issued_on": new.issued_on.isoformat(),
        "valid_from": valid_from.isoformat(),
        "valid_to": new.valid_to.isoformat() if new.valid_to else None,
        "file": new.file,
        "on_paper": new.on_paper,
    }


def _require_file(digest: str) -> None:
    if not models.StoredFile.objects.filter(digest=digest, destroyed_at=None).exists():
        raise Refused(Refusal("file_absent"))


def _number_in_force(place: str) -> models.RegisterNumber:
    row = models.RegisterNumber.objects.select_for_update(no_key=True).filter(place=place).first()
    if row is None:
        raise Refused(Refusal("number_absent"))
    if row.voided_at is not None:
        raise Refused(Refusal("number_voided_already", {"number": row.written}))
    return row


def _locked(key: str) -> models.Result:
    row = models.Result.objects.select_for_update(no_key=True).filter(key=key).first()
    if row is None:
        raise Refused(Refusal("result_absent"))
    return row


def _standing(key: str) -> models.Result:
    row = _locked(key)
    if row.revoked_at is not None:
        raise Refused(Refusal("result_revoked_already", {"number": row.number}))
    if row.replaced_at is not None:
        raise Refused(Refusal("result_replaced_already", {"number": row.number}))
    return row


def _counter(agency_id: int, series: str, year: int) -> str:
    return f"papers/{agency_id}/{series}/{year}"
