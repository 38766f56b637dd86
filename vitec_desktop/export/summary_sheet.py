"""The sheet Sammanfattning: one A4 page with key figures, months and funnels; a second page with a comparison."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vitec_desktop.export.file_names import report_title
from vitec_desktop.export.sheet_layout import (
    COLUMN_COUNT,
    FIRST_FREE_ROW,
    LEFT_HALF,
    LINE_LENGTH,
    RIGHT_HALF,
    Grid,
    SheetHeading,
    add_page_sheet,
    share_cell_value,
)
from vitec_desktop.export.time_buckets import TimeBuckets, number_columns, summary_buckets, write_time_buckets
from vitec_desktop.export.xlsx.charts import ChartBox, ChartData, horizontal_bars, vertical_bars
from vitec_desktop.export.xlsx.workbook import XlsxWorkbook
from vitec_desktop.export.xlsx.worksheet import CellValue, XlsxWorksheet
from vitec_desktop.report.formatting import format_count, format_period
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.periods import previous_period, same_period_last_year
from vitec_desktop.report.statistics import (
    ComparedStatistic,
    Comparison,
    Outcome,
    StatisticKey,
    Statistics,
    formatting,
    statistic_name,
)
from vitec_desktop.webservice.models import ListKind

_TILE_STEP = 4
_TILE_WIDTH = 3
_BUCKET_ROWS = 13
_FUNNEL_ROWS = 7
_GAP = 8.0  # points: with a comparison below, the page has no more room

# Columns of a funnel, counted from its first one.
_COUNT, _OF_ALL, _OF_LINKED, _FIRST_BAR, _LAST_BAR = 3, 4, 5, 7, 10

# Columns of the comparison, each three columns wide.
_NOW, _BEFORE, _DIFFERENCE, _PER_CENT, _SHARE, _SHARE_BEFORE = 7, 10, 13, 16, 19, 22
_COMPARISON_WIDTH = 3

_LEADS_AND_TIPS = QT_TRANSLATE_NOOP("Export", "{leads} leads, {tips} tips")
_AS_OF_THE_FETCH = QT_TRANSLATE_NOOP(
    "Export",
    "Läget räknas den dag rapporten hämtades: ett återtaget uppdrag är inte längre ett intag. "
    "Så räknas varje siffra: se bladet Om rapporten.",
)

_STEP_HEAD = QT_TRANSLATE_NOOP("Export", "Steg")
_COUNT_HEAD = QT_TRANSLATE_NOOP("Export", "Antal")
_OF_ALL_HEAD = QT_TRANSLATE_NOOP("Export", "av alla")
_OF_LINKED_HEAD = QT_TRANSLATE_NOOP("Export", "av kopplade")
_ALL_ROWS = {
    ListKind.INCOMING: QT_TRANSLATE_NOOP("Export", "Leads"),
    ListKind.TIPS: QT_TRANSLATE_NOOP("Export", "Tips"),
}
_FUNNEL_TITLES = {ListKind.INCOMING: StatisticKey.LEADS_FUNNEL, ListKind.TIPS: StatisticKey.TIPS_FUNNEL}

_COMPARED_WITH = QT_TRANSLATE_NOOP("Export", "Jämfört med {period}")
_STATISTIC_HEAD = QT_TRANSLATE_NOOP("Export", "Siffra")
_COMPARISON_HEADS = (
    (_NOW, QT_TRANSLATE_NOOP("Export", "Nu")),
    (_BEFORE, QT_TRANSLATE_NOOP("Export", "Tidigare")),
    (_DIFFERENCE, QT_TRANSLATE_NOOP("Export", "Skillnad")),
    (_PER_CENT, QT_TRANSLATE_NOOP("Export", "Skillnad i %")),
    (_SHARE, QT_TRANSLATE_NOOP("Export", "Andel nu")),
    (_SHARE_BEFORE, QT_TRANSLATE_NOOP("Export", "Andel tidigare")),
)


@dataclass(frozen=True, slots=True)
class _Tile:
    """A key figure with a line below it."""

    key: StatisticKey
    style: str
    value: CellValue
    line: str


def write_summary(
    book: XlsxWorkbook, name: str, statistics: Statistics, heading: SheetHeading, comparison: Comparison | None
) -> None:
    """Write the sheet; a comparison goes on a second page."""
    sheet, grid, language = add_page_sheet(book, name), Grid(), book.language
    heading.write(grid, book, report_title(language), COLUMN_COUNT, LINE_LENGTH)
    _write_tiles(grid, FIRST_FREE_ROW, _tiles(statistics, comparison, language), language)
    buckets = summary_buckets(statistics.timeline, language)
    row = _write_buckets(grid, sheet, FIRST_FREE_ROW + 4, buckets, language)
    for half, outcome in ((LEFT_HALF, statistics.tips.outcome), (RIGHT_HALF, statistics.incoming.outcome)):
        if outcome:
            _write_funnel(grid, sheet, row, half[0], outcome, language)
    grid.set_row_height(row - 1, _GAP)
    row += _FUNNEL_ROWS + 1
    grid.set_row_height(row - 1, _GAP)
    grid.write_cell(row, 1, "tile line", language.text("Export", _AS_OF_THE_FETCH))
    if comparison is None:
        sheet.fit_to_page()
    else:
        sheet.add_page_break(row + 1)
        _write_comparison(grid, row + 2, comparison, language)
    grid.write_to(sheet)
    sheet.close()


def _tiles(statistics: Statistics, comparison: Comparison | None, language: Language) -> Sequence[_Tile]:
    counts = (
        (StatisticKey.INCOMING, ListKind.INCOMING),
        (StatisticKey.TIPS, ListKind.TIPS),
        (StatisticKey.OUTGOING, ListKind.OUTGOING),
    )
    unhandled = statistics.unhandled
    waiting = language.text("Export", _LEADS_AND_TIPS).format(
        leads=format_count(unhandled.leads.count, language), tips=format_count(unhandled.tips.count, language)
    )
    won = ((StatisticKey.TIPS_WON, statistics.tips.outcome), (StatisticKey.LEADS_WON, statistics.incoming.outcome))
    return (
        *(
            _Tile(key, "tile count", statistics.lists[kind].count, _change_line(comparison, kind, language))
            for key, kind in counts
        ),
        _Tile(StatisticKey.UNHANDLED, "tile count", unhandled.total.count, waiting),
        *(_won_tile(key, outcome, comparison, language) for key, outcome in won if outcome),
    )


def _change_line(comparison: Comparison | None, kind: ListKind, language: Language) -> str:
    return formatting.format_change(comparison.count_change(kind), language, with_arrow=False) if comparison else ""


def _won_tile(key: StatisticKey, outcome: Outcome, comparison: Comparison | None, language: Language) -> _Tile:
    share = outcome.won.of_all
    line = formatting.format_count_of_base(share, language)
    compared = comparison.find(outcome.kind, StatisticKey.WON) if comparison else None
    if comparison and compared and compared.share_before:
        is_last_year = _is_with_last_year(comparison)
        line += f" · {formatting.format_share_before(compared.share_before, language, is_last_year=is_last_year)}"
    return _Tile(key, "tile share", share_cell_value(share), line)


def _is_with_last_year(comparison: Comparison) -> bool:
    """Whether the other period is the same one last year, unless that is also the period right before this one."""
    days = comparison.scope.first_day, comparison.scope.last_day
    before = comparison.scope_before.first_day, comparison.scope_before.last_day
    return before == same_period_last_year(*days) != previous_period(*days)


def _write_tiles(grid: Grid, row: int, tiles: Sequence[_Tile], language: Language) -> None:
    """Write each figure in a cell of its own below its name."""
    for number, tile in enumerate(tiles):
        column = 1 + number * _TILE_STEP
        grid.write_cell(row, column, "tile", statistic_name(tile.key, language), _TILE_WIDTH)
        grid.write_cell(row + 1, column, tile.style, tile.value, _TILE_WIDTH)
        grid.write_cell(row + 2, column, "tile line", tile.line or None)
    grid.set_row_height(row, 18)
    grid.set_row_height(row + 1, 32)
    grid.set_row_height(row + 3, _GAP)


def _write_buckets(grid: Grid, sheet: XlsxWorksheet, row: int, buckets: TimeBuckets, language: Language) -> int:
    """Write the rows by month, and two charts beside them; return the first free row below."""
    grid.write_title(row, LEFT_HALF[0], buckets.title)
    write_time_buckets(grid, row + 1, LEFT_HALF[0], buckets, language)
    columns = number_columns(LEFT_HALF[0])
    last = row + 2 + _BUCKET_ROWS
    middle = (row + last + 1) // 2
    charts = (
        (row, middle - 1, ListKind.INCOMING, StatisticKey.INCOMING),
        (middle, last, ListKind.TIPS, StatisticKey.TIPS),
    )
    for title_row, last_row, kind, key in charts:
        grid.write_cell(title_row, RIGHT_HALF[0], "section", statistic_name(key, language))
        column = columns[kind]
        data = ChartData(
            sheet.title,
            row + 2,
            LEFT_HALF[0],
            column,
            buckets.labels,
            buckets.numbers(kind),
            heading=(row + 1, column),
            title=f"{statistic_name(key, language)}, {buckets.title}",
        )
        sheet.add_chart(vertical_bars(data, ChartBox(title_row + 1, last_row, *RIGHT_HALF), buckets.current))
    return last + 2


def _write_funnel(
    grid: Grid, sheet: XlsxWorksheet, row: int, column: int, outcome: Outcome, language: Language
) -> None:
    """Write what became of tips or of leads: a title, a header and five rows with bars, in eleven columns."""

    def text(source: str) -> str:
        return language.text("Export", source)

    grid.write_title(row, column, statistic_name(_FUNNEL_TITLES[outcome.kind], language))
    grid.write_cell(row + 1, column, "head", text(_STEP_HEAD))
    grid.write_cell(row + 1, column + _COUNT, "head right", text(_COUNT_HEAD))
    grid.write_cell(row + 1, column + _OF_ALL, "head right", text(_OF_ALL_HEAD))
    grid.write_at_right(row + 1, column + _OF_LINKED, "head right", text(_OF_LINKED_HEAD), across=2)
    grid.style_cells(row + 1, column, column + _LAST_BAR, "head")
    first = row + 2
    labels = [text(_ALL_ROWS[outcome.kind]), *(statistic_name(step.key, language) for step in outcome.steps)]
    counts = [outcome.count, *(step.count for step in outcome.steps)]
    for offset, (label, count) in enumerate(zip(labels, counts, strict=True)):
        grid.write_cell(first + offset, column, "text", label)
        grid.write_cell(first + offset, column + _COUNT, "number strong", count)
        grid.style_cells(first + offset, column, column + _LAST_BAR, "text")
    for offset, step in enumerate(outcome.steps, 1):
        grid.write_share(first + offset, column + _OF_ALL, step.of_all)
        grid.write_share(first + offset, column + _OF_LINKED, step.of_linked, across=2)
    title = statistic_name(_FUNNEL_TITLES[outcome.kind], language)
    heading = (row + 1, column + _COUNT)
    data = ChartData(sheet.title, first, column, column + _COUNT, labels, counts, heading, title)
    box = ChartBox(first, first + len(counts) - 1, column + _FIRST_BAR, column + _LAST_BAR)
    sheet.add_chart(horizontal_bars(data, box, grey=(len(counts) - 1,)))


def _write_comparison(grid: Grid, row: int, comparison: Comparison, language: Language) -> None:
    """Write the figures of the period beside those of the other one: a title, a header and a row for each figure."""
    before = comparison.scope_before
    period = format_period(before.first_day, before.last_day, language, in_full=True)
    grid.write_title(row, 1, language.text("Export", _COMPARED_WITH).format(period=period))
    grid.write_cell(row + 1, 1, "head", language.text("Export", _STATISTIC_HEAD))
    for column, head in _COMPARISON_HEADS:
        grid.write_at_right(row + 1, column, "head right", language.text("Export", head), _COMPARISON_WIDTH)
    grid.style_cells(row + 1, 1, COLUMN_COUNT, "head")
    for offset, compared in enumerate(comparison.statistics, 2):
        _write_compared(grid, row + offset, compared, language)


def _write_compared(grid: Grid, row: int, compared: ComparedStatistic, language: Language) -> None:
    change = compared.change
    grid.write_cell(row, 1, "text", "".join(_compared_name(compared, language)))
    grid.write_at_right(row, _NOW, "number strong", change.now, _COMPARISON_WIDTH)
    grid.write_at_right(row, _BEFORE, "number", change.before, _COMPARISON_WIDTH)
    grid.write_at_right(row, _DIFFERENCE, "signed", change.difference, _COMPARISON_WIDTH)
    # A change that rounds to 0 % has no sign.
    per_cent = formatting.NO_VALUE if change.ratio is None else change.ratio if change.percent else 0
    grid.write_at_right(row, _PER_CENT, "signed share", per_cent, _COMPARISON_WIDTH)
    grid.write_share(row, _SHARE, compared.share, _COMPARISON_WIDTH)
    grid.write_share(row, _SHARE_BEFORE, compared.share_before, _COMPARISON_WIDTH)
    grid.style_cells(row, 1, COLUMN_COUNT, "text")


def _compared_name(compared: ComparedStatistic, language: Language) -> Iterator[str]:
    """Yield the parts of "Tips", "Tips → Intag" or "Tips: bostad kopplad"."""
    name = statistic_name(compared.key, language)
    if compared.share is not None:
        yield language.text("Lists", LIST_NAMES[compared.kind])
        yield " " if compared.key in (StatisticKey.WON, StatisticKey.SOLD) else ": "
        name = name[:1].lower() + name[1:]
    yield name
