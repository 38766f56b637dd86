"""How far tips or leads have come: four steps and those that left, with a bar beside each."""

from vitec_desktop.export.grid import Grid
from vitec_desktop.export.page import write_share
from vitec_desktop.export.xlsx.charts import ChartBox, ChartData, horizontal_bars
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.statistics import Outcome, StatisticKey, statistic_name
from vitec_desktop.webservice.models import ListKind

FUNNEL_ROWS = 7

_COUNT, _OF_ALL, _OF_LINKED, _FIRST_BAR, _LAST_BAR = 3, 4, 5, 7, 10  # columns beside the label's

_STEP_HEAD = QT_TRANSLATE_NOOP("Export", "Steg")
_COUNT_HEAD = QT_TRANSLATE_NOOP("Export", "Antal")
_OF_ALL_HEAD = QT_TRANSLATE_NOOP("Export", "av alla")
_OF_LINKED_HEAD = QT_TRANSLATE_NOOP("Export", "av kopplade")
_ALL_ROWS = {
    ListKind.INCOMING: QT_TRANSLATE_NOOP("Export", "Leads"),
    ListKind.TIPS: QT_TRANSLATE_NOOP("Export", "Tips"),
}
_TITLES = {ListKind.INCOMING: StatisticKey.LEADS_FUNNEL, ListKind.TIPS: StatisticKey.TIPS_FUNNEL}


def write_funnel(
    grid: Grid, sheet: XlsxWorksheet, row: int, column: int, outcome: Outcome | None, language: Language
) -> None:
    """A title, a header and five rows in eleven columns. Tips and leads never stand in one funnel."""
    if outcome is None:
        return

    def text(source: str) -> str:
        return language.text("Export", source)

    grid.write_cell(row, column, "section", statistic_name(_TITLES[outcome.kind], language))
    grid.set_row_height(row, 22)
    grid.write_cell(row + 1, column, "head", text(_STEP_HEAD))
    grid.write_cell(row + 1, column + _COUNT, "head right", text(_COUNT_HEAD))
    grid.write_cell(row + 1, column + _OF_ALL, "head right", text(_OF_ALL_HEAD))
    grid.write_cell(row + 1, column + _OF_LINKED, "head right", text(_OF_LINKED_HEAD), across=2)
    grid.style_cells(row + 1, column, column + _LAST_BAR, "head")
    first = row + 2
    labels = [text(_ALL_ROWS[outcome.kind]), *(statistic_name(step.key, language) for step in outcome.steps)]
    counts = [outcome.count, *(step.count for step in outcome.steps)]
    for offset, (label, count) in enumerate(zip(labels, counts, strict=True)):
        grid.write_cell(first + offset, column, "text", label)
        grid.write_cell(first + offset, column + _COUNT, "number strong", count)
        grid.style_cells(first + offset, column, column + _LAST_BAR, "text")
    for offset, step in enumerate(outcome.steps, 1):
        write_share(grid, first + offset, column + _OF_ALL, step.of_all)
        write_share(grid, first + offset, column + _OF_LINKED, step.of_linked, across=2)
    bars = ChartData(sheet.title, first, column, column + _COUNT, labels, counts, heading=(row + 1, column + _COUNT))
    box = ChartBox(first, first + len(counts) - 1, column + _FIRST_BAR, column + _LAST_BAR)
    sheet.add_chart(horizontal_bars(bars, box, grey=(len(counts) - 1,)))
