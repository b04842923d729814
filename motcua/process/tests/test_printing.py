"""Papers that the course knows best are printed at a desk: of a chain, of results, of everything received."""

from datetime import date, datetime
from typing import Any

import pytest

from motcua.catalogue.types import FormKey
from motcua.kernel.types import Refused
from motcua.papers.parts import PLAIN
from motcua.papers.scanning.tests import sheets
from motcua.papers.types import TransferSlip
from motcua.process import commands, printing, queries
from motcua.process.tests.house import House, Person, facts, on

LATER = datetime(2026, 3, 9, 14, 5)
ADDRESS = "https://motcua.example/"


@pytest.fixture
def here(settled: House) -> House:
    return settled


def text_of(pdf: bytes) -> str:
    return " ".join(sheets.text_of(pdf).split())


def printed(who: Person, dossier_id: int, form: FormKey, at: datetime = LATER) -> str:
    return text_of(
        commands.print_form(
            actor=who.actor, scope=who.scope, at=at, dossier_id=dossier_id, form=form, address=ADDRESS, sheet=PLAIN
        )
    )


def test_a_receipt_bears_the_day_of_receiving_and_says_who_printed_it_again(here: House) -> None:
    dossier_id = here.receive().dossier_id
    first = printed(here.desk, dossier_id, FormKey.RECEIPT)
    assert "ngày 02 tháng 3 năm 2026" in first
    assert "Bản in" not in first
    assert "Bản in lại lần 1 – 09/03/2026 14:05 – Đỗ Thị Mai" in printed(here.desk, dossier_id, FormKey.RECEIPT)
    assert "Bản in" not in printed(here.desk, here.receive().dossier_id, FormKey.RECEIPT), "another dossier's"


def test_a_control_slip_that_says_more_than_before_is_no_reprint(here: House) -> None:
    dossier_id = here.receive().dossier_id
    assert "Bản in" not in printed(here.officer, dossier_id, FormKey.CONTROL_SLIP)
    assert "Bản in lại lần 1" in printed(here.officer, dossier_id, FormKey.CONTROL_SLIP)
    here.advance(here.officer, dossier_id, "submit", on("03/03 09:00"))
    assert "Bản in" not in printed(here.officer, dossier_id, FormKey.CONTROL_SLIP)


def test_the_transfer_slip_names_the_work_and_the_time_of_each_agency(here: House) -> None:
    dossier_id = here.receive_land()
    assert queries.is_chain(facts(dossier_id))
    found = printing.official_paper(here.officer.scope, dossier_id, FormKey.TRANSFER_SLIP, at=LATER, address=ADDRESS)
    assert isinstance(found.paper, TransferSlip)
    lines = {line.agency: line for line in found.paper.lines}
    assert len(lines) > 1
    assert any("Thuế" in agency for agency in lines)
    assert all(line.work and line.allowed.endswith("giờ làm việc") for line in lines.values())
    assert [line.agency for line in lines.values() if line.taken_at is not None] == [found.paper.lead]
    assert "PHIẾU CHUYỂN XỬ LÝ" in printed(here.officer, dossier_id, FormKey.TRANSFER_SLIP)


def test_what_one_agency_does_alone_needs_no_transfer_slip(here: House) -> None:
    dossier_id = here.receive().dossier_id
    assert not queries.is_chain(facts(dossier_id))
    with pytest.raises(Refused, match="paper_not_due"):
        printed(here.officer, dossier_id, FormKey.TRANSFER_SLIP)


def test_a_stranger_gets_no_paper_of_a_chain(here: House) -> None:
    with pytest.raises(Refused, match="no_such_dossier"):
        printed(here.stranger, here.receive_land(), FormKey.TRANSFER_SLIP)


class TestLists:
    DAYS = (date(2026, 3, 1), date(2026, 3, 31))

    def printed(self, here: House, print_it: Any, who: Person | None = None) -> tuple[str, tuple[int, ...]]:
        someone = who or here.desk
        since, until = self.DAYS
        book = print_it(
            actor=someone.actor,
            scope=someone.scope,
            at=LATER,
            agency_id=here.office.receiving,
            since=since,
            until=until,
            sheet=PLAIN,
        )
        return text_of(book.pdf), book.dossier_ids

    def test_results_are_listed_once_they_came_to_the_desk(self, here: House) -> None:
        dossier_id = here.decided()
        said, listed = self.printed(here, commands.print_results)
        assert listed == ()
        assert "Không có kết quả" in said
        here.advance(here.clerk, dossier_id, "seal", on("03/03 16:00"))
        said, listed = self.printed(here, commands.print_results)
        assert listed == (dossier_id,)
        assert "PHIẾU BÀN GIAO KẾT QUẢ" in said
        assert facts(dossier_id).code in said

    def test_the_book_is_marked_only_when_it_says_nothing_new(self, here: House) -> None:
        here.receive()
        assert "Bản in" not in self.printed(here, commands.print_register)[0]
        assert "Bản in lại lần 1" in self.printed(here, commands.print_register)[0]
        here.receive()
        assert "Bản in" not in self.printed(here, commands.print_register)[0]

    def test_a_stranger_prints_neither(self, here: House) -> None:
        for print_it in (commands.print_register, commands.print_results):
            with pytest.raises(Refused, match="agency_absent"):
                self.printed(here, print_it, here.stranger)


def test_what_is_received_after_the_cut_off_reaches_the_agency_at_the_next_opening_and_the_papers_say_so(
    here: House,
) -> None:
    dossier_id = here.receive(on("05/03 15:20")).dossier_id
    (lying,) = queries.open_work(dossier_id)
    assert (lying.opened_at, lying.papers_at) == (on("05/03 15:20"), on("06/03 07:30"))
    in_time = here.receive(on("06/03 07:30")).dossier_id
    assert queries.open_work(in_time)[0].due_at == lying.due_at, "its hours run from when the papers are there"
    due = [facts(one).appointment_at for one in (dossier_id, here.receive(on("05/03 14:00")).dossier_id)]
    assert due[0] == due[1], "the date never moves"

    words = "Hồ sơ được chuyển đến cơ quan giải quyết lúc 07 giờ 30 phút, ngày 06 tháng 3 năm 2026"
    receipt = printed(here.desk, dossier_id, FormKey.RECEIPT)
    assert words in receipt
    assert "; thời gian trả kết quả không thay đổi." in receipt
    assert words not in printed(here.desk, in_time, FormKey.RECEIPT)
    assert "Giấy tờ chuyển vào giờ mở cửa kế tiếp" in printed(here.officer, dossier_id, FormKey.CONTROL_SLIP)
    assert "Giấy tờ chuyển" not in printed(here.officer, in_time, FormKey.CONTROL_SLIP)
