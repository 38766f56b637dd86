"""The periods that a period is compared with."""

from calendar import monthrange
from datetime import date, timedelta

_DAY = timedelta(days=1)


def previous_period(first_day: date, last_day: date) -> tuple[date, date]:
    """The days right before, as many: 8–14 October for 15–21 October.

    Whole months are compared with as many whole months: September for October, October–December for January–March.

    Raises:
        ValueError: the calendar has no such days.
    """
    _check_order(first_day, last_day)
    try:
        if _is_whole_months(first_day, last_day):
            count = 12 * (last_day.year - first_day.year) + last_day.month - first_day.month + 1
            return _months_earlier(first_day, count), first_day - _DAY
        return first_day - (last_day - first_day) - _DAY, first_day - _DAY
    except OverflowError as error:
        raise ValueError(f"no days before {first_day}") from error


def same_period_last_year(first_day: date, last_day: date) -> tuple[date, date]:
    """The same days of the calendar a year earlier; a 29 February becomes a 28.

    Whole months stay whole: February 2025 is compared with all 29 days of February 2024.

    Raises:
        ValueError: the calendar has no such days.
    """
    _check_order(first_day, last_day)
    first = _year_earlier(first_day)
    if _is_whole_months(first_day, last_day):
        return first, date(last_day.year - 1, last_day.month, monthrange(last_day.year - 1, last_day.month)[1])
    return first, _year_earlier(last_day)


def _check_order(first_day: date, last_day: date) -> None:
    if first_day > last_day:
        raise ValueError(f"a period that ends ({last_day}) before it begins ({first_day})")


def _is_whole_months(first_day: date, last_day: date) -> bool:
    return first_day.day == 1 and last_day.day == monthrange(last_day.year, last_day.month)[1]


def _months_earlier(first_of_month: date, count: int) -> date:
    months = 12 * first_of_month.year + first_of_month.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)


def _year_earlier(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)
