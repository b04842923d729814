"""Who answers for a late dossier: a table of situations. Monday 2 March 2026 begins at 07:30, eight hours a day."""

from datetime import datetime

import pytest

from motcua.kernel.types import granted
from motcua.process.rules.responsibility import by_hands, overruns
from motcua.process.types import Lying, WorkEntry
from motcua.worktime.types import DEFAULT_CALENDAR, Pause, packaged_calendar

HOUSE, TAX = 1, 2
DUNG, HAI, TAX_OFFICER = 11, 12, 21


def on(text: str) -> datetime:
    return datetime.strptime(f"{text} 2026", "%d/%m %H:%M %Y")


def lay(
    begins: str, ends: str, officer: int | None = DUNG, *, number: int = 5, step: str = "appraise", agency: int = HOUSE
) -> Lying:
    return Lying(number, step, agency, officer, on(begins), on(ends))


SITUATIONS = {
    "done within his own hours, however late the dossier was": ([lay("02/03 07:30", "03/03 16:59")], {5: 960}, [], []),
    "the last minute of the term is still within it": ([lay("02/03 07:30", "03/03 17:00")], {5: 960}, [], []),
    "beyond his own hours": ([lay("02/03 07:30", "04/03 09:30")], {5: 960}, [], [("appraise", DUNG, 120)]),
    "nights and weekends are nobody's": ([lay("06/03 07:30", "09/03 08:30")], {5: 480}, [], [("appraise", DUNG, 60)]),
    "a pause in the middle is not counted": (
        [lay("02/03 07:30", "05/03 17:00")], {5: 960}, [("03/03 07:30", "04/03 17:00")], [],
    ),
    "a pause that lies partly outside": (
        [lay("04/03 07:30", "05/03 17:00")], {5: 480}, [("03/03 07:30", "04/03 11:30")], [("appraise", DUNG, 240)],
    ),
    "the wait for a supplement is not counted, what came before it is": (
        [lay("02/03 07:30", "16/03 09:30")], {5: 480}, [("03/03 09:30", "16/03 07:30")], [("appraise", DUNG, 240)],
    ),
    "work of which no time is counted": ([lay("02/03 07:30", "20/03 17:00")], {}, [], []),
    "each step answers for itself": (
        [lay("02/03 07:30", "03/03 17:00"), lay("04/03 07:30", "04/03 17:00", HAI, number=9, step="approve")],
        {5: 480, 9: 240}, [], [("appraise", DUNG, 480), ("approve", HAI, 240)],
    ),
    "a dossier that came back has its hours again": (
        [lay("02/03 07:30", "02/03 17:00"), lay("04/03 07:30", "04/03 17:00", number=9)], {5: 480, 9: 480}, [], [],
    ),
    "handed on in time: the one who let it lie answers": (
        [lay("02/03 07:30", "03/03 11:30"), lay("03/03 13:00", "04/03 17:00", HAI)],
        {5: 960}, [], [("appraise", HAI, 480)],
    ),
    "handed on too late: each answers for what he had himself": (
        [lay("02/03 07:30", "04/03 11:30"), lay("04/03 13:00", "04/03 17:00", HAI)],
        {5: 960}, [], [("appraise", DUNG, 240), ("appraise", HAI, 240)],
    ),
    "what nobody took lay with the agency": (
        [lay("02/03 07:30", "03/03 17:00", None)], {5: 480}, [], [("appraise", None, 480)],
    ),
    "another agency answers by its own calendar": (
        [lay("02/03 07:30", "03/03 08:30", TAX_OFFICER, agency=TAX)], {5: 480}, [], [("appraise", TAX_OFFICER, 60)],
    ),
    "nothing counts once the result is there": (
        [lay("30/03 07:30", "02/04 17:00")], {5: 480}, [], [("appraise", DUNG, 480)],
    ),
    "what was begun after the result counts for nothing": ([lay("02/04 07:30", "09/04 17:00")], {5: 60}, [], []),
}  # fmt: skip
RESULT = on("31/03 17:00")


@pytest.mark.parametrize(("lying", "terms", "pauses", "expected"), SITUATIONS.values(), ids=SITUATIONS)
def test_who_answers(
    lying: list[Lying],
    terms: dict[int, int],
    pauses: list[tuple[str, str]],
    expected: list[tuple[str, int | None, int]],
) -> None:
    calendar = granted(packaged_calendar(DEFAULT_CALENDAR))
    found = overruns(
        lying,
        terms,
        not_counted=[Pause(on(begins), on(ends)) for begins, ends in pauses],
        calendars={HOUSE: calendar, TAX: calendar},
        upto=RESULT,
    )
    assert [(one.step_key, one.officer_id, one.beyond_minutes) for one in found] == expected


def test_the_history_says_who_had_it_and_when() -> None:
    moves: list[tuple[datetime, str, dict[str, object]]] = [
        (on("02/03 07:30"), WorkEntry.OPENED, {"number": 5, "agency_id": HOUSE, "officer_id": None}),
        (on("02/03 09:00"), WorkEntry.PLACED, {"number": 5, "officer_id": DUNG}),
        (on("03/03 09:00"), WorkEntry.PLACED, {"number": 5, "officer_id": HAI}),
        (on("03/03 10:00"), WorkEntry.HELD, {"number": 5}),
        (on("04/03 07:30"), WorkEntry.INHERITED, {"number": 5, "agency_id": TAX, "officer_id": TAX_OFFICER}),
    ]
    whole = lay("02/03 07:30", "05/03 17:00", TAX_OFFICER, agency=TAX)
    parts = by_hands([whole], moves)
    assert [(one.agency_id, one.officer_id, one.begins_at, one.ends_at) for one in parts] == [
        (HOUSE, None, on("02/03 07:30"), on("02/03 09:00")),
        (HOUSE, DUNG, on("02/03 09:00"), on("03/03 09:00")),
        (HOUSE, HAI, on("03/03 09:00"), on("04/03 07:30")),
        (TAX, TAX_OFFICER, on("04/03 07:30"), on("05/03 17:00")),
    ]


def test_what_never_changed_hands_is_one_stretch() -> None:
    whole = lay("02/03 07:30", "05/03 17:00")
    assert by_hands([whole], [(on("02/03 07:30"), WorkEntry.OPENED, {"number": 5, "officer_id": DUNG})]) == [whole]
