"""The tabs: the overview, the three lists and the unhandled rows of them all, with their row counts."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabWidget, QWidget

from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.incomplete_report import describe_incomplete
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Report, Row
from vitec_desktop.report.tables import TABLE_NAMES, JoinedTable, TableKind, UnhandledCounts
from vitec_desktop.ui.common.shortcuts import GUIDE
from vitec_desktop.ui.overview.page import OverviewPage
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.table.shown_report import ReportInfo, ShownReport
from vitec_desktop.ui.table.table_changes import TableChanges
from vitec_desktop.ui.table.texts import MissingText
from vitec_desktop.ui.table.unhandled_rows import UnhandledRows
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.chips import ActionChip
from vitec_desktop.ui.widgets.tab_bar import TabBar
from vitec_desktop.ui.widgets.tab_order import order_tabs
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import ReportScope
from vitec_desktop.webservice.timestamps import swedish_now

_DETAILS_NAME = "detailsPane"


class ReportTabs(QTabWidget):
    """Shows a report, or the rows of a fetch that runs, on all tabs."""

    counts_changed = Signal()  # also when another tab is shown
    fetch_requested = Signal()
    period_change_requested = Signal()
    correction_requested = Signal()  # by the button of an empty page of an incomplete report

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self.setObjectName("tabs")
        self.setAccessibleName(self.tr("Rapporten"))
        self._bar = TabBar(theme, self)
        self.setTabBar(self._bar)
        self.setDocumentMode(True)
        self.sample_data_chip = ActionChip(theme)
        self.sample_data_chip.setObjectName("sampleDataChip")
        corner = QWidget()
        QHBoxLayout(corner).addWidget(self.sample_data_chip)
        self.setCornerWidget(corner, Qt.Corner.TopRightCorner)
        self._centre_chip()
        theme.changed.connect(self._centre_chip)
        self.sample_data_chip.texts_changed.connect(self._fit_chip)
        # The pages get the parent that `addTab` would give them: with another one they are styled twice.
        stack = self.findChild(QStackedWidget)
        self.overview = OverviewPage(theme, stack)
        self.overview.fetch_requested.connect(self.fetch_requested)
        self.overview.period_change_requested.connect(self.period_change_requested)
        self.overview.correction_requested.connect(self.correction_requested)
        self.addTab(self.overview, self.tr("Översikt"))
        pages = {kind: ListPage(kind, language, theme, stack) for kind in TABLE_NAMES}
        self._pages = {kind: page for kind, page in pages.items() if isinstance(kind, ListKind)}
        self.shown = ShownReport(self._pages, pages[JoinedTable.UNHANDLED], self)
        self._unhandled = UnhandledRows(self.shown, self)
        self._is_counting = True
        self._report: Report | None = None
        self._changes: Mapping[ListKind, TableChanges] | None = None
        self._changed_report: Report | None = None
        for kind, page in pages.items():
            self.addTab(page, language.text("Lists", TABLE_NAMES[kind]))
            page.counts_changed.connect(self._update_counts)
            page.fetch_requested.connect(self.fetch_requested)
            page.period_change_requested.connect(self.period_change_requested)
            page.correction_requested.connect(self.correction_requested)
            page.built.connect(lambda page=page: self._on_page_built(page))
            page.back_requested.connect(lambda page=page: self._on_back_requested(page))
        self.shown.filters_changed.connect(self.counts_changed)
        self.shown.page_requested.connect(self._on_page_requested)
        self.currentChanged.connect(self._on_tab_changed)
        self._on_tab_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing: Qt would draw the tab bar's base beside the chip, at a height of its own."""

    @property
    def pages(self) -> Mapping[ListKind, ListPage]:
        """The tables of the lists."""
        return self._pages

    @property
    def all_pages(self) -> Mapping[TableKind, ListPage]:
        """The tables of the lists, and that of the unhandled rows."""
        return self.shown.all_pages

    @property
    def unhandled_rows(self) -> UnhandledRows:
        """What fills the table of unhandled rows."""
        return self._unhandled

    @property
    def current_page(self) -> ListPage | None:
        """The table that is shown; None while the overview is."""
        page = self.currentWidget()
        return page if isinstance(page, ListPage) else None

    def focus_tab(self, index: int) -> None:
        """Show a tab, with the keyboard focus in it."""
        self.setCurrentIndex(index)
        self.focus_target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def focus_target(self) -> QWidget:
        """The widget of the tab that is shown for the keyboard: its table; without one the bar of the tabs."""
        page = self.current_page
        return self._bar if page is None or not page.view.isVisibleTo(page) else page.view

    def event(self, event: QEvent) -> bool:
        """Take F1 from the guide while the overview has something to explain."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._is_for_overview(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_for_overview(event):
            self.overview.show_definitions()
        else:
            super().keyPressEvent(event)

    def _is_for_overview(self, event: QKeyEvent) -> bool:
        is_shown = self.currentWidget() is self.overview and self.overview.is_showing_overview
        return is_shown and QKeySequence(event.keyCombination()) == QKeySequence(GUIDE.keys)

    def show_report(self, report: Report, *, is_sample: bool = False, correction: str = "") -> None:
        """Show a report instead of what was shown: the temporary views of that end.

        Args:
            report: the report.
            is_sample: whether it is the sample service's.
            correction: what the button of an empty page is called where the report is incomplete; "" for none.
        """
        self.shown.close_temporary_views()
        first_day, last_day = report.scope.first_day, report.scope.last_day
        missing = None
        if not report.is_complete:
            missing = MissingText(describe_incomplete(report, self._language).what, correction)
        with self._counting_once():
            for page in self.all_pages.values():
                page.set_report(first_day, last_day, missing, is_saved=report.is_saved)
            self._report = report
            self._show_rows(report)
            self.shown.set_info(
                ReportInfo(
                    report.scope,
                    report.fetched_at,
                    report.failed_parts,
                    report.damaged_parts,
                    is_saved=report.is_saved,
                    is_sample=is_sample,
                    missing=missing,
                )
            )

    def show_changes(self, changes: Mapping[ListKind, TableChanges] | None) -> None:
        """Show what has changed in the report that is shown; None if it is compared with nothing."""
        had_changes, self._changes = self._changes is not None, changes
        self._changed_report = self._report
        for page in self.all_pages.values():
            page.model.set_compared(changes is not None)
        is_fetching = self.shown.info is not None and self.shown.info.is_fetching
        if self._report is not None and not is_fetching and (had_changes or changes is not None):
            self._show_rows(self._report)
            self._update_counts()

    def _show_rows(self, report: Report) -> None:
        changes = self._changes if self._changed_report is report else None
        if changes is None:
            for kind, page in self._pages.items():
                page.set_rows(report.tables.get(kind, ()))
            self._unhandled.set_tables(report.tables)
            return
        for kind, page in self._pages.items():
            page.set_rows(changes[kind].rows, changes[kind])
        texts = {row: text for one in changes.values() for row, text in one.texts.items()}
        self._unhandled.set_tables({kind: one.rows for kind, one in changes.items()}, texts)

    def start_fetch(self, scope: ReportScope, *, keeps_rows: bool = False) -> None:
        """Make ready for the rows of a fetch; with `keeps_rows` they are added to those that are shown.

        A temporary view of the report before would hide most of them, and ends.
        """
        self.shown.close_temporary_views()
        with self._counting_once():
            if not keeps_rows:
                self._unhandled.clear()
            for page in self.all_pages.values():
                page.show_fetching(keeps_rows=keeps_rows)
            if not self.shown.total_count:
                self.overview.show_waiting()
            self.shown.set_info(ReportInfo(scope, swedish_now(), is_fetching=True))

    def append_rows(self, rows: Mapping[TableKind, Sequence[Row]]) -> None:
        """Add rows of the fetch that runs."""
        for kind, new_rows in rows.items():
            if new_rows:
                self.all_pages[kind].append_rows(new_rows)
        self._update_counts()

    def show_nothing_fetched(self) -> None:
        self.shown.close_temporary_views()
        self._report = None
        self._unhandled.clear()
        for page in self.all_pages.values():
            page.show_nothing_fetched()
        self.shown.set_info(None)
        self._update_counts()
        self.overview.show_nothing_fetched()

    def show_failed(self, reason: str) -> None:
        """Show why nothing was fetched, where there is no other report to show."""
        self.shown.close_temporary_views()
        self._report = None
        self._unhandled.clear()
        for page in self.all_pages.values():
            page.show_failed(reason)
        self.shown.set_info(None)
        self._update_counts()
        self.overview.show_failed(reason)

    def layout_state(self) -> dict[str, dict[str, Any]]:
        """Return the layout of each table for the settings file."""
        return {kind.value: page.layout_state() for kind, page in self.all_pages.items()}

    def restore_layout(self, layout: Mapping[str, Any]) -> None:
        """Restore the layout of each table; use the default for a missing or invalid one."""
        for kind, page in self.all_pages.items():
            page.restore_layout(layout.get(kind.value))

    def _centre_chip(self) -> None:
        """Centre the chip in the row of the tabs, as far from the edge as the buttons above it."""
        metrics = self._theme.metrics
        row = self.cornerWidget(Qt.Corner.TopRightCorner).layout()
        assert row is not None
        above, below = divmod(max(metrics.tab_bar - metrics.chip, 0), 2)
        row.setContentsMargins(Spacing.MARGIN, above, Spacing.MARGIN, above + below)

    def _fit_chip(self) -> None:
        """Shorten the chip where the tabs need its room."""
        self.sample_data_chip.fit(self.width() - self._bar.sizeHint().width() - 2 * Spacing.MARGIN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_chip()

    @contextmanager
    def _counting_once(self) -> Iterator[None]:
        """Update the counts once, when all tables have changed."""
        self._is_counting = False
        try:
            yield
        finally:
            self._is_counting = True
        self._update_counts()

    def _update_counts(self) -> None:
        if not self._is_counting:
            return
        for page, text in zip(self.all_pages.values(), self._count_texts(), strict=True):
            self._bar.set_count(self.indexOf(page), text)
        self._fit_chip()
        self.counts_changed.emit()

    def _count_texts(self) -> Iterator[str]:
        is_fetching = self.shown.info is not None and self.shown.info.is_fetching
        for page in self.all_pages.values():
            shown, total = page.model.shown_count, page.model.total_count
            if page is self.shown.unhandled and not is_fetching:
                yield self._unhandled_text(self._unhandled.counts())
                continue
            all_text = format_count(total, self._language)
            if is_fetching and page is self.current_page:
                yield self.tr("{count} hittills").format(count=all_text)
            elif shown != total and not is_fetching:
                yield self.tr("{shown} av {total}").format(shown=format_count(shown, self._language), total=all_text)
            else:
                yield all_text if total else ""

    def _unhandled_text(self, counts: UnhandledCounts) -> str:
        """Return the count of the unhandled rows: of the period, unless older ones are said to be among them."""
        total, older, shown, every = (
            format_count(count, self._language)
            for count in (counts.total, counts.older, counts.shown, counts.total + counts.older)
        )
        if not counts.is_all_shown:
            return self.tr("{shown} av {total}").format(shown=shown, total=every)
        if counts.older:
            return self.tr("{total} + {older} äldre").format(total=total, older=older)
        return total if counts.total else ""

    def _on_tab_changed(self) -> None:
        # Only the pane of the table that was shown last has the name, since tests find it by that.
        current = self.current_page
        if current is not None:
            for page in self.all_pages.values():
                if page.is_built:
                    page.details.setObjectName(_DETAILS_NAME if page is current else "")
        self._update_counts()
        self.shown.set_current_list(None if current is None else current.kind)

    def _on_page_built(self, page: ListPage) -> None:
        """Let Tab come to the page where it would if it had been there from the start."""
        order_tabs(self.sample_data_chip, page.toolbar, page.content)
        page.toolbar.order_tabs()
        if page is not self.current_page:
            page.details.setObjectName("")

    def _on_back_requested(self, page: ListPage) -> None:
        """Show the overview with the focus where it was, and in the table what it showed before."""
        page.temporary_view.close_view()
        self.setCurrentWidget(self.overview)
        focused = self.overview.focusWidget()
        target = focused if focused is not None and focused.isVisible() else self._bar
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave_temporary_view(self) -> None:
        """Go back to the overview from the temporary view that is shown; do nothing without one."""
        page = self.current_page
        if page is not None and page.temporary_view.is_open:
            self._on_back_requested(page)

    def _on_page_requested(self, page: ListPage) -> None:
        self.setCurrentWidget(page)
        page.view.setFocus()
