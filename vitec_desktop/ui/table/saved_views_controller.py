"""Choosing, saving and deleting the views of one list."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from vitec_desktop.report.language import Language
from vitec_desktop.ui.table.model import ListModel
from vitec_desktop.ui.table.saved_views import (
    ALL,
    LONGEST_NAME,
    UNHANDLED,
    SavedView,
    built_in_views,
    views_from_values,
    views_to_values,
)
from vitec_desktop.ui.table.toolbar import FilterRow
from vitec_desktop.ui.table.view import TableView
from vitec_desktop.ui.theme.theme import Theme
from vitec_desktop.ui.widgets.dialog import FramedDialog
from vitec_desktop.ui.widgets.form_field import Field
from vitec_desktop.ui.widgets.menu import Menu


class ViewDesk(QObject):
    """Keeps the views of a list; `changed` when another one is chosen, or there are others to choose from."""

    changed = Signal()

    def __init__(
        self, model: ListModel, table: TableView, row: FilterRow, language: Language, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._table = table
        self._row = row
        self._language = language
        self._theme = theme
        self._window = parent
        self._built_in = built_in_views(model.kind)
        self._own: list[SavedView] = []
        self._chosen = self._built_in[0]
        self._is_choosing = False
        self._menu = Menu(row.views)
        row.views.set_menu(self._menu)
        row.save_view.clicked.connect(self.ask_name)
        model.sort_changed.connect(self._show_state)
        model.filters_changed.connect(self._on_choice_changed)
        row.search.textChanged.connect(self._on_choice_changed)
        self._fill_menu()

    @property
    def views(self) -> list[SavedView]:
        """Those that come with the program, then the user's own."""
        return [*self._built_in, *self._own]

    @property
    def chosen(self) -> SavedView:
        return self._chosen

    @property
    def is_unchanged(self) -> bool:
        """Whether the table still is as the chosen view has it; columns may differ where the view leaves them."""
        view = self._chosen
        is_same_choice = (view.sort, view.filters, view.query) == (
            self._model.sort_keys,
            dict(self._model.filters),
            self._row.search.text().strip(),
        )
        return is_same_choice and view.columns in (None, tuple(self._table.column_places()))

    @property
    def shows_unhandled(self) -> bool:
        """Whether the table shows what waits to be handled, and nothing but that."""
        return self._chosen.key == UNHANDLED and self.is_unchanged

    def choose(self, view: SavedView) -> None:
        """Filters, search, sorting and, where it has them, columns as in `view`."""
        self._chosen = view
        self._is_choosing = True
        if view.columns is not None:
            self._table.place_columns(view.columns)
        self._model.sort_by(view.sort)
        self._row.search.setText(view.query)
        self._model.set_filters(view.filters)
        self._is_choosing = False
        self._fill_menu()
        self.changed.emit()

    def choose_all(self) -> None:
        """The view that hides nothing."""
        self.choose(self._all)

    def save(self, name: str) -> None:
        """Keep the table as it is under `name`, in the place of an own view of that name."""
        name = name.strip()[:LONGEST_NAME]
        view = SavedView(
            name,
            self._model.sort_keys,
            dict(self._model.filters),
            self._row.search.text().strip(),
            tuple(self._table.column_places()),
        )
        self._own = [known for known in self._own if not _is_same_name(known.name, name)] + [view]
        self._chosen = view
        self._fill_menu()
        self.changed.emit()

    def delete(self, view: SavedView) -> None:
        """Forget one of the user's own views; the table stays as it is."""
        self._own = [known for known in self._own if known is not view]
        if self._chosen is view:
            self._chosen = self._built_in[0]
        self._fill_menu()
        self.changed.emit()

    def ask_name(self) -> None:
        """Open the dialog that saves the table's state as a view."""
        dialog = ViewNameDialog(
            self._theme, self._is_taken, self._replaced, self._window, may_name_a_person=self._may_name_a_person()
        )
        if not self._chosen.is_built_in:
            dialog.name.setText(self._chosen.name)
        dialog.accepted.connect(lambda: self.save(dialog.name.text()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # For the settings file

    def own_views(self) -> list[dict[str, Any]]:
        return views_to_values(self._own, self._model.columns)

    def restore_own_views(self, values: Any) -> None:
        """Take the user's views from a settings file; the chosen view stays."""
        self._own = views_from_values(values, self._model.columns)
        self._fill_menu()

    def chosen_name(self) -> str:
        """What the settings file calls the chosen view."""
        return self._chosen.key or f"={self._chosen.name}"

    def view_named(self, name: Any) -> SavedView | None:
        """The view that `chosen_name` called so."""
        for view in self.views:
            if name == (view.key or f"={view.name}"):
                return view
        return None

    def take_as_chosen(self, view: SavedView) -> None:
        """Show `view` as the chosen one without touching the table."""
        self._chosen = view
        self._fill_menu()

    def _on_choice_changed(self) -> None:
        """A view that hides rows is left once no row is hidden any more: its name would say what is not so."""
        hides_nothing = not self._model.filters and not self._row.search.text().strip()
        if hides_nothing and not self._is_choosing and (self._chosen.filters or self._chosen.query):
            self.take_as_chosen(self._all)
            self.changed.emit()
        self._show_state()

    @property
    def _all(self) -> SavedView:
        return next(view for view in self._built_in if view.key == ALL)

    # Menu

    def title(self, view: SavedView) -> str:
        return self._language.text("SavedViews", view.name) if view.is_built_in else view.name

    def _is_taken(self, name: str) -> bool:
        return any(_is_same_name(self.title(view), name) for view in self._built_in)

    def _replaced(self, name: str) -> str:
        """What the own view is called whose place one of that name would take; "" where there is none."""
        return next((view.name for view in self._own if _is_same_name(view.name, name)), "")

    def _may_name_a_person(self) -> bool:
        """Whether what a view would keep could tell of a person: nothing of that is kept unasked."""
        has_search = bool(self._row.search.text().strip())
        return has_search or any(self._model.columns[column].is_personal for column in self._model.filters)

    def _fill_menu(self) -> None:
        self._menu.clear()
        for view in self._built_in:
            self._add_choice(view)
        if self._own:
            self._menu.addSeparator()
        for view in self._own:
            self._add_choice(view)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Spara som vy…"), self.ask_name)
        if not self._chosen.is_built_in:
            view = self._chosen
            text = self.tr("Ta bort vyn ”{name}”").format(name=view.name)
            self._menu.addAction(text.replace("&", "&&"), lambda: self.delete(view))
        self._row.views.set_value(self.title(self._chosen))
        self._show_state()

    def _add_choice(self, view: SavedView) -> None:
        action = self._menu.addAction(self.title(view).replace("&", "&&"), lambda: self.choose(view))
        action.setCheckable(True)
        action.setChecked(view is self._chosen)

    def _show_state(self) -> None:
        has_something = self._model.is_filtered or bool(self._row.search.text().strip())
        self._row.save_view.setVisible(has_something and not self.is_unchanged)


class ViewNameDialog(FramedDialog):
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
        self._replaced = replaced
        self.name = QLineEdit(self)
        self.name.setObjectName("viewName")
        self.name.setMaxLength(LONGEST_NAME)
        self.name.textChanged.connect(self._on_name_changed)
        self._what_is_kept = self.tr("Filter, sökning, sortering och kolumner sparas under namnet.")
        if may_name_a_person:
            self._what_is_kept += " " + self.tr(
                "Sökningen eller ett filter kan peka ut en person: det ligger då kvar bland programmets inställningar "
                "på den här datorn tills du tar bort vyn."
            )
        self._field = Field(self.tr("Namn på vyn"), self.name, self._what_is_kept, parent=self)
        self.body.addWidget(self._field)
        self.save_button = self.action(self.tr("Spara"))
        self.save_button.setObjectName("viewNameSave")
        self.save_button.clicked.connect(self.accept)
        self.add_buttons(self.save_button, self.tr("Avbryt"))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_name_changed()

    def _on_name_changed(self) -> None:
        name = self.name.text().strip()
        is_taken = self._is_taken(name)
        self._field.set_help(" ".join(filter(None, (self._words_of_replacing(name), self._what_is_kept))))
        self._field.set_error(self.tr("Den vyn följer med programmet. Välj ett annat namn.") if is_taken else "")
        self.save_button.setEnabled(bool(name) and not is_taken)
        if self.isVisible():
            self.fit()

    def _words_of_replacing(self, name: str) -> str:
        replaced = self._replaced(name)
        return self.tr("Vyn ”{name}” finns redan och ersätts.").format(name=replaced) if replaced else ""


def _is_same_name(one: str, other: str) -> bool:
    """Two views whose names differ in nothing but capitals would be told apart by nobody."""
    return one.casefold() == other.casefold()
