"""The list of saved reports."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionHeader,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from vitec_desktop.archive.retention import SavedReport
from vitec_desktop.report.collation import collation_for
from vitec_desktop.report.formatting import format_count, format_datetime, format_period
from vitec_desktop.report.language import Language
from vitec_desktop.ui.archive.texts import offices_text, size_text
from vitec_desktop.ui.theme.metrics import TextSize
from vitec_desktop.ui.theme.theme import Theme

_ROW_HEIGHT: Final = 34
_VISIBLE_ROWS: Final = 6.5
_FEWEST_VISIBLE_ROWS: Final = 3.5
_NUMBER_COLUMNS: Final = (3, 4)
_PADDING, _ARROW_GAP, _ARROW = 11, 4, 12
_TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class _Cell(QTableWidgetItem):
    """A text that is sorted by `sort_key`, which cells of one column can compare."""

    def __init__(self, text: str, sort_key: Any) -> None:
        super().__init__(text)
        self.sort_key = sort_key

    def __lt__(self, other: QTableWidgetItem) -> bool:
        return isinstance(other, _Cell) and bool(self.sort_key < other.sort_key)


class _Header(QHeaderView):
    """Shows the order beside the heading, as the tables do; Qt does so at the column's end."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionsClickable(True)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, column: int) -> None:  # noqa: N802
        super().initStyleOptionForIndex(option, column)
        option.sortIndicator = QStyleOptionHeader.SortIndicator.None_

    def paintSection(self, painter: QPainter, rect: QRect, column: int) -> None:
        painter.save()
        super().paintSection(painter, rect, column)
        painter.restore()
        if column != self.sortIndicatorSection():
            return
        name = "arrow-down" if self.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder else "arrow-up"
        size = self._theme.metrics.px(_ARROW)
        text = str(self.model().headerData(column, Qt.Orientation.Horizontal))
        width = QFontMetrics(self._theme.font(TextSize.CAPTION, strong=True)).horizontalAdvance(text)
        left = rect.left() + _PADDING + width + _ARROW_GAP
        if column in _NUMBER_COLUMNS:  # whose headings are at the right
            left = rect.right() - _PADDING - width - _ARROW_GAP - size
        pixmap = self._theme.pixmap(name, "accent", size, self.devicePixelRatioF())
        painter.drawPixmap(left, rect.center().y() - size // 2, pixmap)


class SavedReportList(QTableWidget):
    """One row for each saved report, the newest first, until another column is sorted by."""

    delete_pressed = Signal()
    report_activated = Signal()

    def __init__(self, theme: Theme, language: Language, parent: QWidget | None = None, *, is_low: bool) -> None:
        """`is_low`: there is room for few rows only; those below are scrolled to."""
        super().__init__(0, 5, parent)
        self._theme = theme
        self._language = language
        self.setHorizontalHeader(_Header(theme, self))
        self.setObjectName("archiveList")
        self.setAccessibleName(self.tr("Sparade rapporter"))
        self.setHorizontalHeaderLabels(
            [self.tr("Hämtad"), self.tr("Period"), self.tr("Kontor"), self.tr("Rader"), self.tr("Storlek")]
        )
        self.setProperty("framed", True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.metrics.px(_ROW_HEIGHT))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column in range(self.columnCount()):
            heading = self.horizontalHeaderItem(column)
            if heading is not None:
                heading.setTextAlignment(_NUMBER if column in _NUMBER_COLUMNS else _TEXT)
        self.setIconSize(QSize(theme.metrics.icon, theme.metrics.icon))
        header.setFixedHeight(theme.metrics.header)
        rows = _FEWEST_VISIBLE_ROWS if is_low else _VISIBLE_ROWS
        self.setFixedHeight(round(theme.metrics.header + rows * theme.metrics.px(_ROW_HEIGHT)) + 2)

    @property
    def report_id(self) -> str:
        """The id of the chosen report; "" if there is none."""
        return self._id_at(self.currentRow())

    def _id_at(self, row: int) -> str:
        item = self.item(row, 0) if row >= 0 else None
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def show_reports(self, reports: Sequence[SavedReport]) -> None:
        """List the reports; the chosen one stays chosen, else the first is."""
        chosen = self.report_id
        self.setSortingEnabled(False)
        self.setRowCount(len(reports))
        for row, report in enumerate(reports):
            for column, (text, sort_key) in enumerate(self._cells(report)):
                item = _Cell(text, sort_key)
                if column in _NUMBER_COLUMNS:
                    item.setTextAlignment(_NUMBER)
                item.setData(Qt.ItemDataRole.UserRole, report.id)
                if column == 2 and not report.facts.is_complete:
                    item.setIcon(QIcon(self._theme.pixmap("warning", "warn", 16, self.devicePixelRatioF())))
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, self.tr("{text}, inte komplett").format(text=text))
                self.setItem(row, column, item)
        self.setSortingEnabled(True)
        ids = [self._id_at(row) for row in range(self.rowCount())]
        if ids:
            self.setCurrentCell(ids.index(chosen) if chosen in ids else 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.report_id:
            self.delete_pressed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.report_id:
            self.report_activated.emit()
        else:
            super().keyPressEvent(event)

    def _cells(self, report: SavedReport) -> tuple[tuple[str, Any], ...]:
        """Return the texts of a row, each with what it is sorted by."""
        facts, language = report.facts, self._language
        offices = offices_text(facts, language)
        return (
            (format_datetime(report.fetched_at.replace(tzinfo=None)), report.facts.fetched_at),
            (format_period(facts.first_day, facts.last_day, language), (facts.first_day, facts.last_day)),
            (offices, collation_for(language).key(offices)),
            (format_count(report.row_count, language), report.row_count),
            (size_text(report.size, language), report.size),
        )
