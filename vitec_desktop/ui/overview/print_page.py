"""The overview on one A4 page, dark on white, as vector graphics."""

from typing import Final

from PySide6.QtCore import QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QPdfWriter

from vitec_desktop.ui.charts.drawing import ChartPen, draw_image
from vitec_desktop.ui.charts.models import with_full_title
from vitec_desktop.ui.charts.painters import painter_for
from vitec_desktop.ui.charts.style import print_style
from vitec_desktop.ui.overview.layout import GAP, GridShape, compute_layout
from vitec_desktop.ui.overview.overview_data import OverviewData
from vitec_desktop.ui.overview.tile_button import paint_tile, tile_heights
from vitec_desktop.ui.theme.metrics import HeightRange, Radius, TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.painting import draw_box

_WIDTH: Final = 1340.0
"""Logical pixels across a landscape A4 page: 12 of them are 7 points."""

_HEADING_HEIGHT: Final = 40.0
_CAPTION_GAP: Final = 10.0
_NOTE_LINE: Final = 17.0
_MARGIN: Final = 10.0  # millimetres
_DOTS_PER_INCH: Final = 600
_PICTURE_MARGIN: Final = 20.0


class PrintPage:
    """Paints an overview; `with_receivers` chooses between the two rankings."""

    def __init__(self, theme: Theme, overview: OverviewData, *, with_receivers: bool) -> None:
        self._style = print_style(theme)
        self._overview = overview
        charts = overview.charts(with_receivers=with_receivers)
        self._painters = {name: painter_for(with_full_title(chart), self._style) for name, chart in charts.items()}

    def minimum_height(self) -> float:
        return (
            _HEADING_HEIGHT
            + self._notes_height()
            + compute_layout(_WIDTH, 0, *self._layout_arguments(), GridShape.WIDE).height
        )

    def paint(self, painter: QPainter, rect: QRectF) -> None:
        """Paint as large as fits into `rect`, which is in the painter's pixels."""
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
        """Return the overview as an image for the clipboard."""
        margin = _PICTURE_MARGIN
        size = QSizeF(_WIDTH + 2 * margin, self.minimum_height() + 2 * margin)
        return draw_image(
            size, lambda painter, rect: self.paint(painter, rect.adjusted(margin, margin, -margin, -margin))
        )

    def write_pdf(self, device: QIODevice, title: str) -> bool:
        """Write a PDF of one page; return whether that succeeded."""
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
        painter.translate(0, _HEADING_HEIGHT)
        layout = compute_layout(
            _WIDTH, height - _HEADING_HEIGHT - self._notes_height(), *self._layout_arguments(), GridShape.WIDE
        )
        for tile, rect in zip(self._overview.tiles, layout.tiles, strict=True):
            self._paint_card(painter, rect)
            paint_tile(painter, rect, tile, self._style)
        for name, rect in layout.cards.items():
            self._paint_card(painter, rect)
            self._painters[name].paint(painter, rect)
        self._paint_notes(painter, layout.height + GAP)

    def _paint_heading(self, painter: QPainter) -> None:
        pen, middle = ChartPen(painter, self._style), _HEADING_HEIGHT / 2 - 4
        end = pen.draw_text_from(0, middle, self._overview.print_title, TextSize.SECTION, strong=True)
        caption = " · ".join(filter(None, (self._overview.print_caption, self._overview.filter_note)))
        shown = self._style.elide(caption, TextSize.BODY, _WIDTH - end - _CAPTION_GAP)
        pen.draw_text_from(end + _CAPTION_GAP, middle, shown, TextSize.BODY, "text2")

    def _paint_card(self, painter: QPainter, rect: QRectF) -> None:
        draw_box(painter, rect, None, self._style.color("edge"), Radius.CARD)

    def _paint_notes(self, painter: QPainter, top: float) -> None:
        pen = ChartPen(painter, self._style)
        for number, note in enumerate(self._overview.notes):
            pen.draw_text_from(0, top + (number + 0.5) * _NOTE_LINE, note, TextSize.AXIS, "text2")

    def _layout_arguments(self) -> tuple[HeightRange, int, dict[str, HeightRange]]:
        heights = {name: painter.heights() for name, painter in self._painters.items()}
        return tile_heights(self._style), len(self._overview.tiles), heights

    def _notes_height(self) -> float:
        return GAP + _NOTE_LINE * len(self._overview.notes)


def a4_page_layout() -> QPageLayout:
    """Return landscape A4 with margins that every printer allows."""
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Landscape, margins, QPageLayout.Unit.Millimeter)
