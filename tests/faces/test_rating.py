"""Whoever has his result says how he was served, once; leaders see figures of many, and of nobody."""

import re
from typing import Any

from django.db import connection

from motcua.organisation.types import Role
from motcua.voice import queries
from motcua.voice.models import RatedDossier, Rating
from tests.faces.people import A_BIRTH, ELSEWHERE, Desk, hidden, said
from tests.faces.test_filing import himself
from tests.faces.test_following import proof
from tests.faces.test_office import finish
from tests.faces.test_portal import citizen

RATE, FIGURES = "/track/danh-gia/", "/control/ratings/?from=2026-11-01&to=2026-11-30"


def a_result(desk: Desk) -> dict[str, str]:
    """What proves that one may know of a dossier whose result is there."""
    dossier_id = desk.receive()
    finish(desk, dossier_id)
    return proof(dossier_id)


def whole(page: Any, value: int = 4) -> dict[str, str]:
    """Every question of a page answered alike."""
    keys = set(re.findall(r'type="radio" id="\w+-1" name="(\w+)"', page.content.decode()))
    return {**dict.fromkeys(keys, str(value)), **hidden(page), "send": "1"}


def test_a_result_is_rated_once_however_often_it_is_pressed(desk: Desk) -> None:
    browser, known = citizen(), a_result(desk)
    assert "Đánh giá việc phục vụ" in said(browser.post("/track/", known))
    page = browser.post(RATE, known)
    partly = browser.post(RATE, {**known, **hidden(page), "send": "1", "overall": "5"})
    assert partly.status_code == 422
    assert 'id="overall-5" name="overall" value="5" checked' in partly.content.decode(), "what was chosen stays"
    form = {**known, **whole(page)}
    answers = [browser.post(RATE, form) for _press in range(3)]
    assert all("Cảm ơn" in said(one) for one in answers)
    assert Rating.objects.count() == RatedDossier.objects.count() == 1
    again = browser.post(RATE, {**known, **whole(page, 1), "request_key": "another"})
    assert (again.status_code, "đã được đánh giá" in said(again)) == (409, True)
    assert Rating.objects.get().answers["overall"] == 4


def test_nothing_leads_from_a_rating_to_its_dossier(desk: Desk) -> None:
    browser, known = citizen(), a_result(desk)
    browser.post(RATE, {**known, **whole(browser.post(RATE, known))})
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM voice_rating")
        names = {column.name for column in cursor.description or ()}
        cursor.execute("SELECT count(*) FROM journal_entry WHERE kind LIKE '%%rat%%'")
        (entries,) = cursor.fetchone() or (None,)
    assert names == {"id", "agency_id", "procedure_code", "month", "answers"}
    assert entries == 0
    assert {one.name for one in RatedDossier._meta.get_fields()} == {"dossier_id"}


def test_before_the_result_and_for_strangers_there_is_nothing_to_rate(desk: Desk) -> None:
    dossier_id = desk.receive()
    known = proof(dossier_id)
    assert "Hiện không có gì để đánh giá" in said(citizen().post(RATE, known))
    answers = dict.fromkeys(("access", "procedure", "officials", "result", "feedback", "overall"), "5")
    early = citizen().post(RATE, {**known, **answers, "send": "1"})
    assert (early.status_code, "Chưa có kết quả" in said(early)) == (409, True)
    assert citizen().post(RATE, {**known, "second_fact": "0000", **answers, "send": "1"}).status_code == 404
    other = himself("022190001236", "Trần Thị Bích")
    assert other.get(f"/track/cua-toi/{known['code']}/danh-gia/").status_code == 404
    assert not Rating.objects.exists()


def test_whoever_oversees_sees_figures_of_enough_people_in_his_sight(desk: Desk) -> None:
    known = a_result(desk)
    owner, address = himself(), f"/track/cua-toi/{known['code']}/danh-gia/"
    done = owner.post(address, whole(owner.get(address), 5))
    assert "Cảm ơn" in said(done), said(done)
    supervisor = desk.somebody(Role.SUPERVISOR)
    assert "Chưa có ai đánh giá" in said(supervisor.get(FIGURES)), "one alone is not shown"
    one = Rating.objects.get()
    for value in (5, 4, 3, 1):
        Rating.objects.create(
            agency_id=one.agency_id, procedure_code=A_BIRTH, month=one.month, answers={**one.answers, "overall": value}
        )
    page = said(supervisor.get(FIGURES))
    assert "Thủ tục đăng ký khai sinh 5 60,00 % 5 5 5 5 5 3,6" in page.replace("\xa0", " ")
    assert "11" in said(supervisor.get(f"{FIGURES}&by=month"))
    assert "Hồng Gai" in said(supervisor.get(f"{FIGURES}&by=agency"))
    assert "Chưa có ai đánh giá" in said(desk.somebody(Role.SUPERVISOR, ELSEWHERE).get(FIGURES))
    line = queries.rating_of_procedure(A_BIRTH, since=one.month, until=desk.at.date())
    assert line is not None
    assert (line.count, line.satisfied) == (5, 3)
    assert desk.somebody(Role.RECEPTIONIST).get(FIGURES).status_code == 403
