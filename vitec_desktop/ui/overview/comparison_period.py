"""The periods that the statistics can be compared with."""

from enum import StrEnum


class ComparisonPeriod(StrEnum):
    """The period that the statistics are compared with."""

    NONE = "nothing"
    PREVIOUS_PERIOD = "period before"
    LAST_YEAR = "last year"
