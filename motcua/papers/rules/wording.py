"""Dates, hours and money as official papers write them (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

import re
from datetime import date, datetime

_NOT_IN_OUR_FONTS = re.compile(
    r"[^\n\u0020-\u007e\u00a0-\u024f\u0300-\u036f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ff\u0400-\u045f\u1e00-\u1eff"
    r"\u2010-\u2027\u2030-\u2040\u20a0-\u20bf\u2100-\u211e\u2190-\u21ff\u2212\u2260-\u2265\u25a0-\u25cf]"
)
_PLACEHOLDER = "□"


def day_written(day: date) -> str:
    """A day in words. Days below 10 and the months 1 and 2 get a leading zero.

    >>> day_written(date(2026, 3, 2))
    'ngày 02 tháng 3 năm 2026'
    """
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def moment_written(instant: datetime) -> str:
    """An instant in words.

    >>> moment_written(datetime(2026, 2, 13, 16, 20))
    '16 giờ 20 phút, ngày 13 tháng 02 năm 2026'
    """
    return f"{instant.hour:02d} giờ {instant.minute:02d} phút, {day_written(instant)}"


def moment_short(instant: datetime) -> str:
    """An instant in figures, for the narrow columns of a book: 02/03/2026 09:10."""
    return f"{instant:%d/%m/%Y %H:%M}"


def day_short(day: date) -> str:
    """A day in figures, for the narrow columns of a list: 02/03/2026."""
    return f"{day:%d/%m/%Y}"


def hour_short(instant: datetime) -> str:
    """The hour of an instant, for the narrow columns of a list of one day: 09:10."""
    return f"{instant:%H:%M}"


def money_written(amount: int) -> str:
    """An amount of đồng with points between the thousands.

    >>> money_written(1250000)
    '1.250.000 đồng'
    """
    return f"{amount:,}".replace(",", ".") + " đồng"


def reprint_mark(times_before: int, *, at: datetime, by: str) -> str:
    """What a paper bears that was printed before: how often, when this copy was printed, and by whom.

    >>> reprint_mark(2, at=datetime(2026, 3, 2, 9, 10), by="Trần Thanh Bình")
    'Bản in lại lần 2 – 02/03/2026 09:10 – Trần Thanh Bình'
    """
    return _mark(f"Bản in lại lần {times_before}", at, by)


def viewing_mark(*, at: datetime, by: str) -> str:
    """What a paper bears that was printed by somebody who only looks.

    >>> viewing_mark(at=datetime(2026, 3, 2, 9, 10), by="")
    'Bản in để xem – 02/03/2026 09:10'
    """
    return _mark("Bản in để xem", at, by)


def _mark(words: str, at: datetime, by: str) -> str:
    return " – ".join(filter(None, (words, moment_short(at), by)))


def drawable(text: str) -> str:
    """The text with an empty box for every sign that no form can draw: pictograms, scripts of other continents.

    Vietnamese, every other Latin alphabet, Greek and Russian stay as they are.
    """
    return _NOT_IN_OUR_FONTS.sub(_PLACEHOLDER, text)
