"""The header of a table: what it shows while a column is dragged, and where arrow, number and funnel stand."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.table.pages import MakePage
from vitec_desktop.report.filters import ValueFilter
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.ui.table.header import TableHeader
from vitec_desktop.ui.table.page import ListPage

LEFT = Qt.MouseButton.LeftButton


def line_at(page: ListPage) -> int | None:
    """Return where the header shows an insertion line: the x of its left edge."""
    image = page.view.header.viewport().grab().toImage()
    accent = QColor(page.view.header._theme.colors.accent).rgb()
    top, bottom = 1, image.height() - 3
    return next((x for x in range(image.width()) if image.pixel(x, top) == image.pixel(x, bottom) == accent), None)


@pytest.mark.parametrize(("source", "target", "part"), [(1, 3, 0.8), (3, 1, 0.2), (1, 4, 0.2), (4, 2, 0.7)])
def test_a_line_shows_where_a_dragged_column_will_be(
    source: int, target: int, part: float, make_page: MakePage
) -> None:
    page = make_page()
    header, viewport = page.view.header, page.view.header.viewport()
    columns = header.shown_columns()
    start = header.section_rect(columns[source]).center()
    over = header.section_rect(columns[target])
    place = QPoint(round(over.left() + part * over.width()), over.center().y())
    assert line_at(page) is None
    QTest.mousePress(viewport, LEFT, pos=start)
    for step in range(1, 6):
        QTest.mouseMove(viewport, start + (place - start) * step / 5)
    line = line_at(page)
    assert line is not None
    header_edges = [header.section_rect(column).left() for column in columns]
    QTest.mouseRelease(viewport, LEFT, pos=place)
    assert line_at(page) is None
    moved = header.section_rect(columns[source])
    edge = moved.left() if target < source else moved.right() + 1
    assert abs(line + 1 - edge) <= 1, (line, edge, header_edges)


def test_no_line_shows_while_a_column_stays(make_page: MakePage) -> None:
    page = make_page()
    header, viewport = page.view.header, page.view.header.viewport()
    start = header.section_rect(header.shown_columns()[2]).center()
    QTest.mousePress(viewport, LEFT, pos=start)
    QTest.mouseMove(viewport, start + QPoint(2 * QApplication.startDragDistance(), 0))
    assert line_at(page) is None
    QTest.mouseRelease(viewport, LEFT, pos=start)


def test_the_number_of_a_sort_key_is_clear_of_the_funnel(make_page: MakePage) -> None:
    """In columns of every width in which the heading is elided, or just not."""
    page = make_page()
    header = page.view.header
    first, second = header.shown_columns()[1:3]
    page.model.sort_by([SortKey(first, False), SortKey(second, True)])
    page.model.set_filters({second: ValueFilter(frozenset({"x"}))})
    drawn: list[QRect] = []

    with pytest.MonkeyPatch.context() as patch:
        paint = TableHeader._paint_arrow

        def record(self: TableHeader, painter: object, left: int, *rest: object) -> None:
            end = left + self._order_width - 6
            drawn.append(QRect(left, 0, end - left, 1))
            paint(self, painter, left, *rest)  # type: ignore[arg-type]

        patch.setattr(TableHeader, "_paint_arrow", record)
        for width in range(80, header.heading_width(second) + 40, 7):
            header.resizeSection(second, width)
            drawn.clear()
            header.viewport().render(QPixmap(header.size()))
            funnel = header._funnel_rect(header.section_rect(second))
            last = next(one for one in drawn if header.section_rect(second).contains(one.left(), 5))
            assert last.right() + 4 <= funnel.left(), width


def test_of_a_heading_without_room_no_single_letter_is_left(make_page: MakePage) -> None:
    page = make_page()
    header = page.view.header
    column = header.shown_columns()[2]

    def colors_in(width: int) -> int:
        header.resizeSection(column, width)
        rect = header.section_rect(column).adjusted(4, 4, -4, -4)
        image = header.viewport().grab(rect).toImage()
        return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())})

    letter = header.fontMetrics().horizontalAdvance(page.model.heading(column)[0] + "…")
    assert colors_in(header.left_padding(column) + letter + 8) == 1
    assert header.tooltip(column).splitlines()[0] == page.model.heading(column)
    assert colors_in(header.heading_width(column)) > 1
    assert page.model.heading(column) not in header.tooltip(column).splitlines()
