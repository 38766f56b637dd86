"""The baseline of the tables: Qt's C++ models with the same texts."""

from collections.abc import Sequence
from time import perf_counter

from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtGui import QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView

from tests.benchmarks.rows import KIND
from vitec_desktop.report.formatting import display_text
from vitec_desktop.report.language import Language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Row

COLUMN_COUNT = 20


class QtBaseline:
    """A QStandardItemModel of 20 columns, filled in `fill_seconds`, with a QSortFilterProxyModel."""

    def __init__(self, rows: Sequence[Row], language: Language) -> None:
        columns = COLUMNS[KIND][:COLUMN_COUNT]
        texts = [[display_text(column, row[number], language) for number, column in enumerate(columns)] for row in rows]
        start = perf_counter()
        self.model = QStandardItemModel(0, COLUMN_COUNT)
        self.model.setHorizontalHeaderLabels([column.heading for column in columns])
        for row in texts:
            self.model.appendRow([QStandardItem(text) for text in row])
        self.fill_seconds = perf_counter() - start
        self.proxy = QSortFilterProxyModel()
        self.proxy.setSourceModel(self.model)
        self.proxy.setSortLocaleAware(True)
        self.proxy.setSortCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.proxy.setFilterKeyColumn(-1)
        self.proxy.rowCount()

    def sort_seconds(self, column: int) -> float:
        start = perf_counter()
        self.proxy.sort(column, Qt.SortOrder.AscendingOrder)
        seconds = perf_counter() - start
        self.proxy.sort(-1)
        return seconds

    def filter_seconds(self, text: str) -> float:
        start = perf_counter()
        self.proxy.setFilterFixedString(text)
        self.proxy.rowCount()
        seconds = perf_counter() - start
        self.proxy.setFilterFixedString("")
        return seconds

    def copy_seconds(self, column_count: int) -> float:
        start = perf_counter()
        rows = range(self.model.rowCount())
        lines = ["\t".join([self.model.index(row, column).data() for column in range(column_count)]) for row in rows]
        QGuiApplication.clipboard().setText("\r\n".join(lines))
        return perf_counter() - start

    def view(self) -> QTableView:
        """Return a table of the C++ model with our settings and Qt's delegate."""
        view = QTableView()
        view.setModel(self.model)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(32)
        view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        for number, column in enumerate(COLUMNS[KIND][:COLUMN_COUNT]):
            view.setColumnWidth(number, column.width)
            view.setColumnHidden(number, not column.is_shown)
        return view
