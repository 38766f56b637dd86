"""The number of rows created, by month, weekday and hour. All numbers are invented."""

from datetime import date, datetime, time, timedelta
from math import exp
from random import Random

from vitec_desktop.webservice.models import ListKind

MONTH_VOLUMES = {
    # January to December of 2026: rows of three average offices together.
    ListKind.INCOMING: (210, 205, 234, 239, 221, 182, 122, 204, 227, 217, 188, 146),
    ListKind.OUTGOING: (45, 41, 49, 53, 48, 37, 22, 44, 47, 46, 42, 30),
    ListKind.TIPS: (67, 62, 76, 81, 74, 56, 32, 64, 71, 68, 59, 45),
}
_OFFICES_IN_VOLUMES = 3
_GROWTH_PER_YEAR = 0.05
_GROWTH_BASE_YEAR = 2026
_GROWTH_LIMITS = (0.7, 1.15)

_WEEKDAY_FACTORS = {
    # Monday to Sunday, relative to an average day, 1.
    ListKind.INCOMING: (1.22, 1.18, 1.14, 1.08, 0.92, 0.58, 0.88),
    ListKind.OUTGOING: (1.3, 1.3, 1.25, 1.25, 1.1, 0.3, 0.5),
    ListKind.TIPS: (1.35, 1.2, 1.15, 1.15, 0.9, 0.35, 0.9),
}
_HOLIDAY_FACTOR = 0.25

_HOURS = {
    # Relative weight of each hour, 0 to 23.
    "portal": (2, 1, 0.5, 0.3, 0.3, 0.5, 1, 3, 5, 6, 6, 6, 7, 6, 5, 5, 6, 7, 9, 12, 14, 13, 9, 5),
    "site": (1, 0.5, 0.2, 0.1, 0.1, 0.3, 1, 4, 7, 8, 8, 9, 11, 8, 7, 7, 7, 6, 7, 9, 10, 9, 6, 3),
    "staff": (0, 0, 0, 0, 0, 0, 0, 1, 8, 12, 12, 9, 6, 10, 11, 10, 7, 4, 2, 0.5, 0, 0, 0, 0),
    "broker": (0, 0, 0, 0, 0, 0, 0.2, 2, 8, 12, 13, 10, 7, 11, 12, 11, 10, 7, 4, 2.5, 2, 1, 0.3, 0.1),
    "viewing": (0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 1, 3, 6, 11, 11, 7, 3, 6, 9, 5, 2, 0.5, 0, 0),
}


def draw_row_count(kind: ListKind, day: date, office_weight: float, random: Random) -> int:
    """Return a random number of rows of a list for one office and day: Poisson around `expected_row_count`."""
    return _poisson(expected_row_count(kind, day, office_weight), random)


def expected_row_count(kind: ListKind, day: date, office_weight: float) -> float:
    """Return the expected number of rows of a list for one office and day."""
    low, high = _GROWTH_LIMITS
    growth = min(max(1 + _GROWTH_PER_YEAR * (day.year - _GROWTH_BASE_YEAR), low), high)
    daily = MONTH_VOLUMES[kind][day.month - 1] / _OFFICES_IN_VOLUMES / 30
    return (
        daily
        * growth
        * office_weight
        * _WEEKDAY_FACTORS[kind][day.weekday()]
        * (_HOLIDAY_FACTOR if is_holiday(day) else 1)
    )


def is_holiday(day: date) -> bool:
    """Return True on a Swedish public holiday or its eve; those that move with Easter are left out."""
    midsummer_eve = date(day.year, 6, 19) + timedelta((4 - date(day.year, 6, 19).weekday()) % 7)
    fixed = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
    return (day.month, day.day) in fixed or day in (midsummer_eve, midsummer_eve + timedelta(1))


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and not is_holiday(day)


def pick_time(day: date, hours: str, random: Random) -> datetime:
    """Return a random Swedish wall-clock time on that day; `hours` is a key of _HOURS."""
    hour = random.choices(range(24), _HOURS[hours])[0]
    return datetime.combine(day, time(hour)) + timedelta(microseconds=random.randrange(3_600_000_000))


def _poisson(mean: float, random: Random) -> int:
    limit, product, count = exp(-mean), random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count
