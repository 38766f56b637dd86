"""Keeps a table's selection, its current row and its place on the screen with their rows while the model changes."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QObject, Signal
from PySide6.QtWidgets import QTableView

from vitec_desktop.ui.common.incremental import Slices, Steps
from vitec_desktop.ui.table.model import Bookmark, ListModel

_Flag = QItemSelectionModel.SelectionFlag
_STRETCHES_AT_ONCE = 2_000
_A_STEP = 200


@dataclass(frozen=True, slots=True)
class _Place:
    """A row and how far below the table's upper edge it stands, in pixels."""

    row: Bookmark
    offset: int


@dataclass(frozen=True, slots=True)
class _Keepsake:
    """What is remembered while the model changes; `places` are tried in turn."""

    selected: Bookmark
    current: Bookmark
    current_column: int
    places: tuple[_Place, ...]
    across: int


class PlaceKeeper(QObject):
    """Remembers before a reset and puts back after it; `restored` when the selection is in place.

    A selection of which nothing is in sight (filtered out, or its rows are still being fetched) comes back with its
    rows, unless the user has selected something else by then.
    """

    restored = Signal()

    def __init__(self, model: ListModel, view: QTableView, lay_out_now: Callable[[], None]) -> None:
        """`lay_out_now` brings the view's scroll bars up to date."""
        super().__init__(view)
        self._lay_out_now = lay_out_now
        self._model = model
        self._view = view
        self._keepsake: _Keepsake | None = None
        self._pending: Bookmark | None = None
        self._slices = Slices(self)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        view.selectionModel().selectionChanged.connect(self._give_way)

    def _remember(self) -> None:
        current = self._view.currentIndex()
        row = current.row() if current.isValid() else -1
        selected = self._pending or self._model.bookmark(_ranges(self._view.selectionModel().selection()))
        self._slices.stop()
        self._keepsake = _Keepsake(
            selected,
            self._model.bookmark([(row, row)] if row >= 0 else []),
            current.column(),
            tuple(self._place(position) for position in self._places(row)),
            self._view.horizontalScrollBar().value(),
        )

    def _places(self, current: int) -> list[int]:
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

    def _place(self, position: int) -> _Place:
        return _Place(self._model.bookmark([(position, position)]), self._view.rowViewportPosition(position))

    def _restore(self) -> None:
        keepsake, self._keepsake = self._keepsake, None
        if keepsake is None:
            return
        selection = self._view.selectionModel()
        was_blocked = selection.blockSignals(True)
        for position in self._model.positions(keepsake.current)[:1]:
            selection.setCurrentIndex(self._model.index(position, keepsake.current_column), _Flag.NoUpdate)
        selection.blockSignals(was_blocked)
        self._restore_place(keepsake)
        stretches = _stretches(self._model.positions(keepsake.selected))
        self._pending = keepsake.selected
        first_slice = math.inf if len(stretches) <= _STRETCHES_AT_ONCE else 0.0
        self._slices.run(self._whole_rows(stretches), self._select, first_slice)

    def _restore_place(self, keepsake: _Keepsake) -> None:
        self._lay_out_now()
        self._view.horizontalScrollBar().setValue(keepsake.across)
        height = self._view.verticalHeader().defaultSectionSize()
        for place in keepsake.places:
            for position in self._model.positions(place.row)[:1]:
                self._view.verticalScrollBar().setValue(position * height - place.offset)
                return
        self._view.verticalScrollBar().setValue(0)

    def _select(self, rows: QItemSelection) -> None:
        if rows.size():
            self._pending = None  # otherwise none of them is in sight: they may come back
        selection = self._view.selectionModel()
        was_blocked = selection.blockSignals(True)
        selection.select(rows, _Flag.ClearAndSelect)
        selection.blockSignals(was_blocked)
        self.restored.emit()

    def _give_way(self) -> None:
        """The user selects something else while the old selection is still being put together."""
        self._slices.stop()
        self._pending = None

    def _whole_rows(self, stretches: Sequence[tuple[int, int]]) -> Steps[QItemSelection]:
        selection = QItemSelection()
        last_column = self._model.columnCount() - 1
        index = self._model.index
        for number, (first, last) in enumerate(stretches, 1):
            selection.append(QItemSelectionRange(index(first, 0), index(last, last_column)))
            if not number % _A_STEP:
                yield
        return selection


def _stretches(positions: Sequence[int]) -> list[tuple[int, int]]:
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
