"""The readings of the service's documentation between which the sample service can be switched."""

from datetime import datetime
from enum import Enum, StrEnum, auto

from vitec_desktop.demo.timestamps import Ticks


class DateToRule(Enum):
    """The three possible meanings of `dateTo`; the documentation does not say which one holds."""

    INCLUSIVE = auto()  # the interval includes that instant
    EXCLUSIVE = auto()  # the interval ends right before that instant
    WHOLE_DAY = auto()  # the interval includes the whole day of that instant

    def includes(self, created: Ticks, date_to: Ticks) -> bool:
        """Return True if a row created at this Swedish wall-clock time is not after the end of the interval."""
        if self is DateToRule.INCLUSIVE:
            return created <= date_to
        if self is DateToRule.EXCLUSIVE:
            return created < date_to
        return created.day <= date_to.day


class BodyFormat(StrEnum):
    """JSON: the format that the client accepts, JSON by default. XML: always XML."""

    JSON = "json"
    XML = "xml"


def add_months(moment: datetime, months: int) -> datetime:
    """The same day and time `months` later, or the last day of a month that is too short for it."""
    month = moment.month - 1 + months
    year, month = moment.year + month // 12, month % 12 + 1
    for day in range(moment.day, 27, -1):
        try:
            return moment.replace(year=year, month=month, day=day)
        except ValueError:
            continue
    return moment.replace(year=year, month=month)
