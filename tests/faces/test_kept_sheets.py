"""Somebody runs home for a paper: his sheet waits at the counter with all that was typed, for as long as it may."""

import re
from datetime import timedelta
from typing import Any

from django.test import Client

from motcua.counter import models
from motcua.counter.commands.keeping import remove_expired
from motcua.counter.sweeps import EXPIRED_SHEETS
from motcua.dossier.types import Listing
from motcua.journal.commands import recording
from motcua.kernel.types import Refusal, system
from motcua.organisation.types import Role
from motcua.parties import commands as parties
from motcua.parties import queries as people
from motcua.parties.models import Unfiled
from motcua.parties.types import Identity, IdentityKind
from tests.faces import crowds
from tests.faces.people import A_BIRTH, A_SIGNED_RESULT, ELSEWHERE, FATHER, Desk, said

SHEET = f"/desk/receive/{A_BIRTH}/"
HIS = Identity(IdentityKind.PERSONAL_NUMBER, FATHER["applicant-number"])


def half(desk: Desk, **changes: str) -> dict[str, str]:
    """A sheet of which one paper is not there yet."""
    typed = desk.sheet(**{"note": "Sinh đôi", "keep": "1", "request_key": "kept", **changes})
    del typed["receive"]
    del typed[next(name for name in typed if name.startswith("paper-"))]
    return typed


def pressing(desk: Desk, button: str, **changes: str) -> dict[str, str]:
    """The same with another button pressed."""
    typed = half(desk, **changes)
    del typed["keep"]
    return {**typed, button: "1"}


def kept(desk: Desk, **changes: str) -> str:
    """Keeps it; the address at which it is found again."""
    answer = desk.receptionist.post(SHEET, half(desk, **changes))
    assert (answer.status_code, answer["Location"]) == (302, "/desk/"), said(answer)
    home = desk.receptionist.get("/desk/")
    found = re.findall(rf"{SHEET}\?sheet=\d+", home.content.decode())
    assert found, said(home)
    return str(found[0])


def refused(page: Any) -> bool:
    return page.status_code == 404 and FATHER["applicant-name"] not in said(page)


def test_a_kept_sheet_is_found_at_the_desk_and_gone_on_with(desk: Desk) -> None:
    address = kept(desk)
    assert FATHER["applicant-name"] in said(desk.receptionist.get("/desk/"))
    page = desk.receptionist.get(address).content.decode()
    for value in (FATHER["applicant-name"], FATHER["applicant-number"], "Sinh đôi"):
        assert f'value="{value}"' in page
    whole = desk.sheet(request_key="received")
    assert page.count(" checked") >= len([name for name in whole if name.startswith("paper-")]) - 1
    for _press in range(2):
        answer = desk.receptionist.post(address, whole)
        assert answer.status_code == 302
        assert "/desk/received/" in answer["Location"]
    assert not models.KeptSheet.objects.exists()
    assert not Unfiled.objects.exists()
    assert refused(desk.receptionist.get(address))


def test_keeping_it_again_takes_the_place_of_the_earlier_one(desk: Desk) -> None:
    address = kept(desk)
    again = half(desk, request_key="again", note="Sinh ba")
    for _press in range(2):
        assert desk.receptionist.post(address, again).status_code == 302
    assert models.KeptSheet.objects.count() == Unfiled.objects.count() == 1
    assert 'value="Sinh ba"' in desk.receptionist.get(address).content.decode()
    assert desk.receptionist.post(SHEET, half(desk)).status_code == 302, "the first press once more"
    assert models.KeptSheet.objects.count() == 1


def test_scanning_the_card_of_whoever_comes_back_finds_his_sheet(desk: Desk) -> None:
    address = kept(desk)
    page = desk.receptionist.post(f"/desk/receive/{A_SIGNED_RESULT}/", {"card": FATHER["applicant-number"], "case": ""})
    assert address in page.content.decode()
    other = desk.receptionist.post(SHEET, {"card": "022190001234", "case": ""})
    assert "?sheet=" not in other.content.decode()


def test_a_sheet_that_nobody_comes_back_for_is_removed(desk: Desk) -> None:
    first = kept(desk)
    for _press in range(2):
        assert desk.receptionist.post(first, pressing(desk, "drop", request_key="gone")).status_code == 302
    assert not Unfiled.objects.exists()
    kept(desk, request_key="another")
    over = desk.at + timedelta(days=7)
    assert not EXPIRED_SHEETS.due(over - timedelta(minutes=1)).exists()
    (sheet,) = EXPIRED_SHEETS.due(over)
    remove_expired(sheet.pk, over)
    assert not models.KeptSheet.objects.exists()
    assert not Unfiled.objects.exists()


def test_what_was_kept_is_handed_out_and_erased_with_the_person(desk: Desk) -> None:
    kept(desk)
    handed_out = people.export(HIS)
    assert isinstance(handed_out, dict)
    (sheet,) = handed_out["sheets"]
    assert sheet["typed"]["applicant-name"] == FATHER["applicant-name"]
    assert "note" not in sheet["typed"]
    with recording(actor=system("test"), at=desk.at) as unit:
        parties.erase(unit, HIS, reason="Theo đơn")
    assert not models.KeptSheet.objects.exists()
    assert people.export(HIS) == Refusal("person_not_found")


def test_a_stranger_opens_and_removes_nothing(desk: Desk) -> None:
    address = kept(desk)
    elsewhere = desk.somebody(Role.RECEPTIONIST, ELSEWHERE)
    assert refused(elsewhere.get(address))
    assert FATHER["applicant-name"] not in said(elsewhere.get("/desk/"))
    assert elsewhere.post(address, pressing(desk, "drop")).status_code == 404
    assert elsewhere.post(address, half(desk)).status_code == 404
    assert elsewhere.post(address, desk.sheet()).status_code == 404
    assert desk.somebody(Role.OFFICER).get(address).status_code == 403
    assert Client().get(address).status_code == 302
    assert models.KeptSheet.objects.count() == 1


def test_what_the_desk_pins_and_receives_most_is_found_first(desk: Desk) -> None:
    def first() -> list[str]:
        page = desk.receptionist.get("/desk/").content.decode()
        return [str(code) for code in re.findall(r"/desk/receive/([0-9.]+)/", page)]

    desk.receive(A_SIGNED_RESULT)
    assert first()[0] == A_SIGNED_RESULT
    for _press in range(2):
        page = desk.receptionist.post(SHEET, pressing(desk, "pin"))
        assert page.status_code == 200
        assert 'value="Sinh đôi"' in page.content.decode()
    assert first()[:2] == [A_BIRTH, A_SIGNED_RESULT]
    desk.receptionist.post(SHEET, pressing(desk, "unpin"))
    assert first()[0] == A_SIGNED_RESULT
    assert desk.somebody(Role.RECEPTIONIST, ELSEWHERE).get("/desk/").status_code == 200


def test_online_filings_stand_beside_the_queue_with_their_clock(desk: Desk) -> None:
    model = desk.receive()
    crowds.dossiers(model, 2, **crowds.standing_on(Listing.FILINGS, desk.at))
    page = said(desk.receptionist.get("/desk/"))
    assert "trả lời trước 09:00 03/11/2026" in page
    desk.wait(days=2)
    assert "đã quá hạn trả lời 09:00 03/11/2026" in said(desk.receptionist.get("/desk/"))
