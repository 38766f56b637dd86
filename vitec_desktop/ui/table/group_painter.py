"""Paints the headings of groups over the whole width of the viewport; they do not scroll sideways."""

from msgspec import Struct
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from vitec_desktop.report.labels import StateGroup
from vitec_desktop.report.outcome_counts import unhandled_text
from vitec_desktop.report.statistics import Share, StatisticKey, statistic_name
from vitec_desktop.report.statistics.formatting import format_count_of_base, format_percent
from vitec_desktop.ui.table.group_texts import GroupTexts
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.theme.metrics import TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.marks import MarkPixmaps

_MARGIN = 16
_GAP = 12
_NAME_GAP = 8
_MARK_GAP = 8
_BAR_WIDTH, _BAR_HEIGHT = 64, 6
_MIN_NAME_WIDTH = 160
_MAX_COUNT = 888

_VCENTER = Qt.AlignmentFlag.AlignVCenter


class _Columns(Struct, frozen=True):
    """The widths of the parts at the right, so that they stand below each other; 0 for one that is not shown."""

    unhandled: float
    won_name: float
    bar: float
    percent: float
    of_count: float


class GroupPainter:
    """Paints headings of one height; where there is no room for all, parts leave from the least important on."""

    def __init__(self, model: ReportTableModel, theme: Theme) -> None:
        self._model = model
        self._theme = theme
        self._marks = MarkPixmaps(theme)
        self._is_compact = False
        self._columns: _Columns | None = None
        model.modelReset.connect(self._clear)
        theme.changed.connect(self._clear)

    def set_compact(self, is_compact: bool) -> None:
        """Leave out the bar and its base, for a narrow window."""
        self._is_compact = is_compact

    def _clear(self) -> None:
        self._columns = None

    def paint(self, painter: QPainter, rect: QRect, group: int, ratio: float, *, is_hovered: bool) -> None:
        """Paint the heading of a group in `rect`; `ratio` is the device pixel ratio."""
        colors = self._theme.colors
        texts = self._model.painted_group_texts(group)
        painter.save()
        painter.fillRect(rect, QColor(colors.hover if is_hovered else colors.window))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(colors.line))
        icon = "chevron-right" if self._model.is_collapsed(group) else "chevron-down"
        size = self._theme.metrics.icon
        pixmap = self._theme.pixmap(icon, "text2", size, ratio)
        painter.drawPixmap(_MARGIN - 2, rect.top() + (rect.height() - size) // 2, pixmap)
        right = self._paint_right(painter, rect, texts, ratio)
        self._paint_left(painter, rect, texts, right)
        painter.restore()

    def _paint_left(self, painter: QPainter, rect: QRect, texts: GroupTexts, right: float) -> None:
        """Paint name, count and office up to `right`; the office leaves first, then the name is elided."""
        colors = self._theme.colors
        strong, caption = self._theme.font(strong=True), self._theme.font(TextSize.CAPTION)
        name_metrics, metrics = QFontMetricsF(strong), QFontMetricsF(caption)
        office = f"· {texts.office}" if texts.office else ""
        left = float(self._theme.metrics.group_indent)
        room = right - left - _GAP
        count_width = metrics.horizontalAdvance(texts.count)
        office_width = metrics.horizontalAdvance(f" {office}") if office else 0.0
        if name_metrics.horizontalAdvance(texts.name) + _NAME_GAP + count_width + office_width > room:
            office = ""
        name_room = int(room - _NAME_GAP - count_width)
        name = name_metrics.elidedText(texts.name.replace("\n", " "), Qt.TextElideMode.ElideRight, max(0, name_room))
        for text, font, color, gap in (
            (name, strong, colors.text, _NAME_GAP),
            (texts.count, caption, colors.text, metrics.horizontalAdvance(" ")),
            (office, caption, colors.text2, 0),
        ):
            left = self._draw(painter, text, font, color, QRectF(left, rect.top(), room, rect.height() - 1)) + gap

    def _paint_right(self, painter: QPainter, rect: QRect, texts: GroupTexts, ratio: float) -> float:
        """Paint what became of the rows, from the right to the left; return where it begins."""
        colors = self._theme.colors
        caption, strong = self._theme.font(TextSize.CAPTION), self._theme.font(TextSize.CAPTION, strong=True)
        columns = self._columns_for(rect.width())
        right = float(rect.right() - _MARGIN)
        top, height = rect.top(), rect.height() - 1

        def place(width: float, gap: float) -> QRectF:
            nonlocal right
            area = QRectF(right - width, top, width, height)
            right = area.left() - gap if width else right
            return area

        if texts.won is not None and columns.won_name:
            area = place(columns.of_count, _NAME_GAP)
            if columns.of_count:
                self._draw(painter, texts.of_count, caption, colors.text2, area)
            area = place(columns.percent, _GAP)
            if texts.has_percent:
                self._draw(painter, texts.percent, strong, colors.text, area, Qt.AlignmentFlag.AlignRight)
            else:
                # Too few rows for a percentage: where there is no room beside it, the numbers stand in its place.
                few = texts.percent if columns.of_count else texts.of_count
                self._draw(painter, few, caption, colors.text2, area, Qt.AlignmentFlag.AlignRight)
            area = place(columns.bar, _GAP)
            if columns.bar and texts.won.ratio is not None:
                self._draw_bar(painter, area, texts.won.ratio)
            self._draw(painter, texts.won_name, caption, colors.text2, place(columns.won_name, 2 * _GAP))
        if texts.unhandled:
            area = place(columns.unhandled, _MARK_GAP)
            is_some = texts.unhandled_count > 0
            self._draw(painter, texts.unhandled, caption, colors.text if is_some else colors.text2, area)
            right -= self._marks.size
            if is_some:
                mark = self._marks.pixmap(StateGroup.UNHANDLED, ratio)
                painter.drawPixmap(int(right), top + (height - self._marks.size) // 2 + 1, mark)
        return right

    def _draw(
        self,
        painter: QPainter,
        text: str,
        font: QFont,
        color: str,
        area: QRectF,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> float:
        """Draw a text in the middle of an area's height, and return where it ends."""
        painter.setFont(font)
        painter.setPen(QColor(color))
        flags = int(_VCENTER | alignment | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip)
        painter.drawText(area, flags, text)
        return area.left() + QFontMetricsF(font).horizontalAdvance(text)

    def _draw_bar(self, painter: QPainter, area: QRectF, ratio: float) -> None:
        colors = self._theme.colors
        height = float(_BAR_HEIGHT)
        bar = QRectF(area.left(), area.center().y() - height / 2 + 0.5, area.width(), height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.sunken))
        painter.drawRoundedRect(bar, 3, 3)
        if ratio:
            painter.setBrush(QColor(colors.bar))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(height, bar.width() * ratio), height), 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _columns_for(self, width: int) -> _Columns:
        """Return the widths for a heading of `width`: without bar and base in a narrow window, then without → Intag."""
        if self._columns is None:
            self._columns = self._measure()
        columns = self._columns
        if self._is_compact:
            columns = _Columns(columns.unhandled, columns.won_name, 0, columns.percent, 0)
        parts = (columns.unhandled, columns.won_name, columns.bar, columns.percent, columns.of_count)
        if (
            sum(parts) + len(parts) * _GAP + self._marks.size + self._theme.metrics.group_indent + _MIN_NAME_WIDTH
            > width
        ):
            columns = _Columns(columns.unhandled, 0, 0, 0, 0)
        return columns

    def _measure(self) -> _Columns:
        """Return the widths of the longest texts that the largest group can have."""
        language = self._model.language
        widest = max(_MAX_COUNT // 10, self._model.groups.largest)
        caption = QFontMetricsF(self._theme.font(TextSize.CAPTION))
        strong = QFontMetricsF(self._theme.font(TextSize.CAPTION, strong=True))
        return _Columns(
            caption.horizontalAdvance(unhandled_text(widest, language)),
            caption.horizontalAdvance(statistic_name(StatisticKey.WON, language)),
            float(self._theme.metrics.px(_BAR_WIDTH)),
            strong.horizontalAdvance(format_percent(100, language)),
            caption.horizontalAdvance(format_count_of_base(Share(widest, widest), language)),
        )
