"""Paints a cell's text, its mark and the search's matches. Row grounds and lines are the view's.

The view asks for cell after cell itself: going through Qt for each would take half as long again.
"""

from collections.abc import Callable
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QHelpEvent, QPainter, QPen, QStaticText, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from vitec_desktop.report.search import fold, match_spans, query_words
from vitec_desktop.ui.table.model import ListModel
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.marks import MARKED_KINDS, Marks, mark_of

PADDING = 12
FIRST_PADDING = 16
MARK_GAP = 8

_MISSING = "–"
_LONGEST = 300
_LONGEST_TIP = 2_000
_KEPT_TEXTS = 4_000
_LINE_BREAKS = str.maketrans("\n\r\t\u2028\u2029", "     ")


class _Laid(NamedTuple):
    """A text made ready for one width: what is drawn, and where the search's matches lie in it."""

    text: QStaticText
    matches: tuple[tuple[float, float], ...]


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a ListModel; nothing is measured or cut twice for the same text and width."""

    def __init__(self, model: ListModel, theme: Theme, width_of: Callable[[int], int], parent: QObject) -> None:
        """`width_of` tells how wide a column is."""
        super().__init__(parent)
        self._width_of = width_of
        self._model = model
        self._theme = theme
        self._ratio = 1.0
        self._marks = Marks(theme)
        self._kinds = [column.kind for column in model.columns]
        self._has_mark = [kind in MARKED_KINDS for kind in self._kinds]
        self._laid: dict[tuple[str, int], _Laid] = {}
        self._query = ""
        self._words: list[str] = []
        self._one_line = QTextOption()
        self._one_line.setWrapMode(QTextOption.WrapMode.NoWrap)
        theme.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Forget what depends on fonts and colours."""
        self._laid.clear()
        colors, selected = self._theme.colors, self._theme.selected_colors
        self._font = self._theme.font()
        self._measure = QFontMetricsF(self._font)
        self._text_height = self._measure.height()
        self._least_letter = max(1, int(self._measure.horizontalAdvance("i")))
        # Of each pair the first is for a plain row, the second for a selected one.
        self._text_pens = (QColor(colors.text), QColor(selected.text))
        self._missing_pens = (QColor(colors.text2), QColor(selected.text2))
        self._hit = QBrush(QColor(colors.hit))
        self._hit_pens = (QPen(Qt.PenStyle.NoPen), QPen(Qt.PenStyle.NoPen))
        if self._theme.is_high_contrast:
            # Only the row's own ground carries the text for sure: a match is framed, not filled.
            self._hit = QBrush(Qt.BrushStyle.NoBrush)
            self._hit_pens = (QPen(self._text_pens[0]), QPen(self._text_pens[1]))
        self._row_height = self._theme.metrics.row
        self._text_top = round((self._row_height - 1 - self._text_height) / 2)

    def begin(self, painter: QPainter, ratio: float) -> None:
        """Before cells are painted: set up `painter` for a screen with `ratio` pixels to a logical one."""
        painter.setFont(self._font)
        painter.setBrush(self._hit)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ratio = ratio
        if self._query != self._model.query:
            self._query = self._model.query
            self._words = query_words(self._query)
            self._laid.clear()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One cell, for those who ask as Qt does; the table itself paints row by row."""
        painter.save()
        self.begin(painter, painter.device().devicePixelRatio())
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self.paint_cell(painter, index.row(), index.column(), option.rect.x(), option.rect.y(), PADDING, is_selected)
        painter.restore()

    def paint_cell(
        self, painter: QPainter, position: int, column: int, left: int, top: int, inset: int, is_selected: bool
    ) -> None:
        """A cell whose corner is at `left`, `top`; its text stands `inset` from there. After `begin`."""
        width = self._width_of(column) - inset - PADDING
        left += inset
        text = self._model.text(position, column)
        pens = self._text_pens
        if not text:
            text, pens = _MISSING, self._missing_pens
        elif self._has_mark[column]:
            mark = mark_of(self._kinds[column], self._model.row(position)[column])
            if mark is not None:
                size = self._marks.size
                pixmap = self._marks.pixmap(mark, self._ratio, is_selected=is_selected)
                painter.drawPixmap(left, top + (self._row_height - size) // 2, pixmap)
                left, width = left + size + MARK_GAP, width - size - MARK_GAP
        laid = self._laid.get((text, width)) or self._lay(text, width)
        if laid.matches:
            painter.setPen(self._hit_pens[is_selected])
            for start, end in laid.matches:
                place = QRectF(left + start - 1, top + self._text_top - 1, end - start + 2, self._text_height + 2)
                painter.drawRoundedRect(place, 3, 3)
        painter.setPen(pens[is_selected])
        painter.drawStaticText(left, top + self._text_top, laid.text)

    def _lay(self, text: str, width: int) -> _Laid:
        if len(self._laid) >= _KEPT_TEXTS:
            self._laid.clear()
        line = text[: min(_LONGEST, max(0, width) // self._least_letter + 8)]
        if not line.isprintable():
            line = line.translate(_LINE_BREAKS)
        shown = self._measure.elidedText(line, Qt.TextElideMode.ElideRight, width)
        if len(line) < len(text) and shown == line:
            shown += "…"
        is_cut = shown != line
        static = QStaticText(shown)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setTextOption(self._one_line)
        matches = self._matches(line, shown[:-1] if is_cut else shown) if self._words else ()
        laid = self._laid[text, width] = _Laid(static, matches)
        return laid

    def _matches(self, line: str, shown: str) -> tuple[tuple[float, float], ...]:
        """Where the matches in `line` lie, as far as it is shown: from and to, in pixels."""
        folded = fold(line)
        if not any(word in folded for word in self._words):
            return ()
        advance, visible = self._measure.horizontalAdvance, len(shown)
        return tuple(
            (advance(shown[:start]), advance(shown[:end]))
            for start, end in match_spans(line, self._query)
            if start < visible
        )

    def text_width(self, position: int, column: int) -> int:
        """How wide a column must be to show this cell's text whole, in logical pixels."""
        text = self._model.text(position, column)
        mark = mark_of(self._kinds[column], self._model.row(position)[column])
        beside = self._marks.size + MARK_GAP if mark is not None else 0
        line = text[:_LONGEST].translate(_LINE_BREAKS)
        return int(self._measure.horizontalAdvance(line)) + 1 + beside + FIRST_PADDING + PADDING

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self.text_width(index.row(), index.column()), self._theme.metrics.row)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        hint = index.data(Qt.ItemDataRole.ToolTipRole) or ""
        text = self._model.text(index.row(), index.column())
        width = view.visualRect(self._model.index(index.row(), index.column())).width()
        if "\n" in text or self.text_width(index.row(), index.column()) > width:
            cut = text if len(text) <= _LONGEST_TIP else text[:_LONGEST_TIP] + "…"
            hint = f"{cut}\n{hint}" if hint else cut
        QToolTip.showText(event.globalPos(), _wrapping(hint) if hint else "", view)
        return True


def _wrapping(text: str) -> str:
    """`text` as Qt's tooltips wrap it; plain text would become one line as wide as the screen."""
    return f'<div style="white-space: pre-wrap">{escape(text)}</div>'
