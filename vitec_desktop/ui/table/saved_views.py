"""Saved views: a name for the search, filters, sort order and columns of a list."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from vitec_desktop.report.columns import Column, ColumnKind
from vitec_desktop.report.filters import ColumnFilter, ValueFilter, combine_filters
from vitec_desktop.report.labels import UNHANDLED_STATES, ChangeKind
from vitec_desktop.report.language import QT_TRANSLATE_NOOP
from vitec_desktop.report.row_index import SortKey, TableQuery
from vitec_desktop.report.tables import LISTS_WITH_STATES, TABLE_COLUMNS, JoinedTable, TableKind
from vitec_desktop.ui.table.layout_state import (
    GROUP_NAME,
    ColumnState,
    columns_from_json,
    columns_to_json,
    filters_from_json,
    filters_to_json,
    group_from_json,
    group_to_json,
    search_text_from_json,
    sort_from_json,
    sort_to_json,
)
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.table_columns import TableColumns
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.dialog import BaseDialog
from vitec_desktop.ui.widgets.form_field import FormField
from vitec_desktop.ui.widgets.line_edit import LineEdit
from vitec_desktop.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from vitec_desktop.ui.table.toolbar import FilterToolbar

ALL_KEY = "all"
UNHANDLED_KEY = "unhandled"
CHANGED_KEY = "changed"

ALL_NAME = QT_TRANSLATE_NOOP("SavedViews", "Alla")
UNHANDLED_NAME = QT_TRANSLATE_NOOP("SavedViews", "Obehandlade")
CHANGED_NAME = QT_TRANSLATE_NOOP("SavedViews", "Nytt sedan sist")

MAX_NAME_LENGTH = 60


class SavedView(Struct, frozen=True):
    """A named view of one list.

    Attributes:
        name: as the user wrote it; a built-in view's name is Swedish and to be translated.
        sort: the columns to sort by, the most important first.
        filters: by column number.
        search_text: what to search for; "" for nothing.
        columns: all columns from left to right; None leaves them as they are.
        key: identifies a built-in view; "" for one of the user's.
        group_column: the column to group by; None for no groups.
    """

    name: str
    sort: tuple[SortKey, ...]
    filters: dict[int, ColumnFilter] = field(default_factory=dict)
    search_text: str = ""
    columns: tuple[ColumnState, ...] | None = None
    key: str = ""
    group_column: int | None = None

    @property
    def is_built_in(self) -> bool:
        return bool(self.key)

    def is_part_of(self, query: TableQuery) -> bool:
        """Whether `query` has the search and all filters of the view; it may have further filters."""
        return self.search_text == query.search_text.strip() and self.filters.items() <= query.filters.items()


def default_sort(kind: TableKind) -> tuple[SortKey, ...]:
    """Return the sort order of a list, the newest row first; of unhandled rows the oldest first, by age."""
    sorted_kind = ColumnKind.AGE if isinstance(kind, JoinedTable) else ColumnKind.DATETIME
    return (SortKey(_column_of_kind(TABLE_COLUMNS[kind], sorted_kind), is_descending=True),)


def built_in_views(kind: TableKind) -> list[SavedView]:
    """Return "Alla", for a list with states "Obehandlade" with the oldest row first, and "Nytt sedan sist"."""
    columns = TABLE_COLUMNS[kind]
    views = [SavedView(ALL_NAME, default_sort(kind), key=ALL_KEY)]
    if kind in LISTS_WITH_STATES:
        state = _column_of_kind(columns, ColumnKind.STATE)
        oldest_first = (SortKey(_column_of_kind(columns, ColumnKind.DATETIME)),)
        views.append(SavedView(UNHANDLED_NAME, oldest_first, {state: ValueFilter(UNHANDLED_STATES)}, key=UNHANDLED_KEY))
    newest_first = (SortKey(_column_of_kind(columns, ColumnKind.DATETIME), is_descending=True),)
    changed = ValueFilter(frozenset((ChangeKind.NEW.value, ChangeKind.CHANGED.value)))
    change = _column_of_kind(columns, ColumnKind.CHANGE)
    return [*views, SavedView(CHANGED_NAME, newest_first, {change: changed}, key=CHANGED_KEY)]


def views_to_json(views: Sequence[SavedView], columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Return the user's own views for the settings file, personal filters and searches included."""
    return [
        {
            "name": view.name,
            "sort": sort_to_json(view.sort, columns),
            **group_to_json(view.group_column, columns),
            "filters": filters_to_json(view.filters, columns, with_personal=True),
            "search": view.search_text,
            "columns": columns_to_json(view.columns, columns) if view.columns is not None else None,
        }
        for view in views
        if not view.is_built_in
    ]


def views_from_json(values: Any, columns: Sequence[Column]) -> list[SavedView]:
    """Return the views of the settings file; leave out those that are invalid."""
    views: dict[str, SavedView] = {}
    for value in values if isinstance(values, list) else ():
        name = value.get("name") if isinstance(value, dict) else None
        sort = sort_from_json(value.get("sort"), columns) if isinstance(value, dict) else None
        if not isinstance(name, str) or not name.strip() or sort is None:
            continue
        column_states = columns_from_json(value.get("columns"), columns)
        filters = filters_from_json(value.get("filters"), columns)
        search_text = search_text_from_json(value.get("search"))
        name = name.strip()[:MAX_NAME_LENGTH]
        views[name.casefold()] = SavedView(
            name,
            sort,
            filters,
            search_text,
            tuple(column_states) if column_states else None,
            group_column=group_from_json(value.get(GROUP_NAME), columns),
        )
    return list(views.values())


def _column_of_kind(columns: Sequence[Column], kind: ColumnKind) -> int:
    return next(number for number, column in enumerate(columns) if column.kind is kind)


class SavedViewsController(QObject):
    """Applies, saves and deletes the views of one list. `current` is the view that was applied or saved last."""

    changed = Signal()
    """Emitted when another view is the current one, or a view was saved or deleted."""

    def __init__(self, model: ReportTableModel, columns: TableColumns, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._columns = columns
        self._toolbar: FilterToolbar | None = None
        self._theme = theme
        self._window = parent
        self._built_in = built_in_views(model.kind)
        self._own: list[SavedView] = []
        self._current = self._built_in[0]
        model.sort_changed.connect(self._show_current)
        model.grouping_changed.connect(self._show_current)
        columns.changed.connect(self._show_current)
        model.filters_changed.connect(self._on_query_changed)
        model.search_text_changed.connect(self._on_query_changed)
        model.compared_changed.connect(self._on_compared_changed)

    def set_toolbar(self, toolbar: "FilterToolbar") -> None:
        """Show the current view in the toolbar, and offer the others there."""
        self._toolbar = toolbar
        self._menu = Menu(toolbar.view_picker)
        self._menu.aboutToShow.connect(self._fill_menu)
        toolbar.view_picker.set_menu(self._menu)
        toolbar.save_view_button.clicked.connect(self.open_name_dialog)
        self._show_current()

    @property
    def views(self) -> list[SavedView]:
        """The built-in views, then the user's own; those of changes only while the report is compared."""
        return list(filter(self.is_available, (*self._built_in, *self._own)))

    def is_available(self, view: SavedView) -> bool:
        """Whether the table has the columns that the view filters and sorts by."""
        return all(map(self._model.is_available, (*view.filters, *(key.column for key in view.sort))))

    @property
    def own_views(self) -> Sequence[SavedView]:
        """The views that the user has saved."""
        return self._own

    @property
    def is_current_unchanged(self) -> bool:
        """Whether the table is as the current view describes it, a temporary view aside."""
        return self.is_same(self._current, self._model.query)

    def is_same(self, view: SavedView, query: TableQuery) -> bool:
        """Whether the table with `query` is as `view` describes it. Columns count only if the view names them."""
        is_same_query = (view.sort, view.filters, view.search_text, view.group_column) == (
            query.sort,
            query.filters,
            query.search_text.strip(),
            query.group_column,
        )
        return is_same_query and (view.columns is None or view.columns == tuple(self._columns.states()))

    @property
    def current(self) -> SavedView:
        """The view that was applied or saved last, until its search and filters are cleared."""
        return self._current

    @property
    def named(self) -> SavedView:
        """The view whose name the picker shows: the current one, or one of the user's that the table has come to equal.

        The latter when the user does again what the view was saved with.
        """
        if self._current is not self.default_view or self.is_current_unchanged:
            return self._current
        query = self._model.query
        return next(
            (view for view in self._own if self.is_available(view) and self.is_same(view, query)), self._current
        )

    @property
    def is_showing_unhandled(self) -> bool:
        """Whether the table shows exactly the rows that nobody has handled yet."""
        unhandled = next((view for view in self._built_in if view.key == UNHANDLED_KEY), None)
        return unhandled is not None and not self._model.has_search and self._all_filters() == unhandled.filters

    def apply_view(self, view: SavedView) -> None:
        """Make `view` the current one, and set query and columns by it."""
        self._current = view
        if view.columns is not None:
            self._columns.set_states(view.columns)
        self._model.set_query(
            replace(
                self._model.query,
                sort=view.sort,
                search_text=view.search_text,
                filters=view.filters,
                named_filter=None,
                group_column=view.group_column,
            )
        )
        self._show_current()
        self.changed.emit()

    def apply_default_view(self) -> None:
        """Apply the built-in view that hides no row."""
        self.apply_view(self.default_view)

    def save_view(self, name: str) -> None:
        """Save query and columns as a view of the user; replace the one of that name.

        What a temporary view shows becomes a filter of the user's.
        """
        name = name.strip()[:MAX_NAME_LENGTH]
        view = SavedView(
            name,
            self._model.sort_keys,
            self._all_filters(),
            self._model.search_text.strip(),
            tuple(self._columns.states()),
            group_column=self._model.group_column,
        )
        if self._name_to_replace(name):
            self._own = [view if _is_same_name(other.name, name) else other for other in self._own]
        else:
            self._own.append(view)
        self._current = view
        self._model.set_query(replace(self._model.query, filters=view.filters, named_filter=None))
        self._show_current()
        self.changed.emit()

    def delete_view(self, view: SavedView) -> None:
        """Delete one of the user's views; the table stays as it is."""
        self._own = [other for other in self._own if other is not view]
        if self._current is view:
            self._current = self.default_view
        self._show_current()
        self.changed.emit()

    def open_name_dialog(self) -> None:
        """Ask for a name, and save the view under it."""
        dialog = ViewNameDialog(
            self._theme,
            self._is_taken,
            self._name_to_replace,
            self._window,
            has_personal_data=self._has_personal_data(),
        )
        if not self.named.is_built_in:
            dialog.name.setText(self.named.name)
        dialog.accepted.connect(lambda: self.save_view(dialog.name.text()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # For the settings file

    def own_views_to_json(self) -> list[dict[str, Any]]:
        """Return the user's views for the settings file."""
        return views_to_json(self._own, self._model.columns)

    def restore_own_views(self, values: Any) -> None:
        """Read the user's views from the settings file; the current view stays."""
        self._own = views_from_json(values, self._model.columns)
        self._show_current()

    def restore(self, own_views: Sequence[SavedView], current: SavedView) -> None:
        """Have these views of the user, with `current` as the current one; the table stays as it is."""
        is_new = (own_views, current) != (tuple(self._own), self._current)
        self._own, self._current = list(own_views), current
        self._show_current()
        if is_new:
            self.changed.emit()

    def view_by_id(self, view_id: Any) -> SavedView | None:
        """Return the view with the id that `view_to_id` gave; None if there is none any more."""
        return next((view for view in (*self._built_in, *self._own) if view_id == view_to_id(view)), None)

    def set_current(self, view: SavedView) -> None:
        """Make `view` the current one without changing the table."""
        self._current = view
        self._show_current()

    def _on_compared_changed(self) -> None:
        if self.is_available(self._current):
            self._show_current()
        else:
            self.set_current(self.default_view)
            self.changed.emit()

    def _on_query_changed(self) -> None:
        """Make the default view the current one once the search and filters of the current view are cleared."""
        has_filter = bool(self._current.filters or self._current.search_text.strip())
        if has_filter and not self._model.is_filtered:
            self.set_current(self.default_view)
            self.changed.emit()
        self._show_current()

    @property
    def default_view(self) -> SavedView:
        """The built-in view that hides no row."""
        return self._built_in[0]

    def _all_filters(self) -> dict[int, ColumnFilter]:
        """Return the filters of the user, combined with those of a temporary view."""
        named = self._model.query.named_filter
        return combine_filters(self._model.filters, named.filters if named else {}, self._model.columns)

    # Menu

    def display_name(self, view: SavedView) -> str:
        """Return the view's name in the program's language; a name of the user's as it is."""
        return self._model.language.text("SavedViews", view.name) if view.is_built_in else view.name

    def _is_taken(self, name: str) -> bool:
        return any(_is_same_name(self.display_name(view), name) for view in self._built_in)

    def _name_to_replace(self, name: str) -> str:
        """Return the name of the user's view that a view called `name` would replace; "" if there is none."""
        return next((view.name for view in self._own if _is_same_name(view.name, name)), "")

    def _has_personal_data(self) -> bool:
        """Whether the present query can identify a person: by a search, or a filter on a personal column."""
        columns = self._model.columns
        return self._model.has_search or any(columns[number].is_personal for number in self._all_filters())

    def _fill_menu(self) -> None:
        """Offer what can be done now; the menu is about to open."""
        self._menu.clear()
        for view in self.views:
            if view in self._own[:1]:
                self._menu.addSeparator()
            self._add_view_action(view)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Spara som vy…"), self.open_name_dialog)
        named = self.named
        if named.is_built_in:
            return
        if not self.is_same(named, self._model.query):
            update = self.tr("Uppdatera vyn ”{name}”").format(name=named.name)
            self._menu.addAction(update.replace("&", "&&"), lambda: self.save_view(named.name))
        text = self.tr("Ta bort vyn ”{name}”").format(name=named.name)
        self._menu.addAction(text.replace("&", "&&"), lambda: self.delete_view(named))

    def _add_view_action(self, view: SavedView) -> None:
        action = self._menu.addAction(self.display_name(view).replace("&", "&&"), lambda: self.apply_view(view))
        action.setCheckable(True)
        action.setChecked(view is self.named)

    def _show_current(self) -> None:
        """Show the name of the view whose rows are shown; mark the user's own if changed, else offer to save it."""
        if self._toolbar is None:
            return
        named, query = self.named, self._model.query
        is_changed = not self.is_same(named, query)
        self._toolbar.view_picker.set_value(self.display_name(named))
        self._toolbar.view_picker.set_changed(is_changed and not named.is_built_in)
        self._toolbar.save_view_button.setVisible(
            is_changed and (query.has_own_filter or query.group_column is not None)
        )


class ViewNameDialog(BaseDialog):
    """Asks for a name for a view."""

    def __init__(
        self,
        theme: Theme,
        is_taken: Callable[[str], bool],
        name_to_replace: Callable[[str], str],
        parent: QWidget,
        *,
        has_personal_data: bool,
    ) -> None:
        """Create the dialog.

        Args:
            theme: for fonts and colours.
            is_taken: whether a name is that of a built-in view.
            name_to_replace: returns the name of the view that one of the given name would replace, or "".
            parent: the widget below the dialog.
            has_personal_data: whether to say where the view is stored, since its query can identify a person.
        """
        super().__init__(theme, 400, parent)
        self.setWindowTitle(self.tr("Spara vy"))
        self.setObjectName("viewNameDialog")
        self._is_taken = is_taken
        self._name_to_replace = name_to_replace
        self.name = LineEdit(self)
        self.name.setObjectName("viewName")
        self.name.setMaxLength(MAX_NAME_LENGTH)
        self.name.textChanged.connect(self._on_name_changed)
        self._help_text = self.tr("Filter, sökning, sortering, gruppering och kolumner.")
        if has_personal_data:
            self._help_text += " " + self.tr("Kan peka ut en person: finns på datorn tills du tar bort vyn.")
        self._field = FormField(self.tr("Namn på vyn"), self.name, self._help_text, parent=self)
        self.body.addWidget(self._field)
        self.save_button = self.make_action_button(self.tr("Spara"))
        self.save_button.setObjectName("viewNameSave")
        self.save_button.clicked.connect(self.accept)
        self.add_buttons(self.save_button, self.tr("Avbryt"))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_name_changed()

    def _on_name_changed(self) -> None:
        name = self.name.text().strip()
        is_taken = self._is_taken(name)
        self._field.set_help_text(" ".join(filter(None, (self._replace_text(name), self._help_text))))
        self._field.set_error(self.tr("Den vyn följer med programmet. Välj ett annat namn.") if is_taken else "")
        self.save_button.setEnabled(bool(name) and not is_taken)
        if self.isVisible():
            self.resize_to_content()

    def _replace_text(self, name: str) -> str:
        old_name = self._name_to_replace(name)
        return self.tr("Vyn ”{name}” finns redan och ersätts.").format(name=old_name) if old_name else ""


def _is_same_name(one: str, other: str) -> bool:
    """Whether two names of views are equal, apart from capital letters."""
    return one.casefold() == other.casefold()


def view_to_id(view: SavedView) -> str:
    """Return a view's id in the settings file: a built-in view's key, or "=" and the name."""
    return view.key or f"={view.name}"
