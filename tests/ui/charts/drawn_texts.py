"""The texts that a chart draws, with their places."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QRectF, Qt

from vitec_desktop.ui.charts.drawing import ChartPen, draw_image
from vitec_desktop.ui.charts.models import Chart
from vitec_desktop.ui.charts.painters import painter_for
from vitec_desktop.ui.charts.style import ChartStyle
from vitec_desktop.ui.theme.metrics import TextSize


@dataclass(frozen=True)
class DrawnText:
    """A text that a chart has drawn, and the rectangle of its letters."""

    text: str
    rect: QRectF


def drawn_texts(chart: Chart, style: ChartStyle, width: float, height: float = 0.0) -> list[DrawnText]:
    """Paint a chart, without a height as low as it usually is; return its texts."""
    texts: list[DrawnText] = []

    def record(
        pen: ChartPen, rect: QRectF, side: Qt.AlignmentFlag, text: str, size: TextSize, role: str, strong: bool
    ) -> None:
        if not text:
            return
        wide, high = style.text_width(text, size, strong=strong), style.line_height(size)
        left = {
            Qt.AlignmentFlag.AlignLeft: rect.left(),
            Qt.AlignmentFlag.AlignRight: rect.right() - wide,
        }.get(side, rect.center().x() - wide / 2)
        # The lines of letters, without the room above and below them.
        texts.append(DrawnText(text, QRectF(left, rect.center().y() - 0.4 * high, wide, 0.8 * high)))

    painter = painter_for(chart, style)
    card = QRectF(0, 0, width, height or painter.minimum_height())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ChartPen, "_draw", record)
        draw_image(card.size(), painter.paint)
    return texts
