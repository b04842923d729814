"""Two people hold the same form open: the second is told what is so now, and keeps what he typed."""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from motcua.catalogue import commands
from motcua.catalogue import queries as catalogue
from motcua.catalogue.types import ReasonKind
from motcua.kernel.types import system
from motcua.organisation import queries as organisation
from motcua.organisation.types import Holding, Role
from motcua.postal.carriers import VARIABLE
from tests.faces import test_chasing as chasing
from tests.faces import test_dossier_letters as letters
from tests.faces import test_feedback as feedback
from tests.faces import test_pads as pads
from tests.faces import test_paper_lists as paper_lists
from tests.faces.electronic import PIN
from tests.faces.money import CASH, address_of, book_opened, owing, paid
from tests.faces.people import A_BIRTH, A_SIGNED_RESULT, HONG_GAI, Desk, hidden, said
from tests.faces.test_hand_over import done
from tests.faces.test_kept_sheets import kept
from tests.faces.test_paper_facts import WHOLE, with_a_scan
from tests.faces.test_registers import finished
from tests.faces.test_results import FILLED
from tests.faces.typed_forms import TYPED, form_to

MOVED = "kể từ khi anh/chị xem"


@dataclass(frozen=True)
class Held:
    """A form that two people hold open, what both type into it besides words, and what the second is told.

    `first` is what the first one does with it, where that is not the same as the second does. `to` is where it is
    sent, where that is not its page.
    """

    browser: Client
    page: str
    told: str
    lines: Mapping[str, Any] = field(default_factory=dict)
    to: str = ""
    first: Callable[[], Any] | None = None
    has_words: bool = True
    is_whole: bool = False
    """Whether `lines` are all that is typed."""

    def opened(self) -> dict[str, Any]:
        """The form as it is filled in now."""
        page = self.browser.get(self.page)
        assert page.status_code == HTTPStatus.OK, said(page)
        typed = {} if self.is_whole else form_to(page, self.to)
        return {**typed, **hidden(page), **self.lines}

    def sent(self, form: Mapping[str, Any]) -> Any:
        """The answer to it."""
        return self.browser.post(self.to or self.page, form)


Row = Callable[[Desk], Held]


def day(desk: Desk, later: int) -> str:
    """That many days from now, as a day is typed."""
    return f"{desk.at.date().fromordinal(desk.at.toordinal() + later):%d/%m/%Y}"


def ward(desk: Desk) -> int:
    return organisation.agency_by_code(HONG_GAI, on=desk.at.date()).id


def a_letter(desk: Desk) -> Held:
    dossier_id, about = letters.written(desk)
    return Held(
        desk.somebody(Role.OFFICER),
        f"/office/dossiers/{dossier_id}/letters/{about}/",
        MOVED,
        lines={"body": TYPED},
    )


def a_letter_that_is_signed(desk: Desk) -> Held:
    dossier_id, about = letters.written(desk)
    page = f"/office/dossiers/{dossier_id}/letters/{about}/"
    return Held(
        desk.somebody(Role.OFFICER),
        page,
        "ký",
        first=lambda: letters.sign(desk, Role.LEADER, dossier_id, about, capacity="own"),
    )


def a_signature_on_a_letter(desk: Desk) -> Held:
    dossier_id, about = letters.written(desk)
    page = f"/office/dossiers/{dossier_id}/letters/{about}/sign/"
    change = f"/office/dossiers/{dossier_id}/letters/{about}/"
    return Held(
        desk.somebody(Role.LEADER),
        page,
        MOVED,
        lines={"pin": PIN},
        first=lambda: letters.write(desk, change, body="Khác"),
        has_words=False,
    )


def a_seal_on_a_letter(desk: Desk) -> Held:
    dossier_id, about = letters.written(desk)
    assert letters.sign(desk, Role.LEADER, dossier_id, about, capacity="own").status_code == 302
    page = f"/office/dossiers/{dossier_id}/letters/{about}/sign/"
    return Held(desk.somebody(Role.CLERK), page, "ký", lines={"pin": PIN}, has_words=False)


def a_result(desk: Desk) -> Held:
    dossier_id = desk.receive(A_SIGNED_RESULT)
    return Held(
        desk.somebody(Role.OFFICER),
        f"/office/dossiers/{dossier_id}/result/draft/",
        MOVED,
        lines={**FILLED, "purpose": TYPED},
    )


def a_submission(desk: Desk) -> Held:
    dossier_id = desk.receive(A_SIGNED_RESULT)
    return Held(desk.somebody(Role.OFFICER), f"/office/dossiers/{dossier_id}/submission/", MOVED)


def a_cause(desk: Desk) -> Held:
    dossier_id = desk.receive(A_SIGNED_RESULT)
    desk.wait(days=20)
    return Held(desk.somebody(Role.SUPERVISOR), f"/office/dossiers/{dossier_id}/cause/", MOVED)


def a_result_taken_back(desk: Desk, act: str = "revoke") -> Held:
    key = finished(desk).key
    return Held(desk.somebody(Role.CLERK), f"/office/registers/results/{key}/{act}/", "đã", lines={"is_sure": "on"})


def a_result_replaced(desk: Desk) -> Held:
    return a_result_taken_back(desk, "replace")


def feedback_answered(desk: Desk) -> Held:
    feedback.sent(desk, Client())
    assert feedback.done(desk, Role.OFFICER, "take").status_code == HTTPStatus.FOUND
    page = f"{feedback.address_in_the_office()}answer/"
    return Held(desk.somebody(Role.OFFICER), page, "đã")


def a_list_taken(desk: Desk) -> Held:
    desk.receive()
    page = paper_lists.address_of(paper_lists.give(desk))
    return Held(desk.somebody(Role.OFFICER), page, "đã", lines={"remark": TYPED})


def a_paper_described(desk: Desk) -> Held:
    _dossier_id, page = with_a_scan(desk)
    return Held(desk.receptionist, page, "xác nhận nội dung", lines={**WHOLE, "summary": TYPED})


def a_paper_taken_out(desk: Desk) -> Held:
    dossier_id, page = with_a_scan(desk)
    number = page.rstrip("/").rpartition("/")[2]
    return Held(desk.receptionist, f"/office/dossiers/{dossier_id}/files/{number}/take-out/", "")


def a_receipt_made_void(desk: Desk) -> Held:
    dossier_id = desk.receive()
    page = f"/desk/received/{dossier_id}/"
    return Held(desk.receptionist, page, "huỷ", lines={"reason": TYPED, "reason_key": "other"}, to=f"{page}void/")


def a_spoilt_receipt(desk: Desk) -> Held:
    book_opened(desk)
    page = address_of(paid(desk, owing(desk)))
    return Held(desk.receptionist, f"{page}replace/", MOVED, lines={"reason": TYPED})


def money_given_back(desk: Desk) -> Held:
    book_opened(desk)
    page = f"{address_of(paid(desk, owing(desk)))}refund/"
    (line,) = re.findall(r'name="(line-\d+)"', desk.receptionist.get(page).content.decode())
    part = {"reason": TYPED, "method": "cash", "ground": "wrong_charge", line: "3.000"}
    return Held(desk.receptionist, page, MOVED, lines=part)


def money_taken(desk: Desk) -> Held:
    book_opened(desk)
    page = f"{CASH}pay/?dossier={owing(desk)}"
    return Held(desk.receptionist, page, "", lines={"method": "transfer", "reference": "FT2611020001"}, has_words=False)


def a_day_closed(desk: Desk) -> Held:
    book_opened(desk)
    paid(desk, owing(desk))
    (page,) = set(re.findall(rf'href="({CASH}days/\d+/)"', desk.receptionist.get(CASH).content.decode()))
    return Held(desk.receptionist, page, "chốt", lines={"reason": TYPED})


def a_result_handed_over(desk: Desk) -> Held:
    page = f"/desk/hand-over/{done(desk)}/"
    lines = {"who": "else", "name": "Lê Thị Cúc", "number": "022192001234", "authorisation": TYPED}
    return Held(desk.receptionist, page, "", lines=lines)


def a_parcel_answered(desk: Desk) -> Held:
    desk.receptionist.post("/desk/parcels/", {"listed": "EL444VN;Na"})
    page = re.findall(r"/desk/parcels/\d+/", desk.receptionist.get("/desk/parcels/").content.decode())[0]
    return Held(desk.receptionist, page, "đã", lines={"reason": TYPED, "return": "1"})


def stubs_made_void(desk: Desk) -> Held:
    page = pads.address_of(pads.reserved(desk))
    return Held(desk.receptionist, page, "", lines={"reason": TYPED, "all": "1"}, to=f"{page}void/")


def a_stub_entered(desk: Desk) -> Held:
    (stub, *_rest) = pads.ways_in(pads.reserved(desk))
    desk.wait(hours=3)
    lines = {**desk.sheet(), "happened_at": f"10:05 {day(desk, 0)}", "late_reason": TYPED}
    return Held(desk.receptionist, f"/desk/receive/{A_BIRTH}/?stub={stub}", "", lines=lines, is_whole=True)


def a_kept_sheet(desk: Desk) -> Held:
    page = kept(desk)
    return Held(desk.receptionist, page, "", lines={**desk.sheet(), "note": TYPED}, is_whole=True)


def a_shipment_ordered(desk: Desk) -> Held:
    one = done(desk, return_method="post")
    home = {"name": "Nguyễn Văn An", "address": TYPED, "phone": "0912345678", "amount": "26000", "order": "1"}
    return Held(desk.receptionist, f"/desk/shipments/send/{one}/", "", lines=home)


def a_chasing_letter_answered(desk: Desk) -> Held:
    return Held(desk.somebody(Role.LEADER), chasing.written(desk), "đã")


def a_draft_of_a_procedure(desk: Desk) -> Held:
    keeper = desk.somebody(Role.CATALOGUE_ADMINISTRATOR, "H49.01")
    return Held(keeper, f"/control/catalogue/{A_BIRTH}/draft/", "người khác đã sửa", lines={"decision": TYPED})


def the_text_of_a_procedure(desk: Desk) -> Held:
    keeper = desk.somebody(Role.CATALOGUE_ADMINISTRATOR, "H49.01")
    text = f"{catalogue.version_draft(A_BIRTH).text}# {TYPED}"
    return Held(keeper, f"/control/catalogue/{A_BIRTH}/draft/text/", "người khác đã sửa", lines={"text": text})


def an_e_form(desk: Desk) -> Held:
    keeper = desk.somebody(Role.CATALOGUE_ADMINISTRATOR, "H49.01")
    commands.begin_form(actor=system("test"), at=desk.at, form="mau")
    lines = {"text": TYPED, "uses": ""}
    return Held(keeper, "/control/e-forms/form/mau/", "người khác sửa", lines=lines)


def a_publication(desk: Desk) -> Held:
    held = a_draft_of_a_procedure(desk)
    assert held.sent({**held.opened(), "decision": "QĐ 3", "effective_from": day(desk, 1)}).status_code == 302
    return Held(held.browser, f"{held.page}publish/", "", has_words=False, first=lambda: held.sent(held.opened()))


def days_off(desk: Desk) -> Held:
    lines = {"kind": "day_off", "first_day": day(desk, 2), "name": TYPED, "decision": TYPED, "enter": "1"}
    return Held(desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49"), "/control/calendar/", "", lines=lines)


def in_the_house(desk: Desk, act: str, **lines: Any) -> Held:
    keeper = desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49")
    given = {"first_day": day(desk, 7), "decision": TYPED, "confirmed": "1", **lines}
    return Held(keeper, f"/control/agencies/{ward(desk)}/{act}/", MOVED, lines=given)


def an_agency_renamed(desk: Desk) -> Held:
    return in_the_house(desk, "rename", name="Phường Hồng Gai mới")


def forms_of_an_agency(desk: Desk) -> Held:
    return in_the_house(desk, "forms", form_size="a4", form_languages="")


def a_post_created(desk: Desk) -> Held:
    return in_the_house(desk, "create-post", role="officer", title=TYPED, capacity="own")


def a_unit_opened(desk: Desk) -> Held:
    return in_the_house(desk, "open-unit", code="TP", name=TYPED)


def held_by(desk: Desk, role: Role) -> Holding:
    return next(
        one for one in organisation.holdings(on=desk.at.date(), agency_ids=[ward(desk)]) if one.post.role is role
    )


def an_appointment(desk: Desk) -> Held:
    post = held_by(desk, Role.OFFICER).post
    return in_the_house(desk, f"appoint/{post.id}", officer_code="HG-99", name="Lê Thị Cúc")


def an_appointment_ended(desk: Desk) -> Held:
    return in_the_house(desk, f"end-holding/{held_by(desk, Role.OFFICER).id}", last_day=day(desk, 9))


def a_post_closed(desk: Desk) -> Held:
    return in_the_house(desk, f"close-post/{held_by(desk, Role.CLERK).post.id}", last_day=day(desk, 9))


def a_delegation(desk: Desk) -> Held:
    receiver = str(held_by(desk, Role.CLERK).officer_id)
    return in_the_house(desk, f"delegate/{held_by(desk, Role.LEADER).id}", receiver=receiver, last_day=day(desk, 9))


def ones_own_delegation(desk: Desk) -> Held:
    held, receiver = held_by(desk, Role.LEADER), str(held_by(desk, Role.CLERK).officer_id)
    lines = {"receiver": receiver, "posts": [str(held.post.id)], "first_day": day(desk, 1), "last_day": day(desk, 3)}
    return Held(desk.somebody(Role.LEADER), "/account/cover/", "", lines={**lines, "decision": TYPED})


def a_reason(desk: Desk) -> Held:
    lines = {
        "vi": "Đất đang có tranh chấp tại Tòa án",
        "en": "",
        "kinds": ["refused"],
        "valid_from": day(desk, 0),
        "decision": TYPED,
    }
    keeper = desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49")
    return Held(keeper, "/control/reasons/new/", "", lines=lines)


def withdrawn() -> int:
    return next(one.id for one in catalogue.reasons() if one.key == "withdrawn" and one.valid_to is None)


def another_wording(desk: Desk) -> Held:
    keeper = desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49")
    lines = {"vi": "Rút hồ sơ", "valid_from": day(desk, 1), "decision": TYPED, "kinds": [ReasonKind.STOP]}
    return Held(keeper, f"/control/reasons/new/?replaces={withdrawn()}", MOVED, lines=lines)


def the_end_of_a_reason(desk: Desk) -> Held:
    keeper = desk.somebody(Role.SYSTEM_ADMINISTRATOR, "H49")
    lines = {"last_day": day(desk, 0), "decision": TYPED}
    return Held(keeper, f"/control/reasons/{withdrawn()}/", MOVED, lines=lines)


ROWS: dict[str, Row] = {
    "a letter that is drafted anew": a_letter,
    "a letter that the leader signed": a_letter_that_is_signed,
    "signing a letter": a_signature_on_a_letter,
    "sealing a letter": a_seal_on_a_letter,
    "a result": a_result,
    "a submission": a_submission,
    "why it is late": a_cause,
    "a result taken back": a_result_taken_back,
    "a result replaced": a_result_replaced,
    "feedback answered": feedback_answered,
    "papers taken over": a_list_taken,
    "what a paper says": a_paper_described,
    "a paper taken out": a_paper_taken_out,
    "a receipt made void": a_receipt_made_void,
    "a spoilt receipt of money": a_spoilt_receipt,
    "money given back": money_given_back,
    "money taken": money_taken,
    "a day closed": a_day_closed,
    "a result handed over": a_result_handed_over,
    "a parcel answered": a_parcel_answered,
    "codes made void": stubs_made_void,
    "a code entered late": a_stub_entered,
    "a sheet that was kept": a_kept_sheet,
    "a shipment ordered": a_shipment_ordered,
    "a chasing letter answered": a_chasing_letter_answered,
    "a draft of a procedure": a_draft_of_a_procedure,
    "an e-form": an_e_form,
    "the text of a procedure": the_text_of_a_procedure,
    "a publication": a_publication,
    "days off": days_off,
    "an agency renamed": an_agency_renamed,
    "how forms are printed": forms_of_an_agency,
    "a post created": a_post_created,
    "a unit opened": a_unit_opened,
    "an appointment": an_appointment,
    "an appointment ended": an_appointment_ended,
    "a post closed": a_post_closed,
    "a delegation": a_delegation,
    "one's own delegation": ones_own_delegation,
    "a reason": a_reason,
    "another wording": another_wording,
    "the end of a reason": the_end_of_a_reason,
}


@pytest.fixture(autouse=True)
def demonstration(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A house in which everybody signs with a sample certificate, and a carrier fetches what goes by post."""
    settings.DEMO, settings.HOME, settings.FILES_URL = True, tmp_path, ""
    monkeypatch.setenv(VARIABLE, "demo:")


@pytest.mark.parametrize("name", [*ROWS])
def test_the_second_is_told_and_keeps_his_words(desk: Desk, name: str) -> None:
    wrong = found(name, ROWS[name], desk)
    assert not wrong, "\n".join(wrong)


def in_other_words(form: Mapping[str, Any]) -> dict[str, Any]:
    """The same choices, with what the other one has to say."""
    return {
        name: value.replace(TYPED, "Người kia ghi khác") if isinstance(value, str) else value
        for name, value in form.items()
    }


def found(name: str, row: Row, desk: Desk) -> list[str]:
    """What is wrong with how the second one is answered."""
    held = row(desk)
    mine, other = held.opened(), in_other_words(held.opened())
    desk.wait(minutes=1)
    done = held.first() if held.first else held.sent(other)
    if done.status_code != HTTPStatus.FOUND:
        return [f"{name}: the first could not: {done.status_code} {said(done)[:600]} {other}"]
    desk.wait(minutes=1)
    answer = held.sent(mine)
    page = html.unescape(answer.content.decode())
    wrong = []
    if not 400 <= answer.status_code < 500:
        wrong.append(f"{name}: answered {answer.status_code} {answer.headers.get('Location', '')} {said(answer)[:600]}")
    if held.told not in said(answer):
        wrong.append(f"{name}: {answer.status_code} says {said(answer)[:500]}")
    if held.has_words and TYPED not in page:
        wrong.append(f"{name}: {answer.status_code} lost the words ({mine}) {said(answer)[:500]}")
    return wrong
