"""How the sample service reads what the documentation leaves open."""

from datetime import datetime
from enum import Enum, StrEnum, auto

from vitec_desktop.demo.timestamps import Ticks


class DateToRule(Enum):
    """The three readings of `dateTo`: the documentation does not say which one holds."""

    INCLUSIVE = auto()  # the named instant belongs to the interval
    EXCLUSIVE = auto()  # the interval ends right before it
    WHOLE_DAY = auto()  # the whole day that it lies in belongs to the interval

    def includes(self, created: Ticks, date_to: Ticks) -> bool:
        """Whether a row of that Swedish wall-clock time lies early enough."""
        if self is DateToRule.INCLUSIVE:
            return created <= date_to
        if self is DateToRule.EXCLUSIVE:
            return created < date_to
        return created.day <= date_to.day


class BodyFormat(StrEnum):
    """What a report is written as: JSON unless the client asks for XML, or XML whatever it asks for."""

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
