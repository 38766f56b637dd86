"""Points in time as the service writes them, and Swedish days."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

SWEDEN = ZoneInfo("Europe/Stockholm")

_BEYOND_MICROSECONDS = re.compile(r"(\.\d{6})\d+")


def swedish_moment(text: str | None) -> datetime | None:
    """The aware Swedish time of a `createdAt`, or None where there is none or it cannot be read.

    The service sends seven fractional digits; they are cut to six, never rounded, so that the last instant of a year
    stays in it. A time without an offset is Swedish wall-clock time (assumed: the documentation is silent).
    """
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(_BEYOND_MICROSECONDS.sub(r"\1", text.strip()))
        if moment.tzinfo is None:
            return moment.replace(tzinfo=SWEDEN)
        return moment.astimezone(SWEDEN)
    except (ValueError, OverflowError):
        return None


def swedish_now() -> datetime:
    """This moment as an aware Swedish time."""
    return datetime.now(SWEDEN)


def swedish_today() -> date:
    """Today's date in Sweden, whatever clock the computer is set to."""
    return swedish_now().date()
