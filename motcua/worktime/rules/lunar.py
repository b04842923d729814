"""The Vietnamese lunar calendar, as far as holidays need it: the day of Tết and any lunar date of the year.

Astronomical, at UTC+7: a month begins on the day of the new moon; the month that holds the winter solstice is the
eleventh; in a year of thirteen months the first one without a major solar term is a leap month. New moons and the sun's
longitude follow Meeus, *Astronomical Algorithms*, chapters 25 and 49, with the terms that matter to a minute or so.
"""

from datetime import date
from functools import cache
from math import floor, radians, sin
from typing import Final

_ZONE_DAYS: Final = 7 / 24
_JULIAN_DAY_OF_ORDINAL_ZERO: Final = 1_721_424.5
_SYNODIC_MONTH: Final = 29.530588861
_JULIAN_CENTURY: Final = 36_525
_EPOCH: Final = 2_451_545.0
_MONTHS_OF_A_YEAR: Final = 12
_DAYS_BEYOND_A_COMMON_YEAR: Final = 365

# Coefficient in days, then the multiples of: power of E, M (sun), M' (moon), F (moon's latitude), node.
_NEW_MOON_TERMS: Final = (
    (-0.40720, 0, 0, 1, 0, 0),
    (0.17241, 1, 1, 0, 0, 0),
    (0.01608, 0, 0, 2, 0, 0),
    (0.01039, 0, 0, 0, 2, 0),
    (0.00739, 1, -1, 1, 0, 0),
    (-0.00514, 1, 1, 1, 0, 0),
    (0.00208, 2, 2, 0, 0, 0),
    (-0.00111, 0, 0, 1, -2, 0),
    (-0.00057, 0, 0, 1, 2, 0),
    (0.00056, 1, 1, 2, 0, 0),
    (-0.00042, 0, 0, 3, 0, 0),
    (0.00042, 1, 1, 0, 2, 0),
    (0.00038, 1, 1, 0, -2, 0),
    (-0.00024, 1, -1, 2, 0, 0),
    (-0.00017, 0, 0, 0, 0, 1),
)


def lunar_new_year(year: int) -> date:
    """The first day of the lunar year that begins in this year."""
    return _months(year)[1]


def lunar_date(year: int, *, month: int, day: int) -> date:
    """The day of the (not leap) lunar month in the lunar year that begins in this year."""
    return date.fromordinal(_months(year)[month].toordinal() + day - 1)


@cache
def _months(year: int) -> dict[int, date]:
    """First days of the ordinary months 1 to 10 of the lunar year that begins in this year."""
    eleventh, next_eleventh = _month_of_solstice(year - 1), _month_of_solstice(year)
    leap_year = _first_day(next_eleventh) - _first_day(eleventh) > _DAYS_BEYOND_A_COMMON_YEAR
    months: dict[int, date] = {}
    number = _MONTHS_OF_A_YEAR - 1
    leap_found = False
    for index in range(eleventh + 1, next_eleventh):
        if leap_year and not leap_found and not _has_major_term(index):
            leap_found = True
            continue
        number = number % _MONTHS_OF_A_YEAR + 1
        if number < _MONTHS_OF_A_YEAR:
            months[number] = date.fromordinal(_first_day(index))
    return months


def _month_of_solstice(year: int) -> int:
    """The index of the month that holds the winter solstice of the year: the eleventh month."""
    index = floor((date(year, 12, 31).toordinal() + _JULIAN_DAY_OF_ORDINAL_ZERO - 2_451_550.09766) / _SYNODIC_MONTH)
    while _first_day(index) > date(year, 12, 31).toordinal():
        index -= 1
    # The sun has passed 270° when the month begins: the solstice lay in the month before.
    return index - 1 if _sector(_first_day(index)) >= 9 else index


def _has_major_term(index: int) -> bool:
    """Whether the sun enters a new sector of 30° during the month."""
    return _sector(_first_day(index)) != _sector(_first_day(index + 1))


@cache
def _first_day(index: int) -> int:
    """The local day (ordinal) on which the new moon of this index falls; index 0 is that of January 2000."""
    return floor(_new_moon(index) + _ZONE_DAYS - _JULIAN_DAY_OF_ORDINAL_ZERO)


def _new_moon(index: int) -> float:
    """The instant of the new moon as a Julian day in universal time."""
    century = index / 1_236.85
    square = century * century
    eccentricity = 1 - 0.002516 * century - 0.0000074 * square
    sun = radians(2.5534 + 29.10535670 * index - 0.0000014 * square)
    moon = radians(201.5643 + 385.81693528 * index + 0.0107582 * square)
    latitude = radians(160.7108 + 390.67050284 * index - 0.0016118 * square)
    node = radians(124.7746 - 1.56375588 * index + 0.0020672 * square)
    mean = 2_451_550.09766 + _SYNODIC_MONTH * index + 0.00015437 * square
    waves = sum(
        size * eccentricity**power * sin(of_sun * sun + of_moon * moon + of_latitude * latitude + of_node * node)
        for size, power, of_sun, of_moon, of_latitude, of_node in _NEW_MOON_TERMS
    )
    # Between 2000 and 2060 dynamical time runs 64 to 100 seconds ahead: a mean is exact enough.
    return mean + waves - 75 / 86_400


def _sector(day: int) -> int:
    """The sector of 30° in which the sun stands at local midnight when the day begins (9 begins at the solstice)."""
    century = (day + _JULIAN_DAY_OF_ORDINAL_ZERO - _ZONE_DAYS - _EPOCH) / _JULIAN_CENTURY
    mean = 280.46646 + 36_000.76983 * century + 0.0003032 * century * century
    anomaly = radians(357.52911 + 35_999.05029 * century - 0.0001537 * century * century)
    centre = (
        (1.914602 - 0.004817 * century) * sin(anomaly)
        + (0.019993 - 0.000101 * century) * sin(2 * anomaly)
        + 0.000289 * sin(3 * anomaly)
    )
    node = radians(125.04 - 1_934.136 * century)
    return floor((mean + centre - 0.00569 - 0.00478 * sin(node)) % 360 / 30)
