"""The toolbar above a table: search field, filter chips, saved views and columns, and the way back from it."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vitec_desktop.report.tables import JoinedTable, TableKind
from vitec_desktop.ui.common.shortcuts import BACK, COLUMNS, FOLD, GROUP, VIEWS
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind
from vitec_desktop.ui.widgets.buttons import Button, CheckButton, IconButton, PickerButton
from vitec_desktop.ui.widgets.chips import ChipRow
from vitec_desktop.ui.widgets.search_field import SearchField
from vitec_desktop.ui.widgets.tab_order import order_tabs
from vitec_desktop.webservice.models import ListKind

_SEARCH_NAMES: Mapping[TableKind, str] = {
    ListKind.INCOMING: "incomingSearch",
    ListKind.OUTGOING: "outgoingSearch",
    ListKind.TIPS: "tipsSearch",
    JoinedTable.UNHANDLED: "unhandledSearch",
}
_TABLE_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SEARCH_WIDTH = 280
_NARROW_SEARCH_WIDTH = 200
_MAX_VIEW_NAME_LENGTH = 24  # characters


class FilterToolbar(QWidget):
    """Shows the query and the current view; the controllers fill and connect its parts."""

    table_requested = Signal()
    """Emitted when the user goes from the search field to the table with Down or Enter."""

    def __init__(self, kind: TableKind, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        keys = BACK.keys.replace("Left", "←")  # Qt writes the key's name out
        self.back_button = Button(theme, self.tr("Översikt"), ButtonKind.FRAMED, "arrow-left", self, shortcut=keys)
        self.back_button.setObjectName("backToOverview")
        self.back_button.setAccessibleName(self.tr("Tillbaka till översikten"))
        self.back_button.set_hint(self.tr("Tillbaka till översikten; tabellen visar det som den visade förut"))
        self.back_button.hide()
        self.search_field = SearchField(theme, self.tr("Sök i tabellen"), "Ctrl+F", self)
        self.search_field.setObjectName(_SEARCH_NAMES[kind])
        self.search_field.installEventFilter(self)
        self.chip_row = ChipRow(theme, self)
        self.chip_row.setObjectName("filterChips")
        self.chip_row.clear_button.setObjectName("clearFiltersButton")
        self.count_button = Button(theme, "", ButtonKind.QUIET, parent=self)
        self.count_button.setObjectName("countShownButton")
        self.count_button.set_hint(self.tr("Låt översikten räkna bara det som sökning och filter visar"))
        self.count_button.hide()
        self.gone_button = CheckButton(theme, "", self)
        self.gone_button.setObjectName("showGoneButton")
        self.gone_button.hide()
        self._gone_count = 0
        self.fold_button = Button(theme, "", ButtonKind.QUIET, "fold", self, shortcut=FOLD.keys)
        self.fold_button.setObjectName("foldGroupsButton")
        self.fold_button.hide()
        self.group_picker = PickerButton(theme, self.tr("Gruppera"), "", "group", ButtonKind.QUIET, self)
        self.group_picker.setObjectName("groupPicker")
        self.group_picker.set_max_characters(_MAX_VIEW_NAME_LENGTH)
        self.group_picker.set_hint(self.tr("Samla raderna i grupper efter en kolumn eller månad"), GROUP.keys)
        self.view_picker = PickerButton(theme, self.tr("Vy"), self.tr("Alla"), "view", ButtonKind.QUIET, self)
        self.view_picker.setObjectName("savedViewPicker")
        self.view_picker.set_max_characters(_MAX_VIEW_NAME_LENGTH)
        self.view_picker.set_hint(
            self.tr("Filter, sökning, sortering, gruppering och kolumner under ett namn"), VIEWS.keys
        )
        self.save_view_button = IconButton(theme, "star", self.tr("Spara som vy…"), parent=self)
        self.save_view_button.setObjectName("saveViewButton")
        self.save_view_button.hide()
        self.columns_button = Button(theme, self.tr("Kolumner"), ButtonKind.QUIET, "columns", self)
        self.columns_button.setObjectName("columnsButton")
        self.columns_button.set_hint(self.tr("Vilka kolumner tabellen visar"), COLUMNS.keys)
        self._layout = layout = QHBoxLayout(self)
        layout.setContentsMargins(Spacing.MARGIN, Spacing.SMALL, Spacing.MARGIN, Spacing.SMALL)
        layout.setSpacing(Spacing.SMALL)
        layout.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.search_field, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.chip_row, 1)
        layout.addStretch(0)
        layout.addWidget(self.count_button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.gone_button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.fold_button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.group_picker, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.save_view_button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.view_picker, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.columns_button, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._on_theme_changed)
        self._is_compact = False
        self._can_fold = True
        self._show_count_text()
        self._on_theme_changed()

    def set_compact(self, is_compact: bool) -> None:
        """Shorten the search field and the buttons for a narrow window."""
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self.group_picker.set_compact(is_compact)
            self.view_picker.set_compact(is_compact)
            self.columns_button.set_text("" if is_compact else self.tr("Kolumner"))
            self.columns_button.setAccessibleName(self.tr("Kolumner"))
            self.back_button.set_compact(is_compact)
            self._show_count_text()
            self._show_fold_text()
            self._show_gone_text()
            self._on_theme_changed()

    def set_gone(self, count: int, *, is_shown: bool, is_grouped: bool) -> None:
        """Offer to show the rows that are gone; nothing for none of them. Among groups, say that they are not there."""
        self._gone_count = count
        self.gone_button.setEnabled(not is_grouped)
        hint = self.tr("Rader som fanns i den tidigare rapporten men inte i den här")
        self.gone_button.set_hint(self.tr("Rader som är borta visas inte i grupper") if is_grouped else hint)
        self.gone_button.setVisible(count > 0)
        self.gone_button.setChecked(is_shown and not is_grouped)
        self._show_gone_text()

    def _show_gone_text(self) -> None:
        text = self.tr("Borta") if self._is_compact else self.tr("Visa borta")
        count = str(self._gone_count)
        self.gone_button.set_texts(text, count)
        self.gone_button.setAccessibleName(f"{self.tr('Visa borta')} {count}")

    def set_folding(self, can_fold: bool | None) -> None:
        """Offer to close all groups, or to open them if all are closed; None offers neither: there are no groups."""
        self.fold_button.setVisible(can_fold is not None)
        if can_fold is not None:
            self._can_fold = can_fold
            self._show_fold_text()

    def _show_fold_text(self) -> None:
        text = self.tr("Fäll ihop alla") if self._can_fold else self.tr("Fäll ut alla")
        self.fold_button.set_icon_name("fold" if self._can_fold else "unfold")
        self.fold_button.set_text("" if self._is_compact else text)
        self.fold_button.set_compact(self._is_compact)
        self.fold_button.setAccessibleName(text)
        self.fold_button.set_hint(text)

    def set_temporary(self, is_temporary: bool) -> None:
        """Begin the row with the way back to the overview; the search then stands after the chips."""
        if is_temporary is not self.back_button.isHidden():
            return
        self.back_button.setVisible(is_temporary)
        self._on_theme_changed()
        self._layout.removeWidget(self.search_field)
        place = self._layout.indexOf(self.count_button if is_temporary else self.chip_row)
        self._layout.insertWidget(place, self.search_field, 0, Qt.AlignmentFlag.AlignTop)
        self.order_tabs()

    def order_tabs(self) -> None:
        """Let Tab go from left to right; new chips come last in the window otherwise."""
        chips = self.chip_row.tab_stops()
        is_temporary = not self.back_button.isHidden()
        begin = (self.back_button, *chips, self.search_field) if is_temporary else (self.search_field, *chips)
        end = (
            self.count_button,
            self.gone_button,
            self.fold_button,
            self.group_picker,
            self.save_view_button,
            self.view_picker,
            self.columns_button,
        )
        order_tabs(*begin, *end)

    def focus_search(self) -> None:
        """Give the search field the focus, and select its text."""
        self.search_field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search_field and isinstance(event, QKeyEvent) and _is_table_key(event):
            self.table_requested.emit()
            return True
        return super().eventFilter(watched, event)

    def _show_count_text(self) -> None:
        text = self.tr("Räkna på det som visas")
        self.count_button.set_text("" if self._is_compact else text)
        self.count_button.set_icon_name("funnel" if self._is_compact else "")
        self.count_button.setAccessibleName(text)

    def _on_theme_changed(self) -> None:
        is_narrow = self._is_compact or not self.back_button.isHidden()
        width = _NARROW_SEARCH_WIDTH if is_narrow else _SEARCH_WIDTH
        self.search_field.setFixedWidth(self._theme.metrics.px(width))


def _is_table_key(event: QKeyEvent) -> bool:
    is_pressed = event.type() == QEvent.Type.KeyPress
    return is_pressed and event.key() in _TABLE_KEYS and not event.modifiers()
