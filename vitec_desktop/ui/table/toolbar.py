"""The toolbar above a table: search field, filter chips, saved views and columns."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vitec_desktop.ui.common.shortcuts import COLUMNS, VIEWS
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind
from vitec_desktop.ui.widgets.buttons import Button, IconButton, PickerButton
from vitec_desktop.ui.widgets.chips import ChipRow
from vitec_desktop.ui.widgets.search_field import SearchField
from vitec_desktop.webservice.models import ListKind

_SEARCH_NAMES = {
    ListKind.INCOMING: "incomingSearch",
    ListKind.OUTGOING: "outgoingSearch",
    ListKind.TIPS: "tipsSearch",
}
_TABLE_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SEARCH_WIDTH = 280
_NARROW_SEARCH_WIDTH = 200
_MAX_VIEW_NAME_LENGTH = 24  # characters


class FilterToolbar(QWidget):
    """Shows the query and the current view; the controllers fill and connect its parts."""

    table_requested = Signal()
    """Emitted when the user goes from the search field to the table with Down or Enter."""

    def __init__(self, kind: ListKind, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.search_field = SearchField(theme, self.tr("Sök i tabellen"), "Ctrl+F", self)
        self.search_field.setObjectName(_SEARCH_NAMES[kind])
        self.search_field.installEventFilter(self)
        self.chip_row = ChipRow(theme, self)
        self.chip_row.setObjectName("filterChips")
        self.chip_row.clear_button.setObjectName("clearFiltersButton")
        self.view_picker = PickerButton(theme, self.tr("Vy"), self.tr("Alla"), "view", ButtonKind.QUIET, self)
        self.view_picker.setObjectName("savedViewPicker")
        self.view_picker.set_max_characters(_MAX_VIEW_NAME_LENGTH)
        self.view_picker.set_hint(self.tr("Filter, sökning, sortering och kolumner under ett namn"), VIEWS.keys)
        self.save_view_button = IconButton(theme, "star", self.tr("Spara som vy…"), parent=self)
        self.save_view_button.setObjectName("saveViewButton")
        self.save_view_button.hide()
        self.columns_button = Button(theme, self.tr("Kolumner"), ButtonKind.QUIET, "columns", self)
        self.columns_button.setObjectName("columnsButton")
        self.columns_button.set_hint(self.tr("Vilka kolumner tabellen visar"), COLUMNS.keys)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Spacing.MARGIN, Spacing.SMALL, Spacing.MARGIN, Spacing.SMALL)
        layout.setSpacing(Spacing.SMALL)
        layout.addWidget(self.search_field, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.chip_row, 1)
        layout.addStretch(0)
        layout.addWidget(self.save_view_button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.view_picker, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.columns_button, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._on_theme_changed)
        self._is_compact = False
        self._on_theme_changed()

    def set_compact(self, is_compact: bool) -> None:
        """Shorten the search field and the buttons for a narrow window."""
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self.view_picker.set_compact(is_compact)
            self.columns_button.set_text("" if is_compact else self.tr("Kolumner"))
            self.columns_button.setAccessibleName(self.tr("Kolumner"))
            self._on_theme_changed()

    def focus_search(self) -> None:
        """Give the search field the focus, and select its text."""
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search_field and isinstance(event, QKeyEvent) and _is_table_key(event):
            self.table_requested.emit()
            return True
        return super().eventFilter(watched, event)

    def _on_theme_changed(self) -> None:
        width = _NARROW_SEARCH_WIDTH if self._is_compact else _SEARCH_WIDTH
        self.search_field.setFixedWidth(self._theme.metrics.px(width))


def _is_table_key(event: QKeyEvent) -> bool:
    is_pressed = event.type() == QEvent.Type.KeyPress
    return is_pressed and event.key() in _TABLE_KEYS and not event.modifiers()
