"""Periods: those that the user can choose by name, and those that a period is compared with."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from vitec_desktop.report.language import QT_TRANSLATE_NOOP
from vitec_desktop.webservice.models import ActiveStatus


class Preset(StrEnum):
    """A period by name; the values are used on the command line and in settings files."""

    TODAY = "today"
    THIS_WEEK = "this-week"
    LAST_WEEK = "last-week"
    THIS_MONTH = "this-month"
    LAST_MONTH = "last-month"
    LAST_30_DAYS = "last-30-days"
    THIS_QUARTER = "this-quarter"
    LAST_QUARTER = "last-quarter"
    THIS_YEAR = "this-year"
    LAST_YEAR = "last-year"
    LAST_12_MONTHS = "last-12-months"
    LAST_13_WEEKS = "last-13-weeks"
    LAST_12_WHOLE_MONTHS = "last-12-whole-months"


PRESET_NAMES: Mapping[Preset, str] = {
    Preset.TODAY: QT_TRANSLATE_NOOP("Periods", "Idag"),
    Preset.THIS_WEEK: QT_TRANSLATE_NOOP("Periods", "Denna vecka"),
    Preset.LAST_WEEK: QT_TRANSLATE_NOOP("Periods", "Förra veckan"),
    Preset.THIS_MONTH: QT_TRANSLATE_NOOP("Periods", "Denna månad"),
    Preset.LAST_MONTH: QT_TRANSLATE_NOOP("Periods", "Förra månaden"),
    Preset.LAST_30_DAYS: QT_TRANSLATE_NOOP("Periods", "Senaste 30 dagarna"),
    Preset.THIS_QUARTER: QT_TRANSLATE_NOOP("Periods", "Detta kvartal"),
    Preset.LAST_QUARTER: QT_TRANSLATE_NOOP("Periods", "Förra kvartalet"),
    Preset.THIS_YEAR: QT_TRANSLATE_NOOP("Periods", "I år"),
    Preset.LAST_YEAR: QT_TRANSLATE_NOOP("Periods", "I fjol"),
    Preset.LAST_12_MONTHS: QT_TRANSLATE_NOOP("Periods", "Senaste 12 månaderna"),
    Preset.LAST_13_WEEKS: QT_TRANSLATE_NOOP("Periods", "Senaste 13 veckorna"),
    Preset.LAST_12_WHOLE_MONTHS: QT_TRANSLATE_NOOP("Periods", "Senaste 12 hela månaderna"),
}

SHORT_PRESET_NAMES: Mapping[Preset, str] = {
    **PRESET_NAMES,
    Preset.LAST_30_DAYS: QT_TRANSLATE_NOOP("Periods", "30 dagar"),
    Preset.LAST_12_MONTHS: QT_TRANSLATE_NOOP("Periods", "12 månader"),
    Preset.LAST_13_WEEKS: QT_TRANSLATE_NOOP("Periods", "13 veckor"),
    Preset.LAST_12_WHOLE_MONTHS: QT_TRANSLATE_NOOP("Periods", "12 hela månader"),
}
"""The names of the periods where there is little room."""


class ComparisonPeriod(StrEnum):
    """The period that a report is compared with; the values are used in settings files."""

    NONE = "nothing"
    PREVIOUS_PERIOD = "period before"
    LAST_YEAR = "last year"


DEFAULT_COMPARISON = ComparisonPeriod.PREVIOUS_PERIOD
"""Compared with until the user chooses another one."""

CALENDAR_PRESETS = tuple(Preset)[:10]
"""The periods that a calendar offers; the longer ones have no place in it."""

CUSTOM_PERIOD_NAME = QT_TRANSLATE_NOOP("Periods", "Anpassad")
"""The name of a period whose days were set by hand."""

ACTIVE_STATUS_NAMES: Mapping[ActiveStatus, str] = {
    ActiveStatus.ACTIVE: QT_TRANSLATE_NOOP("Periods", "Aktiva"),
    ActiveStatus.ACTIVE_AND_REMOVED: QT_TRANSLATE_NOOP("Periods", "Aktiva och borttagna"),
    ActiveStatus.REMOVED: QT_TRANSLATE_NOOP("Periods", "Borttagna"),
}

_DAY = timedelta(days=1)


def preset_days(preset: Preset, today: date) -> tuple[date, date]:
    """Return the first and the last day of a period, both included; `today` is the Swedish day.

    The current week, month, quarter or year ends today, as no row can be newer. Weeks begin on Monday.
    The last 13 weeks are those that the workbook shows up to today: twelve whole weeks and the current one.
    """
    match preset:
        case Preset.TODAY:
            return today, today
        case Preset.THIS_WEEK:
            return _monday(today), today
        case Preset.LAST_WEEK:
            return _whole_period_before(_monday(today), _monday)
        case Preset.THIS_MONTH:
            return _first_of_month(today), today
        case Preset.LAST_MONTH:
            return _whole_period_before(_first_of_month(today), _first_of_month)
        case Preset.LAST_30_DAYS:
            return today - 29 * _DAY, today
        case Preset.THIS_QUARTER:
            return _first_of_quarter(today), today
        case Preset.LAST_QUARTER:
            return _whole_period_before(_first_of_quarter(today), _first_of_quarter)
        case Preset.THIS_YEAR:
            return _first_of_year(today), today
        case Preset.LAST_YEAR:
            return _whole_period_before(_first_of_year(today), _first_of_year)
        case Preset.LAST_12_MONTHS:
            return _a_year_before(today) + _DAY, today
        case Preset.LAST_13_WEEKS:
            return _monday(today) - 84 * _DAY, today
        case Preset.LAST_12_WHOLE_MONTHS:
            return _months_earlier(_first_of_month(today), 12), _first_of_month(today) - _DAY


def previous_period(first_day: date, last_day: date) -> tuple[date, date]:
    """Return the period of the same length right before: 8–14 October for 15–21 October.

    For whole months return as many whole months: September for October, October–December for January–March.

    Raises:
        ValueError: `first_day` is after `last_day`, or the days are before year 1.
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
    """Return the same days of the year before; 28 February for a 29th.

    For whole months return whole months: all 29 days of February 2024 for February 2025.

    Raises:
        ValueError: `first_day` is after `last_day`, or the days are before year 1.
    """
    _check_order(first_day, last_day)
    first = _a_year_before(first_day)
    if _is_whole_months(first_day, last_day):
        return first, date(last_day.year - 1, last_day.month, monthrange(last_day.year - 1, last_day.month)[1])
    return first, _a_year_before(last_day)


def _whole_period_before(start: date, start_of: Callable[[date], date]) -> tuple[date, date]:
    """Return the whole week, month, quarter or year that ends the day before `start`."""
    last = start - _DAY
    return start_of(last), last


def _monday(day: date) -> date:
    return day - day.weekday() * _DAY


def _first_of_month(day: date) -> date:
    return day.replace(day=1)


def _first_of_quarter(day: date) -> date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def _first_of_year(day: date) -> date:
    return day.replace(month=1, day=1)


def _a_year_before(day: date) -> date:
    """Return the same day of the year before; 28 February for a 29th."""
    last_day = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year - 1, day=last_day)


def _check_order(first_day: date, last_day: date) -> None:
    if first_day > last_day:
        raise ValueError(f"a period that ends ({last_day}) before it begins ({first_day})")


def _is_whole_months(first_day: date, last_day: date) -> bool:
    return first_day.day == 1 and last_day.day == monthrange(last_day.year, last_day.month)[1]


def _months_earlier(first_of_month: date, count: int) -> date:
    months = 12 * first_of_month.year + first_of_month.month - 1 - count
    return date(months // 12, months % 12 + 1, 1)
