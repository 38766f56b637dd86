"""All rows of the sample chain, made when somebody asks for them."""

from collections.abc import Iterator, Sequence
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
"""Days of one office and list that are kept: three offices' lists for nearly two years, some 10 MB."""


class DemoDataset:
    """The rows from 1 January five years ago until `until` (aware), itself included."""

    def __init__(self, chain: OfficeChain, today: date, until: datetime) -> None:
        self._office_indexes = {office.customer_number: office.index for office in chain.offices}
        self._offices = chain.offices
        self._first_day = date(today.year - _YEARS_BACK, 1, 1)
        self._until = until
        self._generate_rows = lru_cache(_CACHED_DAYS)(RowGenerator(chain, today).generate)

    def select_rows(
        self, customer_id: str, date_from: Ticks, date_to: Ticks, dialect: DateToRule, status: ActiveStatus
    ) -> RowsByList:
        """What the service answers one customer; a tip between two offices is in the answers of both."""
        office = self._offices[self._office_indexes[customer_id]]
        days = self._days(date_from.day, date_to.day)
        return {
            kind: [
                entry.row
                for day in days
                for entry in self._iter_rows(kind, self._source_offices(kind, office), day)
                if entry.created >= date_from and dialect.includes(entry.created, date_to)
                if customer_id in entry.readers and _matches_status(entry, status)
            ]
            for kind in ListKind
        }

    def all_rows(self, first_day: date, last_day: date, status: ActiveStatus) -> RowsByList:
        """Every office's rows of some Swedish days, both ends included, each row once."""
        places = range(len(self._offices))
        return {
            kind: [
                entry.row
                for day in self._days(first_day, last_day)
                for entry in self._iter_rows(kind, places, day)
                if _matches_status(entry, status)
            ]
            for kind in ListKind
        }

    def _source_offices(self, kind: ListKind, office: DemoOffice) -> Sequence[int]:
        """The places in the chain where rows of an office's list come from."""
        return (office.index, *office.neighbours) if kind is ListKind.TIPS else (office.index,)

    def _iter_rows(self, kind: ListKind, places: Sequence[int], day: date) -> Iterator[DemoRow]:
        for place in places:
            for entry in self._generate_rows(kind, place, day):
                if entry.instant <= self._until:
                    yield entry

    def _days(self, first_day: date, last_day: date) -> list[date]:
        first, last = max(first_day, self._first_day), min(last_day, self._until.date())
        return [first + timedelta(days) for days in range((last - first).days + 1)]


def end_of_day(day: date) -> datetime:
    """The last instant of a Swedish day, as far as a datetime tells."""
    return datetime.combine(day, time.max, tzinfo=SWEDEN)


def _matches_status(entry: DemoRow, status: ActiveStatus) -> bool:
    return status is ActiveStatus.ACTIVE_AND_REMOVED or entry.is_removed == (status is ActiveStatus.REMOVED)
