"""From rows to what crosses the door."""

from motcua.papers import models
from motcua.papers.registers.types import RegisterNumber, Result
from motcua.parties.types import DeclarationRef, TextRef


def as_number(row: models.RegisterNumber) -> RegisterNumber:
    """The number as the house knows it."""
    return RegisterNumber(
        place=row.place,
        agency_id=row.agency_id,
        series=row.series,
        year=row.year,
        number=row.number,
        written=row.written,
        holder=row.holder,
        drawn_at=row.drawn_at,
        voided_at=row.voided_at,
        void_reason=_text(row.void_reason_id, row.void_reason_digest),
        letter=row.letter,
    )


def as_result(row: models.Result) -> Result:
    """The result as the register has it."""
    return Result(
        key=row.key,
        token=row.token,
        number=row.number,
        place=row.place,
        kind_code=row.kind_code,
        kind_name=row.kind_name,
        agency_id=row.agency_id,
        holder=row.holder,
        owner=DeclarationRef(row.declaration_id, bytes(row.declaration_digest)),
        issued_on=row.issued_on,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        file=row.file,
        on_paper=row.on_paper,
        entered_at=row.entered_at,
        replaced_by=row.replaced_by,
        replaced_at=row.replaced_at,
        replace_reason=_text(row.replace_reason_id, row.replace_reason_digest),
        revoked_at=row.revoked_at,
        revoke_reason=_text(row.revoke_reason_id, row.revoke_reason_digest),
    )


def _text(number: int | None, digest: bytes | memoryview | None) -> TextRef | None:
    return TextRef(number, bytes(digest)) if number is not None and digest is not None else None
