"""The readings of the service's documentation between which the sample service can be switched."""

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
