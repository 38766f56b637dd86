"""All statistics of a report's rows."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct

from vitec_desktop.report.report import Row, swedish_day
from vitec_desktop.report.statistics.by_list import ListStatistics, list_statistics_steps
from vitec_desktop.report.statistics.timeline import BucketKind, Timeline, build_timeline, count_days
from vitec_desktop.report.statistics.unhandled import Unhandled, unhandled_steps
from vitec_desktop.report.steps import Steps
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import ReportScope


class Statistics(Struct, frozen=True):
    """The statistics of a report's rows at the time of the fetch.

    `as_of` is the day of a saved report, whose texts must not say "now"; None for one that is up to date.
    """

    scope: ReportScope
    fetched_at: datetime
    lists: Mapping[ListKind, ListStatistics]
    timeline: Timeline
    unhandled: Unhandled
    as_of: date | None = None

    @property
    def incoming(self) -> ListStatistics:
        return self.lists[ListKind.INCOMING]

    @property
    def outgoing(self) -> ListStatistics:
        return self.lists[ListKind.OUTGOING]

    @property
    def tips(self) -> ListStatistics:
        return self.lists[ListKind.TIPS]


def statistics_steps(
    tables: Mapping[ListKind, Sequence[Row]],
    scope: ReportScope,
    fetched_at: datetime,
    charted_by: BucketKind | None = None,
) -> Steps[Statistics]:
    """Compute the statistics of the rows shown; a list that `tables` lacks has no rows.

    Args:
        tables: the rows of each list, their values in the order of `COLUMNS`.
        scope: the period that was fetched.
        fetched_at: when the rows were fetched; a naive time is Swedish.
        charted_by: what the period is charted by, if it is compared with another one.
    """
    fetched_on = swedish_day(fetched_at)
    lists, days = {}, {}
    for kind in ListKind:
        rows = tables.get(kind, ())
        lists[kind] = yield from list_statistics_steps(kind, rows)
        days[kind] = count_days(kind, rows)
        yield
    undated = {kind: one.undated for kind, one in lists.items()}
    timeline = build_timeline(days, undated, scope, fetched_on, charted_by)
    yield
    unhandled = yield from unhandled_steps(tables, scope, fetched_on)
    return Statistics(scope, fetched_at, lists, timeline, unhandled)
