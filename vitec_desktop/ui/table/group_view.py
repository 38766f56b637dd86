"""Groups in a table: their headings' heights and clicks, the heading that stays at the top, and the keys."""

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView

from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.selection_restorer import selected_ranges
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.labels import announce

if TYPE_CHECKING:
    from vitec_desktop.ui.table.group_painter import GroupPainter

_Flag = QItemSelectionModel.SelectionFlag
_NO_MODIFIERS = Qt.KeyboardModifier.NoModifier
_MAX_TALL_HEADINGS = 2_000
"""Qt sets the height of one line at a time: more headings are as high as rows, so that they do not stall the window."""


class GroupView(QObject):
    """What a table does with its groups, besides painting them."""

    def __init__(self, model: ReportTableModel, table: QTableView, theme: Theme) -> None:
        super().__init__(table)
        self._model = model
        self._table = table
        self._theme = theme
        self._painter: GroupPainter | None = None
        self._is_compact = False
        self._has_tall_headings = False

    @property
    def painter(self) -> "GroupPainter":
        """The painter of headings, made when the first is painted: most tables have no groups."""
        if self._painter is None:
            from vitec_desktop.ui.table.group_painter import GroupPainter

            self._painter = GroupPainter(self._model, self._theme)
            self._painter.set_compact(self._is_compact)
        return self._painter

    def set_compact(self, is_compact: bool) -> None:
        """Leave out parts of the headings, for a narrow window."""
        self._is_compact = is_compact
        if self._painter is not None:
            self._painter.set_compact(is_compact)

    # Heights and places

    def set_heights(self) -> None:
        """Make the headings higher than the rows, which Qt has given them the height of."""
        positions = self._model.heading_positions
        lines = self._table.verticalHeader()
        was_blocked = lines.blockSignals(True)
        if self._has_tall_headings:
            self._has_tall_headings = False
            # A new default size is that of all lines with the old one: of the rows, and then of rows and headings.
            for height in (self._theme.metrics.group_heading, self._theme.metrics.row):
                lines.setDefaultSectionSize(height)
        if 0 < len(positions) <= _MAX_TALL_HEADINGS:
            self._has_tall_headings = True
            lines.setUpdatesEnabled(False)
            for position in positions:
                lines.resizeSection(position, self._theme.metrics.group_heading)
            lines.setUpdatesEnabled(True)
        lines.blockSignals(was_blocked)

    @property
    def sticky_rect(self) -> QRect | None:
        """The place of the heading that stays at the top of the viewport, over the rows; None if there is none.

        The next heading pushes it upwards.
        """
        if not self._model.is_grouped:
            return None
        first = self._table.rowAt(0)
        if first < 0:
            return None
        group = self._model.group_at(first)
        heading = self._model.heading_position(group)
        if self._table.rowViewportPosition(heading) >= 0:
            return None
        height = self._table.rowHeight(heading)
        top = 0
        if group + 1 < len(self._model.groups):
            top = min(0, self._table.rowViewportPosition(self._model.heading_position(group + 1)) - height)
        return QRect(0, top, self._table.viewport().width(), height)

    @property
    def sticky_group(self) -> int:
        """The number of the group whose heading stays at the top."""
        return self._model.group_at(self._table.rowAt(0))

    def position_at(self, y: int) -> int:
        """Return the position of the line at `y` of the viewport, or -1; the heading at the top covers rows."""
        rect = self.sticky_rect
        if rect is not None and rect.top() <= y <= rect.bottom():
            return self._model.heading_position(self.sticky_group)
        return self._table.rowAt(y)

    def heading_at(self, position: int) -> int | None:
        """Return the number of the group whose heading is at `position`; None for a row, and for -1."""
        return self._model.heading_group(position) if position >= 0 and self._model.is_grouped else None

    def is_heading(self, position: int) -> bool:
        return self.heading_at(position) is not None

    @property
    def current_heading(self) -> int | None:
        """The group whose heading is the current line; None if a row is."""
        index = self._table.currentIndex()
        return self.heading_at(index.row()) if index.isValid() else None

    def show_below_sticky(self, position: int) -> None:
        """Scroll a row out from under the heading that stays at the top."""
        rect = self.sticky_rect
        if rect is None or self.heading_at(position) is not None:
            return
        height = self._table.rowHeight(self._model.heading_position(self._model.group_at(position)))
        hidden = height - self._table.rowViewportPosition(position)
        if 0 < hidden <= height + self._theme.metrics.row:
            bar = self._table.verticalScrollBar()
            bar.setValue(bar.value() - hidden)

    # Opening, closing, marking

    def go_to(self, group: int) -> None:
        """Make a group's heading the current line; what is marked stays."""
        self._make_current(self._model.heading_position(group))

    def toggle(self, group: int) -> None:
        """Close an open group, open a closed one."""
        self.set_collapsed(group, not self._model.is_collapsed(group))

    def set_collapsed(self, group: int, is_collapsed: bool) -> None:
        """Close or open a group; a screen reader says so."""
        if is_collapsed == self._model.is_collapsed(group):
            return
        heading = self._model.heading_position(group)
        if is_collapsed:
            self._make_current(heading)
        self._model.set_collapsed(group, is_collapsed)
        self._table.updateGeometries()
        if self._table.rowViewportPosition(heading) < 0:
            self._table.verticalScrollBar().setValue(self._table.verticalHeader().sectionPosition(heading))
        texts = self._model.group_texts(group)
        state = self.tr("{name}, hopfälld") if is_collapsed else self.tr("{name}, utfälld, {count}")
        announce(self._table, state.format(name=texts.name, count=texts.count))

    def set_all_collapsed(self, is_collapsed: bool) -> None:
        """Close or open all groups; closed ones have no marked rows.

        The heading of the current group stays where it is; where the current line is not seen, that of the group at the
        top does.
        """
        table, model = self._table, self._model
        current = table.currentIndex().row() if model.is_grouped else -1
        current_group = model.group_at(current) if current >= 0 else None
        is_seen = 0 <= table.rowViewportPosition(current) < table.viewport().height()
        seen = current if current >= 0 and is_seen else table.rowAt(0)
        group = model.group_at(seen) if model.is_grouped and seen >= 0 else None
        place = 0 if group is None else max(0, table.rowViewportPosition(model.heading_position(group)))
        if is_collapsed:
            table.selectionModel().clear()
        model.set_all_collapsed(is_collapsed)
        if current_group is not None and is_collapsed:
            self._make_current(model.heading_position(current_group))
        if group is not None:
            top = table.verticalHeader().sectionPosition(model.heading_position(group))
            table.verticalScrollBar().setValue(top - place)
        announce(table, self.tr("Alla grupper hopfällda") if is_collapsed else self.tr("Alla grupper utfällda"))

    def toggle_marked(self, group: int) -> None:
        """Mark all rows of a group besides those that are marked, opening it; or unmark them if all of them are."""
        self.set_collapsed(group, False)
        rows = self._model.group_rows(group)
        if rows is None:
            return
        first, last = rows
        model, selection = self._model, self._table.selectionModel()
        marked = QItemSelection()
        marked.append(QItemSelectionRange(model.index(first, 0), model.index(last, model.columnCount() - 1)))
        flag = _Flag.Deselect if self.is_marked(group) else _Flag.Select
        selection.select(marked, flag | _Flag.Rows)
        self._make_current(model.heading_position(group))

    def is_marked(self, group: int) -> bool:
        """Whether all rows of a group are marked."""
        return group in self.marked_groups()

    def marked_groups(self) -> set[int]:
        """Return the groups that are open and have all their rows marked: they are copied with their headings."""
        model = self._model
        counts: Counter[int] = Counter()
        for first, last in selected_ranges(self._table.selectionModel()):
            group = model.group_at(first)
            while group < len(model.groups) and model.heading_position(group) <= last:
                rows = model.group_rows(group)
                if rows is not None:
                    counts[group] += max(0, min(last, rows[1]) - max(first, rows[0]) + 1)
                group += 1
        return {group for group, count in counts.items() if count == model.groups.count(group)}

    def _make_current(self, position: int) -> None:
        column = max(0, self._table.currentIndex().column())
        self._table.selectionModel().setCurrentIndex(self._model.index(position, column), _Flag.NoUpdate)

    # Keys

    def handle_key(self, event: QKeyEvent) -> bool:
        """Open, close or mark the group whose heading is the current line; return whether the key was meant for it.

        From a row's first cell, Left goes to the heading of its group.
        """
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        group = self.current_heading
        if group is None:
            return key == Qt.Key.Key_Left and modifiers == _NO_MODIFIERS and self._go_to_heading()
        if key == Qt.Key.Key_Space and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.toggle_marked(group)
        elif modifiers != _NO_MODIFIERS:
            return False
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.toggle(group)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.set_collapsed(group, key == Qt.Key.Key_Left)
        else:
            return False
        return True

    def _go_to_heading(self) -> bool:
        index = self._table.currentIndex()
        header = self._table.horizontalHeader()
        shown = [visual for visual in range(header.count()) if not header.isSectionHidden(header.logicalIndex(visual))]
        if not (self._model.is_grouped and index.isValid() and header.visualIndex(index.column()) == shown[0]):
            return False
        self._table.selectionModel().setCurrentIndex(
            index.siblingAtRow(self._model.heading_position(self._model.group_at(index.row()))), _Flag.Clear
        )
        return True
