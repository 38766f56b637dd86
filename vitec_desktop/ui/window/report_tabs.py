"""The overview and the three lists as tabs, with their counts, and what all of them show together."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.report import Report, Row
from vitec_desktop.ui.overview.page import OverviewPage
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.table.shown_report import ReportInfo, ShownReport
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.tab_bar import TabBar
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import ReportScope
from vitec_desktop.webservice.timestamps import swedish_now

_DETAILS_NAME = "detailsPane"


class ReportTabs(QTabWidget):
    """`counts_changed` when a list shows another number of rows, or another tab is in sight."""

    counts_changed = Signal()
    fetch_requested = Signal()
    period_change_requested = Signal()

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._is_fetching = False
        self.setObjectName("tabs")
        self.setAccessibleName(self.tr("Rapporten"))
        self._bar = TabBar(theme, self)
        self.setTabBar(self._bar)
        self.setDocumentMode(True)
        self.overview = OverviewPage(theme, self)
        self.overview.fetch_requested.connect(self.fetch_requested)
        self.overview.period_change_requested.connect(self.period_change_requested)
        self.addTab(self.overview, self.tr("Översikt"))
        self._pages = {kind: ListPage(kind, language, theme, self) for kind in LIST_NAMES}
        for kind, page in self._pages.items():
            self.addTab(page, language.text("Lists", LIST_NAMES[kind]))
            page.counts_changed.connect(self._update_counts)
            page.fetch_requested.connect(self.fetch_requested)
            page.period_change_requested.connect(self.period_change_requested)
        self.shown = ShownReport(self._pages, self)
        self.shown.list_requested.connect(self._on_list_requested)
        self.currentChanged.connect(self._on_tab_changed)
        self._on_tab_changed()

    @property
    def pages(self) -> Mapping[ListKind, ListPage]:
        return self._pages

    @property
    def current_page(self) -> ListPage | None:
        """The list in sight; None where that is the overview."""
        page = self.currentWidget()
        return page if isinstance(page, ListPage) else None

    def focus_tab(self, index: int) -> None:
        """Show a tab, and let the keyboard go on in it."""
        self.setCurrentIndex(index)
        page = self.current_page
        place: QWidget = self._bar if page is None else page.view
        place.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_report(self, report: Report) -> None:
        """Show a report in the place of whatever was shown."""
        self._is_fetching = False
        for kind, page in self._pages.items():
            page.set_period(report.scope.first_day, report.scope.last_day)
            page.set_rows(report.tables.get(kind, ()))
        self._update_counts()
        self.shown.set_info(ReportInfo(report.scope, report.fetched_at, report.failed_parts))

    def start_fetch(self, scope: ReportScope, *, keeps_rows: bool = False) -> None:
        """A fetch begins: what was shown makes way for the rows that come, unless they are to be added to it."""
        self._is_fetching = True
        if not keeps_rows:
            for page in self._pages.values():
                page.show_fetching()
        self._update_counts()
        self.shown.set_info(ReportInfo(scope, swedish_now(), is_fetching=True))

    def append_rows(self, rows: Mapping[ListKind, Sequence[Row]]) -> None:
        """Rows have come."""
        for kind, fresh in rows.items():
            if fresh:
                self._pages[kind].append_rows(fresh)
        self._update_counts()

    def show_nothing_fetched(self) -> None:
        self._is_fetching = False
        for page in self._pages.values():
            page.show_nothing_fetched()
        self._update_counts()
        self.shown.set_info(None)
        self.overview.show_nothing_fetched()

    def show_failed(self, reason: str) -> None:
        """Nothing came, and there is nothing else to show."""
        self._is_fetching = False
        for page in self._pages.values():
            page.show_failed(reason)
        self._update_counts()
        self.shown.set_info(None)
        self.overview.show_failed(reason)

    def layout_state(self) -> dict[str, dict[str, Any]]:
        """How each list is laid out, for the settings file."""
        return {kind.value: page.layout_state() for kind, page in self._pages.items()}

    def restore_layout(self, layout: Mapping[str, Any]) -> None:
        """Lay the lists out as they were; what is missing or makes no sense is as at first."""
        for kind, page in self._pages.items():
            page.restore_layout(layout.get(kind.value))

    def _update_counts(self) -> None:
        for page, text in zip(self._pages.values(), self._count_texts(), strict=True):
            self._bar.set_count(self.indexOf(page), text)
        self.counts_changed.emit()

    def _count_texts(self) -> Iterator[str]:
        for page in self._pages.values():
            shown, total = page.model.rowCount(), page.model.total_count
            all_text = format_count(total, self._language)
            if self._is_fetching and page is self.current_page:
                yield self.tr("{count} hittills").format(count=all_text)
            elif shown != total and not self._is_fetching:
                yield self.tr("{shown} av {total}").format(shown=format_count(shown, self._language), total=all_text)
            else:
                yield all_text if total else ""

    def _on_tab_changed(self) -> None:
        # Whoever drives the window from outside looks for the pane in sight.
        # Beside the overview it is the pane of the list that was in sight last.
        in_sight = self.current_page
        if in_sight is not None:
            for page in self._pages.values():
                page.details.setObjectName(_DETAILS_NAME if page is in_sight else "")
        self._update_counts()
        self.shown.set_current_list(None if in_sight is None else in_sight.kind)

    def _on_list_requested(self, kind: ListKind) -> None:
        page = self._pages[kind]
        self.setCurrentWidget(page)
        page.view.setFocus()
