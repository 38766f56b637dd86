"""All rows of the sample chain, generated on demand."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from vitec_desktop.demo.api_variants import DateToRule
from vitec_desktop.demo.offices import DemoOffice, OfficeChain
from vitec_desktop.demo.rows import DemoRow, RowGenerator
from vitec_desktop.demo.timestamps import Ticks
from vitec_desktop.webservice.models import ActiveStatus, ListKind
from vitec_desktop.webservice.result import RowsByList
from vitec_desktop.webservice.timestamps import SWEDEN

_YEARS_BACK = 5
_CACHED_DAYS = 6000
"""Size of the cache, in days of one office and list: three offices for nearly two years, about 10 MB."""


class DemoDataset:
    """The rows from 1 January five years ago up to and including `until`, an aware time."""

    def __init__(self, chain: OfficeChain, today: date, until: datetime) -> None:
        self._chain = chain
        self._office_indexes = {office.customer_number: office.index for office in chain.offices}
        self._offices = chain.offices
        self._first_day = date(today.year - _YEARS_BACK, 1, 1)
        self._until = until
        self._generate_rows = _cached_generator(chain, today)

    def as_of(self, moment: datetime) -> "DemoDataset":
        """Return the same rows as they were at an earlier moment: those that existed, in the states of then."""
        earlier = DemoDataset(self._chain, moment.date(), moment)
        earlier._first_day = self._first_day
        return earlier

    def select_rows(
        self, customer_id: str, date_from: Ticks, date_to: Ticks, date_to_rule: DateToRule, status: ActiveStatus
    ) -> RowsByList:
        """Return the rows that one customer may read. A tip between two offices belongs to both."""
        office = self._offices[self._office_indexes[customer_id]]
        days = self._days(date_from.day, date_to.day)
        return {
            kind: [
                row.wire_row
                for day in days
                for row in self._iter_rows(kind, self._source_offices(kind, office), day)
                if row.created >= date_from and date_to_rule.includes(row.created, date_to)
                if customer_id in row.readers and _matches_status(row, status)
            ]
            for kind in ListKind
        }

    def all_rows(self, first_day: date, last_day: date, status: ActiveStatus) -> RowsByList:
        """Return the rows of all offices, each once; both Swedish days are included."""
        indexes = range(len(self._offices))
        return {
            kind: [
                row.wire_row
                for day in self._days(first_day, last_day)
                for row in self._iter_rows(kind, indexes, day)
                if _matches_status(row, status)
            ]
            for kind in ListKind
        }

    def _source_offices(self, kind: ListKind, office: DemoOffice) -> Sequence[int]:
        """Return the indexes of the offices that generate the rows of an office's list."""
        return (office.index, *office.neighbours) if kind is ListKind.TIPS else (office.index,)

    def _iter_rows(self, kind: ListKind, indexes: Sequence[int], day: date) -> Iterator[DemoRow]:
        for index in indexes:
            for row in self._generate_rows(kind, index, day):
                if row.instant <= self._until:
                    yield row

    def _days(self, first_day: date, last_day: date) -> list[date]:
        first, last = max(first_day, self._first_day), min(last_day, self._until.date())
        return [first + timedelta(days) for days in range((last - first).days + 1)]


@lru_cache(4)
def _cached_generator(chain: OfficeChain, today: date) -> Callable[[ListKind, int, date], tuple[DemoRow, ...]]:
    """Return what generates the rows of a list, an office and a day: one for all datasets, which share its cache."""
    return lru_cache(_CACHED_DAYS)(RowGenerator(chain, today).generate)


def end_of_day(day: date) -> datetime:
    """Return the last microsecond of a Swedish day."""
    return datetime.combine(day, time.max, tzinfo=SWEDEN)


def _matches_status(row: DemoRow, status: ActiveStatus) -> bool:
    return status is ActiveStatus.ACTIVE_AND_REMOVED or row.is_removed == (status is ActiveStatus.REMOVED)
