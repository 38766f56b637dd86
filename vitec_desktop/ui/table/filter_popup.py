"""The popup below a heading: sorts by the column, and filters it."""

import math

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vitec_desktop.report.columns import ColumnKind
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.report.steps import Steps
from vitec_desktop.ui.common.incremental import IncrementalRunner
from vitec_desktop.ui.table.filter_editors import DateFilterEditor, TextFilterEditor, ValueFilterEditor
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.theme.metrics import Spacing
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind
from vitec_desktop.ui.widgets.buttons import Button, LinkButton
from vitec_desktop.ui.widgets.labels import SeparatorLine
from vitec_desktop.ui.widgets.popup_frame import PopupFrame
from vitec_desktop.ui.widgets.tab_order import order_tabs

_WIDTH = 320
_FIRST_SLICE = 0.03
"""Seconds."""
_MAX_SYNCHRONOUS_ROWS = 5_000


class ColumnFilterPopup(PopupFrame):
    """Changes the query when the user applies the filter or sorts; Esc and a click elsewhere cancel."""

    def __init__(self, model: ReportTableModel, column: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setObjectName("columnFilterPopup")
        self.setAccessibleName(self.tr("Filter: {column}").format(column=model.heading(column)))
        self._model = model
        self._column = column
        self._runner = IncrementalRunner(self)
        self._editor: DateFilterEditor | TextFilterEditor | ValueFilterEditor
        if model.columns[column].kind is ColumnKind.DATETIME:
            self._editor = DateFilterEditor(model, column, theme, self)
        elif model.columns[column].is_free_text and not isinstance(model.filters.get(column), ValueFilter):
            self._editor = TextFilterEditor(model, column, theme, self)
        else:
            self._editor = ValueFilterEditor(model, column, theme, self)
        self._editor.changed.connect(self._on_editor_changed)
        self._create_buttons()
        self._lay_out()
        self.setFixedWidth(theme.metrics.px(_WIDTH))
        self._on_editor_changed()
        first_slice = math.inf if model.total_count <= _MAX_SYNCHRONOUS_ROWS else _FIRST_SLICE
        self._runner.start(self._value_steps(), lambda nothing: self._on_editor_changed(), first_slice)

    def open_below(self, rect: QRect, *, at_right: bool = False) -> None:
        super().open_below(rect, at_right=at_right)
        self._editor.set_initial_focus()

    def apply(self) -> None:
        """Filter the column as the editor says, and close."""
        self._model.set_filter(self._column, self._editor.column_filter())
        self.close()

    # Widgets

    def _create_buttons(self) -> None:
        self._ascending_button = self._sort_button(self.tr("Sortera stigande"), "arrow-up", is_descending=False)
        self._descending_button = self._sort_button(self.tr("Sortera fallande"), "arrow-down", is_descending=True)
        self._clear_button = LinkButton(self.theme, self.tr("Rensa"), self)
        self._clear_button.clicked.connect(self._on_clear)
        self._cancel_button = Button(self.theme, self.tr("Avbryt"), parent=self)
        self._cancel_button.clicked.connect(self.close)
        self._apply_button = Button(self.theme, self.tr("Visa"), ButtonKind.FILLED, parent=self)
        self._apply_button.setObjectName("columnFilterApply")
        self._apply_button.clicked.connect(self.apply)

    def _sort_button(self, text: str, icon: str, *, is_descending: bool) -> Button:
        button = Button(self.theme, text, ButtonKind.QUIET, icon, self)
        button.clicked.connect(lambda: self._sort(is_descending))
        return button

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, Spacing.HAIR, 1, 1)
        layout.setSpacing(0)
        sorting = QVBoxLayout()
        sorting.setContentsMargins(Spacing.SMALL, 0, Spacing.SMALL, Spacing.HAIR)
        sorting.setSpacing(0)
        sorting.addWidget(self._ascending_button, 0, Qt.AlignmentFlag.AlignLeft)
        sorting.addWidget(self._descending_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(sorting)
        layout.addWidget(SeparatorLine(self.theme, parent=self))
        layout.addWidget(self._editor, 1)
        layout.addWidget(SeparatorLine(self.theme, parent=self))
        foot = QHBoxLayout()
        foot.setContentsMargins(Spacing.HAIR, 11, 11, 11)
        foot.setSpacing(Spacing.SMALL)
        foot.addWidget(self._clear_button)
        foot.addStretch(1)
        foot.addWidget(self._cancel_button)
        foot.addWidget(self._apply_button)
        layout.addLayout(foot)
        end = self._clear_button, self._cancel_button, self._apply_button
        order_tabs(self._ascending_button, self._descending_button, self._editor, *end)

    # Events

    def _value_steps(self) -> Steps[None]:
        values = yield from self._model.value_count_steps(self._column)
        yield from self._editor.set_values_steps(values)

    def _on_editor_changed(self) -> None:
        count = format_count(self._editor.row_count, self._model.language)
        self._apply_button.set_text(self.tr("Visa {count}").format(count=count))
        self._apply_button.setEnabled(self._editor.row_count > 0)

    def _on_clear(self) -> None:
        self._model.set_filter(self._column, None)
        self.close()

    def _sort(self, is_descending: bool) -> None:
        self._model.sort_by((SortKey(self._column, is_descending),))
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._apply_button.isEnabled():
                self.apply()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._runner.cancel()
