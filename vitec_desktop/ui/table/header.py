"""The header of a table, where arrows show the sort order and funnels open a filter; the default column widths."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QHeaderView, QWidget

from vitec_desktop.report.columns import ColumnKind
from vitec_desktop.report.formatting import display_text
from vitec_desktop.report.labels import LABEL_TABLES
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.ui.table.delegate import FIRST_COLUMN_PADDING, MARK_GAP, PADDING
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.theme.metrics import TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.labels import show_tooltip_below, wrapped_tooltip
from vitec_desktop.ui.widgets.marks import MARK_SIZE, MARKED_KINDS

MAX_SORT_KEYS = 3

_ARROW_SIZE = 12
_ARROW_MARGIN = 8
_ARROW_GAP = 6
_NUMBER_GAP = 1
_FUNNEL_GAP = 4
_INSERTION_WIDTH = 2
_FUNNEL_MARGINS = 12
_RESIZE_MARGIN = 5
_MIN_SECTION_WIDTH = 44
_MARK_COLUMN_WIDTH = 44
_WIDTH_SLACK = 2
_LEAST_ELIDED = 3
"""Characters that a heading which does not fit must have left, with its ellipsis, to be shown."""


class TableHeader(QHeaderView):
    """Sorts on a click, by a further column on a click with Shift; a click on the funnel requests the filter."""

    filter_requested = Signal(int)

    def __init__(self, model: ReportTableModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self._theme = theme
        self._hovered_column = -1
        self._pressed_at: QPoint | None = None
        self._pressed_funnel = -1
        self._open_filter = -1
        self._moving = -1  # the column that is pressed, and moves when it is dragged
        self._insertion = QWidget(self.viewport())  # the line where a dragged column will be
        self._insertion.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._insertion.hide()
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(False)
        self.setMinimumSectionSize(_MIN_SECTION_WIDTH)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.viewport().setMouseTracking(True)
        self.sectionPressed.connect(self._on_pressed)
        model.sort_changed.connect(self.show_sort)
        model.filters_changed.connect(self.viewport().update)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self.setFont(self._theme.font(TextSize.CAPTION, strong=True))
        self.setFixedHeight(self._theme.metrics.header)
        self._insertion.setStyleSheet(f"background: {self._theme.colors.accent}")
        self.viewport().update()

    def shown_columns(self) -> list[int]:
        """Return the logical indexes of the shown columns, from left to right."""
        in_order = (self.logicalIndex(visual) for visual in range(self.count()))
        return [column for column in in_order if not self.isSectionHidden(column)]

    def left_padding(self, column: int) -> int:
        """Return the padding left of a column's text, in pixels; the first column has more, and most with groups."""
        if [column] != self.shown_columns()[:1]:
            return PADDING
        return FIRST_COLUMN_PADDING if self._model.group_column is None else self._theme.metrics.group_indent

    def section_rect(self, column: int) -> QRect:
        """Return the rectangle of a heading in the viewport."""
        return QRect(self.sectionViewportPosition(column), 0, self.sectionSize(column), self.height())

    def heading_width(self, column: int) -> int:
        """Return the column width that shows the whole heading with arrow and funnel, in pixels."""
        text = QFontMetrics(self.font()).horizontalAdvance(self._model.heading(column))
        return self.left_padding(column) + text + 2 + self._order_width + _FUNNEL_GAP + self._funnel_width

    @property
    def _arrow_size(self) -> int:
        return self._theme.metrics.px(_ARROW_SIZE)

    @property
    def _order_width(self) -> int:
        """The width of a sort arrow and its number, where there are several, with the gap before it."""
        width = _ARROW_GAP + self._arrow_size
        if len(self._model.sort_keys) > 1:
            width += _NUMBER_GAP + QFontMetrics(self._theme.font(TextSize.AXIS, strong=True)).horizontalAdvance("8")
        return width

    @property
    def _funnel_size(self) -> int:
        return self._theme.metrics.icon

    @property
    def _funnel_width(self) -> int:
        return self._funnel_size + _FUNNEL_MARGINS

    def set_open_filter(self, column: int) -> None:
        """Highlight the heading whose filter is open; -1 highlights none."""
        self._open_filter = column
        self.viewport().update()

    def sizeHint(self) -> QSize:
        # Not Qt's width, for which it measures headings at each call.
        return QSize(self.length(), self._theme.metrics.header)

    # Painting

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        if not rect.isValid():
            return
        colors = self._theme.colors
        key_number, key = self._sort_key(logicalIndex)
        is_highlighted = logicalIndex in (self._hovered_column, self._open_filter)
        painter.save()
        painter.fillRect(rect, QColor(colors.hover if is_highlighted else colors.surface))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(colors.edge))
        painter.fillRect(rect.right(), rect.top() + 11, 1, rect.height() - 22, QColor(colors.line))
        has_funnel = is_highlighted or logicalIndex in self._model.filters
        text_rect = self._text_rect(logicalIndex, rect, has_funnel=has_funnel)
        painter.setFont(self.font())
        painter.setPen(QColor(colors.text if key is not None else colors.text2))
        metrics = painter.fontMetrics()
        heading = self._model.heading(logicalIndex)
        text = metrics.elidedText(heading, Qt.TextElideMode.ElideRight, max(0, text_rect.width()))
        if len(text) < min(_LEAST_ELIDED, len(heading)):
            text = ""  # one letter says nothing: the tooltip has the word
        painter.drawText(text_rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        if key is not None:
            self._paint_arrow(
                painter, text_rect.left() + metrics.horizontalAdvance(text) + _ARROW_GAP, rect, key, key_number
            )
        if has_funnel:
            role = "accent" if logicalIndex in self._model.filters else "text2"
            pixmap = self._theme.pixmap("funnel", role, self._funnel_size, self.devicePixelRatioF())
            painter.drawPixmap(self._funnel_rect(rect).topLeft(), pixmap)
        painter.restore()

    def _text_rect(self, column: int, rect: QRect, *, has_funnel: bool) -> QRect:
        """Return the part of `rect` that the text of a heading may take."""
        text_rect = rect.adjusted(self.left_padding(column), 0, -(self._funnel_width if has_funnel else 6), -1)
        if self._sort_key(column)[1] is not None:
            text_rect.setRight(text_rect.right() - self._order_width - (_FUNNEL_GAP if has_funnel else 0))
        return text_rect

    def tooltip(self, column: int) -> str:
        """Return the hint of a column, after its heading where that does not stand whole below the pointer."""
        hint = self._model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        heading = self._model.heading(column)
        room = self._text_rect(column, self.section_rect(column), has_funnel=True).width()
        is_elided = QFontMetrics(self.font()).horizontalAdvance(heading) > room
        return "\n".join(filter(None, (heading if is_elided else "", hint)))

    def _paint_arrow(self, painter: QPainter, left: int, rect: QRect, key: SortKey, number: int) -> None:
        name = "arrow-down" if key.is_descending else "arrow-up"
        pixmap = self._theme.pixmap(name, "accent", self._arrow_size, self.devicePixelRatioF())
        painter.drawPixmap(left, rect.center().y() - self._arrow_size // 2, pixmap)
        if len(self._model.sort_keys) > 1:
            painter.setFont(self._theme.font(TextSize.AXIS, strong=True))
            painter.setPen(QColor(self._theme.colors.accent))
            number_rect = QRect(left + self._arrow_size + _NUMBER_GAP, rect.top(), 12, rect.height() - 1)
            painter.drawText(number_rect, int(Qt.AlignmentFlag.AlignVCenter), str(number))

    def _sort_key(self, column: int) -> tuple[int, SortKey | None]:
        for number, key in enumerate(self._model.sort_keys, 1):
            if key.column == column:
                return number, key
        return 0, None

    def _funnel_rect(self, rect: QRect) -> QRect:
        return QRect(
            rect.right() - self._funnel_width + 1,
            rect.center().y() - self._funnel_size // 2,
            self._funnel_size,
            self._funnel_size,
        )

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        self._pressed_funnel = self._funnel_at(point) if event.button() == Qt.MouseButton.LeftButton else -1
        self._pressed_at = point
        if self._pressed_funnel < 0:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_funnel < 0:
            super().mouseMoveEvent(event)
        place = self._insertion_at(event.position().toPoint())
        self._show_insertion(place)
        self._set_hovered_column(self.logicalIndexAt(event.position().toPoint()) if place is None else -1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        pressed_at, self._pressed_at = self._pressed_at, None
        self._moving = -1
        self._show_insertion(None)
        if self._pressed_funnel >= 0:
            column, self._pressed_funnel = self._pressed_funnel, -1
            if column == self._funnel_at(point):
                self.filter_requested.emit(column)
            return
        is_click = pressed_at is not None and (point - pressed_at).manhattanLength() < QApplication.startDragDistance()
        if is_click and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._handle_shift_release(event)
        else:
            super().mouseReleaseEvent(event)

    def _on_pressed(self, column: int) -> None:
        self._moving = column

    def _insertion_at(self, point: QPoint) -> int | None:
        """Return where the dragged column would be inserted, in the viewport's pixels: None where it would stay."""
        if self._moving < 0 or self._pressed_at is None:
            return None
        if abs(point.x() - self._pressed_at.x()) < QApplication.startDragDistance():
            return None
        moving, over = self.visualIndex(self._moving), self.visualIndexAt(point.x())
        if over in (-1, moving):
            return None
        rect = self.section_rect(self.logicalIndex(over))
        # As Qt decides: over the nearer half of a column it stays on this side of it.
        is_far = point.x() < rect.center().x() if over < moving else point.x() > rect.center().x()
        if not is_far and abs(over - moving) == 1:
            return None
        is_left = is_far if over < moving else not is_far
        return rect.left() if is_left else rect.right() + 1

    def _show_insertion(self, place: int | None) -> None:
        self._insertion.setVisible(place is not None)
        if place is not None:
            left = min(max(place - _INSERTION_WIDTH // 2, 0), self.viewport().width() - _INSERTION_WIDTH)
            self._insertion.setGeometry(left, 0, _INSERTION_WIDTH, self.height())
            self._insertion.raise_()  # above the picture of the column that Qt drags

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            column = self.logicalIndexAt(event.pos())
            text = self.tooltip(column) if column >= 0 else ""
            return show_tooltip_below(self.viewport(), event, self.section_rect(column), wrapped_tooltip(text)) or True
        return super().viewportEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_hovered_column(-1)

    def _handle_shift_release(self, event: QMouseEvent) -> None:
        """Let Qt decide whether this was a click, but sort by several columns, which Qt cannot."""
        before = (self.sortIndicatorSection(), self.sortIndicatorOrder())
        with QSignalBlocker(self):
            super().mouseReleaseEvent(event)
            clicked = (self.sortIndicatorSection(), self.sortIndicatorOrder())
            self.setSortIndicator(*before)
        if clicked != before:
            self.add_sort_key(clicked[0])

    def add_sort_key(self, column: int) -> None:
        """Sort also by `column`, after the present sort keys; reverse its order if it is one of them."""
        keys = list(self._model.sort_keys)
        number, key = self._sort_key(column)
        if key is not None:
            keys[number - 1] = SortKey(column, not key.is_descending)
        else:
            initial = self._model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.InitialSortOrderRole)
            keys[MAX_SORT_KEYS - 1 :] = []
            keys.append(SortKey(column, initial == Qt.SortOrder.DescendingOrder))
        self._model.sort_by(keys)

    def _funnel_at(self, point: QPoint) -> int:
        """Return the column whose funnel is at `point`, or -1; a point near the border resizes the column."""
        column = self.logicalIndexAt(point)
        if column < 0 or (column != self._hovered_column and column not in self._model.filters):
            return -1
        hit_rect = self._funnel_rect(self.section_rect(column)).adjusted(-4, -6, 6, 6)
        hit_rect.setRight(min(hit_rect.right(), self.section_rect(column).right() - _RESIZE_MARGIN))
        return column if hit_rect.contains(point) else -1

    def _set_hovered_column(self, column: int) -> None:
        if column != self._hovered_column:
            self._hovered_column = column
            self.viewport().update()

    def show_sort(self) -> None:
        """Set Qt's sort indicator, from which the next click starts, to the most important column."""
        keys = self._model.sort_keys
        with QSignalBlocker(self):
            if keys:
                is_descending = keys[0].is_descending
                order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
                self.setSortIndicator(keys[0].column, order)
            else:
                self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.viewport().update()


class DefaultWidths:
    """Widths at which headings and labels that fit in Swedish fit in every language. Rows are not measured."""

    def __init__(self, model: ReportTableModel, theme: Theme) -> None:
        self._model = model
        self._theme = theme
        self._widths: dict[int, int] = {}
        self._is_compact = False

    def set_compact(self, is_compact: bool) -> None:
        """Make the column of changes as wide as its marks in a narrow window."""
        self._is_compact = is_compact
        self._widths.pop(self._model.change_column, None)

    def clear(self) -> None:
        """Discard the computed widths, which depend on the fonts."""
        self._widths.clear()

    def width(self, number: int) -> int:
        """Return the default width of column `number` in pixels."""
        if number not in self._widths:
            if self._is_compact and number == self._model.change_column:
                self._widths[number] = self._theme.metrics.px(_MARK_COLUMN_WIDTH)
                return self._widths[number]
            declared = self._theme.metrics.px(self._model.columns[number].width)
            fitting = (width for swedish, width in self._label_widths(number) if swedish <= declared)
            self._widths[number] = max(declared, *fitting, 0)
        return self._widths[number]

    def _label_widths(self, number: int) -> Iterator[tuple[int, int]]:
        """Yield the width that the heading and each label need, in Swedish and in the model's language."""
        column = self._model.columns[number]
        language = self._model.language
        headings = partial(self._theme.text_width, size=TextSize.CAPTION, strong=True)
        yield _padded(headings(column.heading)), _padded(headings(self._model.heading(number)))
        if column.kind is ColumnKind.AGE:  # the unhandled rows are sorted by it at first
            yield (
                0,
                _padded(headings(self._model.heading(number))) + self._theme.metrics.px(_ARROW_SIZE) + _ARROW_MARGIN,
            )
        table = LABEL_TABLES.get(column.kind)
        texts = self._theme.text_width
        mark_width = self._theme.metrics.px(MARK_SIZE) + MARK_GAP if column.kind in MARKED_KINDS else 0
        for code, label in table.labels.items() if table else ():
            yield (
                _padded(texts(label.text) + mark_width),
                _padded(texts(display_text(column, code, language)) + mark_width),
            )


def _padded(width: float) -> int:
    """Return a text's width with padding: that of the first column, since the user may move any column there."""
    return int(width) + FIRST_COLUMN_PADDING + PADDING + _WIDTH_SLACK
