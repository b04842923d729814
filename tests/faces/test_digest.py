"""The digest of a morning as a page: of the agencies that somebody looks after, and where it is sent to him."""

from datetime import timedelta

from django.test import Client

from motcua.notices import commands, models
from motcua.organisation.types import Role
from tests.faces.people import A_SIGNED_RESULT, ELSEWHERE, Desk, hidden, said

DIGEST = "/control/digest/"


def test_the_morning_names_what_is_late_and_opens_it(desk: Desk) -> None:
    supervisor = desk.somebody(Role.SUPERVISOR)
    assert "Không có việc cần lưu ý" in said(supervisor.get(DIGEST))
    desk.receive(A_SIGNED_RESULT)
    desk.wait(days=10)
    for role, agency in ((Role.SUPERVISOR, "H49.201"), (Role.LEADER, "H49.201"), (Role.INSPECTOR, "H49")):
        page = said(desk.somebody(role, agency).get(DIGEST))
        assert "H49.201-261102-0001" in page
        assert "Phải xin lỗi mà chưa có văn bản" in page
    assert "H49.201-261102-0001" not in said(desk.somebody(Role.SUPERVISOR, ELSEWHERE).get(DIGEST))
    assert desk.somebody(Role.OFFICER).get(DIGEST).status_code == 403
    assert Client().get(DIGEST).status_code == 302


def test_another_day_is_shown_as_it_was_made_or_not_at_all(desk: Desk) -> None:
    desk.receive(A_SIGNED_RESULT)
    desk.wait(days=10)
    commands.begin_digests(desk.at)
    made = models.DigestRound.objects.get()
    commands.make_digests(made.id, desk.at)
    day = desk.at.date()
    desk.wait(days=1)
    supervisor = desk.somebody(Role.SUPERVISOR)
    assert "H49.201-261102-0001" in said(supervisor.get(f"{DIGEST}?day={day}"))
    assert "không lập tình hình đầu ngày" in said(supervisor.get(f"{DIGEST}?day={day - timedelta(days=1)}"))
    for strange in ("yesterday", "2999-01-01"):
        assert "Tình hình đầu ngày" in said(supervisor.get(f"{DIGEST}?day={strange}"))


def test_whoever_oversees_says_where_it_goes(desk: Desk) -> None:
    supervisor = desk.somebody(Role.SUPERVISOR)
    page = supervisor.get(DIGEST)
    wrong = supervisor.post(DIGEST, {**hidden(page), "email": "somewhere", "digest": "always"})
    assert wrong.status_code == 422
    assert 'value="somewhere"' in wrong.content.decode(), "nothing that was typed is lost"
    assert supervisor.post(DIGEST, {**hidden(page), "email": "a@example.vn", "digest": "often"}).status_code == 422
    assert supervisor.post(DIGEST, {**hidden(page), "email": "a@example.vn", "digest": "always"}).status_code == 302
    assert list(models.OfficerWishes.objects.values_list("email", "digest")) == [("a@example.vn", "always")]
    assert 'value="a@example.vn"' in supervisor.get(DIGEST).content.decode()
    inspector = desk.somebody(Role.INSPECTOR, "H49")
    assert "Gửi tình hình đầu ngày" not in said(inspector.get(DIGEST)), "who only looks is sent nothing"
