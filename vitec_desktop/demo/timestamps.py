"""Times with seven fractional digits, as the service writes them: one digit more than a datetime has."""

import re
from datetime import UTC, date, datetime

from msgspec import Struct

from vitec_desktop.webservice.timestamps import SWEDEN

_SEVENTH_DIGIT = re.compile(r"(\.\d{6})(\d)\d*")


class Ticks(Struct, frozen=True, order=True):
    """A Swedish wall-clock time, in steps of 100 ns: a naive datetime and its seventh fractional digit."""

    wall: datetime
    tick: int = 0

    @property
    def day(self) -> date:
        return self.wall.date()


def parse_ticks(text: str) -> Ticks:
    """Parse a `dateFrom` or `dateTo`: Swedish wall-clock time, or any time with an offset.

    Raises:
        ValueError: the text is not a time.
    """
    seventh = _SEVENTH_DIGIT.search(text)
    try:
        moment = datetime.fromisoformat(_SEVENTH_DIGIT.sub(r"\1", text.strip()))
        if moment.tzinfo is not None:
            moment = moment.astimezone(SWEDEN).replace(tzinfo=None)
    except OverflowError as error:
        raise ValueError(text) from error
    return Ticks(moment, int(seventh[2]) if seventh else 0)


def to_existing_time(wall: datetime) -> datetime:
    """Return `wall` (naive, Swedish) as an aware time; a time in the hour that summer time skips is one hour later."""
    return wall.replace(tzinfo=SWEDEN).astimezone(UTC).astimezone(SWEDEN)


def format_created_at(moment: datetime, tick: int) -> str:
    """Return `moment` (aware, Swedish) as the service writes it: 2026-10-29T14:32:05.1234567+01:00."""
    text = moment.isoformat(timespec="microseconds")
    return f"{text[:26]}{tick}{text[26:]}"
