"""Views of a list: a name for filters, search, sorting and columns."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from vitec_desktop.report.columns import Column, ColumnKind
from vitec_desktop.report.filters import ColumnFilter, ValueFilter
from vitec_desktop.report.labels import STATES, StateGroup
from vitec_desktop.report.language import QT_TRANSLATE_NOOP
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.row_index import SortKey
from vitec_desktop.ui.table.layout_state import (
    ColumnState,
    columns_from_json,
    columns_to_json,
    filters_from_json,
    filters_to_json,
    search_text_from_json,
    sort_from_json,
    sort_to_json,
)
from vitec_desktop.webservice.models import ListKind

ALL_KEY = "all"
UNHANDLED_KEY = "unhandled"

ALL_NAME = QT_TRANSLATE_NOOP("SavedViews", "Alla")
UNHANDLED_NAME = QT_TRANSLATE_NOOP("SavedViews", "Obehandlade")

MAX_NAME_LENGTH = 60


@dataclass(frozen=True)
class SavedView:
    """A view by name. `key` is the program's own word for a view that comes with it, else "".

    `columns` is None where the view leaves the columns as they are.
    """

    name: str
    sort: tuple[SortKey, ...]
    filters: dict[int, ColumnFilter] = field(default_factory=dict)
    search_text: str = ""
    columns: tuple[ColumnState, ...] | None = None
    key: str = ""

    @property
    def is_built_in(self) -> bool:
        return bool(self.key)


def newest_first_sort(kind: ListKind) -> tuple[SortKey, ...]:
    return (SortKey(_created_column(COLUMNS[kind]), is_descending=True),)


def built_in_views(kind: ListKind) -> list[SavedView]:
    """Alla and, where the list has states, Obehandlade: the oldest first, since it waits the longest."""
    columns = COLUMNS[kind]
    views = [SavedView(ALL_NAME, newest_first_sort(kind), key=ALL_KEY)]
    state = next((number for number, column in enumerate(columns) if column.kind is ColumnKind.STATE), None)
    if state is not None:
        unhandled = frozenset(label.code for label in STATES if label.group is StateGroup.UNHANDLED)
        oldest_first = (SortKey(_created_column(columns)),)
        views.append(SavedView(UNHANDLED_NAME, oldest_first, {state: ValueFilter(unhandled)}, key=UNHANDLED_KEY))
    return views


def views_to_json(views: Sequence[SavedView], columns: Sequence[Column]) -> list[dict[str, Any]]:
    """The user's own views, with everything that the user gave a name to."""
    return [
        {
            "name": view.name,
            "sort": sort_to_json(view.sort, columns),
            "filters": filters_to_json(view.filters, columns, with_personal=True),
            "search": view.search_text,
            "columns": columns_to_json(view.columns, columns) if view.columns is not None else None,
        }
        for view in views
        if not view.is_built_in
    ]


def views_from_json(values: Any, columns: Sequence[Column]) -> list[SavedView]:
    """The views that can be read; the others are left out."""
    views: dict[str, SavedView] = {}
    for value in values if isinstance(values, list) else ():
        name = value.get("name") if isinstance(value, dict) else None
        sort = sort_from_json(value.get("sort"), columns) if isinstance(value, dict) else None
        if not isinstance(name, str) or not name.strip() or sort is None:
            continue
        places = columns_from_json(value.get("columns"), columns)
        filters = filters_from_json(value.get("filters"), columns)
        query = search_text_from_json(value.get("search"))
        name = name.strip()[:MAX_NAME_LENGTH]
        views[name.casefold()] = SavedView(name, sort, filters, query, tuple(places) if places else None)
    return list(views.values())


def _created_column(columns: Sequence[Column]) -> int:
    return next(number for number, column in enumerate(columns) if column.kind is ColumnKind.DATETIME)
