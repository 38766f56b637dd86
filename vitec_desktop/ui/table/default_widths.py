"""The default widths of columns: as declared, or wider for longer words of another language."""

from collections.abc import Iterator

from PySide6.QtGui import QFontMetricsF

from vitec_desktop.report.formatting import display_text
from vitec_desktop.report.labels import LABEL_TABLES
from vitec_desktop.ui.table.delegate import FIRST_COLUMN_PADDING, MARK_GAP, PADDING
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.theme.metrics import TextSize
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.marks import MARK_SIZE, MARKED_KINDS

_SLACK = 2


class DefaultWidths:
    """Widths at which headings and labels that fit in Swedish fit in every language. Rows are not measured."""

    def __init__(self, model: ReportTableModel, theme: Theme) -> None:
        self._model = model
        self._theme = theme
        self._widths: dict[int, int] = {}

    def clear(self) -> None:
        """Compute all widths again, for changed fonts."""
        self._widths.clear()

    def width(self, number: int) -> int:
        """Return the default width of column `number` in pixels."""
        if number not in self._widths:
            declared = self._theme.metrics.px(self._model.columns[number].width)
            fitting = (width for swedish, width in self._label_widths(number) if swedish <= declared)
            self._widths[number] = max(declared, *fitting, 0)
        return self._widths[number]

    def _label_widths(self, number: int) -> Iterator[tuple[int, int]]:
        """Yield the width that the heading and each label need, in Swedish and in the model's language."""
        column = self._model.columns[number]
        language = self._model.language
        headings = QFontMetricsF(self._theme.font(TextSize.CAPTION, strong=True)).horizontalAdvance
        yield _padded(headings(column.heading)), _padded(headings(self._model.heading(number)))
        table = LABEL_TABLES.get(column.kind)
        texts = QFontMetricsF(self._theme.font()).horizontalAdvance
        mark_width = self._theme.metrics.px(MARK_SIZE) + MARK_GAP if column.kind in MARKED_KINDS else 0
        for code, label in table.labels.items() if table else ():
            yield (
                _padded(texts(label.text) + mark_width),
                _padded(texts(display_text(column, code, language)) + mark_width),
            )


def _padded(width: float) -> int:
    """Return a text's width with padding: that of the first column, since the user may move any column there."""
    return int(width) + FIRST_COLUMN_PADDING + PADDING + _SLACK
