"""Keeps a table's selection, its current row and its place on the screen with their rows while the model changes."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QObject, Signal
from PySide6.QtWidgets import QTableView

from vitec_desktop.report.steps import Steps
from vitec_desktop.ui.common.incremental import IncrementalRunner
from vitec_desktop.ui.table.model import ReportTableModel, RowSet

_Flag = QItemSelectionModel.SelectionFlag
_MAX_SYNCHRONOUS_RANGES = 2_000
_RANGES_PER_STEP = 200


@dataclass(frozen=True, slots=True)
class _RowOffset:
    """A row and how far below the table's upper edge it stands, in pixels."""

    row_set: RowSet
    offset: int


@dataclass(frozen=True, slots=True)
class _SelectionState:
    """What is remembered while the model changes; `places` are tried in turn."""

    selected: RowSet
    current: RowSet
    current_column: int
    offsets: tuple[_RowOffset, ...]
    horizontal_scroll: int


class SelectionRestorer(QObject):
    """Remembers before a reset and puts back after it; `restored` when the selection is in place.

    A selection of which nothing is in sight (filtered out, or its rows are still being fetched) comes back with its
    rows, unless the user has selected something else by then.
    """

    restored = Signal()

    def __init__(self, model: ReportTableModel, view: QTableView, lay_out_now: Callable[[], None]) -> None:
        """`lay_out_now` brings the view's scroll bars up to date."""
        super().__init__(view)
        self._update_layout = lay_out_now
        self._model = model
        self._view = view
        self._state: _SelectionState | None = None
        self._pending_selection: RowSet | None = None
        self._runner = IncrementalRunner(self)
        model.modelAboutToBeReset.connect(self._save_state)
        model.modelReset.connect(self._restore_state)
        view.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def _save_state(self) -> None:
        current = self._view.currentIndex()
        row = current.row() if current.isValid() else -1
        selected = self._pending_selection or self._model.row_set(_ranges(self._view.selectionModel().selection()))
        self._runner.cancel()
        self._state = _SelectionState(
            selected,
            self._model.row_set([(row, row)] if row >= 0 else []),
            current.column(),
            tuple(self._row_offset(position) for position in self._anchor_positions(row)),
            self._view.horizontalScrollBar().value(),
        )

    def _anchor_positions(self, current: int) -> list[int]:
        """The selected current row if it is in sight; then, unless the table stands at its top, all rows in sight."""
        top, bottom = self._view.rowAt(0), self._view.rowAt(self._view.viewport().height() - 1)
        if bottom < 0:
            bottom = self._model.rowCount() - 1
        places: list[int] = []
        if current >= 0 and top <= current <= bottom and self._view.selectionModel().isRowSelected(current):
            places.append(current)
        if top >= 0 and self._view.verticalScrollBar().value() > 0:
            places += range(top, bottom + 1)
        return places

    def _row_offset(self, position: int) -> _RowOffset:
        return _RowOffset(self._model.row_set([(position, position)]), self._view.rowViewportPosition(position))

    def _restore_state(self) -> None:
        keepsake, self._state = self._state, None
        if keepsake is None:
            return
        selection = self._view.selectionModel()
        was_blocked = selection.blockSignals(True)
        for position in self._model.find_positions(keepsake.current)[:1]:
            selection.setCurrentIndex(self._model.index(position, keepsake.current_column), _Flag.NoUpdate)
        selection.blockSignals(was_blocked)
        self._restore_scroll(keepsake)
        stretches = _consecutive_ranges(self._model.find_positions(keepsake.selected))
        self._pending_selection = keepsake.selected
        first_slice = math.inf if len(stretches) <= _MAX_SYNCHRONOUS_RANGES else 0.0
        self._runner.start(self._selection_steps(stretches), self._select, first_slice)

    def _restore_scroll(self, keepsake: _SelectionState) -> None:
        self._update_layout()
        self._view.horizontalScrollBar().setValue(keepsake.horizontal_scroll)
        height = self._view.verticalHeader().defaultSectionSize()
        for place in keepsake.offsets:
            for position in self._model.find_positions(place.row_set)[:1]:
                self._view.verticalScrollBar().setValue(position * height - place.offset)
                return
        self._view.verticalScrollBar().setValue(0)

    def _select(self, rows: QItemSelection) -> None:
        if rows.size():
            self._pending_selection = None  # otherwise none of them is in sight: they may come back
        selection = self._view.selectionModel()
        was_blocked = selection.blockSignals(True)
        selection.select(rows, _Flag.ClearAndSelect)
        selection.blockSignals(was_blocked)
        self.restored.emit()

    def _on_selection_changed(self) -> None:
        """The user selects something else while the old selection is still being put together."""
        self._runner.cancel()
        self._pending_selection = None

    def _selection_steps(self, stretches: Sequence[tuple[int, int]]) -> Steps[QItemSelection]:
        selection = QItemSelection()
        last_column = self._model.columnCount() - 1
        index = self._model.index
        for number, (first, last) in enumerate(stretches, 1):
            selection.append(QItemSelectionRange(index(first, 0), index(last, last_column)))
            if not number % _RANGES_PER_STEP:
                yield
        return selection


def _consecutive_ranges(positions: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each run of positions that follow each other."""
    stretches: list[tuple[int, int]] = []
    start = 0
    for end in range(1, len(positions) + 1):
        if end == len(positions) or positions[end] != positions[end - 1] + 1:
            stretches.append((positions[start], positions[end - 1]))
            start = end
    return stretches


def _ranges(selection: QItemSelection) -> list[tuple[int, int]]:
    parts = (selection.at(number) for number in range(selection.size()))
    return [(part.top(), part.bottom()) for part in parts]
