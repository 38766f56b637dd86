"""Parses the service's timestamps; current time and day in Sweden."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

SWEDEN = ZoneInfo("Europe/Stockholm")

# .NET writes a time that was never set as 0001-01-01T00:00:00; no row is older than this year.
_FIRST_YEAR = 1800


def parse_swedish_time(text: str | None) -> datetime | None:
    """Return a `createdAt` as an aware Swedish time; None if it is missing or unreadable."""
    moment = parse_wall_clock(text)
    return None if moment is None else moment.replace(tzinfo=SWEDEN)


def parse_wall_clock(text: str | None) -> datetime | None:
    """Return a `createdAt` as a naive Swedish time; None if it is missing or unreadable.

    The service sends seven fractional digits. Python cuts them to six, it does not round, so that the last instant of a
    year stays in that year. A time without an offset is taken as Swedish wall-clock time (assumed; not documented).
    """
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
        if moment.year < _FIRST_YEAR:
            return None
        if moment.tzinfo is None:
            return moment
        swedish = moment.astimezone(SWEDEN)
        return datetime.combine(swedish.date(), swedish.time())  # `replace(tzinfo=None)` takes three times as long
    except (ValueError, OverflowError):
        return None


def is_readable_time(text: str | None) -> bool:
    """Return False if a `createdAt` is present but not a time."""
    if not text:
        return True
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return parse_swedish_time(text) is not None
    return True


def swedish_now() -> datetime:
    """Return the current time as an aware Swedish time."""
    return datetime.now(SWEDEN)


def swedish_today() -> date:
    """Return today's date in Sweden, in whatever time zone the computer is."""
    return swedish_now().date()
