"""Choosing, saving and deleting the views of one list."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from vitec_desktop.report.language import Language
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.saved_views import (
    ALL_KEY,
    MAX_NAME_LENGTH,
    UNHANDLED_KEY,
    SavedView,
    built_in_views,
    views_from_json,
    views_to_json,
)
from vitec_desktop.ui.table.toolbar import FilterToolbar
from vitec_desktop.ui.table.view import TableView
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.dialog import BaseDialog
from vitec_desktop.ui.widgets.form_field import FormField
from vitec_desktop.ui.widgets.menu import Menu


class SavedViewsController(QObject):
    """Keeps the views of a list; `changed` when another one is chosen, or there are others to choose from."""

    changed = Signal()

    def __init__(
        self,
        model: ReportTableModel,
        table: TableView,
        row: FilterToolbar,
        language: Language,
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._table = table
        self._toolbar = row
        self._language = language
        self._theme = theme
        self._window = parent
        self._built_in = built_in_views(model.kind)
        self._own: list[SavedView] = []
        self._current = self._built_in[0]
        self._is_applying = False
        self._menu = Menu(row.view_picker)
        row.view_picker.set_menu(self._menu)
        row.save_view_button.clicked.connect(self.open_name_dialog)
        model.sort_changed.connect(self._update_save_button)
        model.filters_changed.connect(self._on_query_changed)
        row.search_field.textChanged.connect(self._on_query_changed)
        self._fill_menu()

    @property
    def views(self) -> list[SavedView]:
        """Those that come with the program, then the user's own."""
        return [*self._built_in, *self._own]

    @property
    def current(self) -> SavedView:
        return self._current

    @property
    def is_current_unchanged(self) -> bool:
        """Whether the table still is as the chosen view has it; columns may differ where the view leaves them."""
        view = self._current
        is_same_choice = (view.sort, view.filters, view.search_text) == (
            self._model.sort_keys,
            dict(self._model.filters),
            self._toolbar.search_field.text().strip(),
        )
        return is_same_choice and view.columns in (None, tuple(self._table.column_states()))

    @property
    def is_showing_unhandled(self) -> bool:
        """Whether the table shows what waits to be handled, and nothing but that."""
        return self._current.key == UNHANDLED_KEY and self.is_current_unchanged

    def apply_view(self, view: SavedView) -> None:
        """Filters, search, sorting and, where it has them, columns as in `view`."""
        self._current = view
        self._is_applying = True
        if view.columns is not None:
            self._table.set_column_states(view.columns)
        self._model.sort_by(view.sort)
        self._toolbar.search_field.setText(view.search_text)
        self._model.set_filters(view.filters)
        self._is_applying = False
        self._fill_menu()
        self.changed.emit()

    def apply_default_view(self) -> None:
        """The view that hides nothing."""
        self.apply_view(self._default_view)

    def save_view(self, name: str) -> None:
        """Keep the table as it is under `name`, in the place of an own view of that name."""
        name = name.strip()[:MAX_NAME_LENGTH]
        view = SavedView(
            name,
            self._model.sort_keys,
            dict(self._model.filters),
            self._toolbar.search_field.text().strip(),
            tuple(self._table.column_states()),
        )
        self._own = [known for known in self._own if not _is_same_name(known.name, name)] + [view]
        self._current = view
        self._fill_menu()
        self.changed.emit()

    def delete_view(self, view: SavedView) -> None:
        """Forget one of the user's own views; the table stays as it is."""
        self._own = [known for known in self._own if known is not view]
        if self._current is view:
            self._current = self._built_in[0]
        self._fill_menu()
        self.changed.emit()

    def open_name_dialog(self) -> None:
        """Open the dialog that saves the table's state as a view."""
        dialog = ViewNameDialog(
            self._theme,
            self._is_taken,
            self._name_to_replace,
            self._window,
            may_name_a_person=self._has_personal_data(),
        )
        if not self._current.is_built_in:
            dialog.name.setText(self._current.name)
        dialog.accepted.connect(lambda: self.save_view(dialog.name.text()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # For the settings file

    def own_views_to_json(self) -> list[dict[str, Any]]:
        return views_to_json(self._own, self._model.columns)

    def restore_own_views(self, values: Any) -> None:
        """Take the user's views from a settings file; the chosen view stays."""
        self._own = views_from_json(values, self._model.columns)
        self._fill_menu()

    def current_view_id(self) -> str:
        """What the settings file calls the chosen view."""
        return self._current.key or f"={self._current.name}"

    def view_by_id(self, name: Any) -> SavedView | None:
        """The view that `chosen_name` called so."""
        for view in self.views:
            if name == (view.key or f"={view.name}"):
                return view
        return None

    def set_current(self, view: SavedView) -> None:
        """Show `view` as the chosen one without touching the table."""
        self._current = view
        self._fill_menu()

    def _on_query_changed(self) -> None:
        """A view that hides rows is left once no row is hidden any more: its name would say what is not so."""
        hides_nothing = not self._model.filters and not self._toolbar.search_field.text().strip()
        if hides_nothing and not self._is_applying and (self._current.filters or self._current.search_text):
            self.set_current(self._default_view)
            self.changed.emit()
        self._update_save_button()

    @property
    def _default_view(self) -> SavedView:
        return next(view for view in self._built_in if view.key == ALL_KEY)

    # Menu

    def display_name(self, view: SavedView) -> str:
        return self._language.text("SavedViews", view.name) if view.is_built_in else view.name

    def _is_taken(self, name: str) -> bool:
        return any(_is_same_name(self.display_name(view), name) for view in self._built_in)

    def _name_to_replace(self, name: str) -> str:
        """What the own view is called whose place one of that name would take; "" where there is none."""
        return next((view.name for view in self._own if _is_same_name(view.name, name)), "")

    def _has_personal_data(self) -> bool:
        """Whether what a view would keep could tell of a person: nothing of that is kept unasked."""
        has_search = bool(self._toolbar.search_field.text().strip())
        return has_search or any(self._model.columns[column].is_personal for column in self._model.filters)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for view in self._built_in:
            self._add_view_action(view)
        if self._own:
            self._menu.addSeparator()
        for view in self._own:
            self._add_view_action(view)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Spara som vy…"), self.open_name_dialog)
        if not self._current.is_built_in:
            view = self._current
            text = self.tr("Ta bort vyn ”{name}”").format(name=view.name)
            self._menu.addAction(text.replace("&", "&&"), lambda: self.delete_view(view))
        self._toolbar.view_picker.set_value(self.display_name(self._current))
        self._update_save_button()

    def _add_view_action(self, view: SavedView) -> None:
        action = self._menu.addAction(self.display_name(view).replace("&", "&&"), lambda: self.apply_view(view))
        action.setCheckable(True)
        action.setChecked(view is self._current)

    def _update_save_button(self) -> None:
        has_something = self._model.is_filtered or bool(self._toolbar.search_field.text().strip())
        self._toolbar.save_view_button.setVisible(has_something and not self.is_current_unchanged)


class ViewNameDialog(BaseDialog):
    """Asks what a view is to be called."""

    def __init__(
        self,
        theme: Theme,
        is_taken: Callable[[str], bool],
        replaced: Callable[[str], str],
        parent: QWidget,
        *,
        may_name_a_person: bool,
    ) -> None:
        """`is_taken` knows names that cannot be had, `replaced` the view whose place another would take.

        `may_name_a_person` has it say where such a view is kept, and until when.
        """
        super().__init__(theme, "", 400, parent)
        self.setWindowTitle(self.tr("Spara vy"))
        self.setObjectName("viewNameDialog")
        self._is_taken = is_taken
        self._name_to_replace = replaced
        self.name = QLineEdit(self)
        self.name.setObjectName("viewName")
        self.name.setMaxLength(MAX_NAME_LENGTH)
        self.name.textChanged.connect(self._on_name_changed)
        self._help_text = self.tr("Filter, sökning, sortering och kolumner sparas under namnet.")
        if may_name_a_person:
            self._help_text += " " + self.tr(
                "Sökningen eller ett filter kan peka ut en person: det ligger då kvar bland programmets inställningar "
                "på den här datorn tills du tar bort vyn."
            )
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
        replaced = self._name_to_replace(name)
        return self.tr("Vyn ”{name}” finns redan och ersätts.").format(name=replaced) if replaced else ""


def _is_same_name(one: str, other: str) -> bool:
    """Two views whose names differ in nothing but capitals would be told apart by nobody."""
    return one.casefold() == other.casefold()
