"""The overview without a window: its texts and bars, filters of clicked bars, layout, printed page."""

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import combinations
from math import ceil
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRectF, QSizeF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.report.statistics.factories import compute_statistics, rows_of, select_rows
from tests.ui.charts.drawn_texts import drawn_texts
from tests.ui.table.rows import column_number, make_row, make_rows, row_lists
from vitec_desktop.export.anonymise import can_name_contacts
from vitec_desktop.report.filters import ColumnFilter, DayFilter, NamedFilter, ValueFilter, combine_filters
from vitec_desktop.report.language import Language, load_language
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.periods import ComparisonPeriod
from vitec_desktop.report.report import Report, Row
from vitec_desktop.report.row_index import TableQuery, filter_rows
from vitec_desktop.report.search import build_search_texts, matching_rows
from vitec_desktop.report.statistics import BucketKind, bucket_kind, is_by_week
from vitec_desktop.ui.charts.drawing import draw_image
from vitec_desktop.ui.charts.models import Chart, GroupRow
from vitec_desktop.ui.charts.style import print_style, screen_style
from vitec_desktop.ui.common.jobs import JobRunner
from vitec_desktop.ui.common.settings import SettingsStore
from vitec_desktop.ui.overview.chart_builder import build_overview
from vitec_desktop.ui.overview.dashboard import Dashboard
from vitec_desktop.ui.overview.layout import CARDS, GAP, Fold, GridShape, compute_layout, shape_for_width
from vitec_desktop.ui.overview.overview_data import OverviewData, Tile
from vitec_desktop.ui.overview.page import OverviewPage
from vitec_desktop.ui.overview.print_controller import PrintController
from vitec_desktop.ui.overview.print_page import PrintPage, a4_page_layout
from vitec_desktop.ui.overview.statistics_job import StatisticsRequest, compute_overview_statistics
from vitec_desktop.ui.overview.texts import (
    OverviewCaptions,
    counted_rows_text,
    filter_note,
    filters_text,
    scope_caption,
)
from vitec_desktop.ui.overview.tile_button import TileButton, paint_tile, tile_heights
from vitec_desktop.ui.table.shown_report import ReportInfo, RowCount
from vitec_desktop.ui.theme.metrics import HeightRange, Spacing
from vitec_desktop.ui.theme.system import SchemeChoice
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.marks import MARK_SIZE
from vitec_desktop.ui.widgets.notice import Notice, NoticeLevel
from vitec_desktop.webservice.cancellation import CancellationToken, Cancelled
from vitec_desktop.webservice.errors import AccessRefused
from vitec_desktop.webservice.models import ActiveStatus, ListKind
from vitec_desktop.webservice.request import Customer, ReportScope
from vitec_desktop.webservice.result import FailedPart, RequestPart

SWEDISH = Language("sv")
SCOPE = ReportScope((Customer("M30011", "Norrby Solna"),), date(2025, 11, 1), date(2026, 11, 24))
FETCHED_AT = datetime(2026, 11, 24, 14, 5)
TIPS, INCOMING, OUTGOING = ListKind.TIPS, ListKind.INCOMING, ListKind.OUTGOING
Tables = Mapping[ListKind, Sequence[Row]]

STATE_KEYS = {TIPS: "tip.state", INCOMING: "lead.state"}


def request_for(
    tables: Tables,
    scope: ReportScope = SCOPE,
    before: Report | None = None,
    queries: Mapping[ListKind, TableQuery] | None = None,
    compared: ComparisonPeriod = ComparisonPeriod.NONE,
    language: Language = SWEDISH,
    failed_parts: tuple[FailedPart, ...] = (),
) -> StatisticsRequest:
    info = ReportInfo(scope, FETCHED_AT, failed_parts)
    return StatisticsRequest(tables, info, queries or {}, before, compared, language)


def overview_of(tables: Tables, language: Language = SWEDISH, **given: object) -> OverviewData:
    counted = compute_overview_statistics(request_for(tables, language=language, **given), CancellationToken())  # type: ignore[arg-type]
    return build_overview(counted, OverviewCaptions("aktiva, alla kontor", "", ("Hämtad i dag.",)), language)


def make_tables(count: int = 60) -> dict[ListKind, list[Row]]:
    return {kind: make_rows(kind, count, seed=place) for place, kind in enumerate(ListKind)}


def charts_of(overview: OverviewData) -> tuple[Chart, ...]:
    top = (overview.senders, overview.receivers)
    return (overview.time_chart, overview.states, overview.tips_funnel, overview.leads_funnel, overview.ages, *top)


def tile(overview: OverviewData, name: str) -> Tile:
    return next(tile for tile in overview.tiles if tile.object_name == name)


def tips(count: int, **values: object) -> list[Row]:
    """Return `count` tips, one a day back from the fetch, with values by key (a dot written as two underscores)."""
    by_key = {key.replace("__", "."): value for key, value in values.items()}
    return [make_row(TIPS, {"createdAt": FETCHED_AT - timedelta(days=n), **by_key}) for n in range(count)]  # type: ignore[dict-item]


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


# Texts and bars ----------------------------------------------------------------------------------------------


@given(st.data())
def test_a_bars_filter_selects_as_many_rows_as_it_counts(data: st.DataObject) -> None:
    tables = {kind: data.draw(row_lists(kind)) for kind in ListKind}
    overview = overview_of(tables)
    for bar in (bar for chart in charts_of(overview) for bar in chart.bars):
        if bar.row_filter is not None:
            assert len(select_rows(bar.row_filter, rows_of(bar.row_filter.kind, tables))) == bar.value, bar.name
    for row in overview.groups.all_rows:
        leads, received, sent, *of_both = (cell.bar for cell in row.cells)
        for bar in (leads, received, sent):
            count = len(select_rows(bar.row_filter, rows_of(bar.row_filter.kind, tables))) if bar.row_filter else 0
            assert count == bar.value, bar.name
        unhandled, won = of_both
        count = (
            len(select_rows(unhandled.row_filter, rows_of(unhandled.row_filter.kind, tables)))
            if unhandled.row_filter
            else 0
        )
        assert count == unhandled.value, unhandled.name
        if won.row_filter:  # leads and tips together are shown by no table
            assert len(select_rows(won.row_filter, rows_of(won.row_filter.kind, tables))) == won.value, won.name


@given(st.data())
def test_a_tiles_filter_selects_the_rows_it_counts(data: st.DataObject) -> None:
    tables = {kind: data.draw(row_lists(kind)) for kind in ListKind}
    overview = overview_of(tables)
    statistics = compute_statistics(tables, SCOPE, FETCHED_AT)
    behind = {
        "tileIncoming": statistics.incoming.count,
        "tileTips": statistics.tips.count,
        "tileOutgoing": statistics.outgoing.count,
        "tileUnhandled": statistics.unhandled.total.count,
        "tileTipsIntag": statistics.tips.outcome.won.count if statistics.tips.outcome else -1,
        "tileLeadsIntag": statistics.incoming.outcome.won.count if statistics.incoming.outcome else -1,
    }
    assert [each.object_name for each in overview.tiles] == [
        "tileIncoming", "tileTips", "tileOutgoing", "tileUnhandled", "tileTipsIntag", "tileLeadsIntag",
    ]  # fmt: skip
    for each in overview.tiles:
        assert each.row_filter is not None
        assert len(select_rows(each.row_filter, rows_of(each.row_filter.kind, tables))) == behind[each.object_name], (
            each.object_name
        )


def test_every_bar_and_tile_has_a_hint() -> None:
    overview = overview_of(make_tables())
    assert all(each.hint for each in overview.tiles)
    assert all(chart.hint and all(bar.hint for bar in chart.bars) for chart in charts_of(overview))


def test_months_share_one_axis_with_years_and_the_current_month_marked() -> None:
    chart = overview_of(make_tables()).time_chart
    assert chart.title == "Per månad"
    assert " ".join(mark.text for mark in chart.axis) == "nov dec jan feb mar apr maj jun jul aug sep okt nov"
    assert [mark.second_line for mark in chart.axis] == ["2025", "", "2026", *[""] * 9, "pågår"]
    assert [mark.is_strong for mark in chart.axis] == [False] * 12 + [True]
    assert [[bar.is_partial for bar in row.bars] for row in chart.rows] == [[False] * 12 + [True]] * 3
    assert [row.name for row in chart.rows] == ["Inkommande leads", "Tips", "Utgående leads"]


@pytest.mark.parametrize(
    ("first", "last", "title", "axis"),
    [
        (date(2026, 10, 5), date(2026, 10, 6), "Per dag", [("mån", "5 okt"), ("tis", "6 okt")]),
        (
            date(2026, 10, 1),
            date(2026, 10, 31),
            "Sju dagar i taget",
            [("1–7 okt", ""), ("8–14", ""), ("15–21", ""), ("22–28", ""), ("29–31 okt", "3 dagar")],
        ),
        (
            date(2026, 8, 15),
            date(2026, 10, 31),
            "Per månad",
            [("aug", "17 av 31 dagar"), ("sep", ""), ("okt", "")],
        ),
    ],
)
def test_a_period_is_charted_by_day_by_seven_days_or_by_month(
    first: date, last: date, title: str, axis: list[tuple[str, str]]
) -> None:
    chart = overview_of(make_tables(), scope=ReportScope(SCOPE.customers, first, last)).time_chart
    assert chart.title == title
    assert [(mark.text, mark.second_line) for mark in chart.axis] == axis
    partial = [bar.is_partial for bar in chart.rows[0].bars]
    assert partial == ["dagar" in second_line for _, second_line in axis]


def test_a_quarter_is_charted_by_the_same_months_in_window_and_workbook() -> None:
    scope = ReportScope(SCOPE.customers, date(2026, 7, 1), date(2026, 9, 30))
    assert bucket_kind(scope) is BucketKind.MONTH
    assert not is_by_week(scope)
    assert [mark.text for mark in overview_of(make_tables(), scope=scope).time_chart.axis] == ["jul", "aug", "sep"]


def test_the_outlines_are_the_days_of_the_period_before_at_the_same_place() -> None:
    """Of September and October: the first day against the first, and two days against the last three."""
    october = ReportScope(SCOPE.customers, date(2026, 10, 1), date(2026, 10, 31))
    now = [tip_on(date(2026, 10, 1)), tip_on(date(2026, 10, 31))]
    then = [tip_on(date(2026, 9, 7)), tip_on(date(2026, 9, 8)), tip_on(date(2026, 9, 30))]
    report = before({TIPS: then}, date(2026, 9, 1), date(2026, 9, 30))
    chart = overview_of({TIPS: now}, scope=october, before=report, compared=ComparisonPeriod.PREVIOUS_PERIOD).time_chart
    assert chart.earlier_period == "1–30 sep"
    bars = chart.rows[1].bars
    assert [bar.value for bar in bars] == [1, 0, 0, 0, 1]
    assert [bar.earlier and bar.earlier.value for bar in bars] == [1, 1, 0, 0, 1]
    assert bars[0].accessible_text == "Tips, 1–7 okt 2026: 1, mot 1"
    part = RequestPart("", SCOPE.customers[0], date(2026, 9, 1), date(2026, 9, 7))
    report = replace(report, failed_parts=(FailedPart(part, AccessRefused("M30011")),))
    incomplete = overview_of({TIPS: now}, scope=october, before=report, compared=ComparisonPeriod.PREVIOUS_PERIOD)
    assert incomplete.time_chart.earlier_period == ""
    assert not any(bar.earlier for chart in charts_of(incomplete) for bar in chart.bars)


@pytest.mark.parametrize(
    ("first", "last", "first_before", "last_before"),
    [
        (date(2026, 1, 1), date(2026, 11, 24), date(2025, 2, 7), date(2025, 12, 31)),  # months of other days
        (date(2026, 11, 23), date(2026, 11, 28), date(2026, 11, 17), date(2026, 11, 22)),  # Monday beside Tuesday
    ],
)
def test_no_outline_stands_beside_a_bar_of_other_days(
    first: date, last: date, first_before: date, last_before: date
) -> None:
    shown, compared = ReportScope(SCOPE.customers, first, last), ComparisonPeriod.PREVIOUS_PERIOD
    report = before({TIPS: [tip_on(first_before)]}, first_before, last_before)
    chart = overview_of({TIPS: [tip_on(first)]}, scope=shown, before=report, compared=compared).time_chart
    assert chart.earlier_period == ""
    assert not any(bar.earlier for row in chart.rows for bar in row.bars)


def test_without_a_comparison_there_are_no_outlines() -> None:
    overview = overview_of(make_tables())
    assert overview.time_chart.earlier_period == overview.groups.title_note == ""
    assert not any(bar.earlier for chart in charts_of(overview) for bar in chart.bars)


# Offices and receivers ---------------------------------------------------------------------------------------


def tip_on(day: date, to: str = "Norrby Solna", **values: object) -> Row:
    by_key = {key.replace("__", "."): value for key, value in values.items()}
    moment = datetime(day.year, day.month, day.day, 12)
    company = {"receiver.company.name": to, "sender.company.name": "Norrby Vasastan"}
    return make_row(TIPS, {"createdAt": moment, "tip.state": "Done", **company, **by_key})  # type: ignore[dict-item]


def cells(row: GroupRow) -> list[str]:
    return [" ".join(filter(None, (cell.bar.text, cell.change, cell.note))) for cell in row.cells]


def test_offices_stand_side_by_side_with_their_changes_and_a_sum() -> None:
    scope = ReportScope((Customer("M1"), Customer("M2")), date(2026, 10, 1), date(2026, 10, 31))
    now = [
        *[tip_on(date(2026, 10, 5)) for _ in range(3)],
        tip_on(date(2026, 10, 5), to="Norrby Vasastan", tip__state="New", estate__estateStatus="ForSale"),
    ]
    report = before({TIPS: [tip_on(date(2026, 9, 5), to="Norrby Täby")]}, date(2026, 9, 1), date(2026, 9, 30))
    chart = overview_of({TIPS: now}, scope=scope, before=report, compared=ComparisonPeriod.PREVIOUS_PERIOD).groups
    assert (chart.title, chart.title_note) == ("Per kontor", "mot 1–30 sep")
    assert {row.label: cells(row) for row in chart.all_rows} == {
        "Solna": ["0 ±0", "3 +3", "0", "0", "0 0 + 0"],
        "Vasastan": ["0 ±0", "1 +1", "4", "1 äldsta 50 d", "1 0 + 1"],
        # The office with rows before only is listed, so that the changes add up to that of the sum and of the tile.
        "Täby": ["0 ±0", "0 −1", "0", "0", "0 0 + 0"],
        # Two were asked for; rows of theirs came from or went to another one.
        "2 kontor, 1 andra": ["0 ±0", "4 +3", "4", "1", "1"],
    }
    assert [cell.bar.row_filter for row in chart.rows if row.label == "Täby" for cell in row.cells] == [None] * 5


def test_an_office_that_is_missing_has_dashes_and_one_without_some_days_is_not_compared() -> None:
    customers = Customer("M1", "Norrby Solna"), Customer("M2", "Norrby Vasastan"), Customer("M3", "Norrby Täby")
    scope = ReportScope(customers, date(2026, 10, 1), date(2026, 10, 31))
    failed = (
        FailedPart(RequestPart("", customers[2], scope.first_day, scope.last_day), AccessRefused("M3")),
        FailedPart(RequestPart("", customers[1], date(2026, 10, 20), scope.last_day), AccessRefused("M2")),
    )
    now = [tip_on(date(2026, 10, 5)), tip_on(date(2026, 10, 5), to="Norrby Vasastan")]
    report = before({TIPS: now[:1]}, date(2026, 9, 1), date(2026, 9, 30))
    overview = overview_of(
        {TIPS: now}, scope=scope, before=report, compared=ComparisonPeriod.PREVIOUS_PERIOD, failed_parts=failed
    )
    chart = overview.groups
    assert {(row.label, row.warning): cells(row) for row in chart.all_rows} == {
        ("Solna", ""): ["0 ±0", "1 ±0", "0", "0", "0 0 + 0"],
        ("Vasastan", "dagar saknas"): ["0 –", "1 –", "2", "0", "0 0 + 0"],
        ("Täby", "saknas"): ["–", "–", "–", "–", "–"],
        ("2 av 3 kontor", ""): ["0 –", "2 –", "2", "0", "0"],
    }
    assert set(chart.notes) == {"Vasastan: dagar saknas", "Täby: saknas"}
    assert tile(overview, "tileTips").full_text == "– mot 1"
    assert "Antal jämförs inte" in tile(overview, "tileTips").hint


def test_nothing_is_compared_with_a_period_of_which_days_are_missing() -> None:
    report = before({TIPS: tips(10, estate__estateStatus="Sold")})
    part = RequestPart("", SCOPE.customers[0], report.scope.first_day, report.scope.first_day)
    report = replace(report, failed_parts=(FailedPart(part, AccessRefused("M30011")),))
    now = tips(20, estate__estateStatus="Sold")
    overview = overview_of({TIPS: now}, before=report, compared=ComparisonPeriod.PREVIOUS_PERIOD)
    assert tile(overview, "tileTips").full_text == "–"
    assert tile(overview, "tileTipsIntag").optional_text == ""


def test_of_more_than_five_offices_four_are_named() -> None:
    scope = ReportScope((Customer("M1"), Customer("M2")), date(2026, 10, 1), date(2026, 10, 31))
    names = "ABCDEFGH"
    rows = [tip_on(date(2026, 10, 5), to=f"Kontor {name}", tip__state="New") for name in names for _ in range(3)]
    extra = [tip_on(date(2026, 10, 5), to=f"Kontor {name}", tip__state="New") for name in "HG"]
    chart = overview_of({TIPS: [*rows, *extra]}, scope=scope).groups
    labels = [row.label for row in chart.all_rows]
    assert labels[:2] == ["G", "H"] or set(labels[:2]) == {"Kontor G", "Kontor H"}
    assert labels[4].endswith(" andra")
    assert len(chart.rows) == 5


def test_of_one_office_the_receivers_are_compared() -> None:
    rows = [tip_on(date(2026, 10, 5), receiver__name=name) for name in ("Åsa", "Anna", "Anna")]
    chart = overview_of({TIPS: rows}, scope=ReportScope(SCOPE.customers, date(2026, 10, 1), date(2026, 10, 31))).groups
    assert chart.title == "Per mottagare"
    received = {row.label: row.cells[1].bar.text for row in chart.rows}
    assert (received["Anna"], received["Åsa"]) == ("2", "1")


def test_the_title_of_a_long_period_says_that_only_the_latest_months_are_shown() -> None:
    scope = ReportScope(SCOPE.customers, date(2023, 1, 1), date(2026, 11, 24))
    chart = overview_of(make_tables(), scope=scope).time_chart
    assert chart.title == "Per månad, de 13 senaste"
    assert len(chart.axis) == 13


def test_states_are_in_report_order_with_unknown_and_missing_ones_last() -> None:
    tables = {
        INCOMING: [make_row(INCOMING, {"lead.state": state}) for state in ("New", "Done", "Somersault", None)],
        TIPS: [make_row(TIPS, {"tip.state": state}) for state in ("Done", "Done", "Handstand")],
    }
    chart = overview_of(tables).states
    assert [len(group) for group in chart.groups] == [2, 4, 1, 5, 3]
    by_label = {row.label: tuple(bar.value for bar in row.bars) for row in chart.rows}
    assert by_label["Ny"] == (1, 0)
    assert by_label["Plockad"] == (0, 0)
    assert by_label["Klar"] == (1, 2)
    assert [row.label for row in chart.rows[-3:]] == ["Somersault", "Handstand", "Utan status"]
    assert [tuple(bar.value for bar in row.bars) for row in chart.rows[-3:]] == [(1, 0), (0, 1), (1, 0)]
    assert {bar.role for row in chart.groups[0] for bar in row.bars} == {"unhandled"}


def test_tips_and_leads_have_separate_funnels() -> None:
    tables = {
        TIPS: tips(20, estate__id="B1", estate__estateStatus="Sold"),
        INCOMING: [make_row(INCOMING, {"estate.id": "B1"}) for _ in range(10)],
    }
    overview = overview_of(tables)
    assert [step.bar.value for step in overview.tips_funnel.steps] == [20, 20, 20, 20]
    assert [step.bar.value for step in overview.leads_funnel.steps] == [10, 10, 0, 0]
    assert [step.share_text for step in overview.tips_funnel.steps][2:] == [
        "100\u00a0% av alla · 100\u00a0% av kopplade"
    ] * 2


def test_too_few_rows_have_no_share() -> None:
    overview = overview_of({TIPS: tips(4, estate__id="B1", estate__estateStatus="Sold")})
    intag = tile(overview, "tileTipsIntag")
    assert (intag.value, intag.text) == ("–", "4 av 4")
    assert overview.tips_funnel.steps[0].share_text == "För få rader för en andel."
    assert overview.tips_funnel.steps[2].share_text == "– av alla · – av kopplade"
    assert overview.senders.rows == ()
    assert tile(overview_of({TIPS: tips(5)}), "tileTipsIntag").value == "0\u00a0%"


def test_ages_show_median_and_oldest_or_that_nothing_is_unhandled() -> None:
    tables = {TIPS: [*tips(3, tip__state="New"), make_row(TIPS, {"tip.state": "New"})]}
    chart = overview_of(tables).ages
    assert [tuple(bar.value for bar in row.bars) for row in chart.rows] == [(0, 2), (0, 1), (0, 0), (0, 0)]
    assert chart.footer == "Median 1 dag · äldsta 2 dagar · 1 utan datum"
    assert overview_of({TIPS: tips(3, tip__state="Done")}).ages.footer == "Allt är omhändertaget."


def test_the_rankings_count_tips_by_sender_and_by_receiver() -> None:
    rows = [
        *tips(3, sender__name="Anna", receiver__name="Bo", estate__estateStatus="ForSale"),
        *tips(5, sender__name="Åke", receiver__name="Bo"),
        *tips(1),
    ]
    overview = overview_of({TIPS: rows})
    assert [(row.label, row.bar.text, row.won, row.share) for row in overview.senders.rows] == [
        ("Åke", "5", "0", "0\u00a0%"), ("Anna", "3", "3", "–"),
    ]  # fmt: skip
    assert [(row.label, row.bar.text, row.won, row.share) for row in overview.receivers.rows] == [
        ("Bo", "8", "3", "38\u00a0%")
    ]


def test_without_comparison_a_tile_shows_a_second_count() -> None:
    overview = overview_of({TIPS: tips(8, estate__id="B1"), OUTGOING: [make_row(OUTGOING, {"receiver.name": "Bo"})]})
    assert tile(overview, "tileTips").full_text == "8 med bostad kopplad"
    assert tile(overview, "tileOutgoing").full_text.startswith("till ")


def before(tables: Tables, first_day: date = date(2024, 10, 8), last_day: date = date(2025, 10, 31)) -> Report:
    whole = {kind: tuple(tables.get(kind, ())) for kind in ListKind}
    return Report(ReportScope(SCOPE.customers, first_day, last_day), whole, FETCHED_AT)


@pytest.mark.parametrize(
    ("now", "then", "line"),
    [
        (20, 10, "↑ +10 (+100\u00a0%) mot 10"),
        (9, 10, "↓ −1 (−10\u00a0%) mot 10"),
        (10, 10, "oförändrat mot 10"),
        (3, 1, "↑ +2 mot 1"),
    ],
)
def test_a_tile_shows_its_change(now: int, then: int, line: str) -> None:
    overview = overview_of(
        {TIPS: tips(now)}, before=before({TIPS: tips(then)}), compared=ComparisonPeriod.PREVIOUS_PERIOD
    )
    assert tile(overview, "tileTips").full_text == line
    assert "Förra perioden: " in tile(overview, "tileTips").hint


@pytest.mark.parametrize(
    ("first", "last", "word"),
    [
        (date(2026, 9, 1), date(2026, 9, 30), "sep 0\u00a0%"),
        (date(2025, 10, 1), date(2025, 10, 31), "okt 2025 0\u00a0%"),
        (date(2026, 9, 2), date(2026, 9, 8), "2–8 sep 0\u00a0%"),
    ],
)
def test_a_share_of_another_month_has_its_name(first: date, last: date, word: str) -> None:
    now, then = tips(10, estate__estateStatus="Sold"), tips(10)
    overview = overview_of(
        {TIPS: now},
        scope=ReportScope(SCOPE.customers, date(2026, 10, 1), date(2026, 10, 31)),
        before=before({TIPS: then}, first, last),
        compared=ComparisonPeriod.PREVIOUS_PERIOD,
    )
    assert tile(overview, "tileTipsIntag").optional_text == word


def test_a_tile_shows_the_share_of_another_long_period() -> None:
    now, then = tips(10, estate__estateStatus="Sold"), tips(10)
    for compared, word in (
        (ComparisonPeriod.PREVIOUS_PERIOD, "förra 0\u00a0%"),
        (ComparisonPeriod.LAST_YEAR, "i fjol 0\u00a0%"),
    ):
        overview = overview_of({TIPS: now}, before=before({TIPS: then}), compared=compared)
        assert tile(overview, "tileTipsIntag").optional_text == word


def test_the_other_period_is_filtered_like_the_tables() -> None:
    """Value filters apply unchanged; date filters are shifted to its days."""
    state = column_number(TIPS, "tip.state")
    days = DayFilter(date(2026, 11, 20), date(2026, 11, 24))
    filters: dict[int, ColumnFilter] = {state: ValueFilter(frozenset({"New"})), 0: days}
    shift = date(2024, 10, 8) - SCOPE.first_day
    old = [
        make_row(TIPS, {"createdAt": FETCHED_AT + shift - timedelta(days=n), "tip.state": value})
        for n in range(10)
        for value in ("New", "Done")
    ]
    shown = tips(10, tip__state="New")[:5]
    overview = overview_of(
        {TIPS: shown},
        before=before({TIPS: old}),
        queries={TIPS: TableQuery(filters=filters)},
        compared=ComparisonPeriod.PREVIOUS_PERIOD,
    )
    assert tile(overview, "tileTips").full_text == "oförändrat mot 5"


@given(st.data(), st.sampled_from(("solna", "vill sälja", "")))
def test_filter_rows_selects_what_the_table_shows(data: st.DataObject, query: str) -> None:
    rows = data.draw(row_lists(TIPS))
    state = column_number(TIPS, "tip.state")
    searched = tuple(range(10))
    table_query = TableQuery((), query, searched, {state: ValueFilter(frozenset({"New", None}))})
    left = [row for row in rows if row[state] in ("New", None)]
    texts = build_search_texts(left, COLUMNS[TIPS], searched, SWEDISH)
    assert list(filter_rows(rows, COLUMNS[TIPS], table_query, SWEDISH)) == [
        left[place] for place in matching_rows(texts, query)
    ]


def test_computing_statistics_can_be_cancelled() -> None:
    cancellation = CancellationToken()
    cancellation.cancel()
    with pytest.raises(Cancelled):
        compute_overview_statistics(request_for(make_tables()), cancellation)


def test_the_overview_can_be_english() -> None:
    english = load_language("en")
    overview = overview_of({TIPS: tips(10, estate__estateStatus="Sold")}, english)
    assert tile(overview, "tileTipsIntag").value == "100%"


# Filters on a click -------------------------------------------------------------------------------------------


def filters_for(kind: ListKind) -> st.SearchStrategy[dict[int, ColumnFilter]]:
    state = column_number(kind, STATE_KEYS[kind])
    states = st.frozensets(st.sampled_from(("New", "Claimed", "Done", None)))
    days = st.dates(date(2026, 10, 27), date(2026, 10, 31))
    return st.fixed_dictionaries(
        {},
        optional={
            state: st.builds(ValueFilter, states, st.booleans()),
            0: st.builds(lambda first, more: DayFilter(first, first + timedelta(more)), days, st.integers(0, 3)),
        },
    )


def passes(row: Row, filters: Mapping[int, ColumnFilter]) -> bool:
    return all(condition.matches(row[column]) for column, condition in filters.items())


@given(st.data(), st.sampled_from((TIPS, INCOMING)))
def test_a_clicked_filter_is_added_to_the_tables_filters(data: st.DataObject, kind: ListKind) -> None:
    """The table shows exactly those rows shown before that the bar counted."""
    rows = data.draw(row_lists(kind))
    filters = data.draw(filters_for(kind))
    shown = [row for row in rows if passes(row, filters)]
    overview = overview_of({kind: rows}, queries={kind: TableQuery(filters=filters)})
    for bar in (bar for chart in charts_of(overview) for bar in chart.bars):
        if bar.is_clickable and bar.row_filter is not None and bar.row_filter.kind is kind:
            named = NamedFilter.from_row_filter(bar.row_filter, bar.name)
            expected = select_rows(bar.row_filter, shown)
            query = TableQuery(filters=filters, named_filter=named)
            assert filter_rows(rows, COLUMNS[kind], query, SWEDISH) == expected, bar.name
            combined = combine_filters(filters, named.filters, COLUMNS[kind])
            assert [row for row in rows if passes(row, combined)] == expected, bar.name


def test_two_filters_of_one_column_are_combined() -> None:
    def combined(one: ColumnFilter, other: ColumnFilter) -> ColumnFilter:
        return combine_filters({number: one}, {number: other}, COLUMNS[TIPS])[number]

    number = column_number(TIPS, "tip.state")
    clicked = ValueFilter(frozenset({"New", "Claimed"}))
    assert combined(ValueFilter(frozenset({"New", "Done"})), clicked) == ValueFilter(frozenset({"New"}))
    excluding = ValueFilter(frozenset({"New"}), is_excluding=True)
    assert combined(excluding, clicked) == ValueFilter(frozenset({"Claimed"}))
    has_state = ValueFilter(frozenset({None}), is_excluding=True)
    assert combined(excluding, has_state) == ValueFilter(frozenset({"New", None}), is_excluding=True)
    number = 0
    october = DayFilter(date(2026, 10, 1), date(2026, 10, 31))
    known = DayFilter(date(2026, 10, 20), date(2026, 11, 5))
    assert combined(known, october) == DayFilter(date(2026, 10, 20), date(2026, 10, 31))


# Words around -------------------------------------------------------------------------------------------------


def test_the_caption_shows_status_and_offices(qapp: QApplication) -> None:
    two = (Customer("M1", "Solna"), Customer("M2", "Vasastan"))
    scope = ReportScope(two, SCOPE.first_day, SCOPE.last_day, ActiveStatus.ACTIVE_AND_REMOVED)
    assert scope_caption(scope, True, SWEDISH) == "aktiva och borttagna, alla kontor"
    assert scope_caption(SCOPE, True, SWEDISH) == "aktiva, Norrby Solna"
    whole, half = (
        FailedPart(RequestPart("", two[1], first, SCOPE.last_day), AccessRefused("M2"))
        for first in (SCOPE.first_day, SCOPE.last_day)
    )
    assert scope_caption(scope, True, SWEDISH, (whole,)) == "aktiva och borttagna, 1 av 2 kontor"
    assert scope_caption(scope, True, SWEDISH, (half,)) == "aktiva och borttagna, alla kontor"


def test_the_filter_note_names_the_lists_with_hidden_rows() -> None:
    counts = (RowCount(INCOMING, 210, 210), RowCount(TIPS, 24, 1067), RowCount(OUTGOING, 0, 3))
    expected = "Filtrerat: 24 av 1\u00a0067 tips, 0 av 3 utgående leads"
    assert filter_note(counts, SWEDISH) == expected
    assert filter_note(counts[:1], SWEDISH) == ""


def test_the_notice_counts_leads_and_tips_and_outgoing_leads_where_they_are_filtered() -> None:
    all_incoming, some_tips = RowCount(INCOMING, 210, 210), RowCount(TIPS, 24, 1067)
    all_outgoing, some_outgoing = RowCount(OUTGOING, 45, 45), RowCount(OUTGOING, 3, 45)

    def numbers(*counts: RowCount) -> str:
        return counted_rows_text(counts, SWEDISH).removeprefix("Översikten räknar på det som visas: ")

    assert numbers(all_incoming, some_tips, all_outgoing) == "234 av 1\u00a0277 leads och tips."
    assert numbers(all_incoming, some_outgoing) == "3 av 45 utgående leads."
    both = "234 av 1\u00a0277 leads och tips, 3 av 45 utgående leads."
    assert numbers(all_incoming, some_tips, some_outgoing) == both
    assert numbers(all_incoming, all_outgoing) == "210 av 210 leads och tips."


def test_the_notice_names_a_filter_of_several_lists_once() -> None:
    conditions = {INCOMING: ("Status Ny",), OUTGOING: (), TIPS: ("Status Ny", "sökningen ”anna”")}
    expected = "Filter: Status Ny (inkommande leads, tips), sökningen ”anna” (tips)."
    assert filters_text(conditions, SWEDISH) == expected


# Layout -------------------------------------------------------------------------------------------------------


@given(st.integers(600, 3000), st.integers(0, 2000), st.sampled_from(GridShape), st.data())
def test_tiles_and_cards_fill_the_width_and_never_overlap(
    width: int, height: int, shape: GridShape, data: st.DataObject
) -> None:
    least = {name: float(data.draw(st.integers(100, 500))) for name in CARDS}
    tile, heights = HeightRange(84, 103), {name: HeightRange(0.9 * high, high) for name, high in least.items()}
    found = compute_layout(width, height, tile, 6, heights, shape)
    rects = [*found.tiles, *found.cards.values()]
    assert all(not one.intersects(other) for one, other in combinations(rects, 2))
    assert all(rect.left() >= 0 and rect.right() <= width + 0.01 for rect in rects)
    assert max(rect.right() for rect in rects) == pytest.approx(width)
    assert all(found.cards[name].height() >= least[name] - 0.01 for name in CARDS)
    assert found.height == pytest.approx(max(rect.bottom() for rect in rects))
    if shape is GridShape.WIDE and found.height > height + 1:
        assert compute_layout(width, 0, tile, 6, heights, shape).height == pytest.approx(found.height)


@given(st.integers(200, 2000), st.sampled_from(GridShape), st.data())
def test_above_the_fold_everything_is_lower_rather_than_cut(fold: int, shape: GridShape, data: st.DataObject) -> None:
    """What fits when it is low fits; nothing is ever lower than it can be."""
    usual = {name: float(data.draw(st.integers(100, 500))) for name in CARDS}
    tile, heights = HeightRange(84, 103), {name: HeightRange(0.8 * high, high) for name, high in usual.items()}
    lowest = {name: HeightRange(one.least, one.least) for name, one in heights.items()}
    least = compute_layout(1400, 0, HeightRange(84, 84), 6, lowest, shape).height
    found = compute_layout(1400, 0, tile, 6, heights, shape, Fold(fold, 37, dict.fromkeys(CARDS, lambda _: ())))
    assert (found.height <= fold) == (least + GAP <= fold) or found.height <= fold
    assert all(rect.height() >= 84 - 0.01 for rect in found.tiles)
    assert all(found.cards[name].height() >= heights[name].least - 0.01 for name in CARDS)


@pytest.mark.parametrize("missing", [0, 5, 12, 30, 60, 88])
def test_what_nearly_fits_is_low_rather_than_below_the_fold(missing: int) -> None:
    """A notice above the tiles hides a part of the last cards: it does not push all but their titles out of sight."""
    tile, heights = HeightRange(84, 103), dict.fromkeys(CARDS, HeightRange(200, 250))
    least = 84 + 2 * (GAP + 200)
    fold = Fold(least - missing, 37, dict.fromkeys(CARDS, lambda _: ()))
    assert compute_layout(1400, 0, tile, 6, heights, GridShape.WIDE, fold).height == least


def test_what_fits_without_a_margin_below_it_needs_no_scroll_bar(theme: Theme, qtbot: QtBot) -> None:
    page = OverviewPage(theme)
    qtbot.addWidget(page)
    page.show_overview(overview_of(make_tables()))
    page.resize(1440, 900)
    with qtbot.waitExposed(page):
        page.show()
    area, board = page.findChild(QScrollArea), page.dashboard
    assert isinstance(area, QScrollArea)
    assert board is not None
    cards = {name: HeightRange(card.heights().least, card.heights().least) for name, card in board.cards.items()}
    tile = tile_heights(screen_style(theme)).least
    least = compute_layout(1400, 0, HeightRange(tile, tile), 6, cards, GridShape.WIDE).height
    around = page.height() - area.viewport().height() + board.mapTo(area.viewport(), QPoint()).y()
    for margin in (Spacing.MEDIUM, 5, 0):
        page.resize(1440, ceil(least) + around + margin)
        QApplication.processEvents()
        assert not area.verticalScrollBar().isVisible()
        assert board.height() == pytest.approx(least, abs=1)
    page.resize(1440, ceil(least) + around - Spacing.MEDIUM)
    QApplication.processEvents()
    assert board.height() == pytest.approx(least, abs=1)
    assert area.verticalScrollBar().maximum() == pytest.approx(2 * Spacing.MEDIUM, abs=1), "with a margin at its end"


SIZES = [(1440, 900), (1440, 860), (1366, 690), (1280, 720), (1920, 1080), (1024, 640)]
STRIPS = {"no strip": 0, "a strip": 72}


def open_page(theme: Theme, qtbot: QtBot, size: tuple[int, int], strip: int) -> OverviewPage:
    """Show the page; `size` is the whole window's, and the strip is what stands above the tiles."""
    page = OverviewPage(theme)
    qtbot.addWidget(page)
    page.show_overview(overview_of(make_tables()))
    if strip:
        above = QWidget(page.notice_area)
        above.setFixedHeight((strip if size[0] >= 1280 else 2 * strip) - Spacing.MEDIUM)
        page.notice_area.add(above)
    page.resize(size[0], size[1] - 158)  # without menu, command bar, tabs and status bar
    with qtbot.waitExposed(page):
        page.show()
    QApplication.processEvents()
    return page


@pytest.mark.parametrize("strip", STRIPS.values(), ids=STRIPS)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_window_ends_in_no_line_of_text(size: tuple[int, int], strip: int, theme: Theme, qtbot: QtBot) -> None:
    """At the top of the page."""
    page = open_page(theme, qtbot, size, strip)
    area, board = page.findChild(QScrollArea), page.dashboard
    assert isinstance(area, QScrollArea)
    assert board is not None
    fold = area.viewport().height() - board.mapTo(area.viewport(), QPoint()).y()
    for card in board.cards.values():
        assert card.chart is not None
        texts = drawn_texts(card.chart, screen_style(theme), card.width(), card.height())
        cut = [one.text for one in texts if card.y() + one.rect.top() < fold < card.y() + one.rect.bottom()]
        assert not cut, (card.objectName(), card.y(), fold)


@pytest.mark.parametrize("strip", STRIPS.values(), ids=STRIPS)
def test_all_cards_are_seen_without_scrolling(strip: int, theme: Theme, qtbot: QtBot) -> None:
    area = open_page(theme, qtbot, (1440, 860), strip).findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    assert area.verticalScrollBar().maximum() == 0


def test_offices_have_more_of_the_row_in_a_narrow_window() -> None:
    heights = dict.fromkeys(CARDS, HeightRange(200, 250))
    for width, shares in ((1400, (36, 37, 27)), (1220, (33, 40, 27))):
        cards = compute_layout(width, 800, HeightRange(84, 103), 6, heights, GridShape.WIDE).cards
        room = width - 2 * GAP
        found = [100 * cards[name].width() / room for name in ("time", "groups", "states")]
        assert found == pytest.approx(list(shares))


def test_the_link_of_a_tile_takes_no_room_from_its_title(theme: Theme, qtbot: QtBot) -> None:
    tile = next(one for one in overview_of(make_tables()).tiles if one.link)
    holder = QWidget()
    qtbot.addWidget(holder)
    button = TileButton(theme, tile, holder)
    holder.show()
    metrics = QFontMetricsF(theme.font())
    title = MARK_SIZE + 6 + metrics.horizontalAdvance(tile.title)
    for width in (title + 40, title + 33 + button.link.width()):
        button.resize(round(width), 103)
        is_beside = button.link.y() < 30
        title_end = 16 + title
        assert is_beside == (title_end <= button.link.x() + 1)
        assert button.rect().contains(button.link.geometry())


def test_narrow_windows_and_large_text_have_fewer_cards_per_row() -> None:
    assert shape_for_width(1440, 1.0) is GridShape.WIDE
    assert shape_for_width(1024, 1.0) is GridShape.MEDIUM
    assert shape_for_width(1440, 1.5) is GridShape.MEDIUM
    assert shape_for_width(1024, 2.0) is GridShape.NARROW


@pytest.mark.parametrize("points", [9.75, 15.0, 27.0])
@pytest.mark.parametrize("width", [1024, 1440, 2560])
def test_every_text_is_inside_its_card(width: int, points: float, qapp: QApplication, qtbot: QtBot) -> None:
    font = QFont("Inter")
    font.setPointSizeF(points)
    theme = Theme(qapp, SchemeChoice.LIGHT, system_font=font)
    page = OverviewPage(theme)
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show_overview(overview_of(make_tables()))
    with qtbot.waitExposed(page):
        page.show()
    assert page.dashboard is not None
    for card in page.dashboard.cards.values():
        assert card.height() >= int(card.heights().least)
        assert card.geometry().bottom() <= page.dashboard.height()
    QApplication.processEvents()
    area = page.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    content = area.widget()
    assert content is not None
    is_cut = content.width() > area.viewport().width()
    assert area.horizontalScrollBar().isVisible() is is_cut
    assert not is_cut or points > 20
    theme.deleteLater()


# On paper -----------------------------------------------------------------------------------------------------


@pytest.fixture
def printed_page(theme: Theme) -> PrintPage:
    return PrintPage(theme, overview_of(make_tables()), with_receivers=False)


def test_the_pdf_is_one_a4_page_of_vector_graphics(printed_page: PrintPage, tmp_path: Path) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert printed_page.write_pdf(buffer, "Översikt")
    pdf = bytes(buffer.data().data())
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    box = re.search(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", pdf)
    assert box is not None
    assert [round(float(side)) for side in box.groups()] == [842, 595]
    assert b"/FontFile" in pdf
    assert not re.search(rb"/Subtype\s*/Image", pdf)


def pdf_text(pdf: bytes) -> str:
    """Return all texts of a PDF by Qt, whose compressed page names each character by its place in a font's table."""
    fonts = {}
    for name, number in set(re.findall(rb"/(F\d+) (\d+) 0 R", pdf)):
        font = re.search(rb"\n%b 0 obj.*?/ToUnicode (\d+) 0 R" % number, pdf, re.DOTALL)
        assert font is not None
        table = re.search(rb"\n%b 0 obj.*?<0001> <\w+> \[(.*?)\]" % font[1], pdf, re.DOTALL)
        assert table is not None
        fonts[name] = ["", *(chr(int(code, 16)) for code in re.findall(rb"<(\w+)>", table[1]))]
    page = next(
        content
        for stream in re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL)
        if stream.startswith(b"x") and b" Tj" in (content := zlib.decompress(stream))
    )
    texts, font_name = [], b""
    for chosen, shown in re.findall(rb"/(F\d+) [\d.]+ Tf|<(\w+)> Tj", page):
        font_name = chosen or font_name
        codes = [int(shown[start : start + 4], 16) for start in range(0, len(shown), 4)]
        texts += [fonts[font_name][code] for code in codes]
    return "".join(texts)


def test_neither_the_pdf_nor_the_picture_names_a_contact(theme: Theme) -> None:
    """Of a row's people they have the colleagues of the top list only."""

    def renamed(kind: ListKind, row: Row) -> Row:
        """Return the row with another text wherever it can name a contact."""
        columns = zip(COLUMNS[kind], row, strict=True)
        return tuple("Petronella 070-1" if can_name_contacts(one) and value else value for one, value in columns)

    tables = make_tables()
    others = {kind: [renamed(kind, row) for row in rows] for kind, rows in tables.items()}
    assert sum(row.count("Petronella 070-1") for row in others[TIPS]) > 100
    pages = [PrintPage(theme, overview_of(rows), with_receivers=False) for rows in (tables, others)]
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert pages[1].write_pdf(buffer, "Översikt")
    text = pdf_text(bytes(buffer.data().data()))
    assert "AnnaBergström" in re.sub(r"\s", "", text)
    assert "Petronella" not in text
    assert "070" not in text
    assert pages[0].to_image() == pages[1].to_image()


def test_a_printer_gets_one_page(theme: Theme, printed_page: PrintPage, tmp_path: Path, qtbot: QtBot) -> None:
    page, window = OverviewPage(theme), QWidget()
    qtbot.addWidget(page)
    qtbot.addWidget(window)
    controller = PrintController(page, SettingsStore(tmp_path / "settings.json"), JobRunner(window), theme, window)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "page.pdf"))
    printer.setPageLayout(a4_page_layout())
    with qtbot.assertNotEmitted(controller.notice_requested):
        controller.print_page(printed_page, printer)
    assert len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "page.pdf").read_bytes())) == 1


def test_a_printed_page_is_dark_on_white_in_every_scheme(theme: Theme) -> None:
    theme.set_scheme_choice(SchemeChoice.DARK)
    image = PrintPage(theme, overview_of(make_tables()), with_receivers=True).to_image()
    assert image.pixelColor(2, 2) == QColor("white")
    assert sum(image.pixelColor(x, y).lightness() > 200 for x in range(0, 2600, 40) for y in range(0, 1500, 40)) > 2000


@pytest.mark.parametrize("height", [300, 560, 1200])
def test_an_overview_higher_than_the_page_is_scaled_down(printed_page: PrintPage, height: int) -> None:
    """The last lines are painted, and nothing below them, whatever the page's shape."""
    image = QImage(1000, height + 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    printed_page.paint(painter, QRectF(100, 100, 800, height))
    painter.end()
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    lines = [bytes(cast(memoryview, grey.constScanLine(y)))[: grey.width()] for y in range(grey.height())]
    inked = [y for y, line in enumerate(lines) if min(line) < 250]
    columns = [x for x, column in enumerate(zip(*lines, strict=True)) if min(column) < 250]
    assert min(columns) >= 99
    assert max(columns) <= 901
    assert min(inked) >= 99
    assert height * 0.9 <= max(inked) - 100 <= height + 1


def test_a_pdf_is_saved_completely_or_not_at_all(
    theme: Theme, printed_page: PrintPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page, window = OverviewPage(theme), QWidget()
    qtbot.addWidget(page)
    qtbot.addWidget(window)
    controller = PrintController(page, SettingsStore(tmp_path / "settings.json"), JobRunner(window), theme, window)
    notices: list[Notice] = []
    controller.notice_requested.connect(notices.append)
    target = tmp_path / "Översikt.pdf"
    target.write_text("older")
    controller.save_pdf(printed_page, target, "Översikt")
    assert target.read_bytes().startswith(b"%PDF")
    assert (notices[-1].level, notices[-1].title) == (NoticeLevel.OK, "Sparad: Översikt.pdf")
    controller.save_pdf(printed_page, tmp_path / "missing" / "x.pdf", "Översikt")
    assert notices[-1].level is NoticeLevel.ERR
    assert [path.name for path in tmp_path.iterdir()] == ["Översikt.pdf"]


# The dashboard ----------------------------------------------------------------------------------------------------


@pytest.fixture
def dashboard(theme: Theme, qtbot: QtBot) -> Dashboard:
    overview = overview_of(make_tables())
    dashboard = Dashboard(theme, overview)
    dashboard.show_overview(overview)
    qtbot.addWidget(dashboard)
    dashboard.resize(1400, 700)
    with qtbot.waitExposed(dashboard):
        dashboard.show()
    return dashboard


def test_the_switch_shows_receivers_instead_of_senders(dashboard: Dashboard) -> None:
    assert dashboard.cards["top"].chart == dashboard.overview.senders
    dashboard.ranking_switch.set_current("receivers")
    assert dashboard.cards["top"].chart == dashboard.overview.receivers
    dashboard.show_overview(overview_of(make_tables(30)))
    assert dashboard.cards["top"].chart == dashboard.overview.receivers


def test_a_tiles_accessible_name_has_all_its_texts(dashboard: Dashboard) -> None:
    unhandled = next(button for button in dashboard.tiles if button.objectName() == "tileUnhandled")
    assert unhandled.accessibleName().startswith(f"Obehandlade: {unhandled.tile.value}. ")
    assert unhandled.accessibleDescription() == unhandled.tile.hint


def test_a_narrow_tile_drops_the_optional_text_only(theme: Theme) -> None:
    """The texts before it are painted as in a wide tile."""
    style = print_style(theme)
    full = Tile("tileTips", "Tips", "792", "↓ −31 (−4 %)", "mot 823", "", None)
    bare = Tile("tileTips", "Tips", "792", "↓ −31 (−4 %)", "", "", None)

    def image(shown: Tile, width: float) -> object:
        return draw_image(QSizeF(width, 103), lambda painter, rect: paint_tile(painter, rect, shown, style))

    assert image(full, 120) == image(bare, 120)
    assert image(full, 223) != image(bare, 223)


# In steps ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def page(theme: Theme, qtbot: QtBot) -> OverviewPage:
    """A page on the screen that says that nothing has been fetched."""
    page = OverviewPage(theme)
    qtbot.addWidget(page)
    page.resize(1400, 800)
    with qtbot.waitExposed(page):
        page.show()
    return page


def shown(page: OverviewPage) -> QImage:
    QApplication.processEvents()
    return page.grab().toImage()


def test_an_overview_is_shown_when_all_of_it_is_there(page: OverviewPage, theme: Theme, qtbot: QtBot) -> None:
    overview = overview_of(make_tables())
    number = 0
    for number, _ in enumerate(page.show_overview_steps(overview)):  # noqa: B007
        QApplication.processEvents()
        tiles = page.dashboard.tiles if page.dashboard else []
        assert not any(tile.updatesEnabled() for tile in tiles)
    assert number > len(CARDS)
    assert page.is_showing_overview
    in_one_go = OverviewPage(theme)
    qtbot.addWidget(in_one_go)
    in_one_go.resize(page.size())
    with qtbot.waitExposed(in_one_go):
        in_one_go.show()
    in_one_go.show_overview(overview)
    assert shown(page) == shown(in_one_go)


@pytest.mark.parametrize("count", [1, 2, 6, 12])
def test_an_overview_that_is_given_up_leaves_what_was_shown(page: OverviewPage, count: int) -> None:
    before = shown(page)
    steps = page.show_overview_steps(overview_of(make_tables(30)))
    for _ in range(count):
        next(steps)
        QApplication.processEvents()
    assert not page.is_showing_overview
    steps.close()
    assert not page.is_showing_overview
    assert shown(page) == before
    overview = overview_of(make_tables())
    page.show_overview(overview)
    assert page.is_showing_overview
    assert page.dashboard is not None
    assert [tile.tile for tile in page.dashboard.tiles] == list(overview.tiles)
    assert all(part.updatesEnabled() for part in page.findChildren(QWidget))


def test_a_page_may_be_deleted_between_two_steps(theme: Theme, qapp: QApplication) -> None:
    page = OverviewPage(theme)
    page.show()
    steps = page.show_overview_steps(overview_of(make_tables()))
    for _ in range(4):
        next(steps)
    delete(page)
    steps.close()


def test_other_statistics_replace_those_that_are_shown(page: OverviewPage) -> None:
    page.show_overview(overview_of(make_tables()))
    other = overview_of(make_tables(30))
    for _ in page.show_overview_steps(other):
        QApplication.processEvents()
        assert page.is_showing_overview
    assert page.dashboard is not None
    charts = other.charts(with_receivers=False)
    assert {name: card.chart for name, card in page.dashboard.cards.items()} == charts
