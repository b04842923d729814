"""Two people have the same dossier open: the second is told what happened meanwhile, and loses nothing he typed."""

import html
from http import HTTPStatus

from motcua.organisation.types import Role
from tests.faces.people import A_SIGNED_RESULT, Desk
from tests.faces.typed_forms import TYPED, Form

LINES = {
    "proposed_at": "16:00 11/11/2026",
    "appointment_at": "16:00 11/11/2026",
    "fee_name": TYPED,
    "amount": "50000",
    "days": "5",
    "about": TYPED,
}
"""What one types into empty lines; a line that is not named here stays as it is."""
WORDLESS = frozenset({"consult", "submit"})
"""Acts whose form asks for no words."""


def test_whoever_comes_second_is_told_and_keeps_what_he_typed(desk: Desk) -> None:
    dossier_id = desk.receive(A_SIGNED_RESULT)
    desk.wait(days=1)
    house = f"/office/dossiers/{dossier_id}/"
    acts = {
        address: desk.somebody(role)
        for role in (Role.OFFICER, Role.RECEPTIONIST)
        for address in desk.ways(role, dossier_id).values()
    }
    acts[f"{house}remind/"] = desk.somebody(Role.SUPERVISOR)
    assert len(acts) >= 11
    forms = {address: Form(browser.get(address).content.decode(), LINES) for address, browser in acts.items()}
    assert desk.press(Role.OFFICER, dossier_id, "Trình phê duyệt").status_code == HTTPStatus.FOUND
    for address, browser in acts.items():
        answer = browser.post(address, forms[address].filled)
        page = html.unescape(answer.content.decode())
        assert answer.status_code == HTTPStatus.CONFLICT, (address, forms[address].filled)
        assert "kể từ khi anh/chị xem" in page or "Không còn thực hiện được việc này" in page, address
        assert TYPED in page or address.rstrip("/").rpartition("/")[2] in WORDLESS, address
