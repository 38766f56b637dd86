"""What became of leads and of tips, step by step, as a table."""

from vitec_desktop.export.sheet_layout import Grid
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.statistics import Statistics, statistic_name
from vitec_desktop.webservice.models import ListKind

_COLUMNS = {ListKind.INCOMING: (4, 5, 6), ListKind.TIPS: (8, 9, 10)}
"""Number, share of all and share of the linked ones of each list, counted from the table's first column."""
_LAST_COLUMN = 10

_TITLE = QT_TRANSLATE_NOOP("Export", "Vad det blev: andel av alla, och av dem med bostad kopplad")
_STEP = QT_TRANSLATE_NOOP("Export", "Steg")
_OF_ALL = QT_TRANSLATE_NOOP("Export", "alla")
_OF_LINKED = QT_TRANSLATE_NOOP("Export", "bostad")
_ALL_ROWS = QT_TRANSLATE_NOOP("Export", "Alla")
_HEADS = {
    ListKind.INCOMING: QT_TRANSLATE_NOOP("Export", "Leads"),
    ListKind.TIPS: QT_TRANSLATE_NOOP("Export", "Tips"),
}
_AS_OF_THE_FETCH = QT_TRANSLATE_NOOP(
    "Export", "Läget räknas den dag rapporten hämtades: ett återtaget uppdrag är inte längre ett intag."
)


def write_outcomes(grid: Grid, row: int, column: int, statistics: Statistics, language: Language) -> int:
    """Write a title, a header, all rows and four steps, and a note; return the last row."""

    def text(source: str) -> str:
        return language.text("Export", source)

    grid.write_cell(row, column, "section", text(_TITLE))
    grid.write_cell(row + 1, column, "head", text(_STEP))
    labels = [text(_ALL_ROWS)]
    for kind, (count, of_all, of_linked) in _COLUMNS.items():
        grid.write_cell(row + 1, column + count, "head right", text(_HEADS[kind]))
        grid.write_cell(row + 1, column + of_all, "head right", text(_OF_ALL))
        grid.write_cell(row + 1, column + of_linked, "head right", text(_OF_LINKED))
        outcome = statistics.lists[kind].outcome
        if outcome is None:
            continue
        labels[1:] = [statistic_name(step.key, language) for step in outcome.steps]
        grid.write_cell(row + 2, column + count, "number strong", outcome.count)
        for line, step in enumerate(outcome.steps, row + 3):
            grid.write_cell(line, column + count, "number strong", step.count)
            grid.write_share(line, column + of_all, step.of_all)
            grid.write_share(line, column + of_linked, step.of_linked)
    for line, label in enumerate(labels, row + 2):
        grid.write_cell(line, column, "text", label)
        grid.style_cells(line, column, column + _LAST_COLUMN, "text")
    grid.style_cells(row + 1, column, column + _LAST_COLUMN, "head")
    last = row + 2 + len(labels)
    grid.write_cell(last, column, "tile line", text(_AS_OF_THE_FETCH))
    return last
