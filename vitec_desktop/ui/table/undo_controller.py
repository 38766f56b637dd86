"""Undo and redo of what the user does with a table: its search, filters, order, groups, columns and views."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QWidget

from vitec_desktop.report.filters import NamedFilter
from vitec_desktop.report.row_index import TableQuery
from vitec_desktop.ui.table.layout_state import ColumnState
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.saved_views import SavedView, SavedViewsController
from vitec_desktop.ui.table.table_columns import TableColumns
from vitec_desktop.ui.table.temporary_view import TemporaryViewController
from vitec_desktop.ui.widgets.labels import announce

_MAX_CHANGES = 100
_BUTTON_WAIT = 50
"""Milliseconds until it is asked again whether the user still drags."""
_SEARCH_ID = 1


class _TableSetup(Struct, frozen=True):
    """What undo restores of a table; its rows are no part of it."""

    query: TableQuery
    columns: tuple[ColumnState, ...]
    view: SavedView
    own_views: tuple[SavedView, ...]


class UndoHistory(Struct, frozen=True):
    """The changes of a table, each as the setups before and after it; the first `done_count` are not undone."""

    changes: tuple[tuple[_TableSetup, _TableSetup], ...] = ()
    done_count: int = 0


class _ChangeCommand(QUndoCommand):
    """One change of a table, from one setup to another; letters typed one after the other are one change.

    So are those that are typed over a former search.
    """

    def __init__(self, before: _TableSetup, after: _TableSetup, restore: Callable[[_TableSetup], None], text: str):
        super().__init__(text)
        self.before, self.after = before, after
        self._restore = restore
        self._is_done = True
        self._is_search_alone = _is_search_alone(before, after)
        self._is_typing = self._is_search_alone and _is_typing(before.query.search_text, after.query.search_text)

    def undo(self) -> None:
        self._restore(self.before)

    def redo(self) -> None:
        if self._is_done:  # `QUndoStack.push` would do it a second time
            self._is_done = False
            return
        self._restore(self.after)

    def id(self) -> int:
        return _SEARCH_ID if self._is_search_alone else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802
        if not isinstance(other, _ChangeCommand) or not other._is_typing:
            return False
        if not self._is_typing and not self.after.query.search_text:  # to clear the search is a change of its own
            return False
        self.after = other.after
        self.setObsolete(self.before == self.after)
        return True


class UndoController(QObject):
    """Records each change of one table's setup, and takes it back.

    What one act of the user changes is one change, whatever it consists of: it is recorded once the act is over. A
    temporary view has changes of its own, which are forgotten when it ends; undo leads neither into it nor out of it.
    """

    changed = Signal()
    """Emitted when there is something else to undo or redo."""
    change_recorded = Signal(str)
    """Emitted after `changed` with what was done, if it took something away or was a view saved: "Vyn är sparad"."""

    def __init__(
        self,
        model: ReportTableModel,
        columns: TableColumns,
        saved_views: SavedViewsController,
        temporary_view: TemporaryViewController,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._model = model
        self._columns = columns
        self._page = page
        self._saved_views = saved_views
        self._temporary_view = temporary_view
        self._own_stack, self._temporary_stack = QUndoStack(self), QUndoStack(self)
        self._own_setup = self._temporary_setup = self._own_now()
        self._named_filter: NamedFilter | None = None
        self._is_replaying = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._on_timeout)
        for changed in (
            model.search_text_changed,
            model.filters_changed,
            model.sort_changed,
            model.grouping_changed,
            columns.changed,
            saved_views.changed,
        ):
            changed.connect(self._record_soon)
        for stack in (self._own_stack, self._temporary_stack):
            stack.setUndoLimit(_MAX_CHANGES)
            for stack_changed in (stack.indexChanged, stack.undoTextChanged, stack.redoTextChanged):
                stack_changed.connect(self.changed)
        temporary_view.changed.connect(self._on_temporary_view_changed)
        # What the user has just done is a change of its own, whatever goes or comes with a comparison.
        model.compared_about_to_change.connect(self.record)
        model.compared_changed.connect(self._on_compared_changed)

    @property
    def undo_text(self) -> str:
        """What undo takes back, as "filter"; "" if there is nothing."""
        return self._stack.undoText()

    @property
    def redo_text(self) -> str:
        """What redo does again, as "filter"; "" if there is nothing."""
        return self._stack.redoText()

    def undo(self) -> None:
        """Take the last change back."""
        self.record()
        if self._stack.canUndo():
            text = self._stack.undoText()
            self._stack.undo()
            announce(self._page, self.tr("Ångrat: {what}").format(what=text))

    def redo(self) -> None:
        """Do again what was undone last."""
        self.record()
        if self._stack.canRedo():
            text = self._stack.redoText()
            self._stack.redo()
            announce(self._page, self.tr("Gjort om: {what}").format(what=text))

    def record(self) -> None:
        """Record now what has changed since the last record."""
        self._timer.stop()
        own = self._own_now()
        if self._temporary_view.is_open:
            now = self._now()
            if now != self._temporary_setup:
                before, self._temporary_setup = self._temporary_setup, now
                self._push(self._temporary_stack, before, now)
        elif own != self._own_setup:
            before, self._own_setup = self._own_setup, own
            self._push(self._own_stack, before, own)

    def clear(self) -> None:
        """Forget all changes: the setup of now is where they begin."""
        self.take_setups()
        self._own_stack.clear()
        self._temporary_stack.clear()

    def history(self) -> UndoHistory:
        """Return the changes, without those of a temporary view."""
        self.record()
        commands = [self._own_stack.command(number) for number in range(self._own_stack.count())]
        changes = tuple((one.before, one.after) for one in commands if isinstance(one, _ChangeCommand))
        return UndoHistory(changes, self._own_stack.index())

    def set_history(self, history: UndoHistory) -> None:
        """Set the changes that have led to the setup of now, and those that were undone."""
        self.clear()
        for before, after in history.changes:
            self._own_stack.push(_ChangeCommand(before, after, self._restore, self._text(before, after)))
        self._is_replaying = True
        self._own_stack.setIndex(history.done_count)
        self._is_replaying = False

    # Recording

    @property
    def _stack(self) -> QUndoStack:
        return self._temporary_stack if self._temporary_view.is_open else self._own_stack

    def _now(self) -> _TableSetup:
        return self._setup(self._model.query, self._saved_views.current)

    def _own_now(self) -> _TableSetup:
        return self._setup(self._temporary_view.own_query, self._temporary_view.own_view)

    def _setup(self, query: TableQuery, view: SavedView) -> _TableSetup:
        # The columns that are searched follow from those that are shown.
        columns, own_views = tuple(self._columns.states()), tuple(self._saved_views.own_views)
        return _TableSetup(replace(query, searched_columns=()), columns, view, own_views)

    def _record_soon(self) -> None:
        self._timer.start(0)

    def _on_timeout(self) -> None:
        if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self.record()
        else:
            self._timer.start(_BUTTON_WAIT)

    def _on_temporary_view_changed(self) -> None:
        named = self._model.query.named_filter
        if not self._temporary_view.is_open:
            self._temporary_stack.clear()
            self._named_filter = None
            self._record_soon()
        elif named != self._named_filter:
            self._named_filter = named
            self._temporary_setup = self._now()
            self._temporary_stack.clear()
        self.changed.emit()

    def _on_compared_changed(self) -> None:
        """Take it as it is that a report without changes has no filter by them: the user has not removed it."""
        self.take_setups()

    def take_setups(self) -> None:
        """Take the setups of now for those that the next change begins with."""
        self._timer.stop()
        self._own_setup = self._own_now()
        self._temporary_setup = self._now() if self._temporary_view.is_open else self._own_setup

    def _push(self, stack: QUndoStack, before: _TableSetup, after: _TableSetup) -> None:
        stack.push(_ChangeCommand(before, after, self._restore, self._text(before, after)))
        message = self._message(before, after)
        if message:
            self.change_recorded.emit(message)

    def _message(self, before: _TableSetup, after: _TableSetup) -> str:
        """Return what was done, for what the user may want back; "" for all else, which the table shows."""
        if before.own_views != after.own_views:
            return self._view_message(before.own_views, after.own_views)
        gone = [column for column in before.query.filters if column not in after.query.filters]
        is_search_cleared = before.query.has_search and not after.query.has_search
        if after.view != before.view and after.view != self._saved_views.default_view:
            return ""
        if gone and not after.query.filters and is_search_cleared:
            return self.tr("Sökning och filter är rensade")
        if len(gone) > 1:
            return self.tr("%n filter är borttagna", "", len(gone))
        if gone:
            return self.tr("Filtret {column} är borttaget").format(column=self._model.heading(gone[0]))
        hidden = [state.column for state in before.columns if state.is_shown]
        shown = {state.column for state in after.columns if state.is_shown}
        hidden = [column for column in hidden if column not in shown]
        if len(hidden) == 1:
            return self.tr("Kolumnen {column} är dold").format(column=self._model.heading(hidden[0]))
        return ""

    def _view_message(self, before: tuple[SavedView, ...], after: tuple[SavedView, ...]) -> str:
        old, new = {view.name.casefold(): view for view in before}, {view.name.casefold(): view for view in after}
        gone = [view for name, view in old.items() if name not in new]
        added = [view for name, view in new.items() if name not in old]
        text = self.tr("Vyn ”{name}” är uppdaterad")
        changed = [view for name, view in new.items() if old.get(name) != view]
        if gone:
            text, changed = self.tr("Vyn ”{name}” är borttagen"), gone
        elif added:
            text = self.tr("Vyn ”{name}” är sparad")
        return text.format(name=changed[0].name) if changed else ""

    def _text(self, before: _TableSetup, after: _TableSetup) -> str:
        old, new = before.query, after.query
        is_view_chosen = after.view != before.view and after.view != self._saved_views.default_view
        if before.own_views != after.own_views or is_view_chosen:
            return self.tr("vy")
        if (old.filters, old.named_filter) != (new.filters, new.named_filter):
            return self.tr("filter")
        if old.search_text != new.search_text:
            return self.tr("sökning")
        if old.group_column != new.group_column:
            return self.tr("gruppering")
        if old.sort != new.sort:
            return self.tr("sortering")
        return self.tr("kolumner") if before.columns != after.columns else self.tr("vy")

    def _restore(self, setup: _TableSetup) -> None:
        if self._is_replaying:
            return
        if tuple(self._columns.states()) != setup.columns:
            self._columns.set_states(setup.columns)
        query = replace(setup.query, searched_columns=self._model.query.searched_columns)
        self._model.set_query(self._model.available_part(query))
        is_offered = self._saved_views.is_available(setup.view)
        self._saved_views.restore(setup.own_views, setup.view if is_offered else self._saved_views.default_view)
        if self._temporary_view.is_open:
            self._temporary_setup = self._now()
        else:
            self._own_setup = self._own_now()


def _is_search_alone(before: _TableSetup, after: _TableSetup) -> bool:
    return replace(before, query=replace(before.query, search_text=after.query.search_text)) == after


def _is_typing(old: str, new: str) -> bool:
    """Whether letters were typed into the search or taken from its end; to clear it is more than that.

    While the computer is busy, several letters come at once.
    """
    is_continued = bool(new) and (new.startswith(old) or old.startswith(new))
    return is_continued or abs(len(old) - len(new)) <= 1
