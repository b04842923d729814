"""Reading the registers: a result, what a person has, a page of the book, and what the holder of a paper may know."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from motcua.kernel import numbers
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.papers import models
from motcua.papers.examinations.copies import copies_of, newest_copy
from motcua.papers.registers.reading import as_number, as_result
from motcua.papers.registers.types import RegisterEntry, Result, ResultState, VerifiedResult
from motcua.papers.registers.writing import paper_code
from motcua.parties import queries as parties
from motcua.parties.types import Identity, Subject

_PAGE = 50
_COUNTERS = "papers/"
"""How the names of the counters of all registers begin."""


def result(key: str) -> Result:
    """The result of that key. Refused: `result_absent`."""
    row = models.Result.objects.filter(key=key).first()
    if row is None:
        raise Refused(Refusal("result_absent"))
    return as_result(row)


def results_for(holder: str) -> Sequence[Result]:
    """What was issued for a holder (`dossier/12`), in the order in which it was entered."""
    return [as_result(row) for row in models.Result.objects.filter(holder=holder).order_by("id")]


def results_of(identity: Identity, *, kind_codes: Iterable[str] | None = None) -> Sequence[Result]:
    """The results that belong to one person or organisation, the latest first; of these kinds only, when given."""
    rows = models.Result.objects.filter(declaration_id__in=parties.applications_of(identity))
    if kind_codes is not None:
        rows = rows.filter(kind_code__in=sorted(set(kind_codes) - {""}))
    return [as_result(row) for row in rows.order_by("-issued_on", "-id")]


def declarations_of_latest(limit: int) -> list[int]:
    """The declarations that say whose the results are that were entered last, the latest first, one for each result."""
    return list(models.Result.objects.order_by("-id").values_list("declaration_id", flat=True)[:limit])


def verified(token: str, *, on: date) -> VerifiedResult:
    """What the holder of a paper may know of it by the token on it. Refused: `result_absent`, whatever is wrong."""
    found = _by_token(token)
    state = found.state_on(on)
    changed_on = {
        ResultState.REVOKED: found.revoked_at and found.revoked_at.date(),
        ResultState.REPLACED: found.replaced_at and found.replaced_at.date(),
    }.get(state)
    return VerifiedResult(
        number=found.number,
        kind_code=found.kind_code,
        kind_name=found.kind_name,
        agency=organisation.agency_names([found.agency_id], on=found.issued_on).get(found.agency_id, ""),
        issued_on=found.issued_on,
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        state=state,
        changed_on=changed_on,
        has_file=bool(found.file),
    )


def is_the_registered_file(token: str, digest: str) -> bool:
    """Whether a file with this SHA-256 is, byte for byte, the registered one, or was before its archive time stamp was
    renewed. Refused: `result_absent`, `result_without_file`."""
    found = _by_token(token)
    if not found.file:
        raise Refused(Refusal("result_without_file", {"number": found.number}))
    return digest in copies_of(found.file)


def token_of_file(digest: str) -> str:
    """The token of the latest result whose electronic copy has that SHA-256, or had it before its archive time stamp
    was renewed. Refused: `file_of_no_result`."""
    rows = models.Result.objects.filter(file=newest_copy(digest))
    found = rows.order_by("-id").values_list("token", flat=True).first()
    if not digest or found is None:
        raise Refused(Refusal("file_of_no_result"))
    return found


def registers_of(agency_ids: Collection[int] | None) -> Sequence[tuple[int, str, int, int]]:
    """The registers that were begun by these agencies (None: by any), the latest year first: agency, register, year
    and the last number drawn. One statement."""
    found = []
    for name, last in numbers.begun(_COUNTERS).items():
        agency_id, series, year = name.removeprefix(_COUNTERS).split("/")
        if agency_ids is None or int(agency_id) in agency_ids:
            found.append((int(agency_id), series, int(year), last))
    return sorted(found, key=lambda one: (-one[2], one[0], one[1]))


def register_page(
    *, agency_id: int, series: str, year: int, before: int | None = None, limit: int = _PAGE
) -> Sequence[RegisterEntry]:
    """A page of one register, the last number first, each with the result that bears it; two statements."""
    rows = models.RegisterNumber.objects.filter(agency_id=agency_id, series=series, year=year)
    if before is not None:
        rows = rows.filter(number__lt=before)
    return _with_results(rows.order_by("-number")[:limit])


def register_lines(
    *, agency_id: int, series: str, year: int, first: int, limit: int = _PAGE
) -> Sequence[RegisterEntry]:
    """The register as it is printed: from that number on, the lowest first; two statements."""
    rows = models.RegisterNumber.objects.filter(agency_id=agency_id, series=series, year=year, number__gte=first)
    return _with_results(rows.order_by("number")[:limit])


def number_in_register(place: str) -> RegisterEntry:
    """One number with the result that bears it. Refused: `number_absent`."""
    entries = _with_results(models.RegisterNumber.objects.filter(place=place))
    if not entries:
        raise Refused(Refusal("number_absent"))
    return entries[0]


def replaced_by(key: str) -> Result | None:
    """The result whose place that one took; None where it took nobody's."""
    row = models.Result.objects.filter(replaced_by=key).first() if key else None
    return as_result(row) if row is not None else None


def gaps() -> Iterator[str]:
    """What `motcua check` asks: numbers of a register that nobody can account for, in words."""
    books: dict[tuple[int, str, int], list[int]] = {}
    drawn = models.RegisterNumber.objects.values_list("agency_id", "series", "year", "number")
    for agency_id, series, year, number in drawn.iterator():
        books.setdefault((agency_id, series, year), []).append(number)
    for (agency_id, series, year), used in sorted(books.items()):
        for number in numbers.unaccounted(f"papers/{agency_id}/{series}/{year}", used):
            yield f"register {agency_id}/{series}/{year}: number {number} was drawn and is nowhere"
    waiting = Q(voided_at=None, letter="") & ~Q(place__in=models.Result.objects.values("place"))
    for place in models.RegisterNumber.objects.filter(waiting).order_by("place").values_list("place", flat=True):
        yield f"register {place}: the number bears no result or letter and was not voided"


def export(subject: Subject) -> Iterator[Mapping[str, Any]]:
    """What the registers hold for one person, as far as the declarations that name him are asked for: every result,
    with the code of the paper."""
    for one in results_of(subject.identity):
        if one.owner.id not in subject.declaration_ids:
            continue
        yield {
            "number": one.number,
            "kind": one.kind_name,
            "paper_code": paper_code(subject.identity.number, one.kind_code, on=one.issued_on) if one.kind_code else "",
            "issued_on": one.issued_on.isoformat(),
            "valid_from": one.valid_from.isoformat(),
            "valid_to": one.valid_to.isoformat() if one.valid_to else None,
            "replaced_at": one.replaced_at and one.replaced_at.isoformat(),
            "revoked_at": one.revoked_at and one.revoked_at.isoformat(),
            "file": one.file,
        }


def typed_texts(subject: Subject) -> Iterator[int]:
    """The ids of the texts that were typed about the person's results: why one was revoked or replaced."""
    for one in results_of(subject.identity):
        for reason in (one.revoke_reason, one.replace_reason):
            if reason is not None:
                yield reason.id


def _with_results(rows: Iterable[models.RegisterNumber]) -> list[RegisterEntry]:
    drawn = [as_number(row) for row in rows]
    bearing = {
        row.place: as_result(row)
        for row in models.Result.objects.filter(place__in=[one.place for one in drawn]).order_by("id")
    }
    return [RegisterEntry(one, bearing.get(one.place)) for one in drawn]


def _by_token(token: str) -> Result:
    row = models.Result.objects.filter(token=token).first()
    if row is None:
        raise Refused(Refusal("result_absent"))
    return as_result(row)
