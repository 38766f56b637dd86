"""Measures a list's page on an offscreen window against Qt's C++ models."""

import gc
import tracemalloc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from time import perf_counter

from PySide6.QtCore import QEventLoop, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from tests.benchmarks.baseline import COLUMN_COUNT, QtBaseline
from tests.benchmarks.heartbeat import Heartbeat
from tests.benchmarks.rows import KIND, make_rows
from vitec_desktop.report.columns import ColumnKind
from vitec_desktop.report.fields import TIP_STATE
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.report.labels import UNHANDLED_STATES
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Row
from vitec_desktop.report.row_groups import GROUPED_KINDS
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.report.tables import TABLE_COLUMNS, JoinedTable, TableKind
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.table.shown_report import ShownReport
from vitec_desktop.ui.table.unhandled_rows import UnhandledRows
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.webservice.models import ListKind

SIZE = (1280, 700)
_SEARCH_TEXT = "sälja"
_PAGES = 60
_ROUNDS = 3
_TEXT_KINDS = (ColumnKind.TEXT, ColumnKind.LONG_TEXT, ColumnKind.IDENTIFIER, ColumnKind.STATE, ColumnKind.ESTATE_STATUS)


Timing = tuple[float, float]
"""Seconds until the result is painted, and the longest stall of the event loop meanwhile."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """The value of the program (`ours`) and of the baseline (`theirs`); `stall` and `allowed_stall` are in seconds."""

    name: str
    ours: float
    theirs: float
    allowed: float
    stall: float | None = None
    allowed_stall: float = 0.05

    @property
    def share(self) -> float:
        return self.ours / self.theirs

    @property
    def is_met(self) -> bool:
        return self.share <= self.allowed and (self.stall is None or self.stall <= self.allowed_stall)


class TableBenchmark:
    """Measures a page and the baseline with the same rows, in a running event loop."""

    def __init__(self, app: QApplication, count: int) -> None:
        self._app = app
        self._language = Language("sv")
        self._theme = Theme(app)
        self._rows = make_rows(count)
        self._heartbeat = Heartbeat()

    def run(self) -> Iterator[Measurement]:
        yield self._measure_memory()
        baseline = QtBaseline(self._rows, self._language)
        page = self._make_page()
        yield self._measure_showing(page, baseline)
        yield from self._measure_sorting(page, baseline)
        yield from self._measure_grouping(page)
        page.model.sort_by((SortKey(0, True),))
        self._wait_until_idle(page.model)
        yield from self._measure_typing(page, baseline)
        yield self._measure_filtering(page, baseline)
        yield from self._measure_scrolling(page, baseline)
        yield self._measure_copying(page, baseline)
        page.close()
        yield self._measure_joining()

    def _make_page(self, kind: TableKind = KIND) -> ListPage:
        page = ListPage(kind, self._language, self._theme)
        page.resize(*SIZE)
        page.show()
        page.set_details_open(False)
        self._app.processEvents()
        return page

    def _measure_memory(self) -> Measurement:
        """Measure the bytes a row in addition to the decoded rows, after sorting two columns and a search."""
        gc.collect()
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        model = ReportTableModel(KIND, self._language)
        model.set_rows(self._rows)
        self._wait_until_idle(model)
        model.sort_by((SortKey(2), SortKey(3)))
        model.set_search_text("sälj")
        self._wait_until_idle(model)
        gc.collect()
        used = tracemalloc.get_traced_memory()[0] - before
        tracemalloc.stop()
        model.deleteLater()
        return Measurement("memory, bytes a row (against 1,000)", used / len(self._rows), 1000, 1.0)

    def _measure_showing(self, page: ListPage, baseline: QtBaseline) -> Measurement:
        seconds, stall = self._until_painted(page, lambda: page.set_rows(self._rows))
        return Measurement("show a new report (against filling)", seconds, baseline.fill_seconds, 0.2, stall)

    def _measure_sorting(self, page: ListPage, baseline: QtBaseline) -> Iterator[Measurement]:
        columns = [n for n, column in enumerate(COLUMNS[KIND][:COLUMN_COUNT]) if column.kind in _TEXT_KINDS]
        for column in columns:
            heading = page.model.heading(column)
            # Alternate, so that other load on the machine slows down both.
            rounds = [(baseline.sort_seconds(column), *self._sort_twice(page, column)) for _ in range(_ROUNDS)]
            theirs, first, again = zip(*rounds, strict=True)
            yield Measurement(f"sort by {heading}", *_best(first, min(theirs), 0.5))
            yield Measurement(f"sort by {heading} again", *_best(again, min(theirs), 0.1))

    def _measure_grouping(self, page: ListPage) -> Iterator[Measurement]:
        """Measure grouping a new report by a column against the first sort by it, and closing and opening groups."""
        for column in (n for n, one in enumerate(COLUMNS[KIND][:COLUMN_COUNT]) if one.kind in GROUPED_KINDS):
            rounds = [(self._sort_twice(page, column)[0], self._group(page, column)) for _ in range(_ROUNDS)]
            sorts, groups = zip(*rounds, strict=True)
            first_sort = min(seconds for seconds, _ in sorts)
            name = f"group by {page.model.heading(column)} (against its first sort)"
            yield Measurement(name, *_best(groups, first_sort, 1.0))
            for act in ("close all groups", "open all groups"):
                seconds, stall = self._until_painted(page, partial(page.view.groups.set_all_collapsed, act[0] == "c"))
                yield Measurement(f"{act} (against the first sort)", seconds, first_sort, 1.0, stall)
            page.model.group_by(None)
            self._wait_until_idle(page.model)

    def _group(self, page: ListPage, column: int) -> Timing:
        """Measure grouping a new report by a column."""
        page.model.group_by(None)
        page.model.sort_by(())
        page.set_rows(self._rows)
        self._wait_until_idle(page.model)
        timing = self._until_painted(page, partial(page.model.group_by, column))
        self._wait_until_idle(page.model)
        return timing

    def _sort_twice(self, page: ListPage, column: int) -> tuple[Timing, Timing]:
        """Measure the first sort of a report by a column, and then the reverse sort."""
        page.model.group_by(None)
        page.model.sort_by(())
        page.set_rows(self._rows)
        self._wait_until_idle(page.model)
        first = self._until_painted(page, partial(page.model.sort, column, Qt.SortOrder.AscendingOrder))
        self._wait_until_idle(page.model)
        return first, self._until_painted(page, partial(page.model.sort, column, Qt.SortOrder.DescendingOrder))

    def _measure_typing(self, page: ListPage, baseline: QtBaseline) -> Iterator[Measurement]:
        """Measure each letter of a word, and clearing the search field."""
        search = page.toolbar.search_field
        self._wait_until_idle(page.model)
        for length in range(1, len(_SEARCH_TEXT) + 1):
            typed = _SEARCH_TEXT[:length]
            theirs = baseline.filter_seconds(typed)
            seconds, stall = self._until_painted(page, partial(_press, search, typed[-1]))
            yield Measurement(f"search ”{typed}”", seconds, theirs, 0.3, stall)
        seconds, stall = self._until_painted(page, search.clear)
        yield Measurement("empty the search", seconds, theirs, 0.3, stall)

    def _measure_filtering(self, page: ListPage, baseline: QtBaseline) -> Measurement:
        """Measure a filter on one column; the baseline filters all columns."""
        theirs = baseline.filter_seconds("Ny")
        seconds, stall = self._until_painted(page, partial(page.model.set_filter, 1, ValueFilter(frozenset({"New"}))))
        page.model.set_filters({})
        self._wait_until_idle(page.model)
        return Measurement("filter Status: Ny", seconds, theirs, 0.3, stall)

    def _measure_scrolling(self, page: ListPage, baseline: QtBaseline) -> Iterator[Measurement]:
        view = baseline.view()
        view.resize(page.view.size())
        view.show()
        self._app.processEvents()
        theirs = self._scroll(view)
        yield Measurement(f"scroll {_PAGES} pages", self._scroll(page.view), theirs, 1.25)
        page.toolbar.search_field.setText("sälj")
        self._wait_until_idle(page.model)
        yield Measurement(f"scroll {_PAGES} pages with matches", self._scroll(page.view), theirs, 1.25)
        view.close()

    def _measure_copying(self, page: ListPage, baseline: QtBaseline) -> Measurement:
        """Measure copying all rows; the baseline reads as many texts of the C++ model and joins them with tabs."""
        page.toolbar.search_field.clear()
        self._wait_until_idle(page.model)
        theirs = baseline.copy_seconds(len(page.view.shown_columns()))
        page.view.selectAll()
        gc.collect()
        loop = QEventLoop()
        page.copier.copied.connect(loop.quit)
        self._heartbeat.start()
        start = perf_counter()
        page.copy_rows()
        if page.copier.is_running:
            loop.exec()
        seconds = perf_counter() - start
        QTest.qWait(30)
        stall = self._heartbeat.stop()
        # The offscreen platform reads the clipboard once more after the application has ended.
        QApplication.clipboard().clear()
        return Measurement("copy all rows", seconds, theirs, 1.0, stall)

    def _measure_joining(self) -> Measurement:
        """Measure finding the unhandled rows of a report; the baseline makes as many bare rows in one go."""
        pages: dict[ListKind, ListPage] = {kind: self._make_page(kind) for kind in ListKind}
        unhandled = self._make_page(JoinedTable.UNHANDLED)
        owner = QObject()
        rows = UnhandledRows(ShownReport(pages, unhandled, owner), owner)
        tables = {KIND: self._rows}
        theirs = min(_seconds(partial(_join_bare, self._rows)) for _ in range(_ROUNDS))
        timings = [self._join(rows, tables) for _ in range(_ROUNDS)]
        assert unhandled.model.total_count == len(_join_bare(self._rows))
        for page in (*pages.values(), unhandled):
            page.close()
        return Measurement("find the unhandled rows (against bare)", *_best(timings, theirs, 3.0))

    def _join(self, rows: UnhandledRows, tables: Mapping[ListKind, Sequence[Row]]) -> Timing:
        gc.collect()
        self._app.processEvents()
        loop = QEventLoop()
        rows.updated.connect(loop.quit)
        self._heartbeat.start()
        start = perf_counter()
        rows.set_tables(tables)
        if rows.is_updating:
            loop.exec()
        seconds = perf_counter() - start
        rows.updated.disconnect(loop.quit)
        QTest.qWait(30)
        return seconds, self._heartbeat.stop()

    def _scroll(self, view: QTableView) -> float:
        bar = view.verticalScrollBar()
        bar.setValue(0)
        self._app.processEvents()
        start = perf_counter()
        for _ in range(_PAGES):
            bar.setValue(bar.value() + bar.pageStep())
            view.viewport().repaint()
        return perf_counter() - start

    def _until_painted(self, page: ListPage, act: Callable[[], object]) -> Timing:
        """Return the seconds from `act` until its result is painted, and the longest stall meanwhile."""
        gc.collect()
        self._app.processEvents()
        loop = QEventLoop()
        self._heartbeat.start()
        start = perf_counter()
        if not self._is_done_at_once(page.model, act):
            page.model.rows_updated.connect(loop.quit)
            if page.model.is_updating:
                loop.exec()
            page.model.rows_updated.disconnect(loop.quit)
        page.view.viewport().repaint()
        seconds = perf_counter() - start
        QTest.qWait(30)
        return seconds, self._heartbeat.stop()

    def _is_done_at_once(self, model: ReportTableModel, act: Callable[[], object]) -> bool:
        act()
        return not model.is_updating

    def _wait_until_idle(self, model: ReportTableModel) -> None:
        """Wait until the model computes neither rows nor search texts."""
        while model.is_updating or model.is_preparing:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def _best(timings: Iterable[Timing], theirs: float, allowed: float) -> tuple[float, float, float, float]:
    """Return the best of several rounds, which other load on the machine disturbed least."""
    seconds, stalls = zip(*timings, strict=True)
    return min(seconds), theirs, allowed, min(stalls)


def _seconds(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def _join_bare(rows: Sequence[Row]) -> list[Row]:
    """Return the values of the unhandled rows as the joined table has them, with its two own columns."""
    count = len(TABLE_COLUMNS[JoinedTable.UNHANDLED])
    state = COLUMNS[KIND].index(TIP_STATE)
    return sorted(
        [(*row, *[None] * count)[:count] for row in rows if row[state] in UNHANDLED_STATES],
        key=lambda row: row[0] or 0,
    )


def _press(widget: object, letter: str) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
    QApplication.sendEvent(widget, event)  # type: ignore[arg-type]
