"""A demonstration has feedback at every stage, and the journal of it holds."""

from collections import Counter
from datetime import datetime

from motcua.journal import queries as journal
from motcua.organisation.types import EVERYTHING
from motcua.simulate import speaking
from motcua.voice import queries
from motcua.voice.models import Feedback
from motcua.voice.types import Box, Stage

NOW = datetime(2026, 12, 15, 9, 0)


def test_a_few_people_say_something_and_some_of_it_is_answered(quang_ninh: None) -> None:
    assert speaking.write(NOW) == Feedback.objects.count()
    assert set(Counter(Feedback.objects.values_list("stage", flat=True))) == set(Stage) - {Stage.DECLINED}
    late = queries.feedback_page(EVERYTHING, Box.LATE, at=NOW).rows
    assert [row.agency for row in late] == ["Ủy ban nhân dân phường Hồng Gai"]
    assert journal.verify().holds
