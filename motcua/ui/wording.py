"""How values are written for people, in the active language: dates, instants, money, figures, rates.

The same functions stand behind the template filters, so that papers, mails and the command line write alike.
"""

import unicodedata
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats
from django.utils.translation import get_language, gettext, pgettext_lazy

NOTHING = "–"
HUNDRED = Decimal(100)
SMALLEST_SHOWN = Decimal("0.01")
_WEEKDAYS = (
    pgettext_lazy("weekday", "Monday"),
    pgettext_lazy("weekday", "Tuesday"),
    pgettext_lazy("weekday", "Wednesday"),
    pgettext_lazy("weekday", "Thursday"),
    pgettext_lazy("weekday", "Friday"),
    pgettext_lazy("weekday", "Saturday"),
    pgettext_lazy("weekday", "Sunday"),
)


def local_date(value: date | None) -> str:
    """dd/MM/yyyy, or a dash."""
    return NOTHING if value is None else value.strftime("%d/%m/%Y")


def local_time(value: datetime | None) -> str:
    """HH:mm, or a dash."""
    return NOTHING if value is None else value.strftime("%H:%M")


def local_datetime(value: datetime | None) -> str:
    """HH:mm dd/MM/yyyy, or a dash."""
    return NOTHING if value is None else value.strftime("%H:%M %d/%m/%Y")


def iso(value: date) -> str:
    """The day, or the instant to the minute, as the `datetime` of a `time` element wants it."""
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()


def weekday_date(value: date | None) -> str:
    """The date after its weekday: thứ Hai 02/03/2026."""
    return NOTHING if value is None else f"{weekday(value)} {value.strftime('%d/%m/%Y')}"


def weekday_datetime(value: datetime | None) -> str:
    """Hour, weekday and date: 09:00 thứ Hai 02/03/2026."""
    return NOTHING if value is None else f"{value.strftime('%H:%M')} {weekday_date(value)}"


def weekday(value: date) -> str:
    """The name of the day of the week."""
    return str(_WEEKDAYS[value.weekday()])


def figure(value: int | Decimal | None) -> str:
    """A count with its thousands set apart, or a dash."""
    return NOTHING if value is None else formats.number_format(value, use_l10n=True, force_grouping=True)


def measure(value: Decimal | None) -> str:
    """A measure as it is said: 1,5 and not 1,50; 8 and not 8,00."""
    if value is None:
        return NOTHING
    whole = value == value.to_integral_value()
    return formats.number_format(int(value) if whole else value.normalize(), use_l10n=True, force_grouping=True)


def money(value: int | Decimal | None) -> str:
    """An amount in đồng: 1.000.000 ₫; nothing to pay is said in words."""
    if value is None:
        return NOTHING
    if value == 0:
        return gettext("free of charge")
    return f"{figure(value)}\u00a0₫"


def rate(value: Decimal | None) -> str:
    """A percentage, half up to two decimals; below 100 it never prints as 100, above 0 never as 0 (clock rule 37)."""
    if value is None:
        return NOTHING
    rounded = value.quantize(SMALLEST_SHOWN, ROUND_HALF_UP)
    if rounded == HUNDRED and value < HUNDRED:
        rounded = HUNDRED - SMALLEST_SHOWN
    if rounded == 0 and value > 0:
        rounded = SMALLEST_SHOWN
    return f"{_signed_off(rounded)}\u00a0%"


def points(value: Decimal | None) -> str:
    """A difference between two percentages, in percentage points, with its sign."""
    if value is None:
        return NOTHING
    rounded = value.quantize(SMALLEST_SHOWN, ROUND_HALF_UP)
    sign = "+" if rounded > 0 else ""
    return sign + gettext("{number} points").format(number=_signed_off(rounded))


def is_foreign_here(text: str) -> bool:
    """Whether this is Vietnamese, by its letters, on a page in another language."""
    if text.isascii() or (get_language() or "vi").startswith("vi"):
        return False
    return any(letter in "đĐ" or unicodedata.combining(letter) for letter in unicodedata.normalize("NFD", text))


def anything(value: object) -> str:
    """A value of a key-value list as its kind is written."""
    match value:
        case None | "":
            return NOTHING
        case bool():
            return gettext("yes") if value else gettext("no")
        case datetime():
            return local_datetime(value)
        case date():
            return local_date(value)
        case int() | Decimal():
            return figure(value)
        case _:
            return str(value)


def _signed_off(value: Decimal) -> str:
    """The number in the language's own digits grouping; a minus is a minus sign, not a hyphen."""
    return formats.number_format(value, decimal_pos=2, use_l10n=True, force_grouping=True).replace("-", "−")
