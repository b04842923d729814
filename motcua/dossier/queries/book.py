"""The register book of a place that receives, and the list of the results that came back to it. Printed in
Vietnamese."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import FormKey
from motcua.dossier import models
from motcua.dossier.queries.printing import head_of, official_form
from motcua.dossier.rows import facts_of
from motcua.dossier.types import Facts, Outcome, ReturnMethod, State
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Scope
from motcua.papers.types import Register, RegisterLine, ResultLine, ResultList
from motcua.parties import queries as parties
from motcua.parties.types import Declaration

Forwarded = Callable[[Sequence[int]], Mapping[int, datetime]]
"""When dossiers first went on to the agency that resolves them, by id: the course knows it."""

_MOST_LINES: Final = 3_000
"""What one printing holds: some 200 sheets."""
_MANNERS: Final[Mapping[ReturnMethod, str]] = {
    ReturnMethod.COUNTER: "Trực tiếp",
    ReturnMethod.POST: "Bưu chính",
    ReturnMethod.ELECTRONIC: "Điện tử",
}
_ERASED: Final = "(đã xoá)"
_RESULT: Final = "Kết quả giải quyết"
_NOT_DECLARED: Final = "–"
_REMARKS: Final[Mapping[Outcome, str]] = {
    Outcome.REFUSED: "Từ chối giải quyết",
    Outcome.STOPPED: "Dừng giải quyết",
    Outcome.CLOSED_UNANSWERED: "Đóng hồ sơ, không bổ sung",
}


class Book(NamedTuple):
    """The book or list as plain values, and the dossiers it names: whoever prints it has read them."""

    paper: Register | ResultList
    dossier_ids: tuple[int, ...]


def register(scope: Scope, agency_id: int, *, since: date, until: date, at: datetime, forwarded: Forwarded) -> Book:
    """What that agency received from one day to another, both included.

    Raises Refused: `agency_absent` (absent or out of sight), `period_turned_round`, `register_too_long`,
    `paper_not_due` where the regime of the day knows no such book.
    """
    official = official_form(catalogue.regime_on(until), FormKey.REGISTER_BOOK, on=at.date())
    if official is None:
        raise Refused(Refusal("paper_not_due", {"form": FormKey.REGISTER_BOOK}))
    rows = _between("received_at", scope, agency_id, since, until)
    book = Register(
        form=official,
        head=head_of(agency_id),
        since=since,
        until=until,
        book=", ".join(dict.fromkeys(facts.receipt_book for facts in rows.values() if facts.receipt_book)),
        lines=_lines(rows, forwarded(list(rows))),
    )
    return Book(book, tuple(rows))


def result_list(scope: Scope, agency_id: int, *, since: date, until: date, at: datetime) -> Book:
    """The results that came to that desk from one day to another, both included, whoever resolved the dossiers.

    Raises Refused as `register` does.
    """
    official = official_form(catalogue.regime_on(until), FormKey.RESULT_LIST, on=at.date())
    if official is None:
        raise Refused(Refusal("paper_not_due", {"form": FormKey.RESULT_LIST}))
    rows = _between("completed_at", scope, agency_id, since, until)
    givers = organisation.agency_names({facts.subject.resolving_agency_id for facts in rows.values()})
    here = organisation.agency_names([agency_id]).get(agency_id, "")
    declared = parties.declarations({facts.declaration.id for facts in rows.values()})
    names = catalogue.procedure_names({facts.subject.procedure_code for facts in rows.values()})
    listed = ResultList(
        form=official,
        head=head_of(agency_id),
        giver="; ".join(givers.values()) or here,
        taker=here,
        since=since,
        until=until,
        lines=tuple(
            _result_line(ordinal, facts, declared.get(facts.declaration.id), names)
            for ordinal, facts in enumerate(rows.values(), start=1)
        ),
    )
    return Book(listed, tuple(rows))


def _result_line(ordinal: int, facts: Facts, declaration: Declaration | None, names: Mapping[str, str]) -> ResultLine:
    applicants = declaration.applicants if declaration is not None else ()
    result = _REMARKS.get(facts.outcome, _RESULT) if facts.outcome is not None else _RESULT
    return ResultLine(
        number=ordinal,
        code=facts.code,
        procedure=names.get(facts.subject.procedure_code, facts.subject.procedure_code),
        result=f"{result}, số {facts.result_number}" if facts.result_number else result,
        applicant="; ".join(party.name for party in applicants) or _ERASED,
        address=(applicants[0].address if applicants else "") or _NOT_DECLARED,
        owes=bool(facts.fees_due),
        by_post=facts.return_method is ReturnMethod.POST,
    )


def _between(instant: str, scope: Scope, agency_id: int, since: date, until: date) -> dict[int, Facts]:
    """The dossiers of that desk whose instant lies in these days, in its order."""
    if not scope.sees([agency_id]):
        raise Refused(Refusal("agency_absent"))
    if until < since:
        raise Refused(Refusal("period_turned_round", {"since": since, "until": until}))
    received = models.Dossier.objects.filter(
        receiving_agency_id=agency_id,
        **{
            f"{instant}__gte": datetime.combine(since, time()),
            f"{instant}__lt": datetime.combine(until + timedelta(days=1), time()),
        },
    )
    rows = received.order_by(instant, "id").values_list("id", "facts")[: _MOST_LINES + 1]
    if len(rows) > _MOST_LINES:
        raise Refused(Refusal("register_too_long", {"most": _MOST_LINES}))
    return {dossier_id: facts_of(stored) for dossier_id, stored in rows}


def _lines(rows: Mapping[int, Facts], forwarded: Mapping[int, datetime]) -> tuple[RegisterLine, ...]:
    """As many statements for 3 lines as for 300."""
    declared = parties.declarations({facts.declaration.id for facts in rows.values()})
    procedures = catalogue.procedure_names({facts.subject.procedure_code for facts in rows.values()})
    resolvers = organisation.agency_names({facts.subject.resolving_agency_id for facts in rows.values()})
    return tuple(
        _line(
            ordinal,
            facts,
            declared.get(facts.declaration.id),
            procedure=procedures.get(facts.subject.procedure_code, facts.subject.procedure_code),
            resolver=resolvers.get(facts.subject.resolving_agency_id, ""),
            sent_on=forwarded.get(dossier_id),
        )
        for ordinal, (dossier_id, facts) in enumerate(rows.items(), start=1)
    )


def _line(
    ordinal: int,
    facts: Facts,
    declaration: Declaration | None,
    *,
    procedure: str,
    resolver: str,
    sent_on: datetime | None,
) -> RegisterLine:
    applicants = declaration.applicants if declaration is not None else ()
    first = applicants[0] if applicants else None
    if facts.received_at is None:
        raise ValueError(f"{facts.code} is in the book and was not received.")
    return RegisterLine(
        number=ordinal if facts.receipt_number is None else facts.receipt_number,
        code=facts.code,
        procedure=procedure,
        sets=1,
        applicant="; ".join(party.name for party in applicants) or _ERASED,
        address=(first.address if first is not None else "") or _NOT_DECLARED,
        phone=first.phone if first is not None else "",
        resolver=resolver,
        received_at=facts.received_at,
        appointment_at=facts.appointment_at,
        forwarded_at=sent_on,
        result_received_at=facts.completed_at,
        handed_over_at=facts.handed_over_at,
        manner=_MANNERS[facts.handed_over_by] if facts.handed_over_by is not None else "",
        note=_remark(facts),
    )


def _remark(facts: Facts) -> str:
    if facts.state is State.VOIDED:
        return "Huỷ do nhập nhầm"
    return _REMARKS.get(facts.outcome, "") if facts.outcome is not None else ""
