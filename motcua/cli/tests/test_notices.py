"""`motcua notices`: how the channels stand, one message to try them with, and trying again what was given up."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.utils import translation

from motcua.cli.notices import notices
from motcua.config import startup
from motcua.journal.tests.wall import wall_of_the_story
from motcua.notices import models
from motcua.notices.tests.conftest import opened
from motcua.notices.tests.stories import Post, texts
from motcua.parties.tests.factories import AN
from motcua.process.tests.house import House


@pytest.fixture
def post(settled: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[Post]:
    """The database of the test is the house's."""

    def ready(_progress: Any) -> AbstractContextManager[None]:
        return nullcontext()

    monkeypatch.setattr(startup, "house", ready)
    with wall_of_the_story():
        yield opened(settled, monkeypatch)


def call(*words: str, language: str = "en") -> Result:
    with translation.override(language):
        return CliRunner().invoke(notices, words)


def test_the_status_names_channels_and_counts(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    post.house.receive()
    post.told()
    monkeypatch.delenv("MOTCUA_SMS")
    said = call("status").stdout.splitlines()
    assert said[:3] == ["e-mail      demo", "Zalo        demo", "SMS         not set up"]
    assert said[3] == "waiting: 0, sent: 2, given up: 0, not sent: 0"
    assert "đã gửi: 2" in call("status", language="vi").stdout
    whole = json.loads(call("status", "--json").stdout)
    assert whole["messages"] == {"waiting": 0, "sent": 2, "given_up": 0, "dropped": 0}
    assert [one["vendor"] for one in whole["channels"]] == ["demo", "demo", ""]


def test_a_wrong_setting_is_named_and_the_answer_is_no(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_SMS", "pigeon:")
    for words in (("status",), ("try", "sms", AN.phone)):
        answer = call(*words)
        assert (answer.exit_code, "MOTCUA_SMS: pigeon" in answer.stderr) == (1, True)


def test_one_message_tries_a_channel_out(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    assert call("try", "email", AN.email).stdout.startswith("Sent. The service calls it demo-")
    assert texts() == ["This message was sent to try the channel out."]
    assert not models.Delivery.objects.exists()
    refused = call("try", "sms", "0912345699")
    assert (refused.exit_code, refused.stderr) == (1, "this address cannot be reached demo:nobody\n")
    monkeypatch.delenv("MOTCUA_SMS")
    assert "no longer has this channel" in call("try", "sms", AN.phone).stderr


def test_everything_that_was_given_up_is_tried_again(post: Post) -> None:
    post.house.receive()
    post.read()
    models.Delivery.objects.update(state="given_up", why="refused", next_try_at=None)
    assert call("retry").stdout == "To be tried again: 2\n"
    post.sweep()
    assert {row.state for row in models.Delivery.objects.all()} == {"sent"}
    assert call("retry").stdout == "To be tried again: 0\n"
