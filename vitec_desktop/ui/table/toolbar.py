"""The row above a table: search field, active filters, saved views and columns."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vitec_desktop.ui.common.shortcuts import COLUMNS, VIEWS
from vitec_desktop.ui.theme.metrics import Gap
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
_KEYS_TO_THE_TABLE = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SEARCH_WIDTH = 280
_NARROW_SEARCH_WIDTH = 200
_LONGEST_VIEW_NAME = 24  # characters


class FilterRow(QWidget):
    """`table_requested` when the user goes on from the search field to the table."""

    table_requested = Signal()

    def __init__(self, kind: ListKind, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.search = SearchField(theme, self.tr("Sök i tabellen"), "Ctrl+F", self)
        self.search.setObjectName(_SEARCH_NAMES[kind])
        self.search.installEventFilter(self)
        self.chips = ChipRow(theme, self)
        self.chips.setObjectName("filterChips")
        self.chips.clear_button.setObjectName("clearFiltersButton")
        self.views = PickerButton(theme, self.tr("Vy"), self.tr("Alla"), "view", ButtonKind.QUIET, self)
        self.views.setObjectName("savedViewPicker")
        self.views.set_longest(_LONGEST_VIEW_NAME)
        self.views.set_hint(self.tr("Filter, sökning, sortering och kolumner under ett namn"), VIEWS.keys)
        self.save_view = IconButton(theme, "star", self.tr("Spara som vy…"), parent=self)
        self.save_view.setObjectName("saveViewButton")
        self.save_view.hide()
        self.columns = Button(theme, self.tr("Kolumner"), ButtonKind.QUIET, "columns", self)
        self.columns.setObjectName("columnsButton")
        self.columns.set_hint(self.tr("Vilka kolumner tabellen visar"), COLUMNS.keys)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Gap.MARGIN, Gap.SMALL, Gap.MARGIN, Gap.SMALL)
        layout.setSpacing(Gap.SMALL)
        layout.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.chips, 1)
        layout.addStretch(0)
        layout.addWidget(self.save_view, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.views, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.columns, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._on_theme_changed)
        self._is_compact = False
        self._on_theme_changed()

    def set_compact(self, is_compact: bool) -> None:
        """Leave words out where the window is narrow."""
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self.views.set_compact(is_compact)
            self.columns.set_text("" if is_compact else self.tr("Kolumner"))
            self.columns.setAccessibleName(self.tr("Kolumner"))
            self._on_theme_changed()

    def focus_search(self) -> None:
        """Let the user type a search at once, over what stands there."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and _leads_to_table(event):
            self.table_requested.emit()
            return True
        return super().eventFilter(watched, event)

    def _on_theme_changed(self) -> None:
        width = _NARROW_SEARCH_WIDTH if self._is_compact else _SEARCH_WIDTH
        self.search.setFixedWidth(self._theme.metrics.px(width))


def _leads_to_table(event: QKeyEvent) -> bool:
    is_pressed = event.type() == QEvent.Type.KeyPress
    return is_pressed and event.key() in _KEYS_TO_THE_TABLE and not event.modifiers()
