"""How wide columns are at first sight: as declared, and wider where a language's words are longer than Swedish ones."""

from collections.abc import Iterator

from PySide6.QtGui import QFontMetricsF

from vitec_desktop.report.formatting import display_text
from vitec_desktop.report.labels import TABLES
from vitec_desktop.ui.table.delegate import FIRST_PADDING, MARK_GAP, PADDING
from vitec_desktop.ui.table.model import ListModel
from vitec_desktop.ui.theme.metrics import TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.marks import MARK_SIZE, MARKED_KINDS

_AIR = 2


class FirstWidths:
    """What fits into a column in Swedish fits into it in every language; nothing of the rows is measured."""

    def __init__(self, model: ListModel, theme: Theme) -> None:
        self._model = model
        self._theme = theme
        self._known: dict[int, int] = {}

    def forget(self) -> None:
        """Fonts are others now."""
        self._known.clear()

    def of(self, number: int) -> int:
        """The width of column `number` in logical pixels."""
        if number not in self._known:
            declared = self._theme.metrics.px(self._model.columns[number].width)
            fitting = (width for swedish, width in self._needs(number) if swedish <= declared)
            self._known[number] = max(declared, *fitting, 0)
        return self._known[number]

    def _needs(self, number: int) -> Iterator[tuple[int, int]]:
        """How wide the column must be for each of its known words, in Swedish and in the model's language."""
        column = self._model.columns[number]
        language = self._model.language
        headings = QFontMetricsF(self._theme.font(TextSize.CAPTION, strong=True)).horizontalAdvance
        yield _room(headings(column.heading)), _room(headings(self._model.heading(number)))
        table = TABLES.get(column.kind)
        texts = QFontMetricsF(self._theme.font()).horizontalAdvance
        beside = self._theme.metrics.px(MARK_SIZE) + MARK_GAP if column.kind in MARKED_KINDS else 0
        for code, label in table.labels.items() if table else ():
            yield _room(texts(label.label) + beside), _room(texts(display_text(column, code, language)) + beside)


def _room(width: float) -> int:
    """What a text needs beside its own width; the first column's padding, since any may become it."""
    return int(width) + FIRST_PADDING + PADDING + _AIR
