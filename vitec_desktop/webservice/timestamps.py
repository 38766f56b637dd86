"""Points in time as the service writes them, and Swedish days."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

SWEDEN = ZoneInfo("Europe/Stockholm")

_DIGITS_AFTER_MICROSECONDS = re.compile(r"(\.\d{6})\d+")

# .NET writes a time that was never set as the first instant of the year 1; no tip is so old.
_FIRST_YEAR = 1800


def parse_swedish_time(text: str | None) -> datetime | None:
    """The aware Swedish time of a `createdAt`, or None where there is none or it cannot be read.

    The service sends seven fractional digits; they are cut to six, never rounded, so that the last instant of a year
    stays in it. A time without an offset is Swedish wall-clock time (assumed: the documentation is silent).
    """
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(_DIGITS_AFTER_MICROSECONDS.sub(r"\1", text.strip()))
        if moment.year < _FIRST_YEAR:
            return None
        if moment.tzinfo is None:
            return moment.replace(tzinfo=SWEDEN)
        return moment.astimezone(SWEDEN)
    except (ValueError, OverflowError):
        return None


def is_readable_time(text: str | None) -> bool:
    """False where a `createdAt` says something that is no time; one that is missing has nothing to be read."""
    if not text:
        return True
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return parse_swedish_time(text) is not None
    return True


def swedish_now() -> datetime:
    """This moment as an aware Swedish time."""
    return datetime.now(SWEDEN)


def swedish_today() -> date:
    """Today's date in Sweden, whatever clock the computer is set to."""
    return swedish_now().date()
