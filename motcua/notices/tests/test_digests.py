"""The digest of a morning: made once, on working days, kept, and sent to whoever oversees agencies and wishes it."""

from datetime import date, datetime
from typing import Any

import pytest

from motcua.dossier.types import Apologise
from motcua.kernel import sweep
from motcua.notices import commands, models, queries
from motcua.notices.sweeps import DELIVERIES, DIGESTS
from motcua.notices.tests.stories import Post, texts
from motcua.notices.types import DeliveryState, DigestWish, Reported, Why
from motcua.process.tests.house import Person, on, written

DUE_DAY, AFTER = date(2026, 3, 16), date(2026, 3, 17)
"""Ten working days after 2 March are over on Monday, 16 March."""


@pytest.fixture
def house(post: Post) -> Post:
    """One dossier was received, one filing waits; the digests begin, and the leader wants one when there is need."""
    post.house.receive()
    post.house.file(on("13/03 16:00"))
    commands.begin_digests(on("13/03 18:00"))
    commands.begin_digests(on("13/03 18:30"))
    wish(post, post.house.leader, DigestWish.WHEN_NEEDED)
    wish(post, post.house.officer, DigestWish.ALWAYS)
    return post


def wish(post: Post, who: Person, digest: DigestWish, email: str = "hung@example.vn") -> None:
    commands.wish_digest(actor=who.actor, officer_id=who.id, at=post.at, email=email, language="vi", digest=digest)


def morning(at: datetime) -> None:
    """The sweeps go round."""
    sweep.run_once(at, only=[DIGESTS])
    sweep.run_once(at, only=[DELIVERIES])


def counts(post: Post, day: date, at: datetime) -> dict[str, int]:
    found = queries.digest_of(post.house.leader.scope, day, at=at)
    assert found is not None
    return {one.value: found.count(one) for one in Reported if found.count(one)}


def deliveries() -> list[tuple[Any, ...]]:
    rows = models.Delivery.objects.filter(event="digest").order_by("id")
    return [(row.recorded_at.date(), row.officer_id, row.state, row.why) for row in rows]


def test_a_working_morning_is_reported_once_to_who_oversees(house: Post) -> None:
    leader = house.house.leader.id
    morning(on("16/03 07:29"))
    assert deliveries() == []
    for at in ("16/03 07:30", "16/03 07:31", "16/03 12:00"):
        morning(on(at))
    assert deliveries() == [(DUE_DAY, leader, DeliveryState.SENT, "")], "nobody else oversees, and it is sent once"
    said = texts()[-1]
    assert "Đến hạn trong ngày: 1 hồ sơ." in said
    assert "Phải xin lỗi, hẹn lại mà chưa có văn bản: 1 hồ sơ." in said
    assert "quá hạn: " not in said
    assert "Số việc cần lưu ý" not in said


def test_a_past_morning_is_shown_as_it_was_found_then(house: Post) -> None:
    now = on("17/03 09:00")
    assert queries.digest_of(house.house.leader.scope, DUE_DAY, at=now) is None, "none was made"
    assert counts(house, AFTER, now) == {"late": 1, "apologies": 1, "filings": 1}, "as things stand"
    morning(on("16/03 07:30"))
    dossier_id = house.house.receive(on("16/03 09:00")).dossier_id
    morning(on("17/03 07:30"))
    assert counts(house, DUE_DAY, now) == {"due_today": 1, "apologies": 1, "filings": 1}
    assert counts(house, AFTER, now) == {"late": 1, "apologies": 1, "filings": 1}
    late = queries.digest_of(house.house.leader.scope, AFTER, at=now)
    assert late is not None
    assert dossier_id not in late.found[Reported.LATE][house.house.office.resolving]
    stranger = queries.digest_of(house.house.stranger.scope, AFTER, at=now)
    assert stranger is not None
    assert stranger.agency_ids == frozenset()


def test_an_apology_that_is_out_is_owed_no_longer(house: Post) -> None:
    late = queries.digest_of(house.house.leader.scope, AFTER, at=on("17/03 07:30"))
    assert late is not None
    (dossier_id,) = late.found[Reported.APOLOGIES][house.house.office.resolving]
    reason = written("Chờ xác minh")
    house.house.act(
        house.house.leader, dossier_id, lambda unit: Apologise(reason(unit), on("20/03 17:00")), on("17/03 08:00")
    )
    assert counts(house, AFTER, on("17/03 09:00")) == {"late": 1, "filings": 1}


def test_a_filing_is_owed_by_the_desk_that_got_it(house: Post) -> None:
    found = queries.digest_of(house.house.desk.scope, date(2026, 3, 16), at=on("16/03 07:00"))
    assert found is not None
    assert found.count(Reported.FILINGS, house.house.office.receiving) == 1


def test_no_digest_on_a_day_off_and_none_for_days_that_nobody_made(house: Post) -> None:
    morning(on("14/03 07:30"))
    assert deliveries() == [], "a Saturday"
    assert not models.AgencyDigest.objects.exists()
    morning(on("18/03 10:00"))
    assert [day for day, *_ in deliveries()] == [date(2026, 3, 18)]
    assert queries.digest_of(house.house.leader.scope, DUE_DAY, at=on("18/03 11:00")) is None
    morning(on("19/03 07:30"))
    assert [day for day, *_ in deliveries()] == [date(2026, 3, 18), date(2026, 3, 19)]


@pytest.mark.parametrize(("digest", "letters"), [("never", 0), ("when_needed", 0), ("always", 1)])
def test_whether_nothing_is_worth_a_letter_is_a_wish(post: Post, digest: str, letters: int) -> None:
    commands.begin_digests(on("02/03 06:00"))
    wish(post, post.house.leader, DigestWish(digest))
    morning(on("02/03 07:30"))
    assert len(deliveries()) == letters
    assert [one for one in texts() if "Số việc cần lưu ý: 0." in one] == texts()


def test_who_changes_his_mind_before_it_is_sent_gets_none(house: Post) -> None:
    sweep.run_once(on("16/03 07:30"), only=[DIGESTS])
    wish(house, house.house.leader, DigestWish.NEVER)
    sweep.run_once(on("16/03 07:30"), only=[DELIVERIES])
    assert [row[2:] for row in deliveries()] == [(DeliveryState.DROPPED, Why.UNWANTED)]
