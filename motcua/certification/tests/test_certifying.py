"""One press at the certification desk: received, paid, numbered, done and handed over."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.certification import commands, queries
from motcua.certification.tests.desk import (
    A_BIRTH,
    AN,
    COMMUNE,
    COPIES,
    MORNING,
    SIGNATURES,
    CertificationDesk,
    somebody,
)
from motcua.dossier import queries as dossier
from motcua.dossier.types import State, Timeliness
from motcua.journal import queries as journal
from motcua.journal.tests import golden
from motcua.journal.types import RequestKey
from motcua.kernel import checking
from motcua.kernel.types import Refused
from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.papers.parts import PLAIN
from motcua.papers.scanning.tests import sheets
from motcua.papers.types import Sheet
from motcua.parties.types import Identity, IdentityKind, Party, PartyKind
from motcua.payments import queries as payments
from motcua.process import queries as process
from motcua.process.types import RESOLVED_AT_ONCE

pytestmark = pytest.mark.own_sql

MOST = 10
"""Statements of a press: five to receive; till and receipt; the number of the register; what is certified; the rest."""
_NOT_COUNTED = ("SAVEPOINT", "RELEASE", "SET ", "BEGIN", "COMMIT")
KNOWN = Party(PartyKind.PERSON, "Trần Thị Bình", Identity(IdentityKind.PERSONAL_NUMBER, "022190001234"))


def refused(doing: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        doing()
    return caught.value.refusal.code


def faults() -> list[str]:
    return [one.sentence for one in checking.run(["certification", "payments", "dossiers", "work"])]


class TestOnePress:
    def test_everything_has_happened(self, desk: CertificationDesk) -> None:
        done = desk.certify(pages=3, copies=4, given=50_000)
        assert (done.number, done.amount, done.change) == ("01/2026-SCT/BS", 4 * 5_000, 30_000)
        facts = dossier.facts(done.dossier_id)
        assert facts.state is State.HANDED_OVER
        assert (facts.subject.quantity, facts.result_number, facts.fees_due) == (4, done.number, ())
        assert facts.timeliness is Timeliness.ON_TIME, "a term of the same day is never early"
        assert facts.handed_over_at == facts.completed_at == facts.received_at == MORNING
        assert done.payment_id is not None
        paid = payments.payment(desk.clerk.scope, done.payment_id, at=MORNING)
        assert (paid.amount, paid.given, paid.payer) == (20_000, 50_000, AN.name)
        assert process.open_work(done.dossier_id) == []
        (told,) = [one for one in journal.entries(f"dossier/{done.dossier_id}") if one.kind == RESOLVED_AT_ONCE]
        assert told.body["signer"] == desk.signer_id
        assert (told.body["pages"], told.body["copies"], told.body["amount"]) == (3, 4, 20_000)
        golden.check(RESOLVED_AT_ONCE, told.body)
        assert faults() == []

    def test_it_counts_once_however_many_copies(self, desk: CertificationDesk) -> None:
        """Clock rule 31: one request with twelve copies is one dossier, quantity twelve."""
        desk.certify(copies=12)
        desk.certify(copies=3)
        assert (desk.today.requests, desk.today.copies, desk.today.amount) == (2, 15, 30_000)

    @pytest.mark.parametrize(
        ("pages", "copies", "amount"),
        [(1, 1, 2_000), (2, 1, 4_000), (3, 1, 5_000), (2, 10, 40_000), (198, 1, 200_000), (500, 2, 400_000)],
    )
    def test_the_fee_is_that_of_the_tariff(self, desk: CertificationDesk, pages: int, copies: int, amount: int) -> None:
        assert queries.fee_of(COPIES, pages=pages, copies=copies, at=MORNING) == amount
        assert desk.certify(pages=pages, copies=copies).amount == amount

    def test_numbers_of_a_register_follow_one_another(self, desk: CertificationDesk) -> None:
        copies = [desk.certify().number for _press in range(3)]
        signature = desk.certify(code=SIGNATURES, person=KNOWN, copies=2)
        assert copies == ["01/2026-SCT/BS", "02/2026-SCT/BS", "03/2026-SCT/BS"]
        assert (signature.number, signature.amount) == ("01/2026-SCT/CK,ĐC", 20_000)

    def test_pressing_twice_certifies_once(self, desk: CertificationDesk) -> None:
        press = RequestKey("press", b"x")
        assert desk.certify(key=press) == desk.certify(key=press)
        assert desk.today.requests == 1

    def test_what_it_costs_the_database(self, desk: CertificationDesk) -> None:
        def sent() -> list[str]:
            with CaptureQueriesContext(connection) as queries_sent:
                desk.certify()
            return [one["sql"] for one in queries_sent.captured_queries if not one["sql"].startswith(_NOT_COUNTED)]

        for _warm in range(2):
            sent()
        last = sent()
        assert len(last) <= MOST, last


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"person": None}, "applicant_missing"),
            ({"code": SIGNATURES}, "identity_missing"),
            ({"code": A_BIRTH}, "no_certification"),
            ({"book_id": None}, "certification_book_missing"),
            ({"book_id": 0}, "book_absent"),
            ({"given": 1_000}, "payment_too_little"),
            ({"signer_id": 0}, "signer_not_in_office"),
        ],
    )
    def test_nothing_is_left_of_it(self, desk: CertificationDesk, changes: dict[str, Any], code: str) -> None:
        assert refused(lambda: desk.certify(**changes)) == code
        assert desk.certify().number == "01/2026-SCT/BS", "no number was lost"
        assert desk.today.requests == 1
        assert faults() == []

    def test_strangers_certify_nothing_and_see_nothing(self, desk: CertificationDesk) -> None:
        desk.certify()
        stranger, officer = somebody(Role.RECEPTIONIST, "H49.202.99"), somebody(Role.OFFICER, "H49.201")
        for who in (stranger, officer):
            with pytest.raises(Refused) as caught:
                desk.certify(who=who)
            assert caught.value.refusal.code == "not_competent_here"
            with pytest.raises(Refused):
                queries.day(who.scope, desk.place.agency_id, MORNING.date())
        assert queries.certifications(stranger.scope.own_agency_ids, on=MORNING.date())

    def test_a_desk_certifies_for_its_own_commune_only(self, desk: CertificationDesk) -> None:
        theirs = organisation.agency_by_code("H49.202", on=MORNING.date()).place_code
        assert theirs != COMMUNE
        assert refused(lambda: desk.certify(commune_code=theirs)) == "not_competent_here"


class TestReading:
    def test_the_desk_offers_what_is_done_while_the_person_waits(self, desk: CertificationDesk) -> None:
        found = {one.code: one for one in queries.certifications(desk.clerk.scope.own_agency_ids, on=MORNING.date())}
        assert set(found) == {COPIES, SIGNATURES}
        assert (found[COPIES].by_page, found[COPIES].asks_identity) == (True, False)
        assert (found[SIGNATURES].by_page, found[SIGNATURES].asks_identity) == (False, True)

    def test_the_day_is_a_list_with_its_sums(self, desk: CertificationDesk) -> None:
        desk.certify(paper="Thẻ căn cước", pages=2)
        desk.certify(code=SIGNATURES, person=KNOWN, paper="Sơ yếu lý lịch")
        last, first = desk.today.rows
        assert (first.person, first.paper, first.pages, first.amount) == (AN.name, "Thẻ căn cước", 2, 4_000)
        assert (last.person, last.paper, last.copies) == (KNOWN.name, "Sơ yếu lý lịch", 1)
        assert [(one.procedure_code, one.requests, one.amount) for one in desk.today.totals] == [
            (COPIES, 1, 4_000),
            (SIGNATURES, 1, 10_000),
        ]

    def printed(self, desk: CertificationDesk, agency_id: int, series: str, sheet: Sheet = PLAIN) -> str:
        day = MORNING.date()
        book = commands.print_book(
            actor=desk.clerk.actor,
            scope=desk.clerk.scope,
            at=MORNING,
            agency_id=agency_id,
            series=series,
            since=day,
            until=day,
            sheet=sheet,
        )
        return " ".join(sheets.text_of(book.pdf).split())

    def test_the_book_is_printed(self, desk: CertificationDesk) -> None:
        desk.certify(copies=12, paper="Giấy khai sinh")
        desk.certify(code=SIGNATURES, person=KNOWN)
        committee = organisation.agency_by_code("H49.201", on=MORNING.date()).id
        day = MORNING.date()
        series = "copy_certification_register"
        said, again = (self.printed(desk, committee, series), self.printed(desk, committee, series))
        assert "Bản in" not in said
        assert "Bản in lại lần 1" in again
        for words in ("SCT/BS", "Nguyễn Văn An", "Giấy khai sinh", "12", "24.000 đồng", "02/11/2026"):
            assert words in said, words
        assert KNOWN.name not in said
        assert "Số bản / Copies" in self.printed(desk, committee, series, Sheet(is_bilingual=True))
        with pytest.raises(Refused):
            queries.book(desk.clerk.scope, committee, "birth_register", since=day, until=day)
