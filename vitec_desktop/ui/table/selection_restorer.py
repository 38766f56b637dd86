"""Restores selection, current row and scroll position of a table after its model was reset."""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import cast

from msgspec import Struct
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QObject, Signal
from PySide6.QtWidgets import QTableView

from vitec_desktop.report.row_groups import GroupKey
from vitec_desktop.report.steps import Steps
from vitec_desktop.ui.common.incremental import IncrementalRunner
from vitec_desktop.ui.table.model import ReportTableModel, RowSet

_Flag = QItemSelectionModel.SelectionFlag
_MAX_SYNCHRONOUS_RANGES = 2_000
_RANGES_PER_STEP = 200


class _RowOffset(Struct, frozen=True):
    """A row, and the distance from the viewport's top to its own, in pixels."""

    row_set: RowSet
    offset: int


class _Heading(Struct, frozen=True):
    group: GroupKey


class _CurrentCell(Struct, frozen=True):
    """The cell that the keys start from, of one row or of a group's heading."""

    line: RowSet | _Heading
    column: int


class _SelectionState(Struct, frozen=True):
    """The state before a reset; the first row of `offsets` that is still shown fixes the scroll position."""

    selected: RowSet
    current: _CurrentCell | None
    offsets: tuple[_RowOffset, ...]
    horizontal_scroll: int


class SelectionRestorer(QObject):
    """Saves the state before a reset and restores it afterwards.

    In another order the table shows its top, unless the user has chosen a row since the last one: that stays in sight.
    If no selected row is shown after the reset (filtered out, or not fetched yet), the selection is restored when
    its rows are shown again, unless the user selects something else first; so is the current cell with its line.
    """

    restored = Signal()
    """Emitted when the selection is restored."""

    def __init__(self, model: ReportTableModel, view: QTableView, update_layout: Callable[[], None]) -> None:
        """`update_layout` updates the view's scroll bars."""
        super().__init__(view)
        self._update_layout = update_layout
        self._model = model
        self._view = view
        self._state: _SelectionState | None = None
        self._pending_selection: RowSet | None = None
        self._pending_current: _CurrentCell | None = None
        self._is_row_just_chosen = False
        self._order = self._model_order()
        self._runner = IncrementalRunner(self)
        model.modelAboutToBeReset.connect(self._save_state)
        model.modelReset.connect(self._restore_state)
        view.selectionModel().selectionChanged.connect(self._on_selection_changed)

    def _model_order(self) -> tuple[object, ...]:
        return self._model.sort_keys, self._model.group_column

    def _save_state(self) -> None:
        current = self._view.currentIndex()
        row = current.row() if current.isValid() else -1
        is_order_new, self._order = self._order != self._model_order(), self._model_order()
        if is_order_new:
            anchors = self._anchor_positions(row)[:1] if self._is_row_just_chosen else []
            anchors = [position for position in anchors if position == row]
            self._is_row_just_chosen = False
        else:
            anchors = self._anchor_positions(row)
        selected = self._pending_selection or self._model.row_set(selected_ranges(self._view.selectionModel()))
        self._runner.cancel()
        self._state = _SelectionState(
            selected,
            self._current_cell(),
            tuple(self._row_offset(position) for position in anchors),
            self._view.horizontalScrollBar().value(),
        )

    def _current_cell(self) -> _CurrentCell | None:
        """Return the current cell, or the one that still waits for its row or heading."""
        index = self._view.currentIndex()
        if not index.isValid():
            return self._pending_current
        row = index.row()
        group = self._model.heading_group(row) if self._model.is_grouped else None
        if group is not None:
            return _CurrentCell(_Heading(self._model.groups.key(group)), index.column())
        return self._pending_current or _CurrentCell(self._model.row_set([(row, row)]), index.column())

    def _anchor_positions(self, current: int) -> list[int]:
        """Return the current row if it is selected and visible; then all visible rows, unless scrolled to the top."""
        top, bottom = self._view.rowAt(0), self._view.rowAt(self._view.viewport().height() - 1)
        if bottom < 0:
            bottom = self._model.rowCount() - 1
        positions: list[int] = []
        if current >= 0 and top <= current <= bottom and self._view.selectionModel().isRowSelected(current):
            positions.append(current)
        if top >= 0 and self._view.verticalScrollBar().value() > 0:
            positions += range(top, bottom + 1)
        return positions

    def _row_offset(self, position: int) -> _RowOffset:
        return _RowOffset(self._model.row_set([(position, position)]), self._view.rowViewportPosition(position))

    def _restore_state(self) -> None:
        state, self._state = self._state, None
        if state is None:
            return
        self._restore_current(state.current)
        self._restore_scroll(state)
        self.select(state.selected)

    def select(self, rows: RowSet) -> None:
        """Select rows and no others, at once or, if they lie apart in many places, soon."""
        ranges = _consecutive_ranges(self._model.find_positions(rows))
        self._pending_selection = rows
        first_slice = math.inf if len(ranges) <= _MAX_SYNCHRONOUS_RANGES else 0.0
        self._runner.start(self._selection_steps(ranges), self._select, first_slice)

    def _restore_current(self, current: _CurrentCell | None) -> None:
        self._pending_current = current
        position = self._find_line(current.line) if current else None
        if current and position is not None:
            self._pending_current = None
            selection = self._view.selectionModel()
            was_blocked = selection.blockSignals(True)
            selection.setCurrentIndex(self._model.index(position, current.column), _Flag.NoUpdate)
            selection.blockSignals(was_blocked)

    def _find_line(self, line: RowSet | _Heading) -> int | None:
        if isinstance(line, _Heading):
            return self._model.find_heading(line.group)
        return next(iter(self._model.find_positions(line)), None)

    def _restore_scroll(self, state: _SelectionState) -> None:
        self._update_layout()
        self._view.horizontalScrollBar().setValue(state.horizontal_scroll)
        lines = self._view.verticalHeader()
        for row_offset in state.offsets:
            for position in self._model.find_positions(row_offset.row_set)[:1]:
                self._view.verticalScrollBar().setValue(lines.sectionPosition(position) - row_offset.offset)
                return
        self._view.verticalScrollBar().setValue(0)

    def _select(self, rows: QItemSelection) -> None:
        if rows.size():
            self._pending_selection = None  # else none of the rows is shown: they may be later
        selection = self._view.selectionModel()
        was_blocked = selection.blockSignals(True)
        selection.select(rows, _Flag.ClearAndSelect)
        selection.blockSignals(was_blocked)
        self.restored.emit()

    def _on_selection_changed(self) -> None:
        """Discard the saved selection: the user has selected something else."""
        self._is_row_just_chosen = True
        self._runner.cancel()
        self._pending_selection = self._pending_current = None

    def _selection_steps(self, ranges: Sequence[tuple[int, int]]) -> Steps[QItemSelection]:
        selection = QItemSelection()
        last_column = self._model.columnCount() - 1
        index = self._model.index
        for number, (first, last) in enumerate(ranges, 1):
            selection.append(QItemSelectionRange(index(first, 0), index(last, last_column)))
            if not number % _RANGES_PER_STEP:
                yield
        return selection


def selected_ranges(selection_model: QItemSelectionModel) -> list[tuple[int, int]]:
    """Return the first and last position of each range of selected rows."""
    ranges = cast("Iterable[QItemSelectionRange]", selection_model.selection())
    return [(selected.top(), selected.bottom()) for selected in ranges]


def _consecutive_ranges(positions: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last of each run of consecutive positions."""
    ranges: list[tuple[int, int]] = []
    start = 0
    for end in range(1, len(positions) + 1):
        if end == len(positions) or positions[end] != positions[end - 1] + 1:
            ranges.append((positions[start], positions[end - 1]))
            start = end
    return ranges
