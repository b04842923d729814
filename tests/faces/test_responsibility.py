"""Who answers for what is late: on the dossier's page, as a letter, and by agency and month."""

import csv
import io

from django.test import Client

from motcua.journal import queries as journal
from motcua.organisation.types import Role
from tests.faces.people import A_SIGNED_RESULT, ELSEWHERE, Desk, hidden, said
from tests.faces.test_control import booked

MONTH = "?from=2026-10-15&to=2026-11-14"


def late_one(desk: Desk) -> int:
    """Received on Monday morning, and nobody did anything until Thursday of the next week."""
    dossier_id = desk.receive(A_SIGNED_RESULT)
    desk.wait(days=10)
    booked()
    return dossier_id


def test_the_page_names_step_person_and_hours(desk: Desk) -> None:
    dossier_id = late_one(desk)
    for role, agency in ((Role.SUPERVISOR, "H49.201"), (Role.LEADER, "H49.201"), (Role.INSPECTOR, "H49")):
        page = said(desk.somebody(role, agency).get(f"/office/dossiers/{dossier_id}/"))
        assert "Trách nhiệm về việc chậm hạn" in page
        assert "Vượt" in page
    assert "Trách nhiệm về việc chậm hạn" not in said(
        desk.somebody(Role.OFFICER).get(f"/office/dossiers/{dossier_id}/")
    )


def test_a_dossier_in_its_term_has_nothing_to_answer_for(desk: Desk) -> None:
    dossier_id = desk.receive(A_SIGNED_RESULT)
    supervisor = desk.somebody(Role.SUPERVISOR)
    assert "Trách nhiệm về việc chậm hạn" not in said(supervisor.get(f"/office/dossiers/{dossier_id}/"))
    assert supervisor.get(f"/office/dossiers/{dossier_id}/lateness.pdf").status_code == 409


def test_the_answer_to_the_citizen_is_a_letter(desk: Desk) -> None:
    dossier_id = late_one(desk)
    address = f"/office/dossiers/{dossier_id}/lateness.pdf"
    answer = desk.somebody(Role.SUPERVISOR).get(address)
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert desk.somebody(Role.SUPERVISOR, ELSEWHERE).get(address).status_code == 404
    assert desk.somebody(Role.OFFICER).get(address).status_code == 403
    assert Client().get(address).status_code == 302


def test_the_month_is_put_to_the_head_of_each_agency(desk: Desk) -> None:
    late_one(desk)
    supervisor = desk.somebody(Role.SUPERVISOR)
    page = said(supervisor.get(f"/control/responsibility/{MONTH}"))
    assert "Ủy ban nhân dân phường Hồng Gai" in page
    assert "H49.201-261102-0001" in page
    answer = supervisor.get(f"/control/responsibility.csv{MONTH}")
    assert answer["Content-Disposition"].startswith("attachment")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines[0][0] == "Hồ sơ"
    assert [line[0] for line in lines[1:]] == ["H49.201-261102-0001"]
    assert float(lines[1][7].replace(",", ".")) > 0


def test_a_stranger_answers_for_nothing_of_ours(desk: Desk) -> None:
    late_one(desk)
    stranger = desk.somebody(Role.SUPERVISOR, ELSEWHERE)
    assert "Kỳ này không có hồ sơ chậm hạn" in said(stranger.get(f"/control/responsibility/{MONTH}"))
    assert "H49.201" not in stranger.get(f"/control/responsibility.csv{MONTH}").content.decode()
    for page in ("responsibility/", "responsibility.csv"):
        assert desk.somebody(Role.CLERK).get(f"/control/{page}").status_code == 403


def test_the_cause_of_a_delay_is_recorded_and_counted(desk: Desk) -> None:
    dossier_id = late_one(desk)
    supervisor, address = desk.somebody(Role.SUPERVISOR), f"/office/dossiers/{dossier_id}/cause/"
    page = supervisor.get(address)
    silent = supervisor.post(address, {**hidden(page), "cause": "other", "words": ""})
    assert silent.status_code == 422
    assert "hãy ghi rõ" in said(silent)
    for _press in range(2):
        typed = {**hidden(page), "cause": "overload", "words": "Một công chức nghỉ thai sản."}
        assert supervisor.post(address, typed).status_code == 302
    causes = [one for one in journal.entries(f"dossier/{dossier_id}") if one.kind == "process.lateness_cause_recorded"]
    assert len(causes) == 1
    assert "thai sản" not in str(causes[0].body)
    shown = said(supervisor.get(f"/office/dossiers/{dossier_id}/"))
    assert "Quá tải, thiếu người" in shown
    assert "thai sản" in shown
    assert "Quá tải, thiếu người : 1" in said(supervisor.get(f"/control/responsibility/{MONTH}")).replace(":", " :")


def test_who_may_not_say_why(desk: Desk) -> None:
    in_term = desk.receive(A_SIGNED_RESULT)
    address = f"/office/dossiers/{in_term}/cause/"
    assert desk.somebody(Role.SUPERVISOR).post(address, {"cause": "system"}).status_code == 409
    late = late_one(desk)
    address = f"/office/dossiers/{late}/cause/"
    assert desk.somebody(Role.SUPERVISOR, ELSEWHERE).post(address, {"cause": "system"}).status_code == 404
    assert desk.somebody(Role.OFFICER).post(address, {"cause": "system"}).status_code == 403
    assert desk.somebody(Role.INSPECTOR, "H49").post(address, {"cause": "system"}).status_code == 403
