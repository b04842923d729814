"""What the certification desk reads: its procedures and their fee, its day, and the register books."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import ProcedureVersion
from motcua.certification import models
from motcua.certification.rules.asking import certification
from motcua.certification.tables import book_form_on, papers_often
from motcua.certification.types import (
    Certification,
    CertificationRequest,
    CertifiedRow,
    DayOfCertification,
    Totals,
)
from motcua.dossier import queries as dossier
from motcua.intake import queries as sheets
from motcua.intake.types import Request
from motcua.kernel.types import Refusal, Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role, Scope
from motcua.papers.types import CertificationBook, CertificationLine, Form
from motcua.parties import queries as parties
from motcua.process import queries as process

__all__ = [
    "book",
    "certification_of",
    "certifications",
    "day",
    "faults",
    "fee_of",
    "papers_often",
    "registers",
    "request_of",
]

PAGE = 50
_MOST_LINES = 3_000
"""What one printing of a book holds."""
_AT_ONCE = 500
READERS = (Role.RECEPTIONIST, Role.SUPERVISOR, Role.LEADER, Role.CLERK, Role.INSPECTOR)


def certification_of(version: ProcedureVersion) -> Certification | None:
    """What a procedure asks of the certification desk; None where it is not done there."""
    return certification(version, at_once=process.is_done_at_once(version))


def certifications(agency_ids: Collection[int], *, on: date) -> tuple[Certification, ...]:
    """What is certified at the desks of these agencies on that day, by code."""
    resolving = {code: agency_id for agency_id in agency_ids for code in catalogue.procedures_of_agency(agency_id, on)}
    versions = catalogue.list_published(on, codes=sorted(resolving)) if resolving else []
    kinds = (certification_of(one) for one in versions)
    found = (
        replace(one, agency_id=resolving[one.code], label=form.label if form is not None else one.name)
        for one in kinds
        if one is not None
        for form in (book_form_on(one.series, on),)
    )
    return tuple(sorted(found, key=lambda one: one.code))


def registers(kinds: Iterable[Certification], *, on: date) -> list[tuple[str, str]]:
    """The register books of these certifications: key and title."""
    forms = {one.series: book_form_on(one.series, on) for one in kinds}
    return [(series, form.title) for series, form in forms.items() if form is not None]


def request_of(asked: CertificationRequest) -> Request:
    """The request as intake knows it."""
    return Request(procedure_code=asked.code, commune_code=asked.commune_code, quantity=asked.copies, pages=asked.pages)


def fee_of(code: str, *, pages: int, copies: int, at: datetime) -> int | None:
    """What so many copies of so many pages cost today; None where the tariff does not say, or nothing is in force."""
    version = catalogue.current_version(code, at.date())
    if isinstance(version, Refusal):
        return None
    lines = sheets.fee_lines(Request(procedure_code=code, quantity=copies, pages=pages), version, at)
    return None if any(line.amount is None for line in lines) else sum(line.amount or 0 for line in lines)


def day(scope: Scope, agency_id: int, on: date, *, before: int | None = None, limit: int = PAGE) -> DayOfCertification:
    """What an agency's desks certified on a day, the latest first. Raises Refused (`certification_absent`)."""
    _require_sight(scope, agency_id)
    rows = models.Certified.objects.filter(agency_id=agency_id, day=on)
    page = rows if before is None else rows.filter(id__lt=before)
    shown = list(page.order_by("-id")[: limit + 1])
    lines = _rows(scope, shown[:limit])
    return DayOfCertification(_totals(rows), lines, lines[-1].id if len(shown) > limit else None)


def book(
    scope: Scope, agency_id: int, series: str, *, since: date, until: date
) -> tuple[CertificationBook, tuple[int, ...]]:
    """Sổ chứng thực of the agency that certifies, from one day to another, both included, in the order of its numbers;
    and the dossiers it names.

    Raises Refused: `certification_absent`, `period_turned_round`, `register_too_long`.
    """
    _require_sight(scope, agency_id)
    if until < since:
        raise Refused(Refusal("period_turned_round", {"since": since, "until": until}))
    found = models.Certified.objects.filter(resolving_agency_id=agency_id, series=series, day__range=(since, until))
    rows = list(found.order_by("day", "id")[: _MOST_LINES + 1])
    if len(rows) > _MOST_LINES:
        raise Refused(Refusal("register_too_long", {"most": _MOST_LINES}))
    form = book_form_on(series, until)
    if form is None:
        raise Refused(Refusal("certification_absent"))
    paper = CertificationBook(
        form=Form(form.number, form.title, form.circular),
        head=dossier.head_of(agency_id),
        since=since,
        until=until,
        book=f"{until.year}-{form.sign}",
        lines=tuple(
            CertificationLine(
                one.number,
                f"{one.at:%d/%m/%Y}",
                one.person or _ERASED,
                one.paper,
                one.signer,
                one.pages,
                one.copies,
                one.amount,
            )
            for one in _rows(scope, rows)
        ),
        requests=len(rows),
        certified=sum(row.copies for row in rows),
        amount=sum(row.amount for row in rows),
    )
    return paper, tuple(row.dossier_id for row in rows)


_ERASED = "(đã xóa)"


def faults() -> Iterator[str]:
    """What `motcua check` asks: whether each line says what its dossier does."""
    last = 0
    while rows := list(models.Certified.objects.filter(id__gt=last).order_by("id")[:_AT_ONCE]):
        last = rows[-1].pk
        facts = dossier.facts_many([row.dossier_id for row in rows])
        for row in rows:
            how = facts.get(row.dossier_id)
            said = (row.number, row.copies, row.amount)
            if how is None or said != (how.result_number, how.subject.quantity, sum(fee.amount for fee in how.fees)):
                yield _("Certification {number} does not say what its dossier says.").format(number=row.number)


def _require_sight(scope: Scope, agency_id: int) -> None:
    if not scope.may(*READERS) or not scope.sees([agency_id]):
        raise Refused(Refusal("certification_absent"))


def _totals(rows: QuerySet[models.Certified]) -> tuple[Totals, ...]:
    counted = list(
        rows.values("procedure_code")
        .annotate(requests=Count("id"), certified=Sum("copies"), taken=Sum("amount"))
        .order_by("procedure_code")
    )
    names = catalogue.procedure_names({one["procedure_code"] for one in counted})
    return tuple(
        Totals(
            one["procedure_code"],
            names.get(one["procedure_code"], one["procedure_code"]),
            one["requests"],
            one["certified"],
            int(one["taken"]),
        )
        for one in counted
    )


def _rows(scope: Scope, rows: Sequence[models.Certified]) -> tuple[CertifiedRow, ...]:
    """As many statements for 3 lines as for 300. A signer's name is that of the register."""
    facts = dossier.facts_many([row.dossier_id for row in rows])
    declared = parties.declarations({one.declaration.id for one in facts.values()})
    texts = parties.texts({one.request.id for one in facts.values() if one.request is not None})
    signers = organisation.officer_names({row.signer_id for row in rows})
    return tuple(
        CertifiedRow(
            id=row.pk,
            dossier_id=row.dossier_id,
            code=how.code,
            procedure_code=row.procedure_code,
            number=row.number,
            at=row.certified_at,
            person="; ".join(party.name for party in who.applicants)
            if (who := declared.get(how.declaration.id))
            else "",
            paper=(texts[how.request.id].content or "") if how.request is not None and how.request.id in texts else "",
            pages=row.pages,
            copies=row.copies,
            amount=row.amount,
            signer=signers.get(row.signer_id, ""),
            payment_id=row.payment_id,
        )
        for row in rows
        if (how := facts.get(row.dossier_id)) is not None
    )
