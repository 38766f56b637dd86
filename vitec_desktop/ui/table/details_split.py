"""A table, and beside it or below it the details of what is selected."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QWidget

from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.ui.table.details import PANE_WIDTH, DetailsPane
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.view import TableView
from vitec_desktop.ui.theme.theme import Theme

_HEIGHT_SHARE = 0.45
_SENDER = "sender.name"


class DetailsSplitter(QSplitter):
    """Keeps the details in step with the selection; open or closed for wide and for narrow windows apart.

    `toggled` when they are opened or closed, also by the window's becoming wide or narrow.
    """

    toggled = Signal()

    def __init__(
        self, model: ReportTableModel, table: TableView, pane: DetailsPane, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self._table = table
        self._pane = pane
        self._theme = theme
        self._is_wide = True
        self._has_shared_height = False
        self._is_open = {True: True, False: False}
        self.addWidget(table)
        self.addWidget(pane)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        self.setCollapsible(0, False)
        self.setHandleWidth(1)
        self.setSizes([3 * PANE_WIDTH, theme.metrics.px(PANE_WIDTH)])
        model.rows_updated.connect(self._update_pane)
        table.selected_rows_changed.connect(self._on_selected_rows_changed)
        table.details_requested.connect(lambda: self.set_open(True))
        pane.previous_requested.connect(lambda: self._select_next(-1))
        pane.next_requested.connect(lambda: self._select_next(1))
        pane.close_requested.connect(lambda: self.set_open(False))
        pane.sender_filter_requested.connect(self._on_sender_filter_requested)
        self._on_selected_rows_changed()

    def set_open(self, is_open: bool) -> None:
        """Open or close the details, in windows as wide as this one."""
        self._is_open[self._is_wide] = is_open
        had_focus = self._pane.isAncestorOf(QGuiApplication.focusObject())  # type: ignore[arg-type]
        self._update_pane()
        if not is_open and had_focus:
            self._table.setFocus()
        self.toggled.emit()

    @property
    def is_open(self) -> bool:
        """Whether the details are to be seen in windows as wide as this one, once there are rows."""
        return self._is_open[self._is_wide]

    @property
    def open_by_width(self) -> tuple[bool, bool]:
        """Whether the details are open in a wide window, and in a narrow one."""
        return self._is_open[True], self._is_open[False]

    def set_open_by_width(self, wide: bool, narrow: bool) -> None:
        """Open or close the details for wide and for narrow windows."""
        self._is_open = {True: wide, False: narrow}
        self._update_pane()

    def set_wide(self, is_wide: bool) -> None:
        """The details stand beside the table where there is room for both, else below it."""
        self._is_wide = is_wide
        self.setOrientation(Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical)
        self._update_pane()
        if is_wide:
            pane = self._theme.metrics.px(PANE_WIDTH)
            self.setSizes([max(1, self.width() - pane), pane])
        else:
            self._share_height()
        self.toggled.emit()

    def _share_height(self) -> None:
        share = round(self.height() * _HEIGHT_SHARE)
        self.setSizes([self.height() - share, share])
        self._has_shared_height = not self._pane.isHidden()

    def _update_pane(self) -> None:
        """Below a table whose rows are all hidden there is nothing to tell, and the table says why it is empty."""
        is_all_hidden = bool(self._model.total_count and not self._model.rowCount())
        self._pane.setVisible(self._is_open[self._is_wide] and (self._is_wide or not is_all_hidden))
        if not (self._is_wide or self._has_shared_height or self._pane.isHidden()):
            self._share_height()  # a splitter gives what was hidden no more than the least

    def _on_selected_rows_changed(self) -> None:
        count = self._table.selected_count()
        if count == 1:
            position = self._table.selected_positions()[0]
            self._pane.show_row(
                self._model.row_at(position),
                has_previous=position > 0,
                has_next=position < self._model.rowCount() - 1,
            )
        elif count:
            self._pane.show_selected_count(count)
        else:
            self._pane.show_no_selection()

    def _select_next(self, by: int) -> None:
        positions = self._table.selected_positions()
        if positions and 0 <= positions[0] + by < self._model.rowCount():
            self._table.select_position(positions[0] + by)

    def _on_sender_filter_requested(self) -> None:
        rows = self._table.selected_rows()
        column = next(n for n, known in enumerate(self._model.columns) if known.key == _SENDER)
        if rows:
            self._model.set_filter(column, ValueFilter(frozenset({rows[0][column]})))
