"""The page of one table of the report: toolbar, table, and details of the selected row."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vitec_desktop.report.language import Language
from vitec_desktop.report.outcome_counts import OutcomeCounter, selection_text
from vitec_desktop.report.report import Row
from vitec_desktop.report.tables import TABLE_NAMES, JoinedTable, TableKind
from vitec_desktop.ui.common.shortcuts import BACK
from vitec_desktop.ui.table.clipboard import RowCopier
from vitec_desktop.ui.table.layout_state import (
    GROUP_NAME,
    columns_from_json,
    columns_to_json,
    filters_from_json,
    filters_to_json,
    group_from_json,
    group_to_json,
    sort_from_json,
    sort_to_json,
)
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.page_stack import ListPageStack
from vitec_desktop.ui.table.row_history import HistoryProvider
from vitec_desktop.ui.table.saved_views import SavedViewsController, default_sort, view_to_id
from vitec_desktop.ui.table.table_changes import NO_CHANGES, TableChanges
from vitec_desktop.ui.table.table_columns import TableColumns
from vitec_desktop.ui.table.temporary_view import TemporaryViewController
from vitec_desktop.ui.table.texts import MissingText
from vitec_desktop.ui.table.undo_controller import UndoController
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.empty_state import EmptyState
from vitec_desktop.webservice.models import ListKind

if TYPE_CHECKING:
    from vitec_desktop.ui.table.details import DetailsPane, DetailsSplitter
    from vitec_desktop.ui.table.filter_controller import FilterController
    from vitec_desktop.ui.table.group_controller import GroupController
    from vitec_desktop.ui.table.toolbar import FilterToolbar
    from vitec_desktop.ui.table.view import TableView

_OBJECT_NAMES: Mapping[TableKind, str] = {
    ListKind.INCOMING: "incomingTable",
    ListKind.OUTGOING: "outgoingTable",
    ListKind.TIPS: "tipsTable",
    JoinedTable.UNHANDLED: "unhandledTable",
}
_WIDE_WINDOW = 1280


class _Widgets(NamedTuple):
    """The parts of a page that are made when it is shown."""

    toolbar: "FilterToolbar"
    splitter: "DetailsSplitter"
    filter_controller: "FilterController"
    group_controller: "GroupController"


class ListPage(QWidget):
    """The tab of one table, with its own model and saved views.

    Its widgets are made when it is shown, or one of them is asked for, for the first time: most starts show one page at
    most. Until then the page only remembers what they will show.
    """

    counts_changed = Signal(int, int)
    """The number of rows shown, and of all rows."""
    selection_changed = Signal()
    """Emitted when `selection_text` may have changed."""
    fetch_requested = Signal()
    period_change_requested = Signal()
    correction_requested = Signal()
    count_all_requested = Signal()
    """Emitted when the user wants the rows back that are left out because they do not count in the overview."""
    back_requested = Signal()
    """Emitted when the user leaves a temporary view for the overview."""
    copied = Signal(str)
    """Emitted with what has been copied, as "Cellen är kopierad"; rows have the signals of `copier`."""
    layout_changed = Signal()
    """Emitted when `layout_state` has changed."""
    folding_changed = Signal()
    """Emitted when the groups can be closed or opened, or no longer."""
    count_requested = Signal()
    """Emitted when the user wants the overview to count only what search and filters show."""
    built = Signal()
    """Emitted when the widgets are made."""

    def __init__(self, kind: TableKind, language: Language, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._language = language
        self._theme = theme
        self._is_wide = True
        self.model = ReportTableModel(kind, language, self)
        self._outcome_counter = OutcomeCounter(self.model.columns)
        self.model.sort_by(default_sort(kind))
        self._columns = TableColumns(self.model, self)
        self.saved_views = SavedViewsController(self.model, self._columns, theme, self)
        self.temporary_view = TemporaryViewController(self.model, self.saved_views, self)
        self.undo_controller = UndoController(self.model, self._columns, self.saved_views, self.temporary_view, self)
        self.copier = RowCopier(self.model, self)
        self._stack = ListPageStack(self.model, theme, self)
        self._is_open_by_width = (False, False) if isinstance(kind, JoinedTable) else (True, False)
        self._is_count_offered = False
        self._history_provider: HistoryProvider | None = None
        self._widgets: _Widgets | None = None
        self._lay_out()
        self._connect_signals()

    @property
    def is_built(self) -> bool:
        """Whether the page has its widgets."""
        return self._widgets is not None

    def setVisible(self, visible: bool) -> None:  # noqa: N802
        if visible:
            self._made_widgets()
        super().setVisible(visible)

    # Rows

    def set_rows(self, rows: Sequence[Row], changes: TableChanges = NO_CHANGES) -> None:
        """Replace all rows; query, selection and scroll position stay."""
        self.model.set_rows(rows, changes)
        self._stack.show_all_rows()

    def append_rows(self, rows: Sequence[Row]) -> None:
        """Add rows while a report is being fetched."""
        self.model.append_rows(rows)
        self._stack.show_more_rows()

    @property
    def content(self) -> QWidget:
        """What is below the toolbar, and below a line that is inserted."""
        return self._stack

    def insert_line(self, line: QWidget) -> None:
        """Show a widget between the toolbar and the table."""
        self._layout.insertWidget(self._layout.indexOf(self._stack), line)

    def set_report(
        self, first_day: date, last_day: date, missing: MissingText | None = None, *, is_saved: bool = False
    ) -> None:
        """Set what an empty list says of the report: its period, what is missing from it, whether it is a saved one."""
        self._stack.set_report(first_day, last_day, missing, is_saved=is_saved)

    def set_uncounted(self, count: int) -> None:
        """Set how many rows of the report are not in the table because they do not count in the overview."""
        self._stack.set_uncounted(count)

    def show_nothing_fetched(self) -> None:
        """Remove all rows, and offer to fetch a report."""
        self.model.set_rows(())
        self._stack.show_nothing_fetched()

    def show_failed(self, reason: str) -> None:
        """Remove all rows, and say why no report could be fetched."""
        self.model.set_rows(())
        self._stack.show_failed(reason)

    def show_fetching(self, *, keeps_rows: bool = False) -> None:
        """Remove all rows, unless they are kept; an empty table has no message and no button until the fetch ends."""
        self._stack.show_fetching()
        if not keeps_rows:
            self.model.set_rows(())
        self._stack.show_more_rows()

    def shown_rows(self) -> list[Row]:
        """Return the rows that match the query, in order."""
        return self.model.shown_rows()

    def selection_text(self) -> str:
        """Return the numbers of the selected rows for the status bar; of one row, how to open its details."""
        count = self.view.selected_count() if self._widgets else 0
        if count < 2:
            return self.tr("Enter visar allt om raden") if count == 1 and not self.is_details_open else ""
        rows = [row for row in self.view.selected_rows() if not self.model.is_gone_row(row)]
        return selection_text(self._outcome_counter.count(rows), self._language)

    def shown_column_numbers(self) -> list[int]:
        """Return the numbers of the shown columns, from left to right."""
        return self._columns.shown()

    def focus_search(self) -> None:
        """Give the search field the focus, and select its text."""
        self.toolbar.focus_search()

    def open_columns(self) -> None:
        """Let the user choose and order the columns, below the button for that."""
        from vitec_desktop.ui.table.columns_popup import ColumnsPopup

        button = self.toolbar.columns_button
        popup = ColumnsPopup(self.model, self.view, self._theme, self)
        popup.closed.connect(lambda: button.setDown(False))
        button.setDown(True)
        popup.open_below(QRect(button.mapToGlobal(QPoint(0, 0)), button.size()), at_right=True)

    def clear_filters(self) -> None:
        """Show every row: no search, no filters."""
        self.model.clear_search_and_filters()

    @property
    def is_details_open(self) -> bool:
        """Whether the details pane is open in windows of this width class."""
        return self._widgets is not None and self._widgets.splitter.is_open

    def set_details_open(self, is_open: bool) -> None:
        """Open or close the details pane, for windows of this width class."""
        self._made_widgets().splitter.set_open(is_open)

    def set_history_provider(self, provider: HistoryProvider) -> None:
        """Set where the details have the history of a row from."""
        self._history_provider = provider
        if self._widgets:
            self.details.set_history_provider(provider)

    def update_history(self) -> None:
        """Ask again for the history of the row whose details are shown."""
        if self._widgets:
            self.details.update_history()

    def set_count_offered(self, is_offered: bool) -> None:
        """Offer in the toolbar to count in the overview only what search and filters show, or do not."""
        self._is_count_offered = is_offered
        if self._widgets:
            self.toolbar.count_button.setVisible(is_offered)

    def copy_rows(self) -> None:
        """Copy the shown columns of the selected rows, with headings; those of a whole group below its heading too."""
        lines = self.view.selected_lines()
        if lines:
            self.copier.copy(lines, self._columns.shown())

    def copy_all(self) -> None:
        """Copy every field of the selected row; if several rows are selected, copy them as `copy_rows` does."""
        if self.view.selected_count() > 1:
            self.copy_rows()
        else:
            self.details.copy_all()

    def layout_state(self) -> dict[str, Any]:
        """Return what the settings file keeps: columns, sort order, groups, filters, details pane and views.

        A temporary view is not kept, but what it restores. Searches, and filters that can identify a person, are kept
        in saved views only.
        """
        columns = self.model.columns
        wide, narrow = self._widgets.splitter.open_by_width if self._widgets else self._is_open_by_width
        query, view = self.temporary_view.own_query, self.temporary_view.own_view
        return {
            "columns": columns_to_json(self._columns.states(), columns),
            "sort": sort_to_json(query.sort, columns),
            **group_to_json(query.group_column, columns),
            "filters": filters_to_json(query.filters, columns, with_personal=False),
            "details": {"wide": wide, "narrow": narrow},
            "views": self.saved_views.own_views_to_json(),
            "view": view_to_id(view),
            "shows_view": self.saved_views.is_same(view, query),
        }

    def restore_layout(self, values: Any) -> None:
        """Restore what `layout_state` returned; keep the default for each missing or invalid part."""
        values = values if isinstance(values, dict) else {}
        columns = self.model.columns
        column_states = columns_from_json(values.get("columns"), columns)
        if column_states is not None:
            self._columns.set_states(column_states)
        sort = sort_from_json(values.get("sort"), columns)
        if sort is not None:
            self.model.sort_by(sort)
        self.model.group_by(group_from_json(values.get(GROUP_NAME), columns))
        filters = filters_from_json(values.get("filters"), columns)
        self.model.set_query(self.model.available_part(replace(self.model.query, filters=filters)))
        details = values.get("details")
        wide, narrow = (details.get("wide"), details.get("narrow")) if isinstance(details, dict) else (None, None)
        if isinstance(wide, bool) and isinstance(narrow, bool):
            self._is_open_by_width = wide, narrow
            if self._widgets:
                self._widgets.splitter.set_open_by_width(wide=wide, narrow=narrow)
        self.saved_views.restore_own_views(values.get("views"))
        view = self.saved_views.view_by_id(values.get("view"))
        if view is not None and self.saved_views.is_available(view):
            if values.get("shows_view") is True:
                self.saved_views.apply_view(view)
            elif view.is_part_of(self.model.query):
                self.saved_views.set_current(view)
        self.undo_controller.clear()

    # Widgets

    @property
    def toolbar(self) -> "FilterToolbar":
        return self._made_widgets().toolbar

    @property
    def view(self) -> "TableView":
        return self._made_widgets().splitter.table

    @property
    def details(self) -> "DetailsPane":
        return self._made_widgets().splitter.pane

    @property
    def filter_controller(self) -> "FilterController":
        return self._made_widgets().filter_controller

    @property
    def group_controller(self) -> "GroupController":
        return self._made_widgets().group_controller

    @property
    def empty_state(self) -> EmptyState:
        self._made_widgets()
        return self._stack.empty_state

    @property
    def no_match_state(self) -> EmptyState:
        self._made_widgets()
        return self._stack.no_match_state

    def _made_widgets(self) -> _Widgets:
        """Return the widgets; make them first where there are none, and show in them what the page has remembered."""
        if self._widgets:
            return self._widgets
        from vitec_desktop.ui.table.filter_controller import FilterController
        from vitec_desktop.ui.table.group_controller import GroupController
        from vitec_desktop.ui.table.search_undo import SearchUndo

        toolbar, splitter = self._made_toolbar_and_splitter()
        view = splitter.table
        self._widgets = widgets = _Widgets(
            toolbar,
            splitter,
            FilterController(self.model, view, toolbar, self._theme, self),
            GroupController(self.model, view, toolbar, self.copy_rows),
        )
        self.saved_views.set_toolbar(toolbar)
        SearchUndo(toolbar.search_field, self.undo_controller)
        self._stack.set_table(view, splitter, self.saved_views)
        self._layout.insertWidget(0, toolbar)
        self._connect_widgets(widgets)
        toolbar.count_button.setVisible(self._is_count_offered)
        toolbar.set_temporary(self.temporary_view.is_open)
        self._show_gone()
        self.built.emit()
        return widgets

    def _made_toolbar_and_splitter(self) -> "tuple[FilterToolbar, DetailsSplitter]":
        from vitec_desktop.ui.table.details import DetailsSplitter
        from vitec_desktop.ui.table.toolbar import FilterToolbar

        toolbar = FilterToolbar(self.kind, self._theme, self)
        splitter = DetailsSplitter(self.model, self._columns.states(), self._language, self._theme, self._stack)
        wide, narrow = self._is_open_by_width
        splitter.set_open_by_width(wide=wide, narrow=narrow)
        splitter.table.setObjectName(_OBJECT_NAMES[self.kind])
        splitter.table.setAccessibleName(self._language.text("Lists", TABLE_NAMES[self.kind]))
        if self._history_provider:
            splitter.pane.set_history_provider(self._history_provider)
        self.undo_controller.record()
        self._columns.set_view(splitter.table)
        self.undo_controller.take_setups()  # a view has no column that is too narrow
        return toolbar, splitter

    def _lay_out(self) -> None:
        self.setProperty("background", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._stack, 1)

    def _connect_signals(self) -> None:
        self.temporary_view.changed.connect(self._on_temporary_view_changed)
        self.model.gone_changed.connect(self._show_gone)
        self.model.grouping_changed.connect(self._show_gone)
        self.model.counts_changed.connect(self.counts_changed)
        self.model.grouping_changed.connect(self.layout_changed)
        self._stack.fetch_requested.connect(self.fetch_requested)
        self._stack.period_change_requested.connect(self.period_change_requested)
        self._stack.clear_requested.connect(self.clear_filters)
        self._stack.count_all_requested.connect(self.count_all_requested)
        self._stack.correction_requested.connect(self.correction_requested)
        for changed in (
            self._columns.changed,
            self.model.sort_changed,
            self.model.filters_changed,
            self.saved_views.changed,
            self.temporary_view.changed,
        ):
            changed.connect(self.layout_changed)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self.focus_search)
        self._back_shortcut = QShortcut(QKeySequence(BACK.keys), self, self.back_requested.emit)
        self._back_shortcut.setEnabled(False)

    def _connect_widgets(self, widgets: _Widgets) -> None:
        toolbar, splitter = widgets.toolbar, widgets.splitter
        view, details = splitter.table, splitter.pane
        toolbar.table_requested.connect(self._focus_table)
        toolbar.back_button.clicked.connect(self.back_requested)
        toolbar.columns_button.clicked.connect(self.open_columns)
        toolbar.count_button.clicked.connect(self.count_requested)
        toolbar.gone_button.clicked.connect(self.model.set_showing_gone)
        widgets.group_controller.folding_changed.connect(self.folding_changed)
        view.columns_requested.connect(self.open_columns)
        view.selected_rows_changed.connect(self.selection_changed)
        view.copy_requested.connect(self.copy_rows)
        view.row_menu_requested.connect(self._open_row_menu)
        splitter.toggled.connect(self.selection_changed)
        splitter.toggled.connect(self.layout_changed)
        details.copy_rows_requested.connect(self.copy_rows)
        details.copied.connect(lambda: self.copied.emit(self.tr("Allt om raden är kopierat")))

    def _on_temporary_view_changed(self) -> None:
        if self._widgets:
            self.toolbar.set_temporary(self.temporary_view.is_open)
        self._back_shortcut.setEnabled(self.temporary_view.is_open)

    def _show_gone(self) -> None:
        """Offer to show the rows that are gone; groups have none of them."""
        if not self._widgets:
            return
        self.toolbar.set_gone(
            self.model.gone_count,
            is_shown=self.model.is_showing_gone,
            is_grouped=self.model.group_column is not None,
        )

    def _focus_table(self) -> None:
        if self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if not self.view.selected_count():
                self.view.select_first_row()

    def _open_row_menu(self, index: QModelIndex, point: QPoint) -> None:
        from vitec_desktop.ui.table.context_menus import open_row_menu

        menu = open_row_menu(self.model, self.view, index, point, self.copy_rows, lambda: self.set_details_open(True))
        menu.cell_copied.connect(lambda: self.copied.emit(self.tr("Cellen är kopierad")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.window().width() >= _WIDE_WINDOW
        if is_wide != self._is_wide:
            self._is_wide = is_wide
            self.toolbar.set_compact(not is_wide)
            self.view.groups.set_compact(not is_wide)
            self.view.set_compact(not is_wide)
            self._made_widgets().splitter.set_wide(is_wide)
