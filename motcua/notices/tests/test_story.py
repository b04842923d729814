"""What people are told of their dossiers: what, by which channel, when, and when not."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.dossier import queries as dossier
from motcua.dossier.tests.office import DOUBTS
from motcua.dossier.types import Apologise, AskSupplement, Facts, Reappoint, Stop, Void
from motcua.journal.commands import recording
from motcua.journal.models import Checkpoint
from motcua.kernel import checking
from motcua.kernel.types import system
from motcua.notices import models, queries
from motcua.notices.tests.conftest import NIGHT
from motcua.notices.tests.stories import Post, texts
from motcua.notices.types import Channel, DeliveryState, Event, LogFilter, Why
from motcua.organisation import queries as organisation
from motcua.organisation.types import EVERYTHING, NOTHING
from motcua.parties import commands as parties
from motcua.parties import queries as parties_queries
from motcua.parties.tests.factories import AN, AUTHORISATION, CUONG, filing, number_of_an
from motcua.process import commands as process
from motcua.process.tests.house import MORNING, on, written

SENT = DeliveryState.SENT


def test_who_hands_papers_in_is_told_by_mail_and_on_the_telephone_when_to_come(post: Post) -> None:
    receipt = post.house.receive()
    mail, short = post.told()
    assert receipt.code in mail
    assert "Hẹn trả kết quả: 17:00 16/03/2026." in mail.splitlines()
    assert short == f"Đã tiếp nhận hồ sơ {receipt.code}. Hẹn trả kết quả: 17:00 16/03/2026."
    assert [(one.channel, one.to, one.state) for one in queries.told_of(receipt.dossier_id)] == [
        (Channel.EMAIL, "a***@example.vn", SENT),
        (Channel.ZALO, "*******678", SENT),
    ]


def test_the_way_of_a_dossier_is_told_step_by_step(post: Post) -> None:
    dossier_id = post.house.receive().dossier_id
    post.house.act(
        post.house.officer,
        dossier_id,
        lambda unit: AskSupplement(missing=("request",), reason=written()(unit)),
        on("04/03 09:00"),
    )
    post.told(on("04/03 09:05"))
    assert [one.event for one in queries.told_of(dossier_id) if one.channel is Channel.EMAIL] == [
        Event.RECEIVED,
        Event.SUPPLEMENT,
    ]
    asked = texts()[2]
    assert "Cần bổ sung: Đơn đề nghị" in asked
    assert "chậm nhất ngày" in asked


@pytest.mark.parametrize(("way", "words"), [("approve", "đã có kết quả"), ("refuse", "từ chối giải quyết hồ sơ")])
def test_a_result_that_is_ready_and_a_refusal_read_differently(post: Post, way: str, words: str) -> None:
    house = post.house
    dossier_id = house.decided(action=way)
    house.advance(house.clerk, dossier_id, "seal", on("04/03 10:00"), details={"result_number": "12"})
    assert words in post.told(on("04/03 10:05"))[-2]


def test_an_apology_and_a_new_appointment_are_told(post: Post) -> None:
    house, dossier_id = post.house, post.house.receive().dossier_id
    post.told()
    house.act(house.officer, dossier_id, lambda unit: Apologise(reason=written()(unit)), on("12/03 09:00"))
    house.act(house.desk, dossier_id, Reappoint(on("18/03 17:00")), on("12/03 10:00"))
    post.told(on("12/03 10:05"))
    mails = [one for one in queries.told_of(dossier_id) if one.channel is Channel.EMAIL]
    assert [one.event for one in mails] == [Event.RECEIVED, Event.APOLOGY, Event.REAPPOINTED]
    assert any("Hẹn lại: 17:00 18/03/2026." in text for text in texts())


def test_a_proxy_and_the_applicant_are_both_told_and_nobody_twice(post: Post) -> None:
    with recording(actor=system("test"), at=MORNING) as unit:
        both = parties.declare(unit, filing(AN, proxy=CUONG, authorisation=AUTHORISATION), confirmed=DOUBTS)
        process.receive(
            actor=post.house.desk.actor, scope=post.house.desk.scope, at=MORNING, intake=post.house.office.intake(both)
        )
    post.told()
    reached = {(one.channel, one.to) for one in post.log()}
    assert reached == {
        (Channel.EMAIL, "a***@example.vn"),
        (Channel.ZALO, "*******678"),
        (Channel.ZALO, "*******321"),
        (Channel.SMS, "*******321"),
    }, "both declared the same mailbox; Cường's number has no Zalo, so he got an SMS"
    assert len(texts()) == 3


def test_an_sms_has_no_marks(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MOTCUA_ZALO")
    code = post.house.receive().code
    assert post.told()[1] == f"Da tiep nhan ho so {code}. Hen tra ket qua: 17:00 16/03/2026."


def test_at_night_nobody_is_woken(post: Post) -> None:
    post.house.receive()
    post.read()
    post.sweep(NIGHT)
    assert texts() == []
    assert {one.next_try_at for one in post.log()} == {datetime(2026, 3, 3, 7, 0)}
    post.sweep(datetime(2026, 3, 3, 7, 0))
    assert len(texts()) == 2


def test_without_a_channel_nothing_is_planned_and_old_news_is_nobodys(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    for channel in Channel:
        monkeypatch.setenv(f"MOTCUA_{channel.upper()}", "")
    post.house.receive()
    assert post.told() == []
    assert not models.Delivery.objects.exists()
    monkeypatch.setenv("MOTCUA_EMAIL", "demo:")
    post.house.receive()
    assert post.told(MORNING + timedelta(days=4)) == []
    assert not models.Delivery.objects.exists()


def test_a_reader_that_is_installed_today_tells_nobody_of_yesterday(post: Post) -> None:
    post.house.receive()
    Checkpoint.objects.filter(reader="notices.telling").delete()
    assert post.told() == []


def test_an_entry_that_cannot_be_read_is_passed_over_and_reported(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    house = post.house
    bad, good = house.receive(), house.receive()
    facts_many = dossier.facts_many

    def broken(ids: list[int]) -> dict[int, Facts]:
        if bad.dossier_id in ids:
            raise ValueError("unreadable")
        return facts_many(ids)

    monkeypatch.setattr(dossier, "facts_many", broken)
    post.read()
    monkeypatch.undo()
    assert {one.code for one in post.log()} == {good.code}
    (said,) = [finding.sentence for finding in checking.run(["notices"])]
    assert said == "Có 1 mục nhật ký không đọc được, nên không ai được thông báo về mục đó."


def test_somebody_erased_gets_nothing_more(post: Post) -> None:
    house, dossier_id = post.house, post.house.receive().dossier_id
    post.told()
    house.act(house.desk, dossier_id, lambda unit: Stop(reason=written()(unit)), on("03/03 09:00"))
    post.read()
    with recording(actor=system("test"), at=on("03/03 10:00")) as unit:
        parties.erase(unit, number_of_an(), reason="asked")
    post.sweep(on("03/03 10:00"))
    last = [one for one in post.log() if one.event is Event.STOPPED]
    assert {(one.state, one.why, one.to) for one in last} == {(DeliveryState.DROPPED, Why.ERASED, "")}
    assert len(texts()) == 2


def test_what_went_past_is_not_told(post: Post) -> None:
    house, dossier_id = post.house, post.house.receive().dossier_id
    post.read()
    house.act(house.desk, dossier_id, lambda unit: Void(reason=written()(unit)), MORNING + timedelta(minutes=1))
    assert post.told() == []
    assert {one.why for one in post.log()} == {Why.NO_LONGER_TRUE}


def test_a_field_that_is_missing_stops_the_message_and_is_named(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    post.house.receive()
    post.read()
    monkeypatch.setattr(organisation, "agency_names", lambda _ids: {})
    post.sweep()
    assert texts() == []
    assert {(one.state, one.why, one.about) for one in post.log()} == {
        (DeliveryState.GIVEN_UP, Why.FIELD_MISSING, "desk")
    }


def test_no_address_and_no_name_stands_in_the_rows(post: Post) -> None:
    post.house.receive()
    post.told()
    for table in (models.Delivery, models.DemoMessage):
        for row in table.objects.values():
            kept = str(row)
            assert not any(secret in kept for secret in (AN.name, AN.phone, AN.email, AN.address, "022195001234"))


def test_what_a_person_is_handed_out_names_what_he_was_told(post: Post) -> None:
    code = post.house.receive().code
    post.told()
    given = parties_queries.export(number_of_an())
    assert isinstance(given, dict)
    assert [(one["code"], one["event"], one["channel"]) for one in given["notices"]] == [
        (code, "received", "email"),
        (code, "received", "zalo"),
    ]


def test_a_batch_costs_the_same_statements_for_one_entry_and_for_many(post: Post) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as sent:
            post.read()
        return len(sent)

    post.house.receive()
    one = cost()
    for _ in range(5):
        post.house.receive()
    assert cost() == one


def test_strangers_see_nothing_of_it(post: Post) -> None:
    post.house.receive()
    post.told()
    assert len(queries.log(post.house.desk.scope, LogFilter()).rows) == 2
    for scope in (NOTHING, post.house.stranger.scope):
        assert queries.log(scope, LogFilter()).rows == ()
        assert queries.outbox(scope).messages == ()
    assert len(queries.outbox(post.house.officer.scope).messages) == 2
    assert len(queries.outbox(EVERYTHING).messages) == 2
