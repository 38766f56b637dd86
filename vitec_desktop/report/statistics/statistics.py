"""All figures of a report's rows, counted in one go."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vitec_desktop.report.report import Row
from vitec_desktop.report.statistics.by_list import ListFigures, list_steps
from vitec_desktop.report.statistics.timeline import Timeline, day_counts, timeline_of
from vitec_desktop.report.statistics.unhandled import Unhandled, unhandled_steps
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import Scope
from vitec_desktop.webservice.timestamps import SWEDEN


@dataclass(frozen=True, slots=True)
class Figures:
    """What the rows of a report come to, as of the moment it was fetched."""

    scope: Scope
    fetched_at: datetime
    lists: Mapping[ListKind, ListFigures]
    timeline: Timeline
    unhandled: Unhandled

    @property
    def incoming(self) -> ListFigures:
        return self.lists[ListKind.INCOMING]

    @property
    def outgoing(self) -> ListFigures:
        return self.lists[ListKind.OUTGOING]

    @property
    def tips(self) -> ListFigures:
        return self.lists[ListKind.TIPS]


def figures_of(tables: Mapping[ListKind, Sequence[Row]], scope: Scope, fetched_at: datetime) -> Figures:
    """Counts the rows shown, list by list. A list that is not there has no rows.

    Args:
        tables: the rows of each list, their values in the order of `COLUMNS`.
        scope: the period that was asked for.
        fetched_at: when the rows were fetched; naive times are Swedish.
    """
    steps = figure_steps(tables, scope, fetched_at)
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            figures: Figures = stop.value
            return figures


def figure_steps(
    tables: Mapping[ListKind, Sequence[Row]], scope: Scope, fetched_at: datetime
) -> Generator[None, None, Figures]:
    """Like `figures_of`, stopping some milliseconds apart so that 100,000 rows never hold a window."""
    fetched_on = swedish_day(fetched_at)
    lists, days = {}, {}
    for kind in ListKind:
        rows = tables.get(kind, ())
        lists[kind] = yield from list_steps(kind, rows)
        days[kind] = day_counts(kind, rows)
        yield
    undated = {kind: figures.undated for kind, figures in lists.items()}
    timeline = timeline_of(days, undated, scope, fetched_on)
    yield
    unhandled = yield from unhandled_steps(tables, scope, fetched_on)
    return Figures(scope, fetched_at, lists, timeline, unhandled)


def swedish_day(moment: datetime) -> date:
    """The Swedish day of a moment."""
    return moment.date() if moment.tzinfo is None else moment.astimezone(SWEDEN).date()
