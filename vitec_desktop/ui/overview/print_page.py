"""The overview on paper: one A4 page, dark on white, drawn as lines and letters and never as a bitmap."""

from typing import Final

from PySide6.QtCore import QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from vitec_desktop.ui.charts.drawing import ChartPen, draw_image
from vitec_desktop.ui.charts.models import Chart, with_full_title
from vitec_desktop.ui.charts.painters import painter_for
from vitec_desktop.ui.charts.style import print_style
from vitec_desktop.ui.overview.layout import GAP, GridShape, compute_layout
from vitec_desktop.ui.overview.overview_data import OverviewData
from vitec_desktop.ui.overview.tile_button import paint_tile, tile_height
from vitec_desktop.ui.theme.metrics import Radius, TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.painting import draw_box

_WIDTH: Final = 1340.0
"""Logical pixels across: 12 of them are 7 points on an A4 page that lies."""

_HEADING_HEIGHT: Final = 40.0
_CAPTION_GAP: Final = 10.0
_NOTE_LINE: Final = 17.0
_MARGIN: Final = 10.0  # millimetres
_DOTS_PER_INCH: Final = 600
_PICTURE_MARGIN: Final = 20.0


class PrintPage:
    """Paints an overview; `shows_receivers` says which of the two top lists."""

    def __init__(self, theme: Theme, overview: OverviewData, *, shows_receivers: bool) -> None:
        self._look = print_style(theme)
        self._overview = overview
        top = overview.receivers if shows_receivers else overview.senders
        charts: dict[str, Chart] = {
            "time": overview.time_chart,
            "states": overview.states,
            "tips_funnel": overview.tips_funnel,
            "leads_funnel": overview.leads_funnel,
            "ages": overview.ages,
            "top": top,
        }
        self._arts = {name: painter_for(with_full_title(chart), self._look) for name, chart in charts.items()}

    def minimum_height(self) -> float:
        return self._above() + self._below() + compute_layout(_WIDTH, 0, *self._facts(), GridShape.WIDE).height

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        """Paint into `rect` of the painter's own pixels, as large as fits."""
        scale = rect.width() / _WIDTH
        height = rect.height() / scale
        if height < self.minimum_height():
            height = self.minimum_height()
            scale = rect.height() / height
        painter.save()
        painter.translate(rect.left() + (rect.width() - _WIDTH * scale) / 2, rect.top())
        painter.scale(scale, scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter, height)
        painter.restore()

    def to_image(self) -> QImage:
        """The overview for the clipboard."""
        margin = _PICTURE_MARGIN
        size = QSizeF(_WIDTH + 2 * margin, self.minimum_height() + 2 * margin)
        return draw_image(
            size, lambda painter, rect: self.paint(painter, rect.adjusted(margin, margin, -margin, -margin))
        )

    def write_pdf(self, device: QIODevice, title: str) -> bool:
        """Write a PDF of one page; False where that failed."""
        writer = QPdfWriter(device)
        writer.setTitle(title)
        writer.setCreator("Vitec Desktop")
        writer.setResolution(_DOTS_PER_INCH)
        writer.setPageLayout(a4_page_layout())
        painter = QPainter()
        if not painter.begin(writer):
            return False
        self.paint(painter, QRectF(0, 0, writer.width(), writer.height()))
        return painter.end()

    def _paint(self, painter: QPainter, height: float) -> None:
        self._paint_heading(painter)
        painter.translate(0, self._above())
        found = compute_layout(_WIDTH, height - self._above() - self._below(), *self._facts(), GridShape.WIDE)
        for tile, rect in zip(self._overview.tiles, found.tiles, strict=True):
            self._paint_card(painter, rect)
            paint_tile(painter, rect, tile, self._look)
        for name, rect in found.cards.items():
            self._paint_card(painter, rect)
            self._arts[name].paint(painter, rect)
        self._paint_notes(painter, found.height + GAP)

    def _paint_heading(self, painter: QPainter) -> None:
        pen, middle = ChartPen(painter, self._look), _HEADING_HEIGHT / 2 - 4
        end = pen.text_from(0, middle, self._overview.period, TextSize.SECTION, strong=True)
        caption = " · ".join(filter(None, (self._overview.caption, self._overview.filter_note)))
        pen.text_from(end + _CAPTION_GAP, middle, caption, TextSize.BODY, "text2")

    def _paint_card(self, painter: QPainter, rect: QRectF) -> None:
        draw_box(painter, rect, None, self._look.color("edge"), Radius.CARD)

    def _paint_notes(self, painter: QPainter, top: float) -> None:
        pen = ChartPen(painter, self._look)
        for number, note in enumerate(self._overview.notes):
            pen.text_from(0, top + (number + 0.5) * _NOTE_LINE, note, TextSize.AXIS, "text2")

    def _facts(self) -> tuple[float, int, dict[str, float]]:
        least = {name: art.minimum_height() for name, art in self._arts.items()}
        return tile_height(self._look), len(self._overview.tiles), least

    def _above(self) -> float:
        return _HEADING_HEIGHT

    def _below(self) -> float:
        return GAP + _NOTE_LINE * len(self._overview.notes)


def a4_page_layout() -> QPageLayout:
    """A4 that lies, with margins that every printer can keep."""
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Landscape, margins, QPageLayout.Unit.Millimeter)
