"""Lets the user count in the overview only what his own filters show, and says so for as long as that lasts."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QObject, Signal

from vitec_desktop.report.language import Language
from vitec_desktop.ui.overview.texts import counted_rows_text, filters_text
from vitec_desktop.ui.table.filter_texts import filter_chip_texts
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.table.shown_report import ShownReport
from vitec_desktop.ui.widgets.chips import shorten_values
from vitec_desktop.ui.widgets.notice import Notice, NoticeAction, NoticeBar, NoticeLevel


class FilterCountController(QObject):
    """Handles the button of each list, and the notice across the window with the way back to counting everything."""

    notice_appeared = Signal()  # on the user's request

    def __init__(self, shown: ShownReport, bar: NoticeBar, language: Language, parent: QObject) -> None:
        super().__init__(parent)
        self._shown = shown
        self._bar = bar
        self._language = language
        self._count_everything = NoticeAction(self.tr("Räkna på allt"), lambda: shown.set_counting_filters(False))
        for page in shown.pages.values():
            page.count_requested.connect(lambda: shown.set_counting_filters(True))
        shown.unhandled.count_requested.connect(shown.count_unhandled_filters)
        for page in shown.all_pages.values():
            page.model.filters_changed.connect(self._update)
            page.model.search_text_changed.connect(self._update)
        for changed in (shown.info_changed, shown.rows_updated, shown.filters_changed):
            changed.connect(self._update)

    def _update(self) -> None:
        for page in self._shown.all_pages.values():
            page.set_count_offered(self._is_offered(page))
        info = self._shown.info
        if info is None or not self._shown.is_counting_filters:
            self._bar.clear()
        elif not info.is_fetching and not self._shown.is_updating:
            self._show_notice()

    def _is_offered(self, page: ListPage) -> bool:
        """Whether the list has a search or filters that do not count yet."""
        has_report = self._shown.info is not None
        return has_report and page.model.query.has_own_filter and not self._shown.is_counted(page)

    def _show_notice(self) -> None:
        conditions = {kind: tuple(_conditions(page)) for kind, page in self._shown.pages.items()}
        notice = Notice(
            NoticeLevel.WARN,
            counted_rows_text(self._shown.counts, self._language),
            filters_text(conditions, self._language),
            (self._count_everything,),
            is_closable=False,
        )
        is_first = self._bar.notice is None
        if notice != self._bar.notice:
            self._bar.show_notice(notice, is_announced=is_first)
        if is_first:
            self.notice_appeared.emit()


def _conditions(page: ListPage) -> Iterator[str]:
    """Yield a text for the user's own search and each of his own filters."""
    query = page.temporary_view.own_query
    if query.has_search:
        text = QCoreApplication.translate("Overview", "sökningen ”{words}”")
        yield text.format(words=" ".join(query.search_text.split()))
    for chip in filter_chip_texts(page.model, query.filters):
        yield f"{chip.column} {shorten_values(chip.values)}"
