"""The texts of charts: none runs into another or over the card's edge, none is cut while there is room."""

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from tests.ui.charts.drawn_texts import DrawnText, drawn_texts
from tests.ui.charts.test_charts import CHARTS, bar, chart_of_each_kind, column_chart, group_chart, time_chart
from vitec_desktop.ui.charts.models import AxisLabel, FunnelStep, RankingRow, TimeChart
from vitec_desktop.ui.charts.painters import painter_for
from vitec_desktop.ui.charts.style import ChartStyle, print_style
from vitec_desktop.ui.theme.metrics import TextSize
from vitec_desktop.ui.theme.theme import Theme


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp)
    yield theme
    theme.deleteLater()


def style_of(theme: Theme, stretch: float) -> ChartStyle:
    """Return the style of print with letters that take `stretch` times the room."""
    plain = print_style(theme)

    def font_of(size: TextSize, strong: bool) -> QFont:
        font = QFont(plain.font(size, strong=strong))
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 * stretch)
        return font

    return ChartStyle(plain.colors, plain.factor, font_of)


def assert_apart(texts: list[DrawnText], width: float) -> None:
    for number, one in enumerate(texts):
        assert one.rect.left() >= 0, one
        assert one.rect.right() <= width, one
        for other in texts[:number]:
            assert not one.rect.intersects(other.rect), (one, other)


def twelve_months(first: str, last: str) -> TimeChart:
    """Return a year of months, of which the first and the last are cut."""
    names = ("nov", "dec", "jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov")
    axis = [AxisLabel(name, "2026" if name == "jan" else "") for name in names]
    axis[0] = AxisLabel("nov", f"2 {first} 30 {last}", short_line=f"2 {first} 30")
    axis[-1] = AxisLabel("nov", f"28 {first} 30 {last}", short_line=f"28 {first} 30")
    rows = tuple(replace(row, bars=tuple(bar(name, 9) for name in names)) for row in time_chart().rows)
    return replace(time_chart(), rows=rows, axis=tuple(axis))


@chart_of_each_kind
def test_no_line_runs_into_another_in_a_chart_as_low_as_it_can_be(make: object, theme: Theme) -> None:
    assert callable(make)
    style = print_style(theme)
    painter = painter_for(make(), style)
    assert painter.least_height() <= painter.minimum_height()
    for part in (0.0, 0.5, 1.0, 1.6):
        height = painter.least_height() + part * (painter.minimum_height() - painter.least_height())
        texts = drawn_texts(make(), style, 527, height)
        assert_apart(texts, 527)
        assert all(one.rect.bottom() <= height for one in texts)
        for place in painter.breaks(height):
            assert not [one for one in texts if one.rect.top() < place < one.rect.bottom()]


@chart_of_each_kind
@pytest.mark.parametrize("stretch", [1.0, 1.15])
@pytest.mark.parametrize("width", [430.0, 527.0, 1240.0])
def test_no_text_runs_into_another_or_over_the_edge(make: object, width: float, stretch: float, theme: Theme) -> None:
    assert callable(make)
    assert_apart(drawn_texts(make(), style_of(theme, stretch), width), width)


@pytest.mark.parametrize(("first", "last"), [("av", "dagar"), ("of", "days")])
@pytest.mark.parametrize("stretch", [1.0, 1.2])
@pytest.mark.parametrize("labels", [5, 6, 12])
def test_how_many_days_a_cut_month_has_stands_under_its_bar(
    labels: int, stretch: float, first: str, last: str, theme: Theme
) -> None:
    """The chart of 13 months is as wide as so many of the longest labels."""
    style = style_of(theme, stretch)
    width = labels * style.text_width("28 av 30 dagar", TextSize.AXIS)
    texts = drawn_texts(twelve_months(first, last), style, width)
    assert_apart(texts, width)
    shown = [one.text for one in texts]
    assert shown.count("2026") == 1
    assert any(text.startswith("2 ") for text in shown)
    assert any(text.startswith("28 ") for text in shown)


@pytest.mark.parametrize("stretch", [1.0, 1.25])
def test_the_headers_of_groups_stand_whole_where_they_fit_on_two_lines(stretch: float, theme: Theme) -> None:
    """The card is as wide as its numbers, names and the longer lines of its headers together, and the gaps."""
    headers = ("Kontor", "Leads", "Tips, mottagna", "skickade", "Obehandlade", "→ Intag")
    chart, style = replace(group_chart(), headers=headers), style_of(theme, stretch)
    longest = [max(header.replace("→ ", "→").split(), key=len) for header in headers]
    # The numbers of the columns with bars are at least 48 wide; those below "skickade" are narrower than it.
    needed = sum(max(style.text_width(f"{word} ", TextSize.CAPTION, strong=True), 76) for word in longest)
    for width in (needed + 40 + 5 * 12, needed + 200, needed + 600):
        texts = drawn_texts(chart, style, width)
        assert_apart(texts, width)
        assert not [one.text for one in texts if "…" in one.text]


@pytest.mark.parametrize("kind", ["columns", "top"])
def test_no_name_is_elided_while_the_bars_have_more_than_they_need(kind: str, theme: Theme) -> None:
    name = "Felaktig eller dubblett i listan"
    chart = CHARTS[kind]()
    if kind == "columns":
        first, *others = column_chart().groups
        chart = replace(column_chart(), groups=((replace(first[0], label=name), *first[1:]), *others))
    else:
        rows = chart.rows  # type: ignore[union-attr]
        chart = replace(chart, rows=(RankingRow(name, bar(name, 90), "12", "23 %"), *rows[1:]))
    style = print_style(theme)
    width = style.text_width(name, TextSize.CAPTION) + (250 if kind == "columns" else 310)
    assert name in [one.text for one in drawn_texts(chart, style, width)]


def test_bars_are_shorter_before_a_state_is_elided(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    name, style = "Felaktig eller dubblett", print_style(theme)
    first, *others = column_chart().groups
    chart = replace(column_chart(), groups=((replace(first[0], label=name), *first[1:]), *others))

    def narrowest() -> int:
        widths = range(round(style.text_width(name, TextSize.CAPTION)) + 60, 2000)
        return next(width for width in widths if name in [one.text for one in drawn_texts(chart, style, width)])

    width = narrowest()
    assert_apart(drawn_texts(chart, style, width), width)
    monkeypatch.setattr("vitec_desktop.ui.charts.column_painter._LEAST_BAR_ROOM", 24)
    assert width < narrowest()


def test_the_last_of_two_shares_leaves_where_both_do_not_fit(theme: Theme) -> None:
    style = print_style(theme)
    chart = CHARTS["funnel"]()
    steps = (FunnelStep("Bostad kopplad", bar("Bostad kopplad", 1520), "69 % av alla · 76 % av kopplade"),)
    chart = replace(chart, steps=steps)
    both = style.text_width("Bostad kopplad 1520 69 % av alla · 76 % av kopplade", TextSize.CAPTION)
    for width, is_whole in ((both + 80, True), (both, False)):
        texts = drawn_texts(chart, style, width)
        assert_apart(texts, width)
        assert ("69 % av alla · 76 % av kopplade" in [one.text for one in texts]) == is_whole


def test_a_footer_stands_on_two_lines_where_it_is_too_long_for_one(theme: Theme) -> None:
    style, footer = print_style(theme), "Median 39 dagar · äldsta 40 dagar"
    chart = column_chart(footer=footer)
    room = style.text_width(footer, TextSize.CAPTION)
    assert footer in [one.text for one in drawn_texts(chart, style, room + 50)]
    texts = drawn_texts(chart, style, room + 30)
    assert_apart(texts, room + 30)
    assert {"Median 39 dagar", "äldsta 40 dagar"} <= {one.text for one in texts}
