"""What is painted in a system's high-contrast scheme: read where it is selected, and no shape says more than its value.

The colours themselves are in `test_theme`.
"""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.pixels import pixel_rows
from tests.ui.table.rows import column_number, make_row
from tests.ui.theme.test_theme import CONTRAST_THEMES, TEXT
from vitec_desktop.report.labels import EstateStep
from vitec_desktop.report.language import Language
from vitec_desktop.ui.charts.models import Bar, FunnelChart, FunnelStep
from vitec_desktop.ui.charts.painters import painter_for
from vitec_desktop.ui.charts.style import screen_style
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.theme.palette import contrast_ratio
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.marks import MARK_SIZE, draw_mark
from vitec_desktop.webservice.models import ListKind

TIPS = ListKind.TIPS
TITLE = column_number(TIPS, "tip.title")


@pytest.fixture(params=CONTRAST_THEMES)
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp)
    made.contrast_palette = lambda _app: CONTRAST_THEMES[request.param]
    made.apply()
    yield made
    made.contrast_palette = lambda _app: None
    made.apply()
    made.deleteLater()


def colors_in(image: QImage, place: QRectF) -> dict[str, int]:
    """Count the pixels of each colour."""
    counts = Counter(pixel for row in pixel_rows(image, place.toRect()) for pixel in row)
    return {QColor(pixel).name(): count for pixel, count in counts.items()}


def test_a_match_can_be_read_in_a_selected_row_and_in_others(theme: Theme, qtbot: QtBot) -> None:
    page = ListPage(TIPS, Language("sv"), theme)
    qtbot.addWidget(page)
    page.resize(1300, 600)
    page.show()
    page.set_rows([make_row(TIPS, {"tip.title": "mmmmmmm", "tip.id": f"t{number}"}) for number in range(2)])
    page.toolbar.search_field.setText("mmmm")
    page.view.select_position(1)
    QApplication.processEvents()
    image = page.view.viewport().grab().toImage()
    for position in (0, 1):
        cell = QRectF(page.view.visualRect(page.model.index(position, TITLE)))
        letters = cell.adjusted(14, 8, -(cell.width() - 40), -8)
        counts = colors_in(image, letters)
        background = max(counts, key=lambda name: counts[name])
        assert max(contrast_ratio(QColor(name), QColor(background)) for name in counts) >= TEXT
        assert background == (theme.selected_colors if position else theme.colors).select


def test_the_mark_of_an_estate_is_filled_up_to_its_step(theme: Theme) -> None:
    filled = []
    for step in (EstateStep.ATTEMPT, EstateStep.ASSIGNMENT, EstateStep.SOLD):
        scale = 10
        image = QImage(MARK_SIZE * scale, MARK_SIZE * scale, QImage.Format.Format_RGB32)
        image.fill(QColor(theme.colors.surface))
        painter = QPainter(image)
        painter.scale(scale, scale)
        draw_mark(painter, step, theme.colors)
        painter.end()
        filled.append(colors_in(image, QRectF(image.rect()))[theme.colors.text2])
    first, second, third = filled
    assert first < 0.8 * second < 0.8 * third


def test_a_funnels_bar_is_as_long_as_its_value(theme: Theme) -> None:
    steps = tuple(FunnelStep(str(value), Bar(str(value), value, str(value))) for value in (100, 50, 10))
    chart = FunnelChart("Tratt", "", steps)
    art = painter_for(chart, screen_style(theme))
    image = QImage(400, round(art.minimum_height()) + 20, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.colors.surface))
    painter = QPainter(image)
    rect = QRectF(0, 0, image.width(), image.height())
    art.paint(painter, rect)
    painter.end()
    lengths, rows = [], pixel_rows(image)
    for spot in art.hit_areas(rect):
        lines = range(round(spot.rect.top()), round(spot.rect.bottom()))
        lengths.append(max(rows[y].count(QColor(theme.colors.bar).rgb()) for y in lines))
    whole, half, tenth = lengths
    assert half == pytest.approx(whole / 2, abs=3)
    assert tenth == pytest.approx(whole / 10, abs=3)
