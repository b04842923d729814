"""Officers are reminded of what is late and due soon: each once a morning, and of what holds when it is sent."""

from datetime import datetime

import pytest

from motcua.dossier.models import Dossier
from motcua.dossier.types import AnswerConsultation
from motcua.kernel import sweep
from motcua.kernel.types import Refused
from motcua.notices import commands, models, queries
from motcua.notices.tests.stories import Post, texts
from motcua.notices.types import Channel, DeliveryState, Event, Why
from motcua.process import queries as work_of_dossiers
from motcua.process.commands import ask_opinions, read_notes, remind, remind_asked, write_note
from motcua.process.tests.house import Person, facts, on, written
from motcua.process.types import WorkKind
from motcua.worktime.types import Term

DUE_TOMORROW = on("13/03 07:45")
"""Ten working days after 2 March are over on Monday, 16 March: the alarm of the working day before rings on Friday."""


@pytest.fixture
def reminded(post: Post, monkeypatch: pytest.MonkeyPatch) -> Post:
    """Only officers are told here: the officer of two dossiers wishes it."""
    for channel in (Channel.ZALO, Channel.SMS):
        monkeypatch.setenv(f"MOTCUA_{channel.upper()}", "")
    wish(post, post.house.officer, "dung@example.vn")
    for _ in range(4):  # two for him and two for his colleague
        post.house.receive()
    post.told()
    return post


def wish(post: Post, who: Person, email: str) -> None:
    commands.wish_as_officer(actor=who.actor, officer_id=who.id, at=post.at, email=email, language="vi")


def ring(post: Post, at: datetime) -> None:
    """The alarms of the dossiers ring, and the journal is read."""
    post.at = at
    sweep.run_once(at, only=[one for one in sweep.sweeps() if one.name == "dossiers"])
    post.read()


def reminders() -> list[models.Delivery]:
    return list(models.Delivery.objects.filter(event=Event.REMINDER.value).order_by("id"))


def test_one_letter_in_the_morning_names_all_that_is_due(reminded: Post) -> None:
    ring(reminded, on("13/03 07:30"))
    (one,) = reminders()
    assert one.next_try_at == DUE_TOMORROW
    reminded.sweep(DUE_TOMORROW)
    said = texts()[-1]
    codes = ", ".join(facts(one_of_his).code for one_of_his in one.said["dossiers"])
    assert f"Sắp đến hạn: 2 hồ sơ ({codes})." in said
    assert "Quá hạn" not in said
    ring(reminded, on("17/03 00:01"))
    assert len(reminders()) == 2
    reminded.sweep(on("17/03 07:45"))
    assert f"Quá hạn: 2 hồ sơ ({codes})." in texts()[-1]


def test_the_log_shows_him_by_name_and_not_his_mailbox(reminded: Post) -> None:
    ring(reminded, on("13/03 07:30"))
    reminded.sweep(DUE_TOMORROW)
    (line,) = [one for one in queries.lines(list(reminded.log())) if one.told.event is Event.REMINDER]
    assert (line.officer, line.told.to, line.told.state) == ("Phạm Thị Dung", "d***@example.vn", DeliveryState.SENT)
    assert "dung@example.vn" not in str(
        list(models.Delivery.objects.values()) + list(models.DemoMessage.objects.values())
    )


def test_who_does_not_wish_it_is_not_reminded(reminded: Post) -> None:
    wish(reminded, reminded.house.officer, "")
    ring(reminded, on("13/03 07:30"))
    assert reminders() == []


def test_who_has_done_his_work_meanwhile_is_not_reminded(reminded: Post) -> None:
    ring(reminded, on("13/03 07:30"))
    reminded.at = on("13/03 07:35")
    for dossier_id in reminders()[0].said["dossiers"]:
        reminded.house.advance(reminded.house.officer, dossier_id, "submit", reminded.at)
    reminded.sweep(DUE_TOMORROW)
    assert [(one.state, one.why) for one in reminders()] == [(DeliveryState.DROPPED, Why.NO_LONGER_TRUE)]


def test_who_changes_his_mind_is_not_reminded(reminded: Post) -> None:
    ring(reminded, on("13/03 07:30"))
    wish(reminded, reminded.house.officer, "")
    reminded.sweep(DUE_TOMORROW)
    assert [(one.state, one.why) for one in reminders()] == [(DeliveryState.DROPPED, Why.UNWANTED)]


def test_alarms_that_ring_one_after_the_other_make_one_letter(reminded: Post) -> None:
    for _ in range(2):
        reminded.house.receive(on("03/03 09:00"))
    reminded.told(on("03/03 09:00"))
    ring(reminded, on("13/03 07:30"))
    ring(reminded, on("16/03 07:30"))
    assert [len(one.said["dossiers"]) for one in reminders()] == [3]


def test_a_mailbox_is_one_or_none(post: Post) -> None:
    with pytest.raises(Refused, match="mailbox_unreadable"):
        wish(post, post.house.officer, "somewhere")
    assert queries.officer_wishes(post.house.officer.id) == ""
    wish(post, post.house.officer, " dung@example.vn ")
    assert queries.officer_wishes(post.house.officer.id) == "dung@example.vn"
    assert queries.officer_wishes(post.house.leader.id) == ""


def test_whom_somebody_reminds_himself_hears_at_once(reminded: Post) -> None:
    one = min(
        row for row in Dossier.objects.values_list("id", flat=True) if holder_of(row) == reminded.house.officer.id
    )
    leader, at = reminded.house.leader, on("03/03 10:00")
    remind(actor=leader.actor, scope=leader.scope, at=at, dossier_id=one, words="Đề nghị xử lý trước.")
    reminded.told(at)
    said = texts()[-1]
    assert f"Người theo dõi, giám sát nhắc: 1 hồ sơ ({facts(one).code})." in said
    assert "Đề nghị xử lý trước" not in said
    assert "Sắp đến hạn" not in said


def holder_of(dossier_id: int) -> int | None:
    return facts(dossier_id).holder.officer_id


def test_whom_a_note_mentions_hears_in_the_morning_unless_he_has_read_it(reminded: Post) -> None:
    house, at = reminded.house, on("03/03 10:00")
    wish(reminded, house.colleague, "canh@example.vn")
    for one in (1, 2):
        dossier_id = house.receive(at).dossier_id
        write_note(
            actor=house.leader.actor,
            scope=house.leader.scope,
            at=at,
            dossier_id=dossier_id,
            words=f"Xem giúp, lần {one}.",
            mentioned=[house.officer.id, house.colleague.id],
        )
    reminded.at = at
    reminded.read()
    read_notes(actor=house.colleague.actor, scope=house.colleague.scope, at=at, dossier_id=dossier_id)
    reminded.sweep(on("04/03 07:45"))
    by_officer = dict(zip([one.officer_id for one in reminders()], texts()[-2:], strict=True))
    assert "Đồng nghiệp nhắc tên anh/chị trong ghi chú: 2 hồ sơ" in by_officer[house.officer.id]
    assert "ghi chú: 1 hồ sơ" in by_officer[house.colleague.id]
    assert facts(dossier_id).code not in by_officer[house.colleague.id]
    assert "Xem giúp" not in "".join(texts())


def test_whose_answer_is_awaited_hears_at_once_and_the_morning_after_it_was_due(post: Post) -> None:
    house, at = post.house, on("02/03 10:00")
    wish(post, house.tax_officer, "thai@example.vn")
    wish(post, house.stranger, "xa@example.vn")
    wish(post, house.officer, "dung@example.vn")
    dossier_id = house.receive().dossier_id
    ask_opinions(
        actor=house.officer.actor,
        scope=house.officer.scope,
        at=at,
        dossier_id=dossier_id,
        agency_ids=[house.tax, house.office.other],
        term=Term.parse("3 working_day"),
        question="Có vướng quy hoạch không?",
    )
    post.told(at)
    begun = len(texts())

    at = on("03/03 09:00")
    remind_asked(
        actor=house.officer.actor,
        scope=house.officer.scope,
        at=at,
        dossier_id=dossier_id,
        consultation=f"agency-{house.tax}",
        words="Đề nghị trả lời sớm.",
    )
    (said,) = post.told(at)[begun:]
    assert f"Cơ quan khác đang chờ cơ quan anh/chị trả lời: 1 hồ sơ ({facts(dossier_id).code})." in said
    assert "Đề nghị trả lời sớm" not in said
    assert [(one.officer_id, one.agency_ids) for one in reminders()] == [(house.tax_officer.id, [house.tax])]

    given = [one for one in work_of_dossiers.open_work(dossier_id) if one.kind == WorkKind.GIVE_OPINION]
    ring(post, on("06/03 00:01"))
    assert [one.officer_id for one in reminders()[1:]] == [house.tax_officer.id, house.stranger.id]
    assert {one.due_at for one in given} == {on("05/03 17:00")}
    house.act(
        house.stranger,
        dossier_id,
        lambda unit: AnswerConsultation(f"agency-{house.office.other}", written()(unit)),
        on("06/03 07:40"),
    )
    post.sweep(on("06/03 07:45"))
    late, answered = reminders()[1:]
    assert (late.state, answered.state, answered.why) == (
        DeliveryState.SENT,
        DeliveryState.DROPPED,
        Why.NO_LONGER_TRUE,
    )
