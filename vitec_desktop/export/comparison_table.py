"""The figures of the period beside those of another one, each a plain number."""

from collections.abc import Iterator

from vitec_desktop.export.grid import Grid
from vitec_desktop.export.page import write_share
from vitec_desktop.report.formatting import format_period
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.statistics import ComparedStatistic, Comparison, StatisticKey, statistic_name
from vitec_desktop.report.statistics import formatting as words

_LAST_COLUMN = 24
_NOW, _BEFORE, _DIFFERENCE, _PER_CENT, _SHARE, _SHARE_BEFORE = 7, 10, 13, 16, 19, 22  # each three columns wide
_WIDTH = 3

_TITLE = QT_TRANSLATE_NOOP("Export", "Jämfört med {period}")
_FIGURE_HEAD = QT_TRANSLATE_NOOP("Export", "Siffra")
_HEADS = (
    (_NOW, QT_TRANSLATE_NOOP("Export", "Nu")),
    (_BEFORE, QT_TRANSLATE_NOOP("Export", "Tidigare")),
    (_DIFFERENCE, QT_TRANSLATE_NOOP("Export", "Skillnad")),
    (_PER_CENT, QT_TRANSLATE_NOOP("Export", "Skillnad i %")),
    (_SHARE, QT_TRANSLATE_NOOP("Export", "Andel nu")),
    (_SHARE_BEFORE, QT_TRANSLATE_NOOP("Export", "Andel tidigare")),
)


def write_comparison(grid: Grid, row: int, comparison: Comparison, language: Language) -> None:
    """A title, a header, and a row for each figure."""
    before = comparison.scope_before
    period = format_period(before.first_day, before.last_day, language, in_full=True)
    grid.write_cell(row, 1, "section", language.text("Export", _TITLE).format(period=period))
    grid.set_row_height(row, 22)
    grid.write_cell(row + 1, 1, "head", language.text("Export", _FIGURE_HEAD))
    for column, head in _HEADS:
        grid.write_cell(row + 1, column, "head right", language.text("Export", head), _WIDTH)
    grid.style_cells(row + 1, 1, _LAST_COLUMN, "head")
    for offset, figure in enumerate(comparison.statistics, 2):
        _put_figure(grid, row + offset, figure, language)


def _put_figure(grid: Grid, row: int, figure: ComparedStatistic, language: Language) -> None:
    change = figure.change
    grid.write_cell(row, 1, "text", "".join(_name(figure, language)))
    grid.write_cell(row, _NOW, "number strong", change.now, _WIDTH)
    grid.write_cell(row, _BEFORE, "number", change.before, _WIDTH)
    grid.write_cell(row, _DIFFERENCE, "signed", change.difference, _WIDTH)
    # What rounds to nothing has no sign.
    per_cent = words.NO_VALUE if change.ratio is None else change.ratio if change.percent else 0
    grid.write_cell(row, _PER_CENT, "signed share", per_cent, _WIDTH)
    write_share(grid, row, _SHARE, figure.share, _WIDTH)
    write_share(grid, row, _SHARE_BEFORE, figure.share_before, _WIDTH)
    grid.style_cells(row, 1, _LAST_COLUMN, "text")


def _name(figure: ComparedStatistic, language: Language) -> Iterator[str]:
    """ "Tips", "Tips → Intag", "Tips: bostad kopplad"."""
    name = statistic_name(figure.key, language)
    if figure.share is not None:
        yield language.text("Lists", LIST_NAMES[figure.kind])
        yield " " if figure.key in (StatisticKey.WON, StatisticKey.SOLD) else ": "
        name = name[:1].lower() + name[1:]
    yield name
