"""How much happens when: swings over the year, the week and the day."""

from datetime import date, datetime, time, timedelta
from math import exp
from random import Random

from vitec_desktop.webservice.models import ListKind

MONTH_VOLUMES = {
    # January to December of 2026, rows of three ordinary offices together.
    ListKind.INCOMING: (210, 205, 234, 239, 221, 182, 122, 204, 227, 217, 188, 146),
    ListKind.OUTGOING: (45, 41, 49, 53, 48, 37, 22, 44, 47, 46, 42, 30),
    ListKind.TIPS: (67, 62, 76, 81, 74, 56, 32, 64, 71, 68, 59, 45),
}
_OFFICES_BEHIND_VOLUMES = 3
_GROWTH_A_YEAR = 0.05
_GROWTH_BASE_YEAR = 2026
_GROWTH_LIMITS = (0.7, 1.15)

_WEEK = {
    # Monday to Sunday, against an average day of 1.
    ListKind.INCOMING: (1.22, 1.18, 1.14, 1.08, 0.92, 0.58, 0.88),
    ListKind.OUTGOING: (1.3, 1.3, 1.25, 1.25, 1.1, 0.3, 0.5),
    ListKind.TIPS: (1.35, 1.2, 1.15, 1.15, 0.9, 0.35, 0.9),
}
_HOLIDAY = 0.25

_HOURS = {
    # How an hour of the day compares with another, 0 to 23.
    "portal": (2, 1, 0.5, 0.3, 0.3, 0.5, 1, 3, 5, 6, 6, 6, 7, 6, 5, 5, 6, 7, 9, 12, 14, 13, 9, 5),
    "site": (1, 0.5, 0.2, 0.1, 0.1, 0.3, 1, 4, 7, 8, 8, 9, 11, 8, 7, 7, 7, 6, 7, 9, 10, 9, 6, 3),
    "staff": (0, 0, 0, 0, 0, 0, 0, 1, 8, 12, 12, 9, 6, 10, 11, 10, 7, 4, 2, 0.5, 0, 0, 0, 0),
    "broker": (0, 0, 0, 0, 0, 0, 0.2, 2, 8, 12, 13, 10, 7, 11, 12, 11, 10, 7, 4, 2.5, 2, 1, 0.3, 0.1),
    "viewing": (0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 1, 3, 6, 11, 11, 7, 3, 6, 9, 5, 2, 0.5, 0, 0),
}


def draw_row_count(kind: ListKind, day: date, office_weight: float, random: Random) -> int:
    """How many rows of a list one office makes on a day: as chance has it (Poisson) around what is usual then."""
    return _poisson(expected_row_count(kind, day, office_weight), random)


def expected_row_count(kind: ListKind, day: date, office_weight: float) -> float:
    """The average behind `draw_row_count`."""
    low, high = _GROWTH_LIMITS
    growth = min(max(1 + _GROWTH_A_YEAR * (day.year - _GROWTH_BASE_YEAR), low), high)
    a_day = MONTH_VOLUMES[kind][day.month - 1] / _OFFICES_BEHIND_VOLUMES / 30
    return a_day * growth * office_weight * _WEEK[kind][day.weekday()] * (_HOLIDAY if is_holiday(day) else 1)


def is_holiday(day: date) -> bool:
    """Days when hardly anybody sells a home; those that move with Easter are left out."""
    midsummer_eve = date(day.year, 6, 19) + timedelta((4 - date(day.year, 6, 19).weekday()) % 7)
    fixed = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
    return (day.month, day.day) in fixed or day in (midsummer_eve, midsummer_eve + timedelta(1))


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and not is_holiday(day)


def pick_time(day: date, hours: str, random: Random) -> datetime:
    """A Swedish wall-clock time on that day, by one of the day's patterns."""
    hour = random.choices(range(24), _HOURS[hours])[0]
    return datetime.combine(day, time(hour)) + timedelta(microseconds=random.randrange(3_600_000_000))


def _poisson(mean: float, random: Random) -> int:
    limit, product, count = exp(-mean), random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count
