"""Two at once: pressed twice it is one, and of two who answer one is told that it moved on."""

from collections import Counter

from conftest import OwnDatabase
from motcua.journal.types import RequestKey
from motcua.kernel.types import Refused
from motcua.process.tests.house import MORNING, house
from motcua.voice import commands, queries
from motcua.voice.models import Feedback
from motcua.voice.tests.saying import ANSWER, by, said


def test_one_press_and_one_answer(own_database: OwnDatabase) -> None:
    here = house()
    key = RequestKey("a-press", b"what was sent")
    sent, again = own_database.together(lambda _: said(here, key=key), 2)
    assert sent == again
    assert Feedback.objects.count() == 1
    seen = queries.feedback(here.leader.scope, sent.feedback_id, at=MORNING).feedback.sequence

    def answer(_number: int) -> str:
        try:
            commands.answer(**by(here.leader, sent, words=ANSWER, seen=seen))
        except Refused as refused:
            return refused.refusal.code
        return "done"

    assert Counter(own_database.together(answer, 3)) == {"done": 1, "moved_on": 2}
