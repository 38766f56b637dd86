"""Paints a cell's text, its mark and the matches of the search. The row painter paints backgrounds and lines.

The row painter calls `paint_cell` directly: through Qt's `paint` a page would take half as long again.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QHelpEvent, QPainter, QPen, QStaticText, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from vitec_desktop.report.columns import ColumnKind
from vitec_desktop.report.people_text import fold_letters
from vitec_desktop.report.search import match_spans, search_words
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.labels import show_tooltip_below, wrapped_tooltip
from vitec_desktop.ui.widgets.long_text import shortened
from vitec_desktop.ui.widgets.marks import MARKED_KINDS, MarkPixmaps, mark_for

PADDING = 12
FIRST_COLUMN_PADDING = 16
MARK_GAP = 8

_MISSING = "–"
_MAX_PAINTED_LENGTH = 300
_MAX_SEARCHED_LENGTH = 4_000
"""Characters of a cut text that are searched for a match to end with."""
_MAX_TOOLTIP_LENGTH = 1_500
_MAX_TOOLTIP_SEARCHED = 20_000
_BEFORE_MATCH = 300
"""Characters before a match in the tooltip of a longer text."""
_MAX_CACHED_LAYOUTS = 4_000
_LINE_BREAKS = str.maketrans("\n\r\t\u2028\u2029", "     ")


class _TextLayout(NamedTuple):
    """A text laid out for one width, and its matches: start and end in pixels."""

    static_text: QStaticText
    matches: tuple[tuple[float, float], ...]


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of a report table, and caches the layout of each text and width."""

    def __init__(
        self, model: ReportTableModel, theme: Theme, column_width: Callable[[int], int], parent: QObject
    ) -> None:
        """`column_width` returns the width of a column in pixels."""
        super().__init__(parent)
        self._column_width = column_width
        self._model = model
        self._theme = theme
        self._ratio = 1.0
        self._marks = MarkPixmaps(theme)
        self._is_compact = False
        self._kinds = [column.kind for column in model.columns]
        self._has_mark = [kind in MARKED_KINDS for kind in self._kinds]
        self._is_right_aligned = [kind is ColumnKind.AGE for kind in self._kinds]
        self._layouts: dict[tuple[str, int], _TextLayout] = {}
        self._search_words: list[str] = []
        self._single_line = QTextOption()
        self._single_line.setWrapMode(QTextOption.WrapMode.NoWrap)
        model.search_text_changed.connect(self._on_search_text_changed)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        self._layouts.clear()
        colors, selected = self._theme.colors, self._theme.selected_colors
        self._font = self._theme.font()
        self._metrics = QFontMetricsF(self._font)
        self._text_height = self._metrics.height()
        self._min_letter_width = max(1, int(self._metrics.horizontalAdvance("i")))
        # For a row that is not selected, and for one that is.
        self._text_pens = (QColor(colors.text), QColor(selected.text))
        self._missing_pens = (QColor(colors.text2), QColor(selected.text2))
        self._match_brush = QBrush(QColor(colors.hit))
        self._match_pens = (QPen(Qt.PenStyle.NoPen), QPen(Qt.PenStyle.NoPen))
        if self._theme.is_high_contrast:
            # High contrast guarantees text colours only on the row's background: frame a match instead of filling it.
            self._match_brush = QBrush(Qt.BrushStyle.NoBrush)
            self._match_pens = (QPen(self._text_pens[0]), QPen(self._text_pens[1]))
        self._row_height = self._theme.metrics.row
        self._text_top = round((self._row_height - 1 - self._text_height) / 2)

    def _on_search_text_changed(self, text: str) -> None:
        self._search_words = search_words(text)
        self._layouts.clear()

    def set_compact(self, is_compact: bool) -> None:
        """Show changes as marks without words, in a narrow window."""
        self._is_compact = is_compact

    def prepare_painter(self, painter: QPainter, ratio: float) -> None:
        """Prepare `painter` for `paint_cell`; `ratio` is the screen's device pixel ratio."""
        painter.setFont(self._font)
        painter.setBrush(self._match_brush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ratio = ratio

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one cell, where Qt asks for it; the row painter does not."""
        from PySide6.QtWidgets import QStyle  # late: its many enumerations would hold up the first window

        painter.save()
        self.prepare_painter(painter, painter.device().devicePixelRatio())
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self.paint_cell(painter, index.row(), index.column(), option.rect.x(), option.rect.y(), PADDING, is_selected)
        painter.restore()

    def paint_cell(
        self, painter: QPainter, position: int, column: int, left: int, top: int, padding: int, is_selected: bool
    ) -> None:
        """Paint the cell at `left`, `top`; the text begins at `left` + `padding`. Call `prepare_painter` before."""
        width = self._column_width(column) - padding - PADDING
        left += padding
        text = self._model.cell_text(position, column)
        is_gone = self._model.is_gone(position)
        pens = self._missing_pens if is_gone else self._text_pens
        is_change = column == self._model.change_column
        if not text:
            if is_change:  # an unchanged row, not a missing value
                return
            text, pens = _MISSING, self._missing_pens
        elif self._has_mark[column]:
            mark = mark_for(self._kinds[column], self._model.row_at(position)[column])
            if mark is not None:
                size = self._marks.size
                pixmap = self._marks.pixmap(mark, self._ratio, is_selected=is_selected, is_quiet=is_gone)
                painter.drawPixmap(left, top + (self._row_height - size) // 2, pixmap)
                left, width = left + size + MARK_GAP, width - size - MARK_GAP
        if is_change and self._is_compact:
            return
        layout = self._layouts.get((text, width)) or self._lay_out_text(text, width)
        if self._is_right_aligned[column]:
            left += max(0, width - int(layout.static_text.size().width()))
        if layout.matches:
            painter.setPen(self._match_pens[is_selected])
            for start, end in layout.matches:
                match_rect = QRectF(left + start - 1, top + self._text_top - 1, end - start + 2, self._text_height + 2)
                painter.drawRoundedRect(match_rect, 3, 3)
        painter.setPen(pens[is_selected])
        painter.drawStaticText(left, top + self._text_top, layout.static_text)

    def _lay_out_text(self, text: str, width: int) -> _TextLayout:
        if len(self._layouts) >= _MAX_CACHED_LAYOUTS:
            self._layouts.clear()
        line = text[: min(_MAX_PAINTED_LENGTH, max(0, width) // self._min_letter_width + 8)]
        if not line.isprintable():
            line = line.translate(_LINE_BREAKS)
        shown = self._metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
        if len(line) < len(text) and shown == line:
            shown += "…"
        is_cut = shown != line
        matches: tuple[tuple[float, float], ...] = ()
        if self._search_words:
            matches = self._matches(line, shown[:-1] if is_cut else shown)
            if is_cut:
                shown, matches = self._end_with_match(text, width, shown[:-1]) or (shown, matches)
        static = QStaticText(shown)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.setTextOption(self._single_line)
        layout = self._layouts[text, width] = _TextLayout(static, matches)
        return layout

    def _end_with_match(
        self, text: str, width: int, visible: str
    ) -> tuple[str, tuple[tuple[float, float], ...]] | None:
        """Return the text so cut that it ends with the first match of a word that is not in its visible part.

        None if there is no such match, or if it would hide the match of another word.
        """
        line = text[:_MAX_SEARCHED_LENGTH].translate(_LINE_BREAKS)
        seen = self._words_in(visible)
        hidden = self._words_in(line) - seen
        start, end = self._first_match(line, hidden) if hidden else (0, 0)
        if start == end:
            return None
        elide, advance = self._metrics.elidedText, self._metrics.horizontalAdvance
        tail = line[start:end] + ("…" if end < len(text) else "")
        head = elide(line[: min(start, _MAX_PAINTED_LENGTH)] + "…", Qt.TextElideMode.ElideRight, width - advance(tail))
        head = head or "…"
        if not seen <= self._words_in(head):
            return None
        shown = elide(head + tail, Qt.TextElideMode.ElideRight, width)
        begin = len(head)
        return shown, (
            *self._matches(line, head[:-1]),
            (advance(shown[:begin]), advance(shown[: begin + end - start])),
        )

    def _words_in(self, text: str) -> set[str]:
        """Return the words of the search that are in `text`."""
        folded = fold_letters(text)
        return {word for word in self._search_words if word in folded}

    def _first_match(self, text: str, words: Iterable[str]) -> tuple[int, int]:
        """Return the start and end of the first match of any of these words; (0, 0) without one."""
        return next(iter(match_spans(text, " ".join(words))), (0, 0))

    def _matches(self, line: str, shown: str) -> tuple[tuple[float, float], ...]:
        """Return the matches in the visible part of `line`: start and end in pixels."""
        folded = fold_letters(line)
        if not any(word in folded for word in self._search_words):
            return ()
        advance, visible = self._metrics.horizontalAdvance, len(shown)
        return tuple(
            (advance(shown[:start]), advance(shown[:end]))
            for start, end in match_spans(line, self._model.search_text)
            if start < visible
        )

    def text_width(self, position: int, column: int) -> int:
        """Return the column width that shows the whole text of this cell, in pixels."""
        text = self._model.cell_text(position, column)
        mark = mark_for(self._kinds[column], self._model.row_at(position)[column])
        mark_width = self._marks.size + MARK_GAP if mark is not None else 0
        line = text[:_MAX_PAINTED_LENGTH].translate(_LINE_BREAKS)
        if self._is_compact and column == self._model.change_column:
            line = ""
        return int(self._metrics.horizontalAdvance(line)) + 1 + mark_width + FIRST_COLUMN_PADDING + PADDING

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
        if self._model.heading_group(index.row()) is not None:
            return show_tooltip_below(view.viewport(), event, view.visualRect(index), wrapped_tooltip(hint))
        text = self._model.cell_text(index.row(), index.column())
        rect = view.visualRect(self._model.index(index.row(), index.column()))
        is_word_hidden = self._is_compact and index.column() == self._model.change_column
        if is_word_hidden and text:
            hint = "\n".join(filter(None, (text, hint)))
        elif "\n" in text or self.text_width(index.row(), index.column()) > rect.width():
            shown = self._tooltip_excerpt(text)
            hint = f"{shown}\n{hint}" if hint else shown
        spans = match_spans(hint, self._model.search_text) if self._search_words else ()
        colors = self._theme.colors
        text = wrapped_tooltip(hint, spans, (colors.text, colors.hit))
        if not text:
            QToolTip.hideText()
        return show_tooltip_below(view.viewport(), event, rect, text) or not text

    def _tooltip_excerpt(self, text: str) -> str:
        """Return a text as far as a tooltip shows it: of a long one what stands around the first match of each word."""
        if len(text) <= _MAX_TOOLTIP_LENGTH or not self._search_words:
            return shortened(text, _MAX_TOOLTIP_LENGTH)
        searched = text[:_MAX_TOOLTIP_SEARCHED]
        firsts = sorted({self._first_match(searched, [word]) for word in self._words_in(searched)})
        if not firsts or firsts[-1][0] < _MAX_TOOLTIP_LENGTH - _BEFORE_MATCH:
            return shortened(text, _MAX_TOOLTIP_LENGTH)
        room = _MAX_TOOLTIP_LENGTH // len(firsts)
        excerpt, shown_to = "", 0
        for start, end in firsts:
            if end > shown_to:
                begin = max(shown_to, start - min(_BEFORE_MATCH, room // 3))
                excerpt += ("…" if begin > shown_to else "") + text[begin : begin + room]
                shown_to = begin + room
        return excerpt + ("…" if shown_to < len(text) else "")
