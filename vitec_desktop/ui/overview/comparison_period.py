"""What the overview is compared with."""

from enum import StrEnum


class ComparisonPeriod(StrEnum):
    """What the figures are compared with."""

    NONE = "nothing"
    PREVIOUS_PERIOD = "period before"
    LAST_YEAR = "last year"
