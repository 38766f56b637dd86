"""Charts: painting, clicks, keyboard, screen readers and copying."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRectF, QSizeF, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.pixels import pixel_rows
from tests.ui.charts.drawn_texts import drawn_texts
from vitec_desktop.report.filters import RowFilter
from vitec_desktop.report.labels import StateGroup
from vitec_desktop.ui.charts import time_painter
from vitec_desktop.ui.charts.chart_view import ChartView
from vitec_desktop.ui.charts.drawing import MIN_BAR_LENGTH, ChartPen, bar_length, draw_image
from vitec_desktop.ui.charts.models import (
    AxisLabel,
    Bar,
    Chart,
    ColumnChart,
    ColumnHeader,
    ColumnRow,
    EarlierValue,
    FunnelChart,
    FunnelStep,
    GroupCell,
    GroupChart,
    GroupRow,
    RankingChart,
    RankingRow,
    TimeChart,
    TimeRow,
    chart_text,
    full_title,
)
from vitec_desktop.ui.charts.painters import painter_for
from vitec_desktop.ui.charts.style import ChartStyle, print_style, screen_style
from vitec_desktop.ui.charts.time_painter import TimePainter
from vitec_desktop.ui.theme.metrics import TextSize
from vitec_desktop.ui.theme.system import SchemeChoice
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.webservice.models import ListKind

LEFT = Qt.MouseButton.LeftButton
WISH = RowFilter(ListKind.TIPS)
MONTHS = ("nov", "dec", "jan", "feb")


def bar(name: str, value: int, role: str = "bar", *, is_partial: bool = False) -> Bar:
    return Bar(name, value, str(value), f"Så räknas {name}.", role, RowFilter(ListKind.TIPS), is_partial)


def time_chart() -> TimeChart:
    rows = tuple(
        TimeRow(
            name,
            "60 totalt",
            tuple(bar(f"{name}, {month}", 10 * place, is_partial=place == 3) for place, month in enumerate(MONTHS)),
            weight,
        )
        for name, weight in (("Inkommande leads", 2.2), ("Tips", 1.0))
    )
    return TimeChart("Per månad", "Antal efter månad.", rows, tuple(AxisLabel(month, "2026") for month in MONTHS))


def column_chart(*, footer: str = "Median 5 dagar") -> ColumnChart:
    groups = (
        (
            ColumnRow("Ny", (bar("Ny, leads", 4, "unhandled"), bar("Ny, tips", 0, "unhandled")), StateGroup.UNHANDLED),
            ColumnRow("Hos fördelare", (bar("Hos fördelare, leads", 1, "unhandled"), bar("Hos, tips", 2, "unhandled"))),
        ),
        (ColumnRow("Klar", (bar("Klar, leads", 1452, "done"), bar("Klar, tips", 9, "done")), StateGroup.DONE),),
    )
    return ColumnChart(
        "Status", "Antal efter status.", (ColumnHeader("Leads", "5"), ColumnHeader("Tips", "11")), groups, footer
    )


def funnel_chart() -> FunnelChart:
    steps = (FunnelStep("Tips", bar("Tips", 792)), FunnelStep("→ Intag", bar("→ Intag", 151), "19 % av alla"))
    footer = Bar("Inget uppdrag", 118, "15 %, 118 av 792", "Så räknas Inget uppdrag.", row_filter=WISH)
    return FunnelChart("Tips → Intag", "Hur långt.", steps, footer)


def ranking_chart(count: int = 7) -> RankingChart:
    rows = tuple(RankingRow(f"Namn {n}", bar(f"Namn {n}", 100 - n), "12", "23 %") for n in range(count))
    return RankingChart(
        "Flest tips", "Antal efter namn.", ("Namn", "Antal", "→ Intag"), rows, "Inga tips.", "Avsändare"
    )


def group_chart() -> GroupChart:
    def row(label: str, *values: int) -> GroupRow:
        bars = [bar(f"{label}, {column}", value) for column, value in zip("abcde", values, strict=True)]
        first, second = (replace(one, earlier=EarlierValue(one.value + 9, "", "mot 9")) for one in bars[:2])
        return GroupRow(
            label,
            (
                GroupCell(first, "+12"),
                GroupCell(second, "−3"),
                GroupCell(bars[2]),
                GroupCell(bars[3], note="äldsta 31 d"),
                GroupCell(bars[4], note="10 + 6"),
            ),
            "dagar saknas" if label == "Sundbyberg" else "",
        )

    headers = ("Kontor", "Leads", "Tips", "ut", "Obeh.", "→ Intag")
    rows = (row("Solna", 84, 22, 27, 9, 16), row("Sundbyberg", 61, 24, 19, 0, 12))
    return GroupChart(
        "Per kontor", "Så räknas kontoren.", "mot 1–30 sep", headers, rows, row("2 kontor", 145, 46, 46, 9, 28)
    )


def compared_time_chart(months: int = 4) -> TimeChart:
    """Return months with the values of earlier ones, of the same width as their bars."""
    chart = time_chart()
    rows = tuple(
        replace(
            row,
            bars=tuple(
                replace(row.bars[0], value=130, text="130", earlier=EarlierValue(90, "90", "mot 90"))
                for _ in range(months)
            ),
        )
        for row in chart.rows
    )
    return replace(chart, rows=rows, axis=tuple(AxisLabel("okt") for _ in range(months)), earlier_period="1–30 sep")


CHARTS: dict[str, Callable[[], Chart]] = {
    "time": time_chart,
    "groups": group_chart,
    "columns": column_chart,
    "funnel": funnel_chart,
    "top": ranking_chart,
}
chart_of_each_kind = pytest.mark.parametrize("make", CHARTS.values(), ids=CHARTS.keys())


@pytest.fixture(scope="module")
def shared_theme(qapp: QApplication) -> Iterator[Theme]:
    font = QFont("Inter")
    font.setPointSizeF(9.75)
    theme = Theme(qapp, SchemeChoice.LIGHT, system_font=font)
    yield theme
    theme.deleteLater()


@pytest.fixture
def theme(shared_theme: Theme) -> Iterator[Theme]:
    yield shared_theme
    shared_theme.set_scheme_choice(SchemeChoice.LIGHT)


@pytest.fixture
def show(qtbot: QtBot, theme: Theme) -> Iterator[Callable[[Chart], ChartView]]:
    """A function that shows a chart in a window of its own."""
    windows: list[QWidget] = []

    def show_chart(chart: Chart) -> ChartView:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        view = ChartView(theme, window)
        view.show_chart(chart)
        QVBoxLayout(window).addWidget(view)
        window.resize(600, 340)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return view

    yield show_chart
    windows.clear()


# Painting -----------------------------------------------------------------------------------------------------


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.floats(10, 500))
def test_a_bars_length_is_proportional_to_its_value_and_never_invisible(one: int, other: int, room: float) -> None:
    largest = max(one, other)
    lengths = bar_length(one, largest, room), bar_length(other, largest, room)
    for value, length in zip((one, other), lengths, strict=True):
        assert (length == 0) == (value == 0)
        assert length <= room + 1e-9
        if length > MIN_BAR_LENGTH:
            assert length == pytest.approx(room * value / largest)
    if one <= other:
        assert lengths[0] <= lengths[1]


@pytest.mark.parametrize("width", range(380, 560, 12))
def test_the_name_of_an_office_ends_before_its_numbers(theme: Theme, width: int) -> None:
    """Also where it is cut to the room that it has: it is drawn in bold."""
    chart = group_chart()
    named = replace(chart, rows=tuple(replace(row, label="Kungsholmen Fridhemsplan") for row in chart.rows))
    texts = drawn_texts(named, screen_style(theme), width)
    names = [text.rect for text in texts if text.text.startswith("Ku")]
    numbers = [text.rect for text in texts if text.text in ("84", "61")]
    assert len(names) == len(numbers) == 2
    for name, number in zip(names, numbers, strict=True):
        assert name.right() + 3 <= number.left() + 0.5


def test_columns_come_nearer_to_each_other_before_a_heading_is_cut(theme: Theme) -> None:
    chart = replace(group_chart(), headers=("Kontor", "Leads", "Tips", "skickade", "Obehandlade", "→ Intag"))
    sums = list(chart.all_rows[-1].cells)
    sums[0] = replace(sums[0], bar=replace(sums[0].bar, text="1\u00a0000\u00a0072"))
    chart = replace(chart, sum_row=GroupRow("2 kontor", tuple(sums)))

    def places(width: int) -> dict[str, QRectF]:
        return {text.text: text.rect for text in drawn_texts(chart, screen_style(theme), width)}

    least = next(width for width in range(300, 900, 2) if not any(text.endswith("…") for text in places(width)))
    found = places(least)
    first_end = max(rect.right() for text, rect in found.items() if text == "1\u00a0000\u00a0072")
    change = screen_style(theme).px(6) + screen_style(theme).text_width("+12", TextSize.CAPTION)
    assert found["Tips"].left() - first_end - change < 10


@chart_of_each_kind
@pytest.mark.parametrize("width", [300.0, 527.0, 1240.0])
def test_hit_areas_are_inside_the_card_and_do_not_overlap(
    make: Callable[[], Chart], width: float, theme: Theme
) -> None:
    chart = make()
    painter = painter_for(chart, screen_style(theme))
    card = QRectF(40, 30, width, painter.minimum_height())
    areas = painter.hit_areas(card)
    assert [area.bar for area in areas] == list(chart.bars)
    assert all(card.contains(area.rect) for area in areas)
    assert len({(area.row, area.column) for area in areas}) == len(areas)
    middles = [area.rect.center() for area in areas]
    for number, area in enumerate(areas):
        assert [other for other, middle in enumerate(middles) if area.rect.contains(middle)] == [number]


@chart_of_each_kind
def test_larger_text_needs_more_height(make: Callable[[], Chart], qapp: QApplication, theme: Theme) -> None:
    font = QFont("Inter")
    font.setPointSizeF(19.5)
    large = Theme(qapp, SchemeChoice.LIGHT, system_font=font)
    try:
        assert (
            painter_for(make(), screen_style(large)).minimum_height()
            > 1.5 * painter_for(make(), screen_style(theme)).minimum_height()
        )
    finally:
        large.deleteLater()


def painted(chart: Chart, style: ChartStyle, width: float = 527) -> tuple[QImage, list[QRectF]]:
    """Return an image of a chart at two pixels to a logical one, and the rectangles of its bars in it."""
    painter = painter_for(chart, style)
    size = QSizeF(width, painter.minimum_height())
    rects = [area.rect for area in painter.hit_areas(QRectF(0, 0, size.width(), size.height()))]
    scaled = [QRectF(rect.x() * 2, rect.y() * 2, rect.width() * 2, rect.height() * 2) for rect in rects]
    return draw_image(size, painter.paint), scaled


def pixels_of(image: QImage, rect: QRectF, color: str) -> int:
    """Return how many pixels have exactly this colour."""
    rows = pixel_rows(image, rect.toRect().intersected(image.rect()))
    return sum(row.count(QColor(color).rgb()) for row in rows)


def test_bars_have_the_colour_of_their_role_and_the_value_0_has_none(theme: Theme) -> None:
    style = print_style(theme)
    chart = column_chart()
    image, rects = painted(chart, style)
    for each, rect in zip(chart.bars, rects, strict=True):
        found = pixels_of(image, rect, getattr(style.colors, each.role))
        assert (found > 0) == (each.value > 0), each


def test_a_bars_area_is_proportional_to_its_value(theme: Theme) -> None:
    style = print_style(theme)
    chart = time_chart()
    image, rects = painted(chart, style, 800)
    areas = [pixels_of(image, rect, style.colors.bar) for rect in rects[:3]]
    assert areas[0] == 0
    assert areas[2] == pytest.approx(2 * areas[1], rel=0.05)


def test_the_current_months_bar_is_outline_and_hatching(theme: Theme) -> None:
    """It has the outline of a finished month with the same value, and far fewer coloured pixels."""
    style = print_style(theme)
    pair = tuple(bar(name, 30, is_partial=is_partial) for name, is_partial in (("okt", False), ("nov", True)))
    chart = TimeChart("", "", (TimeRow("Tips", "60", pair),), (AxisLabel("okt"), AxisLabel("nov", "pågår")))
    image, (finished, running) = painted(chart, style)
    assert 0 < pixels_of(image, running, style.colors.bar) < 0.5 * pixels_of(image, finished, style.colors.bar)


def test_the_earlier_value_is_an_outline_left_of_its_bar(theme: Theme) -> None:
    style = print_style(theme)
    image, rects = painted(compared_time_chart(), style, 800)
    for rect in rects:
        left, right = QRectF(rect), QRectF(rect)
        left.setWidth(rect.width() / 2)
        right.setLeft(rect.center().x())
        assert pixels_of(image, left, style.colors.bar) == 0
        assert pixels_of(image, right, style.colors.bar) > 0
        assert pixels_of(image, left, style.colors.edge_strong) > 0


def test_earlier_numbers_leave_where_they_do_not_fit_and_their_outlines_stay(theme: Theme) -> None:
    style = print_style(theme)
    drawn: dict[str, list[str]] = {}

    class Recorder(ChartPen):
        def draw_text_centered(self, x: float, middle: float, text: str, *rest: Any, **others: Any) -> None:
            texts.append(text)

    for name, width in (("wide", 1200.0), ("narrow", 480.0)):
        texts: list[str] = []
        painter = TimePainter(compared_time_chart(13), style)
        rect = QRectF(0, 0, width, painter.minimum_height())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(time_painter, "ChartPen", Recorder)
            image = draw_image(rect.size(), painter.paint)
        drawn[name] = texts
        assert pixels_of(image, QRectF(0, 0, image.width(), image.height()), style.colors.edge_strong) > 0
    assert drawn["wide"].count("90") == drawn["wide"].count("130") == 26
    assert (drawn["narrow"].count("90"), drawn["narrow"].count("130")) == (0, 26)


def test_names_are_elided_and_numbers_are_not(theme: Theme) -> None:
    """In a narrow card the numbers at the right are painted as in a wide one."""
    style = print_style(theme)
    rows = tuple(RankingRow("Ett mycket långt namn " * 4, bar("x", 97), "12", "23 %") for _ in range(7))
    chart = RankingChart("", "", ("Namn", "Antal", "→ Intag"), rows)
    strips = []
    for width in (300.0, 700.0):
        image, _ = painted(chart, style, width)
        right = int(2 * (20 + style.text_width("23 %", 12) + 12 + style.text_width("12", 12)))  # type: ignore[arg-type]
        strips.append(image.copy(image.width() - right, 140, right - 36, 300))
    assert strips[0] == strips[1]


def test_a_ranking_shows_as_many_rows_as_fit(theme: Theme) -> None:
    painter = painter_for(ranking_chart(40), screen_style(theme))
    assert len(painter.hit_areas(QRectF(0, 0, 360, painter.minimum_height()))) == 7
    assert 11 <= len(painter.hit_areas(QRectF(0, 0, 360, painter.minimum_height() + 120))) <= 12


def test_an_empty_ranking_says_so(show: Callable[[Chart], ChartView]) -> None:
    view = show(ranking_chart(0))
    assert view.bar_buttons == []
    assert "Inga tips." in view.accessibleDescription()


# Pointing and walking -----------------------------------------------------------------------------------------


def test_a_click_on_a_bar_requests_its_rows(show: Callable[[Chart], ChartView], qtbot: QtBot) -> None:
    view = show(column_chart())
    button = next(button for button in view.bar_buttons if button.hit_area.bar.name == "Klar, tips")
    with qtbot.waitSignal(view.filter_requested) as asked:
        QTest.mouseClick(button, LEFT)
    bar = button.hit_area.bar
    assert asked.args == [bar.row_filter, bar.filter_name or bar.name]


def test_a_bar_of_value_0_is_not_clickable(show: Callable[[Chart], ChartView], qtbot: QtBot) -> None:
    view = show(column_chart())
    button = next(button for button in view.bar_buttons if button.hit_area.bar.value == 0)
    with qtbot.assertNotEmitted(view.filter_requested):
        QTest.mouseClick(button, LEFT)
    assert button.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_tab_enters_a_chart_once_and_comes_back_to_the_bar_that_was_left(
    show: Callable[[Chart], ChartView], qtbot: QtBot
) -> None:
    view = show(column_chart())
    before, after = (
        ChartView(view.bar_buttons[0]._theme, view.window()),
        ChartView(view.bar_buttons[0]._theme, view.window()),
    )
    for other, place in ((before, 0), (after, 2)):
        other.show_chart(funnel_chart())
        view.window().layout().insertWidget(place, other)  # type: ignore[union-attr]
        other.show()
    QWidget.setTabOrder(before.bar_buttons[0], view.bar_buttons[0])
    QWidget.setTabOrder(view.bar_buttons[-1], after.bar_buttons[0])
    before.bar_buttons[0].setFocus()
    QTest.keyClick(before.bar_buttons[0], Qt.Key.Key_Tab)
    assert view.bar_buttons[0].hasFocus()
    QTest.keyClick(view.bar_buttons[0], Qt.Key.Key_Down)
    assert view.bar_buttons[2].hasFocus()
    QTest.keyClick(view.bar_buttons[2], Qt.Key.Key_Tab)
    assert after.bar_buttons[0].hasFocus()
    QTest.keyClick(after.bar_buttons[0], Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert view.bar_buttons[2].hasFocus()


@chart_of_each_kind
def test_arrows_reach_every_bar(make: Callable[[], Chart], show: Callable[[Chart], ChartView]) -> None:
    view = show(make())
    reached, waiting = set(), [view.bar_buttons[0]]
    while waiting:
        button = waiting.pop()
        if button in reached:
            continue
        reached.add(button)
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            button.setFocus()
            QTest.keyClick(button, key)
            waiting.append(next(other for other in view.bar_buttons if other.hasFocus()))
    assert reached == set(view.bar_buttons)


def test_home_and_end_go_to_the_first_and_the_last_bar(show: Callable[[Chart], ChartView]) -> None:
    view = show(time_chart())
    view.bar_buttons[2].setFocus()
    QTest.keyClick(view.bar_buttons[2], Qt.Key.Key_End)
    assert view.bar_buttons[-1].hasFocus()
    QTest.keyClick(view.bar_buttons[-1], Qt.Key.Key_Home)
    assert view.bar_buttons[0].hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_do_what_a_click_does(key: Qt.Key, show: Callable[[Chart], ChartView], qtbot: QtBot) -> None:
    view = show(funnel_chart())
    view.bar_buttons[1].setFocus()
    with qtbot.waitSignal(view.filter_requested) as asked:
        QTest.keyClick(view.bar_buttons[1], key)
    bar = view.bar_buttons[1].hit_area.bar
    assert asked.args == [bar.row_filter, bar.filter_name or bar.name]


def test_the_bar_with_the_focus_has_a_frame(show: Callable[[Chart], ChartView], theme: Theme) -> None:
    view = show(funnel_chart())
    button = view.bar_buttons[1]
    accent = theme.color("accent").name()
    assert pixels_of(button.grab().toImage(), QRectF(button.rect()), accent) == 0
    button.setFocus()
    button.setProperty("keyboardFocus", True)  # as after Tab
    assert pixels_of(button.grab().toImage(), QRectF(button.rect()), accent) > button.width()


def test_a_bar_with_the_focus_is_scrolled_into_view(qtbot: QtBot, theme: Theme) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    view = ChartView(theme)
    view.show_chart(column_chart())
    view.setFixedSize(500, 900)
    area.setWidget(view)
    area.resize(520, 120)
    with qtbot.waitExposed(area):
        area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    view.bar_buttons[0].setFocus()
    QTest.keyClick(view.bar_buttons[0], Qt.Key.Key_End)
    place = view.bar_buttons[-1].mapTo(area.viewport(), QPoint(0, 0))
    assert area.viewport().rect().contains(place)


def test_the_focus_stays_when_the_chart_changes(show: Callable[[Chart], ChartView]) -> None:
    view = show(ranking_chart(7))
    view.bar_buttons[3].setFocus()
    view.show_chart(ranking_chart(6))
    assert view.bar_buttons[3].hasFocus()
    view.show_chart(ranking_chart(2))
    assert len(view.bar_buttons) == 2
    assert [button.focusPolicy() for button in view.bar_buttons].count(Qt.FocusPolicy.StrongFocus) == 1


# Hearing and copying ------------------------------------------------------------------------------------------


@chart_of_each_kind
def test_a_screen_reader_gets_every_value(make: Callable[[], Chart], show: Callable[[Chart], ChartView]) -> None:
    chart = make()
    view = show(chart)
    heard = view.accessibleDescription()
    assert view.accessibleName() == full_title(chart)
    assert all(f"{each.name}: {each.text}" in heard for each in chart.bars)
    for button, each in zip(view.bar_buttons, chart.bars, strict=True):
        interface = QAccessible.queryAccessibleInterface(button)
        assert interface.role() == QAccessible.Role.Button
        assert interface.text(QAccessible.Text.Name) == each.accessible_text
        assert interface.text(QAccessible.Text.Description) == each.hint


@chart_of_each_kind
def test_every_bar_has_a_hint(make: Callable[[], Chart], show: Callable[[Chart], ChartView]) -> None:
    view = show(make())
    assert view.chart is not None
    assert view.chart.hint
    for button in view.bar_buttons:
        assert button.hit_area.bar.hint == button.accessibleDescription()
        assert button.hit_area.bar.hint
        assert button.hit_area.bar.accessible_text in button.toolTip()


def test_a_chart_is_copied_as_an_image_on_white(show: Callable[[Chart], ChartView], theme: Theme) -> None:
    theme.set_scheme_choice(SchemeChoice.DARK)
    view = show(ranking_chart())
    view.copy_image()
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.height()) == (2 * view.width(), 2 * view.height())
    assert image.pixelColor(3, 3) == QColor(Qt.GlobalColor.white)
    assert pixels_of(image, QRectF(image.rect()), print_style(theme).colors.bar) > 1000


def test_a_chart_is_copied_as_numbers(show: Callable[[Chart], ChartView]) -> None:
    chart = ranking_chart(3)
    view = show(chart)
    view.copy_numbers()
    assert QGuiApplication.clipboard().text().splitlines() == [
        "Flest tips: avsändare",
        "Namn 0: 100",
        "Namn 1: 99",
        "Namn 2: 98",
    ]


def test_the_text_of_a_chart_has_its_notes() -> None:
    assert "Leads: 5" in chart_text(column_chart())
    assert "Median 5 dagar" in chart_text(column_chart())
    assert "→ Intag: 19 % av alla" in chart_text(funnel_chart())


@pytest.mark.parametrize("scheme", [SchemeChoice.LIGHT, SchemeChoice.DARK])
def test_a_chart_painted_ahead_looks_the_same(
    scheme: SchemeChoice, show: Callable[[Chart], ChartView], theme: Theme
) -> None:
    theme.set_scheme_choice(scheme)
    view = show(time_chart())

    def levels() -> bytes:
        image = view.window().grab().toImage()
        return bytes(image.constBits())

    view.paint_ahead()
    ahead = levels()
    # Where it lies on the screen makes some levels of difference to a sloping line.
    assert max(abs(one - other) for one, other in zip(ahead, levels(), strict=True)) <= 16
    view.paint_ahead()
    view.show_chart(group_chart())
    assert max(abs(one - other) for one, other in zip(ahead, levels(), strict=True)) > 50


def test_a_chart_follows_the_scheme(show: Callable[[Chart], ChartView], theme: Theme, qtbot: QtBot) -> None:
    view = show(funnel_chart())
    for scheme in (SchemeChoice.DARK, SchemeChoice.LIGHT):
        theme.set_scheme_choice(scheme)
        image = view.grab().toImage()
        assert pixels_of(image, QRectF(image.rect()), theme.colors.bar) > 1000
        assert image.pixelColor(30, 4) == theme.color("surface")
