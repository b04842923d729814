"""Land goes to the tax office and back: its time stands still from the day it leaves to the day the person has paid."""

from datetime import datetime
from typing import Any

from motcua.dossier import queries as dossiers
from motcua.dossier.types import State
from motcua.organisation.types import Role
from motcua.papers.scanning.tests import sheets
from tests.faces.people import ELSEWHERE, Desk, hidden, said

A_CHANGE = "1.013831"
"""Land is sold: eight working days, of which those at the tax office and until the payment are not counted."""
LAND_OFFICE, TAX_OFFICE = "H49.14.20.01", "G12.18.22"


def press(desk: Desk, who: tuple[Role, str], dossier_id: int, words: str, **typed: Any) -> str:
    """Somebody of that agency opens an action by its words and confirms it; what its page said before."""
    browser = desk.somebody(*who)
    address = desk.ways(who[0], dossier_id, who[1])[words]
    page = browser.get(address)
    answer = browser.post(address, {**hidden(page), **typed})
    assert answer.status_code == 302, said(answer)
    return said(page)


def test_the_time_stands_still_until_the_person_has_paid(desk: Desk) -> None:
    land, tax = (Role.OFFICER, LAND_OFFICE), (Role.OFFICER, TAX_OFFICE)
    dossier_id = desk.receive(A_CHANGE)
    page = f"/office/dossiers/{dossier_id}/"

    def due_at() -> datetime | None:
        clock = dossiers.facts(dossier_id).clock
        return clock.due_at if clock is not None else None

    assert due_at() == datetime(2026, 11, 12, 17, 0), "eight working days"
    press(desk, (Role.CLERK, LAND_OFFICE), dossier_id, "Phân công thụ lý")
    desk.at = datetime(2026, 11, 4, 10, 0)
    foretold = press(desk, land, dossier_id, "Chuyển thông tin đến cơ quan thuế")
    assert "Sau bước này không còn thời hạn nào đang tính" in foretold
    assert (dossiers.facts(dossier_id).state, due_at()) == (State.PAUSED, None)
    slip = desk.somebody(*land).get(f"{page}papers/transfer_slip.pdf")
    printed = " ".join(sheets.text_of(slip.content).split())
    assert "Thuế tỉnh Quảng Ninh" in printed
    assert page in desk.somebody(*tax).get("/office/").content.decode()
    desk.at = datetime(2026, 11, 6, 9, 0)
    press(desk, tax, dossier_id, "Xác định nghĩa vụ tài chính", fee_name="Lệ phí trước bạ", amount="3000000")
    press(desk, tax, dossier_id, "Ra thông báo nộp tiền")
    assert page in desk.receptionist.get("/office/?box=waiting").content.decode(), "the desk waits for the person"
    desk.at = datetime(2026, 11, 12, 9, 0)
    foretold = press(desk, (Role.RECEPTIONIST, "H49.201"), dossier_id, "Đã nhận chứng từ nộp tiền")
    assert "17:00 thứ Sáu 20/11/2026" in foretold, "the page says it before"
    assert (dossiers.facts(dossier_id).state, due_at()) == (State.IN_PROGRESS, datetime(2026, 11, 20, 17, 0))
    why = said(desk.somebody(*land).get(page))
    assert "05, 06, 09–12/11" in why, "six working days are not counted, and each is named"
    assert desk.somebody(Role.OFFICER, ELSEWHERE).get(page).status_code == 404
