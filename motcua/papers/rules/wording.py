"""Dates, hours and money as official papers write them (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

from datetime import date, datetime


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


def money_written(amount: int) -> str:
    """An amount of đồng with points between the thousands.

    >>> money_written(1250000)
    '1.250.000 đồng'
    """
    return f"{amount:,}".replace(",", ".") + " đồng"
