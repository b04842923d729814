"""Certifying: one press, one dossier with a quantity, one number of the register, one receipt."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import ComponentKind, Necessity, ProcedureVersion
from motcua.certification.queries import book, certification_of, request_of
from motcua.certification.types import Certification, CertificationRequest, Certified, PrintedBook
from motcua.dossier.types import HeldComponent, OwedFee
from motcua.intake import commands as intake
from motcua.intake import queries as sheets
from motcua.intake.types import Application, Request
from motcua.journal.commands import Unit, recording
from motcua.journal.types import RequestKey
from motcua.kernel import reference, statements
from motcua.kernel.types import Actor, Refusal, Refused, granted
from motcua.organisation.types import Scope
from motcua.papers import commands as papers
from motcua.papers.types import Sheet
from motcua.parties.types import DeclarationInput
from motcua.payments import commands as payments
from motcua.payments.types import Method, Place, Tender
from motcua.process import commands as process
from motcua.process.types import DoneAtOnce, Settlement

_CERTIFIED = """
INSERT INTO certification_certified (
    dossier_id, agency_id, resolving_agency_id, procedure_code, series, number, pages, copies, amount, payment_id,
    signer_id, day, certified_at)
SELECT * FROM json_to_recordset(%s::json) AS c (
    dossier_id bigint, agency_id bigint, resolving_agency_id bigint, procedure_code text, series text, number text,
    pages integer, copies integer, amount bigint, payment_id bigint, signer_id bigint, day date, certified_at timestamp)
"""


def certify(
    *,
    actor: Actor,
    scope: Scope,
    at: datetime,
    place: Place,
    asked: CertificationRequest,
    key: RequestKey | None = None,
) -> Certified:
    """Receives a request at a desk, takes its fee in cash, enters it in the register and hands the papers over.

    Raises Refused: `no_certification` (another kind of procedure), `certification_book_missing` (a fee is owed and no
    book of receipts was named), `certification_fee_unknown`, `applicant_missing`, `identity_missing`, those of
    `process.resolve_at_once` and of `payments.pay`, and those of the parties.
    """
    with recording(actor=actor, at=at, key=key) as unit, reference.held():
        if unit.earlier_answer is not None:
            return Certified(**unit.earlier_answer)
        version = granted(catalogue.current_version(asked.code, unit.at.date()))
        kind = certification_of(version)
        if kind is None:
            raise Refused(Refusal("no_certification", {"procedure": asked.code}))
        application = _application(version, kind, asked, unit.at)
        taken = intake.prepare(unit, application, place.agency_id)
        fee = _fee(application.request, version, unit.at)
        money = _Money(unit, scope, place, asked, fee=fee)

        def beside(done: DoneAtOnce) -> process.Beside:
            row = {
                "dossier_id": done.dossier_id,
                "agency_id": place.agency_id,
                "resolving_agency_id": taken.subject.resolving_agency_id,
                "procedure_code": version.code,
                "series": kind.series,
                "number": done.number,
                "pages": asked.pages,
                "copies": asked.copies,
                "amount": fee,
                "payment_id": money.payment_id,
                "signer_id": asked.signer_id,
                "day": unit.at.date(),
                "certified_at": unit.at,
            }
            told = {"pages": asked.pages, "copies": asked.copies, "amount": fee, "payment_id": money.payment_id}
            return process.Beside(told, ((_CERTIFIED, [statements.recordset([row])]),))

        done = process.resolve_at_once(
            actor=actor,
            scope=scope,
            at=at,
            intake=taken,
            signer_id=asked.signer_id,
            settled=money,
            beside=beside,
        )
        answer: dict[str, Any] = {
            "dossier_id": done.dossier_id,
            "code": done.code,
            "number": done.number,
            "amount": fee,
            "change": money.change,
            "payment_id": money.payment_id,
        }
        unit.answer(answer)
        return Certified(**answer)


class _Money:
    """The fee, taken in cash when the dossier's own fees are settled; nothing where nothing is owed."""

    def __init__(self, unit: Unit, scope: Scope, place: Place, asked: CertificationRequest, *, fee: int) -> None:
        self._unit, self._scope, self._place, self._asked, self._fee = unit, scope, place, asked, fee
        self.payment_id: int | None = None
        self.change = 0

    def __call__(self, owed: Mapping[int, tuple[OwedFee, ...]]) -> Settlement:
        """Takes it. Raises Refused: `certification_book_missing`, and those of `payments.pay`."""
        if self._asked.book_id is None:
            raise Refused(Refusal("certification_book_missing"))
        given = self._fee if self._asked.given is None else self._asked.given
        tender = Tender(Method.CASH, given=given)
        taking = payments.Taking(self._unit, self._scope, self._place, self._asked.book_id, tender, expected=self._fee)
        settlement = taking(owed)
        self.payment_id, self.change = taking.payment_id, given - self._fee
        return settlement


def _application(
    version: ProcedureVersion, kind: Certification, asked: CertificationRequest, at: datetime
) -> Application:
    """The papers that have to be shown lay on the desk: nobody certifies what he has not seen."""
    person = (asked.person,) if asked.person is not None else ()
    required = [one for one in version.components if one.necessity is Necessity.REQUIRED]
    return Application(
        request=request_of(asked),
        declaration=DeclarationInput(applicants=person, by_name=not kind.asks_identity),
        components=tuple(
            HeldComponent(one.key, originals=one.originals, presented=one.kind is ComponentKind.PRESENT)
            for one in required
        ),
        desk_key=asked.desk_key,
        note=asked.paper,
        filed_at=at,
        confirmed=asked.confirmed,
    )


def _fee(request: Request, version: ProcedureVersion, at: datetime) -> int:
    """What the tariff asks. Raises Refused (`certification_fee_unknown`) where only a local resolution says it."""
    amounts = [line.amount for line in sheets.fee_lines(request, version, at)]
    if any(amount is None for amount in amounts):
        raise Refused(Refusal("certification_fee_unknown", {"procedure": version.code}))
    return sum(amount or 0 for amount in amounts)


def print_book(
    *, actor: Actor, scope: Scope, at: datetime, agency_id: int, series: str, since: date, until: date, sheet: Sheet
) -> PrintedBook:
    """Sổ chứng thực of these days, as PDF; one that says the same again is a reprint.

    Raises Refused: `certification_absent`, `period_turned_round`, `register_too_long`.
    """
    paper, dossier_ids = book(scope, agency_id, series, since=since, until=until)
    name = papers.content_name(paper)
    pdf = papers.print_paper(paper, name=name, dated=at, actor=actor, scope=scope, at=at, sheet=sheet)
    return PrintedBook(pdf, dossier_ids)
