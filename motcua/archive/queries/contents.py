"""What a transfer package holds of one dossier: facts, people, texts, entries, the control slip and every file."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from motcua.archive import models
from motcua.archive.queries.periods import holder_of
from motcua.archive.types import RecordRow
from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import FormKey
from motcua.dossier import queries as dossier
from motcua.dossier.types import Facts, write
from motcua.journal import queries as journal
from motcua.journal.types import Entry
from motcua.kernel.types import Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import EVERYTHING
from motcua.papers import queries as papers
from motcua.papers.types import FOR_EVER, Attached, ConfirmedFacts, Examination, MediaType
from motcua.parties import queries as parties
from motcua.parties.types import Declaration
from motcua.process import queries as process

READER = "archive"
LIST_NAME = "muc-luc-ho-so.csv"
_HEADINGS = (
    "Số hồ sơ", "Mã hồ sơ", "Tiêu đề hồ sơ", "Chủ hồ sơ", "Ngày tiếp nhận", "Ngày kết thúc", "Lưu trữ đến hết ngày",
    "Quy tắc", "Số tệp", "Ghi chú",
)  # fmt: skip
_BEGIN_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_OPEN_FOR = timedelta(hours=1)

Contents = Iterator[tuple[str, Iterable[bytes]]]


def contents(record: RecordRow, *, at: datetime) -> Contents:
    """The files of the package's part for one dossier, each with its bytes in pieces.

    Raises Refused: `file_missing`, `file_store_unreachable`.
    """
    facts = dossier.facts(record.dossier_id)
    entries = journal.entries(holder_of(record.dossier_id))
    held = papers.attachments(holder_of(record.dossier_id))
    names = {one.id: _file_name(place, one) for place, one in enumerate(held, start=1)}
    yield "ho-so.json", [_json(_told(record, facts, entries, held, names))]
    yield "nhat-ky.jsonl", (_json(_entry(entry)) for entry in entries)
    slip = _control_slip(record.dossier_id, at)
    if slip:
        yield "phieu-kiem-soat.pdf", [slip]
    for one in held:
        leave = papers.grant(one, reader=READER, at=at, until=at + _OPEN_FOR)
        opened = papers.open_granted(leave, reader=READER, at=at, name=str(one.id))
        yield names[one.id], opened.read(0, opened.size)


def the_list(records: Iterable[RecordRow]) -> Iterator[bytes]:
    """The list of the year (mục lục hồ sơ) as CSV that spreadsheets read, in the order of its numbers."""
    yield b"\xef\xbb\xbf" + _row(_HEADINGS)
    for batch in _batches(records):
        known = dossier.facts_many([one.dossier_id for one in batch])
        people = parties.declarations([facts.declaration.id for facts in known.values()])
        for one in batch:
            facts = known[one.dossier_id]
            declared = people.get(facts.declaration.id)
            yield _row(
                (
                    str(one.number),  # a spreadsheet takes 01/2026 for a month
                    one.code,
                    one.title,
                    ", ".join(party.name for party in declared.applicants) if declared is not None else "",
                    _day(facts.received_at.date()) if facts.received_at is not None else "",
                    _day(one.finished_on),
                    "Vĩnh viễn" if one.keep_until == FOR_EVER else _day(one.keep_until),
                    one.retention,
                    str(len(papers.attachments(holder_of(one.dossier_id)))),
                    "Đã tiêu hủy tài liệu" if one.destroyed_at is not None else "",
                )
            )


def records_of(agency_id: int, year: int, *, with_destroyed: bool = True) -> Iterator[RecordRow]:
    """The whole list of a year, in the order of its numbers."""
    rows = models.Record.objects.filter(year__agency_id=agency_id, year__year=year).select_related("year")
    if not with_destroyed:
        rows = rows.filter(destroyed_at__isnull=True)
    for row in rows.order_by("number").iterator(500):
        yield as_record(row)


def as_record(row: models.Record) -> RecordRow:
    """From the row, whose year was fetched along."""
    return RecordRow(
        id=row.pk,
        agency_id=row.year.agency_id,
        year=row.year.year,
        number=row.number,
        dossier_id=row.dossier_id,
        code=row.code,
        title=catalogue.version(row.version_id).name,
        finished_on=row.finished_on,
        retention=row.retention,
        keep_until=row.keep_until,
        destroyed_at=row.destroyed_at,
    )


def _told(
    record: RecordRow, facts: Facts, entries: list[Entry], held: Sequence[Attached], names: Mapping[int, str]
) -> dict[str, Any]:
    declarations = parties.declarations(
        [facts.declaration.id, *([facts.collector.id] if facts.collector is not None else [])]
    )
    texts = parties.texts({one for entry in entries for one in _texts_in(entry.body)})
    subject = facts.subject
    agencies = organisation.agency_names({subject.receiving_agency_id, subject.resolving_agency_id})
    confirmed = dossier.confirmed_facts(facts, held)
    verdicts = papers.verdicts_of(one.file.digest for one in held)
    return {
        "list": {"number": record.number, "year": record.year, "agency": agencies.get(record.agency_id, "")},
        "code": record.code,
        "procedure": {"code": subject.procedure_code, "name": record.title},
        "agencies": {str(agency_id): name for agency_id, name in sorted(agencies.items())},
        "finished_on": record.finished_on,
        "retention": {
            "rule": record.retention,
            "keep_until": None if record.is_permanent else record.keep_until,
            "permanent": record.is_permanent,
        },
        "facts": write(facts),
        "people": {str(number): _people(one) for number, one in sorted(declarations.items())},
        "texts": {str(number): one.content for number, one in sorted(texts.items())},
        "results": [
            {
                "number": one.number,
                "kind": one.kind_name,
                "kind_code": one.kind_code,
                "issued_on": one.issued_on,
                "valid_from": one.valid_from,
                "valid_to": one.valid_to,
                "revoked_at": one.revoked_at,
                "replaced_at": one.replaced_at,
                "file": one.file,
            }
            for one in papers.results_for(holder_of(record.dossier_id))
        ],
        "files": [
            {
                "path": names[one.id],
                "kind": one.kind,
                "component": one.component,
                "sha256": one.file.digest,
                "bytes": one.file.size,
                "media_type": one.file.media_type,
                "is_signed": one.is_signed,
                "added_at": one.added_at,
                "added_by": one.added_by,
                "confirmed": _confirmed(confirmed.get(one.id)),
                "signatures": _signatures(verdicts.get(one.file.digest)),
            }
            for one in held
        ],
    }


def _confirmed(confirmed: ConfirmedFacts | None) -> dict[str, Any] | None:
    """The minimum metadata of a digitised paper (NĐ 118/2025 Đ19.2), who confirmed them, and what they lack."""
    if confirmed is None:
        return None
    return {
        **asdict(confirmed.facts),
        "lacking": confirmed.lacking,
        "confirmed_at": confirmed.confirmed_at,
        "confirmed_by": confirmed.confirmed_by,
    }


def _signatures(examination: Examination | None) -> dict[str, Any] | None:
    """What the last examination found about the signatures of a file, and whom the house believed then."""
    return asdict(examination) if examination is not None else None


def _people(declared: Declaration) -> list[dict[str, Any]]:
    return [
        {"role": one.role, "party": asdict(one.party) if one.party is not None else None} for one in declared.declared
    ]


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "position": entry.position,
        "stream": entry.stream,
        "sequence": entry.sequence,
        "at": entry.at,
        "recorded_at": entry.recorded_at,
        "actor": asdict(entry.actor),
        "kind": entry.kind,
        "version": entry.version,
        "body": entry.body,
        "digest": entry.digest.hex(),
    }


def _texts_in(body: object) -> Iterator[int]:
    """References to typed texts, wherever they stand in an entry."""
    if isinstance(body, Mapping):
        if set(body) == {"text", "hmac"}:
            yield int(body["text"])
        for value in body.values():
            yield from _texts_in(value)
    elif isinstance(body, list):
        for value in body:
            yield from _texts_in(value)


def _control_slip(dossier_id: int, at: datetime) -> bytes:
    """As it is printed today; empty for a dossier that has none, as one that was closed before it went anywhere."""
    try:
        return process.form_pdf(EVERYTHING, dossier_id, FormKey.CONTROL_SLIP, at=at, address="")
    except Refused as refused:
        if refused.refusal.code not in {"paper_not_due", "paper_incomplete"}:
            raise
        return b""


def _file_name(place: int, held: Attached) -> str:
    return f"giay-to/{place:03d}.{MediaType(held.file.media_type).extension}"


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, default=_plain) + "\n").encode()


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    raise TypeError(f"{type(value).__name__} has no place in a package.")


def _row(cells: Iterable[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(_harmless(cell) for cell in cells)
    return line.getvalue().encode()


def _harmless(cell: str) -> str:
    """No name of a person is taken for a formula by a spreadsheet."""
    return f"'{cell}" if cell.startswith(_BEGIN_A_FORMULA) else cell


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _batches(records: Iterable[RecordRow], size: int = 200) -> Iterator[list[RecordRow]]:
    batch: list[RecordRow] = []
    for record in records:
        batch.append(record)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
