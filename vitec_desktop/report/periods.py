"""The periods that can be picked by name, and what the picker of active or removed rows offers."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from vitec_desktop.report.language import QT_TRANSLATE_NOOP
from vitec_desktop.webservice.models import ActiveStatus


class Preset(StrEnum):
    """A period by name; the values are the command line's words and stand in settings files."""

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
}

CUSTOM_PERIOD_NAME = QT_TRANSLATE_NOOP("Periods", "Anpassad")
"""What the period is called when its days were set by hand."""

ACTIVE_STATUS_NAMES: Mapping[ActiveStatus, str] = {
    ActiveStatus.ACTIVE: QT_TRANSLATE_NOOP("Periods", "Aktiva"),
    ActiveStatus.ACTIVE_AND_REMOVED: QT_TRANSLATE_NOOP("Periods", "Aktiva och borttagna"),
    ActiveStatus.REMOVED: QT_TRANSLATE_NOOP("Periods", "Borttagna"),
}

_DAY = timedelta(days=1)


def preset_days(preset: Preset, today: date) -> tuple[date, date]:
    """First and last day of a period, both included, seen from the Swedish day `today`.

    A running week, month, quarter or year ends today: no row can be younger. Weeks begin on Monday.
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


def _whole_period_before(start: date, start_of: Callable[[date], date]) -> tuple[date, date]:
    """The whole week, month, quarter or year that ends the day before `start`."""
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
    """The same day last year; the day before it for a 29 February."""
    last_day = 28 if (day.month, day.day) == (2, 29) else day.day
    return day.replace(year=day.year - 1, day=last_day)
