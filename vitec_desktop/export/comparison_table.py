"""The figures of the period beside those of another one, each a plain number."""

from collections.abc import Iterator

from vitec_desktop.export.grid import Grid
from vitec_desktop.export.page import put_share
from vitec_desktop.report.formatting import format_period
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.lists import LIST_NAMES
from vitec_desktop.report.statistics import ComparedFigure, Comparison, FigureKey, figure_name
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


def put_comparison(grid: Grid, row: int, comparison: Comparison, language: Language) -> None:
    """A title, a header, and a row for each figure."""
    before = comparison.scope_before
    period = format_period(before.first_day, before.last_day, language, in_full=True)
    grid.put(row, 1, "section", language.text("Export", _TITLE).format(period=period))
    grid.height(row, 22)
    grid.put(row + 1, 1, "head", language.text("Export", _FIGURE_HEAD))
    for column, head in _HEADS:
        grid.put(row + 1, column, "head right", language.text("Export", head), _WIDTH)
    grid.rule(row + 1, 1, _LAST_COLUMN, "head")
    for offset, figure in enumerate(comparison.figures, 2):
        _put_figure(grid, row + offset, figure, language)


def _put_figure(grid: Grid, row: int, figure: ComparedFigure, language: Language) -> None:
    change = figure.change
    grid.put(row, 1, "text", "".join(_name(figure, language)))
    grid.put(row, _NOW, "number strong", change.now, _WIDTH)
    grid.put(row, _BEFORE, "number", change.before, _WIDTH)
    grid.put(row, _DIFFERENCE, "signed", change.difference, _WIDTH)
    # What rounds to nothing has no sign.
    per_cent = words.NOTHING if change.ratio is None else change.ratio if change.percent else 0
    grid.put(row, _PER_CENT, "signed share", per_cent, _WIDTH)
    put_share(grid, row, _SHARE, figure.share, _WIDTH)
    put_share(grid, row, _SHARE_BEFORE, figure.share_before, _WIDTH)
    grid.rule(row, 1, _LAST_COLUMN, "text")


def _name(figure: ComparedFigure, language: Language) -> Iterator[str]:
    """ "Tips", "Tips → Intag", "Tips: bostad kopplad"."""
    name = figure_name(figure.key, language)
    if figure.share is not None:
        yield language.text("Lists", LIST_NAMES[figure.kind])
        yield " " if figure.key in (FigureKey.WON, FigureKey.SOLD) else ": "
        name = name[:1].lower() + name[1:]
    yield name
