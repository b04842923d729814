"""Something is said to an agency: code, link, terms; and nothing learnt about anybody."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import OwnDatabase
from motcua.accounts.types import digest_of_secret
from motcua.journal import queries as journal
from motcua.journal.types import RequestKey
from motcua.papers.types import Allowance
from motcua.parties.tests.factories import AN
from motcua.process.tests.house import MORNING, House, facts, house
from motcua.voice import queries, reading
from motcua.voice.models import Feedback
from motcua.voice.tests.saying import WORDS, a_file, refusal_of, said
from motcua.voice.types import FileUse, Stage

KEY = RequestKey("a-press", b"what was sent")


def test_it_gets_a_code_a_link_and_the_day_of_its_answer(here: House) -> None:
    sent = said(here, files=[a_file()])
    view = queries.followed(sent.secret, at=MORNING)
    assert sent.code == view.feedback.code == "PAKN-260302-0001"
    assert said(here, words="Điều khác").code == "PAKN-260302-0002"
    assert view.feedback.stage is Stage.RECEIVED
    assert view.said.words == WORDS
    assert view.said.sender is not None
    assert view.said.sender.name == AN.name
    assert [one.use for one in view.said.files] == [FileUse.SENT]
    assert view.feedback.due_at == datetime(2026, 3, 23, 17, 0), "fifteen working days from Monday the 2nd"
    assert view.feedback.decline_due_at == datetime(2026, 3, 4, 17, 0), "two working days"
    explained = " ".join(str(line.text) for line in view.clock.lines)
    assert "15 ngày làm việc" in explained
    assert view.clock.notes[-1] == queries.rules_on(MORNING.date()).article


def test_only_the_digest_of_the_secret_is_kept_and_another_secret_opens_nothing(here: House) -> None:
    sent = said(here)
    row = Feedback.objects.get()
    assert bytes(row.secret_digest) == digest_of_secret(sent.secret)
    assert sent.secret not in json.dumps(Feedback.objects.values()[0], default=str)
    for wrong in ("", sent.code, str(sent.feedback_id), sent.secret[:-1], sent.secret.swapcase()):
        assert refusal_of(queries.followed, wrong, at=MORNING) == "feedback_absent"
        assert refusal_of(queries.open_followed_file, wrong, 1, at=MORNING) == "feedback_absent"


def test_the_sender_reads_his_files_and_nobody_elses(here: House) -> None:
    mine, other = said(here, files=[a_file(2)]), said(here, files=[a_file(3)])
    (file,) = queries.followed(mine.secret, at=MORNING).said.files
    opened = queries.open_followed_file(mine.secret, file.attachment, at=MORNING)
    assert b"".join(opened.read(0, 4)) == b"%PDF"
    assert refusal_of(queries.open_followed_file, other.secret, file.attachment, at=MORNING) == "file_absent"


def test_pressed_twice_it_is_one_with_one_link(here: House) -> None:
    first, second = said(here, key=KEY), said(here, key=KEY)
    assert first == second
    assert Feedback.objects.count() == 1
    other = RequestKey(KEY.key, b"something else")
    assert refusal_of(said, here, words="khác", key=other) == "request_key_reused"
    assert said(here, key=RequestKey("another", b"x")).secret != first.secret


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"kind": "nonsense"}, "feedback_kind_unknown"),
        ({"words": "  "}, "feedback_words_missing"),
        ({"words": "dài " * 6_000}, "text_too_long"),
        ({"sender": replace(AN, phone="", email="")}, "feedback_contact_missing"),
        ({"sender": replace(AN, name="")}, "name_missing"),
        ({"agency_id": 999_999}, "agency_absent"),
    ],
)
def test_what_is_not_received(here: House, changes: dict[str, Any], refusal: str) -> None:
    assert refusal_of(said, here, **changes) == refusal
    assert not Feedback.objects.exists()


def test_it_takes_so_many_files_and_no_more(here: House, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [a_file(1), a_file(2)]
    few = replace(queries.rules_on(MORNING.date()), allowance=Allowance(1, 10**9))
    monkeypatch.setattr(reading, "_editions", lambda: (few,))
    assert refusal_of(said, here, files=files) == "files_too_many"
    small = replace(few, allowance=Allowance(9, files[0].file.size + 1))
    monkeypatch.setattr(reading, "_editions", lambda: (small,))
    assert refusal_of(said, here, files=files) == "files_too_large"


def test_nobody_learns_whether_there_is_a_dossier_of_the_code_that_was_typed(here: House) -> None:
    dossier_id = here.receive().dossier_id
    code = facts(dossier_id).code
    known, unknown = said(here, dossier_code=f" {code.lower()} "), said(here, dossier_code="H49.1-000000-0001")
    shown = [queries.followed(one.secret, at=MORNING) for one in (known, unknown)]
    assert [one.said.dossier_code for one in shown] == [code.lower(), "H49.1-000000-0001"]
    assert {len(one.timeline) for one in shown} == {1}
    office = [queries.feedback(here.officer.scope, one.feedback_id, at=MORNING) for one in (known, unknown)]
    assert [one.dossier_id for one in office] == [dossier_id, None]


def test_a_body_of_the_journal_names_nobody(here: House) -> None:
    said(here, dossier_code="mã của Nguyễn Thị Thu An", files=[a_file()])
    (entry,) = journal.entries(Feedback.objects.get().stream)
    written = json.dumps(entry.body, ensure_ascii=False)
    assert not any(word in written for word in (WORDS, AN.name, AN.phone, AN.email, "mã của"))


def test_it_costs_five_statements(own_database: OwnDatabase) -> None:
    here = house()

    def statements() -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            said(here)
        skipped = ("SAVEPOINT", "RELEASE", "SET ", "BEGIN", "COMMIT")
        return [one["sql"] for one in asked.captured_queries if not one["sql"].startswith(skipped)]

    for _known_before in range(3):
        statements()
    assert len(sent := statements()) <= 5, sent
