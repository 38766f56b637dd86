"""The mark beside a state: a character in the colour of the state's group, which follows the word when it is edited."""

from vitec_desktop.export.cell_values import CellConverter
from vitec_desktop.export.xlsx.row_writer import CellMarkup, shared_formula_markup
from vitec_desktop.export.xlsx.styles import DECLINED, DONE, PROGRESS, TEXT2, UNHANDLED
from vitec_desktop.export.xlsx.worksheet import XlsxWorksheet, cell_address, cell_range
from vitec_desktop.report.columns import Value
from vitec_desktop.report.labels import STATES, StateGroup, state_group
from vitec_desktop.report.language import Language

MARKS = {
    StateGroup.UNHANDLED: "○",
    StateGroup.PROGRESS: "◐",
    StateGroup.DONE: "✔",
    StateGroup.DECLINED: "⊗",
}
UNKNOWN_MARK = "◌"

MARK_COLORS = {
    MARKS[StateGroup.UNHANDLED]: UNHANDLED,
    MARKS[StateGroup.PROGRESS]: PROGRESS,
    MARKS[StateGroup.DONE]: DONE,
    MARKS[StateGroup.DECLINED]: DECLINED,
    UNKNOWN_MARK: TEXT2,
}


class StateMarks:
    """Writes the marks of one language's state names."""

    def __init__(self, language: Language) -> None:
        pairs = {language.text("States", label.text): MARKS[label.group] for label in STATES}
        self._names = ";".join(f"{_quoted(name)},{_quoted(mark)}" for name, mark in pairs.items())

    def formula(self, word_cell: str) -> str:
        """Return the formula of the mark for the state named in `word_cell`."""
        return f'IF({word_cell}="","",IFERROR(VLOOKUP({word_cell},{{{self._names}}},2,FALSE),{_quoted(UNKNOWN_MARK)}))'

    def cell_writer(
        self, sheet: XlsxWorksheet, column: int, first_row: int, last_row: int, style: str = "list mark"
    ) -> CellConverter:
        """Return a function that writes the marks of a column, the first in `first_row`, each once and in order.

        The word stands in the column at the right. The cells share one formula; rows between them may have none. The
        name of a group of states completes the name of the `style`.
        """
        cells = cell_range(column, first_row, last_row)
        formula = self.formula(cell_address(column + 1, first_row))
        shared: dict[Value, CellMarkup] = {}
        is_first = True

        def write(value: Value) -> CellMarkup:
            nonlocal is_first
            if is_first:
                is_first = False
                return _mark_cell(sheet, style, value, cells, formula)
            cell = shared.get(value)
            if cell is None:
                cell = shared[value] = _mark_cell(sheet, style, value)
            return cell

        return write


def mark_of(state: Value) -> tuple[str, str]:
    """Return the name of a state's group for the styles of marks, and its mark; "unknown" and "" without a state."""
    word = state if isinstance(state, str) and state.strip() else None
    group = state_group(word)
    if group is None:
        return "unknown", "" if word is None else UNKNOWN_MARK
    return group.value, MARKS[group]


def _mark_cell(sheet: XlsxWorksheet, style: str, value: Value, cells: str = "", formula: str = "") -> CellMarkup:
    group, mark = mark_of(value)
    return shared_formula_markup(mark, sheet.style(f"{style} {group}"), cells, formula)


def _quoted(text: str) -> str:
    """Return `text` as a text constant of a formula."""
    return '"' + text.replace('"', '""') + '"'
