"""An officer asks several agencies at once; each finds the question in its own list, and the page says who answered."""

import re
from typing import Any

from motcua.organisation import queries as organisation
from motcua.organisation.types import Role
from motcua.process import queries as course
from motcua.process.types import WorkKind
from tests.faces.people import ELSEWHERE, HONG_GAI, LAND, Desk, hidden, said

ASK = "Lấy ý kiến cơ quan khác"


def asking(desk: Desk, **typed: Any) -> tuple[int, Any]:
    """A dossier about which two agencies are asked."""
    dossier_id = desk.receive(LAND)
    desk.press(Role.CLERK, dossier_id, "Phân công thụ lý")
    return dossier_id, desk.press(Role.OFFICER, dossier_id, ASK, days="3", reason="Có vướng quy hoạch không?", **typed)


def agencies(desk: Desk, dossier_id: int) -> dict[str, str]:
    """The agencies that may be asked, by name."""
    page = desk.somebody(Role.OFFICER).get(f"/office/dossiers/{dossier_id}/act/ask_consultation/").content.decode()
    found = re.findall(r'name="agencies" value="(\d+)"[^>]*><span>([^<]+)</span>', page)
    return {name: number for number, name in found}


def test_two_agencies_are_asked_and_the_page_says_who_answered(desk: Desk) -> None:
    dossier_id, refused = asking(desk)
    assert refused.status_code == 422, "nobody was chosen"
    there = agencies(desk, dossier_id)
    assert "Nội dung xin ý kiến" in said(refused)
    chosen = [number for name, number in there.items() if name.startswith("Ủy ban nhân dân phường")][:3]
    own = next(work.placement.agency_id for work in course.open_work(dossier_id))
    chosen = [number for number in chosen if number != str(own)][:2]
    asked = desk.press(Role.OFFICER, dossier_id, ASK, agencies=chosen, days="3", reason="Có vướng quy hoạch không?")
    assert asked.status_code == 302, said(asked)
    works = [work for work in course.open_work(dossier_id) if work.kind == WorkKind.GIVE_OPINION]
    assert sorted(str(work.placement.agency_id) for work in works) == sorted(chosen)
    page = said(desk.somebody(Role.OFFICER).get(f"/office/dossiers/{dossier_id}/"))
    assert "Đã hỏi cơ quan khác" in page
    assert page.count("đang chờ ý kiến") == 2
    desk.wait(days=7)
    assert "chưa trả lời đúng hạn" in said(desk.somebody(Role.OFFICER).get(f"/office/dossiers/{dossier_id}/"))


def test_the_agency_asked_finds_the_question_and_answers_for_itself_alone(desk: Desk) -> None:
    dossier_id = desk.receive(LAND)
    desk.press(Role.CLERK, dossier_id, "Phân công thụ lý")
    asked = organisation.agency_by_code(ELSEWHERE, on=desk.at.date()).id
    other = next(number for number in agencies(desk, dossier_id).values() if int(number) != asked)
    answer = desk.press(Role.OFFICER, dossier_id, ASK, agencies=[str(asked), other], days="3", reason="Có ý kiến gì?")
    assert answer.status_code == 302, said(answer)
    there = desk.somebody(Role.OFFICER, ELSEWHERE)
    assert f"/office/dossiers/{dossier_id}/" in there.get("/office/?box=pool").content.decode()
    address = f"/office/dossiers/{dossier_id}/act/answer_consultation/"
    page = there.get(address)
    assert page.content.decode().count("<option") == 1, "it answers for itself"
    done = there.post(address, {**hidden(page), "consultation": f"agency-{asked}", "reason": "Không vướng."})
    assert done.status_code == 302, said(done)
    shown = said(desk.somebody(Role.OFFICER, HONG_GAI).get(f"/office/dossiers/{dossier_id}/"))
    assert "trả lời đúng hạn" in shown
    assert "Không vướng." in shown
    assert there.get("/office/?box=pool").content.decode().count(f"/office/dossiers/{dossier_id}/") == 0
