"""The list of plans: one line with what a plan does, one with its state."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from vitec_desktop.accounts.connections import Connection
from vitec_desktop.report.language import Language
from vitec_desktop.schedule.plan import Plan
from vitec_desktop.schedule.service import PlanState
from vitec_desktop.ui.schedule.texts import plan_status_text, plan_title
from vitec_desktop.ui.theme.metrics import Spacing, TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.painting import draw_box

_MAX_VISIBLE_ROWS = 3
_PADDING = 6
"""Pixels above the first line and below the second."""

_Index = QModelIndex | QPersistentModelIndex


class PlanList(QListWidget):
    """Lists the plans; none is selected while a new one is edited."""

    plan_chosen = Signal()

    def __init__(self, theme: Theme, language: Language, connections: Sequence[Connection]) -> None:
        super().__init__()
        self._language = language
        self._connections = connections
        self.setObjectName("scheduleList")
        self.setAccessibleName(self.tr("Schemalagda exporter"))
        self.setItemDelegate(_PlanDelegate(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self.plan_chosen)

    @property
    def plan(self) -> Plan | None:
        """The selected plan; None while a new one is edited."""
        item = self.currentItem()
        plan = item.data(Qt.ItemDataRole.UserRole) if item else None
        return plan if isinstance(plan, Plan) else None

    def show_states(self, states: Sequence[PlanState], chosen: str = "") -> None:
        """List the plans, and select the one with the id `chosen`, else the first."""
        self.blockSignals(True)
        self.clear()
        now = datetime.now()
        for state in states:
            title = plan_title(state.plan, self._connections, self._language)
            item = QListWidgetItem(f"{title}\n{plan_status_text(state, now)}")
            item.setData(Qt.ItemDataRole.UserRole, state.plan)
            item.setToolTip(state.plan.folder)
            self.addItem(item)
            if state.plan.id == chosen:
                self.setCurrentItem(item)
        if states and self.currentRow() < 0:
            self.setCurrentRow(0)
        self.blockSignals(False)
        self._fit_height()
        self.plan_chosen.emit()

    def deselect(self) -> None:
        self.setCurrentRow(-1)

    def _fit_height(self) -> None:
        """Make the list as high as its rows, up to a maximum."""
        self.ensurePolished()
        rows = range(min(self.count(), _MAX_VISIBLE_ROWS))
        self.setFixedHeight(sum(map(self.sizeHintForRow, rows)) + 2 * (self.frameWidth() + 2))


class _PlanDelegate(QStyledItemDelegate):
    """Paints the first line as a title, the second in a smaller, quieter text."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        metrics = self._theme.metrics
        return QSize(100, metrics.text_height + metrics.caption_height + 2 * _PADDING + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        title, _, status = str(index.data(Qt.ItemDataRole.DisplayRole)).partition("\n")
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        colors = self._theme.selected_colors if is_chosen else self._theme.colors
        if is_chosen:
            draw_box(painter, rect, QColor(colors.select))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            draw_box(painter, rect, self._theme.color("hover"))
        room = rect.adjusted(Spacing.SMALL + 2, _PADDING, -Spacing.SMALL - 2, -_PADDING)
        self._draw_line(painter, room, title, TextSize.BODY, colors.text)
        room.setTop(room.top() + self._theme.metrics.text_height + 2)
        self._draw_line(painter, room, status, TextSize.CAPTION, colors.text2)
        painter.restore()

    def _draw_line(self, painter: QPainter, room: QRectF, text: str, size: TextSize, color: str) -> None:
        font = self._theme.font(size, strong=size is TextSize.BODY)
        painter.setFont(font)
        painter.setPen(QColor(color))
        elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), elided)
