"""The popup under a heading: sort by the column, and choose which of its values are shown."""

import math

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from vitec_desktop.report.columns import Kind
from vitec_desktop.report.filters import Filter
from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.ui.common.incremental import Slices, Steps
from vitec_desktop.ui.table.date_editor import DayChoice
from vitec_desktop.ui.table.model import ListModel
from vitec_desktop.ui.table.value_editor import ValueChoice
from vitec_desktop.ui.theme.metrics import Gap, Radius
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.button import ButtonKind
from vitec_desktop.ui.widgets.buttons import Button, LinkButton
from vitec_desktop.ui.widgets.labels import HairLine
from vitec_desktop.ui.widgets.painting import begin, draw_box

_WIDTH = 320
_FIRST_SLICE = 0.03
_SMALL = 5_000


class ColumnFilterPopup(QFrame):
    """Changes the model when it is applied; Esc and a click elsewhere leave everything as it was."""

    closed = Signal()

    def __init__(self, model: ListModel, column: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("columnFilterPopup")
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Filter: {column}").format(column=model.heading(column)))
        self._model = model
        self._column = column
        self._theme = theme
        self._slices = Slices(self)
        self._choice: DayChoice | ValueChoice
        if model.columns[column].kind is Kind.MOMENT:
            self._choice = DayChoice(model, column, theme, self)
        else:
            self._choice = ValueChoice(model, column, theme, self)
        self._choice.changed.connect(self._on_choice_changed)
        self._make_buttons()
        self._lay_out()
        self.setFixedWidth(theme.metrics.px(_WIDTH))
        self._on_choice_changed()
        first_slice = math.inf if model.total <= _SMALL else _FIRST_SLICE
        self._slices.run(self._load(), lambda nothing: self._on_choice_changed(), first_slice)

    def open_below(self, place: QRect) -> None:
        """Show the popup under `place`, a rectangle on the screen, and wholly on that screen."""
        self.adjustSize()
        screen = QApplication.screenAt(place.bottomLeft()) or self.screen()
        room = screen.availableGeometry()
        x = max(room.left(), min(place.left(), room.right() - self.width()))
        y = place.bottom() + 3
        if y + self.height() > room.bottom():
            y = max(room.top(), room.bottom() - self.height())
        self.move(QPoint(x, y))
        self.show()
        self._choice.take_focus()

    def apply(self) -> None:
        """Filter the column by what is chosen."""
        condition = self._choice.condition()
        self._model.set_filter(self._column, condition)
        self.close()

    # Parts

    def _make_buttons(self) -> None:
        self._up = self._sort_button(self.tr("Sortera stigande"), "arrow-up", is_descending=False)
        self._down = self._sort_button(self.tr("Sortera fallande"), "arrow-down", is_descending=True)
        self._clear = LinkButton(self._theme, self.tr("Rensa"), self)
        self._clear.clicked.connect(self._on_clear)
        self._cancel = Button(self._theme, self.tr("Avbryt"), parent=self)
        self._cancel.clicked.connect(self.close)
        self._apply = Button(self._theme, self.tr("Visa"), ButtonKind.FILLED, parent=self)
        self._apply.setObjectName("columnFilterApply")
        self._apply.clicked.connect(self.apply)

    def _sort_button(self, text: str, icon: str, *, is_descending: bool) -> Button:
        button = Button(self._theme, text, ButtonKind.QUIET, icon, self)
        button.clicked.connect(lambda: self._sort(is_descending))
        return button

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, Gap.HAIR, 1, 1)
        layout.setSpacing(0)
        sorting = QVBoxLayout()
        sorting.setContentsMargins(Gap.SMALL, 0, Gap.SMALL, Gap.HAIR)
        sorting.setSpacing(0)
        sorting.addWidget(self._up, 0, Qt.AlignmentFlag.AlignLeft)
        sorting.addWidget(self._down, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(sorting)
        layout.addWidget(HairLine(self._theme, parent=self))
        layout.addWidget(self._choice, 1)
        layout.addWidget(HairLine(self._theme, parent=self))
        foot = QHBoxLayout()
        foot.setContentsMargins(Gap.HAIR, 11, 11, 11)
        foot.setSpacing(Gap.SMALL)
        foot.addWidget(self._clear)
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._apply)
        layout.addLayout(foot)

    # What happens

    def _load(self) -> Steps[None]:
        values = yield from self._model.column_values(self._column)
        yield from self._choice.take_values(values)

    def _on_choice_changed(self) -> None:
        count = format_count(self._choice.rows, self._model.language)
        self._apply.set_text(self.tr("Visa {count}").format(count=count))
        self._apply.setEnabled(self._choice.rows > 0)

    def _on_clear(self) -> None:
        condition: Filter | None = None
        self._model.set_filter(self._column, condition)
        self.close()

    def _sort(self, is_descending: bool) -> None:
        self._model.sort_by((SortKey(self._column, is_descending),))
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._apply.isEnabled():
                self.apply()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._slices.stop()
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        draw_box(painter, QRectF(self.rect()), self._theme.color("surface"), self._theme.color("edge"), Radius.CARD)
        painter.end()
